//! XML of a package's parts: converted to UTF-8, and read as the reading library reads it.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use quick_xml::Reader;
use quick_xml::events::BytesStart;

/// Error values that the library knows.
pub(in crate::read) const ERRORS: [&str; 7] =
    ["#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"];

/// The reason for a part that ends too early.
pub(in crate::read) const BREAKS_OFF: &str = "it breaks off in the middle";

/// The reason for a part whose elements do not fit together.
pub(in crate::read) const CONTRADICTS: &str = "its inner structure contradicts itself";

/// A reader that takes elements as the reading library takes them.
pub(in crate::read) fn reader(xml: &[u8]) -> Reader<&[u8]> {
    let mut reader = Reader::from_reader(xml);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.check_comments = false;
    config.expand_empty_elements = true;
    reader
}

/// A reader's offset in bytes.
pub(in crate::read) fn position(reader: &Reader<&[u8]>) -> usize {
    usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX)
}

/// An attribute as it is written; `None` if it is missing or malformed.
pub(in crate::read) fn attribute<'e>(element: &'e BytesStart<'_>, name: &str) -> Option<Cow<'e, str>> {
    element.try_get_attribute(name).ok()?.map(|attribute| attribute.value)
}

/// Converts a part to UTF-8, without a declaration of another encoding. A part that is not valid in its encoding is
/// returned as it is; reading ends at the first wrong byte.
pub(in crate::read) fn in_utf8(xml: Vec<u8>) -> Vec<u8> {
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

/// The encoding that a part's XML declaration names.
fn declared(xml: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&xml[..xml.len().min(200)]).into_owned();
    let declaration = head.strip_prefix("<?xml")?.split_once("?>")?.0;
    let label = declaration.split_once("encoding")?.1.trim_start_matches([' ', '=']);
    let label = label.strip_prefix(['"', '\''])?.split(['"', '\'']).next()?;
    Encoding::for_label(label.as_bytes())
}
