//! A formula, word by word: whether Excel can make sense of it.

use std::collections::{HashMap, HashSet};

use super::book::Book;
use super::functions;
use super::places;
use super::texts::{folded, units};

/// The longest formula, and the longest text within one.
const LONGEST: usize = 8_192;
const LONGEST_TEXT: usize = 255;
/// How deep functions may stand within each other.
const DEEPEST: usize = 64;

/// The names that formulas may use.
#[derive(Debug, Default)]
pub(super) struct Known {
    sheets: HashMap<String, usize>,
    /// Defined names, with the sheet that alone knows them.
    names: HashSet<(Option<usize>, String)>,
    /// The headings of each table.
    tables: HashMap<String, HashSet<String>>,
}

impl Known {
    pub(super) fn of(book: &Book) -> Self {
        let sheets = book.sheets.iter().enumerate().map(|(at, sheet)| (folded(&sheet.name), at)).collect();
        let names = book.names.iter().map(|n| (n.sheet, folded(&n.name))).collect();
        let headings =
            |columns: &[super::tables::TableColumn]| columns.iter().map(|c| folded(&c.name)).collect();
        let tables = book.tables.iter().map(|t| (folded(&t.shown_name), headings(&t.columns))).collect();
        Self { sheets, names, tables }
    }

    pub(super) fn sheet(&self, name: &str) -> Option<usize> {
        self.sheets.get(&folded(name)).copied()
    }

    pub(super) fn has_name(&self, name: &str, sheet: Option<usize>) -> bool {
        let name = folded(name);
        let local = sheet.is_some_and(|_| self.names.contains(&(sheet, name.clone())));
        local || self.names.contains(&(None, name))
    }

    pub(super) fn has_table(&self, name: &str) -> bool {
        self.tables.contains_key(&folded(name))
    }
}

/// What is wrong with a formula of a sheet; `tables` tells whether it may refer to tables by name.
pub(super) fn faults(formula: &str, sheet: Option<usize>, tables: bool, known: &Known) -> Vec<String> {
    let mut faults = Vec::new();
    if units(formula) > LONGEST {
        faults.push(format!("longer than {LONGEST} characters"));
    }
    if formula.is_empty() || formula.starts_with('=') {
        faults.push("a formula that is empty or begins with \"=\"".to_owned());
        return faults;
    }
    let mut scan =
        Scan { text: formula, at: 0, open: Vec::new(), on: None, sheet, tables, known, faults, before: b' ' };
    scan.run();
    scan.faults
}

/// A bracket that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Function,
    Bracket,
    Brace,
}

struct Scan<'a> {
    text: &'a str,
    at: usize,
    open: Vec<Open>,
    /// The sheet named just before, up to the exclamation mark.
    on: Option<usize>,
    sheet: Option<usize>,
    tables: bool,
    known: &'a Known,
    faults: Vec<String>,
    /// The sign before a word.
    before: u8,
}

