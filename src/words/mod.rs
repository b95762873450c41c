//! Words for people: what every front end says about a run, its findings and what keeps it from being done.
//!
//! In: data sets, findings, rules, explanations, errors. Out: [`Line`]s, parts of which stand out in some
//! [`Tone`], and [`Failure`]. Nothing here prints, opens a file or knows a terminal.

mod entries;
mod explanation;
mod failure;
mod findings;
mod lists;
mod report;
mod rules;
mod text;

pub use entries::is_lost;
pub use explanation::explanation;
pub use failure::{Failure, files_of, holds_no_return, no_usable_return};
pub use findings::{errors, findings};
pub use lists::{NAMES_REMEDY, REGISTER_REMEDY, not_read};
pub use report::{Needs, Summary, counted, first_findings, name_questions, read, read_and_found};
pub use rules::{all_rules, rule};
pub use text::{Line, Span, Tone};
