//! Returns of several local authorities, made by chance, with what is right about them.

use std::collections::BTreeMap;

use super::folder::Folder;
use super::label_variants::Chance;
use super::layouts::Form;
use super::typed::Typed;

/// What a school gave for a KSF, and what it has to be read as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    pub authority: String,
    pub cluster: String,
    pub school: String,
    /// From 1.
    pub ksf: usize,
    /// None where there is no rating.
    pub rating: Option<u32>,
    /// Whether a finding has to tell of it.
    pub told: bool,
}

/// All returns, and what is right about them.
#[derive(Debug, Default)]
pub struct Estate {
    pub given: Vec<Given>,
    returns: Vec<(String, Form)>,
}

/// What can be typed beside plain ratings, what it is read as, and whether a finding tells of it.
const ODD: [(&str, Option<u32>, bool); 6] = [
    ("", None, true),
    ("7/10", Some(7), true),
    ("eleven", None, true),
    ("n/a", None, true),
    ("6-7", None, true),
    (" 4 ", Some(4), true),
];

impl Estate {
    /// So many authorities with a few clusters of a few schools each.
    pub fn of(authorities: usize, chance: &mut Chance) -> Self {
        let mut estate = Self::default();
        for authority in 0..authorities {
            let authority = format!("Shire {}", authority + 1);
            for cluster in 0..=chance.below(3) {
                let cluster = ["Riverside", "Hill & Dale", "Harbour"][cluster];
                for school in 0..=chance.below(5) {
                    estate.add(&authority, cluster, &format!("School {}", school + 1), chance);
                }
            }
        }
        estate
    }

    fn add(&mut self, authority: &str, cluster: &str, school: &str, chance: &mut Chance) {
        let mut form = Form::of(school).la(authority).cluster(cluster);
        for ksf in 1..=10 {
            let (typed, rating, told): (Typed, Option<u32>, bool) = if chance.below(12) == 0 {
                let (text, rating, told) = ODD[chance.below(ODD.len())];
                (text.into(), rating, told)
            } else {
                let rating = u8::try_from(1 + chance.below(10)).expect("at most ten");
                (rating.into(), Some(rating.into()), false)
            };
            form = form.rating(ksf, typed);
            let [authority, cluster, school] = [authority, cluster, school].map(str::to_owned);
            self.given.push(Given { authority, cluster, school, ksf, rating, told });
        }
        self.returns.push((format!("{authority}/{cluster}/{school}.xlsx"), form));
    }

    /// A folder with all returns in it.
    pub fn folder(&self) -> Folder {
        self.returns.iter().fold(Folder::new(), |folder, (name, form)| folder.save(name, form))
    }

    /// All returns: their paths, from the authority's folder downwards, and their forms.
    pub fn returns(&self) -> &[(String, Form)] {
        &self.returns
    }

    /// For each authority the schools, the ratings used, their sum and the answers that findings tell of.
    pub fn sums(&self) -> BTreeMap<String, [u32; 4]> {
        let mut sums: BTreeMap<String, [u32; 4]> = BTreeMap::new();
        for given in &self.given {
            let [schools, used, sum, told] = sums.entry(given.authority.clone()).or_default();
            *schools += u32::from(given.ksf == 1);
            *used += u32::from(given.rating.is_some());
            *sum += given.rating.unwrap_or_default();
            *told += u32::from(given.told);
        }
        sums
    }
}
