//! Texts as Excel understands them.

/// A text with Excel's escapes resolved: "_x000D_" is a control character, "_x005F_" an underscore.
pub(super) fn meant(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("_x") {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let (means, long) = escape(rest).map_or(('_', 1), |c| (c, 7));
        out.push(means);
        rest = &rest[long..];
    }
    out.push_str(rest);
    out
}

fn escape(text: &str) -> Option<char> {
    let digits = text.get(2..6).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    let code = u32::from_str_radix(digits, 16).ok()?;
    if text.as_bytes().get(6) == Some(&b'_') { char::from_u32(code) } else { None }
}

/// The length that Excel counts.
pub(super) fn units(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}

/// What two names have in common that Excel takes for the same.
pub(super) fn folded(name: &str) -> String {
    name.to_uppercase().to_lowercase()
}
