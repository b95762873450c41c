//! What was made of the files with the user's options: what is shown and what is saved follow from it.

use super::options::Options;
use crate::consolidate::UserInput;
use crate::data_set::DataSet;
use crate::divide::Part;
use crate::documents::{FileNames, Packs, file_name_of};
use crate::model::CalendarDate;
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

    /// Whether there is one file to be saved, and not an archive of several.
    pub(super) fn is_one_file(&self) -> bool {
        self.is_one_workbook() && self.options.data.is_none()
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

    /// The name of a file with this ending, after the collection.
    pub(super) fn file_name(&self, ending: &str) -> String {
        format!("{}.{ending}", file_name_of(&self.title(), "KSF"))
    }

    /// The names of the documents of these authorities.
    pub(super) fn file_names(&self, authorities: &[Part]) -> FileNames {
        FileNames::of(authorities, if self.options.packs { Packs::Clusters } else { Packs::No })
    }

    /// What is saved, in words.
    pub(super) fn described(&self, authorities: &[Part]) -> String {
        let workbooks = if self.is_one_workbook() {
            "Workbook".to_owned()
        } else {
            self.file_names(authorities).described()
        };
        let table = self.options.data.map(|_| "ratings as a table".to_owned());
        [workbooks].into_iter().chain(table).collect::<Vec<_>>().join(", ")
    }
}
