//! Reading in a process apart: files that cannot be shown to be harmless are read by the program started once more,
//! with a limit of memory and of time, so that a file that makes the reading library run wild costs that file only.
//!
//! In: a file's name and bytes, as [`crate::read`] takes them. Out: the same [`crate::read::Contents`], sent back over a pipe.
//! [`Workers`] is the one side, [`serve`] the other. Only the program has it: a build without the command line reads
//! everything in its own process.

mod apart;
mod limits;
mod message;
mod pool;
mod serve;

pub use pool::Workers;
pub use serve::{asked_to_serve, serve};
