//! Where the columns of a school's page are, and on the sheet School page the workings right of it.

use rust_xlsxwriter::{ColNum, RowNum};

use crate::framework::Framework;
use crate::workbook::cells::references;
use crate::workbook::conversions;

/// The columns of the page in digits: number, KSF, the school's rating, the cluster's average; the strip as a whole; the range,
/// the authority's average.
pub(super) const WIDTHS: [f64; 7] = [4.5, 36.0, 8.0, 9.5, 32.0, 9.0, 8.5];
/// Maximum number of ratings of the scale that a strip has a cell for.
const STRIP: usize = 15;
/// The columns.
pub(super) const NUMBER: ColNum = 0;
pub(super) const NAME: ColNum = 1;
pub(super) const RATING: ColNum = 2;
pub(super) const AVERAGE: ColNum = 3;
const STRIP_LEFT: ColNum = 4;

/// The row of the headings of the workings.
pub(super) const HEADINGS: RowNum = 4;
/// Number of strengths, and of priorities.
pub(super) const ITEMS: usize = 3;

/// Declares workings: where each stands in its order, and what is written over or beside it.
macro_rules! workings {
    ($(#[$about:meta])* $name:ident { $($working:ident $heading:literal,)* }) => {
        $(#[$about])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum $name {
            $($working,)*
        }

        impl $name {
            pub(super) const ALL: &'static [Self] = &[$(Self::$working),*];

            pub(super) fn heading(self) -> &'static str {
                match self {
                    $(Self::$working => $heading,)*
                }
            }
        }
    };
}

workings! {
    /// About the school chosen, one below the other.
    Chosen {
        Place "Place among all schools",
        First "First school of the cluster",
        Last "Last school of the cluster",
        From "First row of the cluster on Ratings",
        To "Last row of the cluster on Ratings",
        LaFrom "First row of the LA on Ratings",
        LaTo "Last row of the LA on Ratings",
        Authority "Place of the LA",
        Schools "Schools in the cluster",
        Used "Ratings used",
        Average "Average",
        ClusterAverage "Average of the cluster",
        Lowest "Lowest rating",
        Highest "Highest rating",
        High "Ratings that are high",
        StrongFrom "A strength from this rating on",
    }
}

workings! {
    /// A row for each KSF.
    OfKsf {
        Number "KSF number",
        Name "KSF",
        Own "Rating",
        Average "Cluster average",
        Answered "Answered",
        Low "Low",
        Lowest "Lowest in the cluster",
        Highest "Highest in the cluster",
        LaAverage "LA average",
        NeedRank "Need rank in the cluster",
        Strength "Strength",
        StrengthRank "Strength rank",
        Priority "Priority",
        PriorityRank "Priority rank",
    }
}

workings! {
    /// A row for each priority, then for each strength.
    OfItem {
        What "What",
        Ksf "KSF number",
        Own "Rating",
        Said "Evidence in one line",
        Shown "Evidence as shown",
        Key1 "First other school: key",
        Key2 "Second: key",
        Key3 "Third: key",
        Rating1 "First: rating",
        Rating2 "Second: rating",
        Rating3 "Third: rating",
        Name1 "First: name",
        Name2 "Second: name",
        Name3 "Third: name",
        Named "Schools that could be named",
        Elsewhere "Highest elsewhere in the LA",
        ElsewhereName "School with it",
    }
}

workings! {
    /// A row for each school; columns of what it must put right follow.
    OfSchool {
        Name "School",
        About "About it",
        First "First school of the cluster",
        Last "Last school of the cluster",
        LaFirst "First school of the LA",
        LaLast "Last school of the LA",
        Authority "Place of the LA",
    }
}

workings! {
    /// A row for each KSF of each local authority: the highest rating outside the cluster, where the cluster has no high one.
    OfAuthority {
        Highest "Highest in the LA",
        School "School with it",
    }
}

/// Where everything is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Places {
    pub(super) ksfs: usize,
    /// The lowest rating of the scale, and the number of cells of the strip: none where the scale is long.
    pub(super) lowest: u8,
    pub(super) strip: usize,
    /// Whether there is a column for the authority's averages.
    pub(super) has_authority: bool,
    pub(super) schools: usize,
    pub(super) authorities: usize,
    /// Number of lines of what is to be put right.
    pub(super) corrections: usize,
}

impl Places {
    pub(super) fn strip_of(framework: &Framework) -> usize {
        let ratings = usize::from(framework.scale.highest - framework.scale.lowest) + 1;
        if ratings > STRIP { 0 } else { ratings }
    }

