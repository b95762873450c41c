//! Text files: bytes → letters, whatever they were saved as, and how a text's lines are cut into fields.
//!
//! Nothing in a text file says which letters and separators it uses; both are found by looking.

use std::borrow::Cow;

use csv::{Reader, ReaderBuilder, StringRecord};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// How much of a text is looked at to tell what is in it.
const HEAD: usize = 64 * 1024;

/// What may stand between fields. Where two explain a text equally well, the one that is rarer in prose.
const SEPARATORS: [u8; 4] = [b'\t', b';', b',', b'|'];

/// A text file's letters, with lines ending in `\n`: UTF-8 or UTF-16 by their marks or by how they look, and else
/// Windows-1252, as Excel saves a CSV. None where the bytes are no text.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    let (text, _) = encoding(bytes).decode_with_bom_removal(bytes);
    let text = text.trim_end_matches(['\0', '\u{1A}']);
    let steers =
        |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{0B}' | '\u{0C}' | '\u{85}');
    if text.chars().any(|c| steers(c) && !('\u{80}'..='\u{9F}').contains(&c)) {
        return None;
    }
    Some(unified(text).into_owned())
}

/// The letters of the beginning of a text file, in which nothing need be complete.
pub(super) fn decode_head(bytes: &[u8]) -> Option<String> {
    let mut end = bytes.len().min(HEAD) & !1;
    // A letter of several bytes is not cut.
    while end < bytes.len() && end > 0 && encoding(&bytes[..end]) == WINDOWS_1252 && bytes[end] & 0xC0 == 0x80
    {
        end -= 1;
    }
    decode(&bytes[..if bytes.len() <= HEAD { bytes.len() } else { end }])
}

fn encoding(bytes: &[u8]) -> &'static Encoding {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return marked;
    }
    // In UTF-16 every other byte of a plain letter is zero; no other text has zeros.
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).take(2_000).filter(|b| **b == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    if first + second > 0 && bytes.len() >= 4 {
        if second > 4 * first {
            return UTF_16LE;
        }
        if first > 4 * second {
            return UTF_16BE;
        }
    }
    if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 }
}

/// Lines of Windows and of old Macintoshes end as all others do, so that counting lines is counting `\n`.
fn unified(text: &str) -> Cow<'_, str> {
    if !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

/// How a text is cut into fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Separated {
    /// The separator.
    pub(super) by: u8,
    /// Records and, of these, how many have the most usual number of fields (two or more).
    records: usize,
    usual: usize,
    /// That number of fields.
    fields: usize,
}

impl Separated {
    /// Finds the separator by which most records have the same number of fields; "sep=;" in the first line, as Excel
    /// understands it, says it outright.
    pub(super) fn find(text: &str) -> Self {
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

    /// How many fields a record has, where nearly all have as many: one with more has a separator too many.
    pub(super) fn regular(self) -> Option<usize> {
        (self.records >= 4 && self.fields > 1 && 10 * self.usual >= 8 * self.records).then_some(self.fields)
    }

    /// Whether the text is a table without doubt, also where its name does not say so: nearly all of its lines have
    /// the same number of fields, and more than a comma in a sentence would give.
    pub(super) fn is_table(self) -> bool {
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

/// Reads a text's records, each with as many fields as it has.
pub(super) fn reader(text: &str, by: u8) -> Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(by).from_reader(text.as_bytes())
}

/// The rows, from 0, whose quotation marks do not fit: they close in the middle of a field or never, or swallow rows
/// below. Which of their fields is which cannot be told.
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

/// Where a quoted field closes; two quotation marks are one inside it.
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
    fn letters_are_read_as_they_were_saved() {
        let text = "Café – St Mary’s\n£";
        let utf16 = |big: bool, mark: bool| -> Vec<u8> {
            let units = mark.then_some('\u{FEFF}').into_iter().chain(text.chars()).collect::<String>();
            units.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
        };
        let windows = b"Caf\xE9 \x96 St Mary\x92s\r\n\xA3".to_vec();
        let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        for bytes in
            [text.into(), marked, windows, utf16(true, true), utf16(false, true), utf16(false, false)]
        {
            assert_eq!(decode(&bytes).as_deref(), Some(text), "{bytes:?}");
        }
        assert_eq!(decode(b"\x01\x02PNG"), None);
        let long = "é".repeat(HEAD);
        assert_eq!(decode_head(long.as_bytes()).unwrap().chars().count(), HEAD / 2);
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
