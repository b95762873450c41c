//! The command line: what it prints and where, how a run ends, and what it explains.

use support::{Folder, Form, Run, assert_workbook_is_sound, program};

fn run(arguments: &[&str]) -> Run {
    Folder::new().run(arguments)
}

fn one_return() -> Folder {
    Folder::with(&Form::of("Oakfield Primary School"))
}

fn with_an_error() -> Folder {
    Folder::with(&Form::of("Oakfield Primary School").rating(1, "TBC"))
}

// ---------------------------------------------------------------------------------------------------- help

#[test]
fn help_shows_examples_and_the_exit_statuses_on_stdout() {
    for arguments in [&["--help"][..], &["build", "--help"]] {
        let run = run(arguments).expect(0);
        for part in ["Examples:", "ksfgrid returns/", "ksfgrid check returns/", "Exit status:", "--as-of"] {
            assert!(run.stdout.contains(part), "{part}\n{run}");
        }
        assert_eq!(run.stderr, "");
    }
    assert!(run(&["check", "--help"]).expect(0).stdout.contains("--format"));
    assert!(run(&["-h"]).expect(0).stdout.contains("Usage:"));
}

#[test]
fn the_version_is_told() {
    assert_eq!(run(&["--version"]).expect(0).stdout, format!("ksfgrid {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn without_arguments_or_with_unknown_ones_it_shows_how_it_is_used() {
    for arguments in
        [&[][..], &["build"], &["returns", "--frobnicate"], &["check", "returns", "--format", "yaml"]]
    {
        let run = run(arguments).expect(2);
        assert!(run.stdout.is_empty() && run.stderr.contains("--help"), "{run}");
    }
}

#[test]
fn help_can_be_asked_for_as_a_command_too() {
    assert_eq!(run(&["help"]).expect(0).stdout, run(&["--help"]).stdout);
    for command in ["build", "check", "rules"] {
        assert_eq!(run(&["help", command]).expect(0).stdout, run(&[command, "--help"]).stdout, "{command}");
    }
}

#[test]
fn options_may_stand_before_the_command() {
    let folder = Folder::with(&Form::unsigned().school("Oakfield Primary School"));
    folder.run(&["--la", "Westmoor", "-o", "a.xlsx", "build", "returns"]).expect(0);
    let mut book = folder.written("a.xlsx");
    assert_eq!(book.of("Schools", ["Local authority"]), [["Westmoor"]]);
    let before = folder.run(&["--la=Westmoor", "--format", "json", "check", "returns"]).expect(0);
    let after = folder.run(&["check", "returns", "--format", "json", "--la", "Westmoor"]).expect(0);
    assert_eq!(before.stdout, after.stdout);
}

#[test]
fn what_is_misspelt_or_belongs_elsewhere_is_told_with_what_was_meant() {
    let folder = one_return();
    for (arguments, meant) in [
        (&["chekc", "returns"][..], "ksfgrid check …"),
        (&["returns", "check"], "ksfgrid check …"),
        (&["biuld", "returns"], "ksfgrid build …"),
        (&["ruels"], "ksfgrid rules …"),
        (&["help", "chekc"], "'check'"),
        (&["check", "returns", "--quite"], "'--quiet'"),
        (&["build", "returns", "--registr", "x.csv"], "'--register'"),
        (&["returns", "--format", "json"], "ksfgrid check … --format"),
        (&["--formta", "json", "check", "returns"], "ksfgrid check … --format"),
        (&["check", "returns", "--output", "x.xlsx"], "ksfgrid build … --output"),
    ] {
        let run = folder.run(arguments).expect(2);
        assert!(run.stdout.is_empty() && run.stderr.contains(meant), "{arguments:?}\n{run}");
    }
}

#[test]
fn paths_alone_mean_build_with_the_usual_name_in_the_current_folder() {
    let folder = one_return();
    folder.run(&["returns"]).expect(0);
    assert_eq!(folder.written("KSF workbook.xlsx").schools(), ["Oakfield Primary School"]);
}

// ------------------------------------------------------------------------------------------------- status

#[test]
fn status_is_0_without_errors_and_1_with_them_where_it_is_asked_for() {
    let warning = Folder::with(&Form::of("Oakfield").rating(1, ""));
    let cases: [(&Folder, &[&str], i32); 10] = [
        (&one_return(), &["check", "returns"], 0),
        (&warning, &["check", "returns"], 0),
        (&with_an_error(), &["check", "returns"], 1),
        (&one_return(), &["check", "returns", "--strict"], 0),
        (&warning, &["check", "returns", "--strict"], 1),
        (&with_an_error(), &["check", "returns", "--strict"], 1),
        (&one_return(), &["build", "returns", "--strict"], 0),
        (&warning, &["build", "returns", "--strict"], 0),
        (&with_an_error(), &["build", "returns"], 0),
        (&with_an_error(), &["build", "returns", "--strict"], 1),
    ];
    for (folder, arguments, status) in cases {
        let run = folder.run(arguments).expect(status);
        assert_eq!(folder.path("KSF workbook.xlsx").exists(), arguments[0] == "build", "{run}");
    }
}

/// Asserts that a run could not be done, names this and says what to do, in at most three lines and on stderr only.
#[track_caller]
fn refuses(folder: &Folder, arguments: &[&str], names: &str) {
    let run = folder.run(arguments).expect(2);
    assert!(run.stdout.is_empty() && run.stderr.contains(names), "{run}");
    assert!((2..=3).contains(&run.stderr.lines().count()), "{run}");
    assert!(!run.stderr.contains("os error 2") && !run.stderr.contains("Os {"), "{run}");
}

#[test]
fn what_cannot_be_done_is_one_clear_sentence_and_what_to_do() {
    let folder = one_return();
    refuses(&folder, &["build", "nowhere"], "nowhere");
    refuses(&folder, &["check", "nowhere.xlsx"], "nowhere.xlsx");
    refuses(&folder, &["build", "returns", "-o", "missing/out.xlsx"], "missing");
    refuses(&folder, &["build", "returns", "-o", "returns"], "returns");
    refuses(&folder, &["build", "returns", "-o", "out.csv"], "out.csv");
    refuses(&folder, &["build", "returns", "-o", "out.xls"], "out.xls");
    refuses(&Folder::new(), &["build", "returns"], "returns");
    refuses(&Folder::new(), &["check", "returns"], "returns");
}

#[test]
fn one_path_that_leads_nowhere_stops_the_run_before_anything_is_written() {
    let folder = one_return();
    refuses(&folder, &["build", "returns", "nowhere"], "nowhere");
    assert!(!folder.path("KSF workbook.xlsx").exists());
}

// -------------------------------------------------------------------------------------------- both streams

#[test]
fn results_go_to_stdout_and_reports_to_stderr() {
    let folder = with_an_error();
    let build = folder.run(&["build", "returns"]).expect(0);
    assert_eq!(build.stdout, "");
    let check = folder.run(&["check", "returns"]).expect(1);
    assert!(check.stdout.starts_with("error R304 return.xlsx, sheet Self assessment, cell B10"), "{check}");
    assert!(check.stderr.contains("1 error") && !check.stderr.contains("R304"), "{check}");
    let json = folder.run(&["check", "returns", "--format", "json"]).expect(1);
    assert_eq!(json.findings().len(), 1);
}

#[test]
fn the_report_says_what_was_read_what_was_found_and_where_the_workbook_is() {
    let report = with_an_error().run(&["build", "returns", "-o", "Review.xlsx"]).expect(0).stderr;
    for part in [
        "1 file",
        "1 return from 1 school in 1 cluster of Northshire",
        "9 used, 0 missing, 1 rejected",
        "1 error",
        "R304 return.xlsx, sheet Self assessment, cell B10",
        "TBC",
        "First three needs (by 9 of 10 ratings): 10 Impact measurement",
        "Review.xlsx",
    ] {
        assert!(report.contains(part), "{part}\n{report}");
    }
}

#[test]
fn the_report_shows_the_first_errors_and_counts_the_rest() {
    let folder = (1..=5).fold(Folder::new(), |folder, n| {
        let school = format!("{} School", ["Ash", "Birch", "Cedar", "Damson", "Elder"][n - 1]);
        folder.save(&format!("{n}.xlsx"), &Form::of(&school).rating(1, "?").rating(2, "!"))
    });
    let report = folder.run(&["build", "returns"]).expect(0).stderr;
    assert_eq!(report.matches("error R304 ").count(), 3, "{report}");
    assert!(report.contains("… and 4 more errors, all R304 (not-a-rating)."), "{report}");
}

#[test]
fn quiet_says_nothing_unless_the_run_fails() {
    let folder = with_an_error();
    let run = folder.run(&["build", "returns", "--quiet"]).expect(0);
    assert_eq!((run.stdout.as_str(), run.stderr.as_str()), ("", ""));
    std::fs::write(folder.path("KSF workbook.xlsx"), "my own").expect("a file");
    let run = folder.run(&["build", "returns", "-q"]).expect(2);
    assert!(run.stderr.contains("exists already"), "{run}");
}

#[test]
fn a_pipe_gets_no_colours_and_no_color_goes_before_all() {
    let folder = with_an_error();
    for arguments in
        [&["check", "returns"][..], &["build", "returns", "--force"], &["rules"], &["rules", "R304"]]
    {
        let plain = program().args(arguments).current_dir(folder.path("")).output().unwrap();
        assert!(!plain.stdout.contains(&0x1B) && !plain.stderr.contains(&0x1B), "{}", Run::of(&plain));
        let mut asked = program();
        asked.args(arguments).current_dir(folder.path("")).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1");
        let asked = asked.output().unwrap();
        assert!(!asked.stdout.contains(&0x1B) && !asked.stderr.contains(&0x1B), "{}", Run::of(&asked));
    }
    assert_workbook_is_sound(&folder.path("KSF workbook.xlsx"));
}

#[test]
fn control_characters_in_names_are_shown_and_not_obeyed() {
    let form =
        Form::of("Oak\u{1b}[31mfield").cluster("River\u{202e}side").rating(1, "\u{9b}31m\u{1b}]0;x\u{7}");
    let near = Form::of("Oak\u{1b}[31mfeild").cluster("River\u{202e}side").sheet_name("Form \u{9b}31m");
    let folder = Folder::with(&form).save("b.xlsx", &near.ksf(2, "Reviewing \u{1b}[31m"));
    for arguments in [
        &["check", "returns"][..],
        &["check", "returns", "--explain"],
        &["check", "returns", "--format", "json"],
        &["check", "returns", "--format", "names"],
        &["build", "returns"],
    ] {
        let run = folder.run(arguments);
        let printed = format!("{}{}", run.stdout, run.stderr).replace("\r\n", "\n");
        let steers = |c: char| (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!printed.contains(steers), "{printed:?}");
    }
}

#[cfg(unix)]
#[test]
fn control_characters_in_file_names_are_shown_and_not_obeyed() {
    let folder = Folder::new().save("a\u{1b}[2J\nerror.xlsx", &Form::of("Oakfield").rating(1, "?"));
    let run = folder.run(&["check", "returns"]).expect(1);
    assert!(!run.stdout.contains('\u{1b}') && run.stdout.contains("a\\u{1b}[2J"), "{run}");
    let run = folder.run(&["build", "returns", "-o", "no\u{1b}[2J/out.xlsx"]).expect(2);
    assert!(!run.stderr.contains('\u{1b}'), "{run}");
}

#[cfg(unix)]
#[test]
fn a_pipe_under_a_files_name_is_not_waited_for() {
    let folder = one_return();
    let made = std::process::Command::new("mkfifo").arg(folder.path("pipe.xlsx")).status();
    assert!(made.expect("mkfifo is there").success());
    let run = folder.run(&["check", "returns", "pipe.xlsx"]).expect(1);
    assert!(run.stdout.contains("F101 pipe.xlsx"), "{run}");
}

#[cfg(unix)]
#[test]
fn a_reader_that_stops_listening_is_no_failure() {
    use std::process::Stdio;
    let folder = Folder::new();
    let mut child =
        program().arg("rules").current_dir(folder.path("")).stdout(Stdio::piped()).spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(Run::of(&output).stderr.is_empty(), "{}", Run::of(&output));
}

// ------------------------------------------------------------------------------------------- what it explains

#[test]
fn every_rule_is_listed_with_its_severity_and_explained_one_by_one() {
    let list = run(&["rules"]).expect(0);
    assert_eq!(list.stdout.lines().count(), ksfgrid::rules::ALL.len());
    assert_eq!(list.stderr, "");
    for rule in ksfgrid::rules::ALL {
        let line = list.stdout.lines().find(|line| line.starts_with(rule.code));
        assert!(
            line.is_some_and(|l| l.contains(rule.severity.word()) && l.contains(rule.name)),
            "{}",
            rule.code
        );
        let one = run(&["rules", rule.code]).expect(0);
        for part in [rule.code, rule.name, rule.severity.word(), rule.meaning, rule.why, rule.remedy] {
            assert!(one.stdout.contains(part), "{part}\n{one}");
        }
    }
}

#[test]
fn a_rule_may_be_asked_for_in_small_letters_and_an_unknown_one_is_refused() {
    assert_eq!(run(&["rules", "r304"]).expect(0).stdout, run(&["rules", "R304"]).stdout);
    let unknown = run(&["rules", "R999"]).expect(2);
    assert!(unknown.stdout.is_empty() && unknown.stderr.contains("R999"), "{unknown}");
}

#[test]
fn completions_and_the_manual_page_know_every_command_and_option() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let run = run(&["completions", shell]).expect(0);
        for word in ["ksfgrid", "check", "rules", "as-of", "strict"] {
            assert!(run.stdout.contains(word), "{shell}: {word}");
        }
    }
    let page = run(&["man"]).expect(0).stdout;
    assert!(page.contains(".TH ksfgrid") && page.contains("as\\-of") && page.contains("check"), "{page}");
}

