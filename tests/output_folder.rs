//! A folder of workbooks: what goes into it, and that it is whole or as it was before, whatever happens.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

mod support;

#[cfg(unix)]
use support::stop;
use support::{Folder, Form, Run, ended_after, files_below, kill};

/// Files by name, with their contents.
type Files = Vec<(String, Vec<u8>)>;

/// Two authorities with a cluster each.
fn two_authorities() -> Folder {
    Folder::new()
        .save("Eastmoor/Riverside/a.xlsx", &Form::of("Oakfield").la("Eastmoor"))
        .save("Westmoor/Harbour/b.xlsx", &Form::of("Seaview").la("Westmoor").cluster("Harbour"))
}

const OF_TWO: [&str; 4] = [".ksfgrid.json", "Eastmoor.xlsx", "National summary.xlsx", "Westmoor.xlsx"];
const INTO_FOLDER: [&str; 4] = ["build", "returns", "-o", "out/"];
const AGAIN: [&str; 5] = ["build", "returns", "-o", "out/", "--force"];
/// Over an earlier folder, and not the same.
const THE_NEW_ONE: [&str; 8] =
    ["build", "returns", "-o", "out/", "--force", "--packs", "--period", "the new one"];

/// What stands in the test's own folder, beside the returns.
fn beside(folder: &Folder) -> Vec<String> {
    let all = fs::read_dir(folder.path(""))
        .expect("it is there")
        .map(|e| e.expect("it is there").file_name().into_string().expect("it is there"));
    let mut names: Vec<String> = all.filter(|name| name != "returns").collect();
    names.sort();
    names
}

/// The files of the folder of workbooks and their contents.
fn contents(folder: &Folder) -> Files {
    let out = folder.path("out");
    let read = |name: String| {
        let bytes = fs::read(out.join(&name)).expect("it is there");
        (name, bytes)
    };
    files_below(&out).into_iter().map(read).collect()
}

/// A build fails, says this, and leaves everything as it was.
#[track_caller]
fn refused(folder: &Folder, arguments: &[&str], says: &[&str]) {
    let before = (beside(folder), contents(folder));
    let run = folder.run(arguments).expect(2);
    for part in says {
        assert!(run.stderr.contains(part), "{part:?} is not in\n{run}");
    }
    assert_eq!((beside(folder), contents(folder)), before);
}

// --------------------------------------------------------------------------------------------- what goes into it

#[test]
fn each_authority_gets_a_workbook_and_all_get_a_summary() {
    let folder = two_authorities();
    let run = folder.run(&INTO_FOLDER).expect(0);
    assert_eq!(files_below(&folder.path("out")), OF_TWO);
    assert_eq!(beside(&folder), ["out"]);
    assert!(run.stderr.contains("2 local authorities"), "{run}");
    assert!(run.stderr.contains("2 workbooks, national summary: out"), "{run}");
    assert_eq!(folder.written("out/Eastmoor.xlsx").schools(), ["Oakfield"]);
    assert_eq!(folder.written("out/Westmoor.xlsx").schools(), ["Seaview"]);
    assert_eq!(folder.written("out/Westmoor.xlsx").fates(), ["Westmoor/Harbour/b.xlsx: used"]);
}

#[test]
fn one_authority_has_no_summary() {
    let folder = Folder::with(&Form::of("Oakfield"));
    folder.run(&INTO_FOLDER).expect(0);
    assert_eq!(files_below(&folder.path("out")), [".ksfgrid.json", "Northshire.xlsx"]);
}

#[test]
fn one_authoritys_folder_leaves_no_file_out() {
    // Neither lies in a folder with returns.
    let folder = Folder::with(&Form::of("Oakfield"))
        .save("odd/damaged.xlsx", &b"PK\x03\x04".to_vec())
        .save("odd/letter.docx", &b"PK\x03\x04".to_vec());
    folder.run(&INTO_FOLDER).expect(0);
    let mut written = folder.written("out/Northshire.xlsx");
    support::assert_accounted(&folder.path("returns"), &mut written);
    assert_eq!(written.of("Findings", ["Rule", "File"]), folder.build().of("Findings", ["Rule", "File"]));
}

