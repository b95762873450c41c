//! Reading in a process apart: the same results, and no file, no death of a worker and no nonsense from one stops the run.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};

use ksfgrid::consolidate::UserInput;
use ksfgrid::data_set::DataSet;
use ksfgrid::discover::discover;
use ksfgrid::framework::Framework;
use ksfgrid::observe::Silent;
use ksfgrid::pipeline;
use ksfgrid::read::{InProcess, Reader};
use ksfgrid::worker::Workers;
#[cfg(target_os = "linux")]
use support::stoppable;
use support::{Folder, Form, RATINGS, ods, ods_that_repeats, ods_without_end, program, xls, xls_of_size};

fn workers() -> Workers {
    Workers::new(&support::program_path())
}

fn collected(folder: &Path, reader: &dyn Reader) -> DataSet {
    let submitted = discover(&[folder.to_path_buf()]).expect("the folder is there");
    let given = UserInput::default();
    let run = pipeline::Run::new(reader, Framework::embedded(), &given, &Silent);
    run.collect(&submitted.files)
}

/// Rule and file of each finding about a file.
fn told(data: &DataSet) -> Vec<String> {
    let of_file = data.findings.iter().filter(|f| f.rule.code.starts_with('F'));
    of_file.map(|f| format!("{} {}", f.rule.code, f.location.file.as_deref().unwrap_or_default())).collect()
}

// ------------------------------------------------------------------------------------------ the same results

#[test]
fn what_workers_read_is_what_the_program_reads_itself() {
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let apart = collected(&fixtures, &workers());
    assert!(apart.schools.len() > 30);
    assert_eq!(format!("{apart:#?}"), format!("{:#?}", collected(&fixtures, &InProcess)));
}

#[test]
fn older_formats_are_read_like_new_ones() {
    let folder = Folder::new()
        .save("a.xls", &xls("Oakfield School", RATINGS))
        .save("b.ods", &ods("Hill Top School", RATINGS))
        .save("c.xlsx", &Form::of("Fellmoor School"));
    let mut book = folder.build();
    for school in ["Oakfield School", "Hill Top School", "Fellmoor School"] {
        assert_eq!(book.ratings_of(school), RATINGS.map(|r| r.to_string()));
    }
}

#[test]
fn no_worker_is_started_where_none_is_needed() {
    let nowhere = Workers::new(Path::new("/nowhere/ksfgrid"));
    let folder = Folder::new().save("a.xlsx", &Form::of("Oakfield")).save("b.pdf", &b"%PDF".to_vec());
    let data = collected(&folder.path("returns"), &nowhere);
    assert_eq!(data.schools.len(), 1);
    let folder = folder.save("c.xls", &xls("Hill Top", RATINGS));
    let data = collected(&folder.path("returns"), &nowhere);
    assert_eq!((told(&data), data.schools.len()), (vec!["F101 c.xls".to_owned()], 1));
}

#[test]
fn nobody_is_told_of_the_argument_that_makes_a_worker() {
    let folder = Folder::new();
    let lines = [
        &["--help"][..],
        &["--version"],
        &["build", "--help"],
        &["man"],
        &["completions", "bash"],
        &["completions", "fish"],
    ];
    for arguments in lines {
        let run = folder.run(arguments).expect(0);
        assert!(!run.stdout.contains("read-for") && !run.stdout.contains("worker"), "{run}");
    }
}

// --------------------------------------------------------------------------------------------- hostile files

/// Files that make the reading library run wild, each with its name.
fn hostile() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("endless.ods", ods_without_end()),
        ("repeats.ods", ods_that_repeats()),
        ("wide.xls", xls_of_size("Oakfield", RATINGS, 65_536, 256)),
    ]
}

#[test]
fn a_file_that_runs_wild_is_one_finding_and_the_others_are_read() {
    let folder =
        Folder::new().save("good.xls", &xls("Hill Top", RATINGS)).save("good.xlsx", &Form::of("Fellmoor"));
    let folder = hostile().iter().fold(folder, |folder, (name, bytes)| folder.save(name, bytes));
    let mut book = folder.build();
    let schools = book.schools();
    assert!(["Hill Top", "Fellmoor"].iter().all(|school| schools.iter().any(|s| s == school)), "{schools:?}");
    let stopped = ["F104", "F114", "F116"];
    for (name, _) in hostile() {
        let fate = book.fates().into_iter().find(|fate| fate.starts_with(name)).expect("a fate");
        let findings: Vec<String> =
            folder.check().into_iter().filter(|finding| finding.ends_with(name)).collect();
        let one = matches!(findings.as_slice(), [only] if stopped.iter().any(|rule| only.starts_with(rule)));
        // What can be read all the same may be.
        assert!(one == fate.ends_with("could not be read"), "{fate} {findings:?}");
    }
}

