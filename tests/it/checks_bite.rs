//! The check for what Excel would repair finds it: a good workbook, broken in one place at a time.

use support::broken::{
    ACTIONS, At, CHART, CORE, GRID, SCHOOLS, STYLES, TEXTS, WORKBOOK, assert_all_found, assert_found, found,
    put, sound,
};
use support::checks::faults;

#[test]
fn the_workbook_that_is_broken_here_is_sound() {
    assert_eq!(faults(&sound().bytes), [""; 0]);
    assert!(!faults(b"no package").is_empty());
}

#[test]
fn cells_that_do_not_hold_what_they_say_are_found() {
    for (kind, content, fault) in [
        ("", "<v>nan</v>", "A9: \"nan\" is not what a cell of the kind Number holds"),
        ("", "<v></v>", "A9: \"\" is not what a cell of the kind Number holds"),
        (" t=\"n\"", "<v>1e999</v>", "A9: \"1e999\" is not"),
        (" t=\"b\"", "<v>2</v>", "A9: \"2\" is not what a cell of the kind Logical holds"),
        (" t=\"s\"", "<v>99999</v>", "A9: \"99999\" is not what a cell of the kind Shared holds"),
        (" t=\"str\"", "<v>a text</v>", "A9: \"a text\" is not what a cell of the kind Text holds"),
        (" t=\"e\"", "<f>1+1</f><v>#N/A</v>", "A9: \"#N/A\" is not what a cell of the kind Error holds"),
        ("", "<f>1+1</f>", "A9: a formula without a stored result"),
        (" s=\"9999\"", "<v>1</v>", "A9: its format is not in the list"),
        (" cm=\"1\"", "<f>1+1</f><v>2</v>", "A9: a formula that spills"),
    ] {
        assert_found(GRID, |xml| put(xml, "A9", kind, content), fault);
    }
}

#[test]
fn cells_out_of_their_places_are_found() {
    assert_all_found(&[
        (GRID, "<c r=\"B9\"", "<c r=\"A9\"", "A9: the cell is there twice or out of order"),
        (GRID, "<c r=\"B9\"", "<c r=\"B10\"", "B10: the cell is not in its row"),
        (GRID, "<c r=\"B9\"", "<c r=\"XFE9\"", "the cell is not in its row, or off the sheet"),
        (GRID, "<row r=\"9\"", "<row r=\"7\"", "row 7: the row is out of order"),
        (TEXTS, "uniqueCount=\"", "uniqueCount=\"9", "sharedStrings: says that it holds"),
    ]);
    let long = |xml: &str| xml.replacen("<t>", &format!("<t>{}", "x".repeat(32_768)), 1);
    assert_found(TEXTS, long, "is longer than 32767 characters");
}

#[test]
fn formulas_that_excel_cannot_make_sense_of_are_found() {
    let deep = format!("{}1{}", "ABS(".repeat(65), ")".repeat(65));
    let (long, text) = (format!("1{}", "+1".repeat(4_100)), format!("LEN(\"{}\")", "x".repeat(256)));
    for (formula, fault) in [
        ("#REF!+1", "the error #REF!"),
        ("_xlfn.XLOOKUP(1,A1:A2,B1:B2)", "_xlfn.XLOOKUP is no function"),
        ("TEXTJOIN(\",\",TRUE,A1:A2)", "TEXTJOIN is no function"),
        ("(1+1", "brackets that are not closed"),
        ("SUM(1,2))", "brackets that do not match"),
        ("LEN(\"x)", "quotation marks that are not closed"),
        ("'No sheet'!A1+1", "there is no sheet \"No sheet\""),
        ("Nothing!A1+1", "there is no sheet \"Nothing\""),
        ("No_name+1", "there is no cell and no name No_name"),
        ("SUM(A1:A1048577)", "there is no cell and no name A1048577"),
        ("SUM(XFE1)", "there is no cell and no name XFE1"),
        ("SUM(No_table[School])", "there is no table \"No_table\""),
        ("COUNTA(Schools[Teachers])", "the table Schools has no column \"Teachers\""),
        ("COUNTA(Schools[@School])", "the table Schools has no column \"@School\""),
        ("[1]Sheet1!A1", "a \"[\" after no table"),
        ("=1+1", "begins with \"=\""),
        ("SUM(1;2)", "a semicolon outside of braces"),
        (&deep, "more than 64 functions within each other"),
        (&long, "longer than 8192 characters"),
        (&text, "a text longer than 255 characters"),
    ] {
        let content = format!("<f>{}</f><v>1</v>", formula.replace('"', "&quot;"));
        assert_found(GRID, |xml| put(xml, "A9", "", &content), fault);
    }
}

