//! What was made of the files with the user's options: what is shown and what is saved follow from it.

use super::options::Options;
use crate::consolidate::UserInput;
use crate::data_set::DataSet;
use crate::divide::by_authority;
use crate::model::CalendarDate;
use crate::words::{FileNames, file_name_of};
use crate::workbook::Settings;

/// What was made of the files with the user's options.
pub(super) struct Made {
    pub(super) options: Options,
    pub(super) date: CalendarDate,
    pub(super) given: UserInput,
    pub(super) data: DataSet,
}

impl Made {
    /// What a workbook says about the run. It may be saved anywhere, so that links from it would lead nowhere.
    pub(super) fn settings(&self) -> Settings {
        Settings { period: Options::typed(self.options.period.as_ref()), as_of: self.date, source_base: None }
    }

    /// Whether everything goes into one workbook.
    pub(super) fn is_one_workbook(&self) -> bool {
        let several = self.data.authorities().len() > 1;
        !self.options.packs && (!several || self.options.all_in_one)
    }

    /// What the collection is called: after its only cluster, its only authority, or by their number.
    pub(super) fn title(&self) -> String {
        let data = &self.data;
        let mut clusters: Vec<_> = data.schools.iter().map(|s| (&s.local_authority, &s.cluster)).collect();
        clusters.dedup();
        match (data.authorities().as_slice(), clusters.as_slice()) {
            ([], _) => "No return".to_owned(),
            (_, [(_, cluster)]) => (*cluster).clone(),
            ([authority], _) => (*authority).to_owned(),
            (several, _) => format!("{} local authorities", several.len()),
        }
    }

    /// What will be saved: the name of its file and what it is.
    pub(super) fn announced(&self) -> (String, String) {
        let base = file_name_of(&self.title(), "KSF");
        let is_zip = !self.is_one_workbook() || self.options.data.is_some();
        let name = format!("{base}.{}", if is_zip { "zip" } else { "xlsx" });
        let mut parts = Vec::new();
        if self.is_one_workbook() {
            parts.push("Workbook".to_owned());
        } else {
            let divided = by_authority(self.data.clone());
            parts.push(FileNames::of(&divided.authorities, self.options.packs).described());
        }
        parts.extend(self.options.data.map(|_| "ratings as a table".to_owned()));
        (name, parts.join(", "))
    }
}
