//! Why each sheet of a file was read as it was, or not at all, in words for somebody who has never seen the program.

use super::text::Line;
use crate::data_set::{DataSet, ReturnRow};
use crate::finding::shortened;
use crate::framework::Framework;
use crate::layout::{
    Closeness, ColumnNote, Explanation, FactorLabel, Field, RatingCell, RawReturn, SheetExplanation,
    Statement, Table, Verdict, span,
};
use crate::model::{CellRef, Layout, Sourced};
use crate::pipeline::FileExplanation;

/// Maximum number of a table's schools that are listed.
const SCHOOLS_SHOWN: usize = 20;

/// Explains what was made of a file, and what became of its returns.
#[must_use]
pub fn explanation(
    name: &str,
    explained: &FileExplanation,
    data: &DataSet,
    framework: &Framework,
) -> Vec<Line> {
    let mut out = Out { text: Vec::new(), framework };
    out.line(Line::default().strong(name));
    match explained {
        FileExplanation::Ignored(what) => out.line(format!("  It was not read: it is {what}.")),
        FileExplanation::NotRead => out.line("  It could not be read; its finding says why."),
        FileExplanation::Workbook(explanation) => out.workbook(explanation),
    }
    let returns: Vec<&ReturnRow> =
        data.returns.iter().filter(|r| r.file.as_deref() == Some(name) && r.counts.is_some()).collect();
    if !returns.is_empty() {
        out.line("");
        out.line(Line::from("  ").strong("What became of it"));
        out.some("Return", &returns.into_iter().map(fate).collect::<Vec<_>>());
    }
    out.line("");
    out.text
}

fn fate(row: &ReturnRow) -> String {
    let name = |name: &Option<String>| name.clone().unwrap_or_else(|| "not stated".to_owned());
    let counts = row.counts.unwrap_or_default();
    format!(
        "{}: cluster {}, local authority {}; {} rated, {} missing, {} rejected; {}",
        name(&row.school),
        name(&row.cluster),
        name(&row.local_authority),
        counts.rated,
        counts.missing,
        counts.rejected,
        row.status.word()
    )
}

/// What can be done about a sheet that was not read; `None` where nothing need be.
fn remedy(verdict: Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::Read | Verdict::Empty | Verdict::FollowsFromGrids | Verdict::NoKsfs => None,
        Verdict::Hidden => Some("show it in Excel (Unhide) if its ratings are to count"),
        Verdict::FewKsfs => Some(
            "put all KSFs on one sheet, one below or beside the other, each in a cell of its own under its full name",
        ),
        Verdict::NoRatings => Some(
            "put the ratings beside or under the KSFs, in cells of their own, under a heading such as Rating or the \
             school's name",
        ),
        Verdict::OffScale => Some("if one column holds the ratings, head it Rating"),
        Verdict::Unclear => Some(
            "if only one of these columns counts, head it Rating and the others Target or Previous; if each is another \
             school's, write the school's name over it",
        ),
    }
}

/// The explanation as far as it is written.
struct Out<'a> {
    text: Vec<Line>,
    framework: &'a Framework,
}

