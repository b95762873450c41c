//! Findings about returns whose school is not on the register, only almost on it, or otherwise than it says.

use std::collections::{BTreeMap, HashSet};

use super::identified_return::IdentifiedReturn;
use super::register_match::RegisterMatch;
use crate::consolidate::name_likeness::{Vocabulary, are_alike};
use crate::finding::{Finding, Location, shortened};
use crate::lexicon::{authority_key, cluster_key, school_key};
use crate::model::first_few;
use crate::register::{Register, RegisteredName, RegisteredSchool};
use crate::rules::{self, Rule};

/// Reports what the register says about each return.
pub(super) fn report(
    returns: &[IdentifiedReturn],
    register: &Register,
    vocabulary: &Vocabulary,
    findings: &mut Vec<Finding>,
) {
    let mut unknown_authorities: BTreeMap<String, (String, usize)> = BTreeMap::new();
    let mut reported = HashSet::new();
    for one in returns {
        // A school that is not on the register is told once, however many returns it sent.
        let school = (&one.local_authority, &one.cluster, one.school.as_deref().map(school_key));
        if one.register_match == RegisterMatch::NotOnRegister && !reported.insert(school) {
            continue;
        }
        if one.register_match == RegisterMatch::UnknownAuthority {
            let name = one.local_authority.clone().unwrap_or_default();
            unknown_authorities.entry(authority_key(&name)).or_insert((name, 0)).1 += 1;
        }
        findings.extend(about(one, register, vocabulary));
    }
    for (name, returns) in unknown_authorities.into_values() {
        findings.push(unknown_authority(name, returns, register));
    }
}

fn about(one: &IdentifiedReturn, register: &Register, vocabulary: &Vocabulary) -> Option<Finding> {
    let name = shortened(one.school.as_deref().unwrap_or_default());
    let say =
        |rule: &'static Rule, found: String| Some(Finding::new(rule, found, one.location().typed(&name)));
    let name_of = |index: &usize| called(&register.schools()[*index]);
    match &one.register_match {
        RegisterMatch::NotLookedUp | RegisterMatch::UnknownAuthority => None,
        RegisterMatch::School { index, by_number } => {
            contradiction(one, &register.schools()[*index], *by_number, register, vocabulary)
        }
        RegisterMatch::Contested(index) => say(
            &rules::REGISTER_CONTRADICTS,
            format!(
                "The register has this name or number only for {}, which another return claims as well; this return \
                 was not taken for that school's.",
                name_of(index)
            ),
        ),
        RegisterMatch::Several(indices) => {
            let (number, names) = (indices.len(), first_few(indices, 5, name_of).join("; "));
            let found = format!("The register has {number} schools called \"{name}\": {names}.");
            say(&rules::REGISTER_AMBIGUOUS, found)
        }
        RegisterMatch::Similar(indices) => {
            let names: Vec<String> = indices.iter().map(name_of).collect();
            let found =
                format!("\"{name}\" is not on the register; {} is almost the same.", names.join(" or "));
            say(&rules::REGISTER_NEAR_MATCH, found)
        }
        RegisterMatch::NotOnRegister => {
            let authority = one.local_authority.as_ref().filter(|_| register.has_authorities());
            let of = authority.map(|a| format!(" in {}", shortened(a))).unwrap_or_default();
            say(&rules::NOT_ON_REGISTER, format!("The register has no school called \"{name}\"{of}."))
        }
    }
}

/// A school of the register, with what tells it from others.
fn called(school: &RegisteredSchool) -> String {
    let details = school.details();
    let details = if details.is_empty() { details } else { format!(" ({details})") };
    format!("\"{}\"{details}", shortened(&school.name))
}

/// What the sheet says otherwise than the register; the sheet stands.
fn contradiction(
    one: &IdentifiedReturn,
    school: &RegisteredSchool,
    by_number: bool,
    register: &Register,
    vocabulary: &Vocabulary,
) -> Option<Finding> {
    let other =
        |name: Option<&String>, registered: &Option<RegisteredName>, key: fn(&str) -> String, what: &str| {
            let (name, registered) = (name?, registered.as_ref()?);
            let differ = key(name) != *registered.key;
            differ.then(|| format!("the {what} {} (the register: {})", shortened(name), registered.name))
        };
    let authority = one.content.identity.local_authority.as_ref();
    let cluster = one.cluster.as_ref().filter(|_| one.is_cluster_stated);
    let numbers = one.dfe_number.zip(school.dfe_number).filter(|(number, registered)| number != registered);
    let differences = [
        if by_number { other_name(one, school, register, vocabulary) } else { None },
        other(authority, &school.local_authority, authority_key, "local authority"),
        other(cluster, &school.cluster, cluster_key, "cluster"),
        numbers.map(|(number, registered)| format!("the DfE number {number} (the register: {registered})")),
    ];
    let differences: Vec<String> = differences.into_iter().flatten().collect();
    let found = format!("The return states {}; what the return states was kept.", differences.join(" and "));
    (!differences.is_empty()).then(|| Finding::new(&rules::REGISTER_CONTRADICTS, found, one.location()))
}

/// The name of a school whose number is quite another school's on the register.
fn other_name(
    one: &IdentifiedReturn,
    school: &RegisteredSchool,
    register: &Register,
    vocabulary: &Vocabulary,
) -> Option<String> {
    let name = one.school.as_ref().filter(|name| !are_alike(name, &school.name, vocabulary))?;
    let number = match one.dfe_number {
        Some(dfe) if school.dfe_number == Some(dfe) => format!("DfE number {dfe}"),
        _ => format!("URN {}", school.urn.map(|u| u.to_string()).unwrap_or_default()),
    };
    let namesakes = register.named(&school_key(name)).iter().map(|index| &register.schools()[*index]);
    let namesake = namesakes.filter(|o| o.authority_key() == school.authority_key()).map(called).next();
    let namesake = namesake.map(|o| format!(", and it has {o}")).unwrap_or_default();
    let (name, registered) = (shortened(name), &school.name);
    Some(format!("the school \"{name}\" (the register has \"{registered}\" under {number}{namesake})"))
}

fn unknown_authority(name: String, returns: usize, register: &Register) -> Finding {
    let all = register.authorities();
    let mut known: Vec<String> = all.iter().take(5).map(|name| shortened(name)).collect();
    if all.len() > known.len() {
        known.push("…".to_owned());
    }
    let returns = if returns == 1 { "1 return was".to_owned() } else { format!("{returns} returns were") };
    let found = format!(
        "The register has no local authority called \"{}\" (it has {}), so {returns} not looked up.",
        shortened(&name),
        known.join(", ")
    );
    let place = Location { local_authority: Some(name), ..Location::default() };
    Finding::new(&rules::NOT_ON_REGISTER, found, place)
        .with_remedy("Write the local authority as the register does, or give a register that covers it.")
}
