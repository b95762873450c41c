//! Texts whose letters were taken apart on their way: "Oswinâ€™s" for "Oswin’s".

use encoding_rs::{MACINTOSH, WINDOWS_1252};

/// The text that was meant, if the letters of this one are certainly bytes of others: written in the letters of Windows or
/// of a Mac, it reads as UTF-8 throughout. No word of English does by chance.
#[must_use]
pub fn repaired(text: &str) -> Option<String> {
    if text.is_ascii() {
        return None;
    }
    [WINDOWS_1252, MACINTOSH].into_iter().find_map(|encoding| {
        let (bytes, _, lost) = encoding.encode(text);
        let meant = String::from_utf8(bytes.into_owned()).ok().filter(|_| !lost)?;
        // Letters of western and Welsh names, dashes and quotes; two signs that stand beside each other by chance ("l’É") give
        // others.
        let is_text = |c: char| c.is_ascii() || matches!(c, '\u{C0}'..='\u{17F}' | '\u{2010}'..='\u{2026}');
        meant.chars().all(is_text).then_some(meant)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_certainly_taken_apart_is_put_together() {
        for (text, meant) in [
            ("St Oswinâ€™s Primary", "St Oswin’s Primary"),
            ("CafÃ© Road", "Café Road"),
            ("Hill Top â€“ North", "Hill Top – North"),
            ("St Oswin‚Äôs", "St Oswin’s"),
        ] {
            assert_eq!(repaired(text).as_deref(), Some(meant));
        }
        for text in [
            "St Oswin’s",
            "Café Road",
            "Ysgol Tŷ Gwyn",
            "Oswin's",
            "Â",
            "naïve – £5",
            "Ã©–’",
            "Zoë’s",
            "Fort-de-l’Étoile",
        ] {
            assert_eq!(repaired(text), None, "{text}");
        }
    }
}
