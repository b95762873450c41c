//! Contents: what the summary is, what went into it, where things are, the key and how figures come about.

use rust_xlsxwriter::{Worksheet, XlsxError};

use super::super::contents::{AVERAGE, band_of_an_average};
use super::super::front::Lines;
use super::{Summary, findings};

/// Writes the sheet.
pub(super) fn write(summary: &Summary, to: &mut Worksheet) -> Result<(), XlsxError> {
    let book = &summary.beside;
    let mut lines = Lines::open(to, &book.styles, "National summary", &about(summary))?;
    opening(summary, &mut lines)?;
    lines.section("Sheets")?;
    for sheet in summary.sheets.iter().skip(1) {
        lines.link(sheet.name(), sheet.purpose())?;
    }
    lines.section("Key")?;
    lines.bands(book.framework)?;
    let second_page = lines.next + 1;
    counts(summary, &mut lines)?;
    lines.section("Key success factors (KSFs)")?;
    for ksf in &book.framework.ksfs {
        lines.fact(&ksf.number.to_string(), &ksf.name)?;
    }
    let third_page = lines.next + 1;
    lines.section("How the figures are worked out")?;
    lines.fact("Average", AVERAGE_OF_ALL)?;
    lines.fact("Average of a cluster", AVERAGE)?;
    lines.fact("Band of an average", &band_of_an_average(&book.framework.bands))?;
    lines.facts(&FIGURES)?;
    lines.close(&[second_page, third_page])
}

fn about(summary: &Summary) -> String {
    let whole = &summary.nation.whole;
    format!(
        "Ratings of {} key success factors from {} schools in {} clusters of {} local authorities. This page holds no table.",
        whole.factors.len(),
        whole.schools,
        summary.nation.clusters(),
        summary.nation.authorities.len()
    )
}

fn opening(summary: &Summary, lines: &mut Lines) -> Result<(), XlsxError> {
    let (nation, book) = (summary.nation, &summary.beside);
    lines.fact("Self-assessment", &book.framework.title)?;
    lines.number("Local authorities", number(nation.authorities.len()))?;
    lines.number("Clusters", nation.clusters())?;
    lines.number("Schools with a return", nation.whole.schools)?;
    if let Some(rate) = nation.whole.return_rate {
        let percent = (rate.value() * 100.0).round();
        let text = format!("{} of {} registered schools ({percent}%)", rate.returned, rate.schools);
        lines.fact("Return rate", &text)?;
    }
    lines.fact("Period", book.settings.period.as_deref().unwrap_or("Not stated"))?;
    lines.date("Date", book.settings.as_of)
}

fn counts(summary: &Summary, lines: &mut Lines) -> Result<(), XlsxError> {
    let nation = summary.nation;
    let tally = nation.whole.tally;
    let [errors, warnings, notes, findings] = findings::counts(&nation.read.findings);
    lines.section("What went into it")?;
    for (label, count) in [
        ("Returns and files", nation.read.returns),
        ("   of a local authority", nation.of_authorities.returns),
        ("   of none", nation.of_none.returns),
        ("Findings", findings),
        ("   errors", errors),
        ("   warnings", warnings),
        ("   notes", notes),
        ("Ratings used", tally.rated),
        ("Ratings missing", tally.missing),
        ("Ratings rejected", tally.rejected),
    ] {
        lines.number(label, count)?;
    }
    let (ksfs, schools) = (nation.whole.factors.len(), nation.whole.schools);
    lines.fact("Together", &format!("{} = {ksfs} KSFs × {schools} schools", tally.all()))
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

const AVERAGE_OF_ALL: &str = "All ratings added up and divided by their number, also of an authority and of all together: each school \
                              counts once, and no average is an average of averages.";

const FIGURES: [(&str, &str); 6] = [
    (
        "Need rank",
        "Rank 1 is the greatest need: the lowest average. Where averages are equal, more schools low come first, then the \
         lower KSF number. KSFs without an answer come last.",
    ),
    ("First three needs", "The numbers of the KSFs with need ranks 1 to 3, as far as anybody answered them."),
    (
        "Return rate",
        "Registered schools with a return, as a share of all registered schools; empty where no register of schools is given, or \
         it knows none of them.",
    ),
    ("Completion", "Ratings used, as a share of KSFs times schools with a return."),
    (
        "Rows shown",
        "On Local authorities, Clusters and Findings by LA the line above the headings adds up the rows that the filter shows. \
         Its average is their ratings' total divided by ratings used.",
    ),
    (
        "Changing a rating",
        "Ratings are changed in the authorities' workbooks, where everything follows at once. This summary stays as it was \
         written: run ksfgrid on those workbooks to write it again.",
    ),
];
