//! The whole program against its floors and against Python, as a table of ratios for the README:
//!
//! ```sh
//! pip install -r benches/peers/requirements.txt
//! cargo bench --bench ratios                          # 200 and 2,000 schools, some minutes
//! cargo bench --bench ratios -- 200 2000 25000        # the nation, too: half an hour
//! ```
//!
//! All programs run on the same returns on the same machine in turn, round by round, so that what slows one slows all;
//! only ratios within a round are compared. The returns are made once, below the folder of build results. At each size the
//! table of ratings that the program writes is compared with what the returns were made of.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "the table is what it is for")]

#[path = "../returns/mod.rs"]
mod returns;

mod commands;
mod floors;
mod measure;
mod report;
mod truth;

use std::path::PathBuf;
use std::{env, fs};

use commands::Commands;
use report::Report;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).filter(|a| a != "--bench").collect();
    if let [what, folder] = arguments.as_slice()
        && what == floors::READ
    {
        return floors::read(folder.as_ref());
    }
    let sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![200, 2_000] } else { sizes };
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("ratios");
    fs::create_dir_all(&folder).expect("a folder for returns");
    let mut report = Report::default();
    for &schools in &sizes {
        let returns = folder.join(schools.to_string());
        truth::make_returns(&returns, schools);
        let commands = Commands::new(&returns, &folder.join("out"));
        report.add(schools, commands.rounds(schools));
        truth::compare(&commands.table_of_ratings(), schools);
    }
    report.print();
}
