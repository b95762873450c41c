use super::*;

/// What a number is shown as; "=" for the number itself, "" for nothing.
fn shown(code: &str, number: f64) -> String {
    let Some(format) = NumberFormat::unusual(code, false) else { return "=".to_owned() };
    match format.shown_for(&CellValue::Number(number)) {
        None => "=".to_owned(),
        Some(Shown::Instead(value)) => value.to_string(),
        Some(Shown::Nothing) => String::new(),
        Some(Shown::Itself) => panic!("{code}"),
    }
}

#[test]
fn a_format_that_rounds_aligns_or_colours_shows_the_number() {
    for code in [
        "General",
        "0",
        "0.0",
        "0.00",
        "#,##0",
        "#,##0.00",
        "00",
        "@",
        "",
        "0\" \"",
        "0_ ",
        "0_)",
        "0_);(0)",
        "0_ ;[Red]\\-0\\ ",
        "#,##0;-#,##0",
        "0;0;0;@",
        "[Red]0",
        "[Red][<4]0;[Color10]0",
        "* 0",
        "General_)",
        "_-* #,##0_-;\\-* #,##0_-;_-* \"-\"??_-;_-@_-",
        "# ?/?",
        "[$-809]0",
        "[>=8][Green]0;[Red]0",
        "GENERAL",
        "dd/mm/yyyy",
        "[h]:mm",
        "d\" of \"mmmm",
    ] {
        assert_eq!(shown(code, 7.0), "=", "{code}");
    }
    assert_eq!(shown("000\"/\"0000", 3_801_234.0), "=");
    assert_eq!(shown("# ##0", 7.0), "=");
    assert_eq!(shown("# ##0.00", 10.0), "=");
}

#[test]
fn a_format_that_adds_something_shows_something_else() {
    for (code, expected) in [
        ("0%", "700%"),
        ("0\\%", "7%"),
        ("0\"%\"", "7%"),
        ("0.0\"%\"", "7%"),
        ("0\" %\"", "7%"),
        ("General\"%\"", "7%"),
        ("0\"*\"", "7*"),
        ("0\\*", "7*"),
        ("0\"?\"", "7?"),
        ("\"N/A\"", "N/A"),
        (";;;", ""),
        (";;;@", ""),
        ("\"£\"#,##0", "£7"),
        ("[$£-809]#,##0.00", "£7"),
        ("$0", "$7"),
        ("+0;-0", "+7"),
        ("?/?", "7/1"),
        ("0\"/10\"", "7/10"),
        ("0.00E+00", "7.00E+00"),
        ("[>=8]\"high\";[>=4]\"medium\";\"low\"", "medium"),
        ("[>7]0", "####"),
        ("\"low\";\"lower\";\"none\"", "low"),
        ("~0", "~7"),
        ("\"KSF \"0", "KSF 7"),
    ] {
        assert_eq!(shown(code, 7.0), expected, "{code}");
    }
    for (code, number, expected) in [
        ("0;-0;;@", 0.0, ""),
        ("0;-0;;@", 7.0, "="),
        ("0;-0;;@", -7.0, "="),
        ("#", 0.0, ""),
        ("0\"*\"", 6.5, "6.5*"),
        ("_-* #,##0_-;\\-* #,##0_-;_-* \"-\"??_-;_-@_-", 0.0, "-"),
        ("0;(0)", -3.0, "(3)"),
        ("0;\"below\"", -3.0, "below"),
        ("[=0]\"none\";0", 0.0, "none"),
        ("[<>0]0;\"-\"", 0.0, "-"),
        ("0.0E+0", 10.0, "1.0E+01"),
        ("0\\.0", 10.0, "1.0"),
        ("0\\.0", 7.0, "0.7"),
        ("0\"-\"0", 67.0, "6-7"),
        ("0 0", 10.0, "1 0"),
        ("#\"-\"#", 7.0, "-7"),
        ("0\" of \"00", 710.0, "7 of 10"),
    ] {
        assert_eq!(shown(code, number), expected, "{code}");
    }
}

#[test]
fn a_number_that_is_struck_out_is_said_to_be() {
    let format = NumberFormat::unusual("General", true).unwrap();
    for value in [CellValue::Number(7.0), CellValue::Text(" 7".to_owned())] {
        let expected = Shown::Instead(CellValue::Text("7 (struck out)".to_owned()));
        assert_eq!(format.shown_for(&value), Some(expected), "{value}");
    }
    assert_eq!(format.shown_for(&CellValue::Text("Funding".to_owned())), None);
    assert_eq!(NumberFormat::built_in(9), "0%");
}
