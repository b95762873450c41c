//! Which rows above a column of KSFs hold the headings, which of them the names, and what the heading of each column is.

use std::borrow::Cow;
use std::collections::HashSet;

use crate::lexicon::{Tag, is, is_kind_of_school};
use crate::model::{CellRef, CellValue, Sourced, folded_words};

use super::super::super::headings::{Evidence, Feature, Heading, Rank, Role};
use super::super::super::identity::{Field, cluster_of_group, field_of_heading, field_of_label, labels_in};
use super::super::super::scheme::RatingScheme;
use super::column_area::ColumnArea;

/// Maximum number of rows from the headings up to a row of names or groups above them.
const REACH_ABOVE: u32 = 3;

/// The rows of headings.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct HeadingRows {
    /// A row of groups above one of names.
    highest: Option<u32>,
    /// A row of names or groups above the headings.
    above: Option<u32>,
    /// The row of headings; the upper one of two.
    pub(super) main: Option<u32>,
    /// A second row below it whose cell above the KSFs is empty.
    below: Option<u32>,
    /// The one of them that holds the names of schools.
    names: Option<u32>,
    /// The row above it in which names begin: "St" over "Mary's", "Coppice Wood" over "Primary".
    begins: Option<u32>,
}

/// What the headings of a column say.
pub(super) struct ColumnHeading<'a> {
    pub(super) name: Option<Sourced<String>>,
    /// Whether nothing but the name stands over the column.
    pub(super) has_own_name: bool,
    pub(super) heading: Option<Sourced<Cow<'a, CellValue>>>,
    pub(super) says: Role,
    pub(super) rank: Rank,
    pub(super) evidence: Evidence,
    pub(super) group: Option<Sourced<String>>,
}

impl HeadingRows {
    /// Finds them in row `from` and below.
    pub(super) fn find(area: &ColumnArea<'_>, from: u32) -> Self {
        let filled = |row: &u32| area.cells_right(*row).next().is_some() || area.ratings_left(*row).is_some();
        let main =
            main_row(area, || (from..area.first).rev().filter(filled).filter(|row| !holds_pairs(area, *row)));
        let Some(top) = main else { return Self::default() };
        let heads = |v: &CellValue| v.text().is_some() || area.scheme.role(Some(v)) == Role::Period;
        let no_label = |row: &u32| area.row_label(*row).is_none_or(heads_ksfs);
        let below =
            (top + 1..area.first).find(|row| no_label(row) && area.cells_right(*row).any(|(_, v)| heads(v)));
        let next_above = |row: u32| {
            let above = (row.saturating_sub(REACH_ABOVE).max(from)..row).rev().find(filled);
            above.filter(|above| asked_in(area, *above).is_none() && is_above(area, *above, row))
        };
        let above = next_above(top);
        let mut found =
            Self { highest: above.and_then(next_above), above, main, below, names: None, begins: None };
        let names = |row: u32, are: fn(Heading) -> bool| {
            let cells = area.cells_right(row).filter(|(_, v)| are(role_of_name(area.scheme, v)));
            cells.map(|(_, v)| v.to_string()).collect::<HashSet<_>>().len()
        };
        // Of rows with as many names the main one counts, and then the one below. Letters and numbers are names where
        // nothing else is.
        let rows = || found.above.into_iter().chain(below).chain(main);
        let most = |are| rows().max_by_key(|row| names(*row, are)).filter(|row| names(*row, are) > 0);
        found.names = most(is_name).or_else(|| most(is_like_others));
        let two_rows = [found.above.zip(main), main.zip(below)].into_iter().flatten();
        let two_rows = two_rows.filter(|(upper, lower)| [*upper, *lower].map(Some).contains(&found.names));
        if let Some((upper, lower)) = two_rows.into_iter().find(|(u, l)| begin_names(area, *u, *l)) {
            (found.begins, found.names) = (Some(upper), Some(lower));
        }
        found
    }

    /// The rows of headings, as far as there are any, from the top.
    pub(super) fn all(self) -> impl Iterator<Item = u32> {
        self.highest.into_iter().chain(self.above).chain(self.main).chain(self.below)
    }

    /// The row from which on the table's own cells begin.
    pub(super) fn top(self) -> Option<u32> {
        self.highest.or(self.above).or(self.main)
    }

    /// The row with the names, or else the one with the headings.
    pub(super) fn named(self) -> Option<u32> {
        self.names.or(self.main)
    }

