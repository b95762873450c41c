//! A line of ratings: a column beside KSFs that run down, or a row below KSFs that run across; and which of several
//! lines holds a school's ratings.
//!
//! In: lines with their headings. Out: the evidence for each of them being a school's, from its heading, its neighbours
//! and its numbers.

use std::borrow::Cow;

use crate::lexicon::{Tag, authority_key, cluster_key, is, is_kind_of_school};
use crate::model::{CellValue, Sourced, folded, number_named, words_of};

use super::super::headings::{Evidence, Feature, Rank, Role};
use super::super::identity::cluster_named;
use super::super::scheme::RatingScheme;
use super::consistency;
use super::stand_ins::stands_for_rating;

/// A line of ratings, perhaps.
#[derive(Debug)]
pub(super) struct Line<'a> {
    /// Index of the column (or row).
    pub(super) at: u32,
    /// What could be the name of its school.
    pub(super) name: Option<Sourced<String>>,
    /// Its heading, as far as it has one of its own.
    pub(super) heading: Option<Sourced<Cow<'a, CellValue>>>,
    /// Whether nothing but the name stands over it.
    pub(super) has_own_name: bool,
    /// What its heading says besides the name.
    pub(super) says: Role,
    pub(super) rank: Rank,
    /// The name over several lines: a cluster's.
    pub(super) group: Option<Sourced<String>>,
    /// What speaks for and against its being a school's.
    pub(super) evidence: Evidence,
    /// For each KSF what stands there.
    pub(super) values: Vec<Option<&'a CellValue>>,
    /// Number of cells that are filled, that hold something short enough for a rating, and that are on the scale.
    pub(super) filled: usize,
    pub(super) short: usize,
    pub(super) on_scale: usize,
    /// Whether it holds the KSFs' own numbers and nothing else.
    pub(super) is_numbering: bool,
    /// Whether nobody sees it in the workbook.
    pub(super) is_hidden: bool,
}

/// Longest text that can be typed in place of a rating; longer ones are prose.
pub(super) const LONGEST_ENTRY: usize = 24;

impl<'a> Line<'a> {
    /// A line that holds these values, each of the KSF with the same index in `ksfs`; nothing is known of its heading.
    pub(super) fn of_ksfs(
        scheme: &RatingScheme,
        values: Vec<Option<&'a CellValue>>,
        ksfs: impl Iterator<Item = usize>,
    ) -> Self {
        let line = Self::of(scheme, values);
        let mut numbered = line.values.iter().zip(ksfs).filter_map(|(value, ksf)| Some(((*value)?, ksf + 1)));
        let is_numbering =
            numbered.all(|(value, ksf)| number_of(value).is_some_and(|n| n.to_string() == ksf.to_string()));
        Self { is_numbering, ..line }
    }

    /// A line that holds these values; nothing is known of its heading.
    pub(super) fn of(scheme: &RatingScheme, values: Vec<Option<&'a CellValue>>) -> Self {
        let filled = || values.iter().copied().flatten();
        let is_short = |value: &&CellValue| value.text().is_none_or(|t| t.trim().len() <= LONGEST_ENTRY);
        Self {
            at: 0,
            name: None,
            has_own_name: false,
            heading: None,
            says: Role::Blank,
            rank: Rank::Plain,
            group: None,
            evidence: Evidence::default(),
            filled: filled().count(),
            short: filled().filter(is_short).count(),
            on_scale: filled().filter(|value| scheme.on_scale(value)).count(),
            is_numbering: false,
            is_hidden: false,
            values,
        }
    }

    /// Whether its name is a school's by all that is known.
    pub(super) fn is_school(&self) -> bool {
        self.name.is_some() && self.evidence.is_school()
    }

    /// Marks a name that is the cluster's or the authority's: what stands there its schools give together.
    pub(super) fn compare_with_groups(&mut self, groups: &[String]) {
        let Some(name) = self.name.as_ref().map(|name| &name.value) else { return };
        let is_group = groups.iter().any(|group| names_group(name, group));
        self.evidence.add_if(is_group, Feature::NamesCluster);
        self.evidence.add_if(cluster_named(name).is_some(), Feature::SaysWhatOf);
    }

    /// Whether its entries can be ratings: at least half are whole numbers on the scale (also as text), and they are not
    /// just the KSFs' own numbers.
    pub(super) fn reads_as_ratings(&self) -> bool {
        self.filled > 0 && 2 * self.on_scale >= self.filled && !(self.is_numbering && self.filled > 2)
    }

