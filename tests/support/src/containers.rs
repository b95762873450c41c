//! Archives and messages with files in them, as programs write them.

use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Files with their names; in an archive, folders stand in the name.
type Files<'a> = &'a [(&'a str, Vec<u8>)];

/// A zip archive.
pub fn zipped(files: Files) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a file");
        zip.write_all(content).expect("memory");
    }
    zip.finish().expect("an archive").into_inner()
}

/// A message with attachments, in lines that end as given.
pub fn mailed(files: Files, line_end: &str) -> Vec<u8> {
    let part = |(name, content): &(&str, Vec<u8>)| {
        format!(
            "--part\nContent-Type: application/octet-stream; name=\"{name}\"\nContent-Transfer-Encoding: base64\n\
             Content-Disposition: attachment; filename=\"{name}\"\n\n{}\n",
            base64(content)
        )
    };
    let parts: String = files.iter().map(part).collect();
    let head = "From: head@school.example\nSubject: KSF return\nMIME-Version: 1.0\n\
        Content-Type: multipart/mixed; boundary=\"part\"\n\n--part\nContent-Type: text/plain\n\nPlease find attached.\n";
    format!("{head}{parts}--part--\n").replace('\n', line_end).into_bytes()
}

/// A message as Outlook saves it.
pub fn saved_by_outlook(files: Files) -> Vec<u8> {
    let memory = Cursor::new(Vec::new());
    let mut message =
        cfb::CompoundFile::create_with_version(cfb::Version::V3, memory).expect("a compound file");
    let count = u32::try_from(files.len()).expect("few files");
    let properties = [vec![0; 20], count.to_le_bytes().to_vec(), vec![0; 8]].concat();
    let mut stream = message.create_stream("/__properties_version1.0").expect("a stream");
    stream.write_all(&properties).expect("memory");
    drop(stream);
    for (number, (name, content)) in files.iter().enumerate() {
        let storage = format!("/__attach_version1.0_#{number:08X}");
        message.create_storage(&storage).expect("a storage");
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        for (property, content) in [("3707001F", &name), ("37010102", content)] {
            let path = format!("{storage}/__substg1.0_{property}");
            message.create_stream(path).expect("a stream").write_all(content).expect("memory");
        }
    }
    message.flush().expect("memory");
    message.into_inner().into_inner()
}

/// Bytes in letters, in lines of 76.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for (at, three) in bytes.chunks(3).enumerate() {
        let bits =
            three.iter().enumerate().fold(0u32, |bits, (i, byte)| bits | u32::from(*byte) << (16 - 8 * i));
        for letter in 0..4 {
            let index = (bits >> (18 - 6 * letter)) & 63;
            let is_filled = letter <= three.len();
            text.push(if is_filled { char::from(LETTERS[index as usize]) } else { '=' });
        }
        if at % 19 == 18 {
            text.push('\n');
        }
    }
    text
}
