//! Binary workbooks, changed inside their parts.
#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};

fuzz_target!(init: ksfgrid_fuzz::keep_refused_memory(), |bytes: &[u8]| {
    ksfgrid_fuzz::file("return.xlsb", bytes);
});

fuzz_mutator!(|data: &mut [u8], size: usize, max_size: usize, seed: u32| {
    ksfgrid_fuzz::mutate_package(data, size, max_size, seed)
});