#[test]
fn a_name_without_an_ending_is_a_workbook_for_one_authority_and_a_folder_for_several() {
    let folder = Folder::with(&Form::of("Oakfield"));
    folder.run(&["build", "returns"]).expect(0);
    assert_eq!(beside(&folder), ["KSF workbook.xlsx"]);
    folder.run(&["build", "returns", "-o", "Autumn 2009.11"]).expect(0);
    assert_eq!(beside(&folder), ["Autumn 2009.11.xlsx", "KSF workbook.xlsx"]);
    let folder = two_authorities();
    folder.run(&["build", "returns"]).expect(0);
    assert_eq!(files_below(&folder.path("KSF workbook")), OF_TWO);
}

#[test]
fn a_name_that_ends_in_xlsx_is_one_workbook_also_for_several_authorities() {
    let folder = two_authorities();
    assert_eq!(folder.build().schools(), ["Oakfield", "Seaview"]);
    let findings = folder.written("out.xlsx").of("Findings", ["Rule"]);
    assert_eq!(findings, [["I208".to_owned()]]);
    // Where each has a workbook of its own there is nothing to be told.
    folder.run(&INTO_FOLDER).expect(0);
    assert_eq!(folder.written("out/Eastmoor.xlsx").of("Findings", ["Rule"]), [[String::new()]]);
}

#[test]
fn other_endings_are_refused_before_anything_is_read() {
    let folder = two_authorities();
    for name in ["out.xls", "out.pdf", "Out.ODS"] {
        let run = folder.run(&["build", "returns", "-o", name]).expect(2);
        assert!(run.stderr.contains("does not end in .xlsx"), "{run}");
    }
    let run = folder.run(&["build", "returns", "-o", "nowhere/out/"]).expect(2);
    assert!(run.stderr.contains("The folder nowhere does not exist"), "{run}");
    assert_eq!(beside(&folder), Vec::<String>::new());
}

#[test]
fn names_of_files_keep_to_what_every_system_allows() {
    let folder = Folder::new()
        .save("a.xlsx", &Form::of("Oakfield").la("St. Helens/Knowsley"))
        .save("b.xlsx", &Form::of("Seaview").la("National summary"));
    folder.run(&INTO_FOLDER).expect(0);
    let names = files_below(&folder.path("out"));
    assert_eq!(
        names,
        [".ksfgrid.json", "National summary (2).xlsx", "National summary.xlsx", "St. Helens-Knowsley.xlsx"]
    );
}

#[test]
fn the_same_returns_give_the_same_folder() {
    let folder = two_authorities();
    let run = ["build", "returns", "-o", "out/", "--as-of", "2010-03-31", "--force"];
    folder.run(&run).expect(0);
    let first = contents(&folder);
    folder.run(&run).expect(0);
    assert_eq!(contents(&folder), first);
}

#[test]
fn links_lead_from_the_folder_to_the_returns() {
    let folder = two_authorities();
    folder.run(&INTO_FOLDER).expect(0);
    let out = folder.written("out/Eastmoor.xlsx");
    let links = |sheet: u8| out.part(&format!("xl/worksheets/_rels/sheet{sheet}.xml.rels"));
    let all: String = (1..=10)
        .filter(|n| {
            support::parts(&folder.path("out/Eastmoor.xlsx"))
                .contains(&format!("xl/worksheets/_rels/sheet{n}.xml.rels"))
        })
        .map(links)
        .collect();
    assert!(all.contains("../returns/Eastmoor/Riverside/a.xlsx"), "{all}");
}

// ---------------------------------------------------------------------------------------------- what was there

#[test]
fn what_an_earlier_run_wrote_is_replaced_by_force_only() {
    let folder = two_authorities();
    folder.run(&INTO_FOLDER).expect(0);
    refused(&folder, &INTO_FOLDER, &["out/ exists already", "--force"]);
    let folder =
        folder.save("Westmoor/Harbour/c.xlsx", &Form::of("Cliff").la("Southmoor").cluster("Harbour"));
    fs::remove_dir_all(folder.path("returns/Eastmoor")).expect("it is there");
    folder.run(&AGAIN).expect(0);
    let names = files_below(&folder.path("out"));
    assert_eq!(names, [".ksfgrid.json", "National summary.xlsx", "Southmoor.xlsx", "Westmoor.xlsx"]);
    assert_eq!(beside(&folder), ["out"]);
}

