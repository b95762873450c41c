//! The columns of what goes back to schools: their pages, letters to them; and of all clusters' plans together.

use super::FixedColumn;

columns! {
    /// The first columns of the ratings on a school's page, and the one behind the strip: by these a page is known, which is
    /// no return.
    SchoolPageColumn {
        Number "No.",
        Ksf "Key success factor (KSF)",
        Rating "Your rating",
        ClusterAverage "Cluster average",
        Range "Range",
    }
}

columns! {
    /// The columns of the table of all clusters' actions.
    AllPlansColumn of "AllPlans" {
        LocalAuthority "Local authority",
        Cluster "Cluster",
        Ksf "KSF",
        Action "Action",
        Lead "Lead",
        SupportFrom "Support from",
        ByWhen "By when",
        Evidence "How we will know",
        Status "Status",
    }
}

columns! {
    /// The columns of the workings right of it: a row for each row of the action plan with its authority and how many rows to
    /// there have something typed, and the rows of the plan that do.
    AllPlansWorking {
        LocalAuthority "Local authority of the row of the Action plan",
        Filled "Rows filled in up to it",
        Row "Rows of the Action plan that are filled in",
    }
}

columns! {
    /// The columns of the table for letters to schools: a row for each school with a return, and for each registered school
    /// without one. Points counts what it must put right.
    MailMergeColumn of "MailMerge" {
        School "School",
        DfeNumber "DfE number",
        Cluster "Cluster",
        LocalAuthority "Local authority",
        Email "E-mail",
        Returned "Returned",
        File "File",
        Date "Return date",
        Points "Points",
        ToDo "What to put right",
    }
}

columns! {
    /// The columns of the table of schools.
    SchoolsColumn of "Schools" {
        LocalAuthority "Local authority",
        Cluster "Cluster",
        School "School",
        DfeNumber "DfE number",
        Answered "Answered",
        Average "Average",
        Band "Band",
        Low "Low",
        Medium "Medium",
        High "High",
        Weakest "Weakest KSFs",
        Strongest "Strongest KSFs",
        AgainstCluster "Against cluster average",
    }
}
