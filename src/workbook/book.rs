//! Everything that the sheets are made from.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, XlsxError};

use crate::analyse::{Figures, OutsideHelper};
use crate::data_set::DataSet;
use crate::framework::Framework;
use crate::model::{CalendarDate, OWN_MARK};

use super::error::WorkbookError;
use super::formulas::Patterns;
use super::place::{self, Places};
use super::sheets::{self, Sheet};
use super::styles::Styles;
use super::{formulas, names};

/// What the workbook says about the run beside its data.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The period that the returns are about, in the user's words.
    pub period: Option<String>,
    /// The date of the figures; also the workbook's date of creation.
    pub as_of: CalendarDate,
    /// The path from the workbook's folder to the folder that file names are relative to, with forward
    /// slashes: empty, or ending in a slash as in "../returns/". None where there are to be no links.
    pub source_base: Option<String>,
}

/// What of an authority a workbook is about.
#[derive(Debug, Clone, Copy)]
pub(super) enum Scope<'a> {
    /// All of it.
    Whole,
    /// One of its clusters, with the schools outside it that could help with each KSF, in the framework's order.
    Extract(&'a [Option<OutsideHelper>]),
}

/// Names for cells, and what they refer to.
pub(super) type Names = Vec<(String, String)>;

/// Everything that the sheets are made from, and where their parts are.
pub(super) struct Book<'a> {
    pub(super) data: &'a DataSet,
    pub(super) figures: &'a Figures,
    pub(super) framework: &'a Framework,
    pub(super) settings: &'a Settings,
    pub(super) scope: Scope<'a>,
    pub(super) styles: Styles,
    /// The formulas that many cells have.
    pub(super) patterns: Patterns,
    /// The sheets in their order.
    pub(super) sheets: Vec<Sheet>,
    /// Names of the clusters as they are told apart where their authority is not beside them.
    pub(super) cluster_names: Vec<String>,
    /// The headings of the clusters' columns in the LA summary.
    pub(super) cluster_headings: Vec<String>,
    pub(super) places: Places,
    /// The heading of every school's column in its grid, in the order of the data set.
    pub(super) school_headings: Vec<String>,
}

impl<'a> Book<'a> {
    pub(super) fn plan(
        data: &'a DataSet,
        figures: &'a Figures,
        framework: &'a Framework,
        settings: &'a Settings,
        scope: Scope<'a>,
    ) -> Result<Self, WorkbookError> {
        let cluster_names = names::cluster_names(&figures.clusters);
        let ours = [&place::la_summary::BEFORE[..], &place::la_summary::AFTER].concat();
        let grids = place::grids(
            &cluster_names,
            &figures.clusters,
            data,
            framework,
            formulas::school_entry_length(framework),
        )?;
        Ok(Self {
            data,
            figures,
            framework,
            settings,
            scope,
            styles: Styles::new(),
            patterns: Patterns::default(),
            sheets: match scope {
                Scope::Whole => sheets::in_order(grids.len()),
                Scope::Extract(_) => sheets::of_extract(),
            },
            cluster_headings: names::headings(cluster_names.iter().map(String::as_str), &ours, "cluster"),
            cluster_names,
            school_headings: grids.iter().flat_map(|grid| &grid.schools).cloned().collect(),
            places: Places::plan(grids, figures, framework),
        })
    }

    pub(super) fn sheet_name(&self, sheet: Sheet) -> &str {
        match sheet {
            Sheet::Grid(cluster) => &self.places.grids[cluster].sheet,
            other => other.fixed_name(),
        }
    }

    /// Whether it is an extract: one cluster of an authority.
    pub(super) fn is_extract(&self) -> bool {
        matches!(self.scope, Scope::Extract(_))
    }

    /// Whose grids these are: "KSF grids: Northshire", or "KSF grid: Riverside, Northshire" of an extract.
    pub(super) fn title(&self) -> String {
        let mut names = vec![self.authorities()];
        let what = if self.is_extract() {
            names.insert(0, names::one_line(&self.cluster_names[0]).into_owned());
            "KSF grid"
        } else {
            "KSF grids"
        };
        names.retain(|name| !name.is_empty());
        if names.is_empty() { what.to_owned() } else { format!("{what}: {}", names.join(", ")) }
    }

    /// The local authorities in one line.
    pub(super) fn authorities(&self) -> String {
        let names: Vec<_> = self.figures.local_authorities.iter().map(|n| names::one_line(n)).collect();
        names.join(", ")
    }

    /// Words that people search for; among them what the self-assessment is about, which its title says before a colon.
    pub(super) fn keywords(&self) -> String {
        let title = names::one_line(&self.framework.title);
        let subject = title.split(':').next().unwrap_or_default().trim();
        let mut letters = subject.chars();
        let begins_a_word = subject.chars().nth(1).is_some_and(char::is_lowercase);
        let subject = match letters.next() {
            Some(first) if begins_a_word => first.to_lowercase().chain(letters).collect(),
            _ => subject.to_owned(),
        };
        let subject = names::shortened(&subject, 100);
        format!("KSF, key success factors, {subject}, cluster review")
    }

    /// What the workbook says about itself; its title begins with what it is called.
    pub(super) fn properties(&self, title: &str) -> Result<DocProperties, WorkbookError> {
        let mut title = names::shortened(title, 200);
        let period = self.settings.period.as_deref().map(names::one_line).unwrap_or_default();
        if !period.is_empty() {
            title = format!("{title}: {}", names::shortened(&period, 100));
        }
        Ok(DocProperties::new()
            .set_title(names::escaped(&title))
            .set_subject(names::escaped(&self.framework.title))
            .set_author(OWN_MARK.1)
            .set_keywords(names::escaped(&self.keywords()))
            .set_comment("Ratings, figures and findings from schools' self-assessment returns.")
            .set_custom_property(OWN_MARK.0, OWN_MARK.1)
            .set_custom_property("Language", "en-GB")
            .set_creation_datetime(&excel_date(self.settings.as_of)?))
    }
}

/// A date as Excel keeps it.
pub(super) fn excel_date(date: CalendarDate) -> Result<ExcelDateTime, XlsxError> {
    let (year, month, day) = date.parts();
    ExcelDateTime::from_ymd(year.unsigned_abs(), month.unsigned_abs(), day.unsigned_abs())
}
