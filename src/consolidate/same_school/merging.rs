//! The answers of one school from its returns: identical returns count once, a strictly later one is used as a whole, and
//! else what they agree on is kept, gaps are filled and what differs is rejected.

use super::sourced::sourced;
use super::workshop::{add_texts, apply_changes, replaces, without_copies};
use crate::consolidate::identity::IdentifiedReturn;
use crate::data_set::{Answer, Outcome, Rejection, ReturnStatus, Said};
use crate::finding::Finding;
use crate::framework::Framework;
use crate::model::{Rating, first_few};
use crate::rules::{self, Severity, Stage};

/// Maximum number of returns with another rating that a finding names.
const NAMED: usize = 8;

/// What the returns of a school say together.
struct Merged {
    /// The index of the return that the school is named as.
    named: usize,
    answers: Vec<Answer>,
    /// Returns that give no rating of a KSF where another one does, and of which that is told: their indices and the KSF's.
    settled: Vec<(usize, usize)>,
}

/// Merges the answers of a school's returns (indices in `returns`, at least one). Gives them with the index of the
/// return that the school is named as.
pub(super) fn merge_answers(
    returns: &mut [IdentifiedReturn],
    group: &[usize],
    framework: &Framework,
    findings: &mut Vec<Finding>,
) -> (usize, Vec<Answer>) {
    let (originals, copies) = without_copies(returns, group);
    let mut of_originals = Vec::new();
    let Merged { named, mut answers, settled } =
        merge_originals(returns, &originals, framework, &mut of_originals);
    add_texts(returns, &copies, &mut answers);
    apply_changes(returns, &copies, framework, &mut answers, &mut of_originals);
    findings.append(&mut of_originals);
    // What a workbook of ours was changed to says nothing of what stood in the returns.
    for (i, ksf) in settled.into_iter().filter(|(_, ksf)| answers[*ksf].submitted.is_none()) {
        drop_settled(&mut returns[i], framework.ksfs[ksf].number);
    }
    for copy in copies {
        let is_changed = returns[copy].content.answers.iter().any(|answer| answer.submitted.is_some());
        returns[copy].status = if is_changed { ReturnStatus::Combined } else { ReturnStatus::CountedOnce };
    }
    (named, answers)
}

/// The same for returns none of which is passed on by a workbook of ours that was made from another.
fn merge_originals(
    returns: &mut [IdentifiedReturn],
    group: &[usize],
    framework: &Framework,
    findings: &mut Vec<Finding>,
) -> Merged {
    if let [only] = group {
        let answers = std::mem::take(&mut returns[*only].content.answers);
        let answers = answers.into_iter().map(|one| sourced(one, &returns[*only])).collect();
        return Merged { named: *only, answers, settled: Vec::new() };
    }
    let distinct = count_identical_once(returns, group, findings);
    let latest = latest(returns, &distinct);
    let superseded: Vec<usize> = distinct.into_iter().filter(|i| !latest.contains(i)).collect();
    if !superseded.is_empty() {
        findings.push(later_used(returns, &latest, &superseded));
    }
    for &i in &superseded {
        returns[i].status = ReturnStatus::Superseded;
    }
    if latest.len() > 1 {
        for &i in &latest {
            returns[i].status = ReturnStatus::Combined;
        }
    }
    let mut merged = Merged { named: latest[0], answers: Vec::new(), settled: Vec::new() };
    for (ksf, factor) in framework.ksfs.iter().enumerate() {
        let (mut answer, settled) = combined(returns, &latest, ksf, factor.number, findings);
        for i in &latest {
            Said::join(&mut answer.said, returns[*i].content.answers[ksf].said.as_ref());
        }
        let is_rated = answer.outcome.rating().is_some();
        let unrated = |i: &&usize| returns[**i].content.answers[ksf].outcome.rating().is_none();
        // The finding about the later return lists what stood in the others.
        let of_superseded = superseded.iter().filter(|_| is_rated).filter(unrated).copied();
        merged.settled.extend(settled.into_iter().chain(of_superseded).map(|i| (i, ksf)));
        merged.answers.push(answer);
    }
    merged
}

/// Drops what asks for a return's rating of a KSF: another return of the school gives it, and nobody has to.
fn drop_settled(one: &mut IdentifiedReturn, number: u8) {
    let is_rejected =
        |finding: &Finding| finding.severity == Severity::Error && finding.rule.found_by == Stage::Validate;
    let asks = |finding: &Finding| is_rejected(finding) || *finding.rule == rules::MISSING;
    one.content.findings.retain(|finding| !(finding.location.ksf == Some(number) && asks(finding)));
}

/// An answer in a list of all: "7", "–" without one, what was typed in quotation marks if it is no rating.
fn answered(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Used(rating) => rating.to_string(),
        Outcome::Missing => "–".to_owned(),
        Outcome::Rejected(rejection) => format!("\"{}\"", rejection.typed),
    }
}

/// "\"70\" in Grange.xlsx, sheet Form, cell B11": something that is no rating, and where it is.
fn not_used(answer: &Answer) -> Option<String> {
    let Outcome::Rejected(rejection) = &answer.outcome else { return None };
    let cell = answer.cell.map(|cell| format!(", cell {cell}")).unwrap_or_default();
    Some(format!("\"{}\" in {}, sheet {}{cell}", rejection.typed, answer.file, answer.sheet))
}

fn ratings(one: &IdentifiedReturn) -> Vec<Option<Rating>> {
    one.content.answers.iter().map(|a| a.outcome.rating()).collect()
}

