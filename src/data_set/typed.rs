//! What people typed into workbooks of ours, beside ratings: it goes into the next workbook.

use crate::contract::ActionPlanColumn;
use crate::model::CellValue;

/// Everything that was typed, each text once.
#[derive(Debug, Clone, Default)]
pub struct Typed {
    /// Rows of action plans, in the order in which they were read.
    pub actions: Vec<PlannedAction>,
    /// Responses of local authorities, in the order in which they were read.
    pub responses: Vec<LaResponse>,
}

/// A row of a cluster's action plan.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedAction {
    /// The local authority, or [`crate::model::NOT_STATED`].
    pub local_authority: String,
    /// The cluster, or [`crate::model::NOT_STATED`].
    pub cluster: String,
    /// The KSF as its cell names it.
    pub ksf: Option<String>,
    /// Whether it holds only a KSF that an earlier run may have filled in as one of the cluster's first needs.
    pub is_filled_in: bool,
    /// What stands in the columns to be filled in, in the order of
    /// [`ENTRIES`](crate::contract::ActionPlanColumn::ENTRIES).
    pub entries: [Option<CellValue>; ActionPlanColumn::ENTRIES.len()],
}

/// A local authority's response to a KSF.
#[derive(Debug, Clone, PartialEq)]
pub struct LaResponse {
    /// The local authority, or [`crate::model::NOT_STATED`]; `None` if the workbook was about several.
    pub local_authority: Option<String>,
    /// The index of the KSF.
    pub ksf: usize,
    /// What was typed.
    pub text: CellValue,
}
