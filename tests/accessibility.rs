//! What the public sector asks of a spreadsheet, and what old versions of Excel need: nothing merged or hidden, tables
//! from column A, texts for charts, a title and a language, and only functions that Excel 2010 knows.

mod support;

use std::collections::BTreeSet;

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
fn nothing_is_merged_protected_or_hidden() {
    let (folder, book) = written();
    for (name, xml) in package(&folder, &book, "xl/worksheets/sheet") {
        for unwanted in ["<mergeCell", "hidden=\"1\"", "<sheetProtection"] {
            assert!(!xml.contains(unwanted), "{name}: {unwanted}");
        }
    }
    assert!(!book.part("xl/workbook.xml").contains("state="));
    assert!(!parts(&folder.path("out.xlsx")).iter().any(|name| name.contains("vbaProject")));
}

#[test]
fn every_table_starts_in_column_a_and_no_heading_is_empty_or_there_twice() {
    let (folder, book) = written();
    for (name, xml) in package(&folder, &book, "xl/tables/") {
        let place = between(&xml, " ref=\"", "\"")[0];
        assert!(
            place.starts_with('A') && place[1..].starts_with(|c: char| c.is_ascii_digit()),
            "{name}: {place}"
        );
        let headings: Vec<String> = between(&xml, "<tableColumn ", ">")
            .iter()
            .map(|c| between(c, "name=\"", "\"")[0].to_lowercase())
            .collect();
        let unique: BTreeSet<&String> = headings.iter().collect();
        assert!(unique.len() == headings.len() && !headings.contains(&String::new()), "{name}: {headings:?}");
    }
}

#[test]
fn every_chart_has_a_text_for_those_who_do_not_see_it() {
    let (folder, book) = written();
    let drawings = package(&folder, &book, "xl/drawings/drawing");
    let texts: Vec<&str> = drawings.iter().flat_map(|(_, xml)| between(xml, "descr=\"", "\"")).collect();
    let charts = package(&folder, &book, "xl/charts/chart").len();
    assert_eq!(texts.len(), charts);
    assert_eq!(charts, 3, "the authority and two clusters");
    assert!(texts.iter().all(|text| text.len() > 30), "{texts:?}");
}

#[test]
fn the_document_has_a_title_and_a_language_and_opens_on_its_first_sheet() {
    let (_folder, book) = written();
    let core = book.part("docProps/core.xml");
    assert!(core.contains("<dc:language>en-GB</dc:language>"), "{core}");
    let title = between(&core, "<dc:title>", "</dc:title>");
    assert!(title[0].contains("Northshire") && title[0].contains("Spring 2010"), "{title:?}");
    let first = book.part("xl/worksheets/sheet1.xml");
    assert!(first.contains("tabSelected=\"1\"") && !book.part("xl/workbook.xml").contains("activeTab"));
}

/// Functions that every Excel since 2010 works out, as far as the workbook may use them.
const KNOWN: &str = "ABS AND AVERAGE CHOOSE COLUMN COLUMNS COUNT COUNTA COUNTIF COUNTIFS HLOOKUP IF IFERROR INDEX \
    INDIRECT INT ISBLANK ISERROR ISNUMBER ISTEXT LARGE LEFT LEN LOOKUP MATCH MAX MID MIN MOD N NOT OFFSET OR RANK \
    RIGHT ROUND ROW ROWS SMALL SUBSTITUTE SUM SUMIF SUMIFS SUMPRODUCT TEXT TRIM VLOOKUP";

/// The names before the brackets of a formula.
fn functions(formula: &str) -> Vec<&str> {
    let mut pieces: Vec<&str> = formula.split('(').collect();
    pieces.pop();
    let name = |before: &'_ str| before.rfind(|c: char| !c.is_ascii_uppercase()).map_or(0, |i| i + 1);
    pieces.into_iter().map(|before| &before[name(before)..]).filter(|name| !name.is_empty()).collect()
}

#[test]
fn only_functions_that_excel_2010_knows_are_used() {
    let (folder, book) = written();
    let known: BTreeSet<&str> = KNOWN.split_whitespace().collect();
    for (name, xml) in package(&folder, &book, "xl/worksheets/sheet") {
        assert!(!xml.contains("_xlfn"), "{name}");
        for formula in between(&xml, "<f>", "</f>") {
            let strange: Vec<&str> = functions(formula).into_iter().filter(|f| !known.contains(f)).collect();
            assert!(strange.is_empty(), "{name}: {strange:?} in {formula}");
        }
    }
    assert_eq!(functions("IF(COUNT(A1:B2)=0,\"\",(1+SUM(A1)))"), ["IF", "COUNT", "SUM"]);
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
