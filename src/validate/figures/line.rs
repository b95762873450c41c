//! Which ratings the figures of one column or row are held against: those of all schools (or KSFs), or those of the block that
//! the figures close, as the columns between two averages are.
//!
//! In: the figures of a column or row. Out: the same, each with the ratings that it is held against. Figures of something else
//! are held against nothing: those beside others that follow from some of the schools, as a phase's do, and those that are
//! far off, such as the points of a quiz.

use super::check::{Cause, Check};

/// Fewest figures in a line for which any block of schools that gives them all is believed to be meant.
const FEWEST: usize = 3;

/// Maximum number of schools for which every block is tried.
const MOST: usize = 100;

/// The figures of a line that are held against ratings; `figures_at` are the positions of all lines that are over the same.
pub(super) fn held<'a>(checks: Vec<Check<'a>>, figures_at: &[u32]) -> Vec<Check<'a>> {
    let Some(first) = checks.first() else { return checks };
    let block = closed_block(first, figures_at);
    let are_parted = are_parted(first, figures_at);
    let of_block: Vec<Check<'a>> = checks.iter().map(|check| check.over(&block)).collect();
    let [right, right_in_block] =
        [&checks, &of_block].map(|checks| checks.iter().filter(|c| c.is_right()).count());
    // Where lines of figures stand between the schools, one may be of some of them; otherwise they are of all.
    let is_other = right_in_block < checks.len() && right < checks.len() && follows_from_other_block(&checks);
    if is_other {
        return if are_parted { Vec::new() } else { checks };
    }
    let nearest = if right_in_block > right { of_block } else { checks };
    if almost_follows(&nearest) { nearest } else { Vec::new() }
}

/// Whether a line of figures stands between the schools (or KSFs).
fn are_parted(figure: &Check<'_>, figures_at: &[u32]) -> bool {
    let stand = |is_there: &dyn Fn(u32) -> bool| figure.items.iter().any(|item| is_there(item.position));
    figures_at.iter().any(|at| stand(&|position| position < *at) && stand(&|position| position > *at))
}

/// The schools (or KSFs) between a line of figures and the line before it; those behind it if none stand before it.
fn closed_block(figure: &Check<'_>, figures_at: &[u32]) -> Vec<usize> {
    let between = |from: Option<u32>, to: Option<u32>| -> Vec<usize> {
        let inside = |at: u32| from.is_none_or(|from| at > from) && to.is_none_or(|to| at < to);
        figure.items.iter().filter(|item| inside(item.position)).map(|item| item.index).collect()
    };
    let mut before: Vec<Option<u32>> =
        figures_at.iter().filter(|at| **at < figure.position).copied().map(Some).collect();
    before.sort_unstable_by(|a, b| b.cmp(a));
    before.push(None);
    let blocks = before.into_iter().map(|from| between(from, Some(figure.position)));
    let next = figures_at.iter().copied().filter(|at| *at > figure.position).min();
    let mut blocks = blocks.chain([between(Some(figure.position), next)]);
    blocks.find(|block| !block.is_empty()).unwrap_or_default()
}

/// Whether all figures follow from the same block of schools beside each other. A block of all but one does not count: there a
/// school was left out.
fn follows_from_other_block(checks: &[Check<'_>]) -> bool {
    let Some(first) = checks.first().filter(|_| checks.len() >= FEWEST) else { return false };
    let mut items = first.items.clone();
    items.sort_by_key(|item| item.position);
    let order: Vec<usize> = items.iter().map(|item| item.index).collect();
    if order.len() > MOST {
        return false;
    }
    let lengths = 2..order.len().saturating_sub(1);
    lengths
        .flat_map(|length| order.windows(length))
        .any(|block| checks.iter().all(|c| c.over(block).is_right()))
}

/// Whether at most half of the figures are wrong, one cause explains all that are, or none of them is far off.
fn almost_follows(checks: &[Check<'_>]) -> bool {
    let wrong: Vec<&Check<'_>> = checks.iter().filter(|check| !check.is_right()).collect();
    let Some(first) = wrong.first() else { return true };
    let explained = || {
        let causes = |index: usize| [Cause::LeavesOut(index), Cause::CountsTwice(index)];
        let mut causes = first.items.iter().flat_map(|item| causes(item.index));
        causes.any(|cause| wrong.iter().all(|check| check.explained_by(cause)))
    };
    2 * wrong.len() <= checks.len()
        || wrong.iter().all(|check| check.is_near())
        || explained()
        || wrong.iter().all(|check| check.leaves_out_texts())
}
