//! Returns together with a workbook of ours that was made from them, in which people changed ratings since.
//!
//! In: returns of one school, of which some stand in grids of our own workbooks. Out: the answers of the returns, with what was
//! changed in the workbooks in their place, as long as the school submits what it had submitted then.

use std::collections::HashMap;

use crate::consolidate::identity::IdentifiedReturn;
use crate::data_set::{Answer, Outcome, Rejection};
use crate::finding::{Finding, shortened};
use crate::framework::Framework;
use crate::model::{CellRef, Rating, file_name};
use crate::rules;
use crate::validate::ValidatedAnswer;

use super::merging::sourced;

/// The name of a file, a sheet and a cell of it. Folders are left out: they depend on what the user names.
type Place<'a> = (&'a str, &'a str, CellRef);

/// The indices of returns, divided into those of schools and those that a workbook of ours passes on from them.
pub(super) fn without_copies(returns: &[IdentifiedReturn], group: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let (passed_on, originals): (Vec<usize>, Vec<usize>) =
        group.iter().partition(|i| is_passed_on(&returns[**i]));
    let is_copy = |i: &usize| originals.iter().any(|original| is_copy(&returns[*i], &returns[*original]));
    let (copies, others): (Vec<usize>, Vec<usize>) = passed_on.into_iter().partition(is_copy);
    let is_other = |i: &usize| originals.contains(i) || others.contains(i);
    (group.iter().copied().filter(is_other).collect(), copies)
}

/// Brings together the groups of a return and of what a workbook of ours made of it, whatever the school is called there.
pub(super) fn join_copies(
    returns: &[IdentifiedReturn],
    groups: &mut Vec<Vec<usize>>,
    findings: &mut Vec<Finding>,
) {
    let are_copies = |group: &Vec<usize>| group.iter().all(|i| is_passed_on(&returns[*i]));
    let copies: Vec<usize> = (0..groups.len()).filter(|at| are_copies(&groups[*at])).collect();
    if copies.is_empty() {
        return;
    }
    let mut by_place: HashMap<Place, usize> = HashMap::new();
    for (at, group) in groups.iter().enumerate() {
        for one in group.iter().map(|i| &returns[*i]).filter(|one| !is_passed_on(one)) {
            by_place.extend(places(one).map(|place| (place, at)));
        }
    }
    let original =
        |at: &usize| groups[*at].iter().flat_map(|i| places(&returns[*i])).find_map(|p| by_place.get(&p));
    let pairs: Vec<(usize, usize)> = copies.iter().filter_map(|at| Some((*at, *original(at)?))).collect();
    for (copy, original) in pairs {
        let own = std::mem::take(&mut groups[copy]);
        findings.push(renamed(&returns[own[0]], &returns[groups[original][0]]));
        groups[original].extend(own);
        groups[original].sort_unstable();
    }
    groups.retain(|group| !group.is_empty());
}

fn renamed(copy: &IdentifiedReturn, original: &IdentifiedReturn) -> Finding {
    let name = |one: &IdentifiedReturn| shortened(one.school.as_deref().unwrap_or_default());
    let found = format!(
        "\"{}\" here is \"{}\" in {}, by the cells that its ratings come from; they were taken for one school.",
        name(copy),
        name(original),
        original.file
    );
    Finding::new(&rules::IDENTITY_CONTRADICTORY, found, copy.location())
}

/// Whether a workbook of ours passes a return on.
fn is_passed_on(one: &IdentifiedReturn) -> bool {
    let is_passed_on = |answer: &ValidatedAnswer| {
        answer.submitted.is_some() || answer.source.as_ref().is_some_and(|(file, _)| *file != one.file)
    };
    one.content.answers.iter().any(is_passed_on)
}

/// Whether what a workbook of ours passes on comes from a return.
fn is_copy(passed_on: &IdentifiedReturn, original: &IdentifiedReturn) -> bool {
    let of_original: Vec<Place> = places(original).collect();
    places(passed_on).any(|place| of_original.contains(&place))
}

