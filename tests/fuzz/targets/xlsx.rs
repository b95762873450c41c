//! Workbooks of Excel 2007 and later, changed inside their parts.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_target!(init: ksfgrid_fuzz::keep_caught_panics(), |bytes: &[u8]| {
    ksfgrid_fuzz::file("return.xlsx", bytes);
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    ksfgrid_fuzz::mutate_package(data, size, max_size, seed)
});
