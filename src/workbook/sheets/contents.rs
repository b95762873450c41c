//! Contents: what to put right first, then what is where, by who uses it, and the key; on one page.

use rust_xlsxwriter::{ColNum, RowNum, Worksheet, XlsxError};

use crate::contract::{GridFigure, Sheet};
use crate::data_set::ReturnStatus;
use crate::model::counted;
use crate::model::{Band, count};
use crate::workbook::cells::references;
use crate::workbook::error::WorkbookError;
use crate::workbook::formulas::live::{Live, either, joined, text};
use crate::workbook::formulas::{self, Stored};
use crate::workbook::page;
use crate::workbook::plan::WorkbookPlan;
use crate::workbook::sheet_order::{PlannedSheet, Use, is_of_clusters, purpose, used};
use crate::workbook::style::{Style, band_limits, key_style, shading};
use crate::workbook::text::{one_line, shortened};

use super::about::{REJECTED, USED, count_name};
use super::charts::charts;

/// The widths of the columns, in digits: names, what they are for, and links.
const WIDTHS: [f64; 5] = [28.0, 32.0, 17.0, 15.0, 14.0];
/// The first column of a cluster's links.
const LINKS: ColNum = 2;
/// The height of a row, in points.
const ROW: f64 = 20.0;

/// Writes the sheet.
pub(crate) fn write(plan: &WorkbookPlan, to: &mut Worksheet) -> Result<(), WorkbookError> {
    let mut contents = Contents { plan, to, next: 0 };
    contents.opening()?;
    contents.put_right()?;
    for of in Use::ALL {
        contents.sheets(of)?;
    }
    contents.key()?;
    contents.close()?;
    Ok(())
}

/// The sheet as far as it is written.
struct Contents<'a> {
    plan: &'a WorkbookPlan<'a>,
    to: &'a mut Worksheet,
    /// The row of the next line.
    next: RowNum,
}

