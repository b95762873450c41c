//! Everything that the program makes of returns, as text for the snapshots: recognised tables with the cell of every
//! answer, where each part of the identity came from, findings, and the data set. A change of the program shows as a
//! change of these texts.

use std::fmt::Write as _;
use std::io;
use std::sync::Arc;

use ksfgrid::consolidate::{UserInput, consolidate};
use ksfgrid::data_set::{DataSet, Outcome, SchoolRecord};
use ksfgrid::finding::{Finding, Location};
use ksfgrid::framework::Framework;
use ksfgrid::layout::{
    Closeness, RatingCell, RawReturn, RecognisedFile, Recogniser, Remark, RemarkKind, Statement, Table,
};
use ksfgrid::model::{CellRef, CellValue, Sourced};
use ksfgrid::observe::Silent;
use ksfgrid::pipeline::{Run, Submission};
use ksfgrid::read::{Contents, Reader};
use ksfgrid::validate::validate;
use ksfgrid::worker::Workers;

use super::folder::program_path;

/// A file to submit: its path below the folder that the user named, with forward slashes, and its content.
#[derive(Debug, Clone)]
pub struct Input {
    path: Arc<str>,
    folders: Vec<String>,
    bytes: Vec<u8>,
}

impl Input {
    pub fn new(path: &str, bytes: Vec<u8>) -> Self {
        let mut folders: Vec<String> = path.split('/').map(str::to_owned).collect();
        folders.pop();
        Self { path: path.into(), folders, bytes }
    }
}

impl Submission for Input {
    fn name(&self) -> &Arc<str> {
        &self.path
    }

    fn folders(&self) -> &[String] {
        &self.folders
    }

    fn is_named(&self) -> bool {
        false
    }

    fn bytes(&self) -> io::Result<Vec<u8>> {
        Ok(self.bytes.clone())
    }
}

/// Reads as the program does, with one framework, and tells what was made of it.
pub struct Tracer {
    framework: &'static Framework,
    recogniser: Recogniser,
    workers: Workers,
}

impl Default for Tracer {
    fn default() -> Self {
        let framework = Framework::embedded();
        Self { framework, recogniser: Recogniser::new(framework), workers: Workers::new(&program_path()) }
    }
}

impl Tracer {
    /// Each file by itself, and then the data set of all of them together.
    pub fn of_collection(&self, inputs: &[Input]) -> String {
        let mut text = String::new();
        for input in inputs {
            let _ = writeln!(text, "file {}", input.path);
            push_lines(&mut text, &self.read(input));
        }
        text.push_str("together\n");
        push_lines(&mut text, &self.data_set(inputs));
        text
    }

    /// What was made of a file alone, in one line: its ratings with their cells, and the rules of its findings.
    pub fn in_one_line(&self, input: &Input) -> String {
        let book = match self.workers.read(&input.path, &input.bytes) {
            Contents::Container(kind) => return format!("container: {}", kind.what()),
            Contents::Ignored(what) => return format!("ignored: {what}"),
            Contents::Unreadable(why) => return format!("unreadable: {why:?}"),
            Contents::Workbook(book) => book,
        };
        let recognised = self.recogniser.recognise(&book);
        let mut parts = Vec::new();
        for table in &recognised.tables {
            let stated = table.stated.iter().map(statement);
            parts.push(format!(
                "{} {:?} {}",
                table.layout.word(),
                table.sheet,
                stated.collect::<Vec<_>>().join(" ")
            ));
            parts.extend(table.returns.iter().map(raw_return));
        }
        let validated = validate(&input.path, &recognised, self.framework);
        let data = consolidate(vec![validated], &UserInput::default(), self.framework);
        parts.extend(data.schools.iter().map(school));
        let place = |f: &Finding| {
            f.location.cell.map_or_else(|| f.rule.code.to_owned(), |cell| format!("{} {cell}", f.rule.code))
        };
        let findings: Vec<String> = data.findings.iter().map(place).collect();
        let damage = if book.not_read.is_empty() { "" } else { " sheet not read" };
        let checksum = if book.doubtful { " checksum" } else { "" };
        parts.push(format!("{}{damage}{checksum}", findings.join(", ")));
        parts.join(" | ")
    }

    /// The KSF that a label names and how surely, such as `5 Exact`.
    pub fn label(&self, label: &str) -> String {
        let named = self.recogniser.label(label);
        named.map_or_else(|| "-".to_owned(), |(ksf, closeness)| format!("{} {closeness:?}", ksf + 1))
    }

