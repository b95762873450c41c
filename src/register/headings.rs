//! What the columns of a register are headed with: as returns are, but for "Name".

use crate::lexicon::{IdentityField, identity_heading};
use crate::model::name_key;

/// The field of a heading, and how much the heading says so: 0 the most. Returns `None` for headings of what no register
/// is read for.
pub(super) fn field(text: &str) -> Option<(IdentityField, usize)> {
    match identity_heading(text)? {
        // On a form the name is a person's; a register lists schools.
        (IdentityField::Other, _) if name_key(text) == "name" => Some((IdentityField::School, usize::MAX)),
        (IdentityField::Other | IdentityField::Date, _) => None,
        known => Some(known),
    }
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
            ("URN", IdentityField::Urn),
            ("LA (code)", IdentityField::AuthorityCode),
            ("LA (name)", IdentityField::LocalAuthority),
            ("EstablishmentNumber", IdentityField::Establishment),
            ("EstablishmentName", IdentityField::School),
            ("EstablishmentStatus (name)", IdentityField::Status),
            ("LAESTAB", IdentityField::DfeNumber),
            ("DfE no.", IdentityField::DfeNumber),
            ("School name", IdentityField::School),
            ("Local Authority", IdentityField::LocalAuthority),
            ("CLUSTER", IdentityField::Cluster),
            ("Cluster name", IdentityField::Cluster),
            ("Local education authority", IdentityField::LocalAuthority),
            ("DfES", IdentityField::DfeNumber),
            ("DfE ref", IdentityField::DfeNumber),
            ("School title", IdentityField::School),
            ("Name", IdentityField::School),
            ("E-mail", IdentityField::Email),
            ("School email address", IdentityField::Email),
            ("MainEmail", IdentityField::Email),
        ] {
            assert_eq!(field(text).map(|(field, _)| field), Some(expected), "{text}");
        }
        for text in [
            "PreviousLA (name)",
            "PreviousEstablishmentNumber",
            "EstablishmentStatus (code)",
            "TypeOfEstablishment (name)",
            "SchoolCapacity",
            "Headteacher",
            "Date of return",
            "",
        ] {
            assert_eq!(field(text), None, "{text}");
        }
    }
}
