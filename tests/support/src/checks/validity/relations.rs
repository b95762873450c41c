//! Every part that another one speaks of is there, and every part is of a known kind.

use std::collections::{BTreeMap, BTreeSet};

use super::super::Faults;
use super::super::book::Book;
use super::super::xml::{self, Node};

const CONTENT_TYPES: &str = "[Content_Types].xml";
/// Parts of these kinds are found without being named in a part.
const UNNAMED: [&str; 5] = ["styles", "theme", "sharedStrings", "comments", "calcChain"];

pub(super) fn check(book: &Book, faults: &mut Faults) {
    let package = &book.package;
    for (part, relations) in &package.relations {
        let nothing = BTreeSet::new();
        let used = package.used.get(part).unwrap_or(&nothing);
        if !part.is_empty() && !package.parts.contains_key(part) {
            faults.add(part, "the part has relations but is not there");
        }
        let mut ids = BTreeSet::new();
        for relation in relations {
            if !ids.insert(&relation.id) {
                faults.add(part, format!("two relations have the id {}", relation.id));
            }
            if !relation.outside && !package.parts.contains_key(&relation.target) {
                faults.add(part, format!("{} leads to {}, which is not there", relation.id, relation.target));
            }
            if relation.outside && relation.target.is_empty() {
                faults.add(part, format!("{} leads to an empty address", relation.id));
            }
            let unnamed = part.is_empty() || UNNAMED.contains(&relation.kind.as_str());
            if !unnamed && !used.contains(&relation.id) {
                faults.add(part, format!("the relation {} is not used", relation.id));
            }
        }
    }
    check_used(book, faults);
    check_kinds(book, faults);
}

fn check_used(book: &Book, faults: &mut Faults) {
    let package = &book.package;
    for (part, used) in &package.used {
        for id in used.iter().filter(|id| package.target(part, id).is_none()) {
            faults.add(part, format!("there is no relation {id}"));
        }
    }
}

/// Every part has a content type, and every content type is that of a part.
fn check_kinds(book: &Book, faults: &mut Faults) {
    let parts = &book.package.parts;
    let Some(text) = parts.get(CONTENT_TYPES) else {
        faults.add(CONTENT_TYPES, "the part is not there");
        return;
    };
    let (mut endings, mut kinds) = (BTreeSet::new(), BTreeMap::new());
    // What is not well-formed is reported elsewhere.
    let _ = xml::walk(text, |node| {
        let Node::Open(tag) = node else { return };
        match tag.name {
            "Default" => drop(endings.insert(tag.text("Extension").to_lowercase())),
            "Override" => drop(kinds.insert(tag.text("PartName"), tag.text("ContentType"))),
            _ => {}
        }
    });
    for name in kinds.keys().filter(|name| !parts.contains_key(name.trim_start_matches('/'))) {
        faults.add(CONTENT_TYPES, format!("{name} is not there"));
    }
    for name in parts.keys().filter(|name| *name != CONTENT_TYPES) {
        let ending = name.rsplit('.').next().unwrap_or_default().to_lowercase();
        let kind = kinds.get(&format!("/{name}"));
        // Without a content type of its own a part of this ending is nothing that Excel would look for.
        if (ending == "xml" && kind.is_none()) || !(kind.is_some() || endings.contains(&ending)) {
            faults.add(CONTENT_TYPES, format!("no kind for {name}"));
        }
    }
}
