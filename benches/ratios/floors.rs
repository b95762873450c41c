//! The floor of reading: calamine's own streaming read of the same files, each file's first sheet, in all threads.

use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};

use calamine::{Reader, Xlsx};
use rayon::prelude::*;
use walkdir::WalkDir;

/// The argument that makes this program the floor.
pub(crate) const READ: &str = "floor-read";

/// Reads every workbook in a folder and prints how many cells there are.
pub(crate) fn read(folder: &Path) {
    let files = WalkDir::new(folder).sort_by_file_name().into_iter().map(|entry| entry.expect("an entry"));
    let files: Vec<PathBuf> =
        files.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect();
    let cells: usize = files.par_iter().map(|file| cells(file)).sum();
    println!("{} files, {cells} cells", files.len());
}

fn cells(file: &Path) -> usize {
    let file = BufReader::new(File::open(file).expect("a file"));
    let mut book = Xlsx::new(file).expect("a workbook");
    let first = book.sheet_names().swap_remove(0);
    let mut reader = book.worksheet_cells_reader(&first).expect("a sheet");
    let mut cells = 0;
    while reader.next_cell().expect("a cell").is_some() {
        cells += 1;
    }
    cells
}
