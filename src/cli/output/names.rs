//! What the files of a folder are called: after the authority, as every system allows it.

use std::collections::HashSet;

use ksfgrid::data_set::SchoolRecord;
use ksfgrid::divide::{Part, clusters};
use ksfgrid::documents::Document;

/// The summary of several authorities.
const NATIONAL: &str = "National summary";
/// The longest name without its ending, in bytes: systems allow 255 for all of it.
const LONGEST: usize = 120;
/// Names that Windows keeps for devices.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
const NUMBERED_DEVICES: [&str; 2] = ["com", "lpt"];

/// The names of all files of a run.
#[derive(Debug)]
pub(in super::super) struct FileNames {
    authorities: Vec<OfAuthority>,
}

/// The names of an authority's files, without their endings.
#[derive(Debug)]
struct OfAuthority {
    workbook: String,
    /// Of its clusters, in their order; none where packs are not wanted.
    clusters: Vec<String>,
    /// So many of them have a return, and a pack.
    packs: usize,
}

impl FileNames {
    /// Names for these authorities, in their order, and for their clusters where there are to be packs.
    pub(in super::super) fn of(authorities: &[Part], packs: bool) -> Self {
        let mut taken = Taken::with(NATIONAL);
        let names = |authority: &Part| {
            let workbook = taken.name(&authority.name, "Local authority");
            if !packs {
                return OfAuthority { workbook, clusters: Vec::new(), packs: 0 };
            }
            let mut taken = Taken::default();
            let clusters = clusters(&authority.data);
            let clusters = clusters.iter().map(|cluster| taken.name(cluster, "Cluster")).collect();
            let same = |a: &SchoolRecord, b: &SchoolRecord| a.cluster == b.cluster;
            OfAuthority { workbook, clusters, packs: authority.data.schools.chunk_by(same).count() }
        };
        Self { authorities: authorities.iter().map(names).collect() }
    }

    /// What there is, in words: "12 workbooks, national summary, 60 packs, 61 lists of corrections".
    pub(in super::super) fn described(&self) -> String {
        let count = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
        let mut parts = vec![count(self.authorities.len(), "workbook", "workbooks")];
        if self.authorities.len() > 1 {
            parts.push("national summary".to_owned());
        }
        let packs = self.authorities.iter().map(|authority| authority.packs).sum();
        let lists = self.authorities.iter().map(|authority| authority.clusters.len()).sum();
        if lists > 0 {
            parts.push(count(packs, "pack", "packs"));
            parts.push(count(lists, "list of corrections", "lists of corrections"));
        }
        parts.join(", ")
    }

    /// The workbooks of the authorities, in their order.
    pub(in super::super) fn workbooks(&self) -> Vec<String> {
        (0..self.authorities.len()).map(|at| self.path(Document::Authority(at))).collect()
    }

    /// A document's path in the folder, with forward slashes.
    pub(in super::super) fn path(&self, document: Document) -> String {
        match document {
            Document::National => format!("{NATIONAL}.xlsx"),
            Document::Authority(at) => format!("{}.xlsx", self.authorities[at].workbook),
            Document::Pack(at, cluster) => format!("{}.xlsx", self.beside_pack(at, cluster)),
            Document::Corrections(at, cluster) => {
                format!("{} corrections.txt", self.beside_pack(at, cluster))
            }
        }
    }

    fn beside_pack(&self, authority: usize, cluster: usize) -> String {
        let OfAuthority { workbook, clusters, .. } = &self.authorities[authority];
        format!("{workbook} packs/{}", clusters[cluster])
    }
}

/// Names that are taken, without regard to case.
#[derive(Debug, Default)]
struct Taken(HashSet<String>);

impl Taken {
    fn with(name: &str) -> Self {
        Self(HashSet::from([name.to_lowercase()]))
    }

    /// A name as near to this one as may be.
    fn name(&mut self, name: &str, otherwise: &str) -> String {
        let base = allowed(name, otherwise);
        let candidates = (1..).map(|n| if n == 1 { base.clone() } else { format!("{base} ({n})") });
        let free = candidates.into_iter().find(|candidate| !self.0.contains(&candidate.to_lowercase()));
        let free = free.expect("numbers never run out");
        self.0.insert(free.to_lowercase());
        free
    }
}

/// A name without what some system does not allow in the name of a file.
fn allowed(name: &str, otherwise: &str) -> String {
    let harmless = |c: char| if c.is_control() || r#"<>:"/\|?*"#.contains(c) { '-' } else { c };
    let mut kept = String::new();
    for c in name.split_whitespace().collect::<Vec<_>>().join(" ").chars().map(harmless) {
        if kept.len() + c.len_utf8() > LONGEST {
            break;
        }
        kept.push(c);
    }
    // A leading dot hides a file, and Windows drops dots at the end.
    let kept = kept.trim_matches(|c: char| c == '.' || c == ' ');
    if kept.is_empty() {
        otherwise.to_owned()
    } else if is_device(kept) {
        let stem = stem(kept);
        format!("{stem}-{}", &kept[stem.len()..])
    } else {
        kept.to_owned()
    }
}

/// What Windows looks at: what stands before the first dot.
fn stem(name: &str) -> &str {
    name.split('.').next().unwrap_or_default().trim_end()
}

fn is_device(name: &str) -> bool {
    let stem = stem(name).to_lowercase();
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
    fn names_keep_to_what_every_system_allows() {
        let mut taken = Taken::with(NATIONAL);
        let mut name = |name: &str| taken.name(name, "Cluster");
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
