//! The sheets, tables and columns of the national summary, the workbook that sums up several local authorities.

use super::FixedColumn;

sheets! {
    /// A sheet of the national summary.
    NationalSheet {
        Contents "Contents",
        Ksfs "National summary",
        Authorities "Local authorities",
        AuthorityNeeds "LA needs",
        Clusters "Clusters",
        ClusterNeeds "Cluster needs",
        Findings "Findings by LA",
        Rules "Rules",
        OtherReturns "Returns of no LA",
        OtherFindings "Findings of no LA",
    }
}

columns! {
    /// The columns of the national summary's table of KSFs.
    NationalKsfsColumn of "NationalSummary" {
        KsfNumber "KSF number",
        Ksf "KSF",
        Average "Average",
        Band "Band",
        Answered "Answered",
        Low "Low",
        Medium "Medium",
        High "High",
        NeedRank "Need rank",
        InFirstThree "LAs with it in their first three",
        LowestAuthorities "Lowest LA(s)",
    }
}

columns! {
    /// The columns that the tables of needs in the national summary begin with; that of authorities has no Cluster.
    NeedsOwnerColumn {
        LocalAuthority "Local authority",
        Cluster "Cluster",
    }
}

columns! {
    /// The other columns of these tables: a row for each authority or cluster and KSF, in order of need.
    NeedsColumn {
        NeedRank "Need rank",
        KsfNumber "KSF number",
        Ksf "KSF",
        Average "Average",
        Band "Band",
        Answered "Answered",
        Low "Low",
        Medium "Medium",
        High "High",
    }
}

columns! {
    /// The columns of the national summary's tables of local authorities and of clusters. A KSF's average stands between
    /// Band and First three needs; Cluster is in the table of clusters only; Clusters and the columns from Errors on are in
    /// that of authorities only; Registered schools, Returned and Return rate are there if there is a register.
    NationalGroupsColumn {
        LocalAuthority "Local authority",
        Cluster "Cluster",
        Clusters "Clusters",
        Schools "Schools",
        Registered "Registered schools",
        Returned "Returned",
        ReturnRate "Return rate",
        Completion "Completion",
        Used "Ratings used",
        Missing "Ratings missing",
        Rejected "Ratings rejected",
        Total "Total",
        Average "Average",
        Band "Band",
        FirstThree "First three needs",
        Errors "Errors",
        Warnings "Warnings",
        Notes "Notes",
        Findings "Findings",
        Workbook "Workbook",
    }
}

columns! {
    /// The columns of the national summary's table of findings; one for each rule follows.
    FindingsByAuthorityColumn of "FindingsByLA" {
        LocalAuthority "Local authority",
        Errors "Errors",
        Warnings "Warnings",
        Notes "Notes",
        All "All",
    }
}

columns! {
    /// The columns of the national summary's table of rules.
    RulesFoundColumn of "RulesFound" {
        Rule "Rule",
        Severity "Severity",
        Found "What was found",
        Remedy "What to do",
        Findings "Findings",
        Authorities "LAs with it",
    }
}
