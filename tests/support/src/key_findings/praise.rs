//! What must hold of a page whatever its sentences say: no KSF is praised and prioritised at once, and none that
//! somebody is low on goes without a word. Taken from the page's own words.

use super::group::Group;
use super::page::Page;

/// The numbers in a text.
fn numbers(text: &str) -> Vec<usize> {
    text.split(|c: char| !c.is_ascii_digit()).filter_map(|word| word.parse().ok()).collect()
}

/// The number of the KSF that an item is about.
fn number(item: &[String; 3]) -> Option<usize> {
    item[1].split(' ').next()?.parse().ok()
}

pub(super) fn check(page: &mut Page, group: &Group) {
    let headings = page.headings();
    let [strengths, needs, ..] = headings[..] else { return };
    let (heading, praised) = page.section(strengths);
    let is_praise = heading.starts_with("We are doing really well");
    let praised: Vec<usize> = praised.into_iter().filter_map(number).filter(|_| is_praise).collect();
    let (_, named) = page.section(needs);
    let (items, line) = (named.len(), needs + 1 + named.len());
    let prioritised: Vec<usize> = named.into_iter().filter_map(number).collect();
    let both: Vec<&usize> = praised.iter().filter(|number| prioritised.contains(number)).collect();
    page.holds(both.is_empty(), &format!("praised and prioritised at once: KSFs {both:?}"));
    let line = page.rows.get(line).map_or_else(Vec::new, |row| numbers(&row.said[0]));
    let low = group.factors.iter().filter(|factor| !factor.low.is_empty()).map(|factor| factor.index + 1);
    let unnamed: Vec<usize> =
        low.filter(|number| !prioritised.contains(number) && !line.contains(number)).collect();
    page.holds(unnamed.is_empty(), &format!("{items} needs, and not a word on the lows of KSFs {unnamed:?}"));
    let headline = page.rows[1].said[0].clone();
    let says_both = |name: &&str| {
        let praises = [format!("Strongest: {name}."), format!("Best so far: {name}.")];
        headline.contains(&format!("First priority: {name}."))
            && praises.iter().any(|praise| headline.contains(praise))
    };
    let both = group.factors.iter().map(|factor| factor.name).find(says_both);
    page.holds(both.is_none(), &format!("the headline praises and prioritises one KSF: {headline:?}"));
}
