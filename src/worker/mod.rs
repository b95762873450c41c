//! Reading in another process: files that cannot be shown to be harmless are read by the program started once more, with a
//! limit of memory and of time, so that a file on which the reading library hangs or breaks costs that file only.
//!
//! In: a file's name and bytes, as [`crate::read`] takes them. Out: the same [`crate::read::Contents`], sent back over a pipe.
//! [`Workers`] is the program's side, [`serve`] the worker's. A build without the command line has neither, and reads
//! everything in its own process.

mod limits;
mod message;
mod pool;
mod process;
mod serve;

pub use pool::Workers;
pub use serve::{asked_to_serve, serve};
