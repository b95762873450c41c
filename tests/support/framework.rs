//! Other frameworks: a file of success factors made in code, and returns that rate them.

use super::sheet::Sheet;
use super::typed::Typed;

/// Success factors on a scale of their own.
#[derive(Debug, Clone)]
pub(crate) struct Factors {
    names: Vec<String>,
    term: String,
    /// From and to of low, medium and high.
    bands: [(u8, u8); 3],
}

impl Factors {
    /// Factors that headings call by a term, rated on a scale that the bands make up.
    pub(crate) fn of(
        term: &str,
        names: impl IntoIterator<Item = impl Into<String>>,
        bands: [(u8, u8); 3],
    ) -> Self {
        Self { names: names.into_iter().map(Into::into).collect(), term: term.to_owned(), bands }
    }

    pub(crate) fn names(&self) -> &[String] {
        &self.names
    }

    /// The framework file.
    pub(crate) fn toml(&self) -> Vec<u8> {
        let [low, _, high] = self.bands;
        let mut text = format!(
            "title = \"Hub self-review\"\nterms = [{:?}]\nquestions = [\"What now?\"]\n\n[scale]\nlowest = {}\nhighest = {}\n",
            self.term, low.0, high.1
        );
        for (name, (from, to)) in ["low", "medium", "high"].into_iter().zip(self.bands) {
            text += &format!("\n[bands.{name}]\nfrom = {from}\nto = {to}\nmeaning = \"It is {name}.\"\n");
        }
        for (number, name) in (1..).zip(&self.names) {
            text += &format!("\n[[ksf]]\nnumber = {number}\nname = {name:?}\n");
        }
        text.into_bytes()
    }

    /// A school's form: labels from A3, factors from A10 under their heading, ratings in column B.
    pub(crate) fn form<T: Into<Typed>>(&self, school: &str, ratings: impl IntoIterator<Item = T>) -> Sheet {
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
    pub(crate) fn grid(&self, cluster: &str, schools: &[(&str, Vec<Typed>)]) -> Sheet {
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
    pub(crate) fn rows(&self, cluster: &str, schools: &[(&str, Vec<Typed>)]) -> Sheet {
        let headings = ["ID", "School", "Cluster"].map(str::to_owned);
        let mut sheet = Sheet::new("Responses").row("A1", headings.into_iter().chain(self.names.clone()));
        for (number, (school, ratings)) in (1..).zip(schools) {
            let about = [Typed::from(number), (*school).into(), cluster.into()];
            sheet = sheet.row(&format!("A{}", number + 1), about.into_iter().chain(ratings.iter().cloned()));
        }
        sheet
    }
}
