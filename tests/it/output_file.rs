//! The workbook's file: nothing is overwritten that should not be, nothing is left half-written, and the same input
//! gives the same bytes.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

use support::{Folder, Form, Grid, RATINGS, Run, assert_workbook_is_sound, ended_after, kill, program};
#[cfg(unix)]
use support::{meanwhile, stop};

fn one_return() -> Folder {
    Folder::with(&Form::of("Oakfield Primary School"))
}

/// Asserts that a run is refused and that a file is as it was.
#[track_caller]
fn leaves_alone(folder: &Folder, arguments: &[&str], file: &str) {
    let before = fs::read(folder.path(file)).expect("a file or folder");
    let run = folder.run(arguments).expect(2);
    assert_eq!(fs::read(folder.path(file)).expect("a file or folder"), before, "{run}");
    assert!(run.stdout.is_empty() && !run.stderr.is_empty(), "{run}");
}

/// The names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a file or folder");
    let mut names: Vec<String> =
        entries.map(|e| e.expect("a file or folder").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

// ---------------------------------------------------------------------------------------------- never over

#[test]
fn a_file_that_exists_is_replaced_only_by_force() {
    let folder = one_return();
    fs::write(folder.path("out.xlsx"), "my own").unwrap();
    leaves_alone(&folder, &["build", "returns", "-o", "out.xlsx"], "out.xlsx");
    folder.run(&["build", "returns", "-o", "out.xlsx", "--force"]).expect(0);
    assert_eq!(folder.written("out.xlsx").schools(), ["Oakfield Primary School"]);
    assert_eq!(names(&folder.path("")), ["out.xlsx", "returns"]);
}

#[test]
fn an_input_is_never_written_over_not_even_by_force() {
    let folder = one_return();
    let input = "returns/return.xlsx";
    leaves_alone(&folder, &["build", "returns", "-o", input, "--force"], input);
    leaves_alone(&folder, &["build", input, "-o", input, "--force"], input);
    leaves_alone(&folder, &["build", input, "-o", "returns/../returns/return.xlsx", "--force"], input);
}

#[cfg(unix)]
#[test]
fn an_input_under_another_name_is_never_written_over_either() {
    let folder = one_return();
    let input = "returns/return.xlsx";
    fs::hard_link(folder.path(input), folder.path("hard.xlsx")).unwrap();
    std::os::unix::fs::symlink(folder.path(input), folder.path("soft.xlsx")).unwrap();
    std::os::unix::fs::symlink(folder.path("returns"), folder.path("linked")).unwrap();
    for output in ["hard.xlsx", "soft.xlsx", "linked/return.xlsx"] {
        leaves_alone(&folder, &["build", "returns", "-o", output, "--force"], input);
    }
    assert!(fs::symlink_metadata(folder.path("soft.xlsx")).unwrap().is_symlink());
}

#[test]
fn an_input_that_is_no_return_is_not_written_over_either() {
    let folder = one_return().save("Letter.xlsx", &b"Dear colleague".to_vec());
    leaves_alone(
        &folder,
        &["build", "returns", "-o", "returns/Letter.xlsx", "--force"],
        "returns/Letter.xlsx",
    );
}

#[test]
fn a_workbook_that_is_open_in_excel_is_not_replaced() {
    for lock in ["~$out.xlsx", ".~lock.out.xlsx#"] {
        let folder = one_return();
        folder.build();
        fs::write(folder.path(lock), "x").unwrap();
        leaves_alone(&folder, &["build", "returns", "-o", "out.xlsx", "--force"], "out.xlsx");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_to_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = one_return();
    fs::create_dir(folder.path("locked")).unwrap();
    fs::set_permissions(folder.path("locked"), fs::Permissions::from_mode(0o555)).unwrap();
    let may_all_the_same = fs::write(folder.path("locked/probe"), "").is_ok();
    let run = folder.run(&["build", "returns", "-o", "locked/out.xlsx"]);
    if may_all_the_same {
        run.expect(0);
    } else {
        let run = run.expect(2);
        assert!(run.stderr.contains("may not write") && run.stderr.contains("locked"), "{run}");
    }
}

#[test]
fn a_name_without_an_ending_gets_one() {
    let folder = one_return();
    folder.run(&["build", "returns", "-o", "Review 2010"]).expect(0);
    assert_eq!(names(&folder.path("")), ["Review 2010.xlsx", "returns"]);
}

// ---------------------------------------------------------------------------------------------- our own

#[test]
fn our_own_workbook_in_the_folder_is_passed_over_with_a_note() {
    let folder = one_return();
    folder.run(&["build", "returns", "-o", "returns/KSF workbook.xlsx"]).expect(0);
    assert_eq!(folder.check(), ["F111 KSF workbook.xlsx"]);
    assert_eq!(folder.build().fates(), ["KSF workbook.xlsx: skipped", "return.xlsx: used"]);
    folder.run(&["build", "returns", "-o", "returns/KSF workbook.xlsx", "--force"]).expect(0);
}

#[test]
fn our_own_workbook_is_read_when_it_is_named() {
    let grid = Grid::of("Riverside").school("Oakfield", RATINGS).school("Hill Top", [4; 10]);
    let folder = Folder::new()
        .save("grid.xlsx", &grid)
        .save("sea.xlsx", &Form::of("Seaview").cluster("Harbour").rating(3, ""));
    let first = folder.build_with(&["--la", "Northshire"]).of("Schools", ["Cluster", "School", "Average"]);
    folder.run(&["build", "out.xlsx", "-o", "second.xlsx", "--la", "Northshire"]).expect(0);
    let mut second = folder.written("second.xlsx");
    assert_eq!(second.of("Schools", ["Cluster", "School", "Average"]), first);
    assert_eq!(second.ratings_of("Oakfield"), RATINGS.map(|r| r.to_string()));
    assert_eq!(second.ratings_of("Seaview")[2], "");
    let errors = folder.run(&["check", "out.xlsx", "--format", "json"]).expect(0).findings();
    assert!(errors.iter().all(|f| !f.rule.starts_with('S')), "{errors:#?}");
}

#[test]
fn our_own_workbook_is_read_when_it_is_named_beside_its_folder() {
    let folder = one_return();
    folder.run(&["build", "returns", "-o", "returns/KSF workbook.xlsx"]).expect(0);
    folder.run(&["build", "returns", "returns/KSF workbook.xlsx", "-o", "out.xlsx"]).expect(0);
    let fates = folder.written("out.xlsx").fates();
    assert!(fates.contains(&"KSF workbook.xlsx: same as another return".to_owned()), "{fates:?}");
}

// ------------------------------------------------------------------------------------------ the same bytes

#[test]
fn the_same_input_and_date_give_the_same_bytes_in_whatever_order_the_paths_come() {
    let folder = Folder::new()
        .save("b/a.xlsx", &Form::of("Oakfield").rating(1, "?"))
        .save("a/b.xlsx", &Form::of("Hill Top").cluster("Harbour"))
        .save("a/grid.xlsx", &Grid::of("Moorland").school("Fellmoor", RATINGS).school("Curlew", [5; 10]));
    let bytes = |paths: &[&str], date: &str| {
        let usual = ["build", "-o", "out.xlsx", "--force", "--as-of", date];
        folder.run(&[&usual, paths].concat()).expect(0);
        fs::read(folder.path("out.xlsx")).unwrap()
    };
    let first = bytes(&["returns"], "2010-03-31");
    assert_eq!(bytes(&["returns"], "2010-03-31"), first);
    assert_eq!(
        bytes(&["returns/a", "returns/b"], "2010-03-31"),
        bytes(&["returns/b", "returns/a"], "2010-03-31")
    );
    assert_ne!(bytes(&["returns"], "2010-04-01"), first);
}

// --------------------------------------------------------------------------------------------- a killed run

fn many_returns(count: usize) -> Folder {
    (0..count).fold(Folder::new(), |folder, n| {
        let form = Form::of(&format!("School {n}")).cluster(&format!("Cluster {}", n % 9));
        folder.save(&format!("{n}.xlsx"), &form)
    })
}

const AGAIN: [&str; 5] = ["build", "returns", "-o", "out.xlsx", "--force"];

#[test]
fn a_run_killed_at_any_moment_leaves_no_half_written_workbook() {
    let folder = many_returns(100);
    let start = Instant::now();
    folder.run(&["build", "returns", "-o", "earlier.xlsx"]).expect(0);
    let whole = start.elapsed();
    let target = folder.path("out.xlsx");
    let mut killed = 0;
    for step in 0..16 {
        let replaces = step % 2 == 1;
        fs::remove_file(&target).ok();
        if replaces {
            fs::copy(folder.path("earlier.xlsx"), &target).unwrap();
        }
        killed += u32::from(ended_after(&folder, &AGAIN, whole * step / 15, kill));
        assert!(target.exists() || !replaces, "the earlier workbook is gone");
        if target.exists() {
            assert_workbook_is_sound(&target);
            assert_eq!(folder.written("out.xlsx").schools().len(), 100);
        }
    }
    assert!(killed > 4, "only {killed} runs were killed in time");
    folder.run(&AGAIN).expect(0);
    assert_eq!(names(&folder.path("")), ["earlier.xlsx", "out.xlsx", "returns"]);
}

#[cfg(unix)]
#[test]
fn a_run_stopped_at_any_moment_takes_its_own_file_away() {
    let folder = many_returns(100);
    let start = Instant::now();
    folder.run(&["build", "returns", "-o", "out.xlsx"]).expect(0);
    let whole = start.elapsed();
    let mut stopped = 0;
    for step in 0..24 {
        stopped += u32::from(ended_after(&folder, &AGAIN, whole * step / 23, stop));
        assert_eq!(names(&folder.path("")), ["out.xlsx", "returns"]);
        assert_eq!(folder.written("out.xlsx").schools().len(), 100);
    }
    assert!(stopped > 4, "only {stopped} runs were stopped in time");
}

#[test]
fn what_a_killed_run_left_goes_and_what_a_living_one_holds_stays() {
    let folder = one_return();
    let [dead, alive, not_ours] = [".ksfgrid-a1B2c3.tmp", ".ksfgrid-d4E5f6.tmp", ".ksfgrid-notes.tmp"];
    let held = fs::File::create(folder.path(alive)).expect("a file");
    held.lock().expect("nobody else holds it");
    for (output, told) in [(["-o", "out.xlsx"], true), (["--data", "out.csv"], false)] {
        fs::write(folder.path(dead), "half").expect("a file");
        fs::write(folder.path(not_ours), "mine").expect("a file");
        let quiet: &[&str] = if told { &[] } else { &["--quiet"] };
        let run = folder.run(&[&["build", "returns", "--force"], &output[..], quiet].concat()).expect(0);
        let line = "An earlier run was interrupted: what it left beside out.xlsx is cleared away.\n";
        assert_eq!(run.stderr.starts_with(line), told, "{run}");
        assert!(!folder.path(dead).exists() && folder.path(alive).exists() && folder.path(not_ours).exists());
    }
}

#[test]
fn what_a_killed_run_left_among_the_returns_is_none_of_them() {
    let folder = one_return();
    for output in ["returns/KSF workbook.xlsx", "returns/out/"] {
        fs::write(folder.path("returns/.ksfgrid-a1B2c3.tmp"), "half").expect("a file");
        fs::write(folder.path("returns/.out.ksfgrid-lock"), "[\"Northshire.xlsx\",null]\n").expect("a file");
        folder.run(&["build", "returns", "-o", output]).expect(0);
    }
    assert_eq!(folder.check(), ["F111 KSF workbook.xlsx", "F111 out/Northshire.xlsx"]);
    let workbook = "returns/out/Northshire.xlsx";
    assert_eq!(folder.written(workbook).fates(), ["KSF workbook.xlsx: skipped", "return.xlsx: used"]);
}

#[cfg(unix)]
#[test]
fn a_workbook_that_is_opened_in_excel_meanwhile_is_not_replaced() {
    let folder = one_return();
    fs::write(folder.path("out.xlsx"), "earlier").expect("a file");
    let run = meanwhile(&folder, &[&AGAIN[..], &["--data", "table.csv"]].concat(), || {
        fs::write(folder.path("~$out.xlsx"), "").expect("a file");
    });
    assert!(run.expect(2).stderr.contains("out.xlsx seems to be open in Excel"));
    assert_eq!(fs::read(folder.path("out.xlsx")).expect("it is there"), b"earlier");
    assert_eq!(names(&folder.path("")), ["out.xlsx", "returns", "~$out.xlsx"]);
}

// ------------------------------------------------------------------------------------------------ no room left

/// Runs the program where no file may become larger than some KB.
#[cfg(unix)]
fn without_room(folder: &Folder, arguments: &[&str]) -> Run {
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\""]).arg(support::program_path());
    Run::of(&shell.args(arguments).current_dir(folder.path("")).output().expect("a shell"))
}

