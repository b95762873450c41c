//! What a return, its file and its folders say about whose it is, before register and user are asked.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::claims::{Claims, Rank, TakenFrom};
use super::folders::{Folder, Folders};
use super::identified_return::OnNameList;
use super::known_names::KnownNames;
use super::name_words::reads_as_name;
use super::names_in::{NameReader, NamesIn};
use super::shared_parts;
use crate::consolidate::name_likeness::Vocabulary;
use crate::consolidate::user_input::UserInput;
use crate::framework::Framework;
use crate::lexicon::{authority_key, cluster_key, school_key};
use crate::model::{DfeNumber, Urn, file_stem};
use crate::read::is_container_name;
use crate::validate::{ValidatedFile, ValidatedReturn};

/// A return, and what it and its file say about whose it is.
#[derive(Debug)]
pub(crate) struct Evidence {
    pub(super) file: Arc<str>,
    pub(super) content: ValidatedReturn,
    /// The school as the sheet states it, or else as its sheet, file or folder is named; later, as the user's list of names
    /// says.
    pub(super) school: Option<String>,
    /// That name as the return has it, whatever the user's list of names says.
    pub(super) name_in_return: Option<String>,
    /// What the school's name was taken from, if the sheet does not state it.
    pub(super) school_from: Option<&'static str>,
    pub(super) on_name_list: OnNameList,
    pub(super) dfe_number: Option<DfeNumber>,
    pub(super) urn: Option<Urn>,
    /// What says to which local authority it belongs.
    pub(super) authority: Claims,
    /// What says to which cluster it belongs.
    pub(super) cluster: Claims,
    /// What the folders are named after, outermost first.
    pub(super) folders: Arc<[String]>,
    /// What the folder that stands for the local authority is named after.
    pub(super) authority_folder: Option<String>,
}

impl Evidence {
    /// The cluster that its file says.
    pub(super) fn cluster_name(&self) -> Option<&str> {
        self.cluster.best().map(|claim| &*claim.name)
    }

    /// The local authority that its file says.
    pub(super) fn authority_name(&self) -> Option<&str> {
        self.authority.best().map(|claim| &*claim.name)
    }
}

/// What each return and its file say.
pub(crate) fn evidence(
    files: Vec<ValidatedFile>,
    input: &UserInput,
    framework: &Framework,
    vocabulary: &Vocabulary,
) -> Vec<Evidence> {
    let reader = NameReader::of(framework);
    let mut known = KnownNames::stated(&files, input);
    let folders = folders_of_all(&files, &reader);
    let mut named: Vec<FileNames> =
        files.par_iter().map(|file| FileNames::of(file, &reader, vocabulary)).collect();
    part_file_names(&files, &mut named, vocabulary);
    known.add_folders(
        files
            .iter()
            .zip(&named)
            .filter(|(file, _)| !file.returns.is_empty())
            .map(|(file, named)| (&*folders[&file.folders], named.clusters(file).collect())),
    );
    let gather = |(file, named): (ValidatedFile, FileNames)| of_file(file, &named, &folders, &known);
    files.into_par_iter().zip(named).flat_map_iter(gather).collect()
}

/// The folders that are named after somebody, by the names of all; there are few, and each holds many files.
fn folders_of_all(files: &[ValidatedFile], reader: &NameReader) -> HashMap<Vec<String>, Vec<Folder>> {
    let mut all: HashMap<Vec<String>, Vec<Folder>> = HashMap::new();
    for file in files {
        if all.contains_key(&file.folders) {
            continue;
        }
        let folder = |(at, text): (usize, &String)| {
            let is_archive = is_container_name(text);
            let names = reader.read(if is_archive { file_stem(text) } else { text }, true);
            let path = file.folders[..=at].join("/");
            (names != NamesIn::default()).then(|| Folder::new(path, text, is_archive, names))
        };
        let mut named: Vec<Folder> = file.folders.iter().enumerate().filter_map(folder).collect();
        // "Riverside returns.zip" often holds a folder Riverside.
        named.dedup_by(|inner, outer| inner.names == outer.names);
        // Where folders name authority and cluster, an archive is of a batch, or of one school.
        if named.iter().filter(|folder| !folder.is_archive).count() > 1 {
            named.retain(|folder| !folder.is_archive || folder.names.other.is_none());
        }
        all.insert(file.folders.clone(), named);
    }
    all
}

/// Parts the names of the files in each folder that hold a form each.
fn part_file_names(files: &[ValidatedFile], named: &mut [FileNames], vocabulary: &Vocabulary) {
    let mut by_folder: HashMap<&[String], Vec<&mut NamesIn>> = HashMap::new();
    for (file, named) in files.iter().zip(named) {
        if let [one] = file.returns.as_slice()
            && is_unnamed_form(one)
        {
            by_folder.entry(&file.folders).or_default().push(&mut named.file);
        }
    }
    for names in by_folder.into_values() {
        shared_parts::part(names, vocabulary);
    }
}

/// Whether it is a form that does not state its school.
fn is_unnamed_form(one: &ValidatedReturn) -> bool {
    one.layout.is_of_one_school() && one.identity.school.is_none()
}

