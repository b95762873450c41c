//! A collection divided by local authority → the documents of each, and the summary of all: the last stages of the pipeline,
//! side by side.
//!
//! In: [`Divided`] and a [`Run`]. Out: documents, handed on one by one as they are done, and [`Nation`]. An authority's data
//! are dropped when its documents are written.

mod file_names;

use rayon::iter::{IndexedParallelIterator, IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

pub use file_names::{FileNames, Packs, file_name_of};

use crate::analyse::{AuthorityFigures, Figures, Nation, outside};
use crate::corrections;
use crate::data_set::DataSet;
use crate::divide::{Divided, Part, by_cluster};
use crate::pipeline::Run;
use crate::workbook::{self, Settings, WorkbookError};

/// A document that is written for a collection divided by local authority.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Document {
    /// The workbook of the authority of this index.
    Authority(usize),
    /// The pack of a cluster, by the indexes of authority and cluster: the workbook for the cluster's manager. Clusters are
    /// in the order of [`crate::divide::clusters`].
    Pack(usize, usize),
    /// What a cluster's schools have to correct, as a text; by the indexes of authority and cluster.
    Corrections(usize, usize),
    /// The pages of a cluster's schools in one workbook; by the indexes of authority and cluster.
    SchoolPages(usize, usize),
    /// The page of a school by itself; by the indexes of authority, cluster and school in the cluster.
    SchoolPage(usize, usize, usize),
    /// The summary of all authorities.
    National,
}

/// What is to be written, and under which names.
#[derive(Debug)]
pub struct Wanted {
    /// The names of all documents.
    pub names: FileNames,
    /// What the documents say about the run.
    pub settings: Settings,
}

/// Receives a document by its path, from several threads; an error ends the run.
pub type Receive<'a, E> = &'a (dyn Fn(&str, Vec<u8>) -> Result<(), E> + Sync);

/// An authority whose documents are to be written.
struct Authority {
    index: usize,
    part: Part,
    figures: Figures,
}

impl Run<'_> {
    /// Writes a workbook for each authority, in parallel, and, if there are several, the summary of all.
    ///
    /// # Errors
    /// The first error of the receiver, or a [`WorkbookError`] as one of these.
    pub fn documents<E: From<WorkbookError> + Send>(
        &self,
        divided: Divided,
        wanted: &Wanted,
        receive: Receive<E>,
    ) -> Result<Nation, E> {
        let Divided { authorities, rest } = divided;
        self.observer.writing(authorities.len());
        let analysed = authorities.par_iter().map(|Part { name, data }| {
            let figures = self.analyse(data);
            let in_nation = AuthorityFigures::of(name, data, &figures, self.framework);
            (figures, in_nation)
        });
        let (figures, in_nation): (Vec<_>, Vec<_>) = analysed.unzip();
        let nation = Nation::of(in_nation, &rest, self.framework);
        let has_several = authorities.len() > 1;
        let each = || {
            let authorities = authorities.into_par_iter().zip(figures).enumerate().with_max_len(1);
            authorities.try_for_each(|(index, (part, figures))| {
                self.authority(Authority { index, part, figures }, wanted, receive)
            })
        };
        // The summary begins first: it may take longest, and nobody should wait for it at the end.
        let summary = || if has_several { self.summary(&nation, &rest, wanted, receive) } else { Ok(()) };
        let (summary, each) = rayon::join(summary, each);
        summary.and(each)?;
        Ok(nation)
    }

    /// Writes the summary of all authorities.
    fn summary<E: From<WorkbookError>>(
        &self,
        nation: &Nation,
        rest: &DataSet,
        Wanted { names, settings }: &Wanted,
        receive: Receive<E>,
    ) -> Result<(), E> {
        let bytes = workbook::write_national(nation, rest, &names.workbooks(), self.framework, settings)?;
        receive(&names.path(Document::National), bytes)
    }

    /// Writes the documents of one authority.
    fn authority<E: From<WorkbookError> + Send>(
        &self,
        authority: Authority,
        wanted: &Wanted,
        receive: Receive<E>,
    ) -> Result<(), E> {
        let Authority { index, part, figures } = &authority;
        let bytes = workbook::write(&part.data, figures, self.framework, &wanted.settings)?;
        receive(&wanted.names.path(Document::Authority(*index)), bytes)?;
        if wanted.names.have_packs() {
            self.packs(authority, wanted, receive)?;
        }
        self.observer.authority_written();
        Ok(())
    }

    /// Writes the documents of an authority's clusters.
    fn packs<E: From<WorkbookError> + Send>(
        &self,
        authority: Authority,
        Wanted { names, settings }: &Wanted,
        receive: Receive<E>,
    ) -> Result<(), E> {
        let Authority { index, part, figures } = authority;
        // Only clusters that have a return have figures, and they come first.
        let (clusters, schools) = (&figures.clusters, &part.data.schools);
        let outside = |cluster| outside(clusters, &figures.factors, cluster, schools);
        let outside: Vec<_> = (0..clusters.len()).map(outside).collect();
        // A pack is sent by mail, where its links would lead nowhere.
        let settings = Settings { source_base: None, ..settings.clone() };
        by_cluster(part.data).into_par_iter().enumerate().try_for_each(|(cluster, own)| {
            let text = corrections::write(
                &own,
                &part.name,
                self.framework,
                (settings.as_of, settings.period.as_deref()),
            );
            receive(&names.path(Document::Corrections(index, cluster)), text.into_bytes())?;
            let Some(outside) = outside.get(cluster) else { return Ok(()) };
            let figures = self.analyse(&own.data);
            let pack = workbook::write_extract(&own.data, &figures, outside, self.framework, &settings)?;
            receive(&names.path(Document::Pack(index, cluster)), pack)?;
            let each = names.have_single_pages();
            let pages =
                workbook::write_school_pages(&own.data, &figures, outside, self.framework, &settings, each)?;
            receive(&names.path(Document::SchoolPages(index, cluster)), pages.together)?;
            pages.single.into_iter().enumerate().try_for_each(|(school, page)| {
                receive(&names.path(Document::SchoolPage(index, cluster, school)), page)
            })
        })
    }
}
