//! Contents: what the summary is, what went into it, where things are, the key and how figures come about.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::workbook::conversions::count;
use crate::workbook::sheets::about::{AVERAGE, ContentsLines, band_of_an_average};

use super::finding_counts;
use super::national_plan::{NationalPlan, purpose, table};

/// Writes the sheet.
pub(super) fn write(plan: &NationalPlan, to: &mut Worksheet) -> Result<(), XlsxError> {
    let mut lines = ContentsLines::open(to, &plan.styles, "National summary", &about(plan))?;
    opening(plan, &mut lines)?;
    lines.section("Sheets")?;
    for sheet in plan.sheets.iter().skip(1) {
        let about = format!("{} It holds one table: {}.", purpose(*sheet), table(*sheet));
        lines.link(sheet.name(), &about)?;
    }
    lines.section("Key")?;
    lines.bands(plan.framework)?;
    let second_page = lines.next + 1;
    counts(plan, &mut lines)?;
    lines.section("Key success factors (KSFs)")?;
    for ksf in &plan.framework.ksfs {
        lines.fact(&ksf.number.to_string(), &ksf.name)?;
    }
    let third_page = lines.next + 1;
    lines.section("How the figures are worked out")?;
    lines.fact("Average", AVERAGE_OF_ALL)?;
    lines.fact("Average of a cluster", AVERAGE)?;
    lines.fact("Band of an average", &band_of_an_average(&plan.framework.bands))?;
    lines.facts(&FIGURES)?;
    lines.close(&[second_page, third_page])
}

fn about(plan: &NationalPlan) -> String {
    let whole = &plan.nation.whole;
    format!(
        "Ratings of {} key success factors from {} schools in {} clusters of {} local authorities. This page holds no table.",
        whole.factors.len(),
        whole.schools,
        plan.nation.clusters(),
        plan.nation.authorities.len()
    )
}

fn opening(plan: &NationalPlan, lines: &mut ContentsLines) -> Result<(), XlsxError> {
    let nation = plan.nation;
    lines.fact("Self-assessment", &plan.framework.title)?;
    lines.number("Local authorities", count(nation.authorities.len()))?;
    lines.number("Clusters", nation.clusters())?;
    lines.number("Schools with a return", nation.whole.schools)?;
    lines.run(nation.whole.return_rate, plan.settings)
}

fn counts(plan: &NationalPlan, lines: &mut ContentsLines) -> Result<(), XlsxError> {
    let nation = plan.nation;
    let tally = nation.whole.tally;
    let [errors, warnings, notes, findings] = finding_counts::counts(&nation.read.findings);
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
