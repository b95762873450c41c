//! Brackets in a heading or label: "(1-10)", "[incl. DCSF targets]", "School (name)".
//!
//! In: a text. Out: what stands outside of its brackets, and what inside. Every reader of labels and headings takes them
//! off here.

/// What stands outside of brackets, and what inside, on one line each; `None` for a text without brackets. One that is
/// never closed goes on to the end.
pub(crate) fn without_brackets(text: &str) -> Option<(String, String)> {
    if !text.contains(['(', '[', '（', '［']) {
        return None;
    }
    let mut depth = 0_u32;
    let (mut outside, mut inside) = (String::new(), String::new());
    for c in text.chars() {
        match c {
            '(' | '[' | '（' | '［' => {
                depth += 1;
                inside.push(' ');
            }
            ')' | ']' | '）' | '］' => {
                depth = depth.saturating_sub(1);
                outside.push(' ');
            }
            c if depth == 0 => outside.push(c),
            c => inside.push(c),
        }
    }
    Some((outside.trim().to_owned(), inside.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_brackets_is_set_apart() {
        for (text, outside, inside) in [
            ("Funding (1-10)", "Funding", "1-10"),
            ("School [please give its (full) name]", "School", "please give its  full name"),
            ("(2) School", "School", "2"),
            ("Funding (see guidance", "Funding", "see guidance"),
        ] {
            let found = without_brackets(text).unwrap();
            assert_eq!(found, (outside.to_owned(), inside.to_owned()), "{text}");
        }
        assert_eq!(without_brackets("Funding"), None);
    }
}
