//! Schools' self-assessment returns in Excel → one checked, shaded workbook.
//!
//! In England, schools in a cluster rate themselves 1 to 10 on ten key success factors (KSFs) of extended services.
//! This library reads their returns as they arrive, judges every rating, works out the figures and writes a
//! workbook for cluster managers and local authorities. Data flows one way, each stage with one input and output:
//!
//! 1. [`discover`]: paths → submitted files, as the pipeline's [`pipeline::Submission`]. The only stage that touches the file
//!    system.
//! 2. [`read`]: bytes → raw sheets of cells. The only place that knows calamine.
//! 3. [`layout`]: raw sheets → recognised tables: which cell answers which KSF for which school.
//! 4. [`validate`]: recognised tables → returns and findings: every value is judged here.
//! 5. [`consolidate`]: returns → data set: whose return it is, each school once; with a [`register`] of schools if the user
//!    gave one.
//! 6. [`divide`]: data set → a data set for each local authority, or for each cluster of one.
//! 7. [`analyse`]: data set → figures: means, bands, need order, who can help whom.
//! 8. What is written: [`workbook`]: figures → bytes of the .xlsx, the only place that knows `rust_xlsxwriter`;
//!    [`corrections`]: a cluster's data set → what its schools have to correct, as a text; [`export`]: data set → the ratings
//!    for other programs.
//!
//! [`pipeline`] runs the stages in order; [`documents`] runs the last ones (7 and 8) side by side for a collection of several
//! local authorities. Every stage may use [`model`], [`lexicon`], [`framework`], [`rules`], [`finding`] and [`data_set`]; those
//! that write our own workbook or read it back use [`contract`]; a front end follows a run through [`observe`], and
//! [`words`] is what it shows people afterwards: reports, findings, explanations, failures. Everything but `discover` works
//! from bytes to bytes. The program reads files that may be harmful through `worker`, in another process; that module exists
//! only with the feature `cli`.
//!
//! ```
//! use ksfgrid::consolidate::UserInput;
//! use ksfgrid::framework::Framework;
//! use ksfgrid::observe::Silent;
//! use ksfgrid::pipeline::Run;
//! use ksfgrid::read::InProcess;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let submitted = ksfgrid::discover::discover(&["fixtures/northshire".into()])?;
//! let given = UserInput::default();
//! let run = Run::new(&InProcess, Framework::embedded(), &given, &Silent);
//! let data = run.collect(&submitted.files);
//! let figures = run.analyse(&data);
//! let first_need = figures.need_order[0];
//! assert_eq!(run.framework.ksfs[first_need].name, "Impact measurement");
//! # Ok(())
//! # }
//! ```

// Only what must call Windows itself may hold unsafe code.
#![cfg_attr(not(windows), forbid(unsafe_code))]

pub mod analyse;
pub mod consolidate;
pub mod contract;
pub mod corrections;
pub mod data_set;
pub mod discover;
pub mod divide;
pub mod documents;
pub mod export;
pub mod finding;
pub mod framework;
mod inflate;
pub mod layout;
pub mod lexicon;
pub mod lists;
pub mod model;
pub mod observe;
#[cfg(any(feature = "page", test))]
pub mod page;
pub mod pipeline;
pub mod read;
pub mod register;
pub mod rules;
pub mod validate;
#[cfg(all(windows, feature = "cli"))]
pub mod windows;
pub mod words;
pub mod workbook;
#[cfg(feature = "cli")]
pub mod worker;
