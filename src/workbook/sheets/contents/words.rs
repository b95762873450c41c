//! The words of Contents that are the same in every workbook, or in every extract.

use crate::framework::Bands;

pub(super) const GAP: &str = "No rating that can be used: the school left it out, or what it typed is no rating (see Findings). \
                   A gap counts in no figure.";

pub(crate) const AVERAGE: &str = "All ratings added up and divided by their number. A cluster's average is over all its ratings, and so is \
     the average of all schools: never an average of averages.";

/// With examples on both sides of the bands' limits: "3.4 is low, 3.5 is medium, 7.5 is high".
pub(crate) fn band_of_an_average(bands: &Bands) -> String {
    let (medium, high) = (f64::from(bands.medium.from), f64::from(bands.high.from));
    format!(
        "The band of the average rounded to a whole rating, halves upwards: {:.1} is low, {:.1} is medium, {:.1} is high.",
        medium - 0.6,
        medium - 0.5,
        high - 0.5
    )
}

/// How figures come about.
pub(super) fn figures(is_extract: bool) -> [(&'static str, &'static str); 6] {
    FIGURES.map(|(label, text)| match label {
        "Could help" if is_extract => (label, COULD_HELP_OF_EXTRACT),
        _ => (label, text),
    })
}

/// How the workbook follows what is changed in it.
pub(super) fn working_live(is_extract: bool) -> [(&'static str, &'static str); 7] {
    let mut lines = WORKING_LIVE;
    if is_extract {
        for (label, text) in OF_EXTRACT {
            lines.iter_mut().filter(|(of, _)| *of == label).for_each(|line| line.1 = text);
        }
    }
    lines
}

const FIGURES: [(&str, &str); 6] = [
    (
        "Need rank",
        "Rank 1 is the greatest need: the lowest average. Where averages are equal, more schools low come first, \
         then the lower KSF number. KSFs without an answer come last.",
    ),
    ("First three needs", "The KSFs with need ranks 1 to 3, as far as anybody answered them."),
    (
        "Could help",
        "The cluster's schools that are high. Where there is none, the school of the LA with the highest rating, if \
         that is high, with its cluster.",
    ),
    (
        "Return rate",
        "Registered schools with a return, as a share of all registered schools. Where no register of schools is given, \
         or it knows none of a cluster, the rate is empty and Schools counts those with a return.",
    ),
    ("Completion", "Ratings used, as a share of KSFs times schools with a return."),
    ("Pattern", "How a KSF's ratings are spread over a cluster: the first of the following that fits."),
];

const COULD_HELP_OF_EXTRACT: &str = "The cluster's schools that are high. Where there is none, the school of the LA's other \
                                     clusters that had the highest rating on the date above, if that was high, with its cluster.";

const WORKING_LIVE: [(&str, &str); 7] = [
    (
        "Changing a rating",
        "Type over a rating in a grid, or clear it. Totals, averages, shading, need order, names, action plan, charts, LA \
         summary, School page, Schools and Ratings follow at once. Returns, Mail merge and Findings stay as received; Changed on Ratings says what \
         is no longer as submitted.",
    ),
    (
        "White and grey cells",
        "In the grids you type under the schools' names; figures with a grey ground work themselves out. In Action plan \
         and LA summary white cells in the last columns are yours to fill in.",
    ),
    (
        "Entries to correct",
        "Excel refuses to take anything but a whole rating when it is typed, but not when it is pasted. What is no rating \
         is outlined, counts as a gap, and is counted in Check above its grid and, for all grids, under What went into it.",
    ),
    ("Pasting", "Paste values only (Paste Special, Values), so that the shading of the cells stays."),
    (
        "Sorting and filtering",
        "Schools, Returns, Mail merge, Findings and Ratings have filters. Leave the rows of the other tables where they are: Cluster \
         priorities sorts itself, and other sheets look there.",
    ),
    (
        "Workings",
        "Right of each grid, of the LA summary, of All plans and of School page, beyond what is printed, stand cells that other sheets quote. Where a \
         cluster has more than 50 schools, lists of names are put together there in parts.",
    ),
    (
        "Names",
        "Type one of these into the Name Box, left of the formula bar, to go there: Grid_1_ratings (and so on, in the \
         order of the sheets), KSF_list, Ratings_used, Ratings_missing, Ratings_rejected, Entries_to_correct.",
    ),
];

/// What reads otherwise in an extract.
const OF_EXTRACT: [(&str, &str); 4] = [
    (
        "Changing a rating",
        "Type over a rating in the grid, or clear it. Totals, averages, shading, need order, names, action plan, charts, \
         School page, Schools and Ratings follow at once. Returns, Mail merge and Findings stay as received; Changed on Ratings says what is no longer as \
         submitted.",
    ),
    (
        "White and grey cells",
        "In the grid you type under the schools' names; figures with a grey ground work themselves out. In Action plan \
         white cells in the last columns are yours to fill in.",
    ),
    (
        "Entries to correct",
        "Excel refuses to take anything but a whole rating when it is typed, but not when it is pasted. What is no rating \
         is outlined, counts as a gap, and is counted in Check above the grid and under What went into it.",
    ),
    (
        "Workings",
        "Right of the grid and of School page, beyond what is printed, stand cells that other sheets quote; among them, from the LA's other \
         clusters, who could help. Where the cluster has more than 50 schools, lists of names are put together there in \
         parts.",
    ),
];

pub(super) const ACCESSIBILITY: [(&str, &str); 3] = [
    (
        "What to expect",
        "Every sheet but School page says under its title which tables it holds. Tables have one row of headings and no merged \
         cells; nothing is hidden. Bands show by a letter as well as by a fill; charts have alternative texts.",
    ),
    (
        "For the workshop's sake",
        "Headings and names stay in view (frozen panes) and ratings are shaded: both help when a grid is projected. \
         Names of schools are turned so that a grid fits a page.",
    ),
    (
        "Empty cells",
        "An empty cell means that there is nothing to say, or, under a rating, that there is none.",
    ),
];
