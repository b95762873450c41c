//! The collector's part: what was read of all files → what is shown, and what is saved.

use super::made::Made;
use super::options::Options;
use super::place::{Submitted, WithBytes};
use super::problem::Problem;
use super::reading::decoded;
use super::saved::{self, Saved};
use super::view::{self, View};
use super::words;
use crate::consolidate::{AsOf, UserInput, note_several_authorities};
use crate::corrections;
use crate::finding::{Finding, Location};
use crate::framework::Framework;
use crate::lists::ReadList;
use crate::model::{CalendarDate, INSIDE};
use crate::observe::Silent;
use crate::pipeline::{ReadFile, Run};
use crate::read::{Contents, InProcess, Unreadable};
use crate::register::{NameList, to_csv};
use crate::rules::Severity;
use crate::words::{Failure, Line, explanation};

/// All that was read, and what was made of it.
#[derive(Default)]
pub struct Collection {
    /// Sorted by name.
    files: Vec<HandedOver>,
    register: Option<HandedOver>,
    names: Option<HandedOver>,
    framework: Option<Framework>,
    made: Option<Made>,
}

/// The name of a file or a list, and what a reader read of it.
struct HandedOver {
    name: String,
    read: Vec<u8>,
}

impl Collection {
    /// Forgets all files, but no list.
    pub fn clear(&mut self) {
        self.files.clear();
        self.made = None;
    }

    /// Adds a file, as a reader handed it over.
    pub fn add(&mut self, name: String, read: Vec<u8>) {
        let at = self.files.partition_point(|known| known.name < name);
        self.files.insert(at, HandedOver { name, read });
    }

    /// Sets the register, as a reader handed it over, or takes it away.
    pub fn set_register(&mut self, list: Option<(String, Vec<u8>)>) {
        self.register = list.map(|(name, read)| HandedOver { name, read });
    }

    /// Sets the list of names, as a reader handed it over, or takes it away.
    pub fn set_names(&mut self, list: Option<(String, Vec<u8>)>) {
        self.names = list.map(|(name, read)| HandedOver { name, read });
    }

    /// Sets the framework, or goes back to the embedded one.
    ///
    /// # Errors
    /// Why the file is none, as JSON of a problem.
    pub fn set_framework(&mut self, file: Option<(&str, &[u8])>) -> Result<(), String> {
        let read = file.map(|(name, bytes)| {
            Framework::from_bytes(bytes).map_err(|error| Failure::of_framework(name, &error))
        });
        self.framework =
            read.transpose().map_err(|failure| view::json(&Problem::of("framework", failure)))?;
        Ok(())
    }

    /// What is shown with these options (JSON), as JSON.
    pub fn view(&mut self, options: &str) -> String {
        self.made = None;
        match self.made(options) {
            Ok(made) => {
                let shown = view::json(&view::of(&made, self.framework(), &|path| self.what(path)));
                self.made = Some(made);
                shown
            }
            Err(problem) => view::json(&View::of_problem(problem)),
        }
    }

    fn made(&self, options: &str) -> Result<Made, Problem> {
        let options: Options = serde_json::from_str(options).unwrap_or_default();
        let date = options.date().map_err(|typed| words::no_date(&typed))?;
        let given = self.given(&options, date)?;
        let (framework, reader) = (self.framework(), InProcess);
        let run = Run::new(&reader, framework, &given, &Silent);
        let data = run.collect_read(&self.files, HandedOver::read);
        let mut made = Made { options, date, given, data };
        if made.is_one_workbook() {
            note_several_authorities(&mut made.data);
        }
        Ok(made)
    }

    /// What the user gave beside the returns.
    fn given(&self, options: &Options, date: CalendarDate) -> Result<UserInput, Problem> {
        let register = self.register.as_ref().map(|list| {
            list.list()?.into_register(&list.name).map_err(|failure| Problem::of("register", failure))
        });
        Ok(UserInput {
            local_authority: Options::typed(options.la.as_ref()),
            cluster: Options::typed(options.cluster.as_ref()),
            register: register.transpose()?,
            name_list: self.name_list(options)?,
            as_of: AsOf::Known(date),
        })
    }

    /// The list of names that was given, with the answers that were given on the page.
    fn name_list(&self, options: &Options) -> Result<NameList, Problem> {
        let given = self
            .names
            .as_ref()
            .map(|list| list.list()?.into_names(&list.name).map_err(|failure| Problem::of("names", failure)));
        let mut names = given.transpose()?.unwrap_or_default();
        options.answers.iter().cloned().for_each(|answer| names.settle(answer.into()));
        Ok(names)
    }