/// The names in the names of a file and its sheets.
#[derive(Default)]
struct FileNames {
    stem: String,
    file: NamesIn,
    /// By the sheets' names; without the sheet of a text table, which is called as its file is.
    sheets: HashMap<Arc<str>, NamesIn>,
    /// Whether several sheets hold a table of several schools each.
    has_several_tables: bool,
    /// The cluster and the authority that some sheets state, and none another.
    stated_cluster: Option<String>,
    stated_authority: Option<String>,
}

impl FileNames {
    fn of(file: &ValidatedFile, reader: &NameReader, vocabulary: &Vocabulary) -> Self {
        let stem = file_stem(&file.file).to_owned();
        let is_complete = |one: &ValidatedReturn| {
            let stated = &one.identity;
            stated.school.is_some() && stated.cluster.is_some() && stated.local_authority.is_some()
        };
        if file.returns.iter().all(is_complete) {
            // Nothing is taken from names; to read them all the same takes `check` of 2,000 forms 4 % more time.
            return Self { stem, ..Self::default() };
        }
        let read = |text: &str, of_group| {
            let names = reader.read(text, of_group);
            let other = names.other.filter(|name| reads_as_name(name, vocabulary));
            NamesIn { other, ..names }
        };
        let is_of_group = |sheet: &Arc<str>| {
            let mut returns = file.returns.iter().filter(|one| one.sheet == *sheet);
            returns.any(|one| !one.layout.is_of_one_school())
        };
        let is_text_table = file.returns.iter().all(|r| *r.sheet == *stem);
        let mut sheets: HashMap<Arc<str>, NamesIn> = HashMap::new();
        let mut tables = 0;
        for one in file.returns.iter().filter(|_| !is_text_table) {
            if !sheets.contains_key(&one.sheet) {
                let of_group = is_of_group(&one.sheet);
                tables += usize::from(of_group);
                sheets.insert(one.sheet.clone(), read(&one.sheet, of_group));
            }
        }
        let forms: HashSet<&Arc<str>> =
            file.returns.iter().filter(|one| is_unnamed_form(one)).map(|one| &one.sheet).collect();
        let of_forms = sheets.iter_mut().filter(|(sheet, _)| forms.contains(sheet));
        shared_parts::part(of_forms.map(|(_, names)| names).collect(), vocabulary);
        let of_group = file.returns.iter().any(|one| !one.layout.is_of_one_school());
        let cluster = stated_by_all(&file.returns, |one| one.identity.cluster.as_ref(), cluster_key);
        let authority =
            stated_by_all(&file.returns, |one| one.identity.local_authority.as_ref(), authority_key);
        Self {
            file: read(&stem, of_group),
            stem,
            sheets,
            has_several_tables: tables > 1,
            stated_cluster: cluster.cloned(),
            stated_authority: authority.cloned(),
        }
    }

    /// The clusters that the file certainly holds.
    fn clusters(&self, file: &ValidatedFile) -> impl Iterator<Item = String> {
        let stated = file.returns.iter().filter_map(|one| one.identity.cluster.clone());
        let said = self.sheets.values().chain([&self.file]).filter_map(|names| names.cluster.clone());
        let of_sheets = self.sheets.values().filter(|_| self.has_several_tables);
        stated.chain(said).chain(of_sheets.filter_map(|names| names.other.clone()))
    }
}

/// What the returns of a file and the file itself say.
fn of_file(
    file: ValidatedFile,
    named: &FileNames,
    folders: &HashMap<Vec<String>, Vec<Folder>>,
    known: &KnownNames<'_>,
) -> Vec<Evidence> {
    let all_folders = &folders[&file.folders];
    let schools =
        file.returns.iter().filter_map(|one| one.identity.school.as_deref()).map(school_key).collect();
    let roles = Folders::of(all_folders, known, &schools);
    let names =
        all_folders.iter().flat_map(|Folder { names, .. }| [&names.authority, &names.cluster, &names.other]);
    let folder_names: Arc<[String]> = names.flatten().cloned().collect();
    let is_alone = file.returns.len() == 1;
    let is_own = is_own(&file.returns);
    let clusters = if is_alone { HashMap::new() } else { stated_clusters(&file.returns) };
    let no_names = NamesIn::default();
    let authority_folder =
        roles.authority.and_then(|f| f.names.authority.as_ref().or(f.names.other.as_ref()));
    let of_return = |content: ValidatedReturn| {
        let sheet = named.sheets.get(&content.sheet).unwrap_or(&no_names);
        let is_no_school = |name: &str| known.is_group(name);
        let (school, school_from) = match &content.identity.school {
            None if content.layout.is_of_one_school() => {
                school_in_names(named, sheet, &roles, is_alone, &is_no_school).unzip()
            }
            stated => (stated.clone(), None),
        };
        let elsewhere = || clusters.get(&school_key(school.as_deref()?))?.as_ref();
        let (authority, mut cluster) = claims(&content, named, sheet, &roles, known);
        if is_own {
            cluster.add(Rank::Stated, elsewhere().map(String::as_str));
        } else {
            cluster.take(Rank::SameSchool, elsewhere(), || TakenFrom::OtherSheets);
        }
        Evidence {
            file: file.file.clone(),
            authority,
            cluster,
            on_name_list: OnNameList::Nothing,
            dfe_number: content.identity.dfe_number,
            urn: content.identity.urn,
            folders: folder_names.clone(),
            authority_folder: authority_folder.cloned(),
            name_in_return: school.clone(),
            school,
            school_from,
            content,
        }
    };
    file.returns.into_iter().map(of_return).collect()
}

