//! The plan of a workbook: what its sheets are made from, and where their cells are.

use std::collections::HashMap;

use rust_xlsxwriter::XlsxError;

use crate::analyse::{FactorFigures, Figures, Outside};
use crate::contract::{FixedColumn, KsfColumn, LaSummaryColumn, Sheet};
use crate::data_set::{DataSet, ReturnRow};
use crate::divide::clusters_of_returns;
use crate::framework::Framework;
use crate::model::{NOT_STATED, nobody_is_high};

use super::cells::{self, CellMap};
use super::conversions::COLUMNS;
use super::error::WorkbookError;
use super::formulas::{self, RepeatedFormulas};
use super::plan_rows::{self, PlanRow};
use super::settings::Settings;
use super::sheet_order::{self, PlannedSheet};
use super::style::Styles;
use super::text::{cluster_names, cluster_sheet_names, one_line, unique_headings};

/// Which part of an authority a workbook is about.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Scope<'a> {
    /// All of it.
    Whole,
    /// One of its clusters, with what it is shown of the others.
    Extract(&'a Outside),
}

/// Everything that the sheets of a workbook are made from, and where their cells are.
pub(crate) struct WorkbookPlan<'a> {
    pub(crate) data: &'a DataSet,
    pub(crate) figures: &'a Figures,
    pub(crate) framework: &'a Framework,
    pub(crate) settings: &'a Settings,
    pub(crate) scope: Scope<'a>,
    pub(crate) styles: Styles,
    /// The formulas that many cells have.
    pub(crate) repeated: RepeatedFormulas,
    /// The sheets in their order.
    pub(crate) sheets: Vec<PlannedSheet>,
    /// Names of the clusters, no two alike, for cells that do not say which authority a cluster belongs to.
    pub(crate) cluster_names: Vec<String>,
    /// The names of the sheets of the clusters' key findings, and of the authority's.
    pub(crate) key_findings: Vec<String>,
    /// The index of the cluster that each row of the data set's returns belongs to.
    pub(crate) returns_of: Vec<Option<usize>>,
    /// The headings of the clusters' columns in the LA summary.
    pub(crate) cluster_headings: Vec<String>,
    pub(crate) cells: CellMap,
    /// The rows of the action plan.
    pub(crate) plan_rows: Vec<PlanRow<'a>>,
    /// The heading of every school's column in its grid, in the order of the data set.
    pub(crate) school_headings: Vec<String>,
}

impl<'a> WorkbookPlan<'a> {
    pub(crate) fn new(
        data: &'a DataSet,
        figures: &'a Figures,
        framework: &'a Framework,
        settings: &'a Settings,
        scope: Scope<'a>,
    ) -> Result<Self, WorkbookError> {
        if figures.clusters.len() > COLUMNS {
            return Err(XlsxError::RowColumnLimitError.into());
        }
        let cluster_names = cluster_names(&figures.clusters);
        let entry_length = formulas::school_entry_length(framework);
        let grids = cells::grids(&cluster_names, &figures.clusters, data, framework, entry_length)?;
        let ours = [KsfColumn::headings(), LaSummaryColumn::headings()].concat();
        let plan_rows = plan_rows::all(data, &figures.clusters, framework);
        Ok(Self {
            data,
            figures,
            framework,
            settings,
            scope,
            styles: Styles::new(),
            repeated: RepeatedFormulas::default(),
            sheets: match scope {
                Scope::Whole => sheet_order::of_workbook(
                    grids.len(),
                    figures.local_authorities.len(),
                    sums_up(data, figures),
                ),
                Scope::Extract(_) => sheet_order::of_extract(),
            },
            returns_of: returns_of(data, figures),
            key_findings: key_findings(&cluster_names, &figures.local_authorities),
            cluster_headings: unique_headings(cluster_names.iter().map(String::as_str), &ours, "cluster"),
            cluster_names,
            school_headings: grids.iter().flat_map(|grid| &grid.schools).cloned().collect(),
            cells: CellMap::new(grids, figures, framework, plan_rows.len()),
            plan_rows,
        })
    }

    /// The name of a sheet.
    pub(crate) fn sheet_name(&self, sheet: PlannedSheet) -> &str {
        match sheet.kind {
            Sheet::Grid => &self.cells.grids[sheet.cluster].sheet,
            Sheet::KeyFindings => &self.key_findings[sheet.cluster],
            Sheet::LaKeyFindings => {
                self.key_findings.last().map_or(Sheet::LaKeyFindings.name(), String::as_str)
            }
            kind => kind.name(),
        }
    }