    pub(super) fn strip_column(at: usize) -> ColNum {
        STRIP_LEFT + conversions::columns(at)
    }

    pub(super) fn range_column(&self) -> ColNum {
        Self::strip_column(self.strip)
    }

    /// The last column of the page, that of the authority's averages if there is one.
    pub(super) fn last_column(&self) -> ColNum {
        self.range_column() + ColNum::from(self.has_authority)
    }

    /// The width of each column of the page, in digits.
    pub(super) fn widths(&self) -> Vec<f64> {
        let [number, mut name, rating, average, strip, mut range, authority] = WIDTHS;
        if self.strip == 0 {
            name += strip;
        }
        if !self.has_authority {
            range += authority;
        }
        let cells = conversions::count(self.strip.max(1));
        let strip = std::iter::repeat_n(strip / f64::from(cells), self.strip);
        let after = [range].into_iter().chain(self.has_authority.then_some(authority));
        [number, name, rating, average].into_iter().chain(strip).chain(after).collect()
    }

    // ---------------------------------------------------------------------------------------- workings

    /// The first column of the workings; a blank one stands before them.
    pub(super) fn workings(&self) -> ColNum {
        self.last_column() + 2
    }

    pub(super) fn chosen_at(&self, working: Chosen) -> (RowNum, ColNum) {
        (HEADINGS + 1 + working as RowNum, self.workings() + 1)
    }

    pub(super) fn chosen(&self, working: Chosen) -> String {
        let (row, column) = self.chosen_at(working);
        references::cell(row, column)
    }

    pub(super) fn ksf_row(ksf: usize) -> RowNum {
        HEADINGS + 1 + conversions::rows(ksf)
    }

    pub(super) fn ksf_column(&self, working: OfKsf) -> ColNum {
        self.workings() + 3 + working as ColNum
    }

    pub(super) fn of_ksf(&self, working: OfKsf, ksf: usize) -> String {
        references::cell(Self::ksf_row(ksf), self.ksf_column(working))
    }

    /// A working of all KSFs.
    pub(super) fn of_ksfs(&self, working: OfKsf) -> String {
        let column = self.ksf_column(working);
        references::range(Self::ksf_row(0), column, Self::ksf_row(self.ksfs - 1), column)
    }

    /// The row of the headings above the items.
    pub(super) fn item_headings(&self) -> RowNum {
        let of_chosen = HEADINGS + 1 + conversions::rows(Chosen::ALL.len());
        (Self::ksf_row(self.ksfs) + 1).max(of_chosen + 1)
    }

    pub(super) fn item_row(&self, item: usize) -> RowNum {
        self.item_headings() + 1 + conversions::rows(item)
    }

    pub(super) fn item_column(&self, working: OfItem) -> ColNum {
        self.workings() + 3 + working as ColNum
    }

    pub(super) fn of_item(&self, working: OfItem, item: usize) -> String {
        references::cell(self.item_row(item), self.item_column(working))
    }

    /// The first column of the list of schools.
    fn list(&self) -> ColNum {
        self.authority_column(OfAuthority::School) + 2
    }

    pub(super) fn school_row(school: usize) -> RowNum {
        HEADINGS + 1 + conversions::rows(school)
    }

    pub(super) fn school_column(&self, working: OfSchool) -> ColNum {
        self.list() + working as ColNum
    }

    /// The column of a line of what is to be put right.
    pub(super) fn correction_column(&self, line: usize) -> ColNum {
        self.school_column(OfSchool::Authority) + 1 + conversions::columns(line)
    }

    /// A column of the list of schools.
    pub(super) fn of_schools(&self, column: ColNum) -> String {
        references::range(Self::school_row(0), column, self.last_school_row(), column)
    }

    fn last_school_row(&self) -> RowNum {
        Self::school_row(self.schools.max(1) - 1)
    }

    pub(super) fn authority_row(&self, authority: usize, ksf: usize) -> RowNum {
        HEADINGS + 1 + conversions::rows(authority * self.ksfs + ksf)
    }

    pub(super) fn authority_column(&self, working: OfAuthority) -> ColNum {
        self.item_column(OfItem::ElsewhereName) + 2 + working as ColNum
    }

    /// A working of all KSFs of all authorities.
    pub(super) fn of_authorities(&self, working: OfAuthority) -> String {
        let column = self.authority_column(working);
        let last = self.authority_row(self.authorities.max(1) - 1, self.ksfs - 1);
        references::range(self.authority_row(0, 0), column, last, column)
    }
}
