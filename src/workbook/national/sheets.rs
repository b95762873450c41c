//! The sheets of the national summary: their order, names and what each is for.

use crate::data_set::DataSet;

/// A sheet of the national summary.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sheet {
    Contents,
    Ksfs,
    Authorities,
    AuthorityNeeds,
    Clusters,
    ClusterNeeds,
    Findings,
    Rules,
    /// Returns and files that belong to no authority.
    OtherReturns,
    /// Findings that belong to no authority.
    OtherFindings,
}

/// The order of the sheets; the last two only where there is something to put there.
pub(super) fn in_order(rest: &DataSet) -> Vec<Sheet> {
    use Sheet::{
        Authorities, AuthorityNeeds, ClusterNeeds, Clusters, Contents, Findings, Ksfs, OtherFindings,
        OtherReturns, Rules,
    };
    let mut order =
        vec![Contents, Ksfs, Authorities, AuthorityNeeds, Clusters, ClusterNeeds, Findings, Rules];
    if !rest.returns.is_empty() {
        order.push(OtherReturns);
    }
    if !rest.findings.is_empty() {
        order.push(OtherFindings);
    }
    order
}

impl Sheet {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Contents => "Contents",
            Self::Ksfs => "National summary",
            Self::Authorities => "Local authorities",
            Self::AuthorityNeeds => "LA needs",
            Self::Clusters => "Clusters",
            Self::ClusterNeeds => "Cluster needs",
            Self::Findings => "Findings by LA",
            Self::Rules => "Rules",
            Self::OtherReturns => "Returns of no LA",
            Self::OtherFindings => "Findings of no LA",
        }
    }

    /// What it is for, for the list on Contents.
    pub(super) fn purpose(self) -> &'static str {
        match self {
            Self::Contents => "This page.",
            Self::Ksfs => "Every KSF over all schools of all local authorities.",
            Self::Authorities => {
                "Every local authority in a line: returns, averages, first needs, findings; filter it, and the totals follow."
            }
            Self::AuthorityNeeds => "Each authority's KSFs in order of need, with counts by band.",
            Self::Clusters => "Every cluster in a line; filter it, and the totals follow.",
            Self::ClusterNeeds => "Each cluster's KSFs in order of need, with counts by band.",
            Self::Findings => "How many findings each authority has, by rule.",
            Self::Rules => "The rules behind the findings: what they mean and what to do.",
            Self::OtherReturns => {
                "Files that belong to no authority: what they are, and what became of them."
            }
            Self::OtherFindings => "Findings about these files.",
        }
    }
}
