//! The slow tests: what needs LibreOffice, or many files changed by chance.

mod error_values;
mod live;
mod mutations;
mod printing;
mod recalculation;
mod school_pages;
mod typed_texts;
