//! What the tables of a workbook say together: a form that is split over sheets, sheets of averages with a cluster under
//! each heading, a cover sheet that states whose returns the others are.
//!
//! In: the tables of all visible sheets. Out: the same tables, brought together. Reads no cell.

use std::collections::HashSet;
use std::sync::Arc;

use crate::lexicon::{authority_key, cluster_key};
use crate::model::Sourced;

use super::identity::{Field, SheetStatements, Statement};
use super::recognised::Table;
use super::tables::join_split_forms;

/// Brings together forms whose KSFs stand on several sheets, and takes clusters out of the schools.
pub(super) fn bring_together(tables: Vec<Table>, count: usize) -> Vec<Table> {
    let mut tables = join_split_forms(tables, count);
    let groups: Vec<HashSet<String>> = tables.iter().map(names_of_groups).collect();
    if tables.len() > 1 {
        for (i, table) in tables.iter_mut().enumerate().filter(|(_, table)| !table.layout.is_of_one_school())
        {
            let others = || groups.iter().enumerate().filter(|(other, _)| *other != i);
            let is_group = |name: &str| {
                let keys = [cluster_key(name), authority_key(name)];
                others().any(|(_, groups)| keys.iter().any(|key| groups.contains(key)))
            };
            take_out(table, is_group);
        }
    }
    tables
}

/// The keys of the clusters and authorities that a table is of: stated, in its title, or the name of its sheet.
fn names_of_groups(table: &Table) -> HashSet<String> {
    let stated = table.stated.iter().chain(table.returns.iter().flat_map(|r| &r.stated));
    let named = stated.filter_map(|s| match s.field {
        Field::Cluster => Some(cluster_key(&s.value.value.to_string())),
        Field::LocalAuthority => Some(authority_key(&s.value.value.to_string())),
        _ => None,
    });
    let sheet = (!table.layout.is_of_one_school()).then(|| cluster_key(&table.sheet));
    let title = table.title_cluster.iter().map(|title| cluster_key(&title.value));
    named.chain(title).chain(sheet).filter(|key| !key.is_empty()).collect()
}

/// Takes returns out of a table whose school has the name of a cluster of another table, and says so.
fn take_out(table: &mut Table, is_group: impl Fn(&str) -> bool) {
    let name = |s: &Statement| (s.field == Field::School).then(|| s.value.value.to_string());
    let of_group = |stated: &[Statement]| stated.iter().find_map(name).is_some_and(|name| is_group(&name));
    let (kept, groups): (Vec<_>, Vec<_>) = table.returns.drain(..).partition(|r| !of_group(&r.stated));
    if groups.is_empty() {
        table.returns = kept;
        return;
    }
    // Its figures may be over these, too.
    table.figures.clear();
    table.returns = kept;
    let first = groups.iter().filter_map(|r| r.stated.iter().find(|s| s.field == Field::School));
    table.overlooked.extend(first.map(|s| Sourced { value: s.value.value.to_string(), cell: s.value.cell }));
}

/// What sheets without tables state about the others: everything, where there is a single table; the cluster and the
/// authority, where there are several and no two sheets contradict each other.
pub(super) fn stated_elsewhere(
    sheets: &[(Arc<str>, Arc<SheetStatements>)],
    tables: usize,
) -> Vec<(Arc<str>, Statement)> {
    let all =
        || sheets.iter().flat_map(|(name, stated)| stated.all().map(move |s| (name.clone(), s.clone())));
    if tables < 2 {
        return all().collect();
    }
    let value = |s: &Statement| s.value.value.to_string().to_lowercase();
    let is_one = |field: Field| {
        all().filter(|(_, s)| s.field == field).map(|(_, s)| value(&s)).collect::<HashSet<_>>().len() == 1
    };
    let fields: Vec<Field> =
        [Field::Cluster, Field::LocalAuthority].into_iter().filter(|field| is_one(*field)).collect();
    all().filter(|(_, s)| fields.contains(&s.field)).collect()
}
