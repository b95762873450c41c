//! What forms ask about whose return it is, and how they label it.

use std::sync::LazyLock;

use super::labels::LetterIndex;

/// What a label asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The local authority.
    LocalAuthority,
    /// The cluster.
    Cluster,
    /// The school.
    School,
    /// The DfE number.
    DfeNumber,
    /// The unique reference number.
    Urn,
    /// The day of the self-assessment.
    Date,
    /// Something else that forms ask for; its value is passed over.
    Other,
}

impl Field {
    /// Whether it belongs to one school, and not to all schools of a table.
    #[must_use]
    pub fn is_of_one_school(self) -> bool {
        matches!(self, Self::School | Self::DfeNumber | Self::Urn)
    }

    /// What a column under such a heading holds.
    #[must_use]
    pub fn column(self) -> &'static str {
        match self {
            Self::LocalAuthority => "the local authority",
            Self::Cluster => "the cluster",
            Self::School => "the schools' names",
            Self::DfeNumber => "DfE numbers",
            Self::Urn => "URNs",
            Self::Date => "dates",
            Self::Other => "something else that forms ask for, passed over",
        }
    }

    /// The word for messages.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::LocalAuthority => "local authority",
            Self::Cluster => "cluster",
            Self::School => "school",
            Self::DfeNumber => "DfE number",
            Self::Urn => "URN",
            Self::Date => "date",
            Self::Other => "other",
        }
    }
}

const LABELS: [(Field, &[&str]); 7] = [
    (
        Field::LocalAuthority,
        &[
            "localauthority",
            "la",
            "lea",
            "localauthorityname",
            "namelocalauthority",
            "laname",
            "namela",
            "localeducationauthority",
            "authority",
            "council",
            "localauthorityla",
            "lalocalauthority",
        ],
    ),
    (
        Field::Cluster,
        &[
            "cluster",
            "clustername",
            "namecluster",
            "extendedservicescluster",
            "escluster",
            "schoolcluster",
            "clusterschools",
            "nameextendedservicescluster",
            "clustergroup",
        ],
    ),
    (
        Field::School,
        &[
            "school",
            "schoolname",
            "nameschool",
            "establishment",
            "establishmentname",
            "nameestablishment",
            "setting",
            "schoolsetting",
            "schoolorsetting",
            "settingname",
            "academy",
            "schoolacademy",
            "schools",
            "schoolcentre",
            "schoolnamefull",
            "schooltitle",
            "schoolsname",
            "schoolsettingname",
            "nameschoolsetting",
        ],
    ),
    (
        Field::DfeNumber,
        &[
            "dfenumber",
            "dfeno",
            "dfe",
            "dfesnumber",
            "dfesno",
            "dfes",
            "dcsfnumber",
            "dcsfno",
            "dcsf",
            "laestab",
            "laestabnumber",
            "laestabno",
            "dfenr",
            "schoolnumber",
            "schoolno",
            "establishmentnumber",
            "dfereference",
            "dcsfreference",
            "schooldfenumber",
            "dfeschoolnumber",
            "estab",
            "estabno",
            "estabnumber",
            "dfenum",
            "schooldcsfnumber",
            "dferef",
            "dcsfref",
            "dfenumberlaestab",
        ],
    ),
    (Field::Urn, &["urn", "uniquereferencenumber", "schoolurn", "urnnumber", "uniquereferencenumberurn"]),
    (
        Field::Date,
        &[
            "date",
            "datecompleted",
            "datecompletion",
            "completedon",
            "dateassessment",
            "dateselfassessment",
            "selfassessmentdate",
            "assessmentdate",
            "datemeeting",
            "datevisit",
            "datereturn",
            "returndate",
            "dateonetoone",
            "dated",
            "completiondate",
            "submissiondate",
            "datesubmitted",
            "completiontime",
            "timestamp",
            "datediscussion",
            "datesigned",
            "datereview",
            "todaysdate",
            "submitted",
            "datereturned",
        ],
    ),
    (
        Field::Other,
        &[
            "completedby",
            "headteacher",
            "head",
            "contact",
            "contactname",
            "email",
            "emailaddress",
            "telephone",
            "phone",
            "role",
            "position",
            "phase",
            "clustermanager",
            "clustercoordinator",
            "signed",
            "signature",
            "governor",
            "chairgovernors",
            "starttime",
            "name",
            "address",
            "postcode",
            "period",
            "term",
            "year",
            "id",
            "jobtitle",
            "telephonenumber",
            "phonenumber",
            "numberonroll",
            "agerange",
            "typeschool",
            "schooltype",
            "schoolphase",
            "assessmentcompletedby",
            "lastmodifiedtime",
            "keyratings",
            "key",
            "ratings",
            "rating",
        ],
    ),
];

/// [`LABELS`] by their letters.
pub(crate) static FIELDS: LazyLock<LetterIndex<Field>> = LazyLock::new(|| {
    let mut fields = LetterIndex::default();
    for (field, labels) in LABELS {
        for label in labels {
            fields.add((*label).to_owned(), field);
        }
    }
    fields
});
