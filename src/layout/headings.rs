//! What a column's heading, or the label of a row of figures, says about what stands there.

use crate::model::{CellValue, folded_words, is_kind_of_school};

use super::FigureKind;
use super::factor_labels::FactorLabels;

/// What stands in a column (or row) with this heading.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// Ratings of the one school that the sheet is about.
    Rating,
    /// Ratings of a period ("2009", "Spring term").
    Period,
    /// Totals.
    Total,
    /// Averages.
    Average,
    /// Something that holds no ratings: evidence, targets, counts, numbers of KSFs.
    Other,
    /// Any other text: a school's name, perhaps.
    Name,
    /// No heading.
    Blank,
}

impl Role {
    /// The kind of figure that stands there, if figures do.
    pub(super) fn figure(self) -> Option<FigureKind> {
        match self {
            Self::Total => Some(FigureKind::Total),
            Self::Average => Some(FigureKind::Average),
            _ => None,
        }
    }
}

/// A rating of another time, or one that is wished for: never the rating itself.
const OTHER_TIMES: [&str; 13] = [
    "target",
    "targets",
    "previous",
    "previously",
    "last",
    "prior",
    "former",
    "predicted",
    "expected",
    "aim",
    "goal",
    "next",
    "future",
];

const TEXT_COLUMNS: [&str; 30] = [
    "evidence",
    "comment",
    "comments",
    "commentary",
    "action",
    "actions",
    "note",
    "notes",
    "reason",
    "reasons",
    "justification",
    "why",
    "lead",
    "who",
    "when",
    "by",
    "priority",
    "priorities",
    "how",
    "what",
    "issues",
    "strengths",
    "explanation",
    "description",
    "timescale",
    "support",
    "plan",
    "date",
    "question",
    "response",
];

const RATING_WORDS: [&str; 13] = [
    "rating",
    "ratings",
    "score",
    "scores",
    "scoring",
    "grade",
    "mark",
    "level",
    "judgement",
    "judgment",
    "assessment",
    "rated",
    "rate",
];

const FIGURE_WORDS: [&str; 34] = [
    "rank",
    "ranking",
    "count",
    "counts",
    "min",
    "minimum",
    "max",
    "maximum",
    "median",
    "mode",
    "range",
    "low",
    "lowest",
    "medium",
    "high",
    "highest",
    "answered",
    "band",
    "bands",
    "rag",
    "percent",
    "percentage",
    "need",
    "no",
    "nos",
    "number",
    "of",
    "schools",
    "changed",
    "difference",
    "change",
    "ref",
    "item",
    "position",
];

const PERIOD_WORDS: [&str; 8] = ["spring", "summer", "autumn", "winter", "term", "year", "current", "now"];

/// The role of a heading.
pub(super) fn role(heading: Option<&CellValue>, labels: &FactorLabels) -> Role {
    match heading {
        None => Role::Blank,
        Some(CellValue::Text(text)) => text_role(text, labels),
        Some(CellValue::Date(_)) => Role::Period,
        Some(CellValue::Number(n)) if (1990.0..2100.0).contains(n) => Role::Period,
        Some(_) => Role::Other,
    }
}

fn text_role(text: &str, labels: &FactorLabels) -> Role {
    let words = folded_words(text);
    let has = |list: &[&str]| words.iter().any(|w| list.contains(&w.as_str()));
    let all = |lists: &[&[&str]]| {
        words.iter().all(|w| is_number(w) || lists.iter().any(|list| list.contains(&w.as_str())))
    };
    let starts = |list: &[&str]| words.first().is_some_and(|w| list.contains(&w.as_str()));
    if words.is_empty() {
        return Role::Other;
    }
    let named_school = words.iter().any(|w| w != "school" && is_kind_of_school(w));
    if named_school && !has(&RATING_WORDS) && words.len() > 1 && !all(&[&FIGURE_WORDS]) {
        return Role::Name;
    }
    if words.len() <= 5 && (starts(&["total", "totals", "sum"]) || words.last().is_some_and(|w| w == "total"))
    {
        return Role::Total;
    }
    if words.len() <= 5 && has(&["average", "averages", "mean", "avg", "ave", "av"]) {
        return Role::Average;
    }
    if has(&OTHER_TIMES) || labels.is_term(text) || all(&[&FIGURE_WORDS, &["ksf", "cfs"]]) && !is_year(&words)
    {
        let scale = words.len() >= 2 && words.first().is_some_and(|w| w == "1") && all(&[&["to", "10"]]);
        return if scale { Role::Rating } else { Role::Other };
    }
    if has(&TEXT_COLUMNS) && !starts(&RATING_WORDS) {
        return Role::Other;
    }
    if has(&RATING_WORDS) || is_own_school(&words) {
        return Role::Rating;
    }
    if all(&[&PERIOD_WORDS, &["in", "the", "january", "march", "july", "september"]]) {
        return Role::Period;
    }
    Role::Name
}

fn is_number(word: &str) -> bool {
    word.bytes().all(|b| b.is_ascii_digit())
}

fn is_year(words: &[String]) -> bool {
    words.iter().any(|w| w.len() == 4 && (w.starts_with("19") || w.starts_with("20")))
}

fn is_own_school(words: &[String]) -> bool {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    matches!(words.as_slice(), ["school" | "us" | "self"] | ["our" | "your" | "my" | "this", "school"])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framework::Framework;

    #[test]
    fn headings_say_what_stands_below_them() {
        let labels = FactorLabels::new(Framework::embedded());
        for (heading, expected) in [
            ("Rating", Role::Rating),
            ("Rating (1-10)", Role::Rating),
            ("Rating\n1 to 10", Role::Rating),
            ("1-10", Role::Rating),
            ("Our self-assessment", Role::Rating),
            ("School score", Role::Rating),
            ("Target rating", Role::Other),
            ("Rating last year", Role::Other),
            ("Previous rating", Role::Other),
            ("Evidence", Role::Other),
            ("Evidence for the rating", Role::Other),
            ("Actions", Role::Other),
            ("Comments", Role::Other),
            ("No.", Role::Other),
            ("KSF number", Role::Other),
            ("Key success factor", Role::Other),
            ("Need rank", Role::Other),
            ("Low 1-3", Role::Other),
            ("High", Role::Other),
            ("7", Role::Other),
            ("Total", Role::Total),
            ("Total score", Role::Total),
            ("Average rating", Role::Average),
            ("School average", Role::Average),
            ("2009", Role::Period),
            ("Spring term 2010", Role::Period),
            ("School A", Role::Name),
            ("High Street Primary", Role::Name),
            ("Oakfield Primary School", Role::Name),
            ("St Mary's", Role::Name),
        ] {
            let value = CellValue::Text(heading.to_owned());
            assert_eq!(role(Some(&value), &labels), expected, "{heading}");
        }
    }
}
