//! Framework files that do not fit together, each with all that is printed: the file, the line and what is wrong there.

use std::fs;
use std::path::Path;

use ksfgrid::framework::EMBEDDED;
use support::{Folder, Form, program};

fn example() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/frameworks/family-hubs.toml"))
        .expect("the example")
}

/// What is said about a framework file of these bytes.
#[track_caller]
fn said_about(content: &[u8]) -> String {
    let folder = Folder::with(&Form::of("Oakfield"));
    fs::write(folder.path("hubs.toml"), content).expect("a file");
    let check = folder.run(&["check", "returns", "--framework", "hubs.toml"]).expect(2);
    let build = folder.run(&["build", "returns", "--framework", "hubs.toml"]).expect(2);
    assert_eq!((check.stdout.as_str(), build.stdout.as_str()), ("", ""));
    assert_eq!(check.stderr, build.stderr);
    assert!(!folder.path("KSF workbook.xlsx").exists());
    check.stderr
}

const REMEDY: &str =
    "Correct the file and run again; ksfgrid framework prints one that works, with explanations.";

/// Asserts what is said where a part of the example is replaced: where and why, then the line itself.
#[track_caller]
fn refuses(part: &str, replacement: &str, why: &str, line: &str) {
    let text = example();
    assert!(text.contains(part), "{part}");
    let line = if line.is_empty() { String::new() } else { format!("             {line}\n") };
    let expected = format!("ksfgrid: hubs.toml, {why}.\n{line}         {REMEDY}\n");
    assert_eq!(said_about(text.replacen(part, replacement, 1).as_bytes()), expected);
}

const LEADERSHIP: &str = "name = \"Leadership\"";

#[test]
fn the_scale_has_whole_numbers_and_rises() {
    for (part, replacement, why, line) in [
        (
            "lowest = 1",
            "lowest = 4",
            "line 18: the scale must rise: highest is 4, lowest is 4",
            "highest = 4",
        ),
        (
            "lowest = 1",
            "lowest = 5",
            "line 18: the scale must rise: highest is 4, lowest is 5",
            "highest = 4",
        ),
        (
            "highest = 4",
            "highest = 2",
            "line 18: the scale has two ratings, 1 and 2; three bands need at least three",
            "highest = 2",
        ),
        (
            "lowest = 1",
            "lowest = -1",
            "line 17: lowest must be a whole number from 0 to 100, not -1",
            "lowest = -1",
        ),
        (
            "highest = 4",
            "highest = 101",
            "line 18: highest must be a whole number from 0 to 100, not 101",
            "highest = 101",
        ),
        (
            "lowest = 1",
            "lowest = 1.5 # or so",
            "line 17: lowest must be a whole number from 0 to 100, not 1.5",
            "lowest = 1.5 # or so",
        ),
        (
            "lowest = 1",
            "lowest = \"1\"",
            "line 17: lowest must be a whole number from 0 to 100, not text in quotation marks",
            "lowest = \"1\"",
        ),
    ] {
        refuses(part, replacement, why, line);
    }
}

#[test]
fn the_bands_cover_the_scale() {
    for (part, replacement, why, line) in [
        (
            "to = 1",
            "to = 2",
            "line 26: medium begins at 2, but low ends at 2; it must begin at 3",
            "from = 2",
        ),
        (
            "from = 2",
            "from = 3",
            "line 26: medium begins at 3, but low ends at 1; it must begin at 2",
            "from = 3",
        ),
        (
            "to = 3",
            "to = 2",
            "line 31: high begins at 4, but medium ends at 2; it must begin at 3",
            "from = 4",
        ),
        ("to = 1", "to = 0", "line 22: low ends at 0, before it begins at 1", "to = 0"),
        ("from = 1", "from = 0", "line 21: low begins at 0, but the scale begins at 1", "from = 0"),
        ("to = 4", "to = 5", "line 32: high ends at 5, but the scale ends at 4", "to = 5"),
        (
            "[bands.low]",
            "[bands.weak]",
            "line 20: weak is not known among the bands; known are low, medium, high",
            "[bands.weak]",
        ),
        ("[bands.medium]\n", "", "line 25: from stands here a second time", "from = 2"),
    ] {
        refuses(part, replacement, why, line);
    }
}