impl Contents<'_> {
    fn put(&mut self, column: ColNum, text: &str, style: Style) -> Result<(), XlsxError> {
        let format = self.plan.styles.get(style);
        self.to.write_string_with_format(self.next, column, one_line(text), format)?;
        Ok(())
    }

    fn say(&mut self, column: ColNum, said: Live<String>, style: Style) -> Result<(), XlsxError> {
        let (formula, stored) = (said.cell_formula(), Stored::from(said));
        formulas::write(self.to, (self.next, column), &formula, &stored, self.plan.styles.get(style))
    }

    fn end(&mut self, height: f64) -> Result<(), XlsxError> {
        self.to.set_row_height(self.next, height)?;
        self.next += 1;
        Ok(())
    }

    /// What the workbook is: title, self-assessment, how much went into it, period and date.
    fn opening(&mut self) -> Result<(), XlsxError> {
        let plan = self.plan;
        for (column, width) in (0..).zip(WIDTHS) {
            self.to.set_column_width(column, width)?;
        }
        self.to.set_screen_gridlines(false);
        self.put(0, &shortened(&plan.title(), 200), Style::Title)?;
        self.end(27.0)?;
        let mut about = vec![plan.framework.title.clone()];
        about.extend(plan.settings.period.clone());
        about.push(format!("figures of {}", plan.settings.as_of));
        self.put(0, &about.join("; "), Style::OneLine)?;
        self.end(16.0)?;
        let (schools, clusters) = (plan.figures.schools(), plan.figures.clusters.len());
        let tally = plan.figures.tally;
        let size = format!("{} in {}. ", counted(schools, "school"), counted(clusters, "cluster"));
        let mut said = vec![text(&size)];
        if clusters > 0 {
            said.push(Live::new(count_name(USED), tally.rated).digits());
            said.push(text(&format!(" of {} ratings could be used.", tally.all())));
        }
        if let Some(rate) = plan.figures.return_rate {
            let (returned, all) = (rate.returned, rate.schools);
            said.push(text(&format!(" {returned} of {all} registered schools have returned.")));
        }
        self.say(0, joined(said), Style::OneLine)?;
        self.end(ROW)
    }

    /// What could not be used, which somebody should put right before anything else.
    fn put_right(&mut self) -> Result<(), XlsxError> {
        let plan = self.plan;
        let is_lost = |status| matches!(status, ReturnStatus::NotRead | ReturnStatus::NoSchool);
        let files = plan.data.returns.iter().filter(|row| is_lost(row.status)).count();
        let nothing = match files {
            0 => text("Nothing: every rating that was given could be used."),
            _ => text(&format!("{} could not be used:", counted(files, "file"))),
        };
        let said = if plan.figures.clusters.is_empty() {
            nothing
        } else {
            let rejected = Live::new(count_name(REJECTED), plan.figures.tally.rejected);
            let files = if files == 0 { String::new() } else { format!(" and {}", counted(files, "file")) };
            let some = joined([
                rejected.digits(),
                rejected.counted(" rating", " ratings"),
                text(&format!("{files} could not be used:")),
            ]);
            either(&rejected.is_over(0), some, nothing)
        };
        // Red while there is something to put right.
        let style = if files > 0 { Style::PutRight } else { Style::PutRightNothing };
        self.put(0, PUT_RIGHT, style)?;
        if !plan.figures.clusters.is_empty() {
            let rule = format!("={}>0", count_name(REJECTED));
            shading::alert_if(self.to, (self.next, 0), &rule)?;
        }
        self.say(1, said, Style::PutRightText)?;
        for column in 2..5 {
            self.to.write_blank(self.next, column, plan.styles.get(Style::PutRightText))?;
        }
        self.link(3, Sheet::Findings.name(), 0, Sheet::Findings.name(), None, Style::PutRightLink)?;
        self.end(26.0)
    }

    /// A link to a row of a sheet, with what it says when it is pointed at.
    fn link(
        &mut self,
        column: ColNum,
        sheet: &str,
        row: RowNum,
        words: &str,
        tip: Option<&str>,
        style: Style,
    ) -> Result<(), XlsxError> {
        let target = references::on_sheet(sheet, &format!("A{}", row + 1));
        page::to_cell(self.to, (self.next, column), &target, words, tip, self.plan.styles.get(style))
    }

    fn section(&mut self, heading: &str) -> Result<(), XlsxError> {
        self.end(8.0)?;
        self.put(0, heading, Style::ContentsSection)?;
        for column in 1..5 {
            self.to.write_blank(self.next, column, self.plan.styles.get(Style::ContentsSection))?;
        }
        self.end(ROW)
    }

    /// The sheets of a use: those that each cluster has in a row for each cluster, then the others.
    fn sheets(&mut self, of: Use) -> Result<(), XlsxError> {
        let plan = self.plan;
        let mut sheets: Vec<PlannedSheet> =
            plan.sheets.iter().filter(|sheet| used(sheet.kind) == Some(of)).copied().collect();
        // Each cluster's own sheets, then its page on the sheet of all.
        sheets.sort_by_key(|sheet| sheet.kind == Sheet::Charts);
        let several = plan.figures.clusters.len() != 1;
        let overall = of == Use::Authority && several && plan.has(Sheet::Charts);
        if sheets.is_empty() && !overall {
            return Ok(());
        }
        self.section(of.heading())?;
        if sheets.iter().any(|sheet| is_of_clusters(sheet.kind)) {
            (0..plan.figures.clusters.len()).try_for_each(|cluster| self.cluster(cluster, &sheets))?;
        }
        for sheet in sheets.iter().filter(|sheet| !is_of_clusters(sheet.kind)) {
            self.sheet(plan.sheet_name(*sheet), purpose(sheet.kind))?;
        }
        if overall {
            self.sheet(Sheet::Charts.name(), "All schools together, and the clusters side by side.")?;
        }
        Ok(())
    }

    fn sheet(&mut self, name: &str, purpose: &str) -> Result<(), XlsxError> {
        self.link(0, name, 0, name, None, Style::ContentsLink)?;
        self.put(1, purpose, Style::ContentsText)?;
        self.end(ROW)
    }

    /// A cluster: how large it is, and the links to its sheets.
    fn cluster(&mut self, cluster: usize, sheets: &[PlannedSheet]) -> Result<(), XlsxError> {
        let plan = self.plan;
        let (grid, figures) = (&plan.cells.grids[cluster], &plan.figures.clusters[cluster]);
        let name = plan.name_of_cluster(cluster);
        self.put(0, &name, Style::ContentsName)?;
        let schools = figures.schools.len();
        let said = joined([
            text(&format!("{}, ", counted(schools, "school"))),
            Live::new(grid.overall(GridFigure::Answered), figures.overall.answered).digits(),
            text(&format!(" of {} ratings", count(schools * plan.framework.ksfs.len()))),
        ]);
        self.say(1, said, Style::ContentsText)?;
        let of_cluster = |sheet: &&PlannedSheet| {
            is_of_clusters(sheet.kind) && (sheet.kind == Sheet::Charts || sheet.cluster == cluster)
        };
        for (column, sheet) in (LINKS..).zip(sheets.iter().filter(of_cluster)) {
            let kind = sheet.kind.name();
            let row = if sheet.kind == Sheet::Charts { top_of_chart(plan, cluster) } else { 0 };
            let tip = shortened(&format!("{kind}: {name}"), 200);
            self.link(column, plan.sheet_name(*sheet), row, kind, Some(&tip), Style::ContentsLink)?;
        }
        self.end(ROW)
    }

    fn key(&mut self) -> Result<(), XlsxError> {
        let framework = self.plan.framework;
        self.section("Key")?;
        for band in Band::ALL {
            let word = band.word().to_lowercase();
            let label = format!("{}   {word}   {}", band.letter(), band_limits(band, framework));
            self.put(0, &label, key_style(band))?;
            self.put(1, &framework.definition(band).meaning, Style::ContentsText)?;
            self.end(ROW)?;
        }
        self.put(0, "gap", Style::KeyGap)?;
        self.put(1, "No rating that can be used: it counts in no figure.", Style::ContentsText)?;
        self.end(ROW)
    }

    /// Sets up printing; the workbook opens on this sheet.
    fn close(self) -> Result<(), XlsxError> {
        let size = (page::points(WIDTHS), ROW * f64::from(self.next + 1));
        page::print_whole(self.to, page::Lies::Upright, (self.next - 1, 4), size, page::TABLE_TEXT)?;
        self.to.set_active(true).set_selection(0, 0, 0, 0)?;
        Ok(())
    }
}

const PUT_RIGHT: &str = "First put right";

/// The row at which the chart of a cluster begins; the sheet's first row for the first chart.
fn top_of_chart(plan: &WorkbookPlan, cluster: usize) -> RowNum {
    let charts = charts(plan);
    let at = charts.iter().position(|chart| chart.cluster == Some(cluster)).unwrap_or_default();
    if at == 0 { 0 } else { charts[at].top }
}
