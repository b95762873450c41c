//! Names for the documents of a run: after the authority and the cluster, as every system allows them.

use std::collections::HashSet;

use super::Document;
use crate::data_set::SchoolRecord;
use crate::divide::{Part, clusters};
use crate::model::{counted, first_free};

/// The summary of several authorities.
const NATIONAL: &str = "National summary";
/// Stands behind a cluster's name in the name of the workbook, and of the folder, of its schools' pages.
const SCHOOL_PAGES: &str = " school pages";
/// Maximum length of a name without its ending, in bytes: systems allow 255 for all of it.
const LONGEST: usize = 120;
/// Names that Windows keeps for devices.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// The names of all files of a run.
#[derive(Debug)]
pub struct FileNames {
    authorities: Vec<OfAuthority>,
    packs: Packs,
}

/// Which packs are wanted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Packs {
    /// None.
    #[default]
    No,
    /// For each cluster a workbook, its schools' pages and a list of corrections.
    Clusters,
    /// The same, and every school's page as a file of its own.
    Schools,
}

impl Packs {
    /// Whether there are any.
    #[must_use]
    pub fn are_wanted(self) -> bool {
        self != Self::No
    }
}

/// The names of an authority's files, without their endings.
#[derive(Debug)]
struct OfAuthority {
    workbook: String,
    /// Of its clusters, in their order; empty where packs are not wanted.
    clusters: Vec<String>,
    /// The names of the schools' own files in each cluster with a return, and so with a pack; empty where they are not wanted.
    schools: Vec<Vec<String>>,
    /// Number of those clusters.
    packs: usize,
}

impl FileNames {
    /// Names for these authorities, in their order, and for their clusters where there are to be packs.
    #[must_use]
    pub fn of(authorities: &[Part], packs: Packs) -> Self {
        let mut taken = HashSet::from([NATIONAL.to_lowercase()]);
        let names = |authority: &Part| {
            let workbook = free_name(&mut taken, &authority.name, "Local authority");
            if !packs.are_wanted() {
                return OfAuthority { workbook, clusters: Vec::new(), schools: Vec::new(), packs: 0 };
            }
            let mut taken = HashSet::new();
            let clusters = clusters(&authority.data);
            let clusters = clusters.iter().map(|cluster| free_pack(&mut taken, cluster)).collect();
            let same = |a: &SchoolRecord, b: &SchoolRecord| a.cluster == b.cluster;
            let with_pack = || authority.data.schools.chunk_by(same);
            let schools = with_pack().filter(|_| packs == Packs::Schools).map(school_files).collect();
            OfAuthority { workbook, clusters, schools, packs: with_pack().count() }
        };
        Self { authorities: authorities.iter().map(names).collect(), packs }
    }

    /// What there is, in words: "12 workbooks, national summary, 60 packs, 61 lists of corrections".
    #[must_use]
    pub fn described(&self) -> String {
        let mut parts = vec![counted(self.authorities.len(), "workbook")];
        if self.authorities.len() > 1 {
            parts.push("national summary".to_owned());
        }
        let packs = self.authorities.iter().map(|authority| authority.packs).sum();
        let lists = self.authorities.iter().map(|authority| authority.clusters.len()).sum();
        if lists > 0 {
            parts.push(counted(packs, "pack"));
            let pages = self.authorities.iter().flat_map(|authority| &authority.schools).map(Vec::len).sum();
            if pages > 0 {
                parts.push(counted(pages, "school page"));
            }
            parts.push(format!("{} of corrections", counted(lists, "list")));
        }
        parts.join(", ")
    }

    /// Whether there are packs, and lists of corrections.
    pub(super) fn have_packs(&self) -> bool {
        self.packs.are_wanted()
    }

    /// Whether every school's page is a file of its own, too.
    pub(super) fn have_single_pages(&self) -> bool {
        self.packs == Packs::Schools
    }

    /// The workbooks of the authorities, in their order.
    #[must_use]
    pub(crate) fn workbooks(&self) -> Vec<String> {
        (0..self.authorities.len()).map(|index| self.path(Document::Authority(index))).collect()
    }

    /// A document's path in the folder of documents, with forward slashes.
    ///
    /// # Panics
    /// If the document is of an authority or cluster that this was not made for.
    #[must_use]
    pub(crate) fn path(&self, document: Document) -> String {
        match document {
            Document::National => format!("{NATIONAL}.xlsx"),
            Document::Authority(index) => format!("{}.xlsx", self.authorities[index].workbook),
            Document::Pack(index, cluster) => format!("{}.xlsx", self.in_packs(index, cluster)),
            Document::Corrections(index, cluster) => {
                format!("{} corrections.txt", self.in_packs(index, cluster))
            }
            Document::SchoolPages(index, cluster) => {
                format!("{}{SCHOOL_PAGES}.xlsx", self.in_packs(index, cluster))
            }
            Document::SchoolPage(index, cluster, school) => {
                let name = &self.authorities[index].schools[cluster][school];
                format!("{}{SCHOOL_PAGES}/{name}.xlsx", self.in_packs(index, cluster))
            }
        }
    }

