//! Changes made inside the parts of a package (.xlsx, .xlsb, .ods). A changed byte of compressed data is noticed by its
//! checksum and reaches no further; so the package is unpacked, one part is changed, and all is packed again.

use std::io::{Cursor, Read, Write};

use libfuzzer_sys::fuzzer_mutate;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

/// More than this is not unpacked of a part.
const PART_LIMIT: u64 = 256 * 1024;

/// How much longer a part may become by one change.
const GROWTH: usize = 256;

/// Changes one part of a package; now and then, and where there is no package, the bytes as they are. `data` holds an
/// input of `size` bytes and has room for `max_size`; the new size is returned.
pub fn mutate(data: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let changed = if seed % 8 == 0 { None } else { with_changed_part(&data[..size], seed / 8) };
    match changed {
        Some(bytes) if bytes.len() <= max_size => {
            data[..bytes.len()].copy_from_slice(&bytes);
            bytes.len()
        }
        _ => fuzzer_mutate(data, size, max_size),
    }
}

fn with_changed_part(package: &[u8], seed: u32) -> Option<Vec<u8>> {
    let mut parts = unpacked(package)?;
    let at = seed as usize % parts.len().max(1);
    let (_, content) = parts.get_mut(at)?;
    let length = content.len();
    content.resize(length + GROWTH, 0);
    let room = content.len();
    let length = fuzzer_mutate(content, length, room);
    content.truncate(length);
    packed(&parts)
}

fn unpacked(package: &[u8]) -> Option<Vec<(String, Vec<u8>)>> {
    let mut zip = ZipArchive::new(Cursor::new(package)).ok()?;
    let mut parts = Vec::new();
    for at in 0..zip.len() {
        let part = zip.by_index(at).ok()?;
        let name = part.name().ok()?.to_string();
        let mut content = Vec::new();
        part.take(PART_LIMIT).read_to_end(&mut content).ok()?;
        parts.push((name, content));
    }
    Some(parts)
}

fn packed(parts: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, content) in parts {
        zip.start_file(name.as_str(), stored).ok()?;
        zip.write_all(content).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}
