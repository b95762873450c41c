//! A part of a package, element by element: its attributes at its start, its text at its end.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesRef, BytesStart, Event};

/// What a reader of a part is shown; names come without their prefixes.
pub(super) enum Node<'a> {
    Open(&'a Tag<'a>),
    /// The end of an element, with the text since the last tag.
    Close(&'a str, &'a str),
}

/// The start of an element; attributes keep their prefixes.
pub(super) struct Tag<'a> {
    pub name: &'a str,
    pub attributes: Vec<(&'a str, Cow<'a, str>)>,
}

impl Tag<'_> {
    pub(super) fn get(&self, key: &str) -> Option<&str> {
        self.attributes.iter().find(|(k, _)| *k == key).map(|(_, value)| value.as_ref())
    }

    /// An attribute's text; empty where there is none.
    pub(super) fn text(&self, key: &str) -> String {
        self.get(key).unwrap_or_default().to_owned()
    }

    pub(super) fn number(&self, key: &str) -> Option<u32> {
        self.get(key)?.parse().ok()
    }

    pub(super) fn is(&self, key: &str) -> bool {
        matches!(self.get(key), Some("1" | "true"))
    }
}

/// Shows every element of a part; says what is wrong where it is not well-formed.
pub(super) fn walk(text: &str, mut visit: impl FnMut(Node)) -> Result<(), String> {
    let allowed = |b: u8| b >= 0x20 || matches!(b, b'\n' | b'\r' | b'\t');
    if let Some(at) = text.bytes().position(|b| !allowed(b)) {
        return Err(format!("a character at byte {at} that XML does not allow"));
    }
    let mut reader = Reader::from_str(text);
    let (mut depth, mut since) = (0_u32, String::new());
    loop {
        let event = reader.read_event().map_err(|e| format!("{e} at byte {}", reader.error_position()))?;
        match event {
            Event::Start(start) => {
                depth += 1;
                since.clear();
                visit(Node::Open(&tag(&start)?));
            }
            Event::Empty(start) => {
                let tag = tag(&start)?;
                visit(Node::Open(&tag));
                visit(Node::Close(tag.name, ""));
                since.clear();
            }
            Event::End(end) => {
                depth -= 1;
                visit(Node::Close(end.local_name().as_ref(), &since));
                since.clear();
            }
            Event::Text(text) => since.push_str(&text.into_inner()),
            Event::CData(text) => since.push_str(&text.into_inner()),
            Event::GeneralRef(reference) => since.push(meant(&reference)?),
            Event::Eof if depth == 0 => return Ok(()),
            Event::Eof => return Err("it ends before its elements do".to_owned()),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
}

fn tag<'a>(start: &'a BytesStart<'_>) -> Result<Tag<'a>, String> {
    let name = start.name().0;
    let name = name.split_once(':').map_or(name, |(_, local)| local);
    let mut attributes = Vec::new();
    for attribute in start.attributes() {
        let attribute = attribute.map_err(|e| format!("<{name}>: {e}"))?;
        let value = plain(attribute.value).map_err(|e| format!("<{name}>: {e}"))?;
        attributes.push((attribute.key.0, value));
    }
    Ok(Tag { name, attributes })
}

/// An attribute's value as XML understands it: line breaks that are not escaped are blanks.
fn plain(value: Cow<'_, str>) -> Result<Cow<'_, str>, String> {
    let holds = |sign: &u8| value.as_bytes().contains(sign);
    if holds(&b'<') {
        return Err("a \"<\" in an attribute".to_owned());
    }
    if ![b'&', b'\n', b'\r', b'\t'].iter().any(holds) {
        return Ok(value);
    }
    let blanks = value.replace(['\n', '\r', '\t'], " ");
    unescape(&blanks).map(|text| Cow::Owned(text.into_owned())).map_err(|e| e.to_string())
}

fn meant(reference: &BytesRef<'_>) -> Result<char, String> {
    let name: &str = reference;
    let strange = || format!("&{name}; is no character");
    match name {
        "amp" => Ok('&'),
        "lt" => Ok('<'),
        "gt" => Ok('>'),
        "quot" => Ok('"'),
        "apos" => Ok('\''),
        _ => match reference.resolve_char_ref() {
            Ok(Some(c)) if c >= ' ' || matches!(c, '\n' | '\r' | '\t') => Ok(c),
            _ => Err(strange()),
        },
    }
}
