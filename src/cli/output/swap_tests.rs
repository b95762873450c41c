//! A place for a folder, whenever a run is killed and whatever others do there meanwhile.

use std::io::Write;

use tempfile::TempDir;

use super::*;

/// A place for a folder in a folder of the test's own.
fn place() -> (TempDir, PathBuf) {
    let own = TempDir::new().expect("a folder");
    let target = own.path().join("Out");
    (own, target)
}

fn write(swap: &Swap, name: &str, content: &str) {
    let mut file = swap.create(name).expect("a file");
    file.write_all(content.as_bytes()).expect("room");
    swap.complete(name, file).expect("a whole file");
}

/// A run that has written everything and put nothing in its place.
fn built(target: &Path, content: &str) -> Swap {
    let swap = Swap::begin(target).expect("nobody else is at it");
    swap.repair().expect("nothing in the way");
    swap.make_new().expect("a folder");
    write(&swap, "A.xlsx", content);
    write(&swap, "A packs/B.xlsx", content);
    let list = swap.list();
    write(&swap, NAME, std::str::from_utf8(&list).expect("JSON"));
    swap
}

/// What a run does that ends well.
fn done(target: &Path, content: &str) {
    let swap = built(target, content);
    swap.check().expect("as it was written");
    swap.put().expect("room for it");
    swap.clear_old().expect("only what we wrote");
    swap.take_away();
}

/// What the next run puts right, and the names that are left beside the place; a killed run is one that only lets go.
fn next(target: &Path) -> Result<Repaired, SwapError> {
    let swap = Swap::begin(target)?;
    let repaired = swap.repair();
    swap.take_away();
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
fn assert_refused(result: Result<Repaired, SwapError>, what: &[Difference]) {
    match result {
        Err(SwapError::Strangers(_, strangers)) => assert_eq!(strangers, what),
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_a_killed_run_wrote_is_cleared_also_half_a_file() {
    let (own, target) = place();
    let swap = built(&target, "new");
    swap.create("A packs/half.xlsx").and_then(|mut file| file.write_all(b"ha")).expect("room");
    drop(swap);
    assert_eq!(next(&target).expect("cleared"), Repaired::Cleared);
    assert_eq!(names(own.path()), Vec::<String>::new());
}

#[test]
fn what_others_put_or_changed_in_an_unfinished_folder_stays_and_is_named() {
    let (own, target) = place();
    drop(built(&target, "new"));
    let new = beside(&target, "new");
    fs::write(new.join("A.xlsx"), "own").expect("a file");
    fs::create_dir_all(new.join("notes/2010")).expect("a folder");
    fs::write(new.join("letter.txt"), "own").expect("a file");
    let strangers = [
        Difference::Changed("A.xlsx".to_owned()),
        Difference::Stranger("letter.txt".to_owned()),
        Difference::Empty("notes/2010".to_owned()),
    ];
    // However often it is tried.
    assert_refused(next(&target), &strangers);
    assert_refused(next(&target), &strangers);
    assert!(new.join("A packs/B.xlsx").is_file());
    fs::remove_file(new.join("A.xlsx")).expect("a file");
    fs::remove_file(new.join("letter.txt")).expect("a file");
    fs::remove_dir_all(new.join("notes")).expect("a folder");
    assert_eq!(next(&target).expect("cleared"), Repaired::Cleared);
    assert_eq!(names(own.path()), Vec::<String>::new());
}

#[test]
fn a_new_folder_that_is_not_as_it_was_written_is_not_put_in_place() {
    for (name, what) in [("A packs/B.xlsx", true), (NAME, true), ("letter.txt", false)] {
        let (_own, target) = place();
        let swap = built(&target, "new");
        let path = beside(&target, "new").join(name);
        let expected = if what {
            fs::remove_file(path).expect("a file");
            Difference::Missing(name.to_owned())
        } else {
            fs::write(path, "own").expect("a file");
            Difference::Stranger(name.to_owned())
        };
        match swap.check() {
            Err(SwapError::NotAsWritten(differences)) => assert_eq!(differences, [expected]),
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn what_somebody_puts_there_at_the_last_moment_keeps_the_earlier_folder_in_its_place() {
    let (own, target) = place();
    done(&target, "earlier");
    let swap = built(&target, "new");
    fs::write(target.join("letter.txt"), "own").expect("a file");
    match swap.put() {
        Err(SwapError::Strangers(folder, strangers)) => {
            assert_eq!((folder, strangers), (target, vec![Difference::Stranger("letter.txt".to_owned())]));
        }
        other => panic!("{other:?}"),
    }
    swap.take_away();
    assert_eq!(names(own.path()), ["Out"]);
    assert_eq!(names(&own.path().join("Out")), [NAME, "A packs", "A.xlsx", "letter.txt"]);
}

#[test]
fn an_earlier_folder_that_stands_aside_comes_back() {
    let (own, target) = place();
    done(&target, "earlier");
    fs::rename(&target, beside(&target, "old")).expect("a folder");
    assert_eq!(next(&target).expect("repaired"), Repaired::PutBack(Vec::new()));
    assert_eq!(fs::read(target.join("A.xlsx")).expect("a file"), b"earlier");
    assert_eq!(names(own.path()), ["Out"]);
    // Never as if it were whole.
    fs::remove_file(target.join("A.xlsx")).expect("a file");
    fs::rename(&target, beside(&target, "old")).expect("a folder");
    let missing = vec![Difference::Missing("A.xlsx".to_owned())];
    assert_eq!(next(&target).expect("repaired"), Repaired::PutBack(missing));
}

#[test]
fn an_earlier_folder_that_was_being_removed_does_not_come_back() {
    let (own, target) = place();
    done(&target, "earlier");
    let swap = built(&target, "new");
    swap.put().expect("room for it");
    drop(swap);
    // Killed after the new one was put in its place …
    assert_eq!(names(own.path()), [".Out.ksfgrid-lock", ".Out.ksfgrid-old", "Out"]);
    fs::rename(beside(&target, "old"), beside(&target, "gone")).expect("a folder");
    fs::remove_file(beside(&target, "gone").join("A.xlsx")).expect("a file");
    // … and while the earlier one was removed; then somebody moved the new one.
    fs::rename(&target, own.path().join("moved")).expect("a folder");
    assert_eq!(next(&target).expect("repaired"), Repaired::Cleared);
    assert_eq!(names(own.path()), ["moved"]);
}

#[test]
fn a_run_that_is_done_takes_nothing_of_the_next_one_away() {
    let (_own, target) = place();
    let first = built(&target, "new");
    first.put().expect("room for it");
    first.take_away();
    let second = built(&target, "newer");
    first.take_away();
    second.check().expect("as it was written");
    assert!(matches!(Swap::begin(&target), Err(SwapError::Locked)));
}

#[test]
fn what_is_not_ours_but_has_our_hidden_name_is_in_the_way() {
    let (_own, target) = place();
    for what in ["new", "old", "gone"] {
        fs::write(beside(&target, what), "own").expect("a file");
        assert!(matches!(next(&target), Err(SwapError::InTheWay(_))));
        fs::remove_file(beside(&target, what)).expect("it is still there");
    }
}
