//! Names for columns and sheets that stand for schools and clusters: as the returns give them, but no two alike and within
//! Excel's limits.

use std::collections::HashSet;

use crate::analyse::{ClusterFigures, SchoolFigures};
use crate::contract::Sheet;
use crate::data_set::DataSet;
use crate::model::first_free;

use super::safe::{is_escape, one_line, shortened};

/// The longest heading that a table can have, in UTF-16 units.
const HEADING_LIMIT: usize = 255;
/// The longest name that a sheet can have, in UTF-16 units.
const SHEET_LIMIT: usize = 31;

/// What two names have in common that Excel takes for the same.
fn folded(name: &str) -> String {
    name.to_uppercase().to_lowercase()
}

/// Headings for columns named after schools, clusters or KSFs: each name as it is, unless one of `ours` or an earlier name
/// reads the same; `what` says what the names stand for.
pub(crate) fn unique_headings<'a>(
    names: impl Iterator<Item = &'a str>,
    ours: &[&str],
    what: &str,
) -> Vec<String> {
    let mut taken: HashSet<String> = ours.iter().map(|h| folded(h)).collect();
    let mut heading = |name: &str| {
        let mut base = one_line(name).into_owned();
        if base.trim().is_empty() {
            what.clone_into(&mut base);
        } else if ours.iter().any(|h| folded(h) == folded(&base)) {
            base = format!("{base} ({what})");
        }
        first_free(&mut taken, folded, (1..).map(|n| numbered(&base, n, HEADING_LIMIT)))
    };
    names.map(&mut heading).collect()
}

/// A name, from the second on with a number behind it, within the limit.
fn numbered(base: &str, n: usize, limit: usize) -> String {
    if n == 1 {
        return shortened(base, limit);
    }
    let number = format!(" ({n})");
    format!("{}{number}", shortened(base, limit - number.len()))
}

/// Names for sheets of which each cluster has one: "KSF grid" and the cluster's name; just "KSF grid" if there is one cluster.
pub(crate) fn cluster_sheet_names(kind: Sheet, clusters: &[String]) -> Vec<String> {
    let prefix = kind.name();
    if clusters.len() == 1 {
        return vec![prefix.to_owned()];
    }
    let mut taken = HashSet::new();
    let mut sheet = |cluster: &String| {
        let base = format!("{prefix} {}", sheet_part(cluster));
        first_free(&mut taken, folded, (1..).map(|n| numbered(base.trim_end(), n, SHEET_LIMIT)))
    };
    clusters.iter().map(&mut sheet).collect()
}

/// A cluster's name without what a sheet's name cannot hold.
fn sheet_part(name: &str) -> String {
    let allowed = |c: char| match c {
        '[' | '(' => '(',
        ']' | ')' => ')',
        ':' | '*' | '?' | '/' | '\\' => '-',
        c => c,
    };
    let mut part: String = one_line(name).chars().map(allowed).collect();
    while let Some(at) = part.match_indices("_x").map(|(at, _)| at).find(|&at| is_escape(&part[at..])) {
        part.replace_range(at..=at, "-");
    }
    part.trim().trim_matches('\'').trim().to_owned()
}

/// The clusters' names, each with its local authority if another cluster has the same name.
pub(crate) fn cluster_names(clusters: &[ClusterFigures]) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut twice = HashSet::new();
    for cluster in clusters {
        let key = folded(&one_line(&cluster.name));
        if !seen.insert(key.clone()) {
            twice.insert(key);
        }
    }
    let name = |cluster: &ClusterFigures| {
        let name = one_line(&cluster.name);
        if twice.contains(&folded(&name)) {
            format!("{name} ({})", one_line(&cluster.local_authority))
        } else {
            name.into_owned()
        }
    };
    clusters.iter().map(name).collect()
}

/// The schools' names, each with its cluster if another school has the same name, no two alike.
pub(crate) fn school_names(
    data: &DataSet,
    clusters: &[ClusterFigures],
    cluster_names: &[String],
) -> Vec<String> {
    let schools =
        || clusters.iter().zip(cluster_names).flat_map(|(c, name)| c.schools.iter().map(move |s| (s, name)));
    let own = |school: &SchoolFigures| one_line(&data.schools[school.record].school).into_owned();
    let mut seen = HashSet::new();
    let twice: HashSet<String> =
        schools().map(|(school, _)| folded(&own(school))).filter(|key| !seen.insert(key.clone())).collect();
    let names: Vec<String> = schools()
        .map(|(school, cluster)| match own(school) {
            name if twice.contains(&folded(&name)) => {
                format!("{} ({cluster})", shortened(&name, HEADING_LIMIT / 2))
            }
            name => name,
        })
        .collect();
    unique_headings(names.iter().map(String::as_str), &[], "school")
}

/// Names for sheets that stand for these names.
pub(crate) fn sheet_names(names: &[String]) -> Vec<String> {
    let mut taken = HashSet::from([folded("History")]);
    let mut sheet = |name: &String| {
        let base = sheet_part(name);
        let base = if base.is_empty() { "School" } else { &base };
        first_free(
            &mut taken,
            folded,
            (1..).map(|n| numbered(base, n, SHEET_LIMIT).trim_end_matches('\'').to_owned()),
        )
    };
    names.iter().map(&mut sheet).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_unique_without_regard_to_case() {
        let names = ["Total", "School A", "school a", "total (school)", "A\r\nB", ""];
        let headings = unique_headings(names.into_iter(), &["Total", "KSF"], "school");
        assert_eq!(
            headings,
            ["Total (school)", "School A", "school a (2)", "total (school) (2)", "A B", "school"]
        );
    }

    #[test]
    fn sheet_names_keep_to_the_rules() {
        let clusters = ["A/B: [x]", "a/b- (X)", "'Quoted'", &"ü".repeat(60), "_x000D_", ""];
        let sheets = cluster_sheet_names(Sheet::Grid, &clusters.map(str::to_owned));
        assert_eq!(sheets[..3], ["KSF grid A-B- (x)", "KSF grid a-b- (X) (2)", "KSF grid Quoted"]);
        assert_eq!(sheets[3].encode_utf16().count(), SHEET_LIMIT);
        assert_eq!(sheets[4..], ["KSF grid -x000D_", "KSF grid"]);
        let long = [
            "St Bernadine's Roman Catholic Primary School",
            "ST BERNADINE'S ROMAN CATHOLIC P",
            "history",
            "''",
        ];
        let sheets = sheet_names(&long.map(str::to_owned));
        assert_eq!(sheets[1..], ["ST BERNADINE'S ROMAN CATHOLIC P", "history (2)", "School"]);
        assert_eq!(sheets[0], "St Bernadine's Roman Catholic …");
    }
}
