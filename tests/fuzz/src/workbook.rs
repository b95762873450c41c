//! Sheets of arbitrary cells: a return of one of the layouts, or nothing, and then any number of edits. Cells lie close
//! together, and many of their texts are words that recognition looks for, so that the edits meet.

use std::sync::LazyLock;

use arbitrary::Arbitrary;
use ksfgrid::model::{CalendarDate, CellRef, CellValue};
use ksfgrid::read::{Contents, InProcess, RawSheet, RawWorkbook, Reader};

/// Returns as text tables, one a layout; the seeds of the target for text tables.
const RETURNS: [&[u8]; 5] = [
    include_bytes!("../seeds/csv/form.csv"),
    include_bytes!("../seeds/csv/grid.csv"),
    include_bytes!("../seeds/csv/rows.csv"),
    include_bytes!("../seeds/csv/list.csv"),
    include_bytes!("../seeds/csv/ticks.csv"),
];

/// Words that recognition looks for.
const WORDS: [&str; 48] = [
    "Effective engagement and consultation",
    "Integration of extended services within school improvement planning",
    "Alignment with local area plans and targets",
    "Cluster arrangements",
    "Partnership working",
    "Integrated multi-agency training",
    "Well-publicised services",
    "Design of quality, targeted services",
    "Funding",
    "Impact measurement",
    "KSF",
    "KSF 3: Alignment with local area plans",
    "1.",
    "10",
    "Rating",
    "Rating (1-10)",
    "Score",
    "Target",
    "Last year",
    "Evidence",
    "Comments",
    "Total",
    "Average",
    "Rank",
    "School",
    "School name",
    "Name of school",
    "Cluster",
    "Local authority",
    "DfE number",
    "URN",
    "Date",
    "Riverside cluster",
    "Oakfield Primary School",
    "Hill Top School",
    "St Mary's C of E (VA) Primary",
    "Northshire",
    "12/03/2010",
    "931/2012",
    "x",
    "7/10",
    "6-7",
    "seven",
    "N/A",
    "TBC",
    "70%",
    "Self assessment",
    "KSF grid Riverside",
];

/// A workbook: its sheets.
#[derive(Debug, Arbitrary)]
pub struct Edited {
    sheets: Vec<Sheet>,
    own: bool,
}

#[derive(Debug, Arbitrary)]
struct Sheet {
    name: Text,
    hidden: bool,
    begins_as: u8,
    edits: Vec<Edit>,
}

/// A change of a sheet; rows and columns are taken modulo what a return needs.
#[derive(Debug, Arbitrary)]
enum Edit {
    Put(Place, Value),
    Fill { at: Place, right: u8, down: u8, value: Value },
    Copy { from: Place, to: Place, right: u8, down: u8 },
    Clear { at: Place, right: u8, down: u8 },
    Move { down: u8, right: u8 },
    Transpose,
    FarAway(u32, u16, Value),
}

#[derive(Debug, Clone, Copy, Arbitrary)]
struct Place(u8, u8);

#[derive(Debug, Clone, Arbitrary)]
enum Value {
    Whole(i8),
    Number(f64),
    Percentage(f64),
    Text(Text),
    Logical(bool),
    Date(Option<(i16, i8, i8)>),
    Error(u8),
    NoResult,
}

#[derive(Debug, Clone, Arbitrary)]
enum Text {
    Word(u8),
    Two(u8, u8),
    Cut(u8, u8),
    Free(String),
}

type Cells = Vec<(CellRef, CellValue)>;

impl Edited {
    /// The workbook as the reading stage would hand it on.
    #[must_use]
    pub fn workbook(&self) -> RawWorkbook {
        let sheets = self.sheets.iter().take(4).map(Sheet::raw).collect();
        RawWorkbook { sheets, own: self.own, ..text_table(b"x") }
    }
}

/// A workbook of one sheet, read from text.
fn text_table(text: &[u8]) -> RawWorkbook {
    match InProcess.read("table.csv", text) {
        Contents::Workbook(book) => book,
        other => panic!("a text table is no workbook: {other:?}"),
    }
}