    /// What the headings of a column say. A name spans the columns to its right that have a heading of their own below it.
    pub(super) fn heading<'a>(self, area: &ColumnArea<'a>, column: u32) -> ColumnHeading<'a> {
        match self.names {
            Some(row) => self.under_names(area, column, row),
            None => self.without_names(area, column),
        }
    }

    fn under_names<'a>(self, area: &ColumnArea<'a>, column: u32, names: u32) -> ColumnHeading<'a> {
        let own = |row: u32| own_cell(area, row, column);
        let qualifier = self.all().filter(|row| *row > names).filter_map(own).last();
        let group = self.all().filter(|row| *row < names && Some(*row) != self.begins).last();
        let group = group.and_then(|row| own(row).or_else(|| spanning(area, row, column)));
        let mut found = self.without_names(area, column);
        found.group = group.and_then(|g| Some(Sourced { value: g.value.text()?.to_owned(), cell: g.cell }));
        let own_name = own(names);
        let Some(name) = own_name.or_else(|| qualifier.as_ref().and(spanning(area, names, column))) else {
            return found;
        };
        let begin = self.begins.and_then(own).and_then(|begin| begin.value.text());
        let own_text = name.value.text();
        let Some(text) = own_text.map(|text| [begin.unwrap_or_default(), text].join(" ").trim().to_owned())
        else {
            return found;
        };
        if let Some(kind) = qualifier.as_ref().and_then(|q| kind_of_school(q.value)) {
            let cell = if name.cell.column == column { name.cell } else { CellRef::new(names + 1, column) };
            return found.named(area.scheme, &format!("{text} {kind}"), cell);
        }
        let below = qualifier.as_ref().map(|q| role_of(area.scheme, q.value));
        // Of several columns under one name, each is known by what stands below the name.
        let of_name = qualifier.map(|q| Sourced {
            value: Cow::Owned(CellValue::Text(format!("{text} / {}", q.value))),
            cell: q.cell,
        });
        if below.is_some_and(|h| h.role == Role::Other) {
            found.evidence.add(Feature::BelowName);
            return ColumnHeading { heading: of_name, ..found };
        }
        let (says, rank) = below.map_or((Role::Name, Rank::Plain), |h| (h.role, h.rank));
        let named = found.named(area.scheme, &text, name.cell);
        // What the name's own cell says goes before what stands below it.
        let says = if named.says == Role::Name { says } else { named.says };
        let heading = of_name.filter(|_| named.name.is_some()).or(named.heading);
        ColumnHeading { heading, says, rank: named.rank.max(rank), has_own_name: below.is_none(), ..named }
    }

    fn without_names<'a>(self, area: &ColumnArea<'a>, column: u32) -> ColumnHeading<'a> {
        let own = |row: Option<u32>| own_cell(area, row?, column);
        let (upper, lower) = (own(self.main), own(self.below));
        let spanned = || self.main.and_then(|row| spanning(area, row, column));
        let spanned = || lower.as_ref().and_then(|_| spanned());
        let heading = upper.clone().or_else(spanned).or_else(|| lower.clone());
        let of = |cell: &Option<Sourced<&CellValue>>| cell.as_ref().map(|c| role_of(area.scheme, c.value));
        let (whole, below) = (of(&heading), of(&lower));
        let says = match (whole.map(|h| h.role), below.map(|h| h.role)) {
            (_, Some(Role::Other)) => Role::Other,
            // "Outcome" over "Score (1-10)"; not "Last year" over it.
            (Some(Role::Other), Some(Role::Rating)) if whole.is_some_and(says_no_more_than_thing) => {
                Role::Rating
            }
            (_, Some(Role::Name)) if upper.is_none() => Role::Other,
            (whole, _) => whole.unwrap_or(Role::Blank),
        };
        let rank = whole.into_iter().chain(below).map(|h| h.rank).max().unwrap_or(Rank::Plain);
        let evidence = whole.map(|h| h.evidence).unwrap_or_default();
        let heading = heading.map(|h| Sourced { value: Cow::Borrowed(h.value), cell: h.cell });
        ColumnHeading { name: None, has_own_name: false, heading, says, rank, evidence, group: None }
    }
}

