//! Which school on the register a return is of: by number, and else by its folded name. A name that is only like one on
//! the register is a question, never a match.

use std::collections::{BTreeSet, HashMap};

use super::Given;
use super::claim::Claim;
use super::likeness::Name;
use super::vocabulary::Vocabulary;
use crate::data_set::NameQuestion;
use crate::lexicon::{cluster_key, school_key};
use crate::model::DfeNumber;
use crate::register::{Register, RegisteredSchool};

/// How many schools are suggested for a name.
const SUGGESTED: usize = 3;

/// How a return stands to the register; schools by their places there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Standing {
    /// There is no register, or the return names no school.
    Unknown,
    /// It is this school's.
    On {
        place: usize,
        /// Whether its number tells, and not its name.
        by_number: bool,
    },
    /// Its name is on the register only in another cluster or under another number, and other returns are of that
    /// school, or differ as much.
    Taken(usize),
    /// Several schools have its name.
    Several(Vec<usize>),
    /// No school has its name; these, the nearest, have almost.
    Near(Vec<usize>),
    /// It is not on the register.
    Off,
    /// The register does not know its local authority.
    OffAuthority,
}

impl Standing {
    /// The school on the register that the return is of.
    pub(super) fn place(&self) -> Option<usize> {
        match self {
            Self::On { place, .. } => Some(*place),
            _ => None,
        }
    }
}

/// How each return stands to the register, and the names that this leaves open.
pub(super) fn recognise(
    claims: &[Claim],
    given: &Given,
    vocabulary: &Vocabulary,
) -> (Vec<Standing>, Vec<NameQuestion>) {
    let Some(register) = &given.register else { return (vec![Standing::Unknown; claims.len()], Vec::new()) };
    let mut recogniser = Recogniser::new(register, given, claims, vocabulary);
    let mut standings: Vec<Standing> = claims.iter().map(|claim| recogniser.standing(claim)).collect();
    withdraw_contradicted(claims, register, &mut standings);
    let questions =
        claims.iter().zip(&standings).filter_map(|(c, standing)| recogniser.question(c, standing));
    let questions = questions.collect();
    (standings, questions)
}

/// The local authority in which a return's school is looked for, by its folded name.
enum Where<'a> {
    Anywhere,
    In(&'a str),
    Nowhere,
}

struct Recogniser<'a> {
    register: &'a Register,
    given: &'a Given,
    vocabulary: &'a Vocabulary,
    /// The only authority that returns state or their numbers tell, for those that state none.
    only_authority: Option<&'a str>,
    /// Names on the register that were looked at.
    names: HashMap<usize, Name>,
}

impl<'a> Recogniser<'a> {
    fn new(register: &'a Register, given: &'a Given, claims: &[Claim], vocabulary: &'a Vocabulary) -> Self {
        let mut this = Self { register, given, vocabulary, only_authority: None, names: HashMap::new() };
        let stated =
            claims.iter().filter_map(|c| this.authority_stated(c)).filter_map(|n| register.authority(n));
        let numbered = claims.iter().filter_map(|c| this.numbered(c));
        let numbered = numbered.filter_map(|place| register.schools()[place].authority_key());
        let all: BTreeSet<&str> = stated.map(|a| &*a.key).chain(numbered).collect();
        if all.len() == 1 {
            this.only_authority = all.first().copied();
        }
        this
    }

    fn standing(&mut self, claim: &Claim) -> Standing {
        if let Some(place) = self.numbered(claim) {
            return Standing::On { place, by_number: true };
        }
        let Some(name) = &claim.school else { return Standing::Unknown };
        match self.named(claim, name) {
            Standing::Off if !claim.by_itself => {
                let near = self.near(claim, name);
                if near.is_empty() { Standing::Off } else { Standing::Near(near) }
            }
            standing => standing,
        }
    }

    /// The school with the return's DfE number, or else its URN.
    fn numbered(&self, claim: &Claim) -> Option<usize> {
        let by_dfe = || self.register.by_dfe(claim.dfe_number?);
        let by_urn = || self.register.by_urn(claim.urn?);
        by_dfe().or_else(by_urn)
    }

    /// The school of this name in the return's authority and, where several have it, in its cluster.
    fn named(&self, claim: &Claim, name: &str) -> Standing {
        let all = self.register.named(&school_key(name)).iter().copied();
        let mut found: Vec<usize> = match self.whereabouts(claim) {
            Where::Nowhere => return Standing::OffAuthority,
            Where::Anywhere => all.collect(),
            Where::In(key) => all.filter(|p| self.school(*p).authority_key() == Some(key)).collect(),
        };
        if found.len() > 1
            && let Some(cluster) = self.cluster(claim)
            && let [only] = *self.of_cluster(&found, &cluster)
        {
            found = vec![only];
        }
        match *found {
            [] => Standing::Off,
            [place] => Standing::On { place, by_number: false },
            _ => Standing::Several(found),
        }
    }

