//! What stands on a rule.

use serde::Serialize;

use super::severity::Severity;
use super::stage::Stage;

/// A rule: what a finding with its code means.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// A letter for the area and three digits, for example "R301"; never used again for another rule.
    pub code: &'static str,
    /// A short name, words joined by dashes.
    pub name: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// The stage that finds it.
    #[serde(skip)]
    pub found_by: Stage,
    /// What was found, in general.
    pub meaning: &'static str,
    /// Why it matters.
    pub why: &'static str,
    /// What to do about it.
    pub remedy: &'static str,
    /// What a cluster's manager is to do instead, if the remedy speaks of running ksfgrid: managers get a workbook and tell
    /// the LA's data team what is right.
    #[serde(skip)]
    pub for_manager: Option<&'static str>,
}
