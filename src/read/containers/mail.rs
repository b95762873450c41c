//! Messages as mail programs keep and send them (.eml).

use encoding_rs::WINDOWS_1252;
use mail_parser::{ContentType, Message, MessageParser, MessagePart, MimeHeaders, PartType};
use memchr::memmem;

use super::super::contents::Unreadable;
use super::super::limits;
use super::{Attachment, not_unpacked, parts_of, too_many};

/// The files attached to a message, and to the messages in it.
pub(super) fn attachments(bytes: &[u8]) -> Result<Vec<Attachment>, Unreadable> {
    let message =
        MessageParser::default().parse(bytes).ok_or_else(|| not_unpacked("it is a damaged message"))?;
    let is_sealed = |of: &ContentType<'_>| {
        matches!(of.subtype(), Some("encrypted"))
            || of.subtype().is_some_and(|name| name.ends_with("pkcs7-mime"))
    };
    if message.content_type().is_some_and(is_sealed) {
        return Err(not_unpacked("it is encrypted or sealed"));
    }
    let mut found = Vec::new();
    add(&message, &[], 0, &mut found);
    if found.len() > limits::PARTS {
        return Err(too_many(found.len()));
    }
    if announced(bytes) > found.len() || is_cut_off(&message) {
        let lost = not_unpacked("some of its attachments were not found; it may be cut off or damaged");
        found.push(Attachment { path: Vec::new(), bytes: Err(lost) });
    }
    Ok(found)
}

/// The number of files that a message says it holds.
fn announced(bytes: &[u8]) -> usize {
    let lower = bytes.to_ascii_lowercase();
    let attached = memmem::find_iter(&lower, b"content-disposition: attachment").count();
    // As programs wrote them into the text before there were parts.
    let encoded = memmem::find_iter(&lower, b"\nbegin 6").count();
    let has = |sign: &[u8]| usize::from(memmem::find(&lower, sign).is_some());
    attached.max(has(b"filename=")) + encoded
}

/// Whether a message of several parts does not end as it should.
fn is_cut_off(message: &Message<'_>) -> bool {
    let Some(of) = message.content_type().filter(|of| of.subtype() == Some("mixed")) else { return false };
    let end = of.attribute("boundary").map(|boundary| format!("--{boundary}--"));
    end.is_none_or(|end| memmem::find(message.raw_message(), end.as_bytes()).is_none())
}

fn add(message: &Message<'_>, above: &[String], depth: usize, found: &mut Vec<Attachment>) {
    for (number, part) in (1..).zip(message.attachments()) {
        let name = name_of(message, part).as_deref().and_then(parts_of).and_then(|mut parts| parts.pop());
        let path = |name: String| above.iter().cloned().chain([name]).collect::<Vec<String>>();
        match &part.body {
            PartType::Message(inner) if depth < limits::NESTED => {
                let subject = inner.subject().map(|subject| subject.replace(['/', '\\'], " "));
                let name = name.or(subject).unwrap_or_else(|| format!("message {number}"));
                add(inner, &path(name), depth + 1, found);
            }
            _ => found.push(Attachment {
                path: path(name.unwrap_or_else(|| format!("attachment {number}"))),
                bytes: Ok(part.contents().to_vec()),
            }),
        }
    }
}

/// The name of an attachment; letters of Windows that stand there without saying so are read as such.
fn name_of(message: &Message<'_>, part: &MessagePart<'_>) -> Option<String> {
    let name = part.attachment_name()?;
    if !name.contains(char::REPLACEMENT_CHARACTER) {
        return Some(name.to_owned());
    }
    let from = usize::try_from(part.offset_header).ok()?;
    let to = usize::try_from(part.offset_body).ok()?;
    let (head, _) = WINDOWS_1252.decode_without_bom_handling(message.raw_message().get(from..to)?);
    let after = head.split("name=\"").nth(1)?;
    after.split('"').next().map(str::to_owned)
}
