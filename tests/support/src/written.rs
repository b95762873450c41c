//! The written workbook, read back: its tables by their names and columns, and the parts of its package.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{BufReader, Read};
use std::path::{Path, PathBuf};

use calamine::{Data, Reader, Xlsx};
use zip::ZipArchive;

/// The columns of the table Ratings.
pub const RATINGS_TABLE: [&str; 15] = [
    "Local authority",
    "Cluster",
    "School",
    "DfE number",
    "KSF number",
    "KSF",
    "Rating submitted",
    "Rating now",
    "Band",
    "Changed",
    "File",
    "Sheet",
    "Cell",
    "Evidence",
    "Agreed actions",
];

/// A workbook that the program wrote.
pub struct Written {
    book: Xlsx<BufReader<File>>,
    path: PathBuf,
}

/// A row of a table: texts by column; numbers as they are shown without a format.
#[derive(Debug, Clone, PartialEq)]
pub struct Row(BTreeMap<String, Data>);

impl Row {
    /// What a column says, as text; nothing where it is empty.
    #[track_caller]
    pub fn text(&self, column: &str) -> String {
        let value = self.0.get(column).unwrap_or_else(|| panic!("no column {column} in {:?}", self.0.keys()));
        value.to_string()
    }

    /// Several columns at once.
    #[track_caller]
    pub fn texts<const N: usize>(&self, columns: [&str; N]) -> [String; N] {
        columns.map(|column| self.text(column))
    }
}

impl Written {
    pub fn open(path: &Path) -> Self {
        let mut book: Xlsx<BufReader<File>> =
            calamine::open_workbook(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        book.load_tables().expect("tables");
        Self { book, path: path.to_path_buf() }
    }

    pub fn sheets(&self) -> Vec<String> {
        self.book.sheet_names()
    }

    /// All texts of a sheet, row by row.
    pub fn cells(&mut self, sheet: &str) -> Vec<Vec<String>> {
        let range = self.book.worksheet_range(sheet).unwrap_or_else(|e| panic!("{sheet}: {e}"));
        range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
    }

    pub fn columns(&mut self, table: &str) -> Vec<String> {
        self.book.table_by_name(table).unwrap_or_else(|e| panic!("{table}: {e}")).columns().to_vec()
    }

    /// The rows of a table.
    pub fn table(&mut self, name: &str) -> Vec<Row> {
        let table = self.book.table_by_name(name).unwrap_or_else(|e| panic!("{name}: {e}"));
        let columns = table.columns();
        let rows = table.data().rows();
        rows.map(|row| Row(columns.iter().cloned().zip(row.iter().cloned()).collect())).collect()
    }

    /// Some columns of a table, row by row.
    pub fn of<const N: usize>(&mut self, table: &str, columns: [&str; N]) -> Vec<[String; N]> {
        self.table(table).iter().map(|row| row.texts(columns)).collect()
    }

    /// The ratings of a school as submitted, KSF 1 first; an empty text for a gap.
    #[track_caller]
    pub fn ratings_of(&mut self, school: &str) -> Vec<String> {
        let rows = self.table("Ratings");
        let found: Vec<String> =
            rows.iter().filter(|r| r.text("School") == school).map(|r| r.text("Rating submitted")).collect();
        assert!(!found.is_empty(), "no ratings of {school} among {rows:#?}");
        found
    }

    /// The schools in the Schools table.
    pub fn schools(&mut self) -> Vec<String> {
        self.of("Schools", ["School"]).into_iter().map(|[school]| school).collect()
    }

    /// What became of each file: "file: status".
    pub fn fates(&mut self) -> Vec<String> {
        let rows = self.of("Returns", ["File", "Status"]);
        rows.into_iter().map(|[file, status]| format!("{file}: {status}")).collect()
    }

    /// A part of the package as text.
    pub fn part(&self, name: &str) -> String {
        part(&self.path, name)
    }

    /// The part of a sheet.
    pub fn sheet_part(&self, sheet: &str) -> String {
        let at = self.sheets().iter().position(|name| name == sheet).expect("the sheet is there");
        self.part(&format!("xl/worksheets/sheet{}.xml", at + 1))
    }
}

/// The names of the parts of a package.
pub fn parts(path: &Path) -> Vec<String> {
    let bytes = fs::read(path).expect("the workbook");
    let zip = ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    zip.file_names().map(|name| name.expect("a name").to_string()).collect()
}

/// A part of a package as text.
pub fn part(path: &Path, name: &str) -> String {
    let bytes = fs::read(path).expect("the workbook");
    let mut zip = ZipArchive::new(std::io::Cursor::new(bytes)).expect("a package");
    let mut text = String::new();
    zip.by_name(name).unwrap_or_else(|e| panic!("{name}: {e}")).read_to_string(&mut text).expect("text");
    text
}
