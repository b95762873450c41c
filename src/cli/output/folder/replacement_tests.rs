//! A location for a folder, whenever a run is killed and whatever others do there meanwhile.

use std::io::Write;

use tempfile::TempDir;

use super::*;

/// A location for a folder in a folder of the test's own.
fn place() -> (TempDir, PathBuf) {
    let own = TempDir::new().expect("a folder");
    let target = own.path().join("Out");
    (own, target)
}

fn begin(target: &Path) -> Result<Replacement, Failure> {
    Replacement::begin(target, target.to_path_buf())
}

fn write(run: &Replacement, name: &str, content: &str) {
    let mut file = run.create(name).expect("a file");
    file.write_all(content.as_bytes()).expect("room");
    run.complete(name, file).expect("a whole file");
}

/// A run that has written everything and put nothing in its place.
fn built(target: &Path, content: &str) -> Replacement {
    let run = begin(target).expect("nobody else is at it");
    run.repair().expect("nothing in the way");
    run.make_work_folder().expect("a folder");
    write(&run, "A.xlsx", content);
    write(&run, "A packs/B.xlsx", content);
    let list = run.list();
    write(&run, NAME, std::str::from_utf8(&list).expect("JSON"));
    run
}

/// What a run does that ends well.
fn done(target: &Path, content: &str) {
    let run = built(target, content);
    run.check().expect("as it was written");
    run.put().expect("room for it");
    run.remove_unfinished();
}

/// What the next run puts right; a killed run is one that only lets go.
fn next(target: &Path) -> Result<Repaired, Failure> {
    let run = begin(target)?;
    let repaired = run.repair();
    run.remove_unfinished();
    repaired
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let name = |entry: io::Result<fs::DirEntry>| entry.expect("an entry").file_name();
    let mut names: Vec<String> = entries.map(|e| name(e).to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[track_caller]
fn assert_failed<T: std::fmt::Debug>(result: Result<T, Failure>, end: &str) {
    let what = result.expect_err("it fails").what;
    assert!(what.ends_with(end), "{what}");
}

#[test]
fn what_a_killed_run_wrote_is_cleared_also_half_a_file() {
    let (own, target) = place();
    let run = built(&target, "new");
    run.create("A packs/half.xlsx").and_then(|mut file| file.write_all(b"ha")).expect("room");
    fs::write(run.work.join(NAME), "half").expect("room");
    run.journal.note(NAME, None).expect("room");
    drop(run);
    assert_eq!(next(&target).expect("cleared"), Repaired::Cleared);
    assert_eq!(names(own.path()), Vec::<String>::new());
}

#[test]
fn what_others_put_or_changed_in_an_unfinished_folder_stays_and_is_named() {
    let (own, target) = place();
    for has_list in [true, false] {
        drop(built(&target, "new"));
        let work = beside(&target, "new");
        if !has_list {
            fs::remove_file(work.join(NAME)).expect("a file");
        }
        fs::write(work.join("A.xlsx"), "own").expect("a file");
        fs::create_dir_all(work.join("notes/2010")).expect("a folder");
        fs::write(work.join("letter.txt"), "own").expect("a file");
        let named = "would have to remove: A.xlsx (changed since ksfgrid wrote it), letter.txt, notes/2010/ (an empty folder).";
        // However often it is tried.
        assert_failed(next(&target), named);
        assert_failed(next(&target), named);
        assert!(work.join("A packs/B.xlsx").is_file());
        fs::remove_file(work.join("A.xlsx")).expect("a file");
        fs::remove_file(work.join("letter.txt")).expect("a file");
        fs::remove_dir_all(work.join("notes")).expect("a folder");
        assert_eq!(next(&target).expect("cleared"), Repaired::Cleared);
        assert_eq!(names(own.path()), Vec::<String>::new());
    }
}

#[test]
fn a_new_folder_that_is_not_as_it_was_written_is_not_put_in_place() {
    for (name, is_ours) in [("A packs/B.xlsx", true), (NAME, true), ("letter.txt", false)] {
        let (_own, target) = place();
        let run = built(&target, "new");
        let path = run.work.join(name);
        let expected = if is_ours {
            fs::remove_file(path).expect("a file");
            format!(": {name} (missing).")
        } else {
            fs::write(path, "own").expect("a file");
            format!(": {name}.")
        };
        assert_failed(run.check(), &expected);
    }
}

#[test]
fn what_somebody_puts_there_at_the_last_moment_keeps_the_earlier_folder_in_its_place() {
    let (own, target) = place();
    done(&target, "earlier");
    let run = built(&target, "new");
    fs::write(target.join("letter.txt"), "own").expect("a file");
    assert_failed(run.put(), "Out holds what ksfgrid would have to remove: letter.txt.");
    run.remove_unfinished();
    assert_eq!(names(own.path()), ["Out"]);
    assert_eq!(names(&own.path().join("Out")), [NAME, "A packs", "A.xlsx", "letter.txt"]);
}

#[test]
fn an_earlier_folder_that_was_being_removed_does_not_come_back() {
    let (own, target) = place();
    for new_is_moved in [true, false] {
        done(&target, "earlier");
        let earlier = own.path().join("earlier");
        fs::rename(&target, &earlier).expect("a folder");
        drop(built(&target, "new"));
        // Killed after the new one was put in its place …
        fs::rename(beside(&target, "new"), &target).expect("a folder");
        if new_is_moved {
            // … and while the earlier one was removed; then somebody moved the new one.
            fs::remove_file(earlier.join("A.xlsx")).expect("a file");
            fs::rename(&earlier, beside(&target, "new")).expect("a folder");
            fs::rename(&target, own.path().join("moved")).expect("a folder");
        } else {
            // … and before that.
            fs::rename(&earlier, beside(&target, "old")).expect("a folder");
        }
        assert_eq!(next(&target).expect("repaired"), Repaired::Cleared);
        let left = if new_is_moved { vec!["moved"] } else { vec!["Out", "moved"] };
        assert_eq!(names(own.path()), left);
    }
    assert_eq!(fs::read(target.join("A.xlsx")).expect("a file"), b"new");
}

#[test]
fn a_run_that_is_done_removes_nothing_of_the_next_one() {
    let (_own, target) = place();
    let first = built(&target, "new");
    first.put().expect("room for it");
    first.remove_unfinished();
    let second = built(&target, "newer");
    first.remove_unfinished();
    second.check().expect("as it was written");
    let locked = format!("Another run of ksfgrid is writing to {}.", target.display());
    assert_failed(begin(&target), &locked);
}

#[test]
fn what_is_not_ours_but_has_our_hidden_name_is_in_the_way() {
    let (_own, target) = place();
    for what in ["new", "old"] {
        fs::write(beside(&target, what), "own").expect("a file");
        let needs = format!("is in the way: ksfgrid needs that name to write {}.", target.display());
        assert_failed(next(&target), &needs);
        fs::remove_file(beside(&target, what)).expect("it is still there");
    }
}
