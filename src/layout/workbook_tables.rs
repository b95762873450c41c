//! What the tables of a workbook say together: a form that is split over sheets, sheets of averages with a cluster under
//! each heading, a cover sheet that states whose returns the others are.
//!
//! In: the tables of all visible sheets. Out: the same tables, brought together. Reads no cell.

use std::collections::HashSet;
use std::sync::Arc;

use crate::lexicon::{Tag, authority_key, cluster_key, is};
use crate::model::{Sourced, folded_words};

use super::identity::{Field, SheetStatements, Statement};
use super::recognised::{RawReturn, Table};
use super::tables::join_split_forms;

/// Brings together forms whose KSFs stand on several sheets, and takes clusters out of the schools.
pub(super) fn bring_together(tables: Vec<Table>, count: usize) -> Vec<Table> {
    let mut tables = join_split_forms(tables, count);
    tables.iter_mut().for_each(take_out_swapped);
    let groups: Vec<HashSet<String>> = tables.iter().map(names_of_groups).collect();
    if tables.len() > 1 {
        for (i, table) in tables.iter_mut().enumerate().filter(|(_, table)| !table.layout.is_of_one_school())
        {
            let others = || groups.iter().enumerate().filter(|(other, _)| *other != i);
            let is_group = |one: &RawReturn| {
                let Some(name) = text_of(one, Field::School) else { return false };
                let keys = [cluster_key(&name), authority_key(&name)];
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

/// Takes returns out of a table in which school and cluster seem to be swapped: the school has the name of others' cluster,
/// and the cluster that of a school.
fn take_out_swapped(table: &mut Table) {
    let clusters: HashSet<String> =
        table.returns.iter().filter_map(|r| text_of(r, Field::Cluster)).map(|c| cluster_key(&c)).collect();
    let is_clear = |text: &str| folded_words(text).last().is_some_and(|w| is(w, Tag::Level) || w == "school");
    take_out(table, |one| {
        let (Some(school), Some(cluster)) = (text_of(one, Field::School), text_of(one, Field::Cluster))
        else {
            return false;
        };
        let key = cluster_key(&school);
        key != cluster_key(&cluster) && clusters.contains(&key) && is_clear(&cluster) && !is_clear(&school)
    });
}

fn text_of(one: &RawReturn, field: Field) -> Option<String> {
    one.stated(field).map(|s| s.value.value.to_string())
}

/// Takes returns out of a table that are no school's, and says so.
fn take_out(table: &mut Table, is_none: impl Fn(&RawReturn) -> bool) {
    let (kept, groups): (Vec<_>, Vec<_>) = table.returns.drain(..).partition(|one| !is_none(one));
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
