//! Which school on the register a return is of: by number, and else by its folded name. A name that is only similar
//! to one on the register is a question, never a match.

use std::collections::{BTreeSet, HashMap};

use super::evidence::Evidence;
use super::identified_return::OnNameList;
use super::similar_schools;
use crate::consolidate::name_likeness::{Vocabulary, are_alike};
use crate::consolidate::user_input::UserInput;
use crate::data_set::NameQuestion;
use crate::lexicon::{cluster_key, school_key};
use crate::model::DfeNumber;
use crate::register::{Register, RegisteredSchool};

/// What the register says about a return's school; schools by their index in the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RegisterMatch {
    /// There is no register, or the return names no school.
    NotLookedUp,
    /// It is this school's.
    School {
        index: usize,
        /// Whether its number says so, and not its name.
        by_number: bool,
    },
    /// Its name is on the register only in another cluster or under another number, and other returns are of that
    /// school, or differ as much.
    Contested(usize),
    /// Several schools have its name.
    Several(Vec<usize>),
    /// No school has its name; the names of these are the most similar.
    Similar(Vec<usize>),
    /// It is not on the register.
    NotOnRegister,
    /// The register does not know its local authority.
    UnknownAuthority,
}

impl RegisterMatch {
    /// The index of the school on the register that the return is of.
    pub(crate) fn school(&self) -> Option<usize> {
        match self {
            Self::School { index, .. } => Some(*index),
            _ => None,
        }
    }
}

/// Looks up each return's school; gives what was found and the names that this leaves open.
pub(super) fn match_all(
    evidence: &[Evidence],
    input: &UserInput,
    vocabulary: &Vocabulary,
) -> (Vec<RegisterMatch>, Vec<NameQuestion>) {
    let Some(register) = &input.register else {
        return (vec![RegisterMatch::NotLookedUp; evidence.len()], Vec::new());
    };
    let matcher = Matcher::new(register, input, evidence);
    let mut matches: Vec<RegisterMatch> = evidence.iter().map(|one| matcher.look_up(one)).collect();
    withdraw_contradicted(evidence, register, vocabulary, &mut matches);
    similar_schools::find(&matcher, evidence, vocabulary, &mut matches);
    let questions =
        evidence.iter().zip(&matches).filter_map(|(one, found)| matcher.question(one, found)).collect();
    (matches, questions)
}

/// Of each return, whether a single school on the register has its name, where its school is looked for.
pub(super) fn have_exact_names(evidence: &[Evidence], input: &UserInput) -> Vec<bool> {
    let Some(register) = &input.register else { return vec![false; evidence.len()] };
    let matcher = Matcher::new(register, input, evidence);
    let is_exact = |one: &Evidence| {
        let found = one.school.as_ref().map(|name| matcher.named(one, name));
        matches!(found, Some(RegisterMatch::School { .. }))
    };
    evidence.iter().map(is_exact).collect()
}

/// The local authority in which a return's school is looked for, by its folded name.
pub(super) enum Where<'a> {
    Anywhere,
    In(&'a str),
    Nowhere,
}

pub(super) struct Matcher<'a> {
    pub(super) register: &'a Register,
    input: &'a UserInput,
    /// The authority of returns that state none: the only one that returns state or their numbers are of.
    only_authority: Option<&'a str>,
}

impl<'a> Matcher<'a> {
    fn new(register: &'a Register, input: &'a UserInput, evidence: &[Evidence]) -> Self {
        let mut this = Self { register, input, only_authority: None };
        let stated = evidence
            .iter()
            .filter_map(|one| one.authority.stated().or(input.local_authority.as_deref()))
            .filter_map(|n| register.authority(n));
        let numbered = evidence.iter().filter_map(|one| this.numbered(one));
        let numbered = numbered.filter_map(|index| register.schools()[index].authority_key());
        let all: BTreeSet<&str> = stated.map(|a| &*a.key).chain(numbered).collect();
        if all.len() == 1 {
            this.only_authority = all.first().copied();
        }
        this
    }

    fn look_up(&self, one: &Evidence) -> RegisterMatch {
        if let Some(index) = self.numbered(one) {
            return RegisterMatch::School { index, by_number: true };
        }
        one.school.as_ref().map_or(RegisterMatch::NotLookedUp, |name| self.named(one, name))
    }

    /// The school with the return's DfE number, or else its URN.
    fn numbered(&self, one: &Evidence) -> Option<usize> {
        let by_dfe = || self.register.by_dfe(one.dfe_number?);
        let by_urn = || self.register.by_urn(one.urn?);
        by_dfe().or_else(by_urn)
    }

    /// The school of this name in the return's authority and, where several have it, in its cluster.
    fn named(&self, one: &Evidence, name: &str) -> RegisterMatch {
        let all = self.register.named(&school_key(name)).iter().copied();
        let mut found: Vec<usize> = match self.whereabouts(one) {
            Where::Nowhere => return RegisterMatch::UnknownAuthority,
            Where::Anywhere => all.collect(),
            Where::In(key) => all.filter(|p| self.school(*p).authority_key() == Some(key)).collect(),
        };
        if found.len() > 1
            && let Some(cluster) = self.cluster(one)
            && let [only] = *self.of_cluster(&found, &cluster)
        {
            found = vec![only];
        }
        match *found {
            [] => RegisterMatch::NotOnRegister,
            [index] => RegisterMatch::School { index, by_number: false },
            _ => RegisterMatch::Several(found),
        }
    }

