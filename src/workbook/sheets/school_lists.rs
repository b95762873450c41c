//! Schools, clusters and KSFs as texts in a cell: "School A (9), Riverside cluster".

use crate::analyse::{ClusterFigures, Helper, OutsideHelper};
use crate::framework::Framework;
use crate::model::{Band, NOBODY_IN_LA, Rating, kind_of_cluster};
use crate::workbook::cells::school_headings;
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::text::one_line;

/// The schools that are in a band on a KSF: "School A (2)", "School C (3)".
pub(crate) fn schools_in(
    plan: &WorkbookPlan,
    cluster: &ClusterFigures,
    ksf: usize,
    band: Band,
) -> Vec<String> {
    let schools = cluster.schools_in(ksf, band, plan.framework);
    schools.map(|(school, rating)| rated(plan, school.record, rating)).collect()
}

/// A school of another cluster that could help: "School A (9), Riverside cluster".
pub(crate) fn elsewhere(plan: &WorkbookPlan, helper: &Helper) -> String {
    let cluster = &plan.data.schools[helper.record].cluster;
    format!(
        "{}, {}{}",
        rated(plan, helper.record, helper.rating),
        one_line(cluster),
        kind_of_cluster(cluster)
    )
}

/// A school outside an extract that could help: "School A (9), Riverside cluster".
pub(crate) fn from_outside(helper: Option<&OutsideHelper>) -> String {
    let Some(OutsideHelper { school, cluster, rating }) = helper else { return NOBODY_IN_LA.to_owned() };
    let school = school_headings([school.as_str()].into_iter()).concat();
    format!("{school} ({rating}), {}{}", one_line(cluster), kind_of_cluster(cluster))
}

/// A school as the heading of its column calls it, with a rating.
pub(crate) fn rated(plan: &WorkbookPlan, record: usize, rating: Rating) -> String {
    format!("{} ({rating})", plan.school_headings[record])
}

/// KSF numbers in one cell: "10, 9, 3".
pub(crate) fn ksf_numbers(framework: &Framework, ksfs: &[usize]) -> String {
    let numbers: Vec<String> = ksfs.iter().map(|&k| framework.ksfs[k].number.to_string()).collect();
    numbers.join(", ")
}
