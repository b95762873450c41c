//! Whose return each one is: its school, cluster and local authority.
//!
//! In: the files' returns, the user's register and list of names. Out: an [`IdentifiedReturn`] for each, findings, and
//! questions about names that the register almost has. [`evidence`] gathers what a return, its file and its folders say,
//! each with its rank (`claims`); `register_match` looks for the school on the register, and `naming` decides. A name that
//! is only similar decides nothing; what is taken from a name of a folder, sheet or file is told (`taken_names`).

mod claims;
mod coded_names;
mod evidence;
mod folders;
mod framework_words;
mod identified_return;
mod known_names;
mod missing_authorities;
mod name_list;
mod name_words;
mod names_in;
mod naming;
mod register_findings;
mod register_match;
mod shared_parts;
mod similar_schools;
mod spelling;
mod taken_names;

use rayon::prelude::*;

use super::name_likeness::Vocabulary;
use super::user_input::UserInput;
use crate::data_set::DataSet;
use crate::finding::Finding;

pub(super) use coded_names::is_code;
pub(super) use evidence::{Evidence, evidence};
pub(super) use identified_return::{IdentifiedReturn, OnNameList};
pub(super) use register_match::RegisterMatch;

/// Names each return; findings and questions go into the data set.
pub(super) fn identify(
    mut evidence: Vec<Evidence>,
    input: &UserInput,
    vocabulary: &Vocabulary,
    data: &mut DataSet,
) -> Vec<IdentifiedReturn> {
    name_list::apply(&mut evidence, input, &mut data.findings);
    let (matches, questions) = register_match::match_all(&evidence, input, vocabulary);
    data.questions = questions;
    let (mut returns, findings): (Vec<IdentifiedReturn>, Vec<Vec<Finding>>) = evidence
        .into_par_iter()
        .zip(matches)
        .map(|(evidence, register_match)| naming::name_return(evidence, register_match, input))
        .unzip();
    data.findings.extend(findings.into_iter().flatten());
    if input.local_authority.is_none() {
        missing_authorities::fill_in(&mut returns, input.register.as_ref(), &mut data.findings);
    }
    spelling::agree_on_spelling(&mut returns, input.register.as_ref());
    taken_names::report(&returns, &mut data.findings);
    coded_names::report(&returns, &mut data.findings);
    if let Some(register) = &input.register {
        register_findings::report(&returns, register, vocabulary, &mut data.findings);
    }
    returns
}
