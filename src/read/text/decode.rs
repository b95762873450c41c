//! Text files: bytes → characters. Nothing in a text file says its encoding; it is found by looking.

use std::borrow::Cow;

use encoding_rs::{Encoding, MACINTOSH, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::likely_letters::likelihood;

/// Bytes at the beginning of a text that are looked at to tell what it is.
pub(super) const HEAD: usize = 64 * 1024;

/// The characters of a text file, with lines ending in `\n`: UTF-8 or UTF-16 by their marks or by how they look, and
/// otherwise Windows-1252, as Excel saves a CSV, or Mac Roman, as Excel for Mac does. `None` if the bytes are no text.
pub(in crate::read) fn decode(bytes: &[u8]) -> Option<String> {
    let (text, _) = encoding(bytes).decode_with_bom_removal(bytes);
    let text = text.trim_end_matches(['\0', '\u{1A}']);
    let is_binary = |c: char| {
        c.is_control()
            && !matches!(c, '\t' | '\n' | '\r' | '\u{0B}' | '\u{0C}')
            && !('\u{80}'..='\u{9F}').contains(&c)
    };
    if text.chars().any(is_binary) {
        return None;
    }
    Some(unified(text).into_owned())
}

/// The characters at the beginning of a text file, which may break off anywhere.
pub(in crate::read) fn decode_head(bytes: &[u8]) -> Option<String> {
    let mut end = bytes.len().min(HEAD) & !1;
    // Do not cut a character of several bytes.
    let is_cut = |end: usize| [WINDOWS_1252, MACINTOSH].contains(&encoding(&bytes[..end]));
    while end < bytes.len() && end > 0 && bytes[end] & 0xC0 == 0x80 && is_cut(end) {
        end -= 1;
    }
    decode(&bytes[..if bytes.len() <= HEAD { bytes.len() } else { end }])
}

fn encoding(bytes: &[u8]) -> &'static Encoding {
    if let Some((marked, _)) = Encoding::for_bom(bytes) {
        return marked;
    }
    // In UTF-16 every other byte of an English text is zero; no other text has zeros.
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).take(2_000).filter(|b| **b == 0).count();
    let (first, second) = (zeros(0), zeros(1));
    if first + second > 0 && bytes.len() >= 4 {
        if second > 4 * first {
            return UTF_16LE;
        }
        if first > 4 * second {
            return UTF_16BE;
        }
    }
    if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { of_one_byte(bytes) }
}

/// The encoding in which letters that are one byte each are the likelier ones. Where both are as likely, the line ends decide:
/// only Macintoshes end lines with a carriage return alone.
fn of_one_byte(bytes: &[u8]) -> &'static Encoding {
    let [windows, mac] = [WINDOWS_1252, MACINTOSH].map(|encoding| likelihood(bytes, encoding));
    let ends_lines_as_mac = bytes.contains(&b'\r') && !bytes.contains(&b'\n');
    if mac > windows || mac == windows && ends_lines_as_mac { MACINTOSH } else { WINDOWS_1252 }
}

/// The text with all line breaks as `\n`, also those of Windows and of old Macintoshes.
fn unified(text: &str) -> Cow<'_, str> {
    if !text.contains('\r') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_excel_for_mac_saved_is_told_by_its_letters() {
        for (mac, text) in [
            (
                &b"Notre Dame de la Piti\x8E,7\rSt Ninian\xD5s,8"[..],
                "Notre Dame de la Pitié,7\nSt Ninian’s,8",
            ),
            (b"St Ninian\xD5s,8\r\n", "St Ninian’s,8\n"),
            (b"a \xD0 b,\xD2Good\xD3\r", "a – b,“Good”\n"),
            (b"Caf\x8F,\xA35\r\n", "Cafè,£5\n"),
            (b"Lleucu a Si\x99n\rM\x9Fller", "Lleucu a Siôn\nMüller"),
        ] {
            assert_eq!(decode(mac).as_deref(), Some(text));
        }
        for (windows, text) in [
            (&b"St Mary\x92s,7\rHill"[..], "St Mary’s,7\nHill"),
            (b"\xC9cole Saint-Andr\xE9,7\r\n", "École Saint-André,7\n"),
            (b"a \x96 b,\x93Good\x94\n\xA35", "a – b,“Good”\n£5"),
            (b"CAF\xC9 \x80 5\n", "CAFÉ € 5\n"),
            (b"\xA35,Hill\xA0Top\n", "£5,Hill\u{a0}Top\n"),
        ] {
            assert_eq!(decode(windows).as_deref(), Some(text));
        }
    }

    #[test]
    fn letters_are_read_as_they_were_saved() {
        let text = "Café – St Mary’s\n£";
        let utf16 = |big: bool, mark: bool| -> Vec<u8> {
            let units = mark.then_some('\u{FEFF}').into_iter().chain(text.chars()).collect::<String>();
            units.encode_utf16().flat_map(|u| if big { u.to_be_bytes() } else { u.to_le_bytes() }).collect()
        };
        let windows = b"Caf\xE9 \x96 St Mary\x92s\r\n\xA3".to_vec();
        let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        for bytes in
            [text.into(), marked, windows, utf16(true, true), utf16(false, true), utf16(false, false)]
        {
            assert_eq!(decode(&bytes).as_deref(), Some(text), "{bytes:?}");
        }
        assert_eq!(decode(b"\x01\x02PNG"), None);
        let long = "é".repeat(HEAD);
        assert_eq!(decode_head(long.as_bytes()).unwrap().chars().count(), HEAD / 2);
    }
}
