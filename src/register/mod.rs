//! Lists that the user gives in addition to the returns: a register of schools, and a list of names with the schools that
//! they stand for.
//!
//! In: the cells of a list, however it was saved. Out: a [`Register`] that finds schools by number and by folded name,
//! or a [`NameList`]. Nothing here knows a return; what returns and register have to do with each other is decided where
//! returns are brought together.

mod headings;
mod name_list;
mod read;
mod schools;

pub use headings::is_heading;
pub use name_list::{MeantSchool, NameLine, NameList, NameListError, to_csv};
pub use read::RegisterError;
pub use schools::{Register, RegisteredName, RegisteredSchool};
