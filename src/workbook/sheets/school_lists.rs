//! Schools, clusters and KSFs as texts in a cell: "School A (9), Riverside cluster".

use crate::analyse::{ClusterFigures, OutsideHelper};
use crate::framework::Framework;
use crate::model::{Band, Rating, kind_of_cluster};
use crate::workbook::cells::school_headings;
use crate::workbook::plan::{Scope, WorkbookPlan};
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

/// A school with its rating and cluster, "School A (9), Riverside cluster", and that rating.
pub(crate) struct BestSchool {
    pub(crate) rating: Rating,
    pub(crate) school: String,
}

/// The school rated highest on a KSF: in the authority's clusters up to this one, or in an extract in all of them.
pub(crate) fn best_school(plan: &WorkbookPlan, cluster: &ClusterFigures, ksf: usize) -> Option<BestSchool> {
    let best = cluster.best_so_far[ksf].as_ref().map(|best| BestSchool {
        rating: best.rating,
        school: with_cluster(&rated(plan, best.record, best.rating), &plan.data.schools[best.record].cluster),
    });
    let outside = outside_school(plan, ksf);
    let both = best.into_iter().chain(outside);
    both.reduce(|best, next| if next.rating > best.rating { next } else { best })
}

/// The school outside an extract that is rated highest.
pub(crate) fn outside_school(plan: &WorkbookPlan, ksf: usize) -> Option<BestSchool> {
    let Scope::Extract(outside) = plan.scope else { return None };
    let OutsideHelper { school, cluster, rating } = outside.best[ksf].as_ref()?;
    let school = school_headings([school.as_str()].into_iter()).concat();
    Some(BestSchool { rating: *rating, school: with_cluster(&format!("{school} ({rating})"), cluster) })
}

fn with_cluster(rated: &str, cluster: &str) -> String {
    format!("{rated}, {}{}", one_line(cluster), kind_of_cluster(cluster))
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
