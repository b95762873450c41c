//! Text files (CSV and the like): their characters, their separator, their cells.

mod decode;
mod likely_letters;
mod separator;
mod table;

pub(super) use decode::decode_head;
pub(super) use separator::Separated;
pub(super) use table::read;
