//! The workings with a row for each priority and each strength: its KSF, what the return says beside it, and which other schools
//! of the cluster come first.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::analyse::Order;
use crate::contract::RatingsColumn;
use crate::workbook::formulas::Stored;
use crate::workbook::formulas::school_page::KeyOrder;

use super::super::book::number;
use super::super::page::{EVIDENCE, Item, key_order};
use super::super::places::{Chosen, ITEMS, OfAuthority, OfItem, OfKsf, OfSchool};
use super::{NUMBERS, Workings};

impl Workings<'_> {
    pub(super) fn items(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        for &working in OfItem::ALL {
            let column = self.places.item_column(working);
            to.set_column_width(column, NUMBERS)?;
            self.heading(to, (self.places.item_headings(), column), working.heading())?;
            for (at, item) in self.page.items.iter().enumerate() {
                let cell = (self.places.item_row(at), column);
                if working == OfItem::What {
                    let kind = if at < ITEMS { "Priority" } else { "Strength" };
                    self.heading(to, cell, &format!("{kind} {}", at % ITEMS + 1))?;
                } else {
                    let now = self.now_of_item(working, item);
                    self.cell(to, cell, &self.formula_of_item(working, at), &now)?;
                }
            }
        }
        Ok(())
    }

    fn formula_of_item(&self, working: OfItem, item: usize) -> String {
        use OfItem as W;
        let places = &self.places;
        let of = |working| places.of_item(working, item);
        let ksf = of(W::Ksf);
        let keys = key_order(self.book, if item < ITEMS { Order::HighestFirst } else { Order::LowestFirst });
        let rating = |key| format!("IF({0}=0,\"\",{1})", of(key), keys.rating(&of(key)));
        let names = places.of_schools(places.school_column(OfSchool::Name));
        let name =
            |key| format!("IF({0}=0,\"\",INDEX({names},{1}))", of(key), keys.school(&of(key), places.ksfs));
        match working {
            W::Ksf => {
                let ranks = if item < ITEMS { OfKsf::PriorityRank } else { OfKsf::StrengthRank };
                format!("IFERROR(MATCH({},{},0),0)", item % ITEMS + 1, places.of_ksfs(ranks))
            }
            W::Own => format!("IF({ksf}=0,\"\",INDEX({},{ksf}))", places.of_ksfs(OfKsf::Own)),
            W::Said => {
                let texts = self.book.plan.cells.ratings.column(RatingsColumn::Evidence);
                let place = places.chosen(Chosen::Place);
                let text = format!("INDEX({texts},({place}-1)*{}+{ksf})", places.ksfs);
                format!("IF({ksf}=0,\"\",TRIM(SUBSTITUTE({text},CHAR(10),\" \")))")
            }
            W::Shown => {
                format!("IF(LEN({0})>{EVIDENCE},LEFT({0},{1})&\"…\",{0})", of(W::Said), EVIDENCE - 1)
            }
            W::Key1 => self.formula_of_key(item, &keys, 1),
            W::Key2 => self.formula_of_key(item, &keys, 2),
            W::Key3 => self.formula_of_key(item, &keys, 3),
            W::Rating1 => rating(W::Key1),
            W::Rating2 => rating(W::Key2),
            W::Rating3 => rating(W::Key3),
            W::Name1 => name(W::Key1),
            W::Name2 => name(W::Key2),
            W::Name3 => name(W::Key3),
            W::Named => self.formula_of_named(item),
            W::Elsewhere => self.formula_of_elsewhere(&ksf, OfAuthority::Highest, "0"),
            W::ElsewhereName => self.formula_of_elsewhere(&ksf, OfAuthority::School, "\"\""),
            W::What => String::new(),
        }
    }

    fn formula_of_elsewhere(&self, ksf: &str, working: OfAuthority, nothing: &str) -> String {
        let list = self.places.of_authorities(working);
        let authority = self.places.chosen(Chosen::Authority);
        format!("IF({ksf}=0,{nothing},INDEX({list},({authority}-1)*{}+{ksf}))", self.places.ksfs)
    }

    fn formula_of_key(&self, item: usize, keys: &KeyOrder, which: usize) -> String {
        let places = &self.places;
        let ksf = places.of_item(OfItem::Ksf, item);
        let own = format!("(({}-1)*{}+{ksf})", places.chosen(Chosen::Place), places.ksfs);
        let key = self.of_cluster().key(&ksf, &own, keys, which);
        format!("IF({ksf}=0,0,{key})")
    }

    /// Number of other schools that are high, or else at the highest rating, if that is above the school's own; or that are low and
    /// so on, the other way round.
    fn formula_of_named(&self, item: usize) -> String {
        let places = &self.places;
        let bands = &self.book.plan.framework.bands;
        let of = |working| places.of_item(working, item);
        let (ksf, own, first) = (of(OfItem::Ksf), of(OfItem::Own), of(OfItem::Rating1));
        let rows = self.of_cluster();
        let level = rows.count(&ksf, &first);
        if item < ITEMS {
            let high = rows.count(&ksf, &format!("\">={}\"", bands.high.from));
            format!("IF({first}=\"\",0,IF({first}>={},{high},IF({first}>{own},{level},0)))", bands.high.from)
        } else {
            let low = rows.count(&ksf, &format!("\"<\"&MIN({own},{})", u16::from(bands.low.to) + 1));
            format!(
                "IF({first}=\"\",0,IF({first}<MIN({own},{}),{low},IF({first}<{own},{level},0)))",
                u16::from(bands.low.to) + 1
            )
        }
    }

    fn now_of_item(&self, working: OfItem, item: &Item) -> Stored {
        use OfItem as W;
        let keys = key_order(self.book, item.order);
        let other = |at: usize| item.others.get(at).copied();
        let key = |at: usize| {
            let Some(((place, rating), ksf)) = other(at).zip(item.ksf) else { return Stored::from(0) };
            let school = self.page.of_cluster().schools[place].record;
            keys.key(rating.get(), number(school * self.places.ksfs + ksf) + 1).into()
        };
        let rating = |at| other(at).map(|(_, rating)| rating).into();
        let name =
            |at| Stored::text(other(at).map(|(place, _)| self.page.name_of(place)).unwrap_or_default());
        match working {
            W::Ksf => number(item.ksf.map_or(0, |ksf| ksf + 1)).into(),
            W::Own => self.page.own(item).into(),
            W::Said => Stored::text(self.page.said(item)),
            W::Shown => Stored::text(self.page.said_shown(item)),
            W::Key1 => key(0),
            W::Key2 => key(1),
            W::Key3 => key(2),
            W::Rating1 => rating(0),
            W::Rating2 => rating(1),
            W::Rating3 => rating(2),
            W::Name1 => name(0),
            W::Name2 => name(1),
            W::Name3 => name(2),
            W::Named => number(item.named).into(),
            W::Elsewhere => {
                let best = item.ksf.map(|ksf| self.page.elsewhere(ksf).0);
                best.map_or_else(|| 0.into(), Stored::from)
            }
            W::ElsewhereName => {
                Stored::text(item.ksf.map_or_else(String::new, |ksf| self.page.elsewhere(ksf).1))
            }
            W::What => Stored::Nothing,
        }
    }
}