/// The school that a form's sheet, file or folder is named after, and which of them.
fn school_in_names(
    named: &FileNames,
    sheet: &NamesIn,
    folders: &Folders<'_>,
    is_alone: bool,
    is_no_school: &dyn Fn(&str) -> bool,
) -> Option<(String, &'static str)> {
    let of_file = Some(&named.file).filter(|_| is_alone);
    let of_folder = folders.school.map(|folder| &folder.names).filter(|_| is_alone);
    let places =
        [(Some(sheet), "the sheet's name"), (of_file, "the file's name"), (of_folder, "the folder's name")];
    let name = |names: Option<&NamesIn>| names?.other.clone().filter(|name| !is_no_school(name));
    places.into_iter().find_map(|(names, from)| Some((name(names)?, from)))
}

/// What says to which local authority and to which cluster a return belongs.
fn claims(
    content: &ValidatedReturn,
    named: &FileNames,
    sheet: &NamesIn,
    folders: &Folders<'_>,
    known: &KnownNames<'_>,
) -> (Claims, Claims) {
    let (mut authority, mut cluster) = (Claims::default(), Claims::default());
    authority.add(Rank::Stated, content.identity.local_authority.as_deref());
    cluster.add(Rank::Stated, content.identity.cluster.as_deref());
    if let Some(Folder { text, names, .. }) = folders.authority {
        let from = || TakenFrom::Folder(text.clone());
        authority.take(Rank::Said, names.authority.as_ref(), from);
        authority.take(Rank::Folder, names.other.as_ref(), from);
    }
    if let Some(Folder { text, names, .. }) = folders.cluster {
        let from = || TakenFrom::Folder(text.clone());
        cluster.take(Rank::Said, names.cluster.as_ref(), from);
        cluster.take(Rank::Folder, names.other.as_ref(), from);
    }
    let rank_of_sheet = if named.has_several_tables { Rank::SeveralSheets } else { Rank::Sheet };
    let from_sheet = || TakenFrom::Sheet(content.sheet.to_string());
    let from_file = || TakenFrom::File(named.stem.clone());
    let places: [(&NamesIn, Rank, &dyn Fn() -> TakenFrom); 2] =
        [(sheet, rank_of_sheet, &from_sheet), (&named.file, Rank::File, &from_file)];
    for (names, rank, from) in places {
        authority.take(Rank::Said, names.authority.as_ref(), from);
        cluster.take(Rank::Said, names.cluster.as_ref(), from);
        let is_form = content.layout.is_of_one_school();
        let of_group = if is_form { names.group.as_ref() } else { names.other.as_ref() };
        match of_group.filter(|name| known.is_authority(name)) {
            Some(name) => authority.take(rank, Some(name), from),
            None => cluster.take(rank, of_group, from),
        }
    }
    let other_sheets = || TakenFrom::OtherSheets;
    authority.take(Rank::OtherSheets, named.stated_authority.as_ref(), other_sheets);
    cluster.take(Rank::OtherSheets, named.stated_cluster.as_ref(), other_sheets);
    (authority, cluster)
}

/// What returns of a file state, if all that state it agree.
fn stated_by_all(
    returns: &[ValidatedReturn],
    field: fn(&ValidatedReturn) -> Option<&String>,
    key: fn(&str) -> String,
) -> Option<&String> {
    // In our own workbook the sheet of what states no cluster stays what it is.
    let own = is_own(returns);
    let mut stated = returns.iter().filter(|_| !own).filter_map(field);
    let first = stated.next()?;
    stated.all(|other| key(other) == key(first)).then_some(first)
}

/// Whether returns come from a workbook of ours, which passes on where they were read.
fn is_own(returns: &[ValidatedReturn]) -> bool {
    returns.iter().flat_map(|one| &one.answers).any(|answer| answer.source.is_some())
}

/// The cluster that the sheets of a file state for each school, or `None` if they state several. A summary sheet in
/// addition to the schools' own often leaves it out.
fn stated_clusters(returns: &[ValidatedReturn]) -> HashMap<String, Option<String>> {
    let mut clusters: HashMap<String, Option<String>> = HashMap::new();
    for stated in returns.iter().map(|r| &r.identity) {
        let (Some(school), Some(cluster)) = (&stated.school, &stated.cluster) else { continue };
        let known = clusters.entry(school_key(school)).or_insert_with(|| Some(cluster.clone()));
        if known.as_deref().map(cluster_key) != Some(cluster_key(cluster)) {
            *known = None;
        }
    }
    clusters
}
