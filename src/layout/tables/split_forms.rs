//! Forms whose KSFs stand in several blocks, on one sheet or on several, some of the KSFs in each: brought together as the
//! one form that they are.

use std::collections::HashSet;

use crate::lexicon::school_key;
use crate::model::Layout;

use super::super::identity::Field;
use super::super::recognised::{FactorLabel, RatingCell, Table};

/// Brings together forms that follow each other, share no KSF and do not name different schools. Forms on different
/// sheets belong together only if they have all `count` KSFs between them.
pub(crate) fn join_split_forms(tables: impl IntoIterator<Item = Table>, count: usize) -> Vec<Table> {
    let mut joined: Vec<Table> = Vec::new();
    for table in tables {
        match joined.last_mut() {
            Some(form) if belong_together(form, &table, count) => append(form, table),
            _ => joined.push(table),
        }
    }
    joined
}

fn belong_together(a: &Table, b: &Table, count: usize) -> bool {
    let ksfs = |t: &Table| t.labels.iter().map(|l| l.ksf).collect::<HashSet<_>>();
    let stated = a.stated.iter().chain(&b.stated).filter(|s| s.field == Field::School);
    let titles = a.title_school.iter().chain(&b.title_school).map(|title| school_key(&title.value));
    let schools: HashSet<String> =
        stated.map(|s| school_key(&s.value.value.to_string())).chain(titles).collect();
    let (first, second) = (ksfs(a), ksfs(b));
    let whole = a.sheet == b.sheet || (first.len() + second.len() == count && b.unrecognised.is_empty());
    a.layout == Layout::Form
        && b.layout == Layout::Form
        && first.is_disjoint(&second)
        && schools.len() <= 1
        && whole
}

fn append(form: &mut Table, part: Table) {
    let other_sheet = (form.sheet != part.sheet).then_some(part.sheet);
    let of_part = |mut label: FactorLabel| {
        label.sheet.clone_from(&other_sheet);
        label
    };
    form.labels.extend(part.labels.into_iter().map(of_part));
    form.unrecognised.extend(part.unrecognised);
    if other_sheet.is_none() {
        let known: HashSet<_> = form.stated.iter().map(|s| s.value.cell).collect();
        form.stated.extend(part.stated.into_iter().filter(|s| !known.contains(&s.value.cell)));
    } else {
        let known: HashSet<_> = form.stated.iter().map(|s| s.field).collect();
        form.stated.extend(part.stated.into_iter().filter(|s| !known.contains(&s.field)));
    }
    for (own, more) in form.returns.iter_mut().zip(part.returns) {
        own.remarks.extend(more.remarks);
        for (cells, others) in own.answers.iter_mut().zip(more.answers) {
            cells.extend(others.into_iter().map(|cell| RatingCell { sheet: other_sheet.clone(), ..cell }));
        }
    }
    // Totals of a block cover its own KSFs only, and are no statement about the whole form.
    form.figures.clear();
}
