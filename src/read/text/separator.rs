//! The separator of a text's fields, and rows whose quotation marks do not fit.
//!
//! In: a text. Out: [`Separated`], or row indexes. Nothing in a text says its separator; it is found by looking.

use csv::{Reader, ReaderBuilder, StringRecord};

use super::decode::HEAD;

/// Separators of fields. If two explain a text equally well, the first one counts: it is rarer in prose.
const SEPARATORS: [u8; 4] = [b'\t', b';', b',', b'|'];

/// How a text is divided into fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) struct Separated {
    /// The separator.
    pub(super) by: u8,
    /// Number of records.
    records: usize,
    /// Number of records that have the most usual number of fields (two or more).
    usual: usize,
    /// The most usual number of fields.
    fields: usize,
}

impl Separated {
    /// Finds the separator by which most records have the same number of fields; "sep=;" in the first line, as Excel
    /// understands it, says it outright.
    pub(in crate::read) fn find(text: &str) -> Self {
        if let Some(by) = stated(text) {
            return Self::of(text, by);
        }
        let head = head(text);
        let found = SEPARATORS.map(|by| Self::of(head, by));
        let best = found.into_iter().rev().max_by_key(|s| (s.usual, s.fields));
        best.filter(|s| s.fields > 1).unwrap_or(Self { by: b',', records: 1, usual: 0, fields: 1 })
    }

    fn of(text: &str, by: u8) -> Self {
        let mut counts: Vec<usize> = Vec::new();
        let mut record = StringRecord::new();
        let mut reader = reader(head(text), by);
        while matches!(reader.read_record(&mut record), Ok(true)) {
            counts.push(record.len());
        }
        let of = |fields: usize| counts.iter().filter(|c| **c == fields).count();
        let fields = counts.iter().copied().filter(|c| *c > 1).max_by_key(|c| (of(*c), *c)).unwrap_or(1);
        Self { by, records: counts.len(), usual: if fields > 1 { of(fields) } else { 0 }, fields }
    }

    /// The number of fields of nearly all records, if there is one: a record with more has a separator too many.
    pub(super) fn regular(self) -> Option<usize> {
        (self.records >= 4 && self.fields > 1 && 10 * self.usual >= 8 * self.records).then_some(self.fields)
    }

    /// Whether the text is certainly a table, whatever its name: nearly all of its lines have the same number of fields, and
    /// more than a comma in a sentence would give.
    pub(in crate::read) fn is_table(self) -> bool {
        let least = if self.by == b'\t' { 2 } else { 3 };
        self.records >= 4 && self.fields >= least && 10 * self.usual >= 8 * self.records
    }
}

/// The beginning of a text, up to the end of a line.
fn head(text: &str) -> &str {
    if text.len() <= HEAD {
        return text;
    }
    let mut end = HEAD;
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].rfind('\n').map_or(&text[..end], |line| &text[..line])
}

/// The separator that a first line "sep=;" states.
pub(super) fn stated(text: &str) -> Option<u8> {
    let first = text.lines().next()?.trim_matches('"');
    match first.strip_prefix("sep=")?.as_bytes() {
        [by] if by.is_ascii() => Some(*by),
        _ => None,
    }
}

/// Reads a text's records, which may differ in their number of fields.
pub(super) fn reader(text: &str, by: u8) -> Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(by).from_reader(text.as_bytes())
}

/// The rows, from 0, whose quotation marks do not fit: they close in the middle of a field or never, or swallow rows below.
/// The fields of such a row cannot be told apart.
pub(super) fn misquoted(text: &str, by: u8) -> Vec<usize> {
    let bytes = text.as_bytes();
    let (mut rows, mut row) = (Vec::new(), 0);
    let (mut at, mut at_start) = (0, true);
    while let Some(&byte) = bytes.get(at) {
        if byte == b'"' && at_start {
            let end = closing(bytes, at + 1);
            let inside = &bytes[at + 1..end.unwrap_or(bytes.len())];
            let fits = end.is_some_and(|end| bytes.get(end + 1).is_none_or(|b| *b == by || *b == b'\n'));
            if !fits || swallows_rows(inside, by) {
                rows.push(row);
            }
            at = end.map_or(bytes.len(), |end| end + 1);
            at_start = false;
            continue;
        }
        row += usize::from(byte == b'\n');
        at_start = byte == b'\n' || byte == by;
        at += 1;
    }
    rows.dedup();
    rows
}

/// The offset at which a quoted field closes; two quotation marks stand for one inside it.
fn closing(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += bytes.get(at..)?.iter().position(|b| *b == b'"')?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

/// Whether the lines of a field look like rows of a table: several numbers between separators.
fn swallows_rows(inside: &[u8], by: u8) -> bool {
    let numbers = |w: &&[u8]| w[0] == by && w[1].is_ascii_digit();
    inside.contains(&b'\n') && inside.windows(2).filter(numbers).count() >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn separator(text: &str) -> char {
        char::from(Separated::find(text).by)
    }

    #[test]
    fn the_separator_is_the_one_that_explains_most_lines() {
        assert_eq!(separator("School,Funding\nOakfield,7\n"), ',');
        assert_eq!(separator("School;Design of quality, targeted services\nOakfield;7\nHill, The;5"), ';');
        assert_eq!(separator("Self-assessment\n\nSchool\tOakfield\nFunding\t7\n"), '\t');
        assert_eq!(separator("a|b\n1|2"), '|');
        assert_eq!(separator("sep=;\na,b\n1,2"), ';');
        assert_eq!(separator("one\ntwo"), ',');
        assert_eq!(separator("School,\"Evidence; notes;\nmore;\"\nOakfield,x"), ',');
    }

    #[test]
    fn a_quotation_mark_that_swallows_rows_is_found() {
        for (text, rows) in [
            ("a,b\n1,\"2\n3,4\n", &[1][..]),
            ("a,b\n1,\"2\n3,\"4\n5,6\n", &[1]),
            ("a,b\n\"so 2,\n3 and 4\",7\n", &[]),
            ("a,b\n\"1,2,3\n4,5,6\",7\n8,9\n", &[1]),
            ("a,b\n1,\"2\nlines\"\n3,\"4\"\n", &[]),
            ("a,b\n1,5\" pipe\n3,\"say \"\"x\"\"\"\n", &[]),
            ("a,b\n\"1\" or so,2\n3,\"4\"5\n", &[1, 2]),
        ] {
            assert_eq!(misquoted(text, b','), rows, "{text}");
        }
    }

    #[test]
    fn prose_is_no_table() {
        let letter =
            "Dear all,\n\nPlease find the return, the form, and the key, attached.\nThanks,\nA. Teacher";
        assert!(!Separated::find(letter).is_table());
        assert!(Separated::find("a\tb\n1\t2\n3\t4\n5\t6").is_table());
        assert!(!Separated::find("a,b\n1,2").is_table());
    }
}
