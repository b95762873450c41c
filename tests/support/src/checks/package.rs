//! The parts of a package and what leads from one to another.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Faults;
use super::xml::{self, Node};

/// A way from a part to another, or out of the package.
#[derive(Debug, Clone)]
pub(super) struct Relation {
    pub id: String,
    /// The last word of its type, such as "table".
    pub kind: String,
    /// The name of the part, or an address outside.
    pub target: String,
    pub outside: bool,
}

/// A package; every part is read once.
#[derive(Debug, Default)]
pub(super) struct Package {
    pub parts: BTreeMap<String, String>,
    /// The relations of each part that has some; those of the whole package under an empty name.
    pub relations: BTreeMap<String, Vec<Relation>>,
    /// The ids of relations that each part uses.
    pub used: BTreeMap<String, BTreeSet<String>>,
    read: BTreeSet<String>,
}

impl Package {
    pub(super) fn open(bytes: &[u8], faults: &mut Faults) -> Self {
        let mut package = Self::default();
        let mut zip = match ZipArchive::new(Cursor::new(bytes)) {
            Ok(zip) => zip,
            Err(error) => {
                faults.add("package", error);
                return package;
            }
        };
        for index in 0..zip.len() {
            let mut text = String::new();
            let part = zip.by_index(index).map_err(|e| e.to_string()).and_then(|mut part| {
                let name = part.name().map_err(|e| e.to_string())?.to_string();
                part.read_to_string(&mut text).map_err(|e| format!("{name}: {e}"))?;
                Ok(name)
            });
            match part {
                Ok(name) if package.parts.insert(name.clone(), text).is_some() => {
                    faults.add(name, "the part is there twice");
                }
                Ok(_) => {}
                Err(error) => faults.add("package", error),
            }
        }
        package.read_relations(faults);
        package
    }

    fn read_relations(&mut self, faults: &mut Faults) {
        let names: Vec<String> =
            self.parts.keys().filter(|n| n.strip_suffix(".rels").is_some()).cloned().collect();
        for name in names {
            let (folder, file) = name.split_once("_rels/").unwrap_or(("", &name));
            let of = format!("{folder}{}", file.trim_end_matches(".rels"));
            let mut found = Vec::new();
            self.read(&name, faults, |node| {
                if let Node::Open(tag) = node
                    && tag.name == "Relationship"
                {
                    let kind = tag.text("Type").rsplit('/').next().unwrap_or_default().to_owned();
                    let outside = tag.get("TargetMode") == Some("External");
                    let target = tag.text("Target");
                    let target = if outside { target } else { resolved(folder, &target) };
                    found.push(Relation { id: tag.text("Id"), kind, target, outside });
                }
            });
            self.relations.insert(of, found);
        }
    }

    /// Shows every element of a part; nothing where there is no such part.
    pub(super) fn read(&mut self, name: &str, faults: &mut Faults, mut visit: impl FnMut(Node)) {
        let Some(text) = self.parts.get(name) else { return };
        let mut used = BTreeSet::new();
        let walked = xml::walk(text, |node| {
            if let Node::Open(tag) = &node {
                let ids = tag.attributes.iter().filter(|(key, _)| key.starts_with("r:") || *key == "o:relid");
                used.extend(ids.map(|(_, id)| id.clone().into_owned()));
            }
            visit(node);
        });
        if let Err(error) = walked {
            faults.add(name, format!("not well-formed: {error}"));
        }
        self.used.insert(name.to_owned(), used);
        self.read.insert(name.to_owned());
    }

    /// Reads the parts that nobody has asked for, so that every part is known to be well-formed.
    pub(super) fn read_the_rest(&mut self, faults: &mut Faults) {
        let rest: Vec<String> = self.parts.keys().filter(|n| !self.read.contains(*n)).cloned().collect();
        for name in rest {
            self.read(&name, faults, |_| ());
        }
    }

    /// Where a relation of a part leads.
    pub(super) fn target(&self, part: &str, id: &str) -> Option<&str> {
        let relation = self.relations.get(part)?.iter().find(|r| r.id == id)?;
        Some(&relation.target)
    }

    /// The parts that a part's relations of some kind lead to.
    pub(super) fn targets(&self, part: &str, kind: &str) -> Vec<String> {
        let all = self.relations.get(part).into_iter().flatten();
        all.filter(|r| r.kind == kind && !r.outside).map(|r| r.target.clone()).collect()
    }

    /// The one part of a kind that a part has.
    pub(super) fn one(&self, part: &str, kind: &str) -> String {
        self.targets(part, kind).into_iter().next().unwrap_or_default()
    }
}

/// The name of a part as seen from a folder.
fn resolved(folder: &str, target: &str) -> String {
    if let Some(whole) = target.strip_prefix('/') {
        return whole.to_owned();
    }
    let mut path: Vec<&str> = folder.split('/').filter(|step| !step.is_empty()).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(path.pop()),
            "." | "" => {}
            step => path.push(step),
        }
    }
    path.join("/")
}
