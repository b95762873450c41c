//! What stands in front of the reading library: a file is looked over, unpacked within limits and mended, and the
//! library is given a copy of which it is known what it costs.
//!
//! In: a file's bytes. Out: [`Guarded`], or why the file cannot be read. Values are never changed: what the library would
//! not take is marked, and told.

mod binary_sheet;
mod compound;
mod content;
mod deadline;
mod edits;
mod kept;
pub(super) mod limits;
pub(super) mod marks;
mod package;
mod plain_sheet;
mod workbook_parts;
mod worksheet;
mod xml;

use std::borrow::Cow;
use std::rc::Rc;

pub(super) use deadline::{Deadline, too_slow};

use super::contents::Unreadable;
use kept::Mended;
use package::{Package, Packed, Packing, Part};

/// A file that the reading library can be given.
pub(super) struct Guarded<'a> {
    /// The file, or a mended copy.
    pub(super) bytes: Cow<'a, [u8]>,
    /// Whether a part's checksum is wrong: it may be damaged.
    pub(super) is_doubtful: bool,
    /// Sheets of which not all is read, by their place in the workbook, and why.
    pub(super) not_read: Vec<(usize, String)>,
    /// Why a part is missing from the copy.
    pub(super) lost: Option<Unreadable>,
}

impl<'a> Guarded<'a> {
    fn of(bytes: impl Into<Cow<'a, [u8]>>) -> Self {
        Self { bytes: bytes.into(), is_doubtful: false, not_read: Vec::new(), lost: None }
    }
}

/// What a package says to have when it is unpacked.
pub(super) fn stated_size(bytes: &[u8]) -> u64 {
    Package::open(bytes).map_or(u64::MAX, |mut package| package.stated_size())
}

/// What is done with a part of a workbook's package.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    /// Comes first: whether cells refer to texts that are there depends on it.
    SharedTexts,
    Styles,
    /// The list of sheets, and what leads to them.
    Directory,
    /// A sheet, or what may be one.
    Sheet,
    /// Nothing is read from it.
    Other,
}

/// Folders of a package from which nothing is read.
const NOT_NEEDED: [&str; 18] = [
    "docprops/",
    "theme/",
    "drawings/",
    "charts/",
    "media/",
    "tables/",
    "pivottables/",
    "pivotcache/",
    "externallinks/",
    "customxml/",
    "printersettings/",
    "ctrlprops/",
    "embeddings/",
    "threadedcomments/",
    "persons/",
    "richdata/",
    "worksheets/_rels/",
    "chartsheets/",
];

/// `ending` is that of sheets: xml or bin.
fn role(name: &str, ending: &str) -> Role {
    let name = package::plain(name);
    let file = name.rsplit('/').next().unwrap_or(&name);
    let folders = name.match_indices('/').map(|(at, _)| &name[..=at]);
    let is_other = folders.into_iter().any(|path| NOT_NEEDED.iter().any(|folder| path.ends_with(folder)))
        || file.starts_with("comments")
        || matches!(file, "[content_types].xml" | "calcchain.xml" | "metadata.xml" | "connections.xml");
    let Some((stem, last)) = file.rsplit_once('.') else { return Role::Other };
    match stem {
        _ if is_other => Role::Other,
        _ if last == "rels" => Role::Directory,
        _ if last != ending => Role::Other,
        "sharedstrings" => Role::SharedTexts,
        "styles" => Role::Styles,
        "workbook" => Role::Directory,
        "vbaproject" => Role::Other,
        _ => Role::Sheet,
    }
}

/// Guards a workbook (.xlsx, .xlsm).
pub(super) fn xlsx(bytes: &[u8], deadline: Deadline) -> Result<Guarded<'_>, Unreadable> {
    let mut texts = 0;
    parts(bytes, "xml", |role, packed| {
        let known = if role == Role::Sheet { texts } else { 0 };
        let mut mend = || -> Result<Mended, Unreadable> {
            let Part { content, is_sound } = packed.unpack()?;
            let content = xml::in_utf8(content);
            let content = match role {
                Role::SharedTexts => {
                    texts += workbook_parts::count_texts(&content);
                    Ok(workbook_parts::shared_texts(content))
                }
                Role::Styles => workbook_parts::styles(&content).map_err(Unreadable::Damaged),
                Role::Directory | Role::Other => Ok(workbook_parts::without_names(content)),
                Role::Sheet => worksheet::mend(content, texts, deadline),
            };
            Ok(Mended { content, is_sound })
        };
        // Texts are counted, and are no other return's.
        if role == Role::SharedTexts { mend().map(Rc::new) } else { kept::mended(packed, role, known, mend) }
    })
}