impl ColumnHeading<'_> {
    /// The heading of a column under this name, if it can be one: "Oakfield Primary – RAG" is a name and what of it stands
    /// there.
    fn named(self, scheme: &RatingScheme, name: &str, cell: CellRef) -> Self {
        let (text, what) = scheme.name_and_rest(name);
        let read = scheme.heading_of(text);
        let sure = read.evidence.has(Feature::KindOfSchool);
        let is_name = read.role == Role::Name && (sure || field_of_label(name).is_none());
        let heading = Some(Sourced { value: Cow::Owned(CellValue::Text(name.to_owned())), cell });
        let found = Self { heading, evidence: read.evidence, rank: read.rank, ..self };
        if !is_name {
            let says = if read.role == Role::Name { Role::Other } else { read.role };
            return Self { says, ..found };
        }
        let (says, rank) = what.map_or((Role::Name, Rank::Plain), |what| (what.role, what.rank));
        Self { name: Some(Sourced { value: text.to_owned(), cell }), says, rank, ..found }
    }
}

/// The main row of headings among these, from the KSFs up: the nearest one that calls the KSFs by their name, or else has a
/// heading for ratings, or else has nothing above the KSFs, or else holds several texts. Rows that ask for something ("DfE
/// number", "Number on roll") do not count.
fn main_row<R: Iterator<Item = u32>>(area: &ColumnArea<'_>, rows: impl Fn() -> R) -> Option<u32> {
    let asks = |row: u32| asked_in(area, row);
    let is_first = |row: u32| row + 1 == area.first;
    let names_ksfs = |row: &u32| {
        area.row_label(*row).is_some_and(|t| area.scheme.labels.is_term(t))
            || (asks(*row) == Some(Field::School) && texts(area, *row) > 1 && !holds_labels(area, *row))
    };
    let for_ratings = |row: &u32| {
        let says = |v: &CellValue| {
            let of_text = || v.text().is_some() && area.scheme.role(Some(v)) == Role::Rating;
            area.scheme.is_for_ratings(v) || (is_first(*row) && of_text())
        };
        asks(*row).is_none() && area.cells_right(*row).any(|(_, v)| says(v))
    };
    let several = |row: &u32| asks(*row).is_none() && texts(area, *row) > 1;
    let only = |row: &u32| is_first(*row) && asks(*row).is_none() && texts(area, *row) == 1;
    rows()
        .find(names_ksfs)
        .or_else(|| rows().find(for_ratings))
        .or_else(|| rows().find(|row| area.row_label(*row).is_none()))
        .or_else(|| rows().find(several))
        .or_else(|| rows().find(only))
}

/// What the label of a row asks for.
fn asked_in(area: &ColumnArea<'_>, row: u32) -> Option<Field> {
    area.row_label(row).and_then(field_of_label).map(|(field, _)| field)
}

/// Whether a row holds labels with their values, perhaps several of them side by side: "Cluster | Riverside | LA |
/// Northshire".
pub(super) fn holds_pairs(area: &ColumnArea<'_>, row: u32) -> bool {
    let field = |text: &str| match labels_in(text).as_slice() {
        [(field, None)] => Some(*field),
        _ => None,
    };
    let is_label = |text: &str| field(text).is_some_and(|field| field != Field::Other);
    let first = area.row_label(row);
    if first.is_some_and(|text| area.scheme.labels.is_term(text) || !is_label(text)) {
        return false;
    }
    let right = || area.cells_right(row).filter_map(|(_, v)| v.text());
    // Behind a label, one that asks for a person is one, too.
    let begins_pair = |text: &str| if first.is_some() { field(text).is_some() } else { is_label(text) };
    right().any(begins_pair) && !right().all(is_label)
}

/// Whether all texts beside the KSFs' column are labels: "Cluster | Local authority", with their values below.
fn holds_labels(area: &ColumnArea<'_>, row: u32) -> bool {
    let mut texts = area.cells_right(row).filter_map(|(_, value)| value.text());
    texts.all(|text| field_of_label(text).is_some_and(|(field, _)| field != Field::Other))
}

/// Whether a row above one of headings holds names or groups over them, and no title: several texts, or a cluster's name,
/// or a school's over headings such as "Rating" and "RAG".
fn is_above(area: &ColumnArea<'_>, row: u32, headings: u32) -> bool {
    let last = |row: u32| area.cells_right(row).map(|(at, _)| at.column).last();
    let labelled = area.row_label(row).is_some_and(|text| !area.scheme.labels.is_term(text));
    if labelled || last(row) > last(headings) {
        return false;
    }
    let cells = || area.cells_right(row).filter_map(|(_, v)| v.text());
    let plain = |text: &str| !matches!(labels_in(text).as_slice(), [(_, None), ..]);
    let says = |text: &str| cluster_of_group(text).is_some();
    let roles = || area.cells_right(headings).map(|(_, v)| area.scheme.role(Some(v)));
    let heads = roles().count() > 1 && roles().all(|role| role != Role::Name);
    let school_over = heads && area.cells_right(row).any(|(_, v)| is_name(role_of(area.scheme, v)));
    cells().all(plain) && (cells().count() > 1 || cells().any(says) || school_over)
}

