//! A return of which it is known whose it is.

use std::sync::Arc;

use super::claims::TakenFrom;
use super::register_match::RegisterMatch;
use crate::data_set::{Counts, ReturnStatus};
use crate::finding::Location;
use crate::model::{CalendarDate, DfeNumber, Urn};
use crate::validate::ValidatedReturn;

/// What the user's list of names says about a return's school.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnNameList {
    Nothing,
    /// That schools with similar names are other schools.
    Distinct,
    /// Which name it stands for.
    Name,
    /// Which number is its own.
    Number,
}

impl OnNameList {
    /// Whether it says which school is meant.
    pub(super) fn says_which(self) -> bool {
        matches!(self, Self::Name | Self::Number)
    }
}

/// A return with the names of its school, cluster and local authority.
#[derive(Debug)]
pub(crate) struct IdentifiedReturn {
    pub(crate) file: Arc<str>,
    pub(crate) content: ValidatedReturn,
    pub(crate) local_authority: Option<String>,
    pub(crate) cluster: Option<String>,
    pub(crate) school: Option<String>,
    pub(crate) dfe_number: Option<DfeNumber>,
    pub(crate) urn: Option<Urn>,
    /// What the local authority and the cluster were taken from, if neither a sheet nor the register or the user gives them.
    pub(crate) authority_from: Option<TakenFrom>,
    pub(crate) cluster_from: Option<TakenFrom>,
    /// Whether the local authority is stated, the register's, or said to be one by a name.
    pub(crate) is_authority_known: bool,
    /// The folder that is named after the local authority, if folders go by authority and cluster.
    pub(crate) authority_folder: Option<String>,
    pub(crate) is_cluster_stated: bool,
    pub(crate) register_match: RegisterMatch,
    pub(crate) on_name_list: OnNameList,
    /// How its answers were read.
    pub(crate) counts: Counts,
    /// The school's name as the return has it.
    pub(crate) name_in_return: Option<String>,
    pub(crate) status: ReturnStatus,
}

impl IdentifiedReturn {
    /// The date that the return states.
    pub(crate) fn date(&self) -> Option<CalendarDate> {
        self.content.identity.date
    }

    /// Its file, sheet and first cell, and whose it is.
    pub(crate) fn location(&self) -> Location {
        let mut location = Location::sheet(&self.file, &self.content.sheet);
        location.cell = self.content.at;
        self.add_identity(&mut location);
        location
    }

    /// Adds whose return it is to a location in it.
    pub(crate) fn add_identity(&self, location: &mut Location) {
        self.add_cluster(location);
        location.school.clone_from(&self.school);
    }

    /// Adds the cluster and the local authority to the location of a table of several schools.
    pub(crate) fn add_cluster(&self, location: &mut Location) {
        location.local_authority.clone_from(&self.local_authority);
        location.cluster.clone_from(&self.cluster);
    }
}