// ------------------------------------------------------------------------------------------- dates and period

#[test]
fn the_date_may_be_written_in_several_ways() {
    let folder = one_return();
    let mut books = Vec::new();
    for date in ["2010-03-31", "31/03/2010", "31 March 2010", "31.3.10"] {
        folder.run(&["build", "returns", "-o", "out.xlsx", "--force", "--as-of", date]).expect(0);
        books.push(std::fs::read(folder.path("out.xlsx")).unwrap());
    }
    assert!(books.windows(2).all(|pair| pair[0] == pair[1]));
    assert!(folder.written("out.xlsx").part("docProps/core.xml").contains("2010-03-31"));
}

#[test]
fn what_is_no_date_is_refused_with_an_example() {
    for date in ["31/02/2010", "spring", "2010", ""] {
        let run = one_return().run(&["build", "returns", "--as-of", date]).expect(2);
        assert!(run.stderr.contains("2009-11-23"), "{run}");
    }
}

#[test]
fn the_period_is_shown_on_the_first_sheet() {
    let folder = one_return();
    let mut book = folder.build_with(&["--period", "Autumn 2009 & later"]);
    let contents = book.cells("Contents").concat().join("\n");
    assert!(contents.contains("Autumn 2009 & later"), "{contents}");
}

#[test]
fn a_pattern_that_the_shell_leaves_as_it_is_stands_for_the_files_that_fit() {
    let folder =
        Folder::new().save("a.xlsx", &Form::of("Oakfield")).save("b.csv", &b"School,Note\n".to_vec());
    let run = folder.run(&["build", "returns/*.xlsx", "-o", "out.xlsx"]).expect(0);
    assert_eq!(folder.written("out.xlsx").fates(), ["a.xlsx: used"], "{run}");
    let run = folder.run(&["build", "returns/*.ods"]).expect(2);
    assert!(run.stderr.contains("returns/*.ods does not exist"), "{run}");
}
