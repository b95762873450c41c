//! What a sheet has around its tables: title, links, print set-up.

mod frame;
mod links;

pub(crate) use frame::{
    BREAKS, TITLES, about_table, fitting_height, height_of_page, keep_headings, open, print,
};
pub(crate) use links::{ADDRESS_GUARD, FileLinks, to_sheet};
