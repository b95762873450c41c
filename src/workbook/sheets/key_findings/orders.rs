//! The formulas that put KSFs in order: as strengths, as needs, and by where help could come from.

use rust_xlsxwriter::RowNum;

use super::group::Columns;
use super::workings::WorkingColumn;

/// The formulas in a KSF's row.
pub(super) struct Orders<'a> {
    pub(super) columns: &'a Columns,
    pub(super) row: RowNum,
}

impl Orders<'_> {
    fn own(&self, column: WorkingColumn) -> String {
        column.in_row(self.row)
    }

    /// The share of schools that are high; 0 if nobody answered.
    pub(super) fn share(&self) -> String {
        let [high, answered] = [self.columns.high, self.columns.answered].map(|column| self.own(column));
        format!("IF({answered}=0,0,{high}/{answered})")
    }

    /// The place among the KSFs on which somebody is high and nobody low: by share, average, number; nothing for others.
    pub(super) fn strength(&self) -> String {
        let c = self.columns;
        let [low, high, share, mean, number] =
            [c.low, c.high, c.share, c.mean, c.number].map(|column| self.own(column));
        let [lows, highs, shares, means, numbers] =
            [c.low, c.high, c.share, c.mean, c.number].map(|column| column.all());
        format!(
            "IF(AND({low}=0,{high}>0),1+SUMPRODUCT(({lows}=0)*({highs}>0)*(({shares}>{share})\
             +({shares}={share})*({means}>{mean})+({shares}={share})*({means}={mean})*({numbers}<{number}))),\"\")"
        )
    }

    /// The place among the needs: those that somebody is low on, or, if nobody is low on any, those that somebody rated and that
    /// are not done really well; nothing for others, and if `level`.
    pub(super) fn need(&self, level: &str) -> String {
        let c = self.columns;
        let [answered, low, high, rank] = [c.answered, c.low, c.high, c.rank].map(|column| self.own(column));
        let [all_answered, lows, highs, ranks] =
            [c.answered, c.low, c.high, c.rank].map(|column| column.all());
        let any = format!("SUM({lows})");
        let own = format!("IF({any}>0,{low}>0,AND({answered}>0,2*{high}<{answered}))");
        let all = format!("(({any}>0)*({lows}>0)+({any}=0)*({all_answered}>0)*(2*{highs}<{all_answered}))");
        format!("IF(AND({level}=0,{own}),1+SUMPRODUCT(({ranks}<{rank})*{all}),\"\")")
    }
}

/// 1 if somebody in the cluster is high, 2 if somebody else in the authority, 3 if nobody; nothing if nobody is low.
pub(super) fn help_class((low, high): (&str, &str), highest_in_authority: &str, high_from: u8) -> String {
    let elsewhere = format!("IF(COUNT({highest_in_authority})*({highest_in_authority}>={high_from}),2,3)");
    format!("IF({low}=0,\"\",IF({high}>0,1,{elsewhere}))")
}

/// The place among the KSFs that help is asked for: nearest help first, then in need order.
pub(super) fn help_place(classes: WorkingColumn, ranks: WorkingColumn, row: RowNum) -> String {
    let [class, rank] = [classes, ranks].map(|column| column.in_row(row));
    let (classes, ranks) = (classes.all(), ranks.all());
    format!(
        "IF({class}=\"\",\"\",1+SUMPRODUCT(ISNUMBER({classes})*(({classes}<{class})\
         +({classes}={class})*({ranks}<{rank}))))"
    )
}

/// 1 if all of several KSFs that were rated have the same average and equally many low schools, otherwise 0.
pub(super) fn level(c: &Columns) -> String {
    let [means, lows, ranks] = [c.mean, c.low, c.rank].map(|column| column.all());
    let first = |list: &str| format!("INDEX({list},MATCH(1,{ranks},0))");
    let (mean, low) = (first(&means), first(&lows));
    format!("IF(COUNT({means})<2,0,IF(SUMPRODUCT(({means}={mean})*({lows}={low}))=COUNT({means}),1,0))")
}
