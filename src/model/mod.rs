//! The words of the domain as types: rating, band, cell, school, date. At the bottom: imports nothing of ours.

mod cell;
mod count;
mod date;
mod free_name;
mod mark;
mod name_key;
mod natural_order;
mod number_words;
mod place;
mod rating;
mod repaired;
mod school_number;
mod table_layout;
mod words;

pub use cell::{CellRef, CellValue, Sourced, begins_formula, is_invisible_control};
pub use date::{CalendarDate, parse_date};
pub use mark::Mark;
pub use name_key::{NOT_STATED, name_key};
pub use natural_order::natural_order;
pub use place::Place;
pub use rating::{Band, Mean, Rating, Scale};
pub use repaired::repaired;
pub use school_number::{DfeNumber, Urn};
pub use table_layout::Layout;
pub use words::{INSIDE, counted, single_spaced};

pub(crate) use cell::is_invisible;
pub(crate) use count::count;
pub(crate) use date::is_month;
pub(crate) use free_name::first_free;
pub(crate) use number_words::number_named;
pub(crate) use rating::names_number;
pub(crate) use words::{
    CELL_TEXT, NOBODY_RATED, content_words, file_name, file_stem, first_few, folded, folded_words,
    kind_of_cluster, nobody_is_high, on_disk, shortened_to, utf16_length, words_of,
};

/// The custom document property (name and value) that marks a workbook as written by ksfgrid.
pub const OWN_MARK: (&str, &str) = ("Generator", "ksfgrid");

/// The columns of the ratings as a table for other programs, in their order; a table with these is ours.
pub const DATA_COLUMNS: [&str; 16] = [
    "local_authority",
    "cluster",
    "school",
    "dfe_number",
    "ksf_number",
    "ksf",
    "rating",
    "band",
    "status",
    "typed",
    "reason",
    "file",
    "sheet",
    "cell",
    "evidence",
    "actions",
];

/// How many of these columns every table has that was ever written.
pub(crate) const FIRST_DATA_COLUMNS: usize = 14;
