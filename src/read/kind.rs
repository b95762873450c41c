//! The kind of a file, by its content; its ending only tells what somebody took it for.
//!
//! In: a file's name and bytes. Out: [`Kind`]. Nothing is read that the kind does not depend on.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::contents::{ContainerKind, Unreadable, WEB_PAGE};
use super::limits;
use super::package::{listing, records};
use super::text;
use crate::model::{OWN_MARK, file_name};

/// The kind of a file.
#[derive(Debug)]
pub(super) enum Kind {
    /// .xlsx, .xlsm and their templates.
    Xlsx {
        /// Whether ksfgrid wrote it.
        own: bool,
    },
    /// The binary workbook.
    Xlsb,
    /// Excel 97 to 2003, and Excel 5.
    Xls,
    /// OpenDocument spreadsheet.
    Ods,
    /// CSV and its like.
    TextTable,
    /// An encrypted workbook of Excel 2007 or later.
    Locked,
    /// An archive or a message.
    Container(ContainerKind),
    /// No spreadsheet; what it is.
    Ignored(&'static str),
    /// A spreadsheet that cannot be read.
    Unreadable(Unreadable),
}

/// Endings that make people take a file for a spreadsheet.
const SPREADSHEET_ENDINGS: [&str; 13] =
    ["xlsx", "xlsm", "xls", "xlsb", "ods", "csv", "tsv", "tab", "xltx", "xltm", "xlt", "xlw", "ots"];

/// Endings of text tables.
const TEXT_TABLES: [&str; 3] = ["csv", "tsv", "tab"];

/// Endings of archives and messages.
const PACKED: [&str; 9] = ["zip", "7z", "rar", "gz", "tgz", "tar", "cab", "eml", "msg"];

/// Maximum number of bytes that are read of a part inside an archive to tell what the archive is.
const PART_LIMIT: usize = 64 * 1024;

/// What a package states its main part to be, if that is a workbook under an unusual name.
const WORKBOOKS: [&str; 4] = [
    "spreadsheetml.sheet.main+xml",
    "spreadsheetml.template.main+xml",
    "ms-excel.sheet.macroEnabled.main+xml",
    "ms-excel.template.macroEnabled.main+xml",
];

/// The part of a workbook that carries our mark.
const CUSTOM: &str = "docProps/custom.xml";

const OLE_MAGIC: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// Whether a file's name makes people take it for a spreadsheet.
#[must_use]
pub fn is_spreadsheet_name(path: &str) -> bool {
    SPREADSHEET_ENDINGS.contains(&ending_of(path).as_str())
}

/// Whether a file's name makes people take it for an archive or a message that is unpacked.
#[must_use]
pub fn is_container_name(path: &str) -> bool {
    ["zip", "eml", "msg"].contains(&ending_of(path).as_str())
}

/// Whether a file of this name may be a return, or hold one.
pub(super) fn may_hold_return(path: &str) -> bool {
    is_spreadsheet_name(path) || PACKED.contains(&ending_of(path).as_str())
}

/// The ending of a file's name, in lower case.
fn ending_of(path: &str) -> String {
    file_name(path).rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_lowercase())
}

pub(super) fn of(path: &str, bytes: &[u8]) -> Kind {
    let name = file_name(path).to_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    if let Some(what) = system_file(&name, ending) {
        return Kind::Ignored(what);
    }
    let meant_as_spreadsheet = SPREADSHEET_ENDINGS.contains(&ending);
    if bytes.is_empty() {
        return if meant_as_spreadsheet || is_container_name(path) {
            Kind::Unreadable(Unreadable::Empty)
        } else {
            Kind::Ignored("an empty file")
        };
    }
    let is_archive = bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06");
    if let Some(what) = leads_elsewhere(bytes, ending) {
        return Kind::Unreadable(Unreadable::Elsewhere(what.into()));
    }
    let found = if is_archive || ending == "zip" {
        archive(bytes, ending, meant_as_spreadsheet)
    } else if bytes.starts_with(OLE_MAGIC) || ending == "msg" {
        ole(bytes, ending, meant_as_spreadsheet)
    } else {
        plain(bytes, ending)
    };
    match found {
        Kind::Ignored(what) if meant_as_spreadsheet => {
            Kind::Unreadable(Unreadable::NotAWorkbook(what.into()))
        }
        Kind::Unreadable(Unreadable::Packed(what)) if meant_as_spreadsheet => {
            Kind::Unreadable(Unreadable::NotAWorkbook(what))
        }
        found => found,
    }
}

