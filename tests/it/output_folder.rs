//! A folder of workbooks: what goes into it, and that it is whole or as it was before, whatever happens.

use std::fs;
use std::process::Command;

#[cfg(unix)]
use support::meanwhile;
use support::outputs::{AGAIN, INTO_FOLDER, OF_TWO, beside, contents, refused, two_authorities};
use support::{Folder, Form, Run, files_below};

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
fn what_an_earlier_run_wrote_is_replaced() {
    let folder = two_authorities();
    folder.run(&INTO_FOLDER).expect(0);
    let folder =
        folder.save("Westmoor/Harbour/c.xlsx", &Form::of("Cliff").la("Southmoor").cluster("Harbour"));
    fs::remove_dir_all(folder.path("returns/Eastmoor")).expect("it is there");
    folder.run(&INTO_FOLDER).expect(0);
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
        if let Some((above, _)) = name.split_once('/') {
            // Folders with nothing in them are somebody's, too.
            refused(&folder, &AGAIN, &[above, "(an empty folder)"]);
            fs::remove_dir_all(folder.path("out").join(above)).expect("it is there");
        }
    }
    folder.run(&AGAIN).expect(0);
}

#[cfg(unix)]
#[test]
fn a_list_that_is_no_plain_file_is_no_list_of_ours() {
    let folder = two_authorities();
    folder.run(&INTO_FOLDER).expect(0);
    let list = folder.path("out/.ksfgrid.json");
    fs::rename(&list, folder.path("list.json")).expect("it is there");
    std::os::unix::fs::symlink(folder.path("list.json"), &list).expect("a link");
    refused(&folder, &AGAIN, &[".ksfgrid.json, Eastmoor.xlsx"]);
    fs::remove_file(&list).expect("it is there");
    assert!(Command::new("mkfifo").arg(&list).status().expect("mkfifo is there").success());
    // Nobody will ever write to it.
    let run = folder.run(&AGAIN).expect(2);
    assert!(run.stderr.contains(".ksfgrid.json, Eastmoor.xlsx"), "{run}");
}

#[cfg(unix)]
#[test]
fn those_may_see_the_new_one_who_might_see_the_earlier_one() {
    use std::os::unix::fs::PermissionsExt;
    let folder = two_authorities();
    let mode =
        |name: &str| fs::metadata(folder.path(name)).expect("it is there").permissions().mode() & 0o7777;
    let builds: [&[&str]; 2] = [&AGAIN, &["build", "returns", "-o", "out.xlsx", "--force"]];
    for (build, (name, private)) in builds.into_iter().zip([("out", 0o700), ("out.xlsx", 0o640)]) {
        folder.run(build).expect(0);
        fs::set_permissions(folder.path(name), fs::Permissions::from_mode(private)).expect("it is ours");
        folder.run(build).expect(0);
        assert_eq!(mode(name), private);
    }
}

#[cfg(unix)]
#[test]
fn what_comes_into_being_during_a_run_is_refused_as_at_its_start() {
    let folder = two_authorities();
    folder.run(&INTO_FOLDER).expect(0);
    let before = contents(&folder);
    let run = meanwhile(&folder, &AGAIN, || {
        fs::write(folder.path("out/~$Eastmoor.xlsx"), "").expect("a file");
    });
    assert!(run.expect(2).stderr.contains("Eastmoor.xlsx seems to be open in Excel"));
    fs::remove_file(folder.path("out/~$Eastmoor.xlsx")).expect("a file");
    let run = meanwhile(&folder, &AGAIN, || {
        fs::create_dir(folder.path("out/2010")).expect("a folder");
        fs::write(folder.path("out/letter.txt"), "mine").expect("a file");
    });
    assert!(run.expect(2).stderr.contains("2010/ (an empty folder), letter.txt"));
    fs::remove_dir(folder.path("out/2010")).expect("a folder");
    fs::remove_file(folder.path("out/letter.txt")).expect("a file");
    assert_eq!((beside(&folder), contents(&folder)), (vec!["out".to_owned()], before));
}

#[cfg(unix)]
#[test]
fn where_the_folder_may_not_take_its_place_the_table_does_not_either() {
    let folder = two_authorities();
    folder.run(&INTO_FOLDER).expect(0);
    let run = meanwhile(&folder, &[&AGAIN[..], &["--data", "table.csv"]].concat(), || {
        fs::write(folder.path("out/letter.txt"), "mine").expect("a file");
    });
    assert!(run.expect(2).stderr.contains("letter.txt"));
    assert_eq!(beside(&folder), ["out"]);
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
    for output in ["link/", "link"] {
        fs::rename(folder.path("out"), folder.path(".out.ksfgrid-old")).expect("set aside");
        let run = folder.run(&["build", "returns", "-o", output]).expect(0);
        assert!(run.stderr.contains("is in its place again, as it was before"), "{run}");
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
    shell.args(["-c", "trap '' XFSZ; ulimit -f 8; exec \"$0\" \"$@\""]).arg(support::program_path());
    let run =
        Run::of(&shell.args(AGAIN).current_dir(folder.path("")).output().expect("it is there")).expect(2);
    assert!(run.stderr.contains("no room left"), "{run}");
    assert_eq!((beside(&folder), contents(&folder)), (vec!["out".to_owned()], before));
}
