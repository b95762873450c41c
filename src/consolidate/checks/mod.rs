//! What is looked at once all returns are together: names that almost match, dates, and who has not returned.
//!
//! In: returns of which it is known whose they are. Out: findings, and questions to the user. No return is changed.

mod contacts;
mod dates;
mod not_returned;
mod similar_names;

pub(super) use contacts::contacts;
pub(super) use dates::dates;
pub(super) use not_returned::not_returned;
pub(super) use similar_names::{each_question_once, similar_names};
