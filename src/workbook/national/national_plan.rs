//! The plan of a national summary: what its sheets are made from, and which there are.

use crate::analyse::Nation;
use crate::contract::{
    FindingsByAuthorityColumn, FindingsColumn, NationalKsfsColumn, NationalSheet, ReturnsColumn,
    RulesFoundColumn,
};
use crate::data_set::DataSet;
use crate::framework::Framework;
use crate::workbook::settings::Settings;
use crate::workbook::style::Styles;

/// Everything that the sheets are made from.
pub(super) struct NationalPlan<'a> {
    pub(super) nation: &'a Nation,
    /// The returns and findings that belong to no authority.
    pub(super) rest: &'a DataSet,
    /// The file name of each authority's workbook, which lies beside this one.
    pub(super) workbooks: &'a [String],
    pub(super) framework: &'a Framework,
    pub(super) settings: &'a Settings,
    pub(super) styles: Styles,
    /// The sheets in their order.
    pub(super) sheets: Vec<NationalSheet>,
}

/// The order of the sheets; the last two only if there is something to put there.
pub(super) fn sheet_order(rest: &DataSet) -> Vec<NationalSheet> {
    let has_rows = |sheet: &NationalSheet| match sheet {
        NationalSheet::OtherReturns => !rest.returns.is_empty(),
        NationalSheet::OtherFindings => !rest.findings.is_empty(),
        _ => true,
    };
    NationalSheet::ALL.iter().copied().filter(has_rows).collect()
}

/// What it is for, for the list on Contents.
pub(super) fn purpose(sheet: NationalSheet) -> &'static str {
    match sheet {
        NationalSheet::Contents => "This page.",
        NationalSheet::Ksfs => "Every KSF over all schools of all local authorities.",
        NationalSheet::Authorities => {
            "Every local authority in a line: returns, averages, first needs, findings; filter it, and the totals follow."
        }
        NationalSheet::AuthorityNeeds => "Each authority's KSFs in order of need, with counts by band.",
        NationalSheet::Clusters => "Every cluster in a line; filter it, and the totals follow.",
        NationalSheet::ClusterNeeds => "Each cluster's KSFs in order of need, with counts by band.",
        NationalSheet::Findings => "How many findings each authority has, by rule.",
        NationalSheet::Rules => "The rules behind the findings: what they mean and what to do.",
        NationalSheet::OtherReturns => {
            "Files that belong to no authority: what they are, and what became of them."
        }
        NationalSheet::OtherFindings => "Findings about these files.",
    }
}

/// The table that it holds; Contents holds none.
pub(super) fn table(sheet: NationalSheet) -> &'static str {
    match sheet {
        NationalSheet::Contents => "",
        NationalSheet::Ksfs => NationalKsfsColumn::TABLE,
        NationalSheet::Authorities => "LocalAuthorities",
        NationalSheet::AuthorityNeeds => "LANeeds",
        NationalSheet::Clusters => "NationalClusters",
        NationalSheet::ClusterNeeds => "ClusterNeeds",
        NationalSheet::Findings => FindingsByAuthorityColumn::TABLE,
        NationalSheet::Rules => RulesFoundColumn::TABLE,
        NationalSheet::OtherReturns => ReturnsColumn::TABLE,
        NationalSheet::OtherFindings => FindingsColumn::TABLE,
    }
}
