//! What headings and the labels of rows say about what stands under or beside them: ratings, a period, a figure, a
//! school's name, something else.

mod role;
mod text_role;

pub use role::FigureKind;
pub(crate) use role::Role;
pub(crate) use text_role::{could_name, is_aside, is_value, mentions_rating, reads_as_school, role_of_text};
