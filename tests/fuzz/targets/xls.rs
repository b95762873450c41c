//! Workbooks of Excel 97 to 2003.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: ksfgrid_fuzz::keep_refused_memory(), |bytes: &[u8]| {
    ksfgrid_fuzz::file("return.xls", bytes);
});
