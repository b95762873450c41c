//! Work in progress.
pub mod analyse;
pub mod finding;
pub mod framework;
pub mod model;
pub mod rules;