#[test]
fn factors_are_numbered_and_told_apart() {
    for (part, replacement, why, line) in [
        (
            "number = 3",
            "number = 4",
            "line 47: success factors must be numbered 1, 2, 3 … in their order; number 4 should be 3",
            "number = 4",
        ),
        ("number = 3\n", "", "line 46: number is missing in [[ksf]] number 3", "[[ksf]]"),
        (LEADERSHIP, "", "line 41: name is missing in [[ksf]] number 2", "[[ksf]]"),
        (LEADERSHIP, "name = \" \"", "line 43: name is empty", "name = \" \""),
        (
            LEADERSHIP,
            "name = \"The 3\"",
            "line 43: \"The 3\" holds no word by which it could be recognised",
            "name = \"The 3\"",
        ),
        (
            LEADERSHIP,
            "name = \"WELCOME & access\"",
            "line 43: \"WELCOME & access\" reads the same as \"Welcome and access\", which is success factor 1 (line 38)",
            "name = \"WELCOME & access\"",
        ),
        (
            "\"Shared records and joined-up working\"",
            "\"Our leadership\"",
            "line 60: \"Our leadership\" reads the same as \"Leadership\", which is success factor 2 (line 43)",
            "aliases = [\"Our leadership\"]",
        ),
        (
            "not = [\"Health\"]",
            "not = [\n    \"Health\",\n    \"Leadership\",\n]",
            "line 52: \"Leadership\" stands under not, but it is success factor 2 (line 43)",
            "\"Leadership\",",
        ),
        (
            "not = [\"Health\"]",
            "not = \"Health\"",
            "line 50: not must be a list of texts in square brackets, not text in quotation marks",
            "not = \"Health\"",
        ),
        (
            "not = [\"Health\"]",
            "nots = [\"Health\"]",
            "line 50: nots is not known in [[ksf]] number 3; known are not, number, name, aliases",
            "nots = [\"Health\"]",
        ),
    ] {
        refuses(part, replacement, why, line);
    }
}

#[test]
fn nothing_is_empty_missing_or_unknown() {
    for (part, replacement, why, line) in [
        ("title = \"Family hubs self-review\"\n", "", "line 1: title is missing in the file", ""),
        ("\"Family hubs self-review\"", "\"\"", "line 4: title is empty", "title = \"\""),
        ("[scale]\nlowest = 1\nhighest = 4\n", "", "line 64: [scale] is missing in the file", ""),
        ("highest = 4\n", "", "line 16: highest is missing in [scale]", "[scale]"),
        (
            "[scale]",
            "[scales]",
            "line 16: scales is not known in the file; known are scale, title, terms, questions, bands, ksf, words",
            "[scales]",
        ),
        (
            "terms = [\"Standard\", \"Hub standard\", \"Quality statement\"]",
            "terms = []",
            "line 7: terms is empty",
            "terms = []",
        ),
        (
            "\"Where do our hubs stand on the six standards?\"",
            "\"\"",
            "line 10: an entry of questions is empty",
            "\"\",",
        ),
        (
            "\"Not in place. Agree who starts, and by when.\"",
            "\"\"",
            "line 23: meaning is empty",
            "meaning = \"\"",
        ),
        (
            "[[ksf]]",
            "[words]\nother-time = \"stretch\"\nrating = \" , \"\n[[ksf]]",
            "line 37: there is no word in this list",
            "rating = \" , \"",
        ),
        (
            "[[ksf]]",
            "[words]\nother-time = [\"stretch\"]\n[[ksf]]",
            "line 36: other-time must be text in quotation marks, not a list",
            "other-time = [\"stretch\"]",
        ),
    ] {
        refuses(part, replacement, why, line);
    }
}

#[test]
fn what_is_no_toml_is_explained_in_plain_words() {
    for (part, replacement, why, line) in [
        (
            LEADERSHIP,
            "name = Leadership",
            "line 43: text must stand in quotation marks (\"), numbers in digits",
            "name = Leadership",
        ),
        (
            LEADERSHIP,
            "name = “Leadership”",
            "line 43: quotation marks must be straight (\"), not curly",
            "name = “Leadership”",
        ),
        (
            LEADERSHIP,
            "name = \"Leadership",
            "line 43: the quotation mark at the end of the text is missing",
            "name = \"Leadership",
        ),
        (
            LEADERSHIP,
            "name: \"Leadership\"",
            "line 43: an equals sign (=) is missing",
            "name: \"Leadership\"",
        ),
        (LEADERSHIP, "name =", "line 43: nothing stands behind the equals sign", "name ="),
        ("[scale]", "[scale", "line 16: the square bracket at the end of the heading is missing", "[scale"),
        (
            "\"Standard\", ",
            "\"Standard\" ",
            "line 7: a comma between two entries, or the square bracket at the end of the list, is missing",
            "terms = [\"Standard\" \"Hub standard\", \"Quality statement\"]",
        ),
        (
            "it is done?\",\n]",
            "it is done?\",\n",
            "line 9: the list that begins here has no square bracket at its end",
            "questions = [",
        ),
    ] {
        refuses(part, replacement, why, line);
    }
}

#[test]
fn there_are_two_to_ninety_nine_factors() {
    let text = example();
    let (head, factors) = text.split_at(text.find("[[ksf]]").expect("a factor"));
    let only = factors.split("\n[[ksf]]").next().expect("a factor");
    let expected = format!(
        "ksfgrid: hubs.toml, line 35: there must be 2 to 99 success factors ([[ksf]]), not 1.\n             [[ksf]]\n         {REMEDY}\n"
    );
    assert_eq!(said_about(format!("{head}{only}").as_bytes()), expected);
    let expected =
        format!("ksfgrid: hubs.toml, line 33: [[ksf]] is missing in the file.\n         {REMEDY}\n");
    assert_eq!(said_about(head.as_bytes()), expected);
    let factor = |n| format!("[[ksf]]\nnumber = {n}\nname = \"Matter {}\"\n", "x".repeat(n));
    let many = (1..=100).map(factor).collect::<Vec<_>>().concat();
    let last = head.lines().count() + 99 * 3 + 1;
    let said = said_about(format!("{head}{many}").as_bytes());
    let expected =
        format!("hubs.toml, line {last}: there must be 2 to 99 success factors ([[ksf]]), not 100.");
    assert!(said.contains(&expected), "{said}");
}