    fn read(&self, input: &Input) -> Vec<String> {
        match self.workers.read(&input.path, &input.bytes) {
            Contents::Container(kind) => vec![format!("container: {}", kind.what())],
            Contents::Ignored(what) => vec![format!("ignored: {what}")],
            Contents::Unreadable(why) => vec![format!("unreadable: {why:?}")],
            Contents::Workbook(book) => {
                let mut lines = recognised(&self.recogniser.recognise(&book));
                lines.extend(
                    book.not_read.iter().map(|(sheet, why)| format!("sheet {sheet:?} not read: {why}")),
                );
                if book.doubtful {
                    lines.push("checksum wrong".to_owned());
                }
                if lines.is_empty() {
                    lines.push("nothing recognised".to_owned());
                }
                lines
            }
        }
    }

    fn data_set(&self, inputs: &[Input]) -> Vec<String> {
        let given = UserInput::default();
        let data = Run::new(&self.workers, self.framework, &given, &Silent).collect(inputs);
        data_set(&data)
    }
}

fn push_lines(text: &mut String, lines: &[String]) {
    for line in lines {
        let _ = writeln!(text, "  {line}");
    }
}

fn recognised(file: &RecognisedFile) -> Vec<String> {
    let mut lines = Vec::new();
    for table in &file.tables {
        table_lines(table, &mut lines);
    }
    for table in &file.unclear {
        let columns: Vec<String> = table.columns.iter().map(ToString::to_string).collect();
        let sure = if table.certain { "" } else { ", perhaps another list" };
        lines.push(format!("unclear on {:?}: {}{sure}", table.sheet, columns.join(" ")));
    }
    lines.extend(file.hidden.iter().map(|sheet| format!("hidden sheet with ratings: {sheet:?}")));
    let elsewhere = file.elsewhere.iter().map(|(sheet, s)| format!("on sheet {sheet:?}: {}", statement(s)));
    lines.extend(elsewhere);
    lines.extend(file.passed_on.iter().map(|f| format!("passed on: {}", finding(f))));
    lines
}

fn table_lines(table: &Table, lines: &mut Vec<String>) {
    let labels = table.labels.iter().map(|l| (l.label.cell, label(l.ksf, l.closeness)));
    lines.push(format!("{} on {:?}: {}", table.layout.word(), table.sheet, in_runs(labels)));
    lines.extend(table.stated.iter().map(|s| format!("  states {}", statement(s))));
    for (what, title) in [("cluster", &table.title_cluster), ("school", &table.title_school)] {
        lines.extend(title.iter().map(|t| format!("  title names the {what} {}", sourced(t))));
    }
    for (what, texts) in [("no KSF", &table.unrecognised), ("no school", &table.overlooked)] {
        lines.extend(texts.iter().map(|t| format!("  {what}: {}", sourced(t))));
    }
    for one in &table.returns {
        lines.push(format!("  return {}", raw_return(one)));
        for kind in [RemarkKind::Evidence, RemarkKind::Actions] {
            lines.extend(remarks(one, kind));
        }
    }
    lines.extend(
        table
            .figures
            .iter()
            .map(|f| format!("  figure {:?} {:?} at {}: {}", f.kind, f.over, f.cell, value(Some(&f.value)))),
    );
    lines.extend(table.columns.iter().map(|c| {
        format!("  column {} {:?}: {}", c.cell, c.heading.as_deref().unwrap_or_default(), c.taken_for)
    }));
}

fn label(ksf: usize, closeness: Closeness) -> String {
    let number = ksf + 1;
    if closeness == Closeness::Exact { number.to_string() } else { format!("{number} {closeness:?}") }
}

/// Cells with what they hold; where three or more follow each other in a column or row, as `B5:B14=7 5 4 …`.
fn in_runs(cells: impl IntoIterator<Item = (CellRef, String)>) -> String {
    let cells: Vec<(CellRef, String)> = cells.into_iter().collect();
    let step =
        |from: CellRef, to: CellRef| (to.row.wrapping_sub(from.row), to.column.wrapping_sub(from.column));
    let mut runs = Vec::new();
    let mut rest = &cells[..];
    while let [(first, text), ..] = rest {
        let way =
            rest.get(1).map(|(second, _)| step(*first, *second)).filter(|way| [(0, 1), (1, 0)].contains(way));
        let follows = |pair: &&[(CellRef, String)]| Some(step(pair[0].0, pair[1].0)) == way;
        let length = 1 + rest.windows(2).take_while(follows).count();
        if length < 3 {
            runs.push(format!("{first}={text}"));
            rest = &rest[1..];
            continue;
        }
        let texts: Vec<&str> = rest[..length].iter().map(|(_, text)| text.as_str()).collect();
        runs.push(format!("{first}:{}={}", rest[length - 1].0, texts.join(" ")));
        rest = &rest[length..];
    }
    runs.join(" ")
}

fn statement(stated: &Statement) -> String {
    format!("{:?} {} {}", stated.field, stated.value.cell, value(Some(&stated.value.value)))
}

fn sourced(text: &Sourced<String>) -> String {
    format!("{} {:?}", text.cell, text.value)
}

