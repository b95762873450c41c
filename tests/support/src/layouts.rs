//! Returns as schools and clusters send them: forms, grids and school rows.

use std::collections::BTreeMap;

use super::sheet::Sheet;
use super::typed::{Typed, date_cell};

/// The ten KSFs as the forms print them.
pub const KSFS: [&str; 10] = [
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
];

/// A cell as Excel names it; row and column from 0.
pub fn cell_name(row: u32, column: u16) -> String {
    let letter = u8::try_from(column).ok().filter(|c| *c < 26).expect("tests stay within column Z");
    format!("{}{}", char::from(b'A' + letter), row + 1)
}

/// One school's form. Labels stand in A3 to A7 with their values beside them; KSF 1 is in row 10, its rating in
/// B10, KSF 10's in B19.
#[derive(Debug, Clone)]
pub struct Form {
    sheet: String,
    labels: BTreeMap<u32, (&'static str, Typed)>,
    ratings: Vec<Typed>,
    ksfs: Vec<String>,
}

impl Form {
    /// A form that states Northshire, Riverside and this school, with every rating given.
    pub fn of(school: &str) -> Self {
        Self::unsigned().la("Northshire").cluster("Riverside").school(school)
    }

    /// A form that does not say whose it is.
    pub fn unsigned() -> Self {
        Self {
            sheet: "Self assessment".to_owned(),
            labels: BTreeMap::new(),
            ratings: super::RATINGS.map(Typed::from).to_vec(),
            ksfs: KSFS.map(str::to_owned).to_vec(),
        }
    }

    pub fn la(self, name: &str) -> Self {
        self.label(2, "Local authority", name)
    }

    pub fn cluster(self, name: &str) -> Self {
        self.label(3, "Cluster", name)
    }

    pub fn school(self, name: &str) -> Self {
        self.label(4, "School", name)
    }

    pub fn dfe(self, number: &str) -> Self {
        self.label(5, "DfE number", number)
    }

    /// A date such as "12/03/2010", typed into a date cell.
    pub fn date(mut self, text: &str) -> Self {
        self.labels.insert(6, ("Date", date_cell(text)));
        self
    }

    fn label(mut self, row: u32, label: &'static str, value: &str) -> Self {
        self.labels.insert(row, (label, value.into()));
        self
    }

    pub fn sheet_name(mut self, name: &str) -> Self {
        name.clone_into(&mut self.sheet);
        self
    }

    /// What is typed for a KSF, by its number.
    pub fn rating(mut self, ksf: usize, typed: impl Into<Typed>) -> Self {
        self.ratings[ksf - 1] = typed.into();
        self
    }

    pub fn ratings<T: Into<Typed>>(mut self, ratings: [T; 10]) -> Self {
        self.ratings = ratings.into_iter().map(Into::into).collect();
        self
    }

    /// How a KSF is written, by its number.
    pub fn ksf(mut self, number: usize, text: &str) -> Self {
        text.clone_into(&mut self.ksfs[number - 1]);
        self
    }

    /// How all KSFs are written.
    pub fn ksfs(mut self, write: impl Fn(usize, &str) -> String) -> Self {
        self.ksfs = (1..).zip(KSFS).map(|(n, name)| write(n, name)).collect();
        self
    }

    pub fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&self.sheet)
            .put("A1", "Extended services: sustainability self-assessment")
            .put("A9", "Key success factor")
            .put("B9", "Rating");
        for (row, (label, value)) in &self.labels {
            sheet = sheet.put_at(*row, 0, *label).put_at(*row, 1, value.clone());
        }
        for (row, (ksf, rating)) in (9..).zip(self.ksfs.iter().zip(&self.ratings)) {
            sheet = sheet.put_at(row, 0, ksf.as_str()).put_at(row, 1, rating.clone());
        }
        sheet
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.sheet().bytes()
    }
}

/// A cluster's grid: KSFs in A5 to A14 under a heading in A4, the first school in column B.
#[derive(Debug, Clone)]
pub struct Grid {
    sheet: String,
    title: String,
    schools: Vec<(String, Vec<Typed>)>,
    figures: Vec<(String, Vec<Typed>)>,
}

impl Grid {
    pub fn of(cluster: &str) -> Self {
        let title = format!("{cluster} cluster");
        Self { sheet: "Grid".to_owned(), title, schools: Vec::new(), figures: Vec::new() }
    }

    pub fn sheet_name(mut self, name: &str) -> Self {
        name.clone_into(&mut self.sheet);
        self
    }

    pub fn school<T: Into<Typed>>(mut self, name: &str, ratings: [T; 10]) -> Self {
        self.schools.push((name.to_owned(), ratings.into_iter().map(Into::into).collect()));
        self
    }

    /// A column right of the schools, such as Total.
    pub fn figures<T: Into<Typed>>(mut self, heading: &str, values: impl IntoIterator<Item = T>) -> Self {
        self.figures.push((heading.to_owned(), values.into_iter().map(Into::into).collect()));
        self
    }

    pub fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::new(&self.sheet).put("A1", self.title.as_str()).put("A4", "KSF");
        for (row, ksf) in (4..).zip(KSFS) {
            sheet = sheet.put_at(row, 0, ksf);
        }
        for (column, (heading, values)) in (1..).zip(self.schools.iter().chain(&self.figures)) {
            sheet = sheet.put_at(3, column, heading.as_str());
            for (row, value) in (4..).zip(values) {
                sheet = sheet.put_at(row, column, value.clone());
            }
        }
        sheet
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.sheet().bytes()
    }
}

/// Schools down, KSFs across: headings in row 1, the name in column A, further columns after it, then the KSFs.
#[derive(Debug, Clone, Default)]
pub struct SchoolRows {
    columns: Vec<&'static str>,
    rows: Vec<(Vec<Typed>, Vec<Typed>)>,
}

impl SchoolRows {
    /// Rows that begin with these columns, such as "School" and "Cluster".
    pub fn with(columns: &[&'static str]) -> Self {
        Self { columns: columns.to_vec(), rows: Vec::new() }
    }

    pub fn row<T: Into<Typed>>(mut self, about: &[&str], ratings: [T; 10]) -> Self {
        let about = about.iter().map(|text| Typed::from(*text)).collect();
        self.rows.push((about, ratings.into_iter().map(Into::into).collect()));
        self
    }

    pub fn sheet(&self) -> Sheet {
        let headings = self.columns.iter().copied().chain(KSFS);
        let mut sheet = Sheet::new("Responses").row("A1", headings);
        for (row, (about, ratings)) in (2..).zip(&self.rows) {
            sheet = sheet.row(&format!("A{row}"), about.iter().chain(ratings).cloned());
        }
        sheet
    }

    pub fn bytes(&self) -> Vec<u8> {
        self.sheet().bytes()
    }
}
