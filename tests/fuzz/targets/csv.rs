//! Text tables.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(init: ksfgrid_fuzz::keep_caught_panics(), |bytes: &[u8]| {
    ksfgrid_fuzz::file("return.csv", bytes);
});
