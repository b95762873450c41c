//! An answer of a return → an answer of its school.

use crate::consolidate::identity::IdentifiedReturn;
use crate::data_set::Answer;
use crate::validate::ValidatedAnswer;

/// An answer with the file and sheet that it was read from.
pub(super) fn sourced(answer: ValidatedAnswer, of: &IdentifiedReturn) -> Answer {
    let (file, sheet) = answer.source.unwrap_or_else(|| (of.file.clone(), of.content.sheet.clone()));
    let ValidatedAnswer { outcome, cell, submitted, said, .. } = answer;
    Answer { outcome, file, sheet, cell, submitted, said }
}
