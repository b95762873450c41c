//! Messages as mail programs keep and send them (.eml).

use mail_parser::{Message, MessageParser, MimeHeaders, PartType};

use super::super::contents::Unreadable;
use super::super::limits;
use super::{Attachment, not_unpacked, parts_of, too_many};

/// The files attached to a message, and to the messages in it.
pub(super) fn attachments(bytes: &[u8]) -> Result<Vec<Attachment>, Unreadable> {
    let message =
        MessageParser::default().parse(bytes).ok_or_else(|| not_unpacked("it is a damaged message"))?;
    let mut found = Vec::new();
    add(&message, &[], 0, &mut found);
    let says_mixed = || message.content_type().is_some_and(|of| of.subtype() == Some("mixed"));
    if found.is_empty() && says_mixed() {
        return Err(not_unpacked("none of its attachments was found; it may be cut off"));
    }
    if found.len() > limits::PARTS { Err(too_many(found.len())) } else { Ok(found) }
}

fn add(message: &Message<'_>, above: &[String], depth: usize, found: &mut Vec<Attachment>) {
    for (number, part) in (1..).zip(message.attachments()) {
        let name = part.attachment_name().and_then(parts_of).and_then(|mut parts| parts.pop());
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
