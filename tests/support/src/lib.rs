//! What the tests of whole runs share: returns built in code, a folder to run the program in, and the written
//! workbook read back.

mod accounting;
mod awkward;
mod batches;
pub mod binary;
pub mod broken;
mod cells;
pub mod checks;
mod clusters;
mod containers;
pub mod damage;
mod edits;
mod ended;
mod folder;
pub mod follows;
mod framework;
mod grid_at;
pub mod key_findings;
mod label_variants;
mod label_wordings;
mod layouts;
mod libreoffice;
mod mutations;
mod nation;
mod not_ksfs;
mod older_formats;
pub mod outputs;
mod packs;
mod printed;
mod recalculation;
mod record;
mod reference;
pub mod register;
mod sheet;
mod trace;
mod typed;
mod workbook_text;
mod workshop;
mod written;

pub use accounting::assert_accounted;
pub use batches::{Doubtful, faulty, keep, outcome};
pub use cells::{Cell, SheetCells, Value, sheets, sheets_of};
pub use clusters::{Collection, collections, of_ratings, of_schools, rejected, two_hundred_schools};
pub use containers::{mailed, saved_by_outlook, zipped};
pub use edits::{At, Steps};
pub use ended::{ended_after, kill, stoppable};
#[cfg(unix)]
pub use ended::{meanwhile, stop};
pub use folder::{
    Content, Finding, Folder, Run, assert_workbook_is_sound, files_below, program, program_path,
};
pub use framework::{Factors, WITH_FRAMEWORK, of_four};
pub use grid_at::{GridAt, grids};
pub use label_variants::{Chance, Variant, Variants, variants, written_labels};
pub use layouts::{Form, Grid, KSFS, SchoolRows, cell_name};
pub use libreoffice::{Office, Results, address, saved_by_libreoffice};
pub use mutations::mutated;
pub use nation::{Estate, Given};
pub use not_ksfs::not_ksfs;
pub use older_formats::{
    ods, ods_of_rows, ods_that_repeats, ods_without_end, xls, xls_formatted, xls_of_size, xls_with,
};
pub use packs::{WITH_PACKS, build_packs, packs, two_clusters};
pub use printed::{PrintedPage, printed};
pub use recalculation::{Comparison, assert_results_are_right, formulas_at_least};
pub use record::RECORD;
pub use sheet::{Book, Sheet, archive, part_of_sheet, rewritten, with_numbers, with_text};
pub use trace::{Input, Tracer};
pub use typed::{ERRORS, Typed};
pub use workbook_text::workbook_text;
pub use workshop::Workshop;
pub use written::{RATINGS_TABLE, Row, Written, part, parts};

/// Ten ratings, none like its neighbour: for returns in which the ratings themselves do not matter.
pub const RATINGS: [u8; 10] = [7, 5, 4, 6, 8, 3, 9, 2, 5, 1];