// ---------------------------------------------------------------------------------------- workers that go wrong

/// A program that does this instead of reading.
#[cfg(unix)]
fn instead(folder: &Folder, script: &str) -> Workers {
    let path = folder.path("instead");
    // Written by another process: what this one has open for writing, a process that another test starts has open too
    // for a moment, and then it cannot be run.
    let mut shell = Command::new("sh");
    shell.args(["-c", "printf '#!/bin/sh\\n%s\\n' \"$1\" > \"$2\" && chmod +x \"$2\"", "sh", script]);
    assert!(shell.arg(&path).status().expect("a shell").success());
    Workers::new(&path)
}

#[cfg(unix)]
#[test]
fn however_a_worker_goes_wrong_it_is_a_finding_about_the_file_that_it_held() {
    let cases = [
        ("echo Segmentation fault", "F104"),
        ("printf '\\001\\000\\000\\000\\177'; cat >/dev/null", "F104"),
        ("printf '\\377\\377\\377\\377'; cat >/dev/null", "F104"),
        ("exit 3", "F104"),
        ("kill -SEGV $$", "F104"),
        ("exec cat", "F104"),
        ("cat >/dev/null", "F116"),
        ("kill -STOP $$", "F116"),
        ("echo memory allocation of 12 bytes failed >&2; kill -ABRT $$", "F116"),
        ("exit 97", "F116"),
        ("kill -KILL $$", "F101"),
        ("kill -TERM $$", "F101"),
    ];
    for (script, rule) in cases {
        let folder = Folder::new()
            .save("a.xlsx", &Form::of("Oakfield"))
            .save("b.xls", &xls("Hill Top", RATINGS))
            .save("c.xls", &xls_of_size("Hill Top", RATINGS, 20, 2));
        let data = collected(&folder.path("returns"), &instead(&folder, script));
        let expected = ["b.xls", "c.xls"].map(|file| format!("{rule} {file}"));
        assert_eq!((told(&data), data.schools.len()), (expected.to_vec(), 1), "{script}");
    }
}

#[cfg(unix)]
#[test]
fn a_worker_that_is_stopped_once_is_followed_by_another() {
    let folder = Folder::with(&Form::of("Oakfield")).save("b.xls", &xls("Hill Top", RATINGS));
    let program = support::program_path();
    let program = program.display();
    let first = folder.path("first");
    let script = format!(
        "if [ -e '{0}' ]; then exec '{program}' \"$@\"; fi; : >'{0}'; kill -KILL $$",
        first.display()
    );
    let data = collected(&folder.path("returns"), &instead(&folder, &script));
    assert!(first.exists());
    assert_eq!((told(&data), data.schools.len()), (Vec::new(), 2));
}