/// Guards a binary workbook (.xlsb).
pub(super) fn xlsb(bytes: &[u8]) -> Result<Guarded<'_>, Unreadable> {
    let damaged = || Unreadable::Damaged(xml::CONTRADICTS.to_owned());
    let mut texts = 0;
    let mut percentages = Vec::new();
    parts(bytes, "bin", |role, packed| {
        let Part { content, is_sound } = packed.unpack()?;
        let content = match role {
            Role::Sheet => binary_sheet::mend(content, texts, &percentages),
            Role::Styles => binary_sheet::percentages(&content).map(|found| {
                percentages = found;
                content
            }),
            // What leads to the sheets is XML.
            Role::Directory if content.starts_with(b"<") || content.starts_with(b"\xEF\xBB\xBF<") => {
                Some(content)
            }
            _ => binary_sheet::count_texts(&content).map(|count| {
                texts += if role == Role::SharedTexts { count } else { 0 };
                content
            }),
        };
        Ok(Rc::new(Mended { content: content.ok_or_else(damaged), is_sound }))
    })
}

/// Unpacks the parts of a workbook that are read, mends them and puts them together again. A sheet that is lost costs
/// that sheet.
fn parts<'a>(
    bytes: &[u8],
    ending: &str,
    mut mend: impl FnMut(Role, &Packed<'_>) -> Result<Rc<Mended>, Unreadable>,
) -> Result<Guarded<'a>, Unreadable> {
    let mut package = Package::open(bytes)?;
    let mut guarded = Guarded::of(Vec::new());
    let names = package.names().iter().enumerate().map(|(at, name)| (role(name, ending), at, name));
    let needed = names.filter(|(role, ..)| *role != Role::Other);
    let mut parts: Vec<(Role, usize, String)> =
        needed.map(|(role, at, name)| (role, at, name.clone())).collect();
    parts.sort_by_key(|(role, at, _)| (*role, *at));
    let mut packing = Packing::new();
    for (role, at, name) in parts {
        let most = match role {
            Role::SharedTexts => limits::SHARED_TEXTS,
            Role::Styles => limits::STYLES,
            Role::Directory | Role::Sheet | Role::Other => limits::SHEET,
        };
        let packed = package.packed(at, most).map_err(Unreadable::from);
        let mended = packed.and_then(|packed| mend(role, &packed));
        guarded.is_doubtful |= mended.as_ref().is_ok_and(|mended| !mended.is_sound);
        let content = mended.as_ref().map_err(Clone::clone);
        match content.and_then(|mended| mended.content.as_ref().map_err(Clone::clone)) {
            Ok(content) => packing.add(&name, content)?,
            Err(why) if role == Role::Sheet => {
                guarded.lost.get_or_insert(why);
            }
            Err(why) => return Err(why),
        }
    }
    guarded.bytes = packing.finish()?.into();
    Ok(guarded)
}

/// Guards an OpenDocument spreadsheet.
pub(super) fn ods(bytes: &[u8], deadline: Deadline) -> Result<Guarded<'_>, Unreadable> {
    let mut package = Package::open(bytes)?;
    let mut guarded = Guarded::of(Vec::new());
    let mut packing = Packing::new();
    let mut is_protected = false;
    for name in ["mimetype", "META-INF/manifest.xml", "content.xml"] {
        let Some(at) = package.find(name) else {
            return Err(Unreadable::Damaged(format!("its part {name} is missing")));
        };
        let part = package.packed(at, limits::CONTENT)?.unpack()?;
        guarded.is_doubtful |= !part.is_sound;
        let mut part = part.content;
        if name.starts_with("META-INF") {
            is_protected = part.windows(15).any(|w| w == b"encryption-data");
        } else if name == "content.xml" {
            if is_protected {
                return Err(Unreadable::Password);
            }
            let content = content::mend(xml::in_utf8(part), deadline)?;
            guarded.not_read = content.not_read;
            part = content.xml;
        }
        packing.add(name, &part)?;
    }
    guarded.bytes = packing.finish()?.into();
    Ok(guarded)
}

/// Guards a workbook of Excel 97 to 2003.
pub(super) fn xls(bytes: &[u8]) -> Result<Guarded<'_>, Unreadable> {
    let (mended, not_read) = compound::mend(bytes)?;
    Ok(Guarded { not_read: not_read.into_iter().collect(), ..Guarded::of(mended) })
}

/// Guards a list of schools that the user named: it may be as large as a country's register, of which only some columns
/// are kept, and it is streamed.
pub(super) fn list(bytes: &[u8]) -> Result<Guarded<'_>, Unreadable> {
    Package::open(bytes)?;
    Ok(Guarded::of(bytes))
}
