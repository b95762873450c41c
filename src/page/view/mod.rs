//! What the page shows of a run, as JSON: the fields are those that the page's scripts read, and nothing else reads them.

mod around;
mod cluster;
mod findings;
mod grid;
mod people;

use serde::Serialize;

use super::made::Made;
use super::problem::Problem;
use super::words;
use crate::analyse::{AuthorityFigures, Figures, Nation, ReturnRate, analyse};
use crate::data_set::{Counts, DataSet};
use crate::divide::{Divided, Part, by_authority};
use crate::framework::Framework;
use crate::model::Band;
use crate::rules::Severity;
use crate::words::{Line, Tone, files_of, read};

use cluster::ClusterView;
use findings::{FindingView, Fixes, Kind};
use grid::Grid;
use people::{FileRow, NameView, NotReturned};

pub(super) use around::{Around, around};

/// More about a finding, for when it is opened.
#[derive(Serialize)]
pub(super) struct Details {
    pub(super) around: Option<Around>,
    /// What its school is told.
    pub(super) mail: String,
}

/// Everything that is shown.
#[derive(Serialize)]
pub(super) struct View<'a> {
    version: &'static str,
    problems: Vec<Problem>,
    #[serde(flatten)]
    shown: Option<Shown<'a>>,
}

#[derive(Serialize)]
struct Shown<'a> {
    nothing: Option<Problem>,
    report: Vec<Vec<SpanView>>,
    title: String,
    framework: FrameworkView<'a>,
    figures: FiguresView,
    authorities: Vec<AuthorityView>,
    national: Option<Grid>,
    fixes: Vec<FindingView<'a>>,
    kinds: Vec<Kind>,
    files: Vec<FileRow<'a>>,
    names: Vec<NameView<'a>>,
    save: SaveView,
}

#[derive(Serialize)]
struct SaveView {
    name: String,
    what: String,
}

#[derive(Serialize)]
struct FrameworkView<'a> {
    title: &'a str,
    ksfs: Vec<KsfView<'a>>,
    lowest: u8,
    highest: u8,
    bands: Vec<BandView<'a>>,
}

#[derive(Serialize)]
struct KsfView<'a> {
    number: u8,
    name: &'a str,
}

#[derive(Serialize)]
struct BandView<'a> {
    band: Band,
    letter: char,
    from: u8,
    to: u8,
    meaning: &'a str,
}

#[derive(Serialize)]
struct FiguresView {
    files: usize,
    returns: usize,
    schools: usize,
    clusters: usize,
    authorities: usize,
    used: u32,
    missing: u32,
    rejected: u32,
    errors: usize,
    warnings: usize,
    notes: usize,
    registered: Option<u32>,
    returned: Option<u32>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AuthorityView {
    name: String,
    averages: Option<Grid>,
    clusters: Vec<ClusterView>,
    not_returned: Vec<NotReturned>,
}

/// A part of a line, with the word for how it stands out.
#[derive(Serialize)]
pub(super) struct SpanView {
    text: String,
    tone: &'static str,
}

impl View<'_> {
    pub(super) fn of_problem(problem: Problem) -> Self {
        Self { version: env!("CARGO_PKG_VERSION"), problems: vec![problem], shown: None }
    }
}

