//! The role of a package's part, by its name. Nothing is unpacked.

/// What a part of a workbook's package is read for. In the order in which parts are mended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::read) enum PartRole {
    /// Comes first: cells of sheets are checked against the number of shared texts.
    SharedTexts,
    Styles,
    /// The list of sheets, and what leads to them.
    Directory,
    /// A sheet, or what may be one.
    Sheet,
    /// Nothing is read from it.
    Other,
}

/// Folders of a package from which nothing is read.
const NOT_NEEDED: [&str; 18] = [
    "docprops/",
    "theme/",
    "drawings/",
    "charts/",
    "media/",
    "tables/",
    "pivottables/",
    "pivotcache/",
    "externallinks/",
    "customxml/",
    "printersettings/",
    "ctrlprops/",
    "embeddings/",
    "threadedcomments/",
    "persons/",
    "richdata/",
    "worksheets/_rels/",
    "chartsheets/",
];

impl PartRole {
    /// The role of the part of this name. `sheet_ending` is the ending of sheets: xml or bin.
    pub(super) fn of(name: &str, sheet_ending: &str) -> Self {
        let name = comparable(name);
        let file = name.rsplit('/').next().unwrap_or(&name);
        let mut folders = name.match_indices('/').map(|(slash, _)| &name[..=slash]);
        let is_other = folders.any(|path| NOT_NEEDED.iter().any(|folder| path.ends_with(folder)))
            || file.starts_with("comments")
            || matches!(file, "[content_types].xml" | "calcchain.xml" | "metadata.xml" | "connections.xml");
        let Some((stem, ending)) = file.rsplit_once('.') else { return Self::Other };
        // Some programs number these parts, too.
        match stem.trim_end_matches(|c: char| c.is_ascii_digit()) {
            _ if is_other => Self::Other,
            _ if ending == "rels" => Self::Directory,
            _ if ending != sheet_ending => Self::Other,
            "sharedstrings" => Self::SharedTexts,
            "styles" => Self::Styles,
            "workbook" => Self::Directory,
            "vbaproject" => Self::Other,
            _ => Self::Sheet,
        }
    }
}

/// A part's name in the form in which names are compared.
pub(super) fn comparable(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}
