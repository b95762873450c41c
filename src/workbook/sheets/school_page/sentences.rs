//! The sentences of a school's page, each as a formula and as what it says now.

use crate::model::{Band, Mean, Rating};
use crate::workbook::conversions::count;
use crate::workbook::formulas::live::{Live, all, either, first_of, joined, only_if, text};
use crate::workbook::formulas::school_page::band_letter;
use crate::workbook::plan::Scope;

use super::page::{Item, Page};
use super::places::{Chosen, ITEMS, OfItem, OfKsf, OfSchool};

/// What stands in place of a rating.
pub(super) const GAP: &str = "gap";
const NONE: &str = "–";

impl Page<'_> {
    fn place(&self) -> Live<u32> {
        self.chosen(Chosen::Place, count(self.record + 1))
    }

    fn used(&self) -> Live<u32> {
        self.chosen(Chosen::Used, self.figures.overall.answered)
    }

    /// Whether all ratings are equal; said only of a school that has some.
    fn are_equal(&self) -> Live<bool> {
        let [lowest, highest] =
            [Chosen::Lowest, Chosen::Highest].map(|working| self.book.places.chosen(working));
        let overall = &self.figures.overall;
        Live::new(format!("{lowest}={highest}"), overall.lowest == overall.highest)
    }

    fn has_high(&self) -> Live<bool> {
        self.chosen(Chosen::High, self.figures.overall.high).is_over(0)
    }

    fn limits(&self) -> [f64; 2] {
        self.book.plan.framework.average_limits()
    }

    /// What stands in the list of schools beside the one chosen.
    fn listed(&self, column: rust_xlsxwriter::ColNum, now: &str) -> Live<String> {
        let (list, place) = (self.book.places.of_schools(column), self.place().formula);
        Live::new(format!("IF({place}=0,\"\",INDEX({list},{place})&\"\")"), now.to_owned())
    }

    /// "Riverside cluster, Northshire. Return of 24 March 2010: 9 of 10 ratings used, average 5.6; cluster 5.8."
    pub(super) fn about(&self) -> Live<String> {
        let column = self.book.places.school_column(OfSchool::About);
        let own: Live<Option<Mean>> = self.chosen(Chosen::Average, self.figures.overall.mean());
        let cluster = self.chosen(Chosen::ClusterAverage, self.of_cluster().overall.mean());
        let has_any =
            |mean: &Live<Option<Mean>>| Live::new(format!("{}<>\"\"", mean.formula), mean.now.is_some());
        let said = joined([
            self.listed(column, &self.book.about[self.record]),
            self.used().digits(),
            text(&format!(" of {} ratings used", self.book.places.ksfs)),
            only_if(&has_any(&own), joined([text(", average "), own.shown(self.limits())])),
            only_if(&has_any(&cluster), joined([text("; cluster "), cluster.shown(self.limits())])),
            text("."),
        ]);
        only_if(&self.place().is_over(0), said)
    }

    /// "Strong on Well-publicised services (8). First priority: Impact measurement (2)."
    pub(super) fn headline(&self) -> Live<String> {
        let lowest = |before: &str, after: &str| {
            let lowest: Live<Option<Rating>> = self.chosen(Chosen::Lowest, self.figures.overall.lowest);
            joined([text(before), digits(lowest), text(after)])
        };
        let [priority, strength] = [0, ITEMS].map(|item| self.ksf_and_rating(item));
        let is_none =
            |item: usize| Live::new(format!("{}=0", self.ksf_of(item).formula), self.ksf_of(item).now == 0);
        let strong = joined([text("Strong on "), strength.clone()]);
        let first = joined([text(". First priority: "), priority, text(".")]);
        let cases = vec![
            (self.place().is(0), text("Choose a school from the list in the first cell of this sheet.")),
            (self.used().is(0), text("No rating yet.")),
            (self.used().is(1), lowest("The only rating is ", ".")),
            (self.are_equal(), lowest("All ratings are ", ".")),
            (
                is_none(0),
                joined([text("High on all that was rated. Strongest: "), strength.clone(), text(".")]),
            ),
            (self.has_high(), joined([strong, first.clone()])),
        ];
        first_of(cases, joined([text("Highest: "), strength, first]))
    }

    fn ksf_of(&self, item: usize) -> Live<u32> {
        self.of_item(OfItem::Ksf, item, count(self.items[item].ksf.map_or(0, |ksf| ksf + 1)))
    }

    fn own_of(&self, item: usize) -> Live<Option<Rating>> {
        self.of_item(OfItem::Own, item, self.own(&self.items[item]))
    }

    /// The name of an item's KSF, or nothing.
    fn ksf_name(&self, item: usize) -> Live<String> {
        let ksf = self.ksf_of(item).formula;
        let framework = self.book.plan.framework;
        let now = self.items[item].ksf.map(|ksf| crate::workbook::text::one_line(&framework.ksfs[ksf].name));
        let names = self.book.places.of_ksfs(OfKsf::Name);
        Live::new(format!("IF({ksf}=0,\"\",INDEX({names},{ksf}))"), now.unwrap_or_default().into_owned())
    }

    /// "Funding (5)"
    fn ksf_and_rating(&self, item: usize) -> Live<String> {
        joined([self.ksf_name(item), text(" ("), digits(self.own_of(item)), text(")")])
    }

    pub(super) fn ratings_heading(&self) -> Live<String> {
        let schools = self.chosen(Chosen::Schools, count(self.of_cluster().schools.len()));
        let several =
            joined([text("Your ratings beside the cluster’s "), schools.digits(), text(" schools")]);
        either(&schools.is_over(1), several, text("Your ratings"))
    }

    pub(super) fn priorities_heading(&self) -> Live<String> {
        let level = all([self.are_equal(), self.used().is_over(1), self.ksf_of(0).is_over(0)]);
        either(
            &level,
            text("Your first priorities, in the order of the cluster’s need"),
            text("Your first priorities"),
        )
    }

    pub(super) fn strengths_heading(&self) -> Live<String> {
        let highest = text("Your highest ratings, and whom you could help");
        let well = text("What you do well, and whom you could help");
        let is_below = all([self.has_high().not(), self.ksf_of(ITEMS).is_over(0)]);
        either(&is_below, highest, well)
    }

    /// The number of an item's KSF, or nothing.
    pub(super) fn number_of(&self, item: usize) -> Live<Option<u32>> {
        let ksf = self.ksf_of(item);
        Live::new(format!("IF({0}=0,\"\",{0})", ksf.formula), Some(ksf.now).filter(|ksf| *ksf > 0))
    }

    /// "Impact measurement: 2 L"; in place of the first, why there is none.
    pub(super) fn item_heading(&self, item: usize) -> Live<String> {
        let own = self.own_of(item);
        let framework = self.book.plan.framework;
        let band = own.now.map(|rating| framework.band(rating));
        let letter = Live::new(band_letter(&own.formula, framework, 0.0), letter(band));
        let heading = joined([self.ksf_name(item), text(": "), digits(own), text(" "), letter]);
        let why = match item {
            0 => self.no_priority(),
            ITEMS => self.no_strength(),
            _ => text(""),
        };
        either(&self.ksf_of(item).is_over(0), heading, why)
    }

    fn no_priority(&self) -> Live<String> {
        let cases = vec![
            (self.place().is(0), text("")),
            (self.used().is(0), text("None can be named: there is no rating yet.")),
        ];
        first_of(cases, text("All ratings are high: nothing has to come first."))
    }

    fn no_strength(&self) -> Live<String> {
        let cases = vec![
            (self.place().is(0), text("")),
            (self.used().is(0), text("None can be named: there is no rating yet.")),
            (self.used().is(1), text("One rating tells nothing about strengths, as long as it is not high.")),
        ];
        first_of(cases, text("None stands out: all ratings are equal."))
    }

    /// "You said: “Registers are kept but nobody has used them.”"
    pub(super) fn evidence(&self, item: usize) -> Live<String> {
        let shown = self.of_item(OfItem::Shown, item, self.said_shown(&self.items[item]));
        let is_there = Live::new(format!("{}<>\"\"", shown.formula), !shown.now.is_empty());
        only_if(&is_there, joined([text("You said: “"), shown, text("”")]))
    }

    /// Who could help with a priority, or be helped where the school is strong.
    pub(super) fn others(&self, item: usize) -> Live<String> {
        let sentence = if item < ITEMS { self.could_help(item) } else { self.could_be_helped(item) };
        only_if(&self.ksf_of(item).is_over(0), sentence)
    }

    fn could_help(&self, item: usize) -> Live<String> {
        let high = self.book.plan.framework.bands.high.from;
        let at = &self.items[item];
        let reaches = |rating: Live<Option<Rating>>| {
            let now = rating.now.is_some_and(|rating| rating.get() >= high);
            Live::new(format!("AND(ISNUMBER({0}),N({0})>={high})", rating.formula), now)
        };
        let first = self.rating(item, 0);
        let elsewhere = at.ksf.map(|ksf| self.elsewhere(ksf));
        let (best, school) = elsewhere.unwrap_or_default();
        let best: Live<Option<Rating>> = self.of_item(OfItem::Elsewhere, item, best);
        let school = self.of_item(OfItem::ElsewhereName, item, school);
        let named = self.named(at, item);
        let nobody = text(&self.nobody());
        let best_of_cluster = joined([
            nobody.clone(),
            text(" is high. Best in the cluster ("),
            digits(first.clone()),
            text("): "),
            self.list(item, false),
            text("."),
        ]);
        let cases = vec![
            (reaches(first.clone()), joined([text("Could help: "), self.list(item, true), text(".")])),
            (
                reaches(best),
                joined([
                    text("Nobody else in the cluster is high. Elsewhere in the LA: "),
                    school,
                    text("."),
                ]),
            ),
            (named.is_over(0), best_of_cluster),
            (
                is_nothing(&first),
                joined([nobody.clone(), text(" is high; no other in the cluster has rated it.")]),
            ),
        ];
        first_of(cases, joined([nobody, text(" is high; none in the cluster is above you.")]))
    }

    /// Of whom it is known that nobody is high: schools that have not returned may be.
    fn nobody(&self) -> String {
        let several = self.book.plan.figures.local_authorities.len() > 1;
        let of = if several || matches!(self.book.plan.scope, Scope::Extract(_)) { " in the LA" } else { "" };
        format!("No school{of} that returned")
    }

    fn could_be_helped(&self, item: usize) -> Live<String> {
        let low = self.book.plan.framework.bands.low.to;
        let at = &self.items[item];
        let (first, own) = (self.rating(item, 0), self.own_of(item));
        let is_low = {
            let now = first.now.zip(own.now).is_some_and(|(first, own)| first.get() <= low && first < own);
            Live::new(format!("AND({0}<={low},{0}<{1})", first.formula, own.formula), now)
        };
        let lowest = joined([
            text("Nobody in the cluster is low; the lowest ("),
            digits(first.clone()),
            text("): "),
            self.list(item, false),
            text("."),
        ]);
        let cases = vec![
            (is_nothing(&first), text("No other school in the cluster has rated it.")),
            (is_low, joined([text("You could help: "), self.list(item, true), text(".")])),
            (self.named(at, item).is_over(0), lowest),
        ];
        first_of(cases, text("Nobody in the cluster is below you."))
    }

    fn named(&self, at: &Item, item: usize) -> Live<u32> {
        self.of_item(OfItem::Named, item, count(at.named))
    }

    fn rating(&self, item: usize, other: usize) -> Live<Option<Rating>> {
        let working = [OfItem::Rating1, OfItem::Rating2, OfItem::Rating3][other];
        self.of_item(working, item, self.items[item].others.get(other).map(|(_, rating)| *rating))
    }

    /// The first three schools that could be named, "A (9), B (8) and C (8) and 2 more".
    fn list(&self, item: usize, with_ratings: bool) -> Live<String> {
        let at = &self.items[item];
        let number = self.named(at, item);
        let entry = |other: usize| {
            let working = [OfItem::Name1, OfItem::Name2, OfItem::Name3][other];
            let now = at.others.get(other).map(|(place, _)| self.name_of(*place)).unwrap_or_default();
            let name = self.of_item(working, item, now.to_owned());
            if with_ratings {
                joined([name, text(" ("), digits(self.rating(item, other)), text(")")])
            } else {
                name
            }
        };
        let next = |other: u32| {
            let comma = either(&number.is(other + 1), text(" and "), text(", "));
            let entry = joined([comma, entry(usize::from(other == 2) + 1)]);
            only_if(&number.is_over(other), entry)
        };
        let more = joined([text(" and "), number.beyond(3).digits(), text(" more")]);
        joined([entry(0), next(1), next(2), only_if(&number.is_over(3), more)])
    }

    // ------------------------------------------------------------------------------------ the table

    /// The school's rating, or the word for a gap.
    pub(super) fn rating_cell(&self, ksf: usize) -> Live<Result<Rating, String>> {
        let own = self.book.places.of_ksf(OfKsf::Own, ksf);
        let place = self.place().formula;
        let now = self.figures.ratings[ksf].ok_or_else(|| GAP.to_owned());
        Live::new(format!("IF({place}=0,\"\",IF({own}=\"\",\"{GAP}\",{own}))"), now)
    }

    /// "5.9 M"
    pub(super) fn cluster_average(&self, ksf: usize) -> Live<String> {
        let framework = self.book.plan.framework;
        let factor = &self.of_cluster().factors[ksf];
        let mean = Live::new(self.book.places.of_ksf(OfKsf::Average, ksf), factor.mean());
        let letter = Live::new(band_letter(&mean.formula, framework, 0.5), letter(factor.band));
        let is_there = Live::new(format!("ISNUMBER({})", mean.formula), mean.now.is_some());
        either(&is_there, joined([mean.shown(self.limits()), text(" "), letter]), text(NONE))
    }

    pub(super) fn authority_average(&self, ksf: usize) -> Live<String> {
        let mean = Live::new(self.book.places.of_ksf(OfKsf::LaAverage, ksf), self.authority_mean(ksf));
        let is_there = Live::new(format!("ISNUMBER({})", mean.formula), mean.now.is_some());
        either(&is_there, mean.shown(self.limits()), text(NONE))
    }

    /// "4 to 9"
    pub(super) fn range(&self, ksf: usize) -> Live<String> {
        let factor = &self.of_cluster().factors[ksf];
        let [lowest, highest] = [(OfKsf::Lowest, factor.lowest), (OfKsf::Highest, factor.highest)]
            .map(|(working, now)| Live::new(self.book.places.of_ksf(working, ksf), now));
        let is_one = Live::new(format!("{}={}", lowest.formula, highest.formula), lowest.now == highest.now);
        let is_none = is_nothing(&lowest);
        let range = joined([digits(lowest.clone()), text(" to "), digits(highest)]);
        // A text like the others, and no number.
        let one = joined([digits(lowest), text("")]);
        first_of(vec![(is_none, text(NONE)), (is_one, one)], range)
    }

    /// The mark where a rating of the strip is the school's.
    pub(super) fn mark(&self, ksf: usize, rating: u8) -> Live<String> {
        let own = self.book.places.of_ksf(OfKsf::Own, ksf);
        let now = self.figures.ratings[ksf].is_some_and(|own| own.get() == rating);
        let is_own = Live::new(format!("AND(ISNUMBER({own}),N({own})={rating})"), now);
        only_if(&is_own, text("●"))
    }

    /// A line of what is to be put right.
    pub(super) fn correction(&self, line: usize) -> Live<String> {
        let now = self.book.corrections[self.record].get(line).map_or("", String::as_str);
        self.listed(self.book.places.correction_column(line), now)
    }
}

fn digits(rating: Live<Option<Rating>>) -> Live<String> {
    Live::new(rating.formula, rating.now.map_or_else(String::new, |rating| rating.to_string()))
}

fn is_nothing(rating: &Live<Option<Rating>>) -> Live<bool> {
    Live::new(format!("{}=\"\"", rating.formula), rating.now.is_none())
}

/// The letter of a band.
fn letter(band: Option<Band>) -> String {
    band.map_or_else(String::new, |band| band.letter().to_string())
}