/// What is shown of a run; `what` tells what a file is that is no spreadsheet.
pub(super) fn of<'a>(
    made: &'a Made,
    framework: &'a Framework,
    what: &dyn Fn(&str) -> Option<String>,
) -> View<'a> {
    let data = &made.data;
    let divided = by_authority(data.clone());
    let parts = &divided.authorities;
    let figures: Vec<Figures> = parts.iter().map(|part| analyse(&part.data, framework)).collect();
    let fixes = Fixes::of(data, parts);
    let is_nothing = data.schools.is_empty();
    let shown = Shown {
        nothing: is_nothing.then(|| words::no_usable_return(data)),
        report: read(data, framework).iter().map(spans).collect(),
        framework: FrameworkView::of(framework),
        authorities: authorities(parts, &figures, &fixes, framework),
        save: SaveView {
            name: made.file_name(if made.is_one_file() { "xlsx" } else { "zip" }),
            what: made.described(parts),
        },
        national: national(&divided, &figures, framework),
        figures: FiguresView::of(data, &figures),
        kinds: fixes.kinds(),
        fixes: fixes.all(),
        // Elsewhere it is enough that they were left out.
        files: people::files(data, if is_nothing { what } else { &|_| None }),
        names: people::names(data),
        title: made.title(),
    };
    View { version: env!("CARGO_PKG_VERSION"), problems: Vec::new(), shown: Some(shown) }
}

fn authorities(
    parts: &[Part],
    figures: &[Figures],
    fixes: &Fixes,
    framework: &Framework,
) -> Vec<AuthorityView> {
    let view = |(index, (part, figures)): (usize, (&Part, &Figures))| AuthorityView {
        name: part.name.clone(),
        averages: (figures.clusters.len() > 1).then(|| Grid::of_clusters(figures, framework)),
        clusters: cluster::all(index, &part.data, figures, fixes, framework),
        not_returned: people::not_returned(&part.data),
    };
    parts.iter().zip(figures).enumerate().map(view).collect()
}

/// All authorities side by side, if there are several.
fn national(divided: &Divided, figures: &[Figures], framework: &Framework) -> Option<Grid> {
    let of_authority =
        |(part, figures): (&Part, &Figures)| AuthorityFigures::of(&part.name, &part.data, figures, framework);
    let authorities: Vec<_> = divided.authorities.iter().zip(figures).map(of_authority).collect();
    let several = authorities.len() > 1;
    several.then(|| Grid::of_authorities(&Nation::of(authorities, &divided.rest, framework), framework))
}

impl<'a> FrameworkView<'a> {
    fn of(framework: &'a Framework) -> Self {
        let band = |band: &Band| {
            let definition = framework.definition(*band);
            BandView {
                band: *band,
                letter: band.letter(),
                from: definition.from,
                to: definition.to,
                meaning: &definition.meaning,
            }
        };
        let ksf = framework.ksfs.iter().map(|ksf| KsfView { number: ksf.number, name: &ksf.name });
        Self {
            title: &framework.title,
            ksfs: ksf.collect(),
            lowest: framework.scale.lowest,
            highest: framework.scale.highest,
            bands: Band::ALL.iter().map(band).collect(),
        }
    }
}

impl FiguresView {
    fn of(data: &DataSet, of_authorities: &[Figures]) -> Self {
        let rate = ReturnRate::of(data.registered.iter());
        let of = |severity| data.findings.iter().filter(|finding| finding.severity == severity).count();
        let counts = Counts::of(&data.schools);
        Self {
            files: files_of(data).len(),
            returns: data.returns.iter().filter(|row| row.counts.is_some()).count(),
            schools: data.schools.len(),
            clusters: of_authorities.iter().map(|figures| figures.clusters.len()).sum(),
            authorities: of_authorities.len(),
            used: counts.rated,
            missing: counts.missing,
            rejected: counts.rejected,
            errors: of(Severity::Error),
            warnings: of(Severity::Warning),
            notes: of(Severity::Note),
            registered: rate.map(|rate| rate.schools),
            returned: rate.map(|rate| rate.returned),
        }
    }
}

/// A line in its parts.
pub(super) fn spans(line: &Line) -> Vec<SpanView> {
    let tone = |tone| match tone {
        Tone::Plain => "plain",
        Tone::Strong => "strong",
        Tone::Severity(severity) => severity.word(),
    };
    line.spans().iter().map(|span| SpanView { text: span.text.clone(), tone: tone(span.tone) }).collect()
}

/// Something as JSON.
pub(super) fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("all of it is plain data")
}
