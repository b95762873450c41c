//! What the user chose on the page.

use serde::Deserialize;

use crate::data_set::NameQuestion;
use crate::export::Format;
use crate::model::{CalendarDate, parse_date};

/// What the user chose; every field may be missing.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Options {
    /// The local authority of returns that do not state it.
    pub(super) la: Option<String>,
    /// The cluster of returns that do not state it.
    pub(super) cluster: Option<String>,
    /// What the returns cover.
    pub(super) period: Option<String>,
    /// The date of the run, as it was typed.
    pub(super) as_of: Option<String>,
    /// Today by the computer's clock, as 2010-03-12.
    pub(super) today: String,
    /// Whether packs are wanted.
    pub(super) packs: bool,
    /// Whether the ratings are wanted as a table, and how.
    pub(super) data: Option<TableFormat>,
    /// Whether several local authorities go into one workbook.
    pub(super) all_in_one: bool,
    /// Names that were settled on the page.
    pub(super) answers: Vec<Answer>,
}

/// How a table of ratings is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum TableFormat {
    Csv,
    Jsonl,
}

/// A name that was settled.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Answer {
    name: String,
    cluster: Option<String>,
    local_authority: Option<String>,
    /// The school that it stands for; the name itself if it stands for no other.
    meant: String,
}

impl Options {
    /// The date of the run.
    ///
    /// # Errors
    /// What was typed, if it is no date.
    pub(super) fn date(&self) -> Result<CalendarDate, String> {
        let typed = self.as_of.as_deref().map(str::trim).filter(|typed| !typed.is_empty());
        let text = typed.unwrap_or(&self.today);
        parse_date(text).ok_or_else(|| text.to_owned())
    }

    /// A text that was typed; none if it is empty.
    pub(super) fn typed(text: Option<&String>) -> Option<String> {
        text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }
}

impl TableFormat {
    pub(super) fn format(self) -> Format {
        match self {
            Self::Csv => Format::Csv,
            Self::Jsonl => Format::JsonLines,
        }
    }

    /// The name of the table's file.
    pub(super) fn file_name(self) -> &'static str {
        match self {
            Self::Csv => "Ratings.csv",
            Self::Jsonl => "Ratings.jsonl",
        }
    }
}

impl From<Answer> for NameQuestion {
    fn from(answer: Answer) -> Self {
        let Answer { name, cluster, local_authority, meant } = answer;
        Self { name, cluster, local_authority, suggestion: Some(meant) }
    }
}