    /// The schools whose names are nearest to a return's, at most a few; of its own cluster where any of them is.
    fn near(&mut self, claim: &Claim, name: &str) -> Vec<usize> {
        let candidates: Vec<usize> = match self.whereabouts(claim) {
            Where::Nowhere => return Vec::new(),
            Where::Anywhere => (0..self.register.schools().len()).collect(),
            Where::In(key) => self.register.of_authority(key).to_vec(),
        };
        let wanted = Name::new(name, self.vocabulary);
        let mut nearest = Vec::new();
        let mut least = usize::MAX;
        for place in candidates {
            let (register, vocabulary) = (self.register, self.vocabulary);
            let name = self.names.entry(place);
            let name = name.or_insert_with(|| Name::new(&register.schools()[place].name, vocabulary));
            let Some(apart) = wanted.apart(name, vocabulary).filter(|apart| *apart <= least) else {
                continue;
            };
            if apart < least {
                nearest.clear();
            }
            least = apart;
            nearest.push(place);
        }
        if let Some(cluster) = self.cluster(claim) {
            let own = self.of_cluster(&nearest, &cluster);
            nearest = if own.is_empty() { nearest } else { own };
        }
        nearest.truncate(SUGGESTED);
        nearest
    }

    /// What the user is asked about a return's name: whether it is the only school that is suggested, by its name where
    /// that leads to it and to no other, and else by its number.
    fn question(&self, claim: &Claim, standing: &Standing) -> Option<NameQuestion> {
        let places = match standing {
            Standing::Near(places) | Standing::Several(places) => places.as_slice(),
            _ => return None,
        };
        let suggested = |place: usize| {
            let school = self.school(place);
            let leads_there = self.named(claim, &school.name) == Standing::On { place, by_number: false };
            let number = || school.dfe_number.map(|d| d.to_string()).or(school.urn.map(|u| u.to_string()));
            if leads_there { Some(school.name.clone()) } else { number() }
        };
        let suggestion = if let [only] = *places { suggested(only) } else { None };
        Some(NameQuestion { name: claim.name_in_return.clone()?, suggestion })
    }

    fn school(&self, place: usize) -> &'a RegisteredSchool {
        &self.register.schools()[place]
    }

    fn of_cluster(&self, places: &[usize], cluster: &str) -> Vec<usize> {
        places.iter().copied().filter(|p| self.school(*p).cluster_key() == Some(cluster)).collect()
    }

    /// The authority that the sheet states, or else the user.
    fn authority_stated<'b>(&'b self, claim: &'b Claim) -> Option<&'b String> {
        claim.content.identity.local_authority.as_ref().or(self.given.local_authority.as_ref())
    }

    /// Where to look: the authority that is stated or given, or else one that a folder is named after, or the only one.
    fn whereabouts(&self, claim: &Claim) -> Where<'a> {
        if !self.register.has_authorities() {
            return Where::Anywhere;
        }
        if let Some(name) = self.authority_stated(claim) {
            return self.register.authority(name).map_or(Where::Nowhere, |a| Where::In(&a.key));
        }
        let folder = claim.folders.iter().rev().find_map(|f| self.register.authority(f)).map(|a| &*a.key);
        folder.or(self.only_authority).map_or(Where::Anywhere, Where::In)
    }

    /// The cluster that the sheet states, or else the user, or that sheet, file or folder are named after, if the
    /// register knows it.
    fn cluster(&self, claim: &Claim) -> Option<String> {
        let stated = claim.cluster.as_ref().or(self.given.cluster.as_ref());
        if let Some(stated) = stated {
            return Some(cluster_key(stated));
        }
        let names = claim.table_name.iter().chain(claim.folders.last());
        names.filter_map(|name| self.register.cluster(name)).map(|c| c.key.to_string()).next()
    }
}

/// How a return that its name brings to a school differs from it: its cluster, and its DfE number.
type Difference = (Option<String>, Option<DfeNumber>);

/// The cluster and number that the sheet states otherwise than the register.
pub(super) fn difference(claim: &Claim, school: &RegisteredSchool) -> Difference {
    let cluster = claim.cluster.as_deref().map(cluster_key);
    let cluster = cluster.filter(|c| school.cluster_key().is_some_and(|registered| registered != c));
    let number = claim.dfe_number.filter(|n| school.dfe_number.is_some_and(|registered| registered != *n));
    (cluster, number)
}

/// A return whose cluster or number contradicts the register is the school's of its name only as long as no other return
/// has a better claim: one name in two clusters is two schools.
fn withdraw_contradicted(claims: &[Claim], register: &Register, standings: &mut [Standing]) {
    let mut by_place: HashMap<usize, Vec<(usize, Difference)>> = HashMap::new();
    for (at, (claim, standing)) in claims.iter().zip(&*standings).enumerate() {
        if let Standing::On { place, by_number } = *standing {
            let difference =
                if by_number { (None, None) } else { difference(claim, &register.schools()[place]) };
            by_place.entry(place).or_default().push((at, difference));
        }
    }
    for (place, members) in by_place {
        let differences: BTreeSet<&Difference> = members.iter().map(|(_, difference)| difference).collect();
        if differences.len() < 2 {
            continue;
        }
        for (at, difference) in &members {
            if *difference != (None, None) {
                standings[*at] = Standing::Taken(place);
            }
        }
    }
}