    fn in_packs(&self, authority: usize, cluster: usize) -> String {
        let OfAuthority { workbook, clusters, .. } = &self.authorities[authority];
        format!("{workbook} packs/{}", clusters[cluster])
    }
}

/// A name for what belongs to a cluster: its school pages, which are called after it, must not be taken for another cluster's
/// workbook.
fn free_pack(taken: &mut HashSet<String>, cluster: &str) -> String {
    let pages = |name: &str| format!("{name}{SCHOOL_PAGES}").to_lowercase();
    let base = file_name_of(cluster, "Cluster");
    let mut names = std::iter::once(base.clone()).chain((2..).map(|n| format!("{base} ({n})")));
    let is_free = |name: &String| !taken.contains(&name.to_lowercase()) && !taken.contains(&pages(name));
    let name = names.find(is_free).expect("numbers do not end");
    taken.extend([name.to_lowercase(), pages(&name)]);
    name
}

/// Names for the files of a cluster's schools.
fn school_files(schools: &[SchoolRecord]) -> Vec<String> {
    let mut taken = HashSet::new();
    schools.iter().map(|school| free_name(&mut taken, &school.school, "School")).collect()
}

/// A name as near to this one as may be, unlike those that are taken, without regard to case.
fn free_name(taken: &mut HashSet<String>, name: &str, otherwise: &str) -> String {
    let base = file_name_of(name, otherwise);
    let numbered = (2..).map(|n| format!("{base} ({n})"));
    first_free(taken, str::to_lowercase, [base.clone()].into_iter().chain(numbered))
}

/// A name without what some system does not allow in the name of a file; `otherwise` if nothing is left of it.
#[must_use]
pub fn file_name_of(name: &str, otherwise: &str) -> String {
    let harmless = |c: char| if c.is_control() || r#"<>:"/\|?*"#.contains(c) { '-' } else { c };
    let mut bytes = 0;
    let fits = |c: &char| {
        bytes += c.len_utf8();
        bytes <= LONGEST
    };
    let words = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name: String = words.chars().map(harmless).take_while(fits).collect();
    // A leading dot hides a file, and Windows drops dots at the end.
    let name = name.trim_matches(['.', ' ']);
    if name.is_empty() {
        return otherwise.to_owned();
    }
    let stem = stem(name);
    let mark = if is_device(stem) { "-" } else { "" };
    format!("{stem}{mark}{}", &name[stem.len()..])
}

/// What Windows looks at: what stands before the first dot.
fn stem(name: &str) -> &str {
    name.split('.').next().unwrap_or_default().trim_end()
}

fn is_device(stem: &str) -> bool {
    let stem = stem.to_lowercase();
    let numbered = |device: &&str| {
        let number = stem.strip_prefix(*device).map(|number| number.chars().collect::<Vec<_>>());
        number.is_some_and(|number| matches!(number.as_slice(), ['0'..='9' | '¹' | '²' | '³']))
    };
    DEVICES.contains(&stem.as_str()) || NUMBERED_DEVICES.iter().any(numbered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pages_of_a_cluster_are_no_other_clusters_workbook() {
        let mut taken = HashSet::new();
        let clusters = ["Riverside school pages", "Riverside", "riverside", "Riverside School Pages"];
        let names = clusters.map(|cluster| free_pack(&mut taken, cluster));
        assert_eq!(
            names,
            ["Riverside school pages", "Riverside (2)", "riverside (3)", "Riverside School Pages (2)"]
        );
    }

    #[test]
    fn names_keep_to_what_every_system_allows() {
        let mut taken = HashSet::from([NATIONAL.to_lowercase()]);
        let mut name = |name: &str| free_name(&mut taken, name, "Cluster");
        assert_eq!(name("Kingston upon Hull, City of"), "Kingston upon Hull, City of");
        assert_eq!(name("A/B: \"C\"?"), "A-B- -C--");
        assert_eq!(name("St. Helens."), "St. Helens");
        assert_eq!(name("ST. HELENS"), "ST. HELENS (2)");
        assert_eq!(name("..."), "Cluster");
        assert_eq!(name("../../etc"), "-..-etc");
        assert_eq!(name("con"), "con-");
        assert_eq!(name("Com1.x"), "Com1-.x");
        assert_eq!(name("LPT² .x"), "LPT²- .x");
        assert_eq!(name("Conout$"), "Conout$-");
        assert_eq!(name("Communities"), "Communities");
        assert_eq!(name("national summary"), "national summary (2)");
        assert_eq!(name(&"é".repeat(100)).len(), LONGEST);
    }
}
