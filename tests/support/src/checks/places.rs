//! Cells and ranges as the parts write them, such as "B7" and "$A$1:$C$9"; rows and columns count from 1.

/// The last row and column of a sheet.
pub(super) const ROWS: u32 = 1_048_576;
pub(super) const COLUMNS: u32 = 16_384;

/// The width of a column that has none of its own, in digits.
pub(super) const USUAL_WIDTH: f64 = 8.43;

/// A block of cells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Range {
    pub top: u32,
    pub left: u32,
    pub bottom: u32,
    pub right: u32,
}

impl Range {
    pub(super) fn holds(&self, row: u32, column: u32) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        self.top <= other.bottom
            && other.top <= self.bottom
            && self.left <= other.right
            && other.left <= self.right
    }
}

/// A column by its letters.
pub(super) fn column(letters: &str) -> Option<u32> {
    if letters.is_empty() || letters.len() > 3 || !letters.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let number = letters.bytes().fold(0, |n, b| n * 26 + u32::from(b - b'A') + 1);
    (number <= COLUMNS).then_some(number)
}

/// A row by its digits.
pub(super) fn row(digits: &str) -> Option<u32> {
    let plain = digits.bytes().all(|b| b.is_ascii_digit()) && !digits.starts_with('0');
    digits.parse().ok().filter(|row| plain && (1..=ROWS).contains(row))
}

/// Row and column of a cell on a sheet; dollars do not matter.
pub(super) fn cell(text: &str) -> Option<(u32, u32)> {
    let text = text.strip_prefix('$').unwrap_or(text);
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let (letters, rest) = text.split_at(letters);
    Some((row(rest.strip_prefix('$').unwrap_or(rest))?, column(letters)?))
}

/// A cell, or two corners with a colon between them, the upper left one first.
pub(super) fn range(text: &str) -> Option<Range> {
    let (first, last) = text.split_once(':').unwrap_or((text, text));
    let ((top, left), (bottom, right)) = (cell(first)?, cell(last)?);
    (top <= bottom && left <= right).then_some(Range { top, left, bottom, right })
}

/// Ranges with blanks between them; none where one of them is no range.
pub(super) fn ranges(text: &str) -> Option<Vec<Range>> {
    let all: Vec<Range> = text.split_whitespace().map(range).collect::<Option<_>>()?;
    (!all.is_empty()).then_some(all)
}

pub(super) fn letters(mut column: u32) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        column -= 1;
        letters.insert(0, char::from(b'A' + u8::try_from(column % 26).unwrap_or_default()));
        column /= 26;
    }
    letters.into_iter().collect()
}

pub(super) fn name(row: u32, column: u32) -> String {
    format!("{}{row}", letters(column))
}
