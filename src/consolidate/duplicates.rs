//! Several returns of one school: identical ones count once, a strictly later one is used as a whole, and else what
//! they agree on is kept, gaps are filled and what differs is rejected.

use super::Placed;
use crate::data_set::{Answer, Outcome, Rejection, ReturnStatus};
use crate::finding::Finding;
use crate::framework::Framework;
use crate::model::Rating;
use crate::rules;
use crate::validate::ValidatedAnswer;

/// One school's answers, and the return that its names are taken from.
pub(super) struct Settled {
    pub(super) base: usize,
    pub(super) answers: Vec<Answer>,
}

/// Settles a school's answers from its returns (places in `placed`, at least one).
pub(super) fn settle(
    placed: &mut [Placed],
    group: &[usize],
    framework: &Framework,
    findings: &mut Vec<Finding>,
) -> Settled {
    if let [only] = group {
        return whole(placed, *only);
    }
    let distinct = count_identical_once(placed, group, findings);
    if let [only] = distinct.as_slice() {
        return whole(placed, *only);
    }
    let latest = latest(placed, &distinct);
    if latest.len() < distinct.len() {
        for &i in distinct.iter().filter(|i| !latest.contains(i)) {
            placed[i].status = ReturnStatus::Superseded;
        }
        findings.push(later_used(placed, &latest, &distinct));
    }
    if let [only] = latest.as_slice() {
        return whole(placed, *only);
    }
    let distinct = latest;
    for &i in &distinct {
        placed[i].status = ReturnStatus::Combined;
    }
    let answers = (0..framework.ksfs.len())
        .map(|ksf| combine(placed, &distinct, ksf, framework.ksfs[ksf].number, findings))
        .collect();
    Settled { base: distinct[0], answers }
}

/// All answers of a return, which are not needed there any more.
fn whole(placed: &mut [Placed], i: usize) -> Settled {
    let found = std::mem::take(&mut placed[i].content.answers);
    let answers = found.into_iter().map(|found| sourced(found, &placed[i])).collect();
    Settled { base: i, answers }
}

fn answer(placed: &[Placed], i: usize, ksf: usize) -> Answer {
    sourced(placed[i].content.answers[ksf].clone(), &placed[i])
}

/// An answer with the file and sheet that it was read from.
fn sourced(found: ValidatedAnswer, of: &Placed) -> Answer {
    let (file, sheet) = found.source.unwrap_or_else(|| (of.file.clone(), of.content.sheet.clone()));
    Answer { outcome: found.outcome, file, sheet, cell: found.cell }
}

fn ratings(one: &Placed) -> Vec<Option<Rating>> {
    one.content.answers.iter().map(|a| a.outcome.rating()).collect()
}

/// Keeps one of each set of identical returns, the latest dated or else the first, and notes the others.
fn count_identical_once(placed: &mut [Placed], group: &[usize], findings: &mut Vec<Finding>) -> Vec<usize> {
    let mut distinct: Vec<usize> = Vec::new();
    for &i in group {
        let same = distinct.iter().position(|d| ratings(&placed[*d]) == ratings(&placed[i]));
        let Some(at) = same else {
            distinct.push(i);
            continue;
        };
        let (kept, other) = if placed[i].date() > placed[distinct[at]].date() {
            (i, distinct[at])
        } else {
            (distinct[at], i)
        };
        distinct[at] = kept;
        placed[other].status = ReturnStatus::CountedOnce;
        let found = format!("The same ratings as in {}; they were counted once.", where_is(&placed[kept]));
        findings.push(Finding::new(&rules::SAME_RETURN_TWICE, found, placed[other].place()));
    }
    distinct
}

fn where_is(one: &Placed) -> String {
    let cell = one.content.at.map(|c| format!(", cell {c}")).unwrap_or_default();
    format!("{}, sheet {}{cell}", one.file, one.content.sheet)
}

/// The returns with the latest date, where all are dated; otherwise no date decides and all remain.
fn latest(placed: &[Placed], distinct: &[usize]) -> Vec<usize> {
    let dates: Vec<_> = distinct.iter().filter_map(|i| placed[*i].date()).collect();
    let date = dates.iter().max().copied().filter(|_| dates.len() == distinct.len());
    distinct.iter().copied().filter(|i| date.is_none() || placed[*i].date() == date).collect()
}

fn later_used(placed: &[Placed], latest: &[usize], distinct: &[usize]) -> Finding {
    let describe = |i: &usize| {
        let one = &placed[*i];
        let list: Vec<String> =
            ratings(one).iter().map(|r| r.map_or_else(|| "–".to_owned(), |r| r.to_string())).collect();
        let date = one.date().map(|d| d.to_string()).unwrap_or_default();
        format!("{} of {date} with {}", one.file, list.join(" "))
    };
    let used: Vec<String> = latest.iter().map(describe).collect();
    let others: Vec<String> = distinct.iter().filter(|i| !latest.contains(i)).map(describe).collect();
    let found =
        format!("Different ratings were sent. Used: {}. Not used: {}.", used.join("; "), others.join("; "));
    Finding::new(&rules::LATER_RETURN_USED, found, placed[latest[0]].place())
}

/// One KSF over several returns that no date decides between.
fn combine(
    placed: &[Placed],
    distinct: &[usize],
    ksf: usize,
    number: u8,
    findings: &mut Vec<Finding>,
) -> Answer {
    let rated: Vec<(usize, Rating)> = distinct
        .iter()
        .filter_map(|i| Some((*i, placed[*i].content.answers[ksf].outcome.rating()?)))
        .collect();
    let place = |i: usize| {
        let answer = answer(placed, i, ksf);
        let mut place = placed[i].place().ksf(number);
        place.cell = answer.cell;
        (place.file, place.sheet) = (Some(answer.file), Some(answer.sheet));
        place
    };
    let Some(&(first, rating)) = rated.first() else {
        let rejected = distinct
            .iter()
            .find(|i| matches!(placed[**i].content.answers[ksf].outcome, Outcome::Rejected(_)));
        return answer(placed, *rejected.unwrap_or(&distinct[0]), ksf);
    };
    if let Some(&(second, other)) = rated.iter().find(|(_, r)| *r != rating) {
        let second = answer(placed, second, ksf);
        let cell = second.cell.map(|c| format!(", cell {c}")).unwrap_or_default();
        let found = format!(
            "KSF {number} is rated {rating} here and {other} in {}, sheet {}{cell}; no date decides between them.",
            second.file, second.sheet
        );
        let typed = format!("{rating} and {other}");
        findings.push(Finding::new(&rules::CONFLICTING_RETURNS, found, place(first).typed(&typed)));
        let reason = "Two returns give different ratings and no date decides between them".to_owned();
        return Answer {
            outcome: Outcome::Rejected(Rejection { typed, reason }),
            ..answer(placed, first, ksf)
        };
    }
    if rated.len() < distinct.len() {
        let found = format!(
            "KSF {number} is rated {rating} here and not in the school's other return; {rating} was used."
        );
        findings.push(Finding::new(&rules::GAP_FILLED, found, place(first).typed(rating)));
    }
    answer(placed, first, ksf)
}
