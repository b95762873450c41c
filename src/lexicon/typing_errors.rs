//! Typing errors between two words or wordings: letters dropped, added, wrong, or swapped with their neighbour.
//!
//! In: two texts in lower case. Out: the number of errors between them, up to a limit. The only distance there is, for
//! labels, names of schools and keys of a file alike. Not `strsim`'s, because slips of a finger cost less than other
//! errors, and "s" and "z" are one letter.

/// Length in bytes of the longest text that is compared.
const LONGEST: usize = 96;

/// Number of typing errors between two texts; `None` if there are more than `most`.
#[must_use]
pub fn errors(a: &str, b: &str, most: usize) -> Option<usize> {
    distance(a, b, most, |_, _| 1, |_, _| 1)
}

/// The same for slips of a finger: a wrong letter is next to the right one on the keyboard, one too many is next to
/// its neighbours or the same; anything else but letters that changed places counts twice. So "wprkinng" is
/// "working", and "morning" is not.
fn finger_errors(a: &str, b: &str, most: usize) -> Option<usize> {
    if has_same_letters(a, b) {
        return errors(a, b, most);
    }
    let near = |x: u8, y: u8| x == y || are_neighbours(x, y);
    let wrong = |x: u8, y: u8| if are_neighbours(x, y) { 1 } else { 2 };
    let extra = |text: &[u8], at: usize| {
        let before = at > 0 && near(text[at], text[at - 1]);
        if before || text.get(at + 1).is_some_and(|next| near(text[at], *next)) { 1 } else { 2 }
    };
    distance(a, b, most, wrong, extra)
}

/// The smallest cost of turning a text into another, up to `most`: `wrong` for a letter in another's place, `extra`
/// for one too many, 1 for one missing or two swapped.
fn distance(
    a: &str,
    b: &str,
    most: usize,
    wrong: impl Fn(u8, u8) -> u8,
    extra: impl Fn(&[u8], usize) -> u8,
) -> Option<usize> {
    if a == b {
        return Some(0);
    }
    let (a, b) = (a.as_bytes(), b.as_bytes());
    if most == 0 || a.len().max(b.len()) > LONGEST || are_far_apart(a, b, most) {
        return None;
    }
    let mut rows = [[0_u8; LONGEST + 1]; 3];
    for j in 0..b.len() {
        rows[2][j + 1] = rows[2][j].saturating_add(extra(b, j));
    }
    for (i, x) in a.iter().enumerate() {
        let (this, last, before) = (i % 3, (i + 2) % 3, (i + 1) % 3);
        rows[this][0] = rows[last][0] + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = rows[last][j] + if alike(*x, *y) { 0 } else { wrong(*x, *y) };
            let mut errors = replaced.min(rows[last][j + 1] + 1).min(rows[this][j] + extra(b, j));
            if i > 0 && j > 0 && *x == b[j - 1] && a[i - 1] == *y {
                errors = errors.min(rows[before][j - 1] + 1);
            }
            rows[this][j + 1] = errors;
        }
    }
    let errors = usize::from(rows[(a.len() + 2) % 3][b.len()]);
    (errors <= most).then_some(errors)
}

/// Whether more than `most` typing errors lie between two texts, at first sight: by their lengths, and by the letters
/// that they are made of, of which one typing error changes at most two.
fn are_far_apart(a: &[u8], b: &[u8], most: usize) -> bool {
    a.len().abs_diff(b.len()) > most
        || (letters(a) ^ letters(b)).count_ones() as usize > most.saturating_mul(2)
}

/// The letters that a text is made of, as bits.
fn letters(text: &[u8]) -> u32 {
    text.iter().fold(0, |bits, c| bits | 1 << (if *c == b'z' { b's' } else { *c } & 31))
}

/// "s" and "z" are one: "publicised", "publicized".
fn alike(x: u8, y: u8) -> bool {
    x == y || matches!((x, y), (b's', b'z') | (b'z', b's'))
}

/// Whether two keys are next to each other on the keyboard.
fn are_neighbours(x: u8, y: u8) -> bool {
    // Each row is set off to the right of the one above it by about half a key.
    const ROWS: [&[u8]; 3] = [b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];
    let at =
        |key: u8| (0..3).find_map(|row| Some((row, 2 * ROWS[row].iter().position(|k| *k == key)? + row)));
    let (Some((r, p)), Some((s, q))) = (at(x), at(y)) else { return false };
    r.abs_diff(s) <= 1 && p.abs_diff(q) <= 2
}

/// Number of typing errors between two words, if they may be the same word: none in short words, up to one from four
/// letters, up to two from eight; from six also two slips of a finger.
pub(crate) fn slips(a: &str, b: &str) -> Option<usize> {
    let allowed = match a.len() {
        0..=3 => 0,
        4..=7 => 1,
        _ => 2,
    };
    if a.len().abs_diff(b.len()) > 2 || !begin_alike(a.as_bytes(), b.as_bytes()) {
        return (a == b).then_some(0);
    }
    errors(a, b, allowed).or_else(|| if matches!(a.len(), 6..=7) { finger_errors(a, b, 2) } else { None })
}

/// Whether a text is another with two neighbouring letters swapped.
pub(crate) fn is_swapped(a: &str, b: &str) -> bool {
    has_same_letters(a, b) && errors(a, b, 1).is_some()
}

fn has_same_letters(a: &str, b: &str) -> bool {
    let count = |text: &str, c: u8| text.bytes().filter(|b| *b == c).count();
    a.len() == b.len() && a.bytes().all(|c| count(a, c) == count(b, c))
}

/// Whether words with the same index in two texts may be the same word: one error in a short one, two slips of a
/// finger in a longer one.
pub(crate) fn may_be_same(a: &str, b: &str) -> bool {
    a.len() > 7 || errors(a, b, 1).is_some() || (a.len() > 5 && finger_errors(a, b, 2).is_some())
}

/// Whether two words share a letter at their beginning, as they do after one typing error there; otherwise they are
/// different words.
fn begin_alike(a: &[u8], b: &[u8]) -> bool {
    match (a, b) {
        ([p, q, ..], [r, s, ..]) => p == r || q == s || p == s || q == r,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_slip_is_one_error() {
        for slip in ["fundng", "fuunding", "funidng", "fumding", "unding", "funding"] {
            assert_eq!(errors("funding", slip, 2), Some(usize::from(slip != "funding")), "{slip}");
        }
        assert_eq!(errors("funding", "fnudign", 2), Some(2));
        assert_eq!(errors("funding", "fnudign", 1), None);
        assert_eq!(errors("funding", "finance", 2), None);
    }

    #[test]
    fn two_errors_in_a_short_word_are_slips_of_a_finger_or_another_word() {
        for slip in ["wprkinng", "owrkign", "woking", "wrkig", "orwking"] {
            assert!(slips("working", slip).is_some(), "{slip}");
        }
        for word in ["morning", "parking", "booking", "forming", "walks"] {
            assert_eq!(slips("working", word), None, "{word}");
        }
    }
}