impl Scan<'_> {
    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(b' ')
    }

    fn fault(&mut self, what: impl Into<String>) {
        self.faults.push(what.into());
    }

    fn run(&mut self) {
        while self.at < self.text.len() {
            let sign = self.peek();
            match sign {
                b'"' => self.quoted(),
                b'\'' => self.quoted_sheet(),
                b'#' => self.error(),
                b'(' => self.push(Open::Bracket),
                b'{' => self.push(Open::Brace),
                b')' | b'}' => self.close(sign),
                b'[' => {
                    self.fault("a \"[\" after no table");
                    self.bracketed();
                }
                b';' if !self.open.contains(&Open::Brace) => {
                    self.fault("a semicolon outside of braces");
                    self.at += 1;
                }
                _ if is_word(sign) => self.word(),
                _ => self.at += 1,
            }
            self.before = sign;
        }
        if !self.open.is_empty() {
            self.fault("brackets that are not closed");
        }
    }

    fn push(&mut self, open: Open) {
        self.open.push(open);
        let deep = self.open.iter().filter(|o| **o == Open::Function).count();
        if deep == DEEPEST + 1 && open == Open::Function {
            self.fault(format!("more than {DEEPEST} functions within each other"));
        }
        self.at += 1;
    }

    fn close(&mut self, sign: u8) {
        self.at += 1;
        match self.open.pop() {
            Some(open) if (open == Open::Brace) == (sign == b'}') => {}
            _ => self.fault("brackets that do not match"),
        }
    }

    /// The text between quotation marks from here; doubled marks stand for one.
    fn until_closed(&mut self, mark: char) -> Option<String> {
        let rest = &self.text[self.at + 1..];
        let mut inside = String::new();
        let mut signs = rest.char_indices().peekable();
        while let Some((at, c)) = signs.next() {
            if c != mark {
                inside.push(c);
            } else if signs.peek().is_some_and(|(_, next)| *next == mark) {
                inside.push(c);
                signs.next();
            } else {
                self.at += at + 2;
                return Some(inside);
            }
        }
        self.at = self.text.len();
        self.fault("quotation marks that are not closed");
        None
    }

    fn quoted(&mut self) {
        if self.until_closed('"').is_some_and(|text| units(&text) > LONGEST_TEXT) {
            self.fault(format!("a text longer than {LONGEST_TEXT} characters"));
        }
    }

    fn quoted_sheet(&mut self) {
        let Some(name) = self.until_closed('\'') else { return };
        if self.peek() == b'!' {
            self.sheet_named(&name);
        } else {
            self.fault(format!("{name:?} is no sheet that anything is on"));
        }
    }

    fn sheet_named(&mut self, name: &str) {
        self.at += 1;
        self.on = self.known.sheet(name);
        if self.on.is_none() {
            self.fault(format!("there is no sheet {name:?}"));
        }
        if !(is_word(self.peek()) || self.peek() == b'#') {
            self.fault(format!("nothing is named on the sheet {name:?}"));
        }
    }

    fn error(&mut self) {
        let end = |c: char| !(c.is_ascii_alphanumeric() || "#/!?".contains(c));
        let rest = &self.text[self.at..];
        let word = &rest[..rest.find(end).unwrap_or(rest.len())];
        if word != "#N/A" {
            self.fault(format!("the error {word}"));
        }
        self.at += word.len().max(1);
    }

    fn word(&mut self) {
        let start = self.at;
        while self.at < self.text.len() && is_word(self.peek()) {
            self.at += 1;
        }
        let word = &self.text[start..self.at];
        let on = self.on.take();
        match self.peek() {
            b'(' => {
                if !functions::is_known(word) {
                    self.fault(format!("{word} is no function that Excel 2007 knows"));
                }
                self.push(Open::Function);
            }
            b'!' => self.sheet_named(word),
            b'[' => self.table(word),
            next => self.operand(word, on, next == b':' || self.before == b':'),
        }
    }

    fn operand(&mut self, word: &str, on: Option<usize>, of_range: bool) {
        if word.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
            self.number(word, of_range);
            return;
        }
        let bare = word.strip_prefix('$').unwrap_or(word);
        let of_range = of_range && (places::column(bare).is_some() || places::row(bare).is_some());
        if of_range || matches!(word, "TRUE" | "FALSE") || places::cell(word).is_some() {
            return;
        }
        if self.known.has_table(word) {
            self.table_allowed(word);
        } else if !self.known.has_name(word, on.or(self.sheet)) {
            self.fault(format!("there is no cell and no name {word}"));
        }
    }

    fn number(&mut self, word: &str, of_range: bool) {
        if word.ends_with(['e', 'E']) && matches!(self.peek(), b'+' | b'-') {
            self.at += 1;
            while self.peek().is_ascii_digit() {
                self.at += 1;
            }
        } else if !(word.parse::<f64>().is_ok() || of_range && places::row(word).is_some()) {
            self.fault(format!("{word} is no number"));
        }
    }

    fn table_allowed(&mut self, name: &str) {
        if !self.tables {
            self.fault(format!("the table {name}, which no rule may refer to"));
        }
    }

    fn table(&mut self, name: &str) {
        let known = self.known;
        self.table_allowed(name);
        let inside = self.bracketed();
        let Some(headings) = known.tables.get(&folded(name)) else {
            self.fault(format!("there is no table {name:?}"));
            return;
        };
        for part in specifiers(&inside) {
            let special = ["#All", "#Data", "#Headers", "#Totals", "#This Row"].contains(&part.as_str());
            if !special && !headings.contains(&folded(&part)) {
                self.fault(format!("the table {name} has no column {part:?}"));
            }
        }
    }

    /// What stands between the brackets from here.
    fn bracketed(&mut self) -> String {
        let (start, mut deep) = (self.at + 1, 0_u32);
        while self.at < self.text.len() {
            match self.peek() {
                b'\'' => self.at += 1,
                b'[' => deep += 1,
                b']' => deep -= 1,
                _ => {}
            }
            self.at += 1;
            if deep == 0 {
                return self.text[start..self.at - 1].to_owned();
            }
        }
        self.at = self.text.len();
        self.fault("brackets of a table that are not closed");
        String::new()
    }
}

fn is_word(sign: u8) -> bool {
    sign.is_ascii_alphanumeric() || b"_.$?\\".contains(&sign) || sign >= 0x80
}

/// The parts of what is asked of a table: one, or several in brackets of their own; without escapes.
fn specifiers(inside: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut signs = inside.trim().chars();
    let several = inside.trim().starts_with('[');
    let mut within = !several;
    while let Some(c) = signs.next() {
        match c {
            '\'' => parts.last_mut().into_iter().for_each(|p| p.extend(signs.next())),
            '[' => {
                within = true;
                parts.push(String::new());
            }
            ']' => within = false,
            c if within => parts.last_mut().into_iter().for_each(|p| p.push(c)),
            _ => {}
        }
    }
    parts.into_iter().filter(|p| !p.is_empty()).collect()
}