impl Out<'_> {
    fn line(&mut self, line: impl Into<Line>) {
        self.text.push(line.into());
    }

    /// A line of a list: what it is about, and then what there is to say.
    fn item(&mut self, about: &str, text: &str) {
        self.line(format!("      {about:<13}{text}"));
    }

    fn some(&mut self, about: &str, lines: &[String]) {
        for line in lines.iter().take(SCHOOLS_SHOWN) {
            self.item(about, line);
        }
        if lines.len() > SCHOOLS_SHOWN {
            self.item("", &format!("… and {} more", lines.len() - SCHOOLS_SHOWN));
        }
    }

    fn workbook(&mut self, explanation: &Explanation) {
        if explanation.own {
            self.line(
                "  ksfgrid wrote this workbook. Its grids are read, as they are now; where a rating has not",
            );
            self.line("  changed, its first place is kept.");
        }
        for sheet in &explanation.sheets {
            self.line("");
            let read = if sheet.verdict == Verdict::Read { ": read" } else { ": not read" };
            self.line(Line::from("  ").strong(format!("Sheet {}", sheet.name)).plain(read));
            self.why_not(sheet, explanation.needed);
            for table in &sheet.tables {
                self.table(table);
            }
            if sheet.verdict == Verdict::Read {
                for unclear in &sheet.unclear {
                    self.item("Not read", &unclear_at(&unclear.columns));
                }
            }
        }
    }

    /// What stood in the way of reading a sheet, and what was found on it.
    fn why_not(&mut self, sheet: &SheetExplanation, needed: usize) {
        let all = self.framework.ksfs.len();
        let cells: Vec<CellRef> = sheet.labels.iter().map(|l| l.label.cell).collect();
        let why = match sheet.verdict {
            Verdict::Read => return,
            Verdict::Hidden => "it is hidden, and hidden sheets are not read".to_owned(),
            Verdict::Empty => "nothing stands on it".to_owned(),
            Verdict::FollowsFromGrids => "what it shows follows from the grids".to_owned(),
            Verdict::NoKsfs => {
                format!("none of its cells holds the name of one of the {all} KSFs and nothing else")
            }
            Verdict::FewKsfs => format!(
                "too few KSFs are named in one column or row; at least {needed} of the {all} must be, and these were \
                 found:"
            ),
            Verdict::NoRatings => {
                format!("KSFs are named in {}, but no ratings were found beside or under them", span(&cells))
            }
            Verdict::OffScale => format!(
                "KSFs are named in {}, but most numbers beside or under them are not on the scale from {} to {}",
                span(&cells),
                self.framework.scale.lowest,
                self.framework.scale.highest
            ),
            Verdict::Unclear => {
                let columns: Vec<CellRef> = sheet.unclear.iter().flat_map(|u| u.columns.clone()).collect();
                unclear_at(&columns)
            }
        };
        self.item("Why", &why);
        self.labels(&sheet.labels);
        self.columns(&sheet.columns);
        for unclear in &sheet.unclear {
            self.columns(&unclear.notes);
        }
        for text in &sheet.with_more {
            self.item(
                "Almost",
                &format!("{} holds a KSF's name, and other words, too", quoted(text.cell, &text.value)),
            );
        }
        self.unlike(&sheet.unlike);
        if let Some(remedy) = remedy(sheet.verdict) {
            self.item("To do", remedy);
        }
    }

    fn unlike(&mut self, texts: &[Sourced<String>]) {
        for text in texts {
            self.item("Not a KSF", &format!("{}, with a number beside it", quoted(text.cell, &text.value)));
        }
    }

    fn table(&mut self, table: &Table) {
        self.item("Read as", layout(table.layout));
        let cells: Vec<CellRef> = table.labels.iter().map(|l| l.label.cell).collect();
        let ratings: Vec<CellRef> =
            table.returns.iter().flat_map(|r| r.answers.iter().flatten()).map(|a| a.cell).collect();
        self.item("Why", &format!("KSFs stand in {}, their ratings in {}", span(&cells), span(&ratings)));
        for statement in &table.stated {
            self.statement(statement);
        }
        for (about, title) in [
            ("Authority", &table.title_authority),
            ("Cluster", &table.title_cluster),
            ("School", &table.title_school),
        ] {
            if let Some(title) = title {
                self.item(about, &format!("{}, in the title {}", title.value, title.cell));
            }
        }
        match (table.layout.is_of_one_school(), table.returns.as_slice()) {
            (true, [only]) => self.answers(&table.labels, only),
            _ => self.labels(&table.labels),
        }
        if !table.layout.is_of_one_school() {
            self.some("School", &table.returns.iter().map(school).collect::<Vec<_>>());
        }
        self.columns(&columns_to_list(table));
        for label in &table.unrecognised {
            self.item(
                "Not a KSF",
                &format!("{}, with ratings beside or under it", quoted(label.cell, &label.value)),
            );
        }
        if !table.figures.is_empty() {
            let cells: Vec<CellRef> = table.figures.iter().map(|f| f.cell).collect();
            self.item(
                "Figures",
                &format!(
                    "totals or averages in {}, not taken over; checked where they can be of these ratings",
                    span(&cells)
                ),
            );
        }
    }

    fn statement(&mut self, statement: &Statement) {
        let word = statement.field.word();
        let mut about = word[..1].to_uppercase();
        about.push_str(&word[1..]);
        let value = statement.value.value.to_string();
        let about = if about.len() > 12 { "Authority".to_owned() } else { about };
        self.item(&about, &quoted(statement.value.cell, &value));
    }

    fn labels(&mut self, labels: &[FactorLabel]) {
        for label in labels {
            self.item(&self.ksf(label), &closeness(label));
        }
    }

    /// Each KSF with what was read for it.
    fn answers(&mut self, labels: &[FactorLabel], raw: &RawReturn) {
        for label in labels {
            let near = |cell: &&RatingCell| cell.value.is_some() || raw.answers[label.ksf].len() == 1;
            let cells: Vec<String> = raw.answers[label.ksf].iter().filter(near).map(answer).collect();
            self.item(&self.ksf(label), &format!("{} → {}", closeness(label), cells.join(", ")));
        }
    }

    fn ksf(&self, label: &FactorLabel) -> String {
        format!("KSF {}", self.framework.ksfs[label.ksf].number)
    }

    fn columns(&mut self, columns: &[ColumnNote]) {
        for column in columns {
            let heading = column.heading.as_deref().map_or_else(
                || format!("the column of {}", column.cell),
                |heading| quoted(column.cell, heading),
            );
            self.item("Column", &format!("{heading}: {}", column.taken_for));
        }
    }
}

