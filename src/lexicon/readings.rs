//! The ways in which one text can be read as a heading or label that is known: as it stands, without the number in
//! front, without what stands in brackets.

use std::borrow::Cow;

use super::brackets::without_brackets;
use super::numbering::unprefixed;

/// A text as it stands, without numbers and groups in front, without brackets, and without both; each once, and only where
/// something is left. `readings(text).find_map(…)` is how any list of headings is looked up.
pub(crate) fn readings(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let whole = text.trim();
    let bare = unprefixed(whole);
    let numbered = (bare.len() < whole.len()).then_some(Cow::Borrowed(bare));
    // Without both: a number may itself stand in brackets ("(2) School").
    let brackets = without_brackets(whole).map(|(outside, _)| outside).filter(|outside| !outside.is_empty());
    let both: Option<Cow<'_, str>> =
        brackets.as_deref().map(|outside| Cow::Owned(unprefixed(outside).to_owned()));
    let both = both.filter(|both| brackets.as_deref() != Some(both.as_ref()));
    std::iter::once(Cow::Borrowed(whole)).chain(numbered).chain(brackets.map(Cow::Owned)).chain(both)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_read_with_and_without_number_and_brackets() {
        let all = |text| readings(text).map(Cow::into_owned).collect::<Vec<_>>();
        assert_eq!(all("School"), ["School"]);
        assert_eq!(all("2. School"), ["2. School", "School"]);
        assert_eq!(all("(2) School"), ["(2) School", "School", "School"]);
        assert_eq!(all("2. School (name)"), ["2. School (name)", "School (name)", "2. School", "School"]);
        assert_eq!(all("(7)"), ["(7)"]);
    }
}
