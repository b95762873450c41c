//! The check for those who cannot see a workbook well finds what they would stumble over: a good workbook, broken in one
//! place at a time.

use support::archive;
use support::broken::{
    At, CHART, CORE, SCHOOLS, STYLES, TEXTS, WORKBOOK, assert_all_found, assert_found, blank, cells, sound,
};
use support::checks::faults;

#[test]
fn sheets_that_say_nothing_or_hide_something_are_found() {
    let none = |cell: &'static str| move |xml: &str| cells(xml, |name| name == cell, blank);
    assert_found(SCHOOLS, none("A1"), "Schools A1: no title");
    assert_all_found(&[
        (
            TEXTS,
            "holds one table: Schools.",
            "holds one table: Pupils.",
            "Schools: nothing names the table Schools",
        ),
        (TEXTS, "It holds one table: Schools.", "", "Schools: nothing says that there is one table"),
        (TEXTS, "It holds no table.", "", "Contents: nothing says that there is no table"),
    ]);
}

#[test]
fn cells_that_are_merged_hidden_or_locked_are_found() {
    assert_all_found(&[
        (
            SCHOOLS,
            "</sheetData>",
            "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"A1:C1\"/></mergeCells>",
            "Schools A1:C1: merged cells",
        ),
        (SCHOOLS, "<row r=\"6\"", "<row r=\"6\" hidden=\"1\"", "Schools: rows 6 to 6 are hidden"),
        (
            SCHOOLS,
            "<row r=\"1\" spans=\"1:15\" ht=\"24\"",
            "<row r=\"1\" ht=\"0\"",
            "Schools: rows 1 to 1 are hidden",
        ),
        (
            SCHOOLS,
            "<col min=\"1\" max=\"1\"",
            "<col min=\"1\" max=\"1\" hidden=\"1\"",
            "Schools: columns 1 to 1 are hidden",
        ),
        (
            SCHOOLS,
            "<sheetFormatPr ",
            "<sheetFormatPr zeroHeight=\"1\" ",
            "Schools: rows 1 to 1048576 are hidden",
        ),
        (SCHOOLS, "</sheetData>", "</sheetData><sheetProtection sheet=\"1\"/>", "Schools: it is protected"),
        (
            WORKBOOK,
            "name=\"Schools\" ",
            "name=\"Schools\" state=\"veryHidden\" ",
            "Schools: the sheet is hidden",
        ),
        (
            WORKBOOK,
            "<bookViews>",
            "<workbookProtection lockStructure=\"1\"/><bookViews>",
            "workbook: it is protected",
        ),
    ]);
}

#[test]
fn tables_that_are_hard_to_find_ones_way_in_are_found() {
    let schools = At::Table("Schools");
    assert_all_found(&[
        (schools, " ref=\"A4:", " ref=\"B4:", "Schools Schools: the table does not begin in column A"),
        (
            schools,
            " altTextSummary=\"",
            " altTextSummary=\"\" was=\"",
            "Schools Schools: no text for those who",
        ),
        (schools, "name=\"Cluster\"", "name=\"SCHOOL\"", "the heading \"School\" is there twice"),
        (schools, "name=\"Cluster\"", "name=\" \"", "a heading is empty"),
        (schools, " id=\"", " headerRowCount=\"0\" id=\"", "a table without headings"),
    ]);
    let column = |xml: &str| cells(xml, |name| name.starts_with('C') && name != "C4", blank);
    assert_found(SCHOOLS, column, "Schools Schools: the column \"School\" is blank");
    let row = |xml: &str| cells(xml, |name| name.ends_with('6'), blank);
    assert_found(SCHOOLS, row, "Schools Schools: row 6 is blank");
    let unwrapped = |xml: &str| xml.replace("wrapText=\"1\"", "");
    assert_found(STYLES, unwrapped, "does not wrap: ");
}

#[test]
fn charts_without_words_and_limits_are_found() {
    let drawing = At::Part("xl/drawings/drawing1.xml");
    assert_all_found(&[
        (drawing, " descr=\"", " descr=\"Chart\" was=\"", "no text for those who do not see it: \"Chart\""),
        (CHART, "<c:title>", "<c:noTitle>", "not well-formed"),
        (CHART, "<c:max val=", "<c:most val=", "an axis of values without a least or greatest value"),
        (CHART, "<c:min val=", "<c:least val=", "an axis of values without a least or greatest value"),
        (CHART, "<c:tickLblSkip val=\"1\"/>", "", "an axis that may leave names out"),
        (CHART, " sz=\"1400\"", " sz=\"800\"", "text of Some(800) hundredths of a point"),
    ]);
    let untitled = |xml: &str| {
        let (before, rest) = xml.split_once("<c:title>").expect("a title");
        format!("{before}{}", rest.split_once("</c:title>").expect("its end").1)
    };
    assert_found(CHART, untitled, "a chart without a title");
}

#[test]
fn documents_that_open_elsewhere_or_have_no_title_are_found() {
    assert_all_found(&[
        (CORE, "<dc:title>", "<dc:title/><dc:was>", "not well-formed"),
        (
            CORE,
            "dc:language>en-GB</dc:language",
            "dc:was>en-GB</dc:was",
            "document: it says nothing about its language",
        ),
        (WORKBOOK, "<workbookView ", "<workbookView activeTab=\"2\" ", "workbook: it opens on sheet 3"),
        (
            At::Sheet("Contents"),
            " tabSelected=\"1\"",
            "",
            "Contents: the first sheet alone should be selected",
        ),
        (At::Sheet("Contents"), "activeCell=\"A1\"", "activeCell=\"C7\"", "the cursor is not in A1"),
        (
            SCHOOLS,
            "<sheetView ",
            "<sheetView tabSelected=\"1\" ",
            "Schools: the first sheet alone should be selected",
        ),
    ]);
    let untitled = |xml: &str| xml.replace("dc:title>", "dc:name>");
    assert_found(CORE, untitled, "document: it says nothing about its title");
}

#[test]
fn texts_that_are_hard_to_read_are_found() {
    let colour = |from: &'static str, to: &'static str| move |xml: &str| xml.replace(from, to);
    for (change, fault) in [
        // Headings of tables, text about sheets, and bands as rules shade them.
        (colour("FFFFFFFF", "FF708090"), "contrast of "),
        (colour("FF404040", "FFAAAAAA"), "#AAAAAA on #FFFFFF"),
        (colour("FF000000", "FF2A6A6C"), "#2A6A6C on #4FA3A5"),
        (colour("FFA61C1C", "FF3F9395"), "the fills of L and H are 16 apart in grey"),
        (colour(" L&quot;", "&quot;"), "no rule shades the band L and writes its letter"),
        (colour("color theme=\"1\"", "color theme=\"1\" tint=\"0.5\""), "a colour that cannot be judged"),
        (colour("<sz val=\"11\"/>", "<sz val=\"10\"/>"), "text of 10 points"),
        (colour("<sz val=\"16\"/>", "<sz val=\"8\"/>"), "text of 8 points"),
    ] {
        assert_found(STYLES, change, fault);
    }
}

#[test]
fn macros_are_found() {
    let mut parts: Vec<(&str, &str)> =
        sound().parts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    parts.push(("xl/vbaProject.bin", "Sub Auto_Open()"));
    let found = faults(&archive(&parts));
    assert!(found.contains(&"xl/vbaProject.bin: macros".to_owned()), "{found:#?}");
    assert!(found.contains(&"[Content_Types].xml: no kind for xl/vbaProject.bin".to_owned()), "{found:#?}");
}
