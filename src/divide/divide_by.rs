//! What a collection is divided by, and where each thing in it says to which part it belongs.

use crate::data_set::{Contact, LaResponse, PlannedAction, Registered, ReturnRow, SchoolRecord};
use crate::finding::Location;
use crate::lexicon::{authority_key, cluster_key};

/// What a collection is divided by.
#[derive(Debug, Clone, Copy)]
pub(super) enum DivideBy {
    LocalAuthority,
    Cluster,
}

impl DivideBy {
    /// What tells a name from others.
    pub(super) fn key(self, name: &str) -> String {
        match self {
            Self::LocalAuthority => authority_key(name),
            Self::Cluster => cluster_key(name),
        }
    }

    pub(super) fn of_school(self, school: &SchoolRecord) -> &str {
        match self {
            Self::LocalAuthority => &school.local_authority,
            Self::Cluster => &school.cluster,
        }
    }

    pub(super) fn of_row(self, row: &ReturnRow) -> Option<&str> {
        match self {
            Self::LocalAuthority => row.local_authority.as_deref(),
            Self::Cluster => row.cluster.as_deref(),
        }
    }

    pub(super) fn of_location(self, location: &Location) -> Option<&str> {
        match self {
            Self::LocalAuthority => location.local_authority.as_deref(),
            Self::Cluster => location.cluster.as_deref(),
        }
    }

    pub(super) fn of_action(self, action: &PlannedAction) -> &str {
        match self {
            Self::LocalAuthority => &action.local_authority,
            Self::Cluster => &action.cluster,
        }
    }

    pub(super) fn of_response(self, response: &LaResponse) -> Option<&str> {
        match self {
            Self::LocalAuthority => response.local_authority.as_deref(),
            Self::Cluster => None,
        }
    }

    pub(super) fn of_contact(self, contact: &Contact) -> &str {
        match self {
            Self::LocalAuthority => &contact.local_authority,
            Self::Cluster => &contact.cluster,
        }
    }

    pub(super) fn of_group(self, group: &Registered) -> Option<&str> {
        match self {
            Self::LocalAuthority => Some(&group.local_authority),
            Self::Cluster => group.cluster.as_deref(),
        }
    }
}