    /// What the user is asked about a return's name: whether it is the only school that is suggested, by its name where
    /// that leads to it and to no other, and else by its number.
    fn question(&self, one: &Evidence, register_match: &RegisterMatch) -> Option<NameQuestion> {
        let indices = match register_match {
            RegisterMatch::Similar(indices) | RegisterMatch::Several(indices) => indices.as_slice(),
            RegisterMatch::NotOnRegister | RegisterMatch::UnknownAuthority | RegisterMatch::Contested(_)
                if one.on_name_list == OnNameList::Nothing =>
            {
                &[]
            }
            _ => return None,
        };
        let suggested = |index: usize| {
            let school = self.school(index);
            let leads_there =
                self.named(one, &school.name) == RegisterMatch::School { index, by_number: false };
            let number = || school.dfe_number.map(|d| d.to_string()).or(school.urn.map(|u| u.to_string()));
            if leads_there { Some(school.name.clone()) } else { number() }
        };
        let suggestion = if let [only] = *indices { suggested(only) } else { None };
        Some(NameQuestion {
            name: one.name_in_return.clone()?,
            cluster: one.cluster_name().map(str::to_owned),
            local_authority: one.authority_name().map(str::to_owned),
            suggestion,
        })
    }

    fn school(&self, index: usize) -> &'a RegisteredSchool {
        &self.register.schools()[index]
    }

    pub(super) fn of_cluster(&self, indices: &[usize], cluster: &str) -> Vec<usize> {
        indices.iter().copied().filter(|p| self.school(*p).cluster_key() == Some(cluster)).collect()
    }

    /// Where to look: the authority that is stated or given, or else one that a folder is named after, or the only one.
    pub(super) fn whereabouts(&self, one: &Evidence) -> Where<'a> {
        if !self.register.has_authorities() {
            return Where::Anywhere;
        }
        if let Some(name) = one.authority.stated().or(self.input.local_authority.as_deref()) {
            return self.register.authority(name).map_or(Where::Nowhere, |a| Where::In(&a.key));
        }
        let folder = one.folders.iter().rev().find_map(|f| self.register.authority(f)).map(|a| &*a.key);
        folder.or(self.only_authority).map_or(Where::Anywhere, Where::In)
    }

    /// The cluster that the sheet states, or else the user, or that sheet, file or folder are named after, if the
    /// register knows it.
    pub(super) fn cluster(&self, one: &Evidence) -> Option<String> {
        if let Some(stated) = one.cluster.stated().or(self.input.cluster.as_deref()) {
            return Some(cluster_key(stated));
        }
        let mut names = one.cluster.in_order().chain(one.folders.last().map(String::as_str));
        names.find_map(|name| self.register.cluster(name)).map(|c| c.key.to_string())
    }
}

/// How a return differs from the registered school of its name or number.
#[derive(Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Difference {
    name: Option<String>,
    cluster: Option<String>,
    number: Option<DfeNumber>,
}

/// The cluster and number that the sheet states otherwise than the register.
fn difference(one: &Evidence, school: &RegisteredSchool) -> Difference {
    let cluster = one.cluster.stated().map(cluster_key);
    let cluster = cluster.filter(|c| school.cluster_key().is_some_and(|registered| registered != c));
    let number = one.dfe_number.filter(|n| school.dfe_number.is_some_and(|registered| registered != *n));
    Difference { name: None, cluster, number }
}

/// Takes schools back from returns whose cluster or number contradicts the register, if another return fits the school
/// better: one name in two clusters is two schools, and so is one number under two clearly different names.
fn withdraw_contradicted(
    evidence: &[Evidence],
    register: &Register,
    vocabulary: &Vocabulary,
    matches: &mut [RegisterMatch],
) {
    let mut by_school: HashMap<usize, Vec<(usize, Difference)>> = HashMap::new();
    for (at, (one, register_match)) in evidence.iter().zip(&*matches).enumerate() {
        if let RegisterMatch::School { index, by_number } = *register_match {
            let school = &register.schools()[index];
            let name = || one.school.as_ref().filter(|name| !are_alike(name, &school.name, vocabulary));
            let difference = match by_number {
                true if one.on_name_list.says_which() => Difference::default(),
                true => Difference { name: name().map(|name| school_key(name)), ..Difference::default() },
                false => difference(one, school),
            };
            by_school.entry(index).or_default().push((at, difference));
        }
    }
    for (index, members) in by_school {
        let differences: BTreeSet<&Difference> = members.iter().map(|(_, difference)| difference).collect();
        if differences.len() < 2 {
            continue;
        }
        for (at, difference) in &members {
            if *difference != Difference::default() {
                matches[*at] = RegisterMatch::Contested(index);
            }
        }
    }
}
