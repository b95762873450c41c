//! A section of a framework file: its values by their keys, each with its place, and what is wrong with them in plain
//! words.

use strsim::osa_distance;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::error::{Fault, Problem};

/// A list of texts.
pub(super) type Texts = Vec<Spanned<String>>;

/// A section: the file itself, `[scale]`, a band, a success factor.
pub(super) struct Section<'a> {
    /// What messages call it: "in [scale]".
    place: String,
    /// Where it begins.
    at: usize,
    /// Where a section within it that is missing could stand.
    end: usize,
    table: &'a DeTable<'a>,
}

impl<'a> Section<'a> {
    /// The file itself, which may hold these keys and sections and no others.
    pub(super) fn file(text: &str, table: &'a DeTable<'a>, keys: &[&str]) -> Result<Self, Fault> {
        Self { place: "in the file".to_owned(), at: 0, end: text.len(), table }.with_only(keys)
    }

    fn new(place: String, at: usize, table: &'a DeTable<'a>, keys: &[&str]) -> Result<Self, Fault> {
        Self { place, at, end: at, table }.with_only(keys)
    }

    fn with_only(self, keys: &[&str]) -> Result<Self, Fault> {
        let (table, section) = (self.table, self);
        let strangers = table.keys().filter(|key| !keys.contains(&key.get_ref().as_ref()));
        match strangers.min_by_key(|key| key.span().start) {
            Some(key) => Err(section.unknown(key.get_ref(), key.span().start, keys)),
            None => Ok(section),
        }
    }

    fn unknown(&self, key: &str, at: usize, keys: &[&str]) -> Fault {
        let mut keys = keys.to_vec();
        // The one that was meant comes first.
        keys.sort_by_key(|known| osa_distance(known, key).min(3));
        let known = keys.join(", ");
        Fault { at, problem: Problem::Unknown { key: key.to_owned(), place: self.place.clone(), known } }
    }

    /// Where it begins.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    fn get(&self, key: &str) -> Option<&'a Spanned<DeValue<'a>>> {
        self.table.get(key)
    }

    fn required(&self, key: &str) -> Result<&'a Spanned<DeValue<'a>>, Fault> {
        self.get(key).ok_or_else(|| self.missing(key, self.at))
    }

    fn missing(&self, what: &str, at: usize) -> Fault {
        Fault { at, problem: Problem::Missing { key: what.to_owned(), place: self.place.clone() } }
    }

    /// A whole number from 0 to 100.
    pub(super) fn number(&self, key: &str) -> Result<Spanned<u8>, Fault> {
        let value = self.required(key)?;
        let number = match value.get_ref() {
            DeValue::Integer(n) => i64::from_str_radix(n.as_str(), n.radix()).ok(),
            _ => None,
        };
        let number = number.and_then(|n| u8::try_from(n).ok()).filter(|n| *n <= 100);
        number.map(|n| Spanned::new(value.span(), n)).ok_or_else(|| {
            let expected = "a whole number from 0 to 100";
            kind(key, expected, value)
        })
    }

    /// A text that says something.
    pub(super) fn text(&self, key: &str) -> Result<Spanned<String>, Fault> {
        text(key, self.required(key)?)
    }

    /// A list of texts.
    pub(super) fn texts(&self, key: &str) -> Result<Texts, Fault> {
        let value = self.required(key)?;
        let DeValue::Array(list) = value.get_ref() else {
            return Err(kind(key, "a list of texts in square brackets", value));
        };
        list.iter().map(|value| text(&format!("an entry of {key}"), value)).collect()
    }

    /// A list of texts that may be left out.
    pub(super) fn texts_if_any(&self, key: &str) -> Result<Texts, Fault> {
        if self.get(key).is_some() { self.texts(key) } else { Ok(Vec::new()) }
    }

    /// Where a value begins; the section where there is none.
    pub(super) fn place_of(&self, key: &str) -> usize {
        self.get(key).map_or(self.at, |value| value.span().start)
    }

    /// A section within this one, under this heading.
    pub(super) fn section(&self, key: &str, heading: &str, keys: &[&str]) -> Result<Section<'a>, Fault> {
        self.table_of(key, heading, format!("in {heading}"), keys)
    }

    /// The bands: sections whose headings begin alike.
    pub(super) fn bands(&self, key: &str, bands: &[&str]) -> Result<Section<'a>, Fault> {
        self.table_of(key, &format!("[{key}.{}]", bands[0]), format!("among the {key}"), bands)
    }

    fn table_of(&self, key: &str, heading: &str, place: String, keys: &[&str]) -> Result<Section<'a>, Fault> {
        let value = self.get(key).ok_or_else(|| self.missing(heading, self.end))?;
        match value.get_ref() {
            DeValue::Table(table) => Section::new(place, value.span().start, table, keys),
            _ => Err(kind(key, &format!("a section under {heading}"), value)),
        }
    }

    /// The success factors: a section each.
    pub(super) fn sections(&self, key: &str, keys: &[&str]) -> Result<Vec<Section<'a>>, Fault> {
        let heading = format!("[[{key}]]");
        let value = self.get(key).ok_or_else(|| self.missing(&heading, self.end))?;
        let expected = format!("sections, each under {heading} in double brackets");
        let DeValue::Array(list) = value.get_ref() else { return Err(kind(key, &expected, value)) };
        let section = |(place, value): (usize, &'a Spanned<DeValue<'a>>)| match value.get_ref() {
            DeValue::Table(table) => {
                Section::new(format!("in {heading} number {place}"), value.span().start, table, keys)
            }
            _ => Err(kind(key, &expected, value)),
        };
        (1..).zip(list.iter()).map(section).collect()
    }
}

fn text(key: &str, value: &Spanned<DeValue>) -> Result<Spanned<String>, Fault> {
    match value.get_ref() {
        DeValue::String(text) if text.trim().is_empty() => {
            Err(Fault { at: value.span().start, problem: Problem::Nothing(key.to_owned()) })
        }
        DeValue::String(text) => Ok(Spanned::new(value.span(), text.trim().to_owned())),
        _ => Err(kind(key, "text in quotation marks", value)),
    }
}

fn kind(key: &str, expected: &str, value: &Spanned<DeValue>) -> Fault {
    let found = match value.get_ref() {
        DeValue::String(_) => "text in quotation marks".to_owned(),
        DeValue::Integer(n) => n.to_string(),
        DeValue::Float(n) => n.to_string(),
        DeValue::Boolean(b) => b.to_string(),
        DeValue::Datetime(_) => "a date".to_owned(),
        DeValue::Array(_) => "a list".to_owned(),
        DeValue::Table(_) => "a section".to_owned(),
    };
    let problem = Problem::Kind { key: key.to_owned(), expected: expected.to_owned(), found };
    Fault { at: value.span().start, problem }
}