/// The columns that are not listed as schools' columns.
fn columns_to_list(table: &Table) -> Vec<ColumnNote> {
    let listed: Vec<CellRef> = table.returns.iter().flat_map(|r| &r.stated).map(|s| s.value.cell).collect();
    let is_listed = |c: &&ColumnNote| table.layout == Layout::Grid && listed.contains(&c.cell);
    table.columns.iter().filter(|column| !is_listed(column)).cloned().collect()
}

fn quoted(cell: CellRef, text: &str) -> String {
    format!("{cell} \"{}\"", shortened(text))
}

fn layout(layout: Layout) -> &'static str {
    match layout {
        Layout::Form => "a form: one school, its KSFs with a rating each",
        Layout::Grid => "a grid: KSFs down, a column a school",
        Layout::SchoolRows => "school rows: KSFs across, a row a school",
        Layout::List => "a list: a row a rating",
        Layout::TickGrid => "a tick grid: KSFs down, the scale across, a mark under the rating",
    }
}

fn closeness(label: &FactorLabel) -> String {
    let how = match label.closeness {
        Closeness::Exact => "by its name",
        Closeness::Number => "by its number",
        Closeness::Close => "not quite its name, but like no other's",
    };
    format!("{} ({how})", quoted(label.label.cell, &label.label.value))
}

fn answer(cell: &RatingCell) -> String {
    let value = cell.value.as_ref().map_or_else(|| "empty".to_owned(), ToString::to_string);
    match cell.mark_for {
        Some(rating) if cell.value.is_some() => format!("{}: {value} under {rating}", cell.cell),
        Some(_) => "no mark".to_owned(),
        None => format!("{}: {value}", cell.cell),
    }
}

fn school(raw: &RawReturn) -> String {
    let stated: Vec<String> = raw
        .stated
        .iter()
        .map(|s| {
            let field = if s.field == Field::School { String::new() } else { format!("{} ", s.field.word()) };
            format!("{field}{}", quoted(s.value.cell, &s.value.value.to_string()))
        })
        .collect();
    let cells: Vec<CellRef> = raw.answers.iter().flatten().map(|a| a.cell).collect();
    let stated = if stated.is_empty() { "no school named".to_owned() } else { stated.join(", ") };
    format!("{stated} → {}", span(&cells))
}

fn unclear_at(columns: &[CellRef]) -> String {
    let cells: Vec<String> = columns.iter().map(ToString::to_string).collect();
    format!(
        "KSFs are named, but it is not clear which cells hold their ratings; they could begin at {}",
        cells.join(" or ")
    )
}
