//! The shared texts, the styles and the list of sheets of a package, mended so that opening it costs no more than they hold.
//!
//! In: the part as it was packed. Out: the part as the reading library can read it.

use std::fmt::Write as _;

use memchr::memmem;
use quick_xml::escape::{escape, unescape};
use quick_xml::events::{BytesStart, Event};

use crate::read::limits;
use crate::read::package::xml::{BREAKS_OFF, CONTRADICTS, attribute, position, reader};
use crate::read::replacements::Replacements;

/// The shared texts without the stated number of them: the library makes room for whatever is stated.
pub(super) fn shared_texts(xml: Vec<u8>) -> Vec<u8> {
    let mut replacements = Replacements::default();
    let mut reader = reader(&xml);
    loop {
        let from = position(&reader);
        match reader.read_event() {
            Ok(Event::Start(element)) if element.local_name().as_ref() == "sst" => {
                replacements.replace(from..position(&reader), format!("<{}>", element.name().as_ref()));
                break;
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    replacements.apply(xml)
}

/// The number of shared texts, or a few more.
pub(super) fn count_texts(xml: &[u8]) -> usize {
    let begins = |at: usize| matches!(xml.get(at), Some(b'>' | b'/' | b' ' | b'\n' | b'\r' | b'\t'));
    let of = |tag: &[u8]| memmem::find_iter(xml, tag).filter(|at| begins(at + tag.len())).count();
    // Some programs write a prefix before the name of every element.
    of(b"<si") + if memmem::find(xml, b"<sst").is_none() { of(b":si") } else { 0 }
}

/// The list of sheets without the defined names, of which some workbooks have hundreds of thousands.
pub(super) fn without_names(xml: Vec<u8>) -> Vec<u8> {
    const MANY: usize = 256 * 1024;
    if xml.len() < MANY {
        return xml;
    }
    let mut replacements = Replacements::default();
    let mut reader = reader(&xml);
    loop {
        let from = position(&reader);
        match reader.read_event() {
            Ok(Event::Start(element)) if element.local_name().as_ref() == "definedNames" => {
                if reader.read_to_end(element.name()).is_err() {
                    break;
                }
                replacements.replace(from..position(&reader), "");
            }
            Ok(Event::Eof) | Err(_) => break,
            Ok(_) => {}
        }
    }
    replacements.apply(xml)
}

/// The styles with only what says how numbers are shown: the library copies fonts and everything else for every cell format.
/// All fonts that strike out are one.
pub(super) fn styles(xml: &[u8]) -> Result<Vec<u8>, String> {
    let mut slim = SlimStyles::default();
    // Nearly always both sections can be found without parsing the fonts and borders between them.
    match section(xml, b"<cellXfs", b"</cellXfs>") {
        Some(cells) if memmem::find(xml, b"<!").is_none() => {
            slim.take_in(section(xml, b"<numFmts", b"</numFmts>").unwrap_or_default(), false)?;
            if memmem::find(xml, b"<strike").is_some() {
                slim.take_in(section(xml, b"<fonts", b"</fonts>").unwrap_or_default(), false)?;
            }
            slim.take_in(cells, false)?;
        }
        _ => slim.take_in(xml, true)?,
    }
    let SlimStyles { numbers, cells, fonts, .. } = slim;
    let fonts = if fonts.contains(&true) { "<fonts><font/><font><strike/></font></fonts>" } else { "" };
    let styles =
        format!("<styleSheet><numFmts>{numbers}</numFmts>{fonts}<cellXfs>{cells}</cellXfs></styleSheet>");
    Ok(styles.into_bytes())
}

/// The only element that begins like this, to its end; `None` if there are two, or none.
fn section<'x>(xml: &'x [u8], begins: &[u8], ends: &[u8]) -> Option<&'x [u8]> {
    let from = memmem::find(xml, begins)?;
    let to = from + memmem::find(&xml[from..], ends)? + ends.len();
    memmem::find(&xml[to..], begins).is_none().then_some(&xml[from..to])
}

/// The formats of numbers and of cells, written anew.
#[derive(Default)]
struct SlimStyles {
    numbers: String,
    cells: String,
    count: usize,
    /// Whether each font strikes out.
    fonts: Vec<bool>,
}

impl SlimStyles {
    /// Adds the formats in the whole part of styles, or in a section of it.
    fn take_in(&mut self, xml: &[u8], whole: bool) -> Result<(), String> {
        let mut reader = reader(xml);
        let (mut inside_cells, mut inside_numbers, mut inside_fonts) = (false, false, false);
        loop {
            match reader.read_event() {
                Ok(Event::Start(element)) => match element.local_name().as_ref() {
                    "cellXfs" => inside_cells = true,
                    "numFmts" => inside_numbers = true,
                    "fonts" => inside_fonts = true,
                    "font" if inside_fonts => self.fonts.push(false),
                    "strike" if inside_fonts => {
                        let strikes =
                            attribute(&element, "val").is_none_or(|val| val != "0" && val != "false");
                        self.fonts.last_mut().into_iter().for_each(|font| *font = strikes);
                    }
                    "xf" if inside_cells => self.cell(&element)?,
                    "numFmt" if inside_numbers => self.number(&element)?,
                    _ => {}
                },
                Ok(Event::End(element)) => match element.local_name().as_ref() {
                    "cellXfs" => inside_cells = false,
                    "numFmts" => inside_numbers = false,
                    "fonts" => inside_fonts = false,
                    "styleSheet" => return Ok(()),
                    _ => {}
                },
                Ok(Event::Eof) if whole => return Err(BREAKS_OFF.to_owned()),
                Ok(Event::Eof) => return Ok(()),
                Err(_) => return Err(CONTRADICTS.to_owned()),
                Ok(_) => {}
            }
        }
    }

    fn cell(&mut self, element: &BytesStart<'_>) -> Result<(), String> {
        self.count += 1;
        if self.count > limits::CELL_FORMATS {
            return Err(format!("it has more than {} formats of cells", limits::CELL_FORMATS));
        }
        let number = |name| attribute(element, name).and_then(|id| id.parse::<u32>().ok());
        let font = number("fontId").and_then(|id| self.fonts.get(usize::try_from(id).ok()?));
        let font = if font == Some(&true) { " fontId=\"1\"" } else { "" };
        match number("numFmtId") {
            Some(id) => write!(self.cells, "<xf numFmtId=\"{id}\"{font}/>"),
            None => write!(self.cells, "<xf{font}/>"),
        }
        .expect("writing to a text cannot fail");
        Ok(())
    }

    fn number(&mut self, element: &BytesStart<'_>) -> Result<(), String> {
        let number = attribute(element, "numFmtId").and_then(|id| id.parse::<u32>().ok());
        let code = attribute(element, "formatCode").filter(|code| code.len() <= limits::FORMAT_LETTERS);
        if let (Some(number), Some(code)) = (number, code) {
            let code = unescape(&code).map_err(|_| CONTRADICTS)?;
            let code = escape(code.as_ref());
            write!(self.numbers, "<numFmt numFmtId=\"{number}\" formatCode=\"{code}\"/>")
                .expect("writing to a text cannot fail");
        }
        Ok(())
    }
}
