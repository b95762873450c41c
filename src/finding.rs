//! A finding: what a rule says about the user's data, and where.

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::model::{CellRef, single_spaced};
use crate::rules::{Rule, Severity};

/// One finding. Findings are collected and never stop the run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How much it matters: the rule's severity.
    pub severity: Severity,
    /// The rule behind it; written as its code.
    #[serde(serialize_with = "code")]
    pub rule: &'static Rule,
    /// What was found and what was expected, in a sentence.
    pub found: String,
    /// What to do: the rule's remedy, or a more specific one.
    pub remedy: String,
    /// Where it was found.
    #[serde(flatten)]
    pub location: Location,
}

/// Where something was found, and about whom; what does not apply is `None`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Location {
    /// The local authority.
    pub local_authority: Option<String>,
    /// The cluster.
    pub cluster: Option<String>,
    /// The school.
    pub school: Option<String>,
    /// The KSF's number.
    pub ksf: Option<u8>,
    /// What was typed.
    pub value: Option<String>,
    /// The file, relative to the folder the user gave.
    pub file: Option<Arc<str>>,
    /// The sheet.
    pub sheet: Option<Arc<str>>,
    /// The cell.
    pub cell: Option<CellRef>,
}

impl Finding {
    /// A finding of a rule, with the rule's own remedy.
    pub fn new(rule: &'static Rule, found: impl Into<String>, location: Location) -> Self {
        Self { severity: rule.severity, rule, found: found.into(), remedy: rule.remedy.to_owned(), location }
    }

    /// The same finding with a more specific remedy than the rule's.
    #[must_use]
    pub fn with_remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = remedy.into();
        self
    }

    /// The order of findings in tables: severity, then file, sheet, cell, rule and text.
    #[must_use]
    pub fn order(&self, other: &Self) -> std::cmp::Ordering {
        let key = |f: &Self| {
            (f.severity, f.location.file.clone(), f.location.sheet.clone(), f.location.cell, f.rule.code)
        };
        key(self).cmp(&key(other)).then_with(|| self.found.cmp(&other.found))
    }
}

impl Location {
    /// A file.
    #[must_use]
    pub fn file(file: &Arc<str>) -> Self {
        Self { file: Some(file.clone()), ..Self::default() }
    }

    /// A sheet of a file.
    #[must_use]
    pub fn sheet(file: &Arc<str>, sheet: &Arc<str>) -> Self {
        Self { sheet: Some(sheet.clone()), ..Self::file(file) }
    }

    /// The same location with a cell.
    #[must_use]
    pub fn at(mut self, cell: CellRef) -> Self {
        self.cell = Some(cell);
        self
    }

    /// The same location with a KSF's number.
    #[must_use]
    pub fn ksf(mut self, number: u8) -> Self {
        self.ksf = Some(number);
        self
    }

    /// The same location with what was typed.
    #[must_use]
    pub fn typed(mut self, value: impl fmt::Display) -> Self {
        self.value = Some(shortened(&value.to_string()));
        self
    }
}

/// "file, sheet, cell", without those that are not known.
impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut parts = Vec::new();
        if let Some(file) = &self.file {
            parts.push(file.to_string());
        }
        if let Some(sheet) = &self.sheet {
            parts.push(format!("sheet {sheet}"));
        }
        if let Some(cell) = self.cell {
            parts.push(format!("cell {cell}"));
        }
        f.write_str(&parts.join(", "))
    }
}

/// A text for a message: with single blanks, cut at 120 characters.
#[must_use]
pub fn shortened(text: &str) -> String {
    let folded = single_spaced(text);
    if folded.chars().count() <= 120 {
        return folded;
    }
    let mut cut: String = folded.chars().take(119).collect();
    cut.push('…');
    cut
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the form that serde asks for")]
fn code<S: Serializer>(rule: &&'static Rule, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(rule.code)
}
