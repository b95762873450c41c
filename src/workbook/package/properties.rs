//! What a workbook says about itself where a file's properties are shown.

use rust_xlsxwriter::DocProperties;

use crate::framework::Framework;
use crate::model::OWN_MARK;
use crate::workbook::conversions::excel_date;
use crate::workbook::error::WorkbookError;
use crate::workbook::settings::Settings;
use crate::workbook::text::{escaped, one_line, shortened};

/// The properties of a workbook; its title begins with what it is called.
pub(crate) fn properties(
    title: &str,
    framework: &Framework,
    settings: &Settings,
) -> Result<DocProperties, WorkbookError> {
    let mut title = shortened(title, 200);
    let period = settings.period.as_deref().map(one_line).unwrap_or_default();
    if !period.is_empty() {
        title = format!("{title}: {}", shortened(&period, 100));
    }
    Ok(DocProperties::new()
        .set_title(escaped(&title))
        .set_subject(escaped(&framework.title))
        .set_author(OWN_MARK.1)
        .set_keywords(escaped(&keywords(framework)))
        .set_comment("Ratings, figures and findings from schools' self-assessment returns.")
        .set_custom_property(OWN_MARK.0, OWN_MARK.1)
        .set_custom_property("Language", "en-GB")
        .set_creation_datetime(&excel_date(settings.as_of)?))
}

/// Words that people search for; among them what the self-assessment is about, which its title says before a colon.
fn keywords(framework: &Framework) -> String {
    let title = one_line(&framework.title);
    let subject = title.split(':').next().unwrap_or_default().trim();
    let mut letters = subject.chars();
    let begins_a_word = subject.chars().nth(1).is_some_and(char::is_lowercase);
    let subject = match letters.next() {
        Some(first) if begins_a_word => first.to_lowercase().chain(letters).collect(),
        _ => subject.to_owned(),
    };
    let subject = shortened(&subject, 100);
    format!("KSF, key success factors, {subject}, cluster review")
}
