//! Local authorities, and clusters: one row each, to be filtered.

use rust_xlsxwriter::{ColNum, Worksheet, XlsxError};

use crate::analyse::{AuthorityFigures, GroupFigures};
use crate::model::{Band, Mean};

use super::super::bands::{self, Block};
use super::super::styles::Style;
use super::super::table::{Column, Value, column, turned};
use super::super::table_sheet::{self, Body, TableSheet};
use super::super::workings::ksf_numbers;
use super::super::{names, table};
use super::shown::Shown;
use super::{Summary, findings};

/// A column that both tables have behind those that say what a row is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Common {
    Schools,
    Registered,
    Returned,
    ReturnRate,
    Completion,
    Used,
    Missing,
    Rejected,
    Total,
    Average,
    Band,
}

use Common::{
    Average, Completion, Missing, Registered, Rejected, ReturnRate, Returned, Schools, Total, Used,
};

impl Common {
    const ALL: [Self; 11] = [
        Schools,
        Registered,
        Returned,
        ReturnRate,
        Completion,
        Used,
        Missing,
        Rejected,
        Total,
        Average,
        Self::Band,
    ];

    /// Its heading, width and style.
    fn column(self) -> (&'static str, f64, Style) {
        match self {
            Schools => ("Schools", 6.4, Style::Number),
            Registered => ("Registered schools", 6.4, Style::Number),
            Returned => ("Returned", 6.4, Style::Number),
            ReturnRate => ("Return rate", 6.4, Style::Percent),
            Completion => ("Completion", 6.4, Style::Percent),
            Used => ("Ratings used", 7.6, Style::Number),
            Missing => ("Ratings missing", 6.4, Style::Number),
            Rejected => ("Ratings rejected", 6.4, Style::Number),
            Total => ("Total", 8.6, Style::Number),
            Average => ("Average", 7.3, Style::Average),
            Self::Band => ("Band", 8.4, Style::Number),
        }
    }

    /// Whether only a register tells it.
    fn needs_register(self) -> bool {
        matches!(self, Registered | Returned | ReturnRate)
    }
}

/// Those that there are; without a register some would be empty.
fn kept(summary: &Summary) -> impl Iterator<Item = Common> {
    let registered = summary.nation.whole.return_rate.is_some();
    Common::ALL.into_iter().filter(move |column| registered || !column.needs_register())
}

/// Where one of them is, counted from the first.
fn place(summary: &Summary, column: Common) -> ColNum {
    ColNum::try_from(kept(summary).take_while(|kept| *kept != column).count()).unwrap_or(ColNum::MAX)
}

/// Columns behind those, of authorities only.
const OF_AUTHORITIES: [(&str, f64, Style); 4] = [
    ("Errors", 7.0, Style::Number),
    ("Warnings", 7.0, Style::Number),
    ("Notes", 7.0, Style::Number),
    ("Findings", 7.0, Style::Number),
];

/// The width of a KSF's column: as narrow as its heading allows that is turned and takes three lines.
const KSF: f64 = 7.3;

/// Writes the sheet of local authorities.
pub(super) fn write_authorities(summary: &Summary, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title: "Local authorities",
        table: "LocalAuthorities",
        about: "Each local authority: clusters, schools, returns, ratings, averages, first three needs and findings.",
        note: "Filter it: the line above the headings adds up the rows that are shown. Workbook leads to the authority's own. \
               Not printed: the columns from Errors on; Findings by LA has the findings.",
        filter: true,
        row_height: Some(18.0),
        frozen: 1,
        alike: None,
    };
    let before = vec![column("Local authority", 26.0, Style::Text), turned("Clusters", 6.4, Style::Number)];
    let first = ColNum::try_from(before.len()).unwrap_or(ColNum::MAX);
    let mut columns = before;
    columns.extend(common(summary));
    columns.extend(OF_AUTHORITIES.map(|(heading, width, style)| turned(heading, width, style)));
    columns.push(column("Workbook", 34.0, Style::Text));
    let after = columns.len() - 1 - OF_AUTHORITIES.len();
    let authorities = summary.nation.authorities.iter().zip(summary.workbooks);
    let rows = authorities.map(|(authority, workbook)| authority_row(summary, authority, workbook));
    let body = table_sheet::write(&summary.beside, to, &sheet, columns, rows.collect())?;
    // What is printed is large enough to be read so.
    let printed = ColNum::try_from(after - 1).unwrap_or(ColNum::MAX);
    to.set_print_area(0, 0, body.last, printed)?;
    shade(summary, to, first, &body)?;
    let shown = Shown::new(&summary.beside, &body);
    shown.sum(to, 1, summary.nation.clusters())?;
    write_shown(summary, to, first, &shown)?;
    for (at, count) in (after..).zip(findings::counts(&summary.nation.of_authorities.findings)) {
        shown.sum(to, ColNum::try_from(at).unwrap_or(ColNum::MAX), count)?;
    }
    Ok(())
}

fn authority_row<'a>(
    summary: &Summary,
    authority: &'a AuthorityFigures,
    workbook: &'a str,
) -> Vec<Value<'a>> {
    let clusters = authority.returned_clusters().count();
    let mut row = vec![
        Value::text(authority.whole.name.as_str()),
        Value::count(u32::try_from(clusters).unwrap_or(u32::MAX)),
    ];
    row.extend(values(summary, &authority.whole));
    row.extend(findings::counts(&authority.read.findings).map(Value::count));
    row.push(Value::File(workbook));
    row
}