#[test]
fn formulas_that_excel_understands_are_no_faults() {
    for formula in [
        "IF(COUNT($C$9:$E9)=0,\"a \"\"b\"\" (\",AVERAGE(C9:E9))",
        "COUNTA(KSF_list)+ROWS('Action plan'!$A:$B)+SUM(Schools!$4:$5)+1.5E-3",
        "COUNTIFS(Schools[School],\"x\",Schools[[#All],[Cluster]],\"y\")+ROWS(Schools)",
        "MATCH(3,{1,2;3,4},0)+N(TRUE)",
    ] {
        let content = format!("<f>{}</f><v>1</v>", formula.replace('"', "&quot;"));
        let all = found(GRID, |xml| put(xml, "A9", "", &content));
        assert_eq!(all, [""; 0], "{formula}");
    }
}

#[test]
fn rules_and_names_that_lead_nowhere_are_found() {
    assert_all_found(&[
        (GRID, "<formula>", "<formula>#REF!+", "rule: the error #REF!"),
        (GRID, "<formula>", "<formula>ROWS(Schools)+", "rule: the table Schools, which no rule may refer to"),
        (ACTIONS, "<formula1>", "<formula1>No_list+", "rule: there is no cell and no name No_list"),
        (
            WORKBOOK,
            ">'About these figures'!",
            ">'Nothing'!",
            "defined name Entries_to_correct: there is no sheet \"Nothing\"",
        ),
        (
            WORKBOOK,
            ">'About these figures'!$A$",
            ">'About these figures'!$A$99999999",
            "KSF_list: there is no cell",
        ),
        (WORKBOOK, "name=\"KSF_list\"", "name=\"KSF1\"", "defined name KSF1: Excel does not take this name"),
        (WORKBOOK, "name=\"KSF_list\"", "name=\"schools\"", "table schools: something else has this name"),
        (WORKBOOK, "localSheetId=\"3\"", "localSheetId=\"99\"", "it belongs to a sheet that is not there"),
        (WORKBOOK, "localSheetId=\"3\"", "localSheetId=\"2\"", "_xlnm.Print_Area: it is there twice"),
        (CHART, "<c:f>", "<c:f>No", "chart1.xml: there is no sheet \"NoCharts\""),
        (CHART, "<c:pt idx=\"0\"><c:v>Low", "<c:pt idx=\"0\"><c:v>&#2;Low", "chart1.xml: not well-formed"),
    ]);
}

#[test]
fn sheets_with_names_that_excel_does_not_take_are_found() {
    for (name, fault) in [
        ("LA SUMMARY", "two sheets have this name"),
        ("history", "the sheet's name is one that Excel keeps for itself"),
        ("a/b", "the sheet's name has a character that is not allowed"),
        ("'a", "the sheet's name begins or ends with an apostrophe"),
        (&"x".repeat(32), "the sheet's name is longer than 31 characters"),
    ] {
        let named = |xml: &str| xml.replacen("name=\"Findings\"", &format!("name=\"{name}\""), 1);
        assert_found(WORKBOOK, named, fault);
    }
}

#[test]
fn tables_that_do_not_agree_with_their_cells_are_found() {
    let (schools, clusters, grid) = (At::Table("Schools"), At::Table("Clusters"), At::Table("Grid_1"));
    assert_all_found(&[
        (
            schools,
            "name=\"DfE number\"",
            "name=\"Dfe number\"",
            "the heading is \"Dfe number\", but the cell says",
        ),
        (schools, "name=\"DfE number\"", "name=\"DfE_x0020_numbe\"", "the heading is \"DfE numbe\""),
        (schools, " ref=\"A4:", " ref=\"A3:", "the heading is \"School\", but the cell says None"),
        (schools, " ref=\"A4:M", " ref=\"A4:N", "14 columns of cells, but 13 of the table"),
        (schools, "<tableColumn id=\"2\"", "<tableColumn id=\"1\"", "two columns have the same id"),
        (schools, " ref=\"A4:", " ref=\"A4:B4:", "the table is on no range"),
        (schools, "<autoFilter ref=\"A4:", "<autoFilter ref=\"A5:", "its filter is on Some(\"A5:"),
        (clusters, " ref=\"A", " ref=\"A4:H6\" was=\"A", "two tables are on the same cells"),
        (
            clusters,
            "name=\"Clusters\" displayName=\"Clusters\"",
            "name=\"LASUMMARY\" displayName=\"LASUMMARY\"",
            "something else has this name",
        ),
        (clusters, "id=\"3\"", "id=\"1\"", "the id \"1\" of another table"),
        (grid, "<totalsRowFormula>", "<totalsRowFormula>1+", "the cell's total is"),
        (grid, "totalsRowLabel=\"", "totalsRowLabel=\"The ", "the cell says \"Average over all KSFs\""),
        (grid, "totalsRowCount=\"1\"", "", "in a table without totals"),
    ]);
}

