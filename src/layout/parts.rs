//! Forms whose KSFs stand in several blocks on a sheet, some of the KSFs in each: brought together as the one form
//! that they are.

use std::collections::HashSet;

use crate::lexicon::school_key;
use crate::model::Layout;

use super::places::Region;
use super::{Field, Table};

/// Brings together forms on a sheet that share no KSF and do not name different schools.
pub(super) fn join(tables: Vec<(Table, Region)>) -> Vec<(Table, Region)> {
    let mut joined: Vec<(Table, Region)> = Vec::new();
    for (table, region) in tables {
        match joined.last_mut() {
            Some((first, whole)) if belong_together(first, &table) => {
                whole.top = whole.top.min(region.top);
                whole.bottom = whole.bottom.max(region.bottom);
                whole.left = whole.left.min(region.left);
                whole.right = whole.right.max(region.right);
                append(first, table);
            }
            _ => joined.push((table, region)),
        }
    }
    joined
}

fn belong_together(a: &Table, b: &Table) -> bool {
    let ksfs = |t: &Table| t.labels.iter().map(|l| l.ksf).collect::<HashSet<_>>();
    let schools: HashSet<String> = a.stated.iter().chain(&b.stated).filter_map(school).collect();
    a.layout == Layout::Form
        && b.layout == Layout::Form
        && ksfs(a).is_disjoint(&ksfs(b))
        && schools.len() <= 1
}

fn school(statement: &super::Statement) -> Option<String> {
    (statement.field == Field::School).then(|| school_key(&statement.value.value.to_string()))
}

fn append(form: &mut Table, part: Table) {
    form.labels.extend(part.labels);
    form.unrecognised.extend(part.unrecognised);
    let known: HashSet<_> = form.stated.iter().map(|s| s.value.cell).collect();
    form.stated.extend(part.stated.into_iter().filter(|s| !known.contains(&s.value.cell)));
    for (own, more) in form.returns.iter_mut().zip(part.returns) {
        for (cells, others) in own.answers.iter_mut().zip(more.answers) {
            cells.extend(others);
        }
    }
    // Totals of a block cover its own KSFs only, and are no statement about the whole form.
    form.figures.clear();
}
