//! The sheets: their order, names and what each is for.

/// A sheet of the workbook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sheet {
    Contents,
    LaSummary,
    Priorities,
    ActionPlan,
    Charts,
    /// The grid of the cluster at this place.
    Grid(usize),
    Schools,
    Returns,
    Findings,
    Ratings,
}

/// The order of the sheets: one cluster's workbook opens with its grid, an authority's with its summary.
pub(super) fn in_order(clusters: usize) -> Vec<Sheet> {
    use Sheet::{
        ActionPlan, Charts, Contents, Findings, Grid, LaSummary, Priorities, Ratings, Returns, Schools,
    };
    let mut order = match clusters {
        1 => vec![Contents, Grid(0), Priorities, ActionPlan, Charts, LaSummary],
        _ => vec![Contents, LaSummary, Priorities, ActionPlan, Charts],
    };
    if clusters != 1 {
        order.extend((0..clusters).map(Grid));
    }
    order.extend([Schools, Returns, Findings, Ratings]);
    order
}

/// The order of the sheets of an extract: one cluster, without what sums up an authority.
pub(super) fn of_extract() -> Vec<Sheet> {
    in_order(1).into_iter().filter(|sheet| !matches!(sheet, Sheet::Charts | Sheet::LaSummary)).collect()
}

impl Sheet {
    /// Its name; a grid's starts with this and goes on with its cluster's where there are several.
    pub(super) fn fixed_name(self) -> &'static str {
        match self {
            Self::Contents => "Contents",
            Self::LaSummary => "LA summary",
            Self::Priorities => "Cluster priorities",
            Self::ActionPlan => "Action plan",
            Self::Charts => "Charts",
            Self::Grid(_) => "KSF grid",
            Self::Schools => "Schools",
            Self::Returns => "Returns",
            Self::Findings => "Findings",
            Self::Ratings => "Ratings",
        }
    }

    /// What it is for, for the list on Contents.
    pub(super) fn purpose(self) -> &'static str {
        match self {
            Self::Contents => "This page.",
            Self::LaSummary => {
                "Every KSF over all schools, clusters side by side, and every cluster in a line."
            }
            Self::Priorities => {
                "The main page for the workshop: each cluster's KSFs in order of need, who is low, who could help."
            }
            Self::ActionPlan => "Each cluster's first three needs, with room for actions, leads and dates.",
            Self::Charts => "Schools low, medium and high on each KSF, in order of need.",
            Self::Grid(_) => "Every school's rating of every KSF, shaded; project it or print it.",
            Self::Schools => "Each school's profile, for its own improvement plan.",
            Self::Returns => "Every file that was looked at, what became of it, and who has not returned.",
            Self::Findings => "What to look at: what was found, where, and what to do about it.",
            Self::Ratings => "Every rating in one long list, for pivot tables and other programs.",
        }
    }
}
