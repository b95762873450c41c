//! What headings and the labels of rows say about what stands under or beside them: ratings, a period, a figure, a
//! school's name, something else.

mod evidence;
mod heading;
mod heading_words;
mod role;

pub(crate) use evidence::{Evidence, Feature, NO_SCHOOL};
pub(crate) use heading::{
    could_name, is_aside, is_value, mentions_figure, mentions_rating, read_heading, role_of_text,
};
pub use role::FigureKind;
pub(crate) use role::{Heading, Rank, Role};
