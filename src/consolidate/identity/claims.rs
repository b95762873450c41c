//! What says to which local authority or cluster a return belongs, in the order in which it counts.

/// How much a name counts: what comes first here decides.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    /// A sheet of the file states it.
    Stated,
    /// The register has it.
    Register,
    /// The user gives it.
    User,
    /// The name of a folder, sheet or file says what it is: "Riverside Cluster".
    Said,
    /// A sheet's name, in a workbook of several sheets with a table of several schools each.
    SeveralSheets,
    /// Another sheet of the file states it of the same school.
    SameSchool,
    /// A folder's name, which stands where one of its kind is expected.
    Folder,
    /// The name of the only sheet with a table.
    Sheet,
    /// Other sheets of the file state it, and none states another.
    OtherSheets,
    /// The file's name.
    File,
}

/// What a name was taken from that was not written to state it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum TakenFrom {
    /// A folder of this name.
    Folder(String),
    /// A sheet of this name.
    Sheet(String),
    /// A file of this name.
    File(String),
    /// Other sheets of the same file.
    OtherSheets,
    /// Other returns of the collection.
    OtherReturns,
}

/// One name that a return may belong to.
#[derive(Debug, Clone)]
pub(super) struct Claim {
    pub(super) rank: Rank,
    pub(super) name: String,
    pub(super) taken_from: Option<TakenFrom>,
}

/// All that says to which local authority, or to which cluster, a return belongs.
#[derive(Debug, Clone, Default)]
pub(super) struct Claims(Vec<Claim>);

impl Claims {
    /// Adds a name that is known.
    pub(super) fn add(&mut self, rank: Rank, name: Option<&str>) {
        self.0.extend(name.map(|name| Claim { rank, name: name.to_owned(), taken_from: None }));
    }

    /// Adds a name that is taken from another.
    pub(super) fn take(&mut self, rank: Rank, name: Option<&String>, taken_from: impl FnOnce() -> TakenFrom) {
        self.0.extend(name.map(|name| Claim { rank, name: name.clone(), taken_from: Some(taken_from()) }));
    }

    /// The name that decides; of two that count as much, the one that was added first.
    pub(super) fn best(&self) -> Option<&Claim> {
        self.0.iter().min_by_key(|claim| claim.rank)
    }

    /// The name that sheets state.
    pub(super) fn stated(&self) -> Option<&str> {
        self.best().filter(|claim| claim.rank == Rank::Stated).map(|claim| &*claim.name)
    }

    /// All names, those that count most first.
    pub(super) fn in_order(&self) -> impl Iterator<Item = &str> {
        let mut claims: Vec<&Claim> = self.0.iter().collect();
        claims.sort_by_key(|claim| claim.rank);
        claims.into_iter().map(|claim| &*claim.name)
    }
}