/// Writes the sheet of clusters.
pub(super) fn write_clusters(summary: &Summary, to: &mut Worksheet) -> Result<(), XlsxError> {
    let sheet = TableSheet {
        title: "Clusters",
        table: "NationalClusters",
        about: "Each cluster of each local authority: schools, returns, ratings, averages and first three needs.",
        note: "Filter it: the line above the headings adds up the rows that are shown.",
        filter: true,
        row_height: Some(18.0),
        frozen: 2,
        alike: None,
    };
    let mut columns =
        vec![column("Local authority", 18.0, Style::Text), column("Cluster", 18.0, Style::Text)];
    columns.extend(common(summary));
    let rows = summary.nation.authorities.iter().flat_map(|authority| {
        authority.clusters.iter().map(move |cluster| {
            let mut row =
                vec![Value::text(authority.whole.name.as_str()), Value::text(cluster.name.as_str())];
            row.extend(values(summary, cluster));
            row
        })
    });
    let body = table_sheet::write(&summary.beside, to, &sheet, columns, rows.collect())?;
    shade(summary, to, 2, &body)?;
    let shown = Shown::new(&summary.beside, &body);
    shown.label(to, 1)?;
    write_shown(summary, to, 2, &shown)
}

/// The columns that both tables have.
fn common(summary: &Summary) -> Vec<Column> {
    let framework = summary.framework();
    let wider = bands::wider(framework);
    let with_room = |column: Common| {
        let (heading, width, style) = column.column();
        turned(heading, if column == Average { width + wider } else { width }, style)
    };
    let mut columns: Vec<Column> = kept(summary).map(with_room).collect();
    let labels: Vec<String> = (0..framework.ksfs.len()).map(|ksf| framework.label(ksf)).collect();
    let ours = Common::ALL.map(|column| column.column().0);
    let headings = names::headings(labels.iter().map(String::as_str), &ours, "KSF");
    let ksf = |heading: &String| turned(heading, table::turned_width(heading, KSF + wider), Style::Average);
    columns.extend(headings.iter().map(ksf));
    columns.push(turned("First three needs", 8.6, Style::Number));
    columns
}

/// A row's values in these columns.
fn values<'a>(summary: &Summary, group: &GroupFigures) -> Vec<Value<'a>> {
    let mean = |mean: Option<Mean>| mean.map_or(Value::Empty, |mean| Value::Number(mean.value()));
    let rate = group.return_rate;
    let value = |column| match column {
        Schools => Value::count(group.schools),
        Registered => rate.map_or(Value::Empty, |rate| Value::count(rate.schools)),
        Returned => rate.map_or(Value::Empty, |rate| Value::count(rate.returned)),
        ReturnRate => rate.map_or(Value::Empty, |rate| Value::Number(rate.value())),
        Completion if group.schools == 0 => Value::Empty,
        Completion => Value::Number(group.completion()),
        Used => Value::count(group.tally.rated),
        Missing => Value::count(group.tally.missing),
        Rejected => Value::count(group.tally.rejected),
        Total => Value::count(group.overall.total),
        Average => mean(group.overall.mean()),
        Common::Band => Value::maybe(group.overall.band.map(Band::word)),
    };
    let mut values: Vec<Value> = kept(summary).map(value).collect();
    values.extend(group.factors.iter().map(|factor| mean(factor.mean())));
    values.push(Value::text(ksf_numbers(&summary.beside, &group.first_three)));
    values
}

fn shade(summary: &Summary, to: &mut Worksheet, first: ColNum, body: &Body) -> Result<(), XlsxError> {
    let framework = summary.framework();
    let (top, bottom) = (body.first, body.last);
    let band = first + place(summary, Common::Band);
    bands::averages(to, Block::column(first + place(summary, Average), top, bottom), framework)?;
    bands::words(to, Block::column(band, top, bottom))?;
    let ksfs = ColNum::try_from(framework.ksfs.len()).unwrap_or(ColNum::MAX);
    bands::averages(to, Block { top, left: band + 1, bottom, right: band + ksfs }, framework)
}

/// What the rows that are shown add up to; averages are over all their ratings.
fn write_shown(summary: &Summary, to: &mut Worksheet, first: ColNum, shown: &Shown) -> Result<(), XlsxError> {
    let whole = &summary.nation.whole;
    let at = |column| first + place(summary, column);
    for (column, sum) in [
        (Schools, whole.schools),
        (Used, whole.tally.rated),
        (Missing, whole.tally.missing),
        (Rejected, whole.tally.rejected),
        (Total, whole.overall.total),
    ] {
        shown.sum(to, at(column), sum)?;
    }
    let percent = Style::CalculatedPercent;
    if let Some(rate) = whole.return_rate {
        shown.sum(to, at(Registered), rate.schools)?;
        shown.sum(to, at(Returned), rate.returned)?;
        let of = (at(Returned), &[at(Registered)][..]);
        shown.ratio(to, at(ReturnRate), of, Some(rate.value()), percent)?;
    }
    let answers = [at(Used), at(Missing), at(Rejected)];
    let completion = (whole.tally.all() > 0).then(|| whole.completion());
    shown.ratio(to, at(Completion), (at(Used), &answers), completion, percent)?;
    let mean = whole.overall.mean().map(Mean::value);
    shown.ratio(to, at(Average), (at(Total), &[at(Used)]), mean, Style::CalculatedAverage)
}
