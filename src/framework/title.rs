//! The framework's title where it stands before or after a school's or cluster's name, and names neither.

use super::definition::Framework;
use crate::model::name_key;

/// The words of a framework's title.
#[derive(Debug)]
pub(crate) struct Title(Vec<String>);

impl Title {
    pub(crate) fn of(framework: &Framework) -> Self {
        Self(tokens(&framework.title).filter(|word| !word.is_empty()).collect())
    }

    /// A text without the whole title: "Riverside – Family hubs self-review" → "Riverside –". A title of one word
    /// stays, because it may be the name of a town.
    pub(crate) fn left_out_of(&self, text: &str) -> String {
        let length = self.0.len().max(2);
        if text.split_whitespace().nth(length - 1).is_none() {
            return text.to_owned();
        }
        let folded: Vec<String> = tokens(text).collect();
        let at = folded.windows(length).position(|words| words == self.0);
        let Some(at) = at else { return text.to_owned() };
        let words: Vec<&str> = text.split_whitespace().collect();
        [&words[..at], &words[at + self.0.len()..]].concat().join(" ")
    }
}

/// Each word between blanks, folded.
fn tokens(text: &str) -> impl Iterator<Item = String> {
    text.split_whitespace().map(name_key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_title_names_nothing_and_a_part_of_it_may() {
        let title = "Northshire: hub self-review".to_owned();
        let title = Title::of(&Framework { title, ..Framework::embedded().clone() });
        assert_eq!(title.left_out_of("Oakfield NORTHSHIRE hub self-review 2024"), "Oakfield 2024");
        assert_eq!(title.left_out_of("Northshire"), "Northshire");
    }
}
