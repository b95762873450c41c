//! Recognition, validation, consolidation and figures on sheets of arbitrary cells.
#![no_main]

use ksfgrid_fuzz::Edited;
use libfuzzer_sys::fuzz_target;

fuzz_target!(init: ksfgrid_fuzz::keep_caught_panics(), |edited: Edited| {
    ksfgrid_fuzz::stages("return.xlsx", &edited.workbook());
});