    /// Whether it has a sheet of a kind.
    pub(crate) fn has(&self, kind: Sheet) -> bool {
        self.sheets.iter().any(|sheet| sheet.kind == kind)
    }

    /// Whether it is an extract: one cluster of an authority.
    pub(crate) fn is_extract(&self) -> bool {
        matches!(self.scope, Scope::Extract(_))
    }

    /// Of an extract: each KSF over the whole authority, in the framework's order.
    pub(crate) fn authority(&self) -> Option<&'a [FactorFigures]> {
        match self.scope {
            Scope::Whole => None,
            Scope::Extract(outside) => Some(&outside.factors),
        }
    }

    /// Whether all schools of a cluster's authority were read, as far as a register says.
    pub(crate) fn has_whole_authority(&self, cluster: usize) -> bool {
        match self.scope {
            Scope::Whole => self.figures.clusters[cluster].is_of_whole_authority,
            Scope::Extract(outside) => outside.is_of_whole_authority,
        }
    }

    /// What stands instead of a school that could help a cluster.
    pub(crate) fn nobody_is_high(&self, cluster: usize) -> &'static str {
        nobody_is_high(self.has_whole_authority(cluster))
    }

    /// Whose grids these are: "KSF grids: Northshire", or "KSF grid: Riverside, Northshire" of an extract.
    pub(crate) fn title(&self) -> String {
        let mut names = vec![self.authorities()];
        let what = if self.is_extract() {
            names.insert(0, one_line(&self.cluster_names[0]).into_owned());
            "KSF grid"
        } else {
            "KSF grids"
        };
        names.retain(|name| !name.is_empty() && name != NOT_STATED);
        if names.is_empty() { what.to_owned() } else { format!("{what}: {}", names.join(", ")) }
    }

    /// The local authorities in one line, as far as they are stated.
    pub(crate) fn authorities(&self) -> String {
        let stated = self.figures.local_authorities.iter().filter(|name| *name != NOT_STATED);
        stated.map(|name| one_line(name)).collect::<Vec<_>>().join(", ")
    }

    /// What a cluster is called in a title.
    pub(crate) fn name_of_cluster(&self, cluster: usize) -> String {
        match one_line(&self.cluster_names[cluster]).as_ref() {
            NOT_STATED if self.cluster_names.len() == 1 => "All schools".to_owned(),
            NOT_STATED => "Schools without a stated cluster".to_owned(),
            name => name.to_owned(),
        }
    }

    /// What a sheet of a cluster is called: "KSF grid: Riverside".
    pub(crate) fn title_of_cluster(&self, what: &str, cluster: usize) -> String {
        match self.name_of_cluster(cluster) {
            _ if self.cluster_names == [NOT_STATED] => what.to_owned(),
            name => format!("{what}: {name}"),
        }
    }
}

/// The cluster of each return: where several authorities were read, as far as the row itself says it.
fn returns_of(data: &DataSet, figures: &Figures) -> Vec<Option<usize>> {
    if figures.local_authorities.len() == 1 {
        return clusters_of_returns(data);
    }
    let clusters = figures.clusters.iter().enumerate();
    let clusters: HashMap<[&str; 2], usize> =
        clusters.map(|(at, cluster)| ([&*cluster.local_authority, &*cluster.name], at)).collect();
    let of_row =
        |row: &ReturnRow| clusters.get(&[row.local_authority.as_deref()?, row.cluster.as_deref()?]).copied();
    data.returns.iter().map(of_row).collect()
}

/// The names of the sheets of key findings: of each cluster and, if there are several, of their authority.
fn key_findings(clusters: &[String], authorities: &[String]) -> Vec<String> {
    let authority = match authorities {
        [authority] if authority != NOT_STATED => authority.clone(),
        _ => "LA".to_owned(),
    };
    let of_authority = (clusters.len() != 1).then_some(authority);
    cluster_sheet_names(Sheet::KeyFindings, &clusters.iter().cloned().chain(of_authority).collect::<Vec<_>>())
}

/// Whether a workbook sums up an authority: one cluster has nothing to be summed up, unless a register knows of others, or an
/// authority's response to its KSFs was typed before.
fn sums_up(data: &DataSet, figures: &Figures) -> bool {
    figures.clusters.len() != 1 || !figures.without_return.is_empty() || !data.typed.responses.is_empty()
}
