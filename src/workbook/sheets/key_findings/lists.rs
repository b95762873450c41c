//! Lists of KSFs in sentences, "KSFs 1, 2 and 8": those for which a condition holds.

use rust_xlsxwriter::{RowNum, XlsxError};

use crate::workbook::cells::references::range;
use crate::workbook::formulas::live::{Live, either, joined, only_if, text};

use super::names::ksfs;
use super::workings::{WorkingColumn, Workings};

/// KSFs for which a condition holds.
pub(super) struct KsfList {
    pub(super) count: Live<u32>,
    numbers: Live<String>,
}

impl KsfList {
    /// "KSF 3", "KSFs 3 and 8".
    pub(super) fn named(&self) -> Live<String> {
        ksfs(&self.count, self.numbers.clone())
    }

    /// The entries without a word before them.
    pub(super) fn entries(&self) -> Live<String> {
        self.numbers.clone()
    }

    pub(super) fn any(&self) -> Live<bool> {
        self.count.is_over(0)
    }

    /// A sentence if there are any.
    pub(super) fn sentence(&self, before: &str, after: &str) -> Live<String> {
        only_if(&self.any(), joined([text(before), self.named(), text(after)]))
    }

    /// Writes the list. `of` gives for each KSF, by its row, whether the condition holds and what its entry says.
    pub(super) fn write(
        what: &str,
        rows: u32,
        of: impl Fn(RowNum) -> (Live<bool>, Live<String>),
        to: &mut Workings,
    ) -> Result<Self, XlsxError> {
        let flags = to.column(&format!("{what}: 1 if so"), rows)?;
        // Each goes on from the one above: a stored text that began with a blank would lose it in LibreOffice.
        let lists = to.column(&format!("{what}: list"), rows)?;
        let count = to.column(&format!("{what}: number"), 1)?;
        let conditions: Vec<(Live<bool>, Live<String>)> = (flags.first..=flags.last).map(of).collect();
        let all = conditions.iter().filter(|(holds, _)| holds.now).count();
        let all = Live::new(format!("SUM({})", flags.all()), crate::workbook::conversions::count(all));
        let all = to.put(flags.first, count.column, all)?;
        let (mut list, mut so_far) = (text(""), 0);
        for (row, (holds, entry)) in (flags.first..).zip(conditions) {
            so_far += u32::from(holds.now);
            let flag = Live::new(format!("IF({},1,0)", holds.formula), u32::from(holds.now));
            let flag = to.put(row, flags.column, flag)?;
            let sum = Live::new(format!("SUM({})", down_to(&flags, row)), so_far);
            let is_last = Live::new(format!("{}={}", sum.formula, all.formula), sum.now == all.now);
            let separator = either(&sum.is(1), text(""), either(&is_last, text(" and "), text(", ")));
            let longer = joined([list.clone(), only_if(&flag.is(1), joined([separator, entry]))]);
            list = to.put(row, lists.column, longer)?;
        }
        Ok(Self { count: all, numbers: list })
    }
}

fn down_to(column: &WorkingColumn, row: RowNum) -> String {
    range(column.first, column.column, row, column.column)
}
