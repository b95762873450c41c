//! What the columns of a register are headed with, in one table.

use crate::model::name_key;

/// A column of a register.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Field {
    School,
    LocalAuthority,
    /// Three digits: with the establishment's number, the DfE number.
    AuthorityCode,
    Cluster,
    DfeNumber,
    Establishment,
    Urn,
    /// Open, closed …
    Status,
}

/// Folded headings by field. Where several columns fit a field, the heading that stands further left here is meant:
/// first those of "Get Information about Schools" (GIAS), then what people write.
const HEADINGS: [(Field, &[&str]); 8] = [
    (
        Field::School,
        &[
            "establishmentname",
            "schoolname",
            "nameofschool",
            "school",
            "establishment",
            "schools",
            "nameofestablishment",
            "schoolacademy",
            "schoolsname",
            "schoolorsetting",
            "settingname",
            "setting",
            "academy",
            "name",
        ],
    ),
    (
        Field::LocalAuthority,
        &[
            "laname",
            "localauthorityname",
            "localauthority",
            "nameoflocalauthority",
            "la",
            "lea",
            "leaname",
            "authority",
            "council",
        ],
    ),
    (
        Field::AuthorityCode,
        &["lacode", "localauthoritycode", "leacode", "lanumber", "lano", "lanum", "authoritycode"],
    ),
    (
        Field::Cluster,
        &[
            "cluster",
            "clustername",
            "nameofcluster",
            "extendedservicescluster",
            "escluster",
            "schoolcluster",
            "clusterofschools",
            "clustergroup",
        ],
    ),
    (
        Field::DfeNumber,
        &[
            "laestab",
            "dfenumber",
            "dfeno",
            "dfe",
            "laestabnumber",
            "laestabno",
            "dfenumberlaestab",
            "laestabdfenumber",
            "dcsfnumber",
            "dcsfno",
            "dfesnumber",
            "dfesno",
            "schoolnumber",
            "schoolno",
        ],
    ),
    (
        Field::Establishment,
        &["establishmentnumber", "estab", "estabnumber", "estabno", "establishmentno", "estabcode"],
    ),
    (Field::Urn, &["urn", "uniquereferencenumber", "schoolurn", "urnnumber", "uniquereferencenumberurn"]),
    (
        Field::Status,
        &["establishmentstatusname", "establishmentstatus", "schoolstatus", "status", "openorclosed"],
    ),
];

/// The field of a heading, and how much the heading says so: 0 the most.
pub(super) fn field(text: &str) -> Option<(Field, usize)> {
    // Headings are short; a long text in a column of remarks is none.
    if text.len() > 60 {
        return None;
    }
    let key = name_key(text);
    HEADINGS.iter().find_map(|(field, keys)| Some((*field, keys.iter().position(|k| *k == key)?)))
}

/// Whether a text heads one of the columns that are read of a register.
#[must_use]
pub fn is_heading(text: &str) -> bool {
    field(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_read_as_gias_and_as_people_write_them() {
        for (text, expected) in [
            ("URN", Field::Urn),
            ("LA (code)", Field::AuthorityCode),
            ("LA (name)", Field::LocalAuthority),
            ("EstablishmentNumber", Field::Establishment),
            ("EstablishmentName", Field::School),
            ("EstablishmentStatus (name)", Field::Status),
            ("LAESTAB", Field::DfeNumber),
            ("DfE no.", Field::DfeNumber),
            ("School name", Field::School),
            ("Local Authority", Field::LocalAuthority),
            ("CLUSTER", Field::Cluster),
            ("Cluster name", Field::Cluster),
        ] {
            assert_eq!(field(text).map(|(field, _)| field), Some(expected), "{text}");
        }
        for text in [
            "PreviousLA (name)",
            "PreviousEstablishmentNumber",
            "EstablishmentStatus (code)",
            "TypeOfEstablishment (name)",
            "SchoolCapacity",
            "",
        ] {
            assert_eq!(field(text), None, "{text}");
        }
    }

    #[test]
    fn no_heading_stands_for_two_fields() {
        let mut all: Vec<&str> = HEADINGS.iter().flat_map(|(_, keys)| keys.iter().copied()).collect();
        all.sort_unstable();
        let count = all.len();
        all.dedup();
        assert_eq!(all.len(), count);
    }
}
