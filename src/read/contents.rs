//! The result of reading a file: its cells, or why there are none.

use std::borrow::Cow;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::raw_sheet::RawSheet;

/// The contents of a file.
#[derive(Debug, Serialize, Deserialize)]
pub enum Contents {
    /// A workbook, read.
    Workbook(RawWorkbook),
    /// An archive or a message, in which returns may lie.
    Container(ContainerKind),
    /// No spreadsheet; what it is, in a few words ("a Word document").
    Ignored(Cow<'static, str>),
    /// A workbook that cannot be read.
    Unreadable(Unreadable),
}

/// The kind of an archive or a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ContainerKind {
    /// A zip archive.
    Zip,
    /// A message as mail programs keep it (.eml).
    Mail,
    /// A message as Outlook saves it (.msg).
    Outlook,
}

impl ContainerKind {
    /// What it is, in a few words.
    #[must_use]
    pub fn what(self) -> &'static str {
        match self {
            Self::Zip => "an archive",
            Self::Mail | Self::Outlook => "an e-mail message",
        }
    }
}

/// What messages call a web page.
pub const WEB_PAGE: &str = "a web page (HTML)";

/// Why a workbook cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unreadable {
    /// It could not be opened or read from the disk; the system's reason.
    NotOpened(String),
    /// It is empty.
    Empty,
    /// It asks for a password.
    Password,
    /// Only those may open it whom rights management, or a label of sensitivity, allows to.
    Rights,
    /// It is damaged or cut short; what is wrong.
    Damaged(String),
    /// It holds, or states to hold, more than any return; what.
    TooLarge(String),
    /// Its name says spreadsheet, its content is this.
    NotAWorkbook(Cow<'static, str>),
    /// Its name says spreadsheet, its content is a web page, perhaps with a table that Excel shows.
    WebPage,
    /// A spreadsheet of a kind that is not read; which.
    FormatNotRead(Cow<'static, str>),
    /// A shortcut to a spreadsheet elsewhere; what it is.
    Elsewhere(Cow<'static, str>),
    /// An archive or a message of a kind that is not unpacked, which may hold returns; what it is.
    Packed(Cow<'static, str>),
    /// An archive or a message, or a file in one, that cannot be unpacked; why.
    NotUnpacked(Cow<'static, str>),
    /// Reading it took longer than any return takes, and was stopped.
    TookTooLong,
    /// Reading it needed more memory than any return needs, and was stopped.
    TooMuchMemory,
    /// The worker that reads such files was interrupted, through no fault of the file; why.
    Interrupted(Cow<'static, str>),
}

impl Unreadable {
    /// What was found in the file; `None` if the kind of fault says it all.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::NotOpened(why) | Self::Damaged(why) | Self::TooLarge(why) => Some(why),
            Self::NotAWorkbook(what)
            | Self::FormatNotRead(what)
            | Self::Elsewhere(what)
            | Self::Packed(what) => Some(what),
            Self::Interrupted(why) | Self::NotUnpacked(why) => Some(why),
            Self::WebPage => Some(WEB_PAGE),
            Self::Empty | Self::Password | Self::Rights | Self::TookTooLong | Self::TooMuchMemory => None,
        }
    }
}

/// The cells of a workbook's worksheets.
#[derive(Debug, Serialize, Deserialize)]
pub struct RawWorkbook {
    /// Its worksheets in their order, including hidden ones.
    pub sheets: Vec<RawSheet>,
    /// Worksheets that were not read, or not completely: name and reason.
    pub not_read: Vec<(Arc<str>, String)>,
    /// Whether ksfgrid wrote it.
    pub own: bool,
    /// Whether a checksum in it is wrong: something in it was changed by accident.
    pub doubtful: bool,
}
