//! Other frameworks: a file of success factors made in code, and returns that rate them.

use std::fmt::Write;

use super::folder::Folder;
use super::recalculation::assert_results_are_right;
use super::sheet::Sheet;
use super::typed::Typed;
use super::written::Written;

/// What runs with the framework file of [`Factors::saved_with`] are given.
pub const WITH_FRAMEWORK: [&str; 4] = ["--framework", "framework.toml", "--la", "Northshire"];

/// Four schools' ratings of so many factors from 1 to 4, none like another's.
pub fn of_four(steps: [u8; 4], factors: u8) -> [Vec<u8>; 4] {
    steps.map(|step| (0..factors).map(|n| n * step % 7 % 4 + 1).collect())
}

/// Success factors on a scale of their own.
#[derive(Debug, Clone)]
pub struct Factors {
    names: Vec<String>,
    term: String,
    /// From and to of low, medium and high.
    bands: [(u8, u8); 3],
}

impl Factors {
    /// Factors that headings call by a term, rated on a scale that the bands make up.
    pub fn of(term: &str, names: impl IntoIterator<Item = impl Into<String>>, bands: [(u8, u8); 3]) -> Self {
        Self { names: names.into_iter().map(Into::into).collect(), term: term.to_owned(), bands }
    }

    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The framework file.
    pub fn toml(&self) -> Vec<u8> {
        let [low, _, high] = self.bands;
        let mut text = format!(
            "title = \"Hub self-review\"\nterms = [{:?}]\nquestions = [\"What now?\"]\n\n[scale]\nlowest = {}\nhighest = {}\n",
            self.term, low.0, high.1
        );
        for (name, (from, to)) in ["low", "medium", "high"].into_iter().zip(self.bands) {
            let _ = write!(text, "\n[bands.{name}]\nfrom = {from}\nto = {to}\nmeaning = \"It is {name}.\"\n");
        }
        for (number, name) in (1..).zip(&self.names) {
            let _ = write!(text, "\n[[ksf]]\nnumber = {number}\nname = {name:?}\n");
        }
        text.into_bytes()
    }

    /// A school's form: labels from A3, factors from A10 under their heading, ratings in column B.
    pub fn form<T: Into<Typed>>(&self, school: &str, ratings: impl IntoIterator<Item = T>) -> Sheet {
        let mut sheet = Sheet::new("Sheet1")
            .put("A1", "Hub self-review")
            .row("A3", ["Local authority", "Northshire"])
            .row("A4", ["Cluster", "Riverside"])
            .row("A5", ["School", school])
            .row("A9", [self.term.as_str(), "Rating", "Evidence"]);
        for ((row, name), rating) in (9..).zip(&self.names).zip(ratings) {
            sheet = sheet.put_at(row, 0, name.as_str()).put_at(row, 1, rating).put_at(row, 2, "Minutes");
        }
        sheet
    }

    /// A cluster's grid: factors from A5, schools from B4.
    pub fn grid(&self, cluster: &str, schools: &[(&str, Vec<Typed>)]) -> Sheet {
        let title = format!("{cluster} cluster");
        let mut sheet = Sheet::new("Grid").put("A1", title.as_str()).put("A4", self.term.as_str());
        for (row, name) in (4..).zip(&self.names) {
            sheet = sheet.put_at(row, 0, name.as_str());
        }
        for (column, (school, ratings)) in (1..).zip(schools) {
            sheet = sheet.put_at(3, column, *school);
            for (row, rating) in (4..).zip(ratings) {
                sheet = sheet.put_at(row, column, rating.clone());
            }
        }
        sheet
    }

    /// Schools down from row 2, factors across from column D.
    pub fn rows(&self, cluster: &str, schools: &[(&str, Vec<Typed>)]) -> Sheet {
        let headings = ["ID", "School", "Cluster"].map(str::to_owned);
        let mut sheet = Sheet::new("Responses").row("A1", headings.into_iter().chain(self.names.clone()));
        for (number, (school, ratings)) in (1..).zip(schools) {
            let about = [Typed::from(number), (*school).into(), cluster.into()];
            sheet = sheet.row(&format!("A{}", number + 1), about.into_iter().chain(ratings.iter().cloned()));
        }
        sheet
    }

    /// The folder with the framework file beside its returns.
    pub fn saved_with(&self, folder: Folder) -> Folder {
        std::fs::write(folder.path("framework.toml"), self.toml()).expect("a file");
        folder
    }

    /// Builds from a form, a grid and school rows, and asserts that every rating is read, nothing is found and every
    /// formula is right.
    #[track_caller]
    pub fn assert_read(&self, ratings: &[Vec<u8>; 4]) -> (Folder, Written) {
        let [oak, elm, ash, yew] = ratings;
        let school = |name, ratings: &[u8]| (name, ratings.iter().copied().map(Typed::from).collect());
        let grid = self.grid("Harbour", &[school("Elm Primary", elm), school("Ash High School", ash)]);
        let rows = self.rows("Moorland", &[school("Yew Infant School", yew), school("Fir School", elm)]);
        let form = self.form("Oak Primary School", oak.iter().copied());
        let folder = Folder::new().save("form.xlsx", &form).save("grid.xlsx", &grid).save("rows.xlsx", &rows);
        let folder = self.saved_with(folder);
        assert_eq!(folder.check_with(&WITH_FRAMEWORK), [""; 0]);
        let mut book = folder.build_with(&WITH_FRAMEWORK);
        for (school, ratings) in [
            ("Oak Primary School", oak),
            ("Elm Primary", elm),
            ("Ash High School", ash),
            ("Yew Infant School", yew),
        ] {
            let expected: Vec<String> = ratings.iter().map(ToString::to_string).collect();
            assert_eq!(book.ratings_of(school), expected, "{school}");
        }
        assert_results_are_right(&folder.path("out.xlsx"), &folder.path(""), 30);
        (folder, book)
    }
}
