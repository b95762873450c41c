//! The words of the domain as types: rating, band, cell, school, date. At the bottom: imports nothing of ours.

mod cell;
mod date;
mod free_name;
mod identity;
mod mark;
mod number_words;
mod rating;
mod words;

pub use cell::{CellRef, CellValue, Sourced, begins_formula, steers};
pub use date::{CalendarDate, parse_date};
pub use identity::{DfeNumber, Layout, NOT_STATED, Urn, name_key, natural_order};
pub use mark::Mark;
pub use rating::{Band, Mean, Rating, Scale};

pub(crate) use cell::is_invisible;
pub(crate) use date::is_month;
pub(crate) use free_name::first_free;
pub(crate) use number_words::number_named;
pub(crate) use rating::says;
pub(crate) use words::{content_words, folded, folded_words, words_of};

/// The custom document property (name and value) that marks a workbook as written by ksfgrid.
pub const OWN_MARK: (&str, &str) = ("Generator", "ksfgrid");

/// The columns of the ratings as a table for other programs, in their order; a table with these is ours.
pub const DATA_COLUMNS: [&str; 14] = [
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
];
