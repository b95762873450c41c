//! Files changed by chance: as a broken stick or a bad line leaves them, and inside the parts of packages and the streams
//! of compound files, packed again with right checksums: behind a wrong one, no reader would see the change.

use std::io::{Cursor, Read, Write};
use std::path::PathBuf;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::label_variants::Chance;

/// Bytes that stand for numbers with which readers miscount.
const NUMBERS: [&[u8]; 8] = [
    &[0; 4],
    &[0xFF; 2],
    &[0xFF; 4],
    &[0xFF; 8],
    &[0xFF, 0x7F],
    &[0xFF, 0xFF, 0xFF, 0x7F],
    &[0, 0, 0, 0x80],
    &[1, 0, 0, 0],
];

/// The same for numbers written in digits.
const DIGITS: [&str; 10] =
    ["", "0", "-1", "1.5", "65536", "1048577", "16385", "4294967296", "99999999999999999999", "1e308"];

/// Where a file is changed: in a package or a compound file, mostly inside.
pub fn mutated(original: &[u8], chance: &mut Chance) -> Vec<u8> {
    let inside = chance.below(4) > 0;
    let changed = match original {
        [b'P', b'K', ..] if inside => package(original, chance),
        [0xD0, 0xCF, ..] if inside => compound(original, chance),
        _ => None,
    };
    changed.unwrap_or_else(|| bytes(original.to_vec(), chance))
}

/// One to four changes somewhere in these bytes.
fn bytes(mut bytes: Vec<u8>, chance: &mut Chance) -> Vec<u8> {
    for _ in 0..=chance.below(4) {
        if !bytes.is_empty() {
            change(&mut bytes, chance);
        }
    }
    bytes
}

fn change(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let at = chance.below(bytes.len());
    let end = bytes.len().min(at + 1 + chance.below(64));
    match chance.below(9) {
        0 | 1 => bytes[at] ^= 1 << chance.below(8),
        2 => bytes[at..end].fill_with(|| byte(chance)),
        3 => bytes[at..end].fill([0, 0xFF, b' '][chance.below(3)]),
        4 => bytes.truncate(at),
        5 => duplicate(bytes, at, chance),
        6 => relocate(bytes, at, chance),
        7 => number(bytes, at, chance),
        _ => digits(bytes, at, chance),
    }
}

fn byte(chance: &mut Chance) -> u8 {
    u8::try_from(chance.below(256)).expect("a byte")
}

/// The end of a piece that begins here: mostly a short one.
fn piece(bytes: &[u8], at: usize, chance: &mut Chance) -> usize {
    let length = if chance.below(3) == 0 { chance.below(bytes.len()) } else { chance.below(512) };
    bytes.len().min(at + 1 + length)
}

fn duplicate(bytes: &mut Vec<u8>, at: usize, chance: &mut Chance) {
    let copy = bytes[at..piece(bytes, at, chance)].to_vec();
    let to = chance.below(bytes.len() + 1);
    bytes.splice(to..to, copy);
}

/// Takes a piece out, and mostly puts it in elsewhere.
fn relocate(bytes: &mut Vec<u8>, at: usize, chance: &mut Chance) {
    let end = piece(bytes, at, chance);
    let taken: Vec<u8> = bytes.drain(at..end).collect();
    if chance.below(3) > 0 {
        let to = chance.below(bytes.len() + 1);
        bytes.splice(to..to, taken);
    }
}

fn number(bytes: &mut [u8], at: usize, chance: &mut Chance) {
    let number = NUMBERS[chance.below(NUMBERS.len())];
    for (byte, new) in bytes[at..].iter_mut().zip(number) {
        *byte = *new;
    }
}

/// Writes another number in place of the next one that is written in digits.
fn digits(bytes: &mut Vec<u8>, at: usize, chance: &mut Chance) {
    let Some(from) = bytes[at..].iter().position(u8::is_ascii_digit).map(|n| at + n) else { return };
    let length = bytes[from..].iter().take_while(|b| b.is_ascii_digit()).count();
    let digits = DIGITS[chance.below(DIGITS.len())];
    bytes.splice(from..from + length, digits.bytes());
}

/// A package with one part changed, left out, or put in another's place.
fn package(original: &[u8], chance: &mut Chance) -> Option<Vec<u8>> {
    let mut zip = ZipArchive::new(Cursor::new(original)).ok()?;
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for at in 0..zip.len() {
        let mut part = zip.by_index(at).ok()?;
        let mut content = Vec::new();
        part.read_to_end(&mut content).ok()?;
        parts.push((part.name().ok()?.to_string(), content));
    }
    let at = chance.below(parts.len());
    match chance.below(20) {
        0 => drop(parts.remove(at)),
        1 => {
            let other = parts[chance.below(parts.len())].1.clone();
            parts[at].1 = other;
        }
        _ => parts[at].1 = bytes(std::mem::take(&mut parts[at].1), chance),
    }
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts {
        zip.start_file(name, stored).ok()?;
        zip.write_all(&content).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}

/// A compound file with one stream changed.
fn compound(original: &[u8], chance: &mut Chance) -> Option<Vec<u8>> {
    let mut from = cfb::CompoundFile::open(Cursor::new(original)).ok()?;
    let streams: Vec<PathBuf> =
        from.walk().filter(cfb::Entry::is_stream).map(|entry| entry.path().to_path_buf()).collect();
    // Mostly the workbook: it is the longest one.
    let length = |path: &PathBuf| from.entry(path).map(|entry| entry.len()).unwrap_or_default();
    let longest =
        streams.iter().position(|path| streams.iter().all(|other| length(other) <= length(path)))?;
    let chosen = if chance.below(8) == 0 { chance.below(streams.len()) } else { longest };
    let mut to = cfb::CompoundFile::create_with_version(cfb::Version::V3, Cursor::new(Vec::new())).ok()?;
    for (at, path) in streams.iter().enumerate() {
        let mut content = Vec::new();
        from.open_stream(path).ok()?.read_to_end(&mut content).ok()?;
        let content = if at == chosen { bytes(content, chance) } else { content };
        to.create_storage_all(path.parent()?).ok()?;
        to.create_stream(path).ok()?.write_all(&content).ok()?;
    }
    to.flush().ok()?;
    Some(to.into_inner().into_inner())
}
