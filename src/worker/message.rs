//! The messages between program and worker: a file to be read, as its name and its bytes, and its contents. The length of
//! each part comes first.
//!
//! In and out: a stream. Neither side trusts the other's lengths.

use std::io::{self, ErrorKind, Read, Write};

use crate::read::{Contents, Unreadable};

/// Maximum number of bytes of an answer; a million cells of numbers take less.
const LONGEST_ANSWER: usize = 16 * 1024 * 1024;

/// Maximum number of bytes of a file; the search for files refuses smaller ones.
const LONGEST_FILE: usize = 256 * 1024 * 1024;

/// A file to be read.
#[derive(Debug)]
pub(super) struct Request {
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

/// Asks for a file to be read.
pub(super) fn ask(to: &mut impl Write, name: &str, bytes: &[u8]) -> io::Result<()> {
    send(to, name.as_bytes())?;
    send(to, bytes)?;
    to.flush()
}

/// The next file to be read; `None` if the stream ends.
pub(super) fn asked(from: &mut impl Read) -> io::Result<Option<Request>> {
    let Some(name) = receive(from, LONGEST_FILE)? else { return Ok(None) };
    let Some(bytes) = receive(from, LONGEST_FILE)? else { return Ok(None) };
    let name = String::from_utf8(name).map_err(|_| nonsense())?;
    Ok(Some(Request { name, bytes }))
}

/// Answers with the contents of a file. Contents that are larger than those of any workbook of returns are not sent.
pub(super) fn answer(to: &mut impl Write, contents: &Contents) -> io::Result<()> {
    let encode = |contents: &Contents| postcard::to_stdvec(contents).map_err(|_| nonsense());
    let mut bytes = encode(contents)?;
    if bytes.len() > LONGEST_ANSWER {
        bytes = encode(&Contents::Unreadable(Unreadable::TooMuchMemory))?;
    }
    send(to, &bytes)?;
    to.flush()
}

/// The answer as it was sent; `None` if the stream ends.
pub(super) fn answered(from: &mut impl Read) -> io::Result<Option<Vec<u8>>> {
    receive(from, LONGEST_ANSWER)
}

/// The contents that an answer states; `None` if it makes no sense.
pub(super) fn understood(answer: &[u8]) -> Option<Contents> {
    match postcard::take_from_bytes(answer) {
        Ok((contents, [])) => Some(contents),
        _ => None,
    }
}

fn send(to: &mut impl Write, part: &[u8]) -> io::Result<()> {
    let length = u32::try_from(part.len()).map_err(|_| nonsense())?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(part)
}

fn receive(from: &mut impl Read, longest: usize) -> io::Result<Option<Vec<u8>>> {
    let mut length = [0; 4];
    match from.read_exact(&mut length) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    let length = usize::try_from(u32::from_le_bytes(length)).map_err(|_| nonsense())?;
    if length > longest {
        return Err(nonsense());
    }
    let mut part = Vec::with_capacity(length);
    from.take(length as u64).read_to_end(&mut part)?;
    Ok((part.len() == length).then_some(part))
}

fn nonsense() -> io::Error {
    io::Error::from(ErrorKind::InvalidData)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{CalendarDate, CellRef, CellValue};
    use crate::read::{Merged, RawSheet, RawWorkbook};

    fn sent(contents: &Contents) -> Vec<u8> {
        let mut bytes = Vec::new();
        answer(&mut bytes, contents).unwrap();
        bytes
    }

    fn received(mut bytes: &[u8]) -> Option<Contents> {
        understood(&answered(&mut bytes).ok()??)
    }

    fn every_kind() -> Contents {
        let values = [
            CellValue::Number(-0.5),
            CellValue::Percentage(0.7),
            CellValue::Text("Café".to_owned()),
            CellValue::Logical(true),
            CellValue::Date(CalendarDate::new(2010, 3, 12)),
            CellValue::Date(None),
            CellValue::Error("#REF!".to_owned()),
            CellValue::NoResult,
        ];
        let cells = (0..).zip(values).map(|(n, value)| (CellRef::new(n / 3, 16_000 + n), value)).collect();
        Contents::Workbook(RawWorkbook {
            sheets: vec![
                RawSheet::new("One", true, cells)
                    .with_hidden(vec![(2, 3)], vec![(0, 0), (7, 9)])
                    .with_merged(vec![Merged { rows: (0, 1), columns: (3, 3) }]),
                RawSheet::new("Two", false, Vec::new()),
            ],
            not_read: vec![("Three".into(), "its end is missing".to_owned())],
            own: true,
            doubtful: true,
        })
    }

    #[test]
    fn what_is_sent_arrives() {
        let unreadable = Contents::Unreadable(Unreadable::FormatNotRead("an old one".into()));
        for contents in [every_kind(), Contents::Ignored("a picture".into()), unreadable] {
            let arrived = received(&sent(&contents));
            assert_eq!(arrived.map(|c| format!("{c:?}")), Some(format!("{contents:?}")));
        }
        let mut bytes = Vec::new();
        ask(&mut bytes, "a/b.xls", &[1, 2, 3]).unwrap();
        let request = asked(&mut bytes.as_slice()).unwrap().unwrap();
        assert_eq!((request.name.as_str(), request.bytes), ("a/b.xls", vec![1, 2, 3]));
        assert!(asked(&mut [].as_slice()).unwrap().is_none());
    }

    #[test]
    fn a_short_or_senseless_answer_is_none_at_all() {
        let whole = sent(&every_kind());
        for length in 0..whole.len() {
            assert!(received(&whole[..length]).is_none(), "{length}");
        }
        let mut longer = whole.clone();
        longer.push(0);
        let length = u32::try_from(longer.len() - 4).unwrap();
        longer[..4].copy_from_slice(&length.to_le_bytes());
        assert!(received(&longer).is_none());
        for text in ["", "Segmentation fault", "\u{0}\u{0}\u{0}\u{0}", "\u{1}\u{0}\u{0}\u{0}\u{7f}"] {
            assert!(received(text.as_bytes()).is_none(), "{text}");
        }
    }

    #[test]
    fn an_answer_longer_than_any_is_not_sent() {
        let cells = (0..900_000).map(|n| (CellRef::new(n, 0), CellValue::Text("x".repeat(20)))).collect();
        let sheets = vec![RawSheet::new("One", true, cells)];
        let contents =
            Contents::Workbook(RawWorkbook { sheets, not_read: Vec::new(), own: false, doubtful: false });
        let arrived = received(&sent(&contents));
        assert!(matches!(arrived, Some(Contents::Unreadable(Unreadable::TooMuchMemory))));
    }
}