/// A worker, started as the program starts it.
fn worker() -> Child {
    let mut command = program();
    command
        .env("MIMALLOC_ARENA_RESERVE", "0")
        .args(["--read-for-ksfgrid", "64"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    command.spawn().expect("the program starts")
}

#[test]
fn a_worker_ends_when_nobody_asks_any_more() {
    let output = worker().wait_with_output().expect("it ends");
    assert!(output.status.success() && output.stdout.is_empty());
}

#[test]
fn a_worker_ends_with_its_parent_whatever_it_is_at() {
    let mut busy = worker();
    let mut to = busy.stdin.take().expect("a pipe");
    for part in [b"endless.ods".to_vec(), ods_without_end()] {
        let length = u32::try_from(part.len()).expect("a small file");
        to.write_all(&length.to_le_bytes()).and_then(|()| to.write_all(&part)).expect("it listens");
    }
    drop(to);
    assert!(busy.wait_with_output().expect("it ends").status.success());
}

#[test]
fn a_worker_that_is_asked_nonsense_ends() {
    let mut worker = worker();
    worker.stdin.take().expect("a pipe").write_all(&[0xFF; 64]).expect("it listens");
    assert!(worker.wait_with_output().expect("it ends").stdout.is_empty());
}

// ------------------------------------------------------------------------------------- workers killed at random

/// So many returns that go to workers.
fn many(files: usize) -> Folder {
    (0..files).fold(Folder::new(), |folder, n| {
        folder.save(&format!("{n}.xls"), &xls(&format!("Number {n} School"), RATINGS))
    })
}

/// The processes that a process has started.
#[cfg(target_os = "linux")]
fn children_of(parent: u32) -> Vec<String> {
    let processes = fs::read_dir("/proc").expect("/proc").filter_map(Result::ok);
    let ids = processes.filter_map(|entry| entry.file_name().into_string().ok());
    ids.filter(|id| {
        // After the name in brackets: the state, and the parent.
        let stat = fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
        let rest = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
        rest.split_whitespace().nth(1) == Some(&parent.to_string())
    })
    .collect()
}

#[cfg(target_os = "linux")]
fn signal(which: &str, process: &str) -> bool {
    let sent = Command::new("kill").args([which, process]).stderr(Stdio::null()).status();
    sent.expect("kill is there").success()
}

#[cfg(target_os = "linux")]
#[test]
fn killing_workers_loses_nothing_but_the_files_that_they_held() {
    const FILES: usize = 300;
    let folder = many(FILES).save("good.xlsx", &Form::of("Fellmoor"));
    let mut command = program();
    command.args(["build", "returns", "-o", "out.xlsx"]).current_dir(folder.path(""));
    let mut run = command.stderr(Stdio::null()).spawn().expect("the program starts");
    let mut killed = 0;
    while run.try_wait().expect("a child").is_none() {
        if let Some(child) = children_of(run.id()).first() {
            killed += u32::from(signal("-KILL", child));
        }
    }
    assert_eq!(run.wait().expect("a child").code(), Some(0));
    let mut book = folder.written("out.xlsx");
    support::assert_accounted(&folder.path("returns"), &mut book);
    let fates = book.fates();
    let lost = fates.iter().filter(|fate| fate.ends_with("could not be read")).count();
    let told = book.of("Findings", ["Rule"]).into_iter().filter(|[rule]| rule == "F101").count();
    assert_eq!((fates.len(), told), (FILES + 1, lost));
    assert_eq!(book.schools().len(), FILES + 1 - lost);
    assert!(killed > 0 && lost < FILES, "{killed} workers killed, {lost} files lost");
}

/// Waits until something is so; whether it came to be before the process ended.
#[cfg(target_os = "linux")]
fn until(run: &mut Child, mut is_so: impl FnMut(u32) -> bool) -> bool {
    while run.try_wait().expect("a child").is_none() {
        if is_so(run.id()) {
            return true;
        }
    }
    false
}

#[cfg(target_os = "linux")]
fn is_gone(process: &str) -> bool {
    // A process that nobody has waited for yet has a state of its own.
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    stat.is_empty() || stat.contains(") Z ")
}

/// Stops a run while its workers are at work: what it said, and the workers. None where it had ended by then.
#[cfg(target_os = "linux")]
fn stopped(folder: &Folder, stop: &str) -> Option<(Output, Vec<String>)> {
    let mut command = stoppable();
    command.args(["build", "returns", "-o", "out.xlsx", "--force"]).current_dir(folder.path(""));
    let mut run = command.stderr(Stdio::piped()).spawn().expect("the program starts");
    let mut workers = Vec::new();
    let at_work = until(&mut run, |run| {
        workers = children_of(run);
        !workers.is_empty()
    });
    assert!(at_work);
    signal(stop, &run.id().to_string());
    let output = run.wait_with_output().expect("it ends");
    (output.status.code() != Some(0)).then_some((output, workers))
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_that_is_stopped_leaves_neither_workers_nor_files_behind() {
    for stop in ["-INT", "-TERM", "-KILL"] {
        let folder = many(1_000);
        // On a busy machine the signal may come too late.
        let (output, workers) = (0..10)
            .find_map(|_| {
                fs::write(folder.path("out.xlsx"), "earlier").expect("a file");
                stopped(&folder, stop)
            })
            .expect("one of ten runs is stopped in time");
        let words = String::from_utf8_lossy(&output.stderr).into_owned();
        if stop != "-KILL" {
            assert_eq!(output.status.code(), Some(130), "{stop} {words}");
            assert!(words.contains("Stopped; no workbook was written."), "{words}");
        }
        while !workers.iter().all(|worker| is_gone(worker)) {
            std::thread::yield_now();
        }
        assert_eq!(fs::read_to_string(folder.path("out.xlsx")).expect("it is there"), "earlier");
        assert_eq!(fs::read_dir(folder.path("")).expect("a folder").count(), 2, "{stop}");
    }
}
