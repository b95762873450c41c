//! What a school is asked for, rule by rule: the remedies of the rules speak to whoever runs ksfgrid.

use crate::finding::Finding;
use crate::model::Scale;
use crate::rules::{self, Rule};

/// A whole number on the scale.
const RATING: &str = "{rating}";

/// What a school is asked for where Excel passes over ratings that were typed as text.
const AS_NUMBERS: &str =
    "Please type the ratings that are text again as numbers: Excel leaves text out of totals and averages.";

/// What a school is asked for, for every error and warning that can be about a cluster's returns.
static REQUESTS: [(&Rule, &str); 45] = [
    // Files and sheets
    (&rules::FILE_NOT_OPENED, "Please send the file again: this copy could not be opened."),
    (&rules::FILE_EMPTY, "Please send the file again: this copy is empty."),
    (
        &rules::PASSWORD_PROTECTED,
        "Please take the password or the sensitivity label off (File > Info > Protect Workbook), and send the file again.",
    ),
    (&rules::FILE_DAMAGED, "Please send the file again: this copy is damaged."),
    (&rules::NOT_A_WORKBOOK, "Please send the Excel workbook itself."),
    (&rules::FORMAT_NOT_READ, "Please save the file as an Excel workbook (.xlsx) and send that."),
    (
        &rules::NO_RETURN,
        "Please check that this is the file you meant to send; if it is, please use the form that was sent out.",
    ),
    (&rules::BLANK_TEMPLATE, "Please send the completed form: this one is blank."),
    (
        &rules::SHEET_NOT_READ,
        "Please open the file in Excel, save it as a new workbook (.xlsx) and send that.",
    ),
    (
        &rules::RATING_COLUMN_UNCLEAR,
        "Please tell us which column holds your ratings: head it Rating, and send the file again.",
    ),
    (
        &rules::FILE_TOO_LARGE,
        "Please copy the sheet with your ratings into a new workbook and send that: this file is far larger than a return.",
    ),
    (
        &rules::CHECKSUM_WRONG,
        "Please send the file again, or check its ratings against your copy: some of it was changed by accident on its way.",
    ),
    (
        &rules::FILE_TOO_COSTLY,
        "Please copy the sheet with your ratings into a new workbook and send that: this file takes too much to read.",
    ),
    (&rules::NOT_UNPACKED, "Please send the workbooks that are in the file, each by itself."),
    (&rules::HIDDEN_RATINGS, "Please check the hidden columns or rows: their ratings were read."),
    (
        &rules::NOT_PRESENT,
        "Please send your present ratings: these are, by their sheet's name or title, an example or of another time.",
    ),
    (
        &rules::NOT_CARRIED_ON,
        "Please tell us where this belongs: it was typed into the workbook and has no sure place in the new one.",
    ),
    (&rules::OWN_WORK_SKIPPED, "Please tell us whether what was typed into this workbook still holds."),
    // Whose return it is
    (
        &rules::SCHOOL_NOT_STATED,
        "Please write the school's name beside the label School, and send the file again.",
    ),
    (&rules::IDENTITY_CONTRADICTORY, "Please tell us which of the two is right."),
    (&rules::NEAR_NAME, "Please tell us whether the two are the same, and which way the name is written."),
    (&rules::SEVERAL_LAS, "Please tell us which local authority is right."),
    (&rules::REGISTER_NEAR_MATCH, "Please tell us the school's full name and its DfE number."),
    (&rules::REGISTER_AMBIGUOUS, "Please tell us the school's DfE number."),
    (&rules::REGISTER_CONTRADICTS, "Please tell us which of the two is right."),
    (&rules::LABEL_NO_SCHOOL, "Please write the school's name in full where it stands for a school."),
    (
        &rules::NUMBER_SHARED,
        "Please check your school's DfE number and URN: another school's return gives the same.",
    ),
    (&rules::SCHOOL_IS_CODE, "Please write the schools' names instead of numbers or letters."),
    // Ratings
    (&rules::OFF_SCALE, "Please give your rating as {rating}."),
    (&rules::NOT_WHOLE, "Please tell us which rating you mean: {rating}."),
    (&rules::PERCENTAGE, "Please give your rating as {rating}, not as a percentage."),
    (&rules::NOT_A_RATING, "Please give your rating as {rating}, with nothing else in the cell."),
    (
        &rules::NOT_APPLICABLE,
        "Please rate this KSF with {rating}, or confirm that the school does not rate it.",
    ),
    (
        &rules::TURNED_INTO_DATE,
        "Please give your rating as {rating}: Excel has turned what you typed into a date.",
    ),
    (&rules::CELL_ERROR, "Please type your rating, {rating}, in place of the formula."),
    (&rules::NO_RESULT, "Please type your rating, {rating}, in place of the formula."),
    (&rules::RATED_TWICE, "Please tell us which of the ratings is right."),
    (&rules::MISSING, "Please give your rating, {rating}."),
    // Key success factors
    (&rules::KSF_MISSING, "Please give your rating of this KSF, {rating}: its row or column is missing."),
    (&rules::KSF_CLOSE, "Please check that this is the KSF you rated."),
    // Stated totals and averages
    (
        &rules::STATED_TOTAL,
        "Please check the formula behind the totals: often its range is a row or column too short.",
    ),
    (
        &rules::STATED_AVERAGE,
        "Please check the formula behind the averages: often its range is a row or column too short.",
    ),
    // The same school twice, and the collection
    (&rules::LATER_RETURN_USED, "Please confirm that the later return is the right one."),
    (&rules::CONFLICTING_RETURNS, "Please tell us which of your returns is right."),
    (&rules::NOTHING_RATED, "Please send the completed form: no rating on this one could be used."),
];

/// What a school is asked for on account of a finding; the rule's remedy where nothing is laid down.
pub(super) fn request(finding: &Finding, scale: Scale) -> String {
    let asked = match REQUESTS.iter().find(|(rule, _)| rule.code == finding.rule.code) {
        None => finding.remedy.clone(),
        Some((_, request)) => {
            request.replace(RATING, &format!("a whole number from {} to {}", scale.lowest, scale.highest))
        }
    };
    match finding.remedy.strip_prefix(rules::TYPED_AS_TEXT) {
        None => asked,
        Some("") => AS_NUMBERS.to_owned(),
        Some(_) => format!("{AS_NUMBERS} {asked}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::Severity;

    use super::*;

    #[test]
    fn every_error_and_warning_asks_for_something() {
        let asked: Vec<&str> = REQUESTS.iter().map(|(rule, _)| rule.code).collect();
        let severe = rules::ALL.iter().filter(|rule| rule.severity != Severity::Note);
        assert_eq!(asked, severe.map(|rule| rule.code).collect::<Vec<_>>());
    }
}