/// Files that office programs and operating systems leave behind.
fn system_file(name: &str, ending: &str) -> Option<&'static str> {
    if name.starts_with("~$") || (name.starts_with(".~lock.") && name.ends_with('#')) {
        Some("a lock file of an open document")
    } else if name.starts_with("._")
        || matches!(name, ".ds_store" | "thumbs.db" | "desktop.ini" | ".directory")
    {
        Some("a file of the operating system")
    } else if matches!(ending, "tmp" | "part" | "crdownload") {
        Some("a temporary file")
    } else {
        None
    }
}

/// What a file is that only leads to a spreadsheet elsewhere.
fn leads_elsewhere(bytes: &[u8], ending: &str) -> Option<&'static str> {
    const SPREADSHEETS: [&str; 6] = [".xls", ".ods", ".csv", "spreadsheets", "sharepoint", "onedrive"];
    let leads_to = |what: &&str| {
        let wide: Vec<u8> = what.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let lower = bytes.to_ascii_lowercase();
        [what.as_bytes(), &wide].iter().any(|what| memchr::memmem::find(&lower, what).is_some())
    };
    match ending {
        "gsheet" => Some("a link to a Google sheet"),
        "lnk" | "url" | "webloc" if SPREADSHEETS.iter().any(leads_to) => Some("a shortcut to a spreadsheet"),
        _ => None,
    }
}

fn archive(bytes: &[u8], ending: &str, meant_as_spreadsheet: bool) -> Kind {
    if is_plain_xlsx(bytes) {
        return Kind::Xlsx { own: false };
    }
    if records(bytes) > limits::LISTED {
        return Kind::Container(ContainerKind::Zip);
    }
    let Ok(mut zip) = ZipArchive::new(Cursor::new(bytes)) else {
        let workbook_inside = bytes[..bytes.len().min(PART_LIMIT)].windows(3).any(|w| w == b"xl/");
        return if meant_as_spreadsheet || workbook_inside {
            Kind::Unreadable(Unreadable::Damaged("the end of the file is missing".to_owned()))
        } else if PACKED.contains(&ending) {
            Kind::Container(ContainerKind::Zip)
        } else {
            Kind::Ignored("an archive")
        };
    };
    let has = |ending: &str| zip.file_names().flatten().any(|n| n.to_lowercase().ends_with(ending));
    if has("workbook.bin") {
        return Kind::Xlsb;
    }
    if has("workbook.xml") {
        let own = part(&mut zip, CUSTOM).is_some_and(|xml| is_own(&xml));
        return Kind::Xlsx { own };
    }
    if has("word/document.xml") {
        return Kind::Ignored("a Word document");
    }
    if has("ppt/presentation.xml") {
        return Kind::Ignored("a PowerPoint presentation");
    }
    if has("index/calculationengine.iwa") || has("index/tables/datalist.iwa") {
        return Kind::Unreadable(Unreadable::FormatNotRead("an Apple Numbers spreadsheet".into()));
    }
    let types = part(&mut zip, "[Content_Types].xml").unwrap_or_default();
    if WORKBOOKS.iter().any(|workbook| types.contains(workbook)) {
        return Kind::Xlsx { own: false };
    }
    match part(&mut zip, "mimetype").as_deref().map(str::trim) {
        Some(mime) if mime.starts_with("application/vnd.oasis.opendocument.spreadsheet") => Kind::Ods,
        Some(mime) if mime.starts_with("application/vnd.oasis.opendocument.") => {
            Kind::Ignored("an OpenDocument file")
        }
        _ if zip.file_names().flatten().any(|name| may_hold_return(&name)) => {
            Kind::Container(ContainerKind::Zip)
        }
        _ => Kind::Ignored("an archive"),
    }
}

fn packed(what: &'static str) -> Kind {
    Kind::Unreadable(Unreadable::Packed(what.into()))
}

/// Whether an archive is certainly a workbook that others wrote, by its table of contents alone. True for nearly all.
fn is_plain_xlsx(bytes: &[u8]) -> bool {
    listing::plain_xlsx(bytes).is_some_and(|parts| parts.iter().all(|part| part.name != CUSTOM.as_bytes()))
}

/// A part of an archive as text, up to [`PART_LIMIT`].
fn part(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str) -> Option<String> {
    let mut text = Vec::new();
    zip.by_name(name).ok()?.take(PART_LIMIT as u64).read_to_end(&mut text).ok()?;
    Some(String::from_utf8_lossy(&text).into_owned())
}

/// Whether custom document properties carry our mark.
fn is_own(custom_properties: &str) -> bool {
    let (property, value) = OWN_MARK;
    custom_properties.contains(&format!("name=\"{property}\""))
        && custom_properties.contains(&format!(">{value}<"))
}

