//! What a return and its file say about whose it is, before register and user are asked.

use std::collections::HashMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::file_names::{FileNames, names_school, without_cluster_word};
use crate::consolidate::user_input::UserInput;
use crate::framework::Framework;
use crate::lexicon::{cluster_key, school_key};
use crate::model::{DfeNumber, Urn, file_stem};
use crate::register::RegisteredSchool;
use crate::validate::{ValidatedFile, ValidatedReturn};

/// A return, and what it and its file say about whose it is.
#[derive(Debug)]
pub(crate) struct Evidence {
    pub(super) file: Arc<str>,
    pub(super) content: ValidatedReturn,
    /// The school as the sheet states it, or else as its sheet or file is named; later, as the user's list of names says.
    pub(super) school: Option<String>,
    /// That name as the return has it, whatever the user's list of names says.
    pub(super) name_in_return: Option<String>,
    /// What the school's name was taken from, if the sheet does not state it.
    pub(super) school_from: Option<&'static str>,
    /// Whether the user's list of names says which school it is.
    pub(super) is_on_name_list: bool,
    /// Whether the user says that schools with similar names are other schools.
    pub(super) is_distinct: bool,
    pub(super) dfe_number: Option<DfeNumber>,
    pub(super) urn: Option<Urn>,
    /// The cluster that this sheet, or another of the file, states.
    pub(super) cluster: Option<String>,
    /// What the sheet or the file of a table of schools is named after.
    pub(super) table_name: Option<String>,
    /// What the folders are named after, outermost first.
    pub(super) folders: Arc<[String]>,
}

impl Evidence {
    /// The local authority that the sheet states, or else the register, or else the user.
    pub(super) fn local_authority<'a>(
        &'a self,
        registered: Option<&'a RegisteredSchool>,
        input: &'a UserInput,
    ) -> Option<&'a str> {
        let stated = self.content.identity.local_authority.as_deref();
        let registered = registered.and_then(|school| Some(&*school.local_authority.as_ref()?.name));
        stated.or(registered).or(input.local_authority.as_deref())
    }

    /// The cluster that the file states, or else the register, or else the user.
    pub(super) fn cluster<'a>(
        &'a self,
        registered: Option<&'a RegisteredSchool>,
        input: &'a UserInput,
    ) -> Option<&'a str> {
        let registered = registered.and_then(|school| Some(&*school.cluster.as_ref()?.name));
        self.cluster.as_deref().or(registered).or(input.cluster.as_deref())
    }
}

/// What each return and its file say.
pub(crate) fn evidence(files: Vec<ValidatedFile>, framework: &Framework) -> Vec<Evidence> {
    let names = FileNames::of(&files, framework);
    files.into_par_iter().flat_map_iter(|file| of_file(file, &names)).collect()
}

/// What the returns of a file and the file itself say.
fn of_file(file: ValidatedFile, names: &FileNames) -> Vec<Evidence> {
    let folders: Arc<[String]> = file.folders.iter().filter_map(|folder| names.folder(folder)).collect();
    let stem = file_stem(&file.file).replace('_', " ");
    let is_alone = file.returns.len() == 1;
    // The sheet of a text table is called as its file is.
    let is_text_table = file.returns.iter().all(|r| r.sheet.replace('_', " ") == stem);
    let clusters = if is_alone { HashMap::new() } else { stated_clusters(&file.returns) };
    let school_in_names = |sheet: &str| {
        let school = |text: &str| names.name_in(text).filter(|name| names_school(name));
        let of_sheet = school(sheet).filter(|_| !is_text_table).map(|name| (name, "the sheet's name"));
        of_sheet.or_else(|| Some((school(&stem).filter(|_| is_alone)?, "the file's name")))
    };
    let table_name = |sheet: &str| {
        let name = names.group_name_in(sheet).or_else(|| names.group_name_in(&stem));
        name.map(|name| without_cluster_word(&name))
    };
    let of_return = |content: ValidatedReturn| {
        let (stated, is_of_one_school) = (&content.identity, content.layout.is_of_one_school());
        let (school, school_from) = match &stated.school {
            None if is_of_one_school => school_in_names(&content.sheet).unzip(),
            stated => (stated.clone(), None),
        };
        let elsewhere = || clusters.get(&school_key(school.as_deref()?))?.clone();
        Evidence {
            file: file.file.clone(),
            cluster: stated.cluster.clone().or_else(elsewhere),
            table_name: if is_of_one_school { None } else { table_name(&content.sheet) },
            is_on_name_list: false,
            is_distinct: false,
            dfe_number: stated.dfe_number,
            urn: stated.urn,
            folders: folders.clone(),
            name_in_return: school.clone(),
            school,
            school_from,
            content,
        }
    };
    file.returns.into_iter().map(of_return).collect()
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