/// Keeps one of each set of identical returns, the latest dated or else the first, with what the others say beside their
/// ratings, and notes the others.
fn count_identical_once(
    returns: &mut [IdentifiedReturn],
    group: &[usize],
    findings: &mut Vec<Finding>,
) -> Vec<usize> {
    let mut distinct: Vec<usize> = Vec::new();
    for &i in group {
        let Some(known) = distinct.iter_mut().find(|d| ratings(&returns[**d]) == ratings(&returns[i])) else {
            distinct.push(i);
            continue;
        };
        let is_later = returns[i].date() > returns[*known].date();
        let (counted, other) = if is_later { (i, *known) } else { (*known, i) };
        *known = counted;
        let texts: Vec<_> = returns[other].content.answers.iter_mut().map(|one| one.said.take()).collect();
        for (answer, text) in returns[counted].content.answers.iter_mut().zip(texts) {
            Said::join(&mut answer.said, text.as_ref());
        }
        returns[other].status = ReturnStatus::CountedOnce;
        let found = format!("The same ratings as in {}; they were counted once.", source(&returns[counted]));
        findings.push(Finding::new(&rules::SAME_RETURN_TWICE, found, returns[other].location()));
    }
    distinct
}

/// The file, sheet and first cell of a return, in words.
fn source(one: &IdentifiedReturn) -> String {
    let cell = one.content.at.map(|c| format!(", cell {c}")).unwrap_or_default();
    format!("{}, sheet {}{cell}", one.file, one.content.sheet)
}

/// The returns with the latest date if all are dated; otherwise no date decides and all remain.
fn latest(returns: &[IdentifiedReturn], distinct: &[usize]) -> Vec<usize> {
    let dates: Vec<_> = distinct.iter().filter_map(|i| returns[*i].date()).collect();
    let date = dates.iter().max().copied().filter(|_| dates.len() == distinct.len());
    distinct.iter().copied().filter(|i| date.is_none() || returns[*i].date() == date).collect()
}

fn later_used(returns: &[IdentifiedReturn], latest: &[usize], superseded: &[usize]) -> Finding {
    let describe = |i: &usize| {
        let one = &returns[*i];
        let list: Vec<String> = one.content.answers.iter().map(|answer| answered(&answer.outcome)).collect();
        let date = one.date().map(|d| d.to_string()).unwrap_or_default();
        format!("{} of {date} with {}", one.file, list.join(" "))
    };
    let used: Vec<String> = latest.iter().map(describe).collect();
    let others: Vec<String> = superseded.iter().map(describe).collect();
    let found =
        format!("Different ratings were sent. Used: {}. Not used: {}.", used.join("; "), others.join("; "));
    Finding::new(&rules::LATER_RETURN_USED, found, returns[latest[0]].location())
}

/// A school's answer to a KSF from returns between which no date decides; and the indices of those that give no rating where
/// another one does, if that is told.
fn combined(
    returns: &[IdentifiedReturn],
    distinct: &[usize],
    ksf: usize,
    number: u8,
    findings: &mut Vec<Finding>,
) -> (Answer, Vec<usize>) {
    let answer_of = |i: usize| sourced(returns[i].content.answers[ksf].clone(), &returns[i]);
    let all: Vec<(usize, Answer)> = distinct.iter().map(|i| (*i, answer_of(*i))).collect();
    let is_replaced = |answer: &Answer| all.iter().any(|(_, other)| replaces(other, answer));
    let answers: Vec<(usize, Answer)> = all.iter().filter(|(_, one)| !is_replaced(one)).cloned().collect();
    let rated: Vec<(&(usize, Answer), Rating)> =
        answers.iter().filter_map(|answer| Some((answer, answer.1.outcome.rating()?))).collect();
    let Some(&((first, answer), rating)) = rated.first() else {
        let rejected = answers.iter().find(|(_, answer)| matches!(answer.outcome, Outcome::Rejected(_)));
        return (rejected.unwrap_or(&answers[0]).1.clone(), Vec::new());
    };
    let mut location = returns[*first].location().ksf(number);
    location.cell = answer.cell;
    (location.file, location.sheet) = (Some(answer.file.clone()), Some(answer.sheet.clone()));
    let others: Vec<(&Answer, Rating)> =
        rated.iter().filter(|(_, other)| *other != rating).map(|((_, one), other)| (one, *other)).collect();
    if let Some((_, other)) = others.first() {
        let elsewhere = first_few(&others, NAMED, |(one, other)| {
            let cell = one.cell.map(|c| format!(", cell {c}")).unwrap_or_default();
            format!("{other} in {}, sheet {}{cell}", one.file, one.sheet)
        });
        let found = format!(
            "KSF {number} is rated {rating} here and {}; no date decides between them.",
            elsewhere.join("; ")
        );
        let typed = format!("{rating} and {other}");
        findings.push(Finding::new(&rules::CONFLICTING_RETURNS, found, location.typed(&typed)));
        let reason = "Two returns give different ratings and no date decides between them".to_owned();
        let outcome = Outcome::Rejected(Rejection { typed, reason });
        return (Answer { outcome, ..answer.clone() }, Vec::new());
    }
    let unrated = answers.iter().filter(|(_, one)| one.outcome.rating().is_none());
    let settled: Vec<usize> = unrated.map(|(i, _)| *i).collect();
    if !settled.is_empty() {
        let not_used = answers.iter().filter_map(|(_, one)| not_used(one));
        let not_used = not_used.map(|one| format!(" ({one})")).collect::<Vec<_>>().concat();
        let found = format!(
            "KSF {number} is rated {rating} here and not in the school's other return{not_used}; {rating} was used."
        );
        findings.push(Finding::new(&rules::GAP_FILLED, found, location.typed(rating)));
    }
    (answer.clone(), settled)
}
