//! What the user gives in addition to the returns.

use crate::register::{NameList, Register};

use super::as_of::AsOf;

/// What the user gives in addition to the returns.
#[derive(Debug, Default)]
pub struct UserInput {
    /// The local authority of returns that do not state it.
    pub local_authority: Option<String>,
    /// The cluster of returns that do not state it.
    pub cluster: Option<String>,
    /// The schools that there are.
    pub register: Option<Register>,
    /// Which schools names in the returns stand for.
    pub name_list: NameList,
    /// The date of the run; no return can be later.
    pub as_of: AsOf,
}
