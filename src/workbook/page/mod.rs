//! What a sheet has around its tables: title, links, print set-up.

mod frame;
mod links;
mod print;

pub(crate) use frame::{TITLES, about_table, open};
pub(crate) use links::{ADDRESS_GUARD, FileLinks, to_sheet};
pub(crate) use print::{BREAKS, fitting_height, height_of_page, keep_headings, print};