#[test]
fn an_empty_folder_is_filled() {
    let folder = two_authorities();
    fs::create_dir(folder.path("out")).expect("it is there");
    folder.run(&["build", "returns", "-o", "out"]).expect(0);
    assert_eq!(files_below(&folder.path("out")), OF_TWO);
    assert_eq!(beside(&folder), ["out"]);
}

#[test]
fn other_peoples_files_are_never_touched() {
    let folder = two_authorities();
    folder.run(&INTO_FOLDER).expect(0);
    for name in ["letter.docx", "notes/2010.txt", "plans/2010/plan.xlsx", ".hidden"] {
        let stranger = folder.path("out").join(name);
        fs::create_dir_all(stranger.parent().expect("it is there")).expect("it is there");
        fs::write(&stranger, "mine").expect("it is there");
        refused(&folder, &AGAIN, &[name, "Move these files"]);
        fs::remove_file(&stranger).expect("it is there");
    }
    folder.run(&AGAIN).expect(0);
}

#[test]
fn a_folder_without_our_list_is_other_peoples() {
    let folder = two_authorities();
    folder.run(&INTO_FOLDER).expect(0);
    fs::remove_file(folder.path("out/.ksfgrid.json")).expect("it is there");
    refused(&folder, &AGAIN, &["Eastmoor.xlsx, National summary.xlsx, Westmoor.xlsx"]);
    fs::write(folder.path("out/.ksfgrid.json"), "{").expect("it is there");
    refused(&folder, &AGAIN, &["Eastmoor.xlsx"]);
    // The returns themselves are in a folder of somebody's.
    let run = folder.run(&["build", "returns", "-o", "returns", "--force"]).expect(2);
    assert!(run.stderr.contains("Eastmoor/Riverside/a.xlsx"), "{run}");
}

