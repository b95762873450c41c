//! What a sheet has around its tables: title, links, print set-up.

mod frame;
mod links;
mod print;

pub(crate) use frame::{TITLES, back, keep_headings, open};
pub(crate) use links::{ADDRESS_GUARD, FileLinks, to_cell, to_sheet};
pub(crate) use print::{
    BREAKS, GrowingColumns, Lies, PrintArea, TABLE_TEXT, fitting_height, footer_text, height_of_page, points,
    print, print_growing, print_page, print_whole,
};
