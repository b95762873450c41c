//! The columns that name a KSF, which a grid and the LA summary begin with.

use rust_xlsxwriter::ColNum;

use crate::contract::{FixedColumn, KsfColumn};
use crate::workbook::conversions;

/// The number of one of them.
pub(crate) fn ksf_column(column: KsfColumn) -> ColNum {
    conversions::columns(column.index())
}

/// The first column right of them: that of the first school, or of the first cluster.
pub(crate) fn first_right_of_ksf() -> ColNum {
    conversions::columns(KsfColumn::ALL.len())
}
