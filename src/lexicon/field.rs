//! What a heading or label can ask for that says whose return it is, in returns as in registers.

use serde::Deserialize;

/// What a heading or label asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum IdentityField {
    /// The local authority.
    LocalAuthority,
    /// The three digits of a local authority.
    AuthorityCode,
    /// The cluster.
    Cluster,
    /// The school.
    School,
    /// The DfE number.
    DfeNumber,
    /// The establishment's four digits of the DfE number.
    Establishment,
    /// The unique reference number.
    Urn,
    /// Whether a school is open or closed.
    Status,
    /// A school's e-mail address.
    Email,
    /// The day of the self-assessment.
    Date,
    /// Something else that forms ask for; its value is passed over.
    Other,
}

impl IdentityField {
    /// Whether it belongs to one school, and not to all schools of a table.
    #[must_use]
    pub fn is_of_one_school(self) -> bool {
        matches!(self, Self::School | Self::DfeNumber | Self::Urn)
    }

    /// What a column under such a heading holds, in words.
    #[must_use]
    pub fn column(self) -> &'static str {
        match self {
            Self::LocalAuthority => "the local authority",
            Self::AuthorityCode => "codes of local authorities",
            Self::Cluster => "the cluster",
            Self::School => "the schools' names",
            Self::DfeNumber | Self::Establishment => "DfE numbers",
            Self::Urn => "URNs",
            Self::Status => "whether schools are open",
            Self::Email => "e-mail addresses",
            Self::Date => "dates",
            Self::Other => "something else that forms ask for, passed over",
        }
    }

    /// The word for messages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::LocalAuthority => "local authority",
            Self::AuthorityCode => "local authority code",
            Self::Cluster => "cluster",
            Self::School => "school",
            Self::DfeNumber => "DfE number",
            Self::Establishment => "establishment number",
            Self::Urn => "URN",
            Self::Status => "status",
            Self::Email => "e-mail",
            Self::Date => "date",
            Self::Other => "other",
        }
    }
}
