//! "Who could help whom?"

use super::cluster::Setting;
use super::factor::Factor;
use super::group::Group;
use super::page::{COLUMNS, Page, empty};
use super::ratings::{Cluster, School};
use super::words::{listed, numbers, one_after_the_other, quote, sentence, with_rating};

type Item = [String; COLUMNS as usize];

/// Somebody in another cluster who is rated highest there, if that is high.
fn best_of<'a>(others: &[&'a Cluster], factor: &Factor, group: &Group) -> Option<(&'a School, u8, &'a str)> {
    let rated = others.iter().flat_map(|cluster| {
        let rating = |school: &'a School| Some((school, school.ratings[factor.index]?, &*cluster.name));
        cluster.schools.iter().filter_map(rating)
    });
    let high = rated.filter(|(_, rating, _)| *rating >= group.framework.bands.high.from);
    high.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

/// Where help with a KSF can come from.
enum Help<'a> {
    Cluster(&'a Factor<'a>),
    Authority(&'a Factor<'a>, String),
}

impl Help<'_> {
    fn factor(&self) -> &Factor<'_> {
        match self {
            Self::Cluster(factor) | Self::Authority(factor, _) => factor,
        }
    }

    fn item(&self) -> Item {
        let factor = self.factor();
        let asks = listed(&with_rating(&factor.low), 6);
        match self {
            Self::Cluster(_) => {
                let helpers = listed(&with_rating(&factor.high), 3);
                let quote = quote(factor.high[0].0, factor.index);
                let sentence = format!("{helpers} could help {asks}.{quote}");
                ["In the cluster".to_owned(), factor.label(), sentence]
            }
            Self::Authority(_, helper) => {
                ["In the LA".to_owned(), factor.label(), format!("{helper}, could help {asks}.")]
            }
        }
    }
}

/// The KSFs that somebody is low on: those that can be helped with, nearest first, and the others.
fn help<'a>(setting: &'a Setting<'a>) -> (Vec<Help<'a>>, Vec<&'a Factor<'a>>) {
    let group = &setting.group;
    let (mut own, mut elsewhere, mut nobody) = (Vec::new(), Vec::new(), Vec::new());
    for factor in group.need_order().into_iter().filter(|factor| !factor.low.is_empty()) {
        if !factor.high.is_empty() {
            own.push(Help::Cluster(factor));
        } else if let Some((school, rating, cluster)) = best_of(&setting.others, factor, group) {
            let helper = format!("{} ({rating}), {}", school.name, in_cluster(cluster));
            elsewhere.push(Help::Authority(factor, helper));
        } else {
            nobody.push(factor);
        }
    }
    own.append(&mut elsewhere);
    (own, nobody)
}

pub(super) fn check_help(page: &mut Page, now: &Setting, built: &Setting) {
    page.line("Who could help whom?");
    let (helped, nobody) = help(now);
    let (shown, has_nobody) = {
        let (helped, nobody) = help(built);
        (helped.len().min(3), !nobody.is_empty())
    };
    let items = page.items(shown + usize::from(has_nobody));
    for at in 0..shown.min(items) {
        page.item(&helped.get(at).map_or_else(empty, Help::item));
    }
    if has_nobody && items > shown {
        page.item(&nobody_high(&nobody, now.among));
    }
    let rest: Vec<&Factor> = helped.iter().skip(shown).map(Help::factor).collect();
    let also = sentence("Help could also be found for ", &rest, ".");
    let without_item = if has_nobody { Vec::new() } else { nobody };
    let nobody = sentence("Nobody is high on ", &without_item, ", where somebody is low.");
    let line = one_after_the_other([also, nobody]);
    let nobody_low = "No school is low, so no help is needed.";
    page.line(if now.group.is_nobody_low() { nobody_low } else { &line });
}

/// "Riverside cluster"; a name that says so already stays as it is.
pub(super) fn in_cluster(name: &str) -> String {
    if name.to_lowercase().ends_with("cluster") { name.to_owned() } else { format!("{name} cluster") }
}

/// The item on KSFs that nobody in reach is high on.
fn nobody_high(factors: &[&Factor], among: &str) -> Item {
    if factors.is_empty() {
        return empty();
    }
    let best = |factor: &&Factor| {
        let everybody = factor.low.len() == factor.answered();
        let best = if everybody { "everybody is low".to_owned() } else { factor.best() };
        format!("on {}, {best}", factor.number())
    };
    let best: Vec<String> = factors.iter().take(3).map(best).collect();
    let others = if factors.len() > 3 { "; for the others see Cluster priorities" } else { "" };
    let best = best.join("; ");
    let sentence = format!("Nobody {among} is high. Best rated here: {best}{others}.");
    ["Nobody yet".to_owned(), numbers(factors.iter().copied()), sentence]
}
