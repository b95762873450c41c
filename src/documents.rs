//! A collection divided by local authority → documents for each, and the summary of all: the last stages side by side.
//!
//! In: [`Divided`] and a [`Run`]. Out: documents, handed on one by one as they are done, and [`Nation`]. Only what is being
//! written is held in memory.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::{Mutex, PoisonError};
use std::thread;

use rayon::ThreadPoolBuilder;
use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, ParallelIterator};

use crate::analyse::{AuthorityFigures, Figures, Nation, OutsideHelper, outside_helpers};
use crate::corrections;
use crate::data_set::SchoolRecord;
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

impl Run<'_> {
    /// Writes a workbook for each authority, in parallel, and lets go of the authority's schools; then, where there are
    /// several, the summary of all.
    ///
    /// # Errors
    /// The first of the shelf's, or a [`WorkbookError`] in its form.
    pub fn documents<S: Shelf>(&self, divided: Divided, shelf: &S) -> Result<Nation, S::Error> {
        let Divided { authorities, rest } = divided;
        self.observer.writing(authorities.len());
        let authorities: Result<Vec<AuthorityFigures>, S::Error> =
            side_by_side(authorities, |at, authority| {
                let figures = self.authority(at, authority, shelf)?;
                self.observer.authority_written();
                Ok(figures)
            });
        let nation = Nation::of(authorities?, &rest, self.framework);
        if nation.authorities.len() > 1 {
            let settings = shelf.settings();
            let names = shelf.workbooks();
            let bytes = workbook::write_national(&nation, &rest, &names, self.framework, &settings)?;
            shelf.put(Document::National, bytes)?;
        }
        Ok(nation)
    }

    /// The documents of one authority; returns what the summary says of it.
    fn authority<S: Shelf>(
        &self,
        authority: usize,
        part: Part,
        shelf: &S,
    ) -> Result<AuthorityFigures, S::Error> {
        let figures = self.analyse(&part.data);
        let document = Document::Authority(authority);
        let settings = shelf.settings();
        shelf.put(document, workbook::write(&part.data, &figures, self.framework, &settings)?)?;
        let told = AuthorityFigures::of(&part.name, &part.data, &figures, self.framework);
        if shelf.wants_packs() {
            self.packs(authority, part, &figures, shelf)?;
        }
        Ok(told)
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

/// Does something with every item, as many at a time as the computer has processors, and gives the results in the items'
/// order, or the first failure. Threads of their own, because a task of a pool that waits for its parts would begin another
/// item meanwhile, and more would be held in memory at once.
///
/// An item is not divided among processors while others wait: that would only cost. The last ones are.
fn side_by_side<T: Send, R: Send, E: Send>(
    items: Vec<T>,
    work: impl Fn(usize, T) -> Result<R, E> + Sync,
) -> Result<Vec<R>, E> {
    let count = items.len();
    let processors = thread::available_parallelism().map_or(1, NonZero::get);
    let items = Mutex::new(items.into_iter().enumerate());
    let results = Mutex::new(Vec::with_capacity(count));
    let next = || {
        let mut items = items.lock().unwrap_or_else(PoisonError::into_inner);
        items.next().map(|(at, item)| (at, item, items.len() + 1 >= processors))
    };
    let failure = thread::scope(|scope| {
        let worker = || {
            let own = (count >= processors).then(|| ThreadPoolBuilder::new().num_threads(1).build());
            while let Some((at, item, others_wait)) = next() {
                let result = match &own {
                    Some(Ok(own)) if others_wait => own.install(|| work(at, item)),
                    _ => work(at, item),
                };
                let result = result.inspect_err(|_| while next().is_some() {})?;
                results.lock().unwrap_or_else(PoisonError::into_inner).push((at, result));
            }
            Ok(())
        };
        let workers: Vec<_> = (0..processors.min(count)).map(|_| scope.spawn(worker)).collect();
        let ends =
            workers.into_iter().map(|worker| worker.join().unwrap_or_else(|panic| resume_unwind(panic)));
        ends.collect::<Vec<_>>().into_iter().find_map(Result::err)
    });
    if let Some(failure) = failure {
        return Err(failure);
    }
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    results.sort_by_key(|(at, _)| *at);
    Ok(results.into_iter().map(|(_, result)| result).collect())
}
