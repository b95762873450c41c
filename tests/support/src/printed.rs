//! Workbooks on paper, as LibreOffice prints them: how large the texts of each page are, told by the PDF itself.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use flate2::read::ZlibDecoder;

use super::libreoffice::{Office, Results};

/// A page.
#[derive(Debug, Clone)]
pub struct PrintedPage {
    /// Its number, from 1.
    pub number: usize,
    /// The sizes of its texts, in points, each once, the smallest first.
    pub sizes: Vec<f64>,
}

/// The pages of workbooks, all printed in one run; none where LibreOffice is not installed. Its files go to `folder`.
pub fn printed(workbooks: &[PathBuf], folder: &Path) -> Option<Vec<Vec<PrintedPage>>> {
    let files = Office::new(folder, Results::AsStored).saved(workbooks, "pdf")?;
    Some(files.iter().map(|file| pages(&fs::read(file).expect("a PDF"))).collect())
}

/// The pages of a PDF that have texts: LibreOffice writes what a page shows as one compressed stream, page by page.
fn pages(pdf: &[u8]) -> Vec<PrintedPage> {
    let mut pages = Vec::new();
    let mut rest = pdf;
    while let Some(at) = find(rest, b"stream") {
        let is_end = rest[..at].ends_with(b"end");
        rest = &rest[at + b"stream".len()..];
        if is_end {
            continue;
        }
        let from = rest.iter().position(|byte| !b"\r\n".contains(byte)).unwrap_or_default();
        let mut shown = Vec::new();
        // What is no compressed stream, a font for example, shows nothing; what stands behind one is no part of it.
        let _ = ZlibDecoder::new(&rest[from..]).read_to_end(&mut shown);
        let sizes = sizes(&String::from_utf8_lossy(&shown));
        if !sizes.is_empty() {
            pages.push(PrintedPage { number: pages.len() + 1, sizes });
        }
    }
    pages
}

/// The sizes that fonts are set to, in "/F1 12 Tf".
fn sizes(shown: &str) -> Vec<f64> {
    let words: Vec<&str> = shown.split([' ', '\n', '\r', '[', ']']).collect();
    let set = words.windows(3).filter(|w| w[0].starts_with("/F") && w[2].starts_with("Tf"));
    let mut sizes: Vec<f64> = set.filter_map(|words| words[1].parse().ok()).collect();
    sizes.sort_by(f64::total_cmp);
    sizes.dedup();
    sizes
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}