    /// Whether it looks like a school's: half of the KSFs at least are filled, each with a rating or what people type in
    /// place of one.
    pub(super) fn looks_rated(&self, scheme: &RatingScheme) -> bool {
        let fits = |value: &CellValue| scheme.on_scale(value) || stands_for_rating(value);
        let half = self.on_scale > 0 && 2 * self.filled >= scheme.count();
        half && self.values.iter().copied().flatten().all(fits)
    }

    /// Whether its entries are short enough for ratings.
    pub(super) fn could_hold_ratings(&self) -> bool {
        // A sentence in a school's column stands in place of its ratings.
        2 * self.short >= self.filled || (self.name.is_some() && self.filled <= 2)
    }

    fn is_for_ratings(&self) -> bool {
        matches!(self.says, Role::Rating | Role::Period | Role::Name | Role::Blank)
            && self.could_hold_ratings()
    }

    /// What it was taken for, if not for ratings, and why.
    pub(super) fn passed_over(&self) -> Cow<'static, str> {
        match self.says {
            Role::Total => "totals".into(),
            Role::Average => "averages".into(),
            Role::Rating | Role::Period if self.filled == 0 => "ratings, but empty".into(),
            _ if !self.could_hold_ratings() => "texts, no ratings".into(),
            Role::Rating | Role::Period => "could be ratings".into(),
            Role::Other => self.because("its heading says that these are no ratings", true),
            Role::Name if self.filled == 0 => "empty".into(),
            Role::Name if self.evidence.is_doubtful() => {
                self.because("perhaps a school's name, and perhaps not", true)
            }
            Role::Name => self.because("its heading says neither rating nor a school's name", true),
            Role::Blank => "has no heading".into(),
        }
    }

    /// What it is read as, and why.
    pub(super) fn used_as(&self, used_as: &'static str) -> Cow<'static, str> {
        if self.name.is_none() { used_as.into() } else { self.because(used_as, false) }
    }

    /// What was made of it, with the reasons that speak for a school or against one.
    fn because(&self, made_of_it: &'static str, against: bool) -> Cow<'static, str> {
        let reasons = self.evidence.reasons(against);
        if reasons.is_empty() { made_of_it.into() } else { format!("{made_of_it}: {reasons}").into() }
    }
}

/// Whether a name begins small.
fn begins_small(line: &Line<'_>) -> bool {
    line.name.as_ref().is_some_and(|name| name.value.starts_with(char::is_lowercase))
}

/// What names of schools that stand beside each other may have in common.
const SHAPES: [Feature; 6] = [
    Feature::KindOfSchool,
    Feature::Saint,
    Feature::NumberedSchool,
    Feature::PlaceName,
    Feature::OddNumber,
    Feature::SingleLetter,
];

/// Adds what neighbours and numbers say about lines under names.
pub(super) fn compare(lines: &mut [Line<'_>]) {
    let named: Vec<usize> = (0..lines.len()).filter(|i| lines[*i].name.is_some()).collect();
    if named.len() < 2 {
        return;
    }
    for feature in SHAPES {
        let alike: Vec<usize> = named.iter().copied().filter(|i| lines[*i].evidence.has(feature)).collect();
        for i in alike.iter().filter(|_| alike.len() > 1) {
            lines[*i].evidence.add(Feature::LikeNeighbours);
        }
    }
    // Where names begin with capitals, what begins small is none.
    if 2 * named.iter().filter(|i| begins_small(&lines[**i])).count() < named.len() {
        for i in &named {
            let small = begins_small(&lines[*i]);
            lines[*i].evidence.add_if(small, Feature::LowerCase);
        }
    }
    let numbers: Vec<Vec<Option<f64>>> = named.iter().map(|i| numbers(&lines[*i])).collect();
    for (at, i) in named.into_iter().enumerate() {
        let follows = lines[i].reads_as_ratings() && consistency::follows(&numbers, at);
        let line = &mut lines[i];
        line.evidence.add_if(follows, Feature::FollowsFromOthers);
        let stand_ins =
            line.values.iter().copied().flatten().filter(|value| stands_for_rating(value)).count();
        let is_other = line.filled > 2 && 3 * (line.on_scale + stand_ins) < line.filled;
        line.evidence.add_if(is_other, Feature::NotRatings);
        let filled = line.values.iter().copied().flatten();
        line.evidence.add_if(line.on_scale == 0 && consistency::explains_bands(filled), Feature::Scale);
    }
}

/// Whether a name is that of a cluster or authority, perhaps with a word that says what it is: "Riverside Partnership".
fn names_group(name: &str, group: &str) -> bool {
    let folded = folded(name);
    let says_what = |w: &&str| [Tag::Thing, Tag::General, Tag::Authority].iter().any(|tag| is(w, *tag));
    let which: Vec<&str> =
        words_of(&folded).into_iter().filter(|w| is_kind_of_school(w) || !says_what(w)).collect();
    cluster_key(name) == cluster_key(group)
        || authority_key(name) == authority_key(group)
        || (!which.is_empty() && which.concat() == cluster_key(group))
}

fn numbers(line: &Line<'_>) -> Vec<Option<f64>> {
    line.values.iter().map(|value| value.and_then(number_of)).collect()
}

/// A number, or one that is typed as a text or in words.
fn number_of(value: &CellValue) -> Option<f64> {
    match value {
        CellValue::Number(n) => Some(*n),
        CellValue::Text(text) if text.len() <= LONGEST_ENTRY => {
            let text = text.trim();
            text.parse().ok().or_else(|| number_named(&text.to_lowercase()).map(f64::from))
        }
        _ => None,
    }
}

/// Which of several lines holds a school's ratings.
#[derive(Debug)]
pub(super) enum Choice<'l> {
    None,
    One(&'l Line<'l>),
    /// Nothing says which of these.
    Several(Vec<&'l Line<'l>>),
}

/// Chooses the line with the ratings from those of one school, by the words above them: the agreed ones before the
/// present ones, and these before the first. Of lines that say the same, the visible one counts, and the last one if only
/// it is filled.
pub(super) fn choose<'l>(lines: impl Iterator<Item = &'l Line<'l>>) -> Choice<'l> {
    let all: Vec<&Line<'_>> = lines.filter(|line| line.is_for_ratings()).collect();
    let mut best: Vec<&Line<'_>> =
        all.iter().copied().filter(|line| !all.iter().any(|other| outdoes(other, line))).collect();
    // Of several, those count that hold ratings, if any does.
    let holds = |line: &&Line<'_>| line.filled == 0 || line.reads_as_ratings();
    if best.iter().any(|line| line.reads_as_ratings()) {
        best.retain(holds);
    }
    if let [earlier @ .., last] = best.as_slice()
        && last.filled > 0
        && earlier.iter().all(|line| line.filled == 0)
    {
        best = vec![*last];
    }
    if best.len() > 1 && best.iter().filter(|line| !line.is_hidden).count() == 1 {
        best.retain(|line| !line.is_hidden);
    }
    let agree = best.windows(2).all(|pair| say_the_same(pair[0], pair[1]));
    match best.as_slice() {
        [] => Choice::None,
        // Ratings in figures, and again in words.
        [first, ..] if best.len() == 1 || agree => Choice::One(first),
        _ => Choice::Several(best),
    }
}

/// Whether two lines hold the same ratings, perhaps once in figures and once in words.
fn say_the_same(line: &Line<'_>, other: &Line<'_>) -> bool {
    let alike = |(a, b): (Option<&CellValue>, Option<&CellValue>)| match (a, b) {
        (Some(a), Some(b)) => a == b || number_of(a).is_some_and(|n| number_of(b) == Some(n)),
        (a, b) => a.is_none() && b.is_none(),
    };
    line.filled > 0 && line.values.iter().copied().zip(other.values.iter().copied()).all(alike)
}

/// How clearly a heading says that the present ratings stand there: "Rating"; a school's name alone; a period; nothing that
/// is known; nothing at all.
fn clearness(line: &Line<'_>) -> u8 {
    match (line.says, line.has_own_name) {
        (Role::Rating, _) => 4,
        (Role::Name, true) => 3,
        (Role::Period, _) => 2,
        (Role::Name, false) => 1,
        _ => 0,
    }
}

/// Whether the words above a line say that its ratings count and not another's.
fn outdoes(line: &Line<'_>, other: &Line<'_>) -> bool {
    let plain = other.rank == Rank::Plain && other.says == Role::Rating;
    let says = line.filled > 0 && (line.rank != Rank::Present || !plain);
    says && (line.rank > other.rank || (line.rank == other.rank && clearness(line) > clearness(other)))
}
