//! What the public sector asks of a spreadsheet, as far as it is particular to this one: how many charts there are, its
//! title, letters of bands, and how it prints. What holds for every workbook is checked wherever one is written
//! (`support::checks`).

use support::{Folder, Form, Grid, RATINGS, Written, parts};

/// The workbook of two clusters with gaps, and the folder that it lies in.
fn written() -> (Folder, Written) {
    let folder = Folder::new()
        .save("a.xlsx", &Grid::of("Riverside").school("Oakfield", RATINGS).school("Hill Top", RATINGS))
        .save("b.xlsx", &Form::of("Seaview").cluster("Harbour").rating(3, "TBC").rating(4, ""));
    let book = folder.build_with(&["--la", "Northshire", "--period", "Spring 2010"]);
    (folder, book)
}

/// All parts of the package in a folder, with their names.
fn package(folder: &Folder, book: &Written, below: &str) -> Vec<(String, String)> {
    let names = parts(&folder.path("out.xlsx")).into_iter();
    let found: Vec<(String, String)> =
        names.filter(|n| n.starts_with(below)).map(|n| (n.clone(), book.part(&n))).collect();
    assert!(!found.is_empty(), "{below}");
    found
}

/// What stands between each `before` and the next `after`.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    text.split(before).skip(1).filter_map(|rest| rest.split_once(after)).map(|(found, _)| found).collect()
}

#[test]
fn every_chart_has_a_text_for_those_who_do_not_see_it() {
    let (folder, book) = written();
    let drawings = package(&folder, &book, "xl/drawings/drawing");
    let texts = drawings.iter().flat_map(|(_, xml)| between(xml, "descr=\"", "\"")).count();
    let charts = package(&folder, &book, "xl/charts/chart").len();
    assert_eq!(texts, charts);
    assert_eq!(charts, 4, "the authority, two clusters, and the clusters side by side");
}

#[test]
fn the_document_says_whose_it_is_and_that_it_is_in_british_english() {
    let (_folder, book) = written();
    let core = book.part("docProps/core.xml");
    assert!(core.contains("<dc:language>en-GB</dc:language>"), "{core}");
    let title = between(&core, "<dc:title>", "</dc:title>");
    assert!(title[0].contains("Northshire") && title[0].contains("Spring 2010"), "{title:?}");
}

#[test]
fn bands_are_shown_by_letter_and_fill_through_rules_and_not_by_painted_cells() {
    let (folder, book) = written();
    let grids: Vec<String> = package(&folder, &book, "xl/worksheets/sheet")
        .into_iter()
        .filter(|(_, xml)| xml.contains("KSF number") || xml.contains("<conditionalFormatting"))
        .map(|(_, xml)| xml)
        .collect();
    assert!(grids.len() >= 4, "grids, priorities, schools, ratings");
    let styles = book.part("xl/styles.xml");
    for letter in ["L", "M", "H"] {
        assert!(styles.contains(&format!("0&quot; {letter}&quot;")), "no format with the letter {letter}");
    }
    for fill in ["A61C1C", "FFE699", "4FA3A5"] {
        assert!(styles.contains(fill), "no fill {fill}");
    }
}

#[test]
fn sheets_print_on_a4_landscape_one_page_wide_with_their_headings_repeated() {
    let (folder, book) = written();
    for (name, xml) in package(&folder, &book, "xl/worksheets/sheet") {
        for wanted in ["paperSize=\"9\"", "fitToPage=\"1\"", "<oddFooter>"] {
            assert!(xml.contains(wanted), "{name}: {wanted}");
        }
    }
    assert!(book.part("xl/workbook.xml").matches("_xlnm.Print_Titles").count() >= 6);
}