/// Whether the texts of a row begin names that end in the row below it, each another one: one of them at least is no name
/// without the other, and no end stands without its beginning.
fn begin_names(area: &ColumnArea<'_>, above: u32, below: u32) -> bool {
    let texts = |row: u32| area.cells_right(row).filter_map(|(at, value)| Some((at.column, value.text()?)));
    let under = |column: u32| area.sheet.text(below, column);
    let is_saint = |text: &str| folded_words(text).iter().all(|w| is(w, Tag::Saint));
    let is_kind = |text: &str| folded_words(text).iter().all(|w| is_kind_of_school(w));
    let mut seen = HashSet::new();
    texts(above).all(|(column, text)| under(column).is_some() && (is_saint(text) || seen.insert(text)))
        && texts(above).any(|(column, text)| is_saint(text) || under(column).is_some_and(is_kind))
        && texts(above).count() > 1
        && !texts(below).any(|(column, text)| is_kind(text) && area.sheet.text(above, column).is_none())
}

/// "No", "Title", "No. and title": heads a column of KSFs or of their numbers.
fn heads_ksfs(text: &str) -> bool {
    folded_words(text).iter().all(|w| is(w, Tag::AboutTerm))
}

/// Whether a heading speaks of a thing that may be rated, and not of a figure, a person or another time.
fn says_no_more_than_thing(heading: Heading) -> bool {
    let mut thing = Evidence::default();
    thing.add(Feature::ThingWord);
    heading.evidence == thing
}

fn texts(area: &ColumnArea<'_>, row: u32) -> usize {
    area.cells_right(row).filter(|(_, v)| v.text().is_some()).count()
}

fn own_cell<'a>(area: &ColumnArea<'a>, row: u32, column: u32) -> Option<Sourced<&'a CellValue>> {
    let value = area.sheet.get(row, column)?;
    Some(Sourced { value, cell: CellRef::new(row, column) })
}

/// The heading of a row that spans a column: by the merged block that the cell is part of, or, in a row without merged
/// cells, the nearest one to the left.
fn spanning<'a>(area: &ColumnArea<'a>, row: u32, column: u32) -> Option<Sourced<&'a CellValue>> {
    let merges =
        area.sheet.merged().iter().any(|block| block.rows.0 == row && block.columns.0 < block.columns.1);
    let at = if merges {
        area.sheet.merged_over(row, column).filter(|at| at.row == row)?
    } else {
        area.cells_right(row).filter(|(at, _)| at.column < column).last()?.0
    };
    let value = area.sheet.get(at.row, at.column)?;
    (at.column > area.label_column).then_some(Sourced { value, cell: at })
}

/// A text that only says what kind of school it is: the second line of a name that is written over two rows.
fn kind_of_school(value: &CellValue) -> Option<&str> {
    let text = value.text()?;
    let words = folded_words(text);
    let is_kind = |w: &String| is_kind_of_school(w) || is(w, Tag::ChurchWord);
    (!words.is_empty() && words.iter().all(is_kind)).then_some(text)
}

/// What a heading says; one that asks for a field names no school.
fn role_of(scheme: &RatingScheme, value: &CellValue) -> Heading {
    let heading = scheme.heading(Some(value));
    let sure = heading.evidence.has(Feature::KindOfSchool);
    if heading.role == Role::Name && !sure && field_of_heading(value).is_some() {
        return Heading { role: Role::Other, ..heading };
    }
    heading
}

/// What the name in a heading says: "Oakfield Primary" in "Oakfield Primary – RAG".
fn role_of_name(scheme: &RatingScheme, value: &CellValue) -> Heading {
    let whole = role_of(scheme, value);
    // To part every heading takes `check` of 2,000 forms 1.5 % more processor time.
    let parts = value
        .text()
        .filter(|_| whole.evidence.has(Feature::SaysWhatOf))
        .map(|text| scheme.name_and_rest(text));
    if let Some((name, Some(_))) = parts { scheme.heading_of(name) } else { whole }
}

fn is_name(heading: Heading) -> bool {
    heading.role == Role::Name && heading.evidence.is_school()
}

/// Letters and numbers are schools' where several of them stand beside each other.
fn is_like_others(heading: Heading) -> bool {
    let alike = [Feature::SingleLetter, Feature::OddNumber];
    heading.role == Role::Name && alike.iter().any(|feature| heading.evidence.has(*feature))
}