#[test]
fn a_list_that_names_files_elsewhere_removes_none_of_them() {
    let folder = two_authorities();
    folder.run(&INTO_FOLDER).expect(0);
    let precious = folder.path("precious.txt");
    fs::write(&precious, "mine").expect("it is there");
    let list = folder.path("out/.ksfgrid.json");
    let text = fs::read_to_string(&list).expect("it is there");
    let entry = r#"{ "bytes": 4, "crc32": 1 }"#;
    let absolute = precious.to_string_lossy().replace('\\', "/");
    let names = format!(r#""files": {{ "../precious.txt": {entry}, "{absolute}": {entry},"#);
    fs::write(&list, text.replacen(r#""files": {"#, &names, 1)).expect("it is there");
    folder.run(&AGAIN).expect(0);
    assert_eq!(fs::read_to_string(&precious).expect("it is there"), "mine");
    assert_eq!(files_below(&folder.path("out")), OF_TWO);
}

#[test]
fn a_workbook_that_somebody_changed_is_theirs() {
    let folder = two_authorities();
    folder.run(&INTO_FOLDER).expect(0);
    let path = folder.path("out/Eastmoor.xlsx");
    let mut bytes = fs::read(&path).expect("it is there");
    // As long as before.
    *bytes.last_mut().expect("it is there") ^= 1;
    fs::write(&path, bytes).expect("it is there");
    refused(&folder, &AGAIN, &["Eastmoor.xlsx (changed since ksfgrid wrote it)"]);
    // What somebody took away is no reason.
    fs::remove_file(&path).expect("it is there");
    folder.run(&AGAIN).expect(0);
    assert_eq!(files_below(&folder.path("out")), OF_TWO);
}

#[test]
fn a_workbook_that_is_open_in_excel_keeps_its_folder() {
    let folder = two_authorities();
    folder.run(&INTO_FOLDER).expect(0);
    fs::write(folder.path("out/~$Eastmoor.xlsx"), "").expect("it is there");
    refused(&folder, &AGAIN, &["Eastmoor.xlsx seems to be open in Excel"]);
}

#[test]
fn a_folder_with_what_is_to_be_read_is_not_replaced() {
    let folder = two_authorities();
    folder.run(&INTO_FOLDER).expect(0);
    let build = ["build", "out/Eastmoor.xlsx", "-o", "out/", "--force"];
    refused(&folder, &build, &["out/Eastmoor.xlsx is to be read", "Name another folder with -o"]);
}

#[test]
fn a_name_that_ends_in_a_slash_is_a_folder_whatever_its_ending() {
    let folder = Folder::with(&Form::of("Oakfield"));
    folder.run(&["build", "returns", "-o", "Review.xlsx/"]).expect(0);
    assert_eq!(files_below(&folder.path("Review.xlsx")), [".ksfgrid.json", "Northshire.xlsx"]);
}

#[cfg(unix)]
#[test]
fn behind_a_link_what_an_interrupted_run_left_is_put_right() {
    let folder = two_authorities();
    fs::create_dir(folder.path("out")).expect("a folder");
    std::os::unix::fs::symlink("out", folder.path("link")).expect("a link");
    folder.run(&["build", "returns", "-o", "link/"]).expect(0);
    fs::rename(folder.path("out"), folder.path(".out.ksfgrid-old")).expect("set aside");
    for output in ["link/", "link"] {
        let run = folder.run(&["build", "returns", "-o", output]).expect(2);
        assert!(run.stderr.contains("give --force to replace it"), "{run}");
        assert_eq!(files_below(&folder.path("out")), OF_TWO);
    }
}

#[test]
fn a_file_is_no_folder() {
    let folder = two_authorities().beside("out", b"mine");
    let run = folder.run(&["build", "returns", "-o", "out", "--force"]).expect(2);
    assert!(run.stderr.contains("out is a file that is neither a workbook (.xlsx) nor a folder"), "{run}");
    assert_eq!(fs::read(folder.path("out")).expect("it is there"), b"mine");
}

#[cfg(unix)]
#[test]
fn a_link_to_a_folder_stays_a_link() {
    let folder = two_authorities();
    fs::create_dir(folder.path("real")).expect("it is there");
    std::os::unix::fs::symlink(folder.path("real"), folder.path("out")).expect("it is there");
    folder.run(&INTO_FOLDER).expect(0);
    assert!(fs::symlink_metadata(folder.path("out")).expect("it is there").is_symlink());
    assert_eq!(files_below(&folder.path("real")), OF_TWO);
    assert_eq!(beside(&folder), ["out", "real"]);
}

#[test]
fn a_run_that_fails_leaves_nothing_beside() {
    let folder = Folder::new().save("letter.txt", &b"Dear colleague".to_vec());
    folder.run(&INTO_FOLDER).expect(2);
    assert_eq!(beside(&folder), Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn where_there_is_no_room_the_earlier_folder_stays() {
    let folder = two_authorities();
    folder.run(&INTO_FOLDER).expect(0);
    let before = contents(&folder);
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\"", env!("CARGO_BIN_EXE_ksfgrid")]);
    let run =
        Run::of(&shell.args(AGAIN).current_dir(folder.path("")).output().expect("it is there")).expect(2);
    assert!(run.stderr.contains("no room left"), "{run}");
    assert_eq!((beside(&folder), contents(&folder)), (vec!["out".to_owned()], before));
}

// ------------------------------------------------------------------------------------------------ interrupted

/// Six authorities with eight schools each.
fn many() -> Folder {
    (0..48).fold(Folder::new(), |folder, n| {
        let authority = format!("Shire {}", n % 6);
        let form = Form::of(&format!("School {n}")).la(&authority).cluster(&format!("Cluster {}", n % 4));
        folder.save(&format!("{n}.xlsx"), &form)
    })
}

/// The earlier folder and the new one, and how long the new one takes.
fn both(folder: &Folder) -> (Files, Files, Duration) {
    let start = Instant::now();
    folder.run(&THE_NEW_ONE).expect(0);
    let whole = start.elapsed();
    let new = contents(folder);
    folder.run(&AGAIN).expect(0);
    (contents(folder), new, whole)
}

#[test]
fn a_run_killed_at_any_moment_leaves_one_of_both_folders_or_the_next_run_repairs_it() {
    let folder = many();
    let (earlier, new, whole) = both(&folder);
    let mut killed = 0;
    for step in 0..14 {
        killed += u32::from(ended_after(&folder, &THE_NEW_ONE, whole * step / 13, kill));
        if !folder.path("out").exists() {
            // It stands aside; the next run, which here has no leave to replace it, puts it back.
            folder.run(&INTO_FOLDER).expect(2);
        }
        let found = contents(&folder);
        assert!(found == earlier || found == new, "{:?}", files_below(&folder.path("out")));
        folder.run(&AGAIN).expect(0);
        assert!(contents(&folder) == earlier);
        assert_eq!(beside(&folder), ["out"]);
    }
    assert!(killed > 4, "only {killed} runs were killed in time");
}

#[cfg(unix)]
#[test]
fn a_run_stopped_at_any_moment_leaves_one_of_both_folders_and_nothing_else() {
    let folder = many();
    let (earlier, new, whole) = both(&folder);
    let mut stopped = 0;
    for step in 0..14 {
        stopped += u32::from(ended_after(&folder, &THE_NEW_ONE, whole * step / 13, stop));
        let found = contents(&folder);
        assert!(found == earlier || found == new, "{:?}", files_below(&folder.path("out")));
        assert_eq!(beside(&folder), ["out"]);
        if found == new {
            folder.run(&AGAIN).expect(0);
        }
    }
    assert!(stopped > 4, "only {stopped} runs were stopped in time");
}

#[test]
fn what_stands_aside_comes_back_and_what_is_left_over_goes() {
    let folder = two_authorities();
    folder.run(&INTO_FOLDER).expect(0);
    let earlier = contents(&folder);
    // Between taking the earlier folder away and putting the new one in its place.
    fs::rename(folder.path("out"), folder.path(".out.ksfgrid-old")).expect("it is there");
    fs::create_dir(folder.path(".out.ksfgrid-new")).expect("it is there");
    fs::write(folder.path(".out.ksfgrid-new/.ksfgrid.json"), "{").expect("it is there");
    fs::write(folder.path(".out.ksfgrid-new/Eastmoor.xlsx"), "half").expect("it is there");
    folder.run(&["build", "returns", "-o", "out"]).expect(2);
    assert_eq!(contents(&folder), earlier);
    assert_eq!(beside(&folder), ["out"]);
    // After the new one was put in its place, and before the earlier one was gone.
    fs::create_dir(folder.path(".out.ksfgrid-old")).expect("it is there");
    for (name, bytes) in &earlier[..3] {
        fs::write(folder.path(".out.ksfgrid-old").join(name), bytes).expect("it is there");
    }
    folder.run(&AGAIN).expect(0);
    assert_eq!(beside(&folder), ["out"]);
}

#[test]
fn where_somebody_put_a_folder_the_earlier_one_stays_aside() {
    let folder = two_authorities();
    folder.run(&INTO_FOLDER).expect(0);
    let earlier = contents(&folder);
    fs::rename(folder.path("out"), folder.path(".out.ksfgrid-old")).expect("a folder");
    // An empty one holds nothing that could be lost.
    fs::create_dir(folder.path("out")).expect("a folder");
    folder.run(&INTO_FOLDER).expect(2);
    assert_eq!(contents(&folder), earlier);
    fs::rename(folder.path("out"), folder.path(".out.ksfgrid-old")).expect("a folder");
    fs::create_dir(folder.path("out")).expect("a folder");
    fs::write(folder.path("out/letter.txt"), "mine").expect("a file");
    refused(&folder, &AGAIN, &["letter.txt"]);
    assert_eq!(beside(&folder), [".out.ksfgrid-old", "out"]);
}

#[test]
fn what_has_our_hidden_name_but_is_not_ours_stays() {
    let folder = two_authorities();
    fs::create_dir(folder.path(".out.ksfgrid-new")).expect("it is there");
    fs::write(folder.path(".out.ksfgrid-new/letter.txt"), "mine").expect("it is there");
    let run = folder.run(&INTO_FOLDER).expect(2);
    assert!(run.stderr.contains("is in the way"), "{run}");
    assert_eq!(fs::read(folder.path(".out.ksfgrid-new/letter.txt")).expect("it is there"), b"mine");
}

#[test]
fn two_runs_do_not_write_to_one_folder_at_once() {
    let folder = two_authorities();
    let lock = fs::File::create(folder.path(".out.ksfgrid-lock")).expect("it is there");
    lock.lock().expect("it is there");
    let run = folder.run(&INTO_FOLDER).expect(2);
    assert!(run.stderr.contains("Another run of ksfgrid is writing to out/"), "{run}");
    lock.unlock().expect("it is there");
    folder.run(&INTO_FOLDER).expect(0);
    assert_eq!(beside(&folder), ["out"]);
}