    /// The list of names (CSV) that was given, with the answers in these options (JSON).
    #[must_use]
    pub fn names(&self, options: &str) -> Vec<u8> {
        let options: Options = serde_json::from_str(options).unwrap_or_default();
        let settled = self.name_list(&options).unwrap_or_default();
        to_csv(&settled, &[])
    }

    /// What is saved: a workbook, or a zip of all documents.
    ///
    /// # Errors
    /// Why nothing can be written, as JSON of a problem.
    pub fn save(&self) -> Result<Saved, String> {
        let Some(made) = &self.made else { return Err(view::json(&words::nothing_read())) };
        saved::of(made, self.framework()).map_err(|failure| view::json(&Problem::of("save", failure)))
    }

    /// Why a file was read as it was: the lines that `--explain` prints, as JSON.
    #[must_use]
    pub fn explain(&self, name: &str) -> String {
        let lines = self.explained(name).unwrap_or_default();
        view::json(&lines.iter().map(view::spans).collect::<Vec<_>>())
    }

    fn explained(&self, name: &str) -> Option<Vec<Line>> {
        let made = self.made.as_ref()?;
        let framework = self.framework();
        let run = Run::new(&InProcess, framework, &made.given, &Silent);
        let all = run.explain_read(self.read_file(name)?);
        let fitting = all.iter().filter(|(path, _)| **path == *name);
        Some(
            fitting
                .flat_map(|(path, explained)| explanation(path, explained, &made.data, framework))
                .collect(),
        )
    }

    /// More about a finding, by its index, as JSON: the cells around the one that it is about, and what its school is told.
    #[must_use]
    pub fn details(&self, finding: usize) -> String {
        let details = self.made.as_ref().and_then(|made| {
            let finding = made.data.findings.get(finding)?;
            Some(view::Details {
                around: self.around(&finding.location),
                mail: corrections::about(std::iter::once(finding), &made.data, self.framework()),
            })
        });
        view::json(&details)
    }

    fn around(&self, location: &Location) -> Option<view::Around> {
        let (name, sheet, cell) = (location.file.as_deref()?, location.sheet.as_deref()?, location.cell?);
        let file = self.read_file(name)?;
        let Contents::Workbook(book) = file.contents(name)? else { return None };
        Some(view::around(book.sheets.iter().find(|known| *known.name == *sheet)?, cell))
    }

    /// What schools are told about some findings, by their indices: cluster by cluster, school by school, to be pasted into
    /// an e-mail.
    #[must_use]
    pub fn mails(&self, findings: &[usize]) -> String {
        let Some(made) = &self.made else { return String::new() };
        let asked = findings.iter().filter_map(|index| made.data.findings.get(*index));
        let mut asked: Vec<&Finding> = asked.filter(|finding| finding.severity != Severity::Note).collect();
        let cluster =
            |finding: &&Finding| (finding.location.local_authority.clone(), finding.location.cluster.clone());
        asked.sort_by_key(cluster);
        let of_clusters = asked.chunk_by(|a, b| cluster(a) == cluster(b)).map(|of_cluster| {
            let name = of_cluster[0].location.cluster.as_deref();
            let text = corrections::about(of_cluster.iter().copied(), &made.data, self.framework());
            name.map_or_else(|| text.clone(), |name| format!("{name}\r\n\r\n{text}"))
        });
        of_clusters.collect::<Vec<_>>().join("\r\n")
    }

    /// The submitted file that has, or that holds, a file of this path.
    fn read_file(&self, path: &str) -> Option<ReadFile> {
        let holds = |file: &&HandedOver| {
            path.strip_prefix(&*file.name).is_some_and(|rest| rest.is_empty() || rest.starts_with(INSIDE))
        };
        self.files.iter().filter(holds).map(HandedOver::read).find(|file| file.contents(path).is_some())
    }

    /// What a file is that is no spreadsheet.
    fn what(&self, path: &str) -> Option<String> {
        match self.read_file(path)?.contents(path)? {
            Contents::Ignored(what) => Some(what.clone().into_owned()),
            _ => None,
        }
    }

    fn framework(&self) -> &Framework {
        self.framework.as_ref().unwrap_or_else(|| Framework::embedded())
    }
}

impl HandedOver {
    /// A file; one that makes no sense could not be read, and that is told.
    fn read(&self) -> ReadFile {
        decoded(&self.read).unwrap_or_else(|| {
            let why = Unreadable::Interrupted("handed over something that makes no sense".into());
            ReadFile::unreadable(&WithBytes { at: &Submitted::named(&self.name), bytes: &[] }, why)
        })
    }

    fn list(&self) -> Result<ReadList, Problem> {
        decoded(&self.read).ok_or_else(words::nothing_read)
    }
}
