//! The names in our own workbooks that other programs rely on: of sheets, of tables and of their columns.
//!
//! Data only. The stage that writes a workbook and the one that reads it back both take the names from here, so that neither
//! can call a sheet or a column otherwise than the other. Columns stand here in the order that they have in the table. What
//! a column holds and how it looks is for the writer to say; this file depends on nothing.

/// A column of a table whose heading is always the same.
pub trait FixedColumn: Copy + Eq + 'static {
    /// All of them, in their order.
    const ALL: &'static [Self];

    /// What stands over it.
    fn heading(self) -> &'static str;

    /// Its index among [`ALL`](Self::ALL).
    fn index(self) -> usize;

    /// The headings of all of them.
    #[must_use]
    fn headings() -> Vec<&'static str> {
        Self::ALL.iter().map(|column| column.heading()).collect()
    }
}

/// Declares columns in their order, each with its heading; `of` names the table that consists of them.
macro_rules! columns {
    ($(#[$about:meta])* $name:ident $(of $table:literal)? { $($column:ident $heading:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = concat!("\"", $heading, "\".")] $column,)*
        }

        $(impl $name {
            /// The name of the table.
            pub const TABLE: &'static str = $table;
        })?

        impl FixedColumn for $name {
            const ALL: &'static [Self] = &[$(Self::$column),*];

            fn heading(self) -> &'static str {
                match self {
                    $(Self::$column => $heading,)*
                }
            }

            fn index(self) -> usize {
                self as usize
            }
        }
    };
}

/// Declares the sheets of a workbook, each with its name.
macro_rules! sheets {
    ($(#[$about:meta])* $name:ident { $($sheet:ident $text:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {
            $(#[doc = concat!("\"", $text, "\".")] $sheet,)*
        }

        impl $name {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$sheet),*];

            /// Its name.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$sheet => $text,)*
                }
            }
        }
    };
}

mod for_schools;
mod national;

pub use for_schools::{AllPlansColumn, AllPlansWorking, MailMergeColumn, SchoolPageColumn, SchoolsColumn};
pub use national::{
    FindingsByAuthorityColumn, NationalGroupsColumn, NationalKsfsColumn, NationalSheet, NeedsColumn,
    NeedsOwnerColumn, RulesFoundColumn,
};

sheets! {
    /// A sheet of the workbook of a cluster or of a local authority. There is one grid for each cluster: its sheet's name
    /// starts with this name and goes on with the cluster's where there are several.
    Sheet {
        Contents "Contents",
        LaKeyFindings "Key findings LA",
        KeyFindings "Key findings",
        LaMap "KSFs by cluster",
        LaSummary "LA summary",
        Priorities "Cluster priorities",
        ActionPlan "Action plan",
        AllPlans "All plans",
        Charts "Charts",
        Grid "KSF grid",
        SchoolPage "School page",
        Schools "Schools",
        Returns "Returns",
        MailMerge "Mail merge",
        Findings "Findings",
        Ratings "Ratings",
        About "About these figures",
    }
}

impl Sheet {
    /// Whether schools' ratings are typed into it.
    #[must_use]
    pub fn is_grid(self) -> bool {
        self == Self::Grid
    }

    /// Whether a sheet of our workbook can be a grid, by its name: any can that is not known to hold something else, because
    /// people rename and copy grids.
    #[must_use]
    pub fn may_be_grid(name: &str) -> bool {
        let is_ours = |sheet: &Self| {
            sheet.name() == name || *sheet == Self::KeyFindings && name.starts_with(sheet.name())
        };
        Self::ALL.iter().all(|sheet| sheet.is_grid() || !is_ours(sheet))
    }
}

columns! {
    /// The columns that name a KSF: in a grid left of the schools, in the LA summary left of the clusters.
    KsfColumn {
        Number "KSF number",
        Name "KSF",
    }
}

columns! {
    /// The figures of a grid: the first two stand between the KSF and the schools, the others right of the schools.
    GridFigure {
        NeedRank "Need rank",
        Average "Average",
        Total "Total",
        Answered "Answered",
        Low "Low",
        Medium "Medium",
        High "High",
    }
}

impl GridFigure {
    /// Those left of the schools.
    pub const LEFT: [Self; 2] = [Self::NeedRank, Self::Average];
    /// Those right of the schools.
    pub const RIGHT: [Self; 5] = [Self::Total, Self::Answered, Self::Low, Self::Medium, Self::High];
    /// In older workbooks all stand right of the schools, in this order.
    pub const OLDER: [Self; 7] =
        [Self::Total, Self::Average, Self::Answered, Self::Low, Self::Medium, Self::High, Self::NeedRank];
}

columns! {
    /// The columns of the workings right of a grid that have a row for each KSF: its schools that are low and that are
    /// high; the highest rating in the cluster; the same over the authority's clusters up to this one, or in an extract over
    /// all of them; and the school that gave that rating.
    KsfWorking {
        SchoolsLow "Schools low",
        SchoolsHigh "Schools high",
        Highest "Highest rating",
        HighestSoFar "Highest in the LA's clusters up to this one",
        HighestSchool "School with it",
    }
}

columns! {
    /// The columns of the workings right of a grid that have a row for each school. Rejected counts entries that are no
    /// ratings, and gaps left by answers that were rejected when they were read.
    SchoolWorking {
        School "School",
        Answered "Answered",
        Low "Low",
        Medium "Medium",
        High "High",
        Lowest "Lowest",
        Highest "Highest",
        Weakest "Weakest KSFs",
        Strongest "Strongest KSFs",
        Rejected "Rejected",
    }
}

