//! A register of schools, which finds them by number and by folded name.

use std::collections::HashMap;
use std::sync::Arc;

use crate::lexicon::{authority_key, cluster_key, school_key};
use crate::model::{DfeNumber, Urn};

/// A name and what it is compared by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RegisteredName {
    /// As the register writes it.
    pub name: Arc<str>,
    /// Folded.
    pub key: Arc<str>,
}

/// A school on the register.
#[derive(Debug, Clone)]
pub struct RegisteredSchool {
    /// Its name.
    pub name: String,
    /// Its local authority, where the register says.
    pub local_authority: Option<RegisteredName>,
    /// Its cluster, where the register says.
    pub cluster: Option<RegisteredName>,
    /// Its DfE number, where the register says.
    pub dfe_number: Option<DfeNumber>,
    /// Its unique reference number, where the register says.
    pub urn: Option<Urn>,
    /// Its e-mail address, where the register says.
    pub email: Option<String>,
}

/// The schools that there are; closed ones are left out.
#[derive(Debug, Default)]
pub struct Register {
    schools: Vec<RegisteredSchool>,
    by_dfe: HashMap<DfeNumber, usize>,
    by_urn: HashMap<Urn, usize>,
    by_name: HashMap<String, Vec<usize>>,
    by_authority: HashMap<Arc<str>, Vec<usize>>,
    clusters: HashMap<Arc<str>, RegisteredName>,
}

impl Register {
    /// A register of these schools. A school that is listed twice under one number, or without numbers under one
    /// name, counts once.
    #[must_use]
    pub fn new(schools: Vec<RegisteredSchool>) -> Self {
        let mut register = Self::default();
        for school in schools {
            register.add(school);
        }
        register
    }

    fn add(&mut self, mut school: RegisteredSchool) {
        let key = school_key(&school.name);
        // Each authority and cluster is written in one way.
        if let Some(authority) = school.authority_key().and_then(|key| self.authority(key)).cloned() {
            school.local_authority = Some(authority);
        }
        if let Some(cluster) = school.cluster_key().and_then(|key| self.clusters.get(key)).cloned() {
            school.cluster = Some(cluster);
        }
        if self.is_known(&school, &key) {
            return;
        }
        let index = self.schools.len();
        school.dfe_number.map(|dfe| self.by_dfe.insert(dfe, index));
        school.urn.map(|urn| self.by_urn.insert(urn, index));
        self.by_name.entry(key).or_default().push(index);
        if let Some(authority) = &school.local_authority {
            self.by_authority.entry(authority.key.clone()).or_default().push(index);
        }
        if let Some(cluster) = &school.cluster {
            self.clusters.entry(cluster.key.clone()).or_insert_with(|| cluster.clone());
        }
        self.schools.push(school);
    }

    fn is_known(&self, school: &RegisteredSchool, key: &str) -> bool {
        let numbers = school.dfe_number.is_some() || school.urn.is_some();
        if numbers {
            return school.dfe_number.is_some_and(|dfe| self.by_dfe.contains_key(&dfe))
                || school.urn.is_some_and(|urn| self.by_urn.contains_key(&urn));
        }
        self.named(key).iter().any(|&index| {
            let other = &self.schools[index];
            other.local_authority == school.local_authority && other.cluster == school.cluster
        })
    }

    /// All schools; other functions give indices in this list.
    #[must_use]
    pub fn schools(&self) -> &[RegisteredSchool] {
        &self.schools
    }

    /// The school with this DfE number.
    #[must_use]
    pub fn by_dfe(&self, number: DfeNumber) -> Option<usize> {
        self.by_dfe.get(&number).copied()
    }

    /// The school with this URN.
    #[must_use]
    pub fn by_urn(&self, number: Urn) -> Option<usize> {
        self.by_urn.get(&number).copied()
    }

    /// The schools of a folded name.
    #[must_use]
    pub fn named(&self, school_key: &str) -> &[usize] {
        self.by_name.get(school_key).map_or(&[], Vec::as_slice)
    }

    /// The schools of a local authority, by its folded name.
    #[must_use]
    pub fn of_authority(&self, authority_key: &str) -> &[usize] {
        self.by_authority.get(authority_key).map_or(&[], Vec::as_slice)
    }

    /// A local authority of this name, as the register writes it.
    #[must_use]
    pub fn authority(&self, name: &str) -> Option<&RegisteredName> {
        let first = *self.of_authority(&authority_key(name)).first()?;
        self.schools[first].local_authority.as_ref()
    }

    /// A cluster of this name, as the register writes it.
    #[must_use]
    pub fn cluster(&self, name: &str) -> Option<&RegisteredName> {
        self.clusters.get(cluster_key(name).as_str())
    }

    /// The local authorities, sorted by name.
    #[must_use]
    pub fn authorities(&self) -> Vec<&str> {
        let first = |indices: &Vec<usize>| self.schools[indices[0]].local_authority.as_ref();
        let mut names: Vec<&str> = self.by_authority.values().filter_map(first).map(|a| &*a.name).collect();
        names.sort_unstable();
        names
    }

    /// Whether it says which local authority schools belong to.
    #[must_use]
    pub fn has_authorities(&self) -> bool {
        !self.by_authority.is_empty()
    }

    /// Whether it says which cluster schools belong to.
    #[must_use]
    pub fn has_clusters(&self) -> bool {
        !self.clusters.is_empty()
    }
}

impl RegisteredSchool {
    /// The folded name of its local authority.
    #[must_use]
    pub fn authority_key(&self) -> Option<&str> {
        self.local_authority.as_ref().map(|a| &*a.key)
    }

    /// The folded name of its cluster.
    #[must_use]
    pub fn cluster_key(&self) -> Option<&str> {
        self.cluster.as_ref().map(|c| &*c.key)
    }

    /// What tells it from others of its name: its numbers, cluster and authority, as far as they are known.
    #[must_use]
    pub fn details(&self) -> String {
        let dfe = self.dfe_number.map(|d| d.to_string());
        let urn = self.urn.filter(|_| dfe.is_none()).map(|u| format!("URN {u}"));
        let cluster = self.cluster.as_ref().map(|c| c.name.to_string());
        let authority = self.local_authority.as_ref().map(|a| a.name.to_string());
        let parts: Vec<String> = [dfe, urn, cluster, authority].into_iter().flatten().collect();
        parts.join(", ")
    }
}
