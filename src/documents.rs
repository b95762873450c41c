//! A collection divided by local authority → documents for each, and the summary of all: the last stages side by side.
//!
//! In: [`Divided`] and a [`Run`]. Out: documents, handed on one by one as they are done, and [`Nation`]. At most one
//! document a processor is held in memory, and an authority's data go when its documents are written.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;

use rayon::ThreadPoolBuilder;
use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::analyse::{AuthorityFigures, Figures, Nation, OutsideHelper, outside_helpers};
use crate::corrections;
use crate::data_set::{DataSet, SchoolRecord};
use crate::divide::{Divided, Part, by_cluster};
use crate::framework::Framework;
use crate::pipeline::Run;
use crate::workbook::{self, Settings, WorkbookError};

/// A document that is written for a collection divided by local authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Document {
    /// The workbook of the authority at this place.
    Authority(usize),
    /// The pack of a cluster of it: the workbook for the cluster's manager. Clusters are numbered as in
    /// [`crate::divide::clusters`].
    Pack(usize, usize),
    /// What is to be corrected in a cluster of it, as a text.
    Corrections(usize, usize),
    /// The summary of all authorities.
    National,
}

/// Where documents go; asked and given to from several threads.
pub trait Shelf: Sync {
    /// What keeps a document from being put there.
    type Error: From<WorkbookError> + Send;

    /// What the documents say about the run.
    fn settings(&self) -> Settings;

    /// The names of the authorities' workbooks, in their order, for links from the summary beside them.
    fn workbooks(&self) -> Vec<String>;

    /// Whether packs and lists of corrections are wanted.
    fn wants_packs(&self) -> bool;

    /// Takes a document.
    ///
    /// # Errors
    /// Whatever keeps it from being put there; the run ends with it.
    fn put(&self, document: Document, bytes: Vec<u8>) -> Result<(), Self::Error>;
}

/// Something that is written beside others.
type Task<'a, E> = Box<dyn FnOnce() -> Result<(), E> + Send + 'a>;

impl Run<'_> {
    /// Writes a workbook for each authority, in parallel, and lets go of the authority's schools; beside them, where there
    /// are several, the summary of all.
    ///
    /// # Errors
    /// The first of the shelf's, or a [`WorkbookError`] in its form.
    pub fn documents<S: Shelf>(&self, divided: Divided, shelf: &S) -> Result<Nation, S::Error> {
        let Divided { authorities, rest } = divided;
        self.observer.writing(authorities.len());
        let analysed = authorities.par_iter().map(|Part { name, data }| {
            let figures = self.analyse(data);
            let told = AuthorityFigures::of(name, data, &figures, self.framework);
            (figures, told)
        });
        let (figures, told): (Vec<_>, Vec<_>) = analysed.unzip();
        let nation = Nation::of(told, &rest, self.framework);
        // The summary first: it may be the longest, and nobody is to wait for it in the end.
        let mut tasks: Vec<Task<S::Error>> = Vec::with_capacity(authorities.len() + 1);
        if nation.authorities.len() > 1 {
            tasks.push(Box::new(|| self.summary(&nation, &rest, shelf)));
        }
        for (at, (part, figures)) in authorities.into_iter().zip(figures).enumerate() {
            tasks.push(Box::new(move || self.authority(at, part, &figures, shelf)));
        }
        side_by_side(tasks)?;
        Ok(nation)
    }

    /// The summary of all authorities.
    fn summary<S: Shelf>(&self, nation: &Nation, rest: &DataSet, shelf: &S) -> Result<(), S::Error> {
        let (names, settings) = (shelf.workbooks(), shelf.settings());
        let bytes = workbook::write_national(nation, rest, &names, self.framework, &settings)?;
        shelf.put(Document::National, bytes)
    }

    /// The documents of one authority.
    fn authority<S: Shelf>(
        &self,
        authority: usize,
        part: Part,
        figures: &Figures,
        shelf: &S,
    ) -> Result<(), S::Error> {
        let bytes = workbook::write(&part.data, figures, self.framework, &shelf.settings())?;
        shelf.put(Document::Authority(authority), bytes)?;
        if shelf.wants_packs() {
            self.packs(authority, part, figures, shelf)?;
        }
        self.observer.authority_written();
        Ok(())
    }

    /// The documents of an authority's clusters.
    fn packs<S: Shelf>(
        &self,
        authority: usize,
        part: Part,
        figures: &Figures,
        shelf: &S,
    ) -> Result<(), S::Error> {
        let outside = outside_of_each(figures, &part.data.schools, self.framework);
        // A pack goes away by mail: its links would lead nowhere.
        let settings = Settings { source_base: None, ..shelf.settings() };
        let clusters = by_cluster(part.data).into_par_iter().enumerate();
        clusters.try_for_each(|(cluster, own)| {
            let text = corrections::write(&own, &part.name, self.framework, &settings);
            shelf.put(Document::Corrections(authority, cluster), text.into_bytes())?;
            let Some(outside) = outside.get(cluster) else { return Ok(()) };
            let figures = self.analyse(&own.data);
            let pack = workbook::write_extract(&own.data, &figures, outside, self.framework, &settings)?;
            shelf.put(Document::Pack(authority, cluster), pack)
        })
    }
}

/// Who could help each cluster that has a return, from outside it.
fn outside_of_each(
    figures: &Figures,
    schools: &[SchoolRecord],
    framework: &Framework,
) -> Vec<Vec<Option<OutsideHelper>>> {
    let clusters = &figures.clusters;
    (0..clusters.len()).map(|at| outside_helpers(clusters, at, schools, framework)).collect()
}

/// Does all tasks, as many at a time as the computer has processors, until one fails. Threads of their own, because a task
/// of a pool that waits for its parts would begin another meanwhile, and more would be held in memory at once.
///
/// A task is not divided among processors while others wait: that would only cost. The last ones are.
fn side_by_side<E: Send>(tasks: Vec<Task<E>>) -> Result<(), E> {
    let count = tasks.len();
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let tasks = Mutex::new(tasks.into_iter());
    let next = || {
        let mut tasks = tasks.lock().unwrap_or_else(PoisonError::into_inner);
        tasks.next().map(|task| (task, tasks.len() + 1 >= processors))
    };
    let worker = || {
        let own = (count >= processors).then(|| ThreadPoolBuilder::new().num_threads(1).build());
        while let Some((task, others_wait)) = next() {
            let result = match &own {
                Some(Ok(own)) if others_wait => own.install(task),
                _ => task(),
            };
            result.inspect_err(|_| while next().is_some() {})?;
        }
        Ok(())
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..processors.min(count)).map(|_| scope.spawn(worker)).collect();
        let ends =
            workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)));
        ends.collect::<Vec<_>>().into_iter().collect()
    })
}