columns! {
    /// The columns of the LA summary's table of KSFs between what names the KSF and the clusters, each of which has a column
    /// with its average.
    LaSummaryColumn of "LASummary" {
        NeedRank "Need rank",
        AllSchools "All schools",
        Band "Band",
        Low "Low",
        Medium "Medium",
        High "High",
        InFirstThree "Clusters with it in their first three",
        HighestClusters "Highest cluster(s)",
        LowestClusters "Lowest cluster(s)",
        Response "LA response",
    }
}

columns! {
    /// The columns of the map of KSFs by cluster left of its clusters, of which each has a column headed by its place: 1 has
    /// the lowest average.
    LaMapColumn of "LAMap" {
        NeedRank "Need rank",
        Ksf "KSF",
        InFirstThree "First three of",
        AllSchools "All schools",
    }
}

columns! {
    /// The columns of the workings right of the table of clusters: entries that are no ratings, and the place among the
    /// clusters, from the lowest average.
    ClusterWorking {
        Rejected "Rejected",
        ToCorrect "Entries to correct",
        Place "Place from the lowest average",
    }
}

columns! {
    /// The columns of the LA summary's table of clusters.
    ClustersColumn of "Clusters" {
        Cluster "Cluster",
        Schools "Schools",
        Returns "Returns",
        ReturnRate "Return rate",
        Completion "Completion",
        Average "Average",
        Band "Band",
        FirstThree "First three needs",
    }
}

columns! {
    /// The columns of Cluster priorities: a row for each cluster and KSF, in order of need.
    PrioritiesColumn of "Priorities" {
        Cluster "Cluster",
        NeedRank "Need rank",
        KsfNumber "KSF number",
        Ksf "KSF",
        Average "Average",
        Band "Band",
        Answered "Answered",
        Low "Low",
        Medium "Medium",
        High "High",
        Pattern "Pattern",
        SchoolsLow "Schools low",
        CouldHelp "Could help",
    }
}

columns! {
    /// The columns of the action plan.
    ActionPlanColumn of "ActionPlan" {
        Cluster "Cluster",
        Ksf "KSF",
        NeedRank "Need rank",
        Average "Average",
        SchoolsLow "Schools low",
        Action "Action",
        Lead "Lead",
        SupportFrom "Support from",
        ByWhen "By when",
        Evidence "How we will know",
        Status "Status",
    }
}

impl ActionPlanColumn {
    /// Those that are there to be filled in.
    pub const ENTRIES: [Self; 6] =
        [Self::Action, Self::Lead, Self::SupportFrom, Self::ByWhen, Self::Evidence, Self::Status];
}

columns! {
    /// The columns of the numbers that a chart shows; the KSF stands there with its average.
    ChartsColumn {
        Ksf "KSF",
        Low "Low",
        Medium "Medium",
        High "High",
        NoRating "No rating",
        Average "Average",
    }
}

columns! {
    /// The columns of the table of returns: a row for each return, for each file that gave none, and for each registered
    /// school without a return.
    ReturnsColumn of "Returns" {
        File "File",
        Sheet "Sheet",
        Layout "Layout",
        LocalAuthority "Local authority",
        Cluster "Cluster",
        School "School",
        DfeNumber "DfE number",
        Date "Date",
        Rated "Rated",
        Missing "Missing",
        Rejected "Rejected",
        Status "Status",
    }
}

columns! {
    /// The columns of the table of findings.
    FindingsColumn of "Findings" {
        Severity "Severity",
        Rule "Rule",
        Found "What was found",
        Remedy "What to do",
        LocalAuthority "Local authority",
        Cluster "Cluster",
        School "School",
        Ksf "KSF",
        Value "Value",
        File "File",
        Sheet "Sheet",
        Cell "Cell",
    }
}

columns! {
    /// The columns of the table of ratings: a row for each school and KSF. File, Sheet and Cell say where the rating
    /// submitted was read; Evidence and Agreed actions what the return says beside it; the last two, which are there if any
    /// rating was changed in a workbook of ours that was read, what it was changed to, and where.
    RatingsColumn of "Ratings" {
        LocalAuthority "Local authority",
        Cluster "Cluster",
        School "School",
        DfeNumber "DfE number",
        KsfNumber "KSF number",
        Ksf "KSF",
        Submitted "Rating submitted",
        Now "Rating now",
        Band "Band",
        Changed "Changed",
        File "File",
        Sheet "Sheet",
        Cell "Cell",
        Evidence "Evidence",
        Actions "Agreed actions",
        ChangedTo "Changed to",
        ChangedIn "Changed in",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sheet_but_the_grids_is_known_by_its_name() {
        for sheet in Sheet::ALL {
            assert_eq!(Sheet::may_be_grid(sheet.name()), sheet.is_grid(), "{}", sheet.name());
        }
        assert!(Sheet::may_be_grid("KSF grid Riverside") && Sheet::may_be_grid("after the workshop"));
    }

    #[test]
    fn columns_are_found_at_their_index_by_headings_that_differ() {
        fn check<C: FixedColumn>() {
            for (index, column) in C::ALL.iter().enumerate() {
                assert_eq!(column.index(), index);
                assert_eq!(C::ALL.iter().filter(|other| other.heading() == column.heading()).count(), 1);
            }
        }
        check::<RatingsColumn>();
        check::<ReturnsColumn>();
        check::<FindingsColumn>();
        check::<GridFigure>();
    }
}