#[test]
fn parts_that_do_not_hold_together_are_found() {
    let links = At::Part("xl/_rels/workbook.xml.rels");
    assert_all_found(&[
        (links, "Target=\"styles.xml\"", "Target=\"style.xml\"", "leads to xl/style.xml, which is not there"),
        (links, "Id=\"rId1\"", "Id=\"rId2\"", "two relations have the id rId2"),
        (links, "<Relationship Id=\"rId1\"", "<Relationship Id=\"rId99\"", "the relation rId99 is not used"),
        (SCHOOLS, "<tablePart r:id=\"rId", "<tablePart r:id=\"rId9", "there is no relation rId9"),
        (
            At::Part("[Content_Types].xml"),
            "PartName=\"/xl/styles.xml\"",
            "PartName=\"/xl/s.xml\"",
            "no kind for xl/styles.xml",
        ),
        (
            At::Part("[Content_Types].xml"),
            "PartName=\"/xl/styles.xml\"",
            "PartName=\"/xl/s.xml\"",
            "/xl/s.xml is not there",
        ),
        (SCHOOLS, "</worksheet>", "", "not well-formed: it ends before its elements do"),
        (SCHOOLS, "<sheetData>", "<sheetData a=\"1\" a=\"2\">", "not well-formed"),
        (CORE, "</dc:title>", "&nbsp;</dc:title>", "core.xml: not well-formed: &nbsp; is no character"),
    ]);
}

#[test]
fn what_is_laid_over_cells_is_checked() {
    assert_all_found(&[
        (
            GRID,
            "location=\"'Contents'!A1\"",
            "location=\"'Nowhere'!A1\"",
            "a link to 'Nowhere'!A1, which is not there",
        ),
        (
            GRID,
            "location=\"'Contents'!A1\"",
            "location=\"'Contents'!A0\"",
            "a link to 'Contents'!A0, which is not there",
        ),
        (GRID, "location=\"'Contents'!A1\"", "", "a link that leads nowhere"),
        (GRID, " priority=\"2\"", " priority=\"1\"", "a rule with the priority Some(1) of another"),
        (GRID, " dxfId=\"", " dxfId=\"99", "of a rule is not in the list"),
        (
            GRID,
            "<conditionalFormatting sqref=\"",
            "<conditionalFormatting sqref=\"B9:A1 ",
            "a rule for shading that is on no cells",
        ),
        (
            GRID,
            "<dataValidation ",
            "<dataValidation promptTitle=\"A title that is longer than Excel takes\" ",
            "is longer than 32 characters",
        ),
        (ACTIONS, " sqref=\"B5", " sqref=\"B5:C", "a rule for entries that is on no cells"),
        (
            STYLES,
            "<xf numFmtId=\"0\" fontId=\"1\"",
            "<xf numFmtId=\"0\" fontId=\"99\"",
            "refers to something that is not there",
        ),
    ]);
}

#[test]
fn messages_and_breaks_beyond_excels_limits_are_found() {
    let message = format!(" error=\"{}", "x".repeat(256));
    assert_found(GRID, |xml| xml.replacen(" error=\"", &message, 1), "is longer than 255 characters");
    let breaks: Vec<String> = (1..=1_024).map(|row| format!("<brk id=\"{row}\" max=\"16383\"/>")).collect();
    let breaks = breaks.concat();
    let end = format!("<rowBreaks>{breaks}</rowBreaks></worksheet>");
    assert_found(SCHOOLS, |xml| xml.replacen("</worksheet>", &end, 1), "1024 breaks between pages, of 1023");
}
