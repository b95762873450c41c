//! The e-mail addresses of the schools that have returned or are waited for.

use std::collections::{HashMap, HashSet};

use crate::consolidate::UserInput;
use crate::consolidate::identity::IdentifiedReturn;
use crate::data_set::{Contact, ReturnRow};
use crate::model::NOT_STATED;

/// The addresses that the register has: under the names that the returns go by, or else under its own.
pub(crate) fn contacts(
    returns: &[IdentifiedReturn],
    missing: &[ReturnRow],
    input: &UserInput,
) -> Vec<Contact> {
    let Some(register) = &input.register else { return Vec::new() };
    let or_not_stated = |name: Option<&str>| name.unwrap_or(NOT_STATED).to_owned();
    let contact = |[local_authority, cluster]: [Option<&str>; 2], school: &str, email: &str| Contact {
        local_authority: or_not_stated(local_authority),
        cluster: or_not_stated(cluster),
        school: school.to_owned(),
        email: email.to_owned(),
    };
    let mut contacts = Vec::new();
    let with_address = register.schools().iter().filter_map(|school| {
        let cluster = school.cluster.as_ref().map(|cluster| &*cluster.name);
        Some(((school.dfe_number, school.name.as_str(), cluster), school.email.as_deref()?))
    });
    let addresses: HashMap<_, &str> = with_address.collect();
    for one in returns {
        let registered = one.register_match.school().map(|index| &register.schools()[index]);
        if let (Some(email), Some(school)) = (registered.and_then(|r| r.email.as_deref()), &one.school) {
            contacts.push(contact([one.local_authority.as_deref(), one.cluster.as_deref()], school, email));
        }
    }
    for row in missing {
        let Some(name) = row.school.as_deref() else { continue };
        let whose = [row.local_authority.as_deref(), row.cluster.as_deref()];
        let email = addresses.get(&(row.dfe_number, name, row.cluster.as_deref()));
        contacts.extend(email.map(|email| contact(whose, name, email)));
    }
    let mut seen = HashSet::new();
    contacts.retain(|c| seen.insert((c.local_authority.clone(), c.cluster.clone(), c.school.clone())));
    contacts
}
