//! What the parts of a package have in common: text in any encoding made UTF-8, and a reader that understands elements
//! as the reading library does.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::Reader;
use quick_xml::events::BytesStart;

/// Error values that the library knows.
pub(super) const ERRORS: [&str; 7] = ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];

/// What is said of a part that ends too early.
pub(super) const BREAKS_OFF: &str = "it breaks off in the middle";

/// What is said of a part whose elements do not fit together.
pub(super) const CONTRADICTS: &str = "its inner structure contradicts itself";

/// A reader of a part that takes elements as the reading library takes them.
pub(super) fn reader(xml: &[u8]) -> Reader<&[u8]> {
    let mut reader = Reader::from_reader(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    config.expand_empty_elements = true;
    reader
}

/// How far a reader has come.
pub(super) fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// An attribute as it is written; none where it is missing or written wrongly.
pub(super) fn attribute<'e>(element: &'e BytesStart<'_>, name: &str) -> Option<std::borrow::Cow<'e, str>> {
    element.try_get_attribute(name).ok()?.map(|attribute| attribute.value)
}

/// A part in UTF-8, without a declaration that says otherwise. What is no text in its encoding stays as it is: reading
/// ends there.
pub(super) fn in_utf8(xml: Vec<u8>) -> Vec<u8> {
    let encoding = match xml.as_slice() {
        [0xFF, 0xFE, ..] => UTF_16LE,
        [0xFE, 0xFF, ..] => UTF_16BE,
        _ if std::str::from_utf8(&xml).is_ok() => return xml,
        _ => declared(&xml).unwrap_or(UTF_8),
    };
    if encoding == UTF_8 {
        return xml;
    }
    let (text, _, has_errors) = encoding.decode(&xml);
    if has_errors {
        return xml;
    }
    let body = match text.find("?>") {
        Some(end) if text.starts_with("<?xml") => &text[end + 2..],
        _ => &text,
    };
    body.as_bytes().to_vec()
}

/// The encoding that a part's first line declares.
fn declared(xml: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&xml[..xml.len().min(200)]).into_owned();
    let declaration = head.strip_prefix("<?xml")?.split_once("?>")?.0;
    let label = declaration.split_once("encoding")?.1.trim_start_matches([' ', '=']);
    let label = label.strip_prefix(['"', '\''])?.split(['"', '\'']).next()?;
    Encoding::for_label(label.as_bytes())
}
