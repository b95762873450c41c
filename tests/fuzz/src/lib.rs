//! What the fuzz targets share: a file or a workbook goes through the stages on one thread, and any panic outside the
//! reading library, where panics are caught on purpose, ends the target.

#![feature(alloc_error_hook)]

mod package;
mod workbook;

use std::alloc::set_alloc_error_hook;
use std::panic;
use std::sync::{Arc, LazyLock};

use ksfgrid::analyse::analyse;
use ksfgrid::consolidate::{UserInput, consolidate};
use ksfgrid::framework::Framework;
use ksfgrid::layout::Recogniser;
use ksfgrid::read::{Contents, InProcess, RawWorkbook, Reader, is_reading};
use ksfgrid::validate::validate;

pub use package::mutate as mutate_package;
pub use workbook::Edited;

static RECOGNISER: LazyLock<Recogniser> = LazyLock::new(|| Recogniser::new(Framework::embedded()));

/// A panic that is caught is no crash; libFuzzer's own hook would end the target over it.
pub fn keep_caught_panics() {
    let ending = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if !is_reading() {
            ending(info);
        }
    }));
}

/// As [`keep_caught_panics`], for formats that the program reads in a process of their own: memory that is refused there
/// is one finding, and here no more than another caught panic.
pub fn keep_refused_memory() {
    keep_caught_panics();
    set_alloc_error_hook(|layout| {
        assert!(!is_reading(), "no memory for {} bytes", layout.size());
    });
}

/// A file, from its bytes to figures.
pub fn file(name: &str, bytes: &[u8]) {
    if let Contents::Workbook(book) = InProcess.read(name, bytes) {
        stages(name, &book);
    }
}

/// A workbook's cells, from recognition to figures. Every return has an answer to each KSF, and every school comes out of
/// some return.
pub fn stages(name: &str, book: &RawWorkbook) {
    let framework = Framework::embedded();
    let recognised = RECOGNISER.recognise(book);
    let validated = validate(&Arc::from(name), &recognised, framework);
    for one in &validated.returns {
        assert_eq!(one.answers.len(), framework.ksfs.len());
    }
    let returns = validated.returns.len();
    let data = consolidate(vec![validated], &UserInput::default(), framework);
    assert!(data.schools.len() <= returns);
    for school in &data.schools {
        assert_eq!(school.answers.len(), framework.ksfs.len());
    }
    let figures = analyse(&data, framework);
    assert!(figures.need_order.len() <= framework.ksfs.len());
}
