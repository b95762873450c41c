//! A folder of workbooks is whole or as it was before, whenever a run is ended, and the next run puts right what it left.

use std::fs;
use std::time::{Duration, Instant};

use support::outputs::{AGAIN, Files, INTO_FOLDER, THE_NEW_ONE, beside, contents, refused, two_authorities};
#[cfg(unix)]
use support::stop;
use support::{Folder, Form, Run, ended_after, files_below, kill, program};

/// Six authorities with four schools each.
fn many() -> Folder {
    (0..24).fold(Folder::new(), |folder, n| {
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

/// A run that puts right what it finds, and then fails because it is given no return.
fn without_returns(folder: &Folder) -> Run {
    fs::write(folder.path("returns/letter.txt"), "Dear colleague").expect("a file");
    let run = folder.run(&["build", "returns/letter.txt", "-o", "out/"]).expect(2);
    fs::remove_file(folder.path("returns/letter.txt")).expect("it is there");
    run
}

#[test]
fn a_run_killed_at_any_moment_leaves_one_of_both_folders_or_the_next_run_repairs_it() {
    let folder = many();
    let (earlier, new, whole) = both(&folder);
    let mut killed = 0;
    for step in 0..14 {
        killed += u32::from(ended_after(&folder, &THE_NEW_ONE, whole * step / 13, kill));
        if !folder.path("out").exists() {
            // It stands aside; the next run, which here has nothing to put in its place, puts it back.
            without_returns(&folder);
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

/// Ends a run as soon as there is a file in the folder that it builds.
fn killed_while_it_writes(folder: &Folder) {
    let new = folder.path(".out.ksfgrid-new");
    let mut child = program().args(AGAIN).current_dir(folder.path("")).spawn().expect("the program starts");
    while !new.exists() || files_below(&new).is_empty() {
        assert!(child.try_wait().expect("a child").is_none(), "it was done too soon");
    }
    kill(&mut child);
    child.wait().expect("it has ended");
}

#[test]
fn what_is_left_over_goes_and_is_told_of() {
    let folder = many();
    for (more, told) in [(&[][..], true), (&["--quiet"][..], false)] {
        killed_while_it_writes(&folder);
        assert!(beside(&folder).contains(&".out.ksfgrid-new".to_owned()));
        let run = folder.run(&[&AGAIN[..], more].concat()).expect(0);
        let line = "An earlier run was interrupted: what it left beside out/ is cleared away.\n";
        assert_eq!(run.stderr.starts_with(line), told, "{run}");
        assert_eq!(beside(&folder), ["out"]);
        fs::remove_dir_all(folder.path("out")).expect("it is there");
    }
}

#[test]
fn what_others_put_beside_what_is_left_over_stays() {
    let folder = many();
    killed_while_it_writes(&folder);
    let letter = folder.path(".out.ksfgrid-new/letter.txt");
    fs::write(&letter, "mine").expect("a file");
    for _ in 0..2 {
        let run = folder.run(&AGAIN).expect(2);
        assert!(
            run.stderr.contains(".out.ksfgrid-new holds what ksfgrid would have to remove: letter.txt."),
            "{run}"
        );
        assert_eq!(fs::read(&letter).expect("it is there"), b"mine");
    }
    fs::remove_file(&letter).expect("it is there");
    folder.run(&AGAIN).expect(0);
    assert_eq!(beside(&folder), ["out"]);
}

#[test]
fn what_stands_aside_comes_back_and_is_told_of() {
    let folder = two_authorities();
    folder.run(&INTO_FOLDER).expect(0);
    let earlier = contents(&folder);
    // Between taking the earlier folder away and putting the new one in its place.
    fs::rename(folder.path("out"), folder.path(".out.ksfgrid-old")).expect("it is there");
    let run = without_returns(&folder);
    assert!(run.stderr.contains("out/ is in its place again, as it was before.\n"), "{run}");
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
fn what_comes_back_with_files_missing_is_not_told_to_be_whole() {
    let folder = two_authorities();
    folder.run(&INTO_FOLDER).expect(0);
    fs::remove_file(folder.path("out/Eastmoor.xlsx")).expect("it is there");
    fs::rename(folder.path("out"), folder.path(".out.ksfgrid-old")).expect("it is there");
    let run = without_returns(&folder);
    assert!(run.stderr.contains("as it was before, but for Eastmoor.xlsx (missing)."), "{run}");
}

#[test]
fn where_somebody_put_a_folder_the_earlier_one_stays_aside() {
    let folder = two_authorities();
    folder.run(&INTO_FOLDER).expect(0);
    let earlier = contents(&folder);
    fs::rename(folder.path("out"), folder.path(".out.ksfgrid-old")).expect("a folder");
    // An empty one holds nothing that could be lost.
    fs::create_dir(folder.path("out")).expect("a folder");
    without_returns(&folder);
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
    assert!(run.stderr.contains(".out.ksfgrid-new holds"), "{run}");
    assert!(run.stderr.contains("letter.txt"), "{run}");
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
