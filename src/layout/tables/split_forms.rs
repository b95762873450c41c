//! Forms whose KSFs stand in several blocks on a sheet, some of the KSFs in each: brought together as the one form
//! that they are.

use std::collections::HashSet;

use crate::lexicon::school_key;
use crate::model::Layout;

use super::super::identity::Field;
use super::super::recognised::Table;

/// Brings together forms on a sheet that share no KSF and do not name different schools.
pub(crate) fn join_split_forms(tables: impl IntoIterator<Item = Table>) -> Vec<Table> {
    let mut joined: Vec<Table> = Vec::new();
    for table in tables {
        match joined.last_mut() {
            Some(form) if belong_together(form, &table) => append(form, table),
            _ => joined.push(table),
        }
    }
    joined
}

fn belong_together(a: &Table, b: &Table) -> bool {
    let ksfs = |t: &Table| t.labels.iter().map(|l| l.ksf).collect::<HashSet<_>>();
    let stated = a.stated.iter().chain(&b.stated).filter(|s| s.field == Field::School);
    let schools: HashSet<String> = stated.map(|s| school_key(&s.value.value.to_string())).collect();
    a.layout == Layout::Form
        && b.layout == Layout::Form
        && ksfs(a).is_disjoint(&ksfs(b))
        && schools.len() <= 1
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