/// A compound file: Excel 97–2003, an encrypted workbook, an older Word document …
fn ole(bytes: &[u8], ending: &str, meant_as_spreadsheet: bool) -> Kind {
    let Ok(file) = cfb::CompoundFile::open(Cursor::new(bytes)) else {
        if ending == "msg" {
            return Kind::Container(ContainerKind::Outlook);
        }
        return if contains_utf16(bytes, "Workbook") || meant_as_spreadsheet {
            Kind::Unreadable(Unreadable::Damaged("its table of contents is broken".to_owned()))
        } else {
            Kind::Ignored("an older Office document")
        };
    };
    let has = |name: &str| file.is_stream(format!("/{name}"));
    // Rights management, also by a label of sensitivity.
    let has_rights = ["\u{9}DRMContent", "\u{6}DataSpaces/TransformInfo/DRMEncryptedTransform/\u{6}Primary"]
        .into_iter()
        .any(has)
        || file.is_storage("/\u{6}DataSpaces/TransformInfo/DRMEncryptedTransform");
    if ending == "msg" || file.is_storage("/__attach_version1.0_#00000000") {
        Kind::Container(ContainerKind::Outlook)
    } else if has("WordDocument") {
        Kind::Ignored("a Word document")
    } else if has("PowerPoint Document") {
        Kind::Ignored("a PowerPoint presentation")
    } else if has_rights && !has("EncryptedPackage") {
        Kind::Unreadable(Unreadable::Rights)
    } else if has("Workbook") || has("Book") {
        Kind::Xls
    } else if has("EncryptedPackage") {
        match ending {
            "docx" | "docm" | "dotx" => Kind::Ignored("a Word document"),
            "pptx" | "pptm" => Kind::Ignored("a PowerPoint presentation"),
            _ if has_rights => Kind::Unreadable(Unreadable::Rights),
            _ => Kind::Locked,
        }
    } else {
        Kind::Ignored("an older Office document")
    }
}

fn contains_utf16(bytes: &[u8], text: &str) -> bool {
    let needle: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(needle.len()).any(|w| w == needle)
}

/// A file that is neither archive nor compound file: PDF, pictures, text in its many forms.
fn plain(bytes: &[u8], ending: &str) -> Kind {
    const MAGIC: [(&[u8], &str); 8] = [
        (b"%PDF", "a PDF document"),
        (b"\x89PNG", "a picture"),
        (b"\xFF\xD8\xFF", "a picture"),
        (b"GIF8", "a picture"),
        (b"BM", "a picture"),
        (b"II*\0", "a picture"),
        (b"MM\0*", "a picture"),
        (b"{\\rtf", "a rich-text document"),
    ];
    const PACKED_MAGIC: [(&[u8], &str); 5] = [
        (b"Rar!", "an archive"),
        (b"7z\xBC\xAF", "an archive"),
        (b"\x1F\x8B", "an archive"),
        (b"MSCF", "an archive"),
        (b"\x78\x9F\x3E\x22", "the attachments of an Outlook message (winmail.dat)"),
    ];
    if let [9, 0 | 2 | 4, 4 | 6 | 8, 0, ..] = bytes {
        return Kind::Unreadable(Unreadable::FormatNotRead("a worksheet of Excel 4 or older".into()));
    }
    if let Some((_, what)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Kind::Ignored(what);
    }
    if let Some((_, what)) = PACKED_MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return packed(what);
    }
    if ending == "eml" {
        return Kind::Container(ContainerKind::Mail);
    }
    let Some(text) = text::decode_head(bytes) else { return Kind::Ignored("no spreadsheet") };
    let head = text.trim_start().to_lowercase();
    if head.starts_with('<') && head.contains("urn:schemas-microsoft-com:office:spreadsheet") {
        return Kind::Unreadable(Unreadable::FormatNotRead("an XML spreadsheet of Excel 2003".into()));
    }
    if head.contains("application/vnd.oasis.opendocument.spreadsheet") {
        return Kind::Unreadable(Unreadable::FormatNotRead("a flat OpenDocument spreadsheet".into()));
    }
    if head.contains("mime-version:") && head.contains("multipart/related") && head.contains("excel.sheet") {
        return Kind::Unreadable(Unreadable::FormatNotRead("a web archive".into()));
    }
    if head.contains("mime-version:") && head.contains("content-type:") {
        return Kind::Container(ContainerKind::Mail);
    }
    if head.starts_with("from ") && head.contains("content-type:") {
        return packed("a mailbox");
    }
    if head.starts_with("<!doctype html") || head.starts_with("<html") || head.contains("<table") {
        return if SPREADSHEET_ENDINGS.contains(&ending) {
            Kind::Unreadable(Unreadable::WebPage)
        } else {
            Kind::Ignored(WEB_PAGE)
        };
    }
    match ending {
        ending if TEXT_TABLES.contains(&ending) => Kind::TextTable,
        _ if text::Separated::find(&text).is_table() => Kind::TextTable,
        _ => Kind::Ignored("a text file"),
    }
}
