//! The workings with a row for each KSF: what the school, its cluster and its authority rated, and in which order strengths and
//! priorities come.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use crate::analyse::FactorFigures;
use crate::workbook::formulas::{Stored, need_rank};
use crate::workbook::style::Style;
use crate::workbook::text::one_line;

use super::super::book::number;
use super::super::places::{Chosen, HEADINGS, OfKsf, Places};
use super::Workings;

impl Workings<'_> {
    pub(super) fn ksfs(&self, to: &mut Worksheet) -> Result<(), XlsxError> {
        for &working in OfKsf::ALL {
            let column = self.places.ksf_column(working);
            self.heading(to, (HEADINGS, column), working.heading())?;
            for ksf in 0..self.places.ksfs {
                let at = (Places::ksf_row(ksf), column);
                self.ksf(to, at, working, ksf)?;
            }
        }
        Ok(())
    }

    fn ksf(
        &self,
        to: &mut Worksheet,
        at: (RowNum, ColNum),
        working: OfKsf,
        ksf: usize,
    ) -> Result<(), XlsxError> {
        let plan = self.book.plan;
        let format = plan.styles.get(Style::Working);
        let factor = &plan.framework.ksfs[ksf];
        match working {
            OfKsf::Number => {
                to.write_number_with_format(at.0, at.1, factor.number, format)?;
            }
            OfKsf::Name => {
                let name = one_line(&factor.name);
                to.write_string_with_format(at.0, at.1, name, format)?;
            }
            _ => {
                let formula = self.formula_of_ksf(working, ksf);
                self.cell(to, at, &formula, &self.now_of_ksf(working, ksf))?;
            }
        }
        Ok(())
    }

    fn formula_of_ksf(&self, working: OfKsf, ksf: usize) -> String {
        use OfKsf as W;
        let (places, plan) = (&self.places, self.book.plan);
        let (scale, bands) = (plan.framework.scale, &plan.framework.bands);
        let chosen = |working| places.chosen(working);
        let place = chosen(Chosen::Place);
        let rows = self.of_cluster();
        let of = |working| places.of_ksf(working, ksf);
        let number = of(W::Number);
        let if_answered = |then: String| format!("IF({}=0,\"\",{then})", of(W::Answered));
        match working {
            W::Own => {
                format!("IF({place}=0,\"\",INDEX({},({place}-1)*{}+{number}))", self.now, places.ksfs)
            }
            W::Average => if_answered(rows.average(&number)),
            W::Answered => format!("IF({place}=0,0,{})", rows.count(&number, "\">=0\"")),
            W::Low => {
                format!("IF({place}=0,0,{})", rows.count(&number, &format!("\"<={}\"", bands.low.to)))
            }
            W::Lowest => if_answered(rows.lowest(&number, scale)),
            W::Highest => if_answered(rows.highest(&number, scale)),
            W::LaAverage if plan.authority().is_some() => {
                let (total, answered) = self.page.elsewhere_in_authority(ksf);
                let all = format!("({answered}+{})", of(W::Answered));
                let average = format!("({total}+{})/{all}", rows.total(&number));
                format!("IF({place}=0,\"\",IF({all}=0,\"\",{average}))")
            }
            W::LaAverage => {
                let rows = self.of_authority();
                let (count, average) = (rows.count(&number, "\">=0\""), rows.average(&number));
                format!("IF({place}=0,\"\",IF({count}=0,\"\",{average}))")
            }
            W::NeedRank => need_rank(
                Places::ksf_row(ksf),
                (Places::ksf_row(0), Places::ksf_row(places.ksfs - 1)),
                places.ksf_column(W::Number),
                places.ksf_column(W::Average),
                places.ksf_column(W::Low),
            )
            .trim_start_matches('=')
            .to_owned(),
            W::Strength | W::StrengthRank | W::Priority | W::PriorityRank => {
                self.formula_of_order(working, ksf)
            }
            W::Number | W::Name => String::new(),
        }
    }

    /// By what strengths and priorities are ordered, and in which order they come.
    fn formula_of_order(&self, working: OfKsf, ksf: usize) -> String {
        use OfKsf as W;
        let places = &self.places;
        let end = u16::from(self.book.plan.framework.scale.highest) + 1;
        let of = |working| places.of_ksf(working, ksf);
        let rank =
            |keys: W| format!("IF({0}=0,\"\",1+SUMPRODUCT(--({1}>{0})))", of(keys), places.of_ksfs(keys));
        match working {
            W::Strength => format!(
                "IF({0}=\"\",0,IF({1}=\"\",0,IF({0}>={1},{0}*100+100-{2},0)))",
                of(W::Own),
                places.chosen(Chosen::StrongFrom),
                of(W::NeedRank)
            ),
            W::StrengthRank => rank(W::Strength),
            W::Priority => format!(
                "IF({0}=\"\",0,IF({1}>0,0,({3}-{0})*100+100-{2}))",
                of(W::Own),
                of(W::Strength),
                of(W::NeedRank),
                end
            ),
            W::PriorityRank => rank(W::Priority),
            _ => String::new(),
        }
    }

    fn now_of_ksf(&self, working: OfKsf, ksf: usize) -> Stored {
        use OfKsf as W;
        let factor: &FactorFigures = &self.page.of_cluster().factors[ksf];
        let own = self.page.figures.ratings[ksf];
        let strong = |own| self.page.strong_from().is_some_and(|from| own >= from);
        match working {
            W::Own => own.into(),
            W::Average => factor.mean().into(),
            W::Answered => factor.answered.into(),
            W::Low => factor.low.into(),
            W::Lowest => factor.lowest.into(),
            W::Highest => factor.highest.into(),
            W::LaAverage => self.page.authority_mean(ksf).into(),
            W::NeedRank => factor.need_rank.into(),
            W::Strength => own.filter(|own| strong(*own)).map_or(0, |_| self.key(ksf, true)).into(),
            W::Priority => own.filter(|own| !strong(*own)).map_or(0, |_| self.key(ksf, false)).into(),
            W::StrengthRank => self.rank(ksf, true),
            W::PriorityRank => self.rank(ksf, false),
            W::Number | W::Name => Stored::Nothing,
        }
    }

    /// The number by which a strength is ordered among strengths, or a priority among priorities.
    fn key(&self, ksf: usize, strength: bool) -> u32 {
        let rating = self.page.figures.ratings[ksf].map_or(0, |rating| u32::from(rating.get()));
        let worth =
            if strength { rating } else { u32::from(self.book.plan.framework.scale.highest) + 1 - rating };
        worth * 100 + 100 - self.page.of_cluster().factors[ksf].need_rank
    }

    fn rank(&self, ksf: usize, strength: bool) -> Stored {
        let is_strong = |ksf: usize| {
            let rating = self.page.figures.ratings[ksf]?;
            Some(self.page.strong_from().is_some_and(|from| rating >= from))
        };
        if is_strong(ksf) != Some(strength) {
            return Stored::Nothing;
        }
        let others = (0..self.places.ksfs).filter(|&other| is_strong(other) == Some(strength));
        let own = self.key(ksf, strength);
        number(1 + others.filter(|&other| self.key(other, strength) > own).count()).into()
    }
}
