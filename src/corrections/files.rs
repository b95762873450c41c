//! What files are called in a list: schools know theirs by name, and not where it was saved.

use std::collections::{BTreeSet, HashMap};

use crate::data_set::DataSet;
use crate::model::{INSIDE, file_name};

/// The files of a cluster.
pub(super) struct Files<'a> {
    paths: BTreeSet<&'a str>,
    /// How many of them have a name.
    named: HashMap<&'a str, usize>,
}

impl<'a> Files<'a> {
    pub(super) fn of(data: &'a DataSet) -> Self {
        let returns = data.returns.iter().filter_map(|row| row.file.as_deref());
        let findings = data.findings.iter().filter_map(|finding| finding.location.file.as_deref());
        let paths: BTreeSet<&str> = returns.chain(findings).collect();
        let mut named = HashMap::new();
        for path in &paths {
            *named.entry(file_name(path)).or_default() += 1;
        }
        Self { paths, named }
    }

    /// A file's name where no other file has it, or else its path.
    pub(super) fn called<'b>(&self, path: &'b str) -> &'b str {
        if self.named.get(file_name(path)) == Some(&1) { file_name(path) } else { path }
    }

    /// A text with its files called so.
    pub(super) fn in_text(&self, text: &str) -> String {
        let mut called = text.to_owned();
        if !text.contains('/') && !text.contains(INSIDE) {
            return called;
        }
        for path in self.paths.iter().filter(|path| file_name(path) != **path && text.contains(**path)) {
            called = called.replace(path, self.called(path));
        }
        called
    }
}
