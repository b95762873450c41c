//! Returns together with a workbook of ours that was made from them, in which people changed ratings since.
//!
//! In: returns of one school, of which some stand in grids of our own workbooks. Out: the answers of the returns, with what was
//! changed in the workbooks in their place, as long as the school submits what it had submitted then.

use std::collections::{HashMap, HashSet};

use crate::consolidate::identity::IdentifiedReturn;
use crate::data_set::{Answer, Outcome, Rejection, Said, Submitted};
use crate::finding::{Finding, shortened};
use crate::framework::Framework;
use crate::model::{CellRef, Rating, file_name};
use crate::rules;
use crate::validate::ValidatedAnswer;

use super::sourced::sourced;

/// A file, a sheet and a cell of it.
type Place<'a> = (&'a str, &'a str, CellRef);

/// Whether two places are one. Of a file only its last folders count that both name: the others depend on what the user named.
fn is_same(a: &Place, b: &Place) -> bool {
    let is_below =
        |long: &str, short: &str| long.strip_suffix(short).is_some_and(|before| before.ends_with('/'));
    (a.1, a.2) == (b.1, b.2) && (a.0 == b.0 || is_below(a.0, b.0) || is_below(b.0, a.0))
}

/// The indices of returns, divided into those of schools and those of which a workbook of ours passes on all from them.
pub(super) fn without_copies(returns: &[IdentifiedReturn], group: &[usize]) -> (Vec<usize>, Vec<usize>) {
    let originals: Vec<&IdentifiedReturn> =
        group.iter().map(|i| &returns[*i]).filter(|one| !is_passed_on(one)).collect();
    group.iter().partition(|i| !is_passed_on(&returns[**i]) || !is_copy(&returns[**i], &originals))
}

/// Brings together the groups of a return and of what a workbook of ours made of it, if the school is called otherwise there:
/// all its answers come from that return, from no other, and most are as they were.
pub(super) fn join_copies(
    returns: &[IdentifiedReturn],
    groups: &mut Vec<Vec<usize>>,
    findings: &mut Vec<Finding>,
) {
    let are_copies = |group: &Vec<usize>| group.iter().all(|i| is_passed_on(&returns[*i]));
    let (copies, others): (Vec<usize>, Vec<usize>) =
        (0..groups.len()).partition(|at| are_copies(&groups[*at]));
    if copies.is_empty() {
        return;
    }
    let without_folders = |(file, sheet, cell): Place| (file_name(file).to_owned(), sheet.to_owned(), cell);
    let mut by_place: HashMap<_, Vec<(usize, &IdentifiedReturn)>> = HashMap::new();
    for at in others {
        for one in groups[at].iter().map(|i| &returns[*i]).filter(|one| !is_passed_on(one)) {
            for place in places(one) {
                by_place.entry(without_folders(place)).or_default().push((at, one));
            }
        }
    }
    let original = |at: usize| {
        let copy = &returns[groups[at][0]];
        let near = places(copy).filter_map(|place| by_place.get(&without_folders(place))).flatten();
        let of: HashSet<usize> = near
            .filter(|(_, one)| is_copy(copy, &[one]) && is_much_alike(copy, one))
            .map(|(at, _)| *at)
            .collect();
        of.iter().next().filter(|_| of.len() == 1).copied()
    };
    let pairs: Vec<(usize, usize)> = copies.into_iter().filter_map(|at| Some((at, original(at)?))).collect();
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

/// Whether all that a workbook of ours passes on comes from these returns.
fn is_copy(passed_on: &IdentifiedReturn, originals: &[&IdentifiedReturn]) -> bool {
    let is_theirs =
        |place: Place| originals.iter().any(|one| places(one).any(|other| is_same(&place, &other)));
    places(passed_on).next().is_some() && places(passed_on).all(is_theirs)
}

/// Whether most of what a school submitted for a workbook of ours is what its return says now.
fn is_much_alike(passed_on: &IdentifiedReturn, original: &IdentifiedReturn) -> bool {
    let submitted = |answer: &ValidatedAnswer| {
        answer.submitted.as_ref().map_or_else(|| answer.outcome.rating(), |submitted| submitted.rating)
    };
    let answers = || passed_on.content.answers.iter().map(submitted).zip(&original.content.answers);
    let same = answers().filter(|(then, now)| then.is_some() && *then == now.outcome.rating()).count();
    2 * same > answers().filter(|(then, _)| then.is_some()).count()
}

/// Where the school's own answers stand.
fn places(one: &IdentifiedReturn) -> impl Iterator<Item = Place<'_>> {
    one.content.answers.iter().filter_map(|answer| place(answer, one))
}

/// Where the school's own answer stands.
fn place<'a>(answer: &'a ValidatedAnswer, of: &'a IdentifiedReturn) -> Option<Place<'a>> {
    if let Some(submitted) = &answer.submitted {
        return Some((&submitted.file, &submitted.sheet, submitted.cell?));
    }
    let (file, sheet) =
        answer.source.as_ref().map_or((&of.file, &of.content.sheet), |(file, sheet)| (file, sheet));
    Some((file, sheet, answer.cell?))
}

/// Whether an answer is what a workbook of ours, made from the other one's file, was changed to afterwards.
pub(super) fn replaces(answer: &Answer, other: &Answer) -> bool {
    let is_of = |submitted: &Submitted| {
        let [then, now] =
            [(&submitted.file, &submitted.sheet, submitted.cell), (&other.file, &other.sheet, other.cell)]
                .map(|(file, sheet, cell)| cell.map(|cell| (&**file, &**sheet, cell)));
        submitted.rating == other.outcome.rating()
            && then.zip(now).is_some_and(|(then, now)| is_same(&then, &now))
    };
    other.submitted.is_none() && answer.submitted.as_deref().is_some_and(is_of)
}

/// Adds what workbooks of ours say beside the ratings that they pass on of the returns which count.
pub(super) fn add_texts(returns: &[IdentifiedReturn], copies: &[usize], answers: &mut [Answer]) {
    for (ksf, answer) in answers.iter_mut().enumerate() {
        for copy in copies.iter().map(|i| &returns[*i]) {
            let passed_on = &copy.content.answers[ksf];
            let own = answer.cell.map(|cell| (&*answer.file, &*answer.sheet, cell));
            let is_of = own.zip(place(passed_on, copy)).is_some_and(|(own, other)| is_same(&own, &other));
            Said::join(&mut answer.said, passed_on.said.as_ref().filter(|_| is_of));
        }
    }
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
        let now = answer.outcome.rating();
        // Something typed that is no rating is told where the school gives none, too.
        changes.retain(|one| {
            one.outcome.rating() != now || matches!((now, &one.outcome), (None, Outcome::Rejected(_)))
        });
        let follows = |change: &Answer| change.submitted.as_ref().is_some_and(|s| s.rating == now);
        match changes.as_slice() {
            [] => {}
            [only] if follows(only) => {
                let settled = [&rules::CONFLICTING_RETURNS, &rules::GAP_FILLED];
                let is_settled = |f: &Finding| f.location.ksf == Some(number) && settled.contains(&f.rule);
                findings.retain(|finding| !is_settled(finding));
                // What the return says stands there as it is now.
                *answer = Answer { said: answer.said.take(), ..only.clone() };
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
