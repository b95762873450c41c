//! Names that make trouble: for Excel they are formulas, numbers, errors, wildcards or markup, or hardly fit anywhere.

use super::label_variants::Chance;

const NAMES: [&str; 64] = [
    "=SUM(1,1)",
    "+x",
    "@y",
    "-1",
    "Total",
    "total",
    "KSF",
    "ksf",
    "KSF number",
    "average",
    "Need rank",
    "2468",
    "2468.0",
    "02468",
    "TRUE",
    "true",
    "FALSE",
    "nan",
    "NaN",
    "inf",
    "-inf",
    "1e5",
    "1E5",
    "1/2",
    "12/03/2010",
    "50%",
    "£5",
    "#REF!",
    "#N/A",
    "_x000D_ a",
    "a _x005F_ b",
    "_xyz_",
    "Ελληνικό",
    "中文小学",
    "École élémentaire",
    "Ysgol Dŵr",
    "😀 School",
    "<b>&amp;\"x\"</b>",
    "A & B <C>",
    "St. John's \"C of E\"",
    "\"\"",
    "'",
    "'quoted'",
    "'Tis",
    "O'",
    " leading",
    "trailing ",
    "two  blanks",
    "a\u{A0}b",
    "tab\there",
    "two\nlines",
    "two\r\nlines",
    "http://example.com/a",
    "mailto:head@example.com",
    "St*",
    "St?",
    "~St",
    "~*",
    "<=3",
    ">0",
    "<>",
    "School A",
    "School a",
    "SCHOOL A",
];

const PLAIN: [&str; 6] = ["Oakfield", "Hill Top", "St Mary's", "Quayside Primary School", "Millrace", "Weir"];

/// A name: mostly an awkward one, sometimes a plain or a very long one.
pub(crate) fn name(chance: &mut Chance) -> String {
    match chance.below(10) {
        0 | 1 => format!("{} {}", PLAIN[chance.below(PLAIN.len())], chance.below(30)),
        2 => long(chance.below(1000)),
        _ => NAMES[chance.below(NAMES.len())].to_owned(),
    }
}

/// A name of more than 200 characters.
pub(crate) fn long(number: usize) -> String {
    format!("{}{number}", "The Federation of Sea \"View\" & 'Hill' Schools, ".repeat(5))
}

/// Different names, equal at most but for case.
pub(crate) fn names(chance: &mut Chance, count: usize) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    while names.len() < count {
        let name = name(chance);
        let name = if names.contains(&name) { format!("{name} {}", names.len()) } else { name };
        names.push(name);
    }
    names
}
