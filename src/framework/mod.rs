//! The framework: success factors, scale, bands and workshop questions, as data.
//!
//! In: the text of a framework file (TOML); one is embedded in the program. Out: a checked [`Framework`]: `syntax` reads
//! the text into what `written` declares, `check` looks whether it fits together. Nothing here looks at a workbook.
//! Everything that follows from the framework (reading labels, the scale, shading, texts) takes it from here, so that
//! another framework needs another file and no other code.

mod check;
mod definition;
mod error;
mod syntax;
mod title;
mod written;

use std::sync::OnceLock;

use encoding_rs::{Encoding, UTF_8};

pub use definition::{BandDefinition, Bands, Framework, KeySuccessFactor};
pub use error::FrameworkError;

pub(crate) use title::Title;

/// The framework file that is embedded in the program: the ten KSFs of extended services.
pub const EMBEDDED: &str = include_str!("extended-services.toml");

impl Framework {
    /// Reads a framework file: text in UTF-8, with or without a byte-order mark, or in UTF-16 with one, as Windows
    /// PowerShell writes what a program prints.
    ///
    /// # Errors
    /// [`FrameworkError::NotText`] if the bytes are not such text; otherwise as [`Self::from_toml`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, FrameworkError> {
        let (encoding, mark) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
        match encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]) {
            Some(text) => Self::from_toml(&text),
            None => Err(FrameworkError::not_text(bytes)),
        }
    }

    /// Reads the text of a framework file.
    ///
    /// ```
    /// use ksfgrid::framework::{EMBEDDED, Framework};
    ///
    /// let text = EMBEDDED.replace("lowest = 1\n", "lowest = 2\n");
    /// let error = Framework::from_toml(&text).unwrap_err();
    /// assert!(error.to_string().contains("low begins at 1, but the scale begins at 2"));
    /// ```
    ///
    /// # Errors
    /// [`FrameworkError::At`] with the line and what is wrong there, if the text is not TOML of the expected form or its
    /// parts contradict each other; of several faults of one kind, the first in the file.
    pub fn from_toml(text: &str) -> Result<Self, FrameworkError> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let read = syntax::read(text).and_then(|written| {
            check::check(text, &written)?;
            Ok(written.into_framework())
        });
        read.map_err(|fault| fault.in_text(text))
    }

    /// The embedded framework: the ten KSFs of extended services, rated 1 to 10.
    ///
    /// # Panics
    /// Never: the embedded file is part of the program and a test reads it.
    #[must_use]
    pub fn embedded() -> &'static Self {
        static FRAMEWORK: OnceLock<Framework> = OnceLock::new();
        FRAMEWORK.get_or_init(|| Self::from_toml(EMBEDDED).expect("the embedded framework is tested"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Band, Rating};

    #[test]
    fn the_embedded_framework_has_ten_ksfs_and_bands_that_meet() {
        let f = Framework::embedded();
        assert_eq!(f.ksfs.len(), 10);
        let bands: Vec<Band> = (1..=10).map(|r| f.band(Rating::new(r, f.scale).unwrap())).collect();
        assert_eq!(bands[..3], [Band::Low; 3]);
        assert_eq!(bands[3..7], [Band::Medium; 4]);
        assert_eq!(bands[7..], [Band::High; 3]);
    }

    #[test]
    fn a_byte_order_mark_and_windows_line_ends_change_nothing() {
        let text = format!("\u{FEFF}{}", EMBEDDED.replace('\n', "\r\n"));
        assert_eq!(Framework::from_bytes(text.as_bytes()).unwrap(), *Framework::embedded());
        let broken = text.replacen("to = 3", "to = 2", 1);
        let Err(FrameworkError::At { line, text, .. }) = Framework::from_toml(&broken) else { panic!() };
        let expected = EMBEDDED.lines().position(|l| l == "from = 4").unwrap() + 1;
        assert_eq!((line, text.as_str()), (expected, "from = 4"));
    }

    #[test]
    fn what_is_no_utf_8_text_is_said_to_be_none() {
        let windows = EMBEDDED.replacen("Extended", "\u{1}", 1).into_bytes();
        let windows: Vec<u8> = windows.into_iter().map(|b| if b == 1 { 0xE9 } else { b }).collect();
        let line = EMBEDDED.lines().position(|l| l.contains("Extended services: s")).unwrap() + 1;
        assert_eq!(Framework::from_bytes(&windows), Err(FrameworkError::NotText { line }));
        let odd = [0xFF, 0xFE, 0x00, 0xD8];
        assert_eq!(Framework::from_bytes(&odd), Err(FrameworkError::NotText { line: 1 }));
    }

    #[test]
    fn text_in_utf_16_is_read_where_it_says_so() {
        for bytes in [u16::to_le_bytes, u16::to_be_bytes] {
            let units = std::iter::once(0xFEFF).chain(EMBEDDED.encode_utf16());
            let file: Vec<u8> = units.flat_map(bytes).collect();
            assert_eq!(Framework::from_bytes(&file).unwrap(), *Framework::embedded());
        }
    }
}
