//! What the tests of whole runs share: returns built in code, a folder to run the program in, and the written
//! workbook read back.
#![allow(dead_code, unused_imports, reason = "every test program uses a part of it")]

mod accounting;
mod awkward;
mod batches;
pub(crate) mod binary;
pub(crate) mod broken;
mod cells;
pub(crate) mod checks;
mod clusters;
pub(crate) mod damage;
mod edits;
mod ended;
mod folder;
pub(crate) mod follows;
mod framework;
mod label_variants;
mod label_wordings;
mod layouts;
mod libreoffice;
mod mutations;
mod nation;
mod not_ksfs;
mod older_formats;
pub(crate) mod outputs;
mod packs;
mod recalculation;
mod reference;
pub(crate) mod register;
mod sheet;
mod typed;
mod workshop;
mod written;

pub(crate) use accounting::assert_accounted;
pub(crate) use batches::{Doubtful, faulty, keep, outcome};
pub(crate) use cells::{SheetCells, Value, sheets};
pub(crate) use clusters::{Collection, collections, of_schools};
pub(crate) use edits::Steps;
pub(crate) use ended::{ended_after, kill, stoppable};
#[cfg(unix)]
pub(crate) use ended::{meanwhile, stop};
pub(crate) use folder::{Finding, Folder, Run, assert_workbook_is_sound, files_below, program};
pub(crate) use framework::{Factors, WITH_FRAMEWORK, of_four};
pub(crate) use label_variants::{Chance, Variant, Variants, variants, written_labels};
pub(crate) use layouts::{Form, Grid, KSFS, SchoolRows, cell_name};
pub(crate) use libreoffice::{Office, Results, address, saved_by_libreoffice};
pub(crate) use mutations::mutated;
pub(crate) use nation::{Estate, Given};
pub(crate) use not_ksfs::not_ksfs;
pub(crate) use older_formats::{ods, ods_that_repeats, ods_without_end, xls, xls_of_size};
pub(crate) use packs::{WITH_PACKS, build_packs, packs, two_clusters};
pub(crate) use recalculation::{Comparison, assert_results_are_right, formulas_at_least};
pub(crate) use sheet::{Book, Sheet, archive, rewritten};
pub(crate) use typed::Typed;
pub(crate) use workshop::Workshop;
pub(crate) use written::{RATINGS_TABLE, Row, Written, part, parts};

/// Ten ratings, none like its neighbour: for returns in which the ratings themselves do not matter.
pub(crate) const RATINGS: [u8; 10] = [7, 5, 4, 6, 8, 3, 9, 2, 5, 1];