#[test]
fn what_is_no_text_is_said_to_be_none() {
    let mut windows_1252 = example().replacen("easy", "\u{1}", 1).into_bytes();
    let at = windows_1252.iter().position(|b| *b == 1).expect("the mark");
    windows_1252[at] = 0xE9;
    let remedy = "Save it as plain text: in Notepad, Save as, and choose UTF-8 under Encoding. A workbook will not do.";
    for (content, line) in [(windows_1252, 37), (Form::of("Oakfield").bytes(), 1)] {
        let expected =
            format!("ksfgrid: hubs.toml, line {line}: this is not text in UTF-8.\n         {remedy}\n");
        assert_eq!(said_about(&content), expected);
    }
    let expected = format!("ksfgrid: hubs.toml, line 1: the file is empty.\n         {REMEDY}\n");
    assert_eq!(said_about(b"\n\n"), expected);
}

#[test]
fn byte_order_marks_and_windows_line_ends_do_no_harm() {
    let text = format!("\u{FEFF}{}", EMBEDDED.replace('\n', "\r\n"));
    let utf_16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    for content in [text.into_bytes(), utf_16] {
        let folder = Folder::with(&Form::of("Oakfield"));
        fs::write(folder.path("framework.toml"), content).expect("a file");
        folder.run(&["check", "returns", "--framework", "framework.toml"]).expect(0);
    }
}

#[test]
fn a_file_that_cannot_be_opened_is_named() {
    let folder = Folder::with(&Form::of("Oakfield"));
    let run = folder.run(&["check", "returns", "--framework", "nowhere.toml"]).expect(2);
    assert_eq!(
        run.stderr,
        "ksfgrid: The framework file nowhere.toml does not exist.\n         \
         Check its name and place; ksfgrid framework > my-framework.toml makes one to start from.\n"
    );
    let run = folder.run(&["check", "--framework", "returns", "returns"]).expect(2);
    assert_eq!(
        run.stderr,
        "ksfgrid: returns is a folder, not a framework file.\n         \
         Name the framework file after --framework, and the folder of returns without it.\n"
    );
}

#[test]
fn control_characters_and_long_lines_do_not_reach_the_terminal() {
    let name = format!("name = \"{}\u{1b}[31m{}\"\nnumer = 1", "x".repeat(40), "y".repeat(400));
    let said = said_about(example().replacen(LEADERSHIP, &name, 1).as_bytes());
    assert!(!said.contains('\u{1b}') && said.lines().all(|line| line.chars().count() < 160), "{said}");
    let said = said_about(
        example().replacen(LEADERSHIP, &name.replace("\nnumer = 1", "").replace('"', ""), 1).as_bytes(),
    );
    assert!(!said.contains('\u{1b}') && said.lines().all(|line| line.chars().count() < 160), "{said}");
}

#[test]
fn the_built_in_framework_is_printed_as_it_is_and_explains_itself() {
    let printed = program().arg("framework").output().expect("the program starts");
    assert_eq!(String::from_utf8(printed.stdout).expect("text"), EMBEDDED);
    assert_eq!((printed.stderr.as_slice(), printed.status.code()), (&b""[..], Some(0)));
    for text in ["--framework my-framework.toml", "ksfgrid framework > my-framework.toml", "from 0 to 100"] {
        assert!(EMBEDDED.contains(text), "{text}");
    }
}

#[test]
fn help_and_manual_page_tell_of_other_frameworks() {
    for arguments in [&["--help"][..], &["build", "--help"], &["check", "--help"], &["man"]] {
        let run = Folder::new().run(arguments).expect(0);
        assert!(run.stdout.contains("framework"), "{run}");
    }
    let help = Folder::new().run(&["--help"]).expect(0).stdout;
    assert!(help.contains("--framework <FILE>") && help.contains("ksfgrid framework"), "{help}");
    for shell in ["bash", "zsh", "fish", "powershell"] {
        assert!(Folder::new().run(&["completions", shell]).expect(0).stdout.contains("framework"), "{shell}");
    }
}

#[test]
fn words_are_added_to_lists_that_there_are() {
    let text = example().replacen("[[ksf]]", "[words]\nother-tme = \"stretch\"\n[[ksf]]", 1);
    let said = said_about(text.as_bytes());
    let expected = "line 36: other-tme is not known in [words]; known are other-time, ";
    assert!(said.starts_with(&format!("ksfgrid: hubs.toml, {expected}")), "{said}");
}
