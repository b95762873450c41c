//! What a sheet has around its tables: title, links, print set-up.

mod frame;
mod links;

pub(crate) use frame::{
    BREAKS, TITLES, about_table, fitting_height, footer_text, height_of_page, keep_headings, open, print,
    print_page, to_contents,
};
pub(crate) use links::{ADDRESS_GUARD, FileLinks, to_sheet};
