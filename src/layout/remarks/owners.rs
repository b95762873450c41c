//! Which of several schools a column of texts belongs to, or which of several KSFs: by what its heading names, by cells that
//! are merged over it, or by its place, where most of them have such a column behind theirs.

use std::collections::BTreeMap;

/// Columns in their order, each with what its heading says as it is compared with others.
pub(super) struct Placed {
    pub(super) at: u32,
    pub(super) key: String,
}

/// The index of the owner of each column by its place: the last owner before it, if most owners have a column of that key
/// behind theirs and before the next one's. `owners` are their columns, in ascending order; a figure ends what belongs to
/// the owner before it.
pub(super) fn by_place(owners: &[u32], figures: &[u32], columns: &[Placed]) -> BTreeMap<u32, usize> {
    let owner = |column: &Placed| {
        let before = owners.partition_point(|own| *own < column.at).checked_sub(1)?;
        let is_cut_off = figures.iter().any(|figure| (owners[before]..column.at).contains(figure));
        (!is_cut_off).then_some(before)
    };
    let first = owners.first().copied().unwrap_or_default();
    let mut of_key: BTreeMap<&str, BTreeMap<usize, u32>> = BTreeMap::new();
    for column in columns {
        if let Some(owner) = owner(column) {
            // One for each: what stands there again is something else.
            of_key.entry(&column.key).or_default().entry(owner).or_insert(column.at);
        }
    }
    // Where such a column stands before the first, each may belong to the one behind it.
    of_key.retain(|key, _| !columns.iter().any(|column| column.at < first && column.key == *key));
    of_key.retain(|_, of| 2 * of.len() > owners.len());
    of_key.into_values().flatten().map(|(owner, column)| (column, owner)).collect()
}

/// Whether the words of a name stand among these.
pub(super) fn names(words: &[&str], name: &[&str]) -> bool {
    !name.is_empty() && words.windows(name.len()).any(|part| part == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn owned(owners: &[u32], figures: &[u32], columns: &[(u32, &str)]) -> Vec<(u32, usize)> {
        let columns: Vec<Placed> =
            columns.iter().map(|(at, key)| Placed { at: *at, key: (*key).to_owned() }).collect();
        by_place(owners, figures, &columns).into_iter().collect()
    }

    #[test]
    fn columns_belong_to_what_they_stand_behind_if_most_have_one() {
        let all = owned(&[1, 3, 5], &[], &[(2, "evidence"), (4, "evidence"), (6, "evidence")]);
        assert_eq!(all, [(2, 0), (4, 1), (6, 2)]);
        assert_eq!(owned(&[1, 3, 4], &[], &[(2, "evidence"), (5, "evidence")]), [(2, 0), (5, 2)]);
        assert!(owned(&[1, 2, 3], &[], &[(4, "comments")]).is_empty());
        assert!(owned(&[1, 2], &[], &[(3, "comments")]).is_empty());
        assert!(owned(&[2, 4], &[], &[(1, "evidence"), (3, "evidence")]).is_empty());
        let after_total = owned(&[1, 3], &[5], &[(2, "notes"), (4, "notes"), (6, "notes")]);
        assert_eq!(after_total, [(2, 0), (4, 1)]);
        assert_eq!(owned(&[1, 3], &[5], &[(2, "notes"), (6, "notes")]), []);
    }
}
