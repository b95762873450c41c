//! The shared texts and the styles of a package, mended so that opening it costs no more than they hold.
//!
//! In: the part as it was packed. Out: the part as the reading library can read it.

use quick_xml::escape::escape;
use quick_xml::events::Event;
use std::fmt::Write as _;

use super::edits::Edits;
use super::limits;
use super::xml::{BREAKS_OFF, CONTRADICTS, attribute, position, reader};

/// The shared texts without the statement of their number, for which the library makes room whatever it says.
pub(super) fn shared_texts(xml: Vec<u8>) -> Vec<u8> {
    let mut edits = Edits::default();
    let mut reader = reader(&xml);
    loop {
        let from = position(&reader);
        match reader.read_event() {
            Ok(Event::Start(element)) if element.local_name().as_ref() == "sst" => {
                edits.replace(from..position(&reader), format!("<{}>", element.name().as_ref()));
                break;
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    edits.apply(xml)
}

/// How many shared texts there are, or a few more.
pub(super) fn count_texts(xml: &[u8]) -> usize {
    let begins = |tag: &[u8]| {
        let name = tag.split(|b| matches!(b, b'>' | b'/' | b' ' | b'\n' | b'\r' | b'\t')).next();
        name.is_some_and(|name| name == b"si" || name.ends_with(b":si"))
    };
    xml.split(|b| *b == b'<').skip(1).filter(|tag| begins(&tag[..tag.len().min(40)])).count()
}

/// The list of sheets without the names of cells, of which some workbooks have hundreds of thousands.
pub(super) fn without_names(xml: Vec<u8>) -> Vec<u8> {
    const MANY: usize = 256 * 1024;
    if xml.len() < MANY {
        return xml;
    }
    let mut edits = Edits::default();
    let mut reader = reader(&xml);
    loop {
        let from = position(&reader);
        match reader.read_event() {
            Ok(Event::Start(element)) if element.local_name().as_ref() == "definedNames" => {
                if reader.read_to_end(element.name()).is_err() {
                    break;
                }
                edits.replace(from..position(&reader), "");
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    edits.apply(xml)
}

/// Of the styles, only what tells dates and percentages from numbers: the library copies fonts and all for every format
/// of cells.
pub(super) fn styles(xml: &[u8]) -> Result<Vec<u8>, String> {
    let mut reader = reader(xml);
    let mut slim = String::from("<styleSheet><numFmts>");
    let mut formats = String::new();
    let (mut inside, mut inside_formats, mut count) = (false, false, 0);
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => match element.local_name().as_ref() {
                "cellXfs" => inside = true,
                "numFmts" => inside_formats = true,
                "xf" if inside => {
                    count += 1;
                    match attribute(&element, "numFmtId").and_then(|id| id.parse::<u32>().ok()) {
                        Some(id) => write!(formats, "<xf numFmtId=\"{id}\"/>"),
                        None => formats.write_str("<xf/>"),
                    }
                    .expect("writing to a text cannot fail");
                }
                "numFmt" if inside_formats => {
                    let number = attribute(&element, "numFmtId").and_then(|id| id.parse::<u32>().ok());
                    let code =
                        attribute(&element, "formatCode").filter(|c| c.len() <= limits::FORMAT_LETTERS);
                    if let (Some(number), Some(code)) = (number, code) {
                        let code = quick_xml::escape::unescape(&code).map_err(|_| CONTRADICTS)?;
                        let code = escape(code.as_ref());
                        write!(slim, "<numFmt numFmtId=\"{number}\" formatCode=\"{code}\"/>")
                            .expect("writing to a text cannot fail");
                    }
                }
                _ => {}
            },
            Ok(Event::End(element)) => match element.local_name().as_ref() {
                "cellXfs" => inside = false,
                "numFmts" => inside_formats = false,
                "styleSheet" => break,
                _ => {}
            },
            Ok(Event::Eof) => return Err(BREAKS_OFF.to_owned()),
            Err(_) => return Err(CONTRADICTS.to_owned()),
            Ok(_) => {}
        }
        if count > limits::CELL_FORMATS {
            return Err(format!("it has more than {} formats of cells", limits::CELL_FORMATS));
        }
    }
    write!(slim, "</numFmts><cellXfs>{formats}</cellXfs></styleSheet>")
        .expect("writing to a text cannot fail");
    Ok(slim.into_bytes())
}