impl Sheet {
    fn raw(&self) -> RawSheet {
        static READ: LazyLock<Vec<Cells>> = LazyLock::new(|| {
            let cells = |text: &&[u8]| text_table(text).sheets[0].cells().to_vec();
            RETURNS.iter().map(cells).collect()
        });
        let begins = usize::from(self.begins_as) % (RETURNS.len() + 1);
        let mut cells = READ.get(begins).cloned().unwrap_or_default();
        for edit in self.edits.iter().take(64) {
            edit.make(&mut cells);
            cells.truncate(4096);
        }
        RawSheet::new(&self.name.text(), !self.hidden, cells)
    }
}

impl Edit {
    fn make(&self, cells: &mut Cells) {
        match self {
            Self::Put(at, value) => cells.push((at.cell(), value.value())),
            Self::Fill { at, right, down, value } => {
                let area = at.area(*right, *down);
                cells.extend(area.map(|at| (at, value.value())));
            }
            Self::Copy { from, to, right, down } => copy(cells, *from, *to, (*right, *down)),
            Self::Clear { at, right, down } => {
                let area: Vec<CellRef> = at.area(*right, *down).collect();
                cells.retain(|(at, _)| !area.contains(at));
            }
            Self::Move { down, right } => {
                for (at, _) in &mut *cells {
                    *at = CellRef::new(at.row + u32::from(*down % 8), at.column + u32::from(*right % 8));
                }
            }
            Self::Transpose => {
                cells.retain(|(at, _)| at.row < 16_384);
                for (at, _) in &mut *cells {
                    *at = CellRef::new(at.column, at.row);
                }
            }
            Self::FarAway(row, column, value) => {
                let at = CellRef::new(row % 1_048_576, u32::from(*column) % 16_384);
                cells.push((at, value.value()));
            }
        }
        cells.retain(|(at, _)| at.row < 1_048_576 && at.column < 16_384);
    }
}

fn copy(cells: &mut Cells, from: Place, to: Place, (right, down): (u8, u8)) {
    let pairs = from.area(right, down).zip(to.area(right, down));
    let copied: Cells = pairs
        .filter_map(|(from, to)| {
            let (_, value) = cells.iter().rfind(|(at, _)| *at == from)?;
            Some((to, value.clone()))
        })
        .collect();
    cells.extend(copied);
}

impl Place {
    fn cell(self) -> CellRef {
        CellRef::new(u32::from(self.0 % 48), u32::from(self.1 % 24))
    }

    /// The cells from here to the right and down.
    fn area(self, right: u8, down: u8) -> impl Iterator<Item = CellRef> {
        let first = self.cell();
        let (right, down) = (u32::from(right % 12), u32::from(down % 16));
        (0..=down).flat_map(move |r| (0..=right).map(move |c| CellRef::new(first.row + r, first.column + c)))
    }
}

impl Value {
    fn value(&self) -> CellValue {
        match self {
            Self::Whole(n) => CellValue::Number(f64::from(*n)),
            Self::Number(n) => CellValue::Number(*n),
            Self::Percentage(n) => CellValue::Percentage(*n),
            Self::Text(text) => CellValue::Text(text.text()),
            Self::Logical(value) => CellValue::Logical(*value),
            Self::Date(date) => CellValue::Date(date.and_then(|(y, m, d)| CalendarDate::new(y, m, d))),
            Self::Error(code) => {
                let codes = ["#REF!", "#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#SPILL!"];
                CellValue::Error(codes[usize::from(*code) % codes.len()].to_owned())
            }
            Self::NoResult => CellValue::NoResult,
        }
    }
}

impl Text {
    fn text(&self) -> String {
        let word = |n: &u8| WORDS[usize::from(*n) % WORDS.len()];
        match self {
            Self::Word(n) => word(n).to_owned(),
            Self::Two(first, second) => format!("{} {}", word(first), word(second)),
            Self::Cut(n, at) => word(n).chars().take(usize::from(*at % 32) + 1).collect(),
            Self::Free(text) => text.clone(),
        }
    }
}
