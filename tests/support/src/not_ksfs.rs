//! Texts of returns and of other forms that are no KSF's own label, though many hold its words.

use super::KSFS;

/// Texts that a careful person would not take for a KSF's label.
const WRITTEN: &str = include_str!("not_ksfs.txt");

/// What stands beside a KSF, or is said about it; "{}" is its name.
const ABOUT: [&str; 32] = [
    "Evidence for {}",
    "Evidence: {}",
    "{} - evidence",
    "{} (evidence)",
    "Comments on {}",
    "{}: comments",
    "Target for {}",
    "{} (target)",
    "{} target",
    "Action: {}",
    "Actions for {}",
    "Points - {}",
    "Feedback - {}",
    "{} last year",
    "{} 2009",
    "{} (2009)",
    "Average for {}",
    "Average: {}",
    "Total {}",
    "{} group",
    "{} meeting",
    "{} policy",
    "{} lead",
    "Who leads on {}?",
    "Priority: {}",
    "Improve {}",
    "Next steps for {}",
    "What are the barriers to {}?",
    "{} was discussed with the governors in June",
    "We rate our {} highly because parents tell us so",
    "{} needs more work",
    "Report on {}",
];

/// All of them.
pub fn not_ksfs() -> Vec<String> {
    let written = WRITTEN.lines().filter(|line| !line.is_empty() && !line.starts_with("# "));
    let about = KSFS.iter().flat_map(|ksf| ABOUT.iter().map(move |text| text.replace("{}", ksf)));
    written.map(str::to_owned).chain(about).collect()
}
