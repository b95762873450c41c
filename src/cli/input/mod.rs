//! What the user gives: returns, the names for those that do not state theirs, lists, the framework, the date.

mod date;
mod files;
mod framework;
mod lists;

pub(crate) use date::{date, find_date};
pub(crate) use files::{find, reader};
pub(crate) use framework::framework;

use ksfgrid::consolidate::UserInput;
use ksfgrid::framework::Framework;
use ksfgrid::words::Failure;

use super::arguments::InputArguments;

/// Reads what was given beside the returns. Lists that cannot be used are failures: without them every figure would be
/// another one.
pub(crate) fn given(input: &InputArguments, framework: &Framework) -> Result<UserInput, Failure> {
    let register = input.register.as_deref().map(|path| lists::register(path, framework)).transpose()?;
    let names = input.names.as_deref().map(lists::names).transpose()?.unwrap_or_default();
    Ok(UserInput {
        local_authority: input.la.clone(),
        cluster: input.cluster.clone(),
        register,
        name_list: names,
        as_of: date::as_of(input),
    })
}