#[cfg(unix)]
#[test]
fn where_there_is_no_room_nothing_is_written_and_what_was_there_stays() {
    let folder = one_return();
    let run = without_room(&folder, &["build", "returns", "-o", "out.xlsx"]).expect(2);
    assert!(run.stderr.contains("no room left") && run.stderr.contains("-o"), "{run}");
    assert_eq!(names(&folder.path("")), ["returns"]);
    folder.run(&["build", "returns", "-o", "out.xlsx"]).expect(0);
    let before = fs::read(folder.path("out.xlsx")).unwrap();
    without_room(&folder, &["build", "returns", "-o", "out.xlsx", "--force"]).expect(2);
    assert_eq!(fs::read(folder.path("out.xlsx")).unwrap(), before);
    assert_eq!(names(&folder.path("")), ["out.xlsx", "returns"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_result_that_cannot_be_printed_is_told() {
    let folder = Folder::with(&Form::of("Oakfield").rating(1, "?"));
    let mut command = program();
    command.args(["check", "returns"]).current_dir(folder.path(""));
    let full = fs::File::options().write(true).open("/dev/full").unwrap();
    let run = Run::of(&command.stdout(full).output().unwrap()).expect(2);
    assert!(run.stderr.contains("could not be printed"), "{run}");
}
