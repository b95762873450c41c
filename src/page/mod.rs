//! The offline page: what a browser asks of the program, from bytes and texts to bytes and texts.
//!
//! A page has readers and one collector, each in a worker of the browser. A reader turns the bytes of a submitted file into
//! cells ([`read`]); the collector ([`Collection`]) never sees the bytes of a file: it is given what was read, and makes of it
//! what is shown ([`view`]) and what is saved. Both run the same stages as the program. Nothing here knows a browser, but for
//! `bindings`, which hand all this to the page's scripts.

mod collection;
mod example;
mod made;
#[cfg(feature = "made-faults")]
mod made_faults;
mod options;
mod place;
mod problem;
mod reading;
mod saved;
#[cfg(test)]
mod tests;
mod view;
mod words;

#[cfg(all(target_family = "wasm", target_os = "unknown"))]
pub mod bindings;

pub use collection::Collection;
pub use example::example;
pub use place::{Given, Submitted, Task, places};
pub use reading::{Broken, read, read_names, read_register, unreadable};
pub use saved::Saved;