fn raw_return(raw: &RawReturn) -> String {
    let stated: Vec<String> = raw.stated.iter().map(statement).collect();
    let answers = raw.answers.iter().enumerate().flat_map(|(ksf, cells)| {
        let several = cells.len() != 1;
        let none = cells.is_empty().then(|| format!("no cell for {}", ksf + 1));
        none.into_iter().map(|text| (None, text)).chain(cells.iter().map(move |cell| {
            (
                Some(cell.cell),
                if several { format!("{} for {}", answer(cell), ksf + 1) } else { answer(cell) },
            )
        }))
    });
    let (with_cell, without): (Vec<_>, Vec<_>) = answers.partition(|(cell, _)| cell.is_some());
    let runs = in_runs(with_cell.into_iter().filter_map(|(cell, text)| Some((cell?, text))));
    let without: Vec<String> = without.into_iter().map(|(_, text)| text).collect();
    format!("[{}] {runs} {}", stated.join(", "), without.join(", ")).trim_end().to_owned()
}

/// What stands beside a return's ratings, as far as it tells one text from another.
fn remarks(one: &RawReturn, kind: RemarkKind) -> Option<String> {
    let of_kind = one.remarks.iter().filter(|remark| remark.kind == kind);
    let text = |remark: &Remark| {
        let begin: String = value(Some(&remark.value)).chars().take(24).collect();
        (remark.cell, format!("{} for {}", begin, remark.ksf + 1))
    };
    let texts = in_runs(of_kind.map(text));
    (!texts.is_empty()).then(|| format!("    {kind:?} {texts}"))
}

/// What a cell that answers a KSF holds; `_` where that is nothing.
fn answer(cell: &RatingCell) -> String {
    let mark = cell.mark_for.map_or_else(String::new, |rating| format!(" for {rating}"));
    let earlier = cell.origin.as_ref().map_or("", |_| " unchanged");
    let value = cell.value.as_ref().map_or_else(|| "_".to_owned(), |held| value(Some(held)));
    format!("{value}{mark}{earlier}")
}

fn value(value: Option<&CellValue>) -> String {
    match value {
        None => String::new(),
        Some(CellValue::Number(number)) => number.to_string(),
        Some(CellValue::Percentage(number)) => format!("{}%", number * 100.0),
        Some(CellValue::Text(text)) => format!("{text:?}"),
        Some(CellValue::Logical(value)) => value.to_string(),
        Some(CellValue::Date(date)) => date.map_or_else(|| "a time".to_owned(), |date| date.to_string()),
        Some(CellValue::Error(error)) => error.clone(),
        Some(CellValue::NoResult) => "no result".to_owned(),
    }
}

/// Schools with their answers, returns with their fate, findings and open questions.
fn data_set(data: &DataSet) -> Vec<String> {
    let mut lines: Vec<String> = data.schools.iter().map(school).collect();
    for row in &data.returns {
        let names = [&row.local_authority, &row.cluster, &row.school].map(|n| n.as_deref().unwrap_or("-"));
        let [file, sheet] = [&row.file, &row.sheet].map(|n| n.as_deref().unwrap_or("-"));
        let date = row.date.map_or_else(String::new, |date| format!(" of {date}"));
        lines.push(format!("return {file}, {sheet}: {}{date}: {}", names.join(" / "), row.status.word()));
    }
    lines.extend(data.findings.iter().map(finding));
    lines.extend(data.questions.iter().map(|question| {
        format!("question {:?}: {:?}", question.name, question.suggestion.as_deref().unwrap_or_default())
    }));
    lines
}

fn school(school: &SchoolRecord) -> String {
    let SchoolRecord { local_authority, cluster, school, dfe_number, answers } = school;
    let number = dfe_number.map_or_else(String::new, |number| format!(" ({number})"));
    let answers: Vec<String> = answers.iter().map(|answer| outcome(&answer.outcome)).collect();
    format!("school {local_authority} / {cluster} / {school}{number}: {}", answers.join(" "))
}

/// A rating; `?` where something was rejected, `-` where nothing is there.
fn outcome(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Used(rating) => rating.get().to_string(),
        Outcome::Missing => "-".to_owned(),
        Outcome::Rejected(_) => "?".to_owned(),
    }
}

fn finding(finding: &Finding) -> String {
    let Location { local_authority, cluster, school, ksf, value, .. } = &finding.location;
    let whose: Vec<&str> =
        [local_authority, cluster, school].into_iter().flatten().map(String::as_str).collect();
    let ksf = ksf.map_or_else(String::new, |number| format!(" KSF {number}"));
    let typed = value.as_ref().map_or_else(String::new, |value| format!(" {value:?}"));
    let (code, found) = (finding.rule.code, &finding.found);
    format!("{code} [{}] {}{ksf}{typed}: {found}", finding.location, whose.join(" / "))
}