/// Where the school's own answers stand.
fn places(one: &IdentifiedReturn) -> impl Iterator<Item = Place<'_>> {
    one.content.answers.iter().filter_map(|answer| place(answer, one))
}

/// Where the school's own answer stands.
fn place<'a>(answer: &'a ValidatedAnswer, of: &'a IdentifiedReturn) -> Option<Place<'a>> {
    if let Some(submitted) = &answer.submitted {
        return Some((file_name(&submitted.file), &submitted.sheet, submitted.cell?));
    }
    let (file, sheet) =
        answer.source.as_ref().map_or((&of.file, &of.content.sheet), |(file, sheet)| (file, sheet));
    Some((file_name(file), sheet, answer.cell?))
}

/// Puts what was changed in workbooks of ours in the place of a school's answers.
pub(super) fn apply_changes(
    returns: &[IdentifiedReturn],
    copies: &[usize],
    framework: &Framework,
    answers: &mut [Answer],
    findings: &mut Vec<Finding>,
) {
    for (ksf, answer) in answers.iter_mut().enumerate() {
        let number = framework.ksfs[ksf].number;
        let passed_on =
            copies.iter().map(|i| sourced(returns[*i].content.answers[ksf].clone(), &returns[*i]));
        let mut changes: Vec<Answer> = passed_on.filter(|one| one.submitted.is_some()).collect();
        changes.dedup_by(|a, b| a.outcome == b.outcome);
        changes.retain(|change| {
            change.outcome.rating() != answer.outcome.rating() || change.outcome.rating().is_none()
        });
        let now = answer.outcome.rating();
        let follows = |change: &Answer| change.submitted.as_ref().is_some_and(|s| s.rating == now);
        match changes.as_slice() {
            [] => {}
            [only] if follows(only) => {
                let settled = [&rules::CONFLICTING_RETURNS, &rules::GAP_FILLED];
                let is_settled = |f: &Finding| f.location.ksf == Some(number) && settled.contains(&f.rule);
                findings.retain(|finding| !is_settled(finding));
                *answer = only.clone();
            }
            [first, ..] => {
                findings.push(contradiction(&returns[copies[0]], number, answer, &changes));
                let typed = format!("{} and {}", shown(now), shown(first.outcome.rating()));
                let reason = "A workbook changed it from something else than is submitted".to_owned();
                answer.outcome = Outcome::Rejected(Rejection { typed, reason });
            }
        }
    }
}

fn contradiction(of: &IdentifiedReturn, number: u8, answer: &Answer, changes: &[Answer]) -> Finding {
    let place = |one: &Answer| {
        let cell = one.cell.map(|cell| format!(", cell {cell}")).unwrap_or_default();
        format!("{}, sheet {}{cell}", one.file, one.sheet)
    };
    let changed: Vec<String> = changes
        .iter()
        .map(|one| {
            let was = one.submitted.as_ref().and_then(|submitted| submitted.rating);
            format!("changed from {} to {} in {}", shown(was), shown(one.outcome.rating()), place(one))
        })
        .collect();
    let found = format!(
        "KSF {number} is rated {} in {}, and was {}; nothing says which of them holds.",
        shown(answer.outcome.rating()),
        place(answer),
        changed.join(", and ")
    );
    let mut location = of.location().ksf(number);
    location.cell = changes[0].cell;
    (location.file, location.sheet) = (Some(changes[0].file.clone()), Some(changes[0].sheet.clone()));
    Finding::new(&rules::CONFLICTING_RETURNS, found, location)
        .with_remedy("Agree with the school which rating holds, and write it into the workbook's grid and into the return.")
}

fn shown(rating: Option<Rating>) -> String {
    rating.map_or_else(|| "no rating".to_owned(), |rating| rating.to_string())
}
