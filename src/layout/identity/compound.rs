//! Labels that ask for several names at once, and values that give them: "School (cluster)", "LA / Cluster / School".
//!
//! In: a label and the value that stands with it. Out: a field and its part of the value each, or nothing where the parts do
//! not match.

use crate::lexicon::is_kind_of_school;
use crate::model::folded_words;

use super::field_labels::{Field, field_of_label};

/// Signs between the parts of a label and of its value.
const PARTING: [char; 9] = ['/', '(', ')', ',', ';', '>', '|', '&', '\n'];

/// Longest label, in bytes.
const LONGEST: usize = 60;

/// The fields that a label asks for, if these are several.
pub(crate) fn fields_of_compound(label: &str) -> Option<Vec<Field>> {
    let label = label.trim().trim_end_matches(':');
    if label.len() > LONGEST || !label.contains(PARTING) {
        return None;
    }
    let of_part = |part: &str| match field_of_label(part) {
        Some((field @ (Field::School | Field::Cluster | Field::LocalAuthority), None)) => Some(field),
        _ => None,
    };
    let fields = parts(label).into_iter().map(of_part).collect::<Option<Vec<Field>>>()?;
    let differ = fields.iter().enumerate().all(|(i, field)| !fields[..i].contains(field));
    (differ && fields.len() > 1).then_some(fields)
}

/// The parts of a value, one for each field, parted by the sign that parts the label; one in brackets stands last.
pub(crate) fn values_of_compound<'v>(
    label: &str,
    fields: &[Field],
    value: &'v str,
) -> Option<Vec<(Field, &'v str)>> {
    let parts: Vec<&str> = match label.chars().find(|sign| PARTING.contains(sign))? {
        '(' => {
            value.trim().strip_suffix(')')?.rsplit_once('(').map(|(outside, inside)| vec![outside, inside])?
        }
        sign => value.split(sign).collect(),
    };
    let parts: Vec<&str> = parts.into_iter().map(str::trim).collect();
    let names = |part: &&str| folded_words(part).iter().any(|w| !is_kind_of_school(w));
    (parts.len() == fields.len() && parts.iter().all(names))
        .then(|| fields.iter().copied().zip(parts).collect())
}

fn parts(text: &str) -> Vec<&str> {
    text.split(PARTING).map(str::trim).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_and_values_have_the_same_parts() {
        for (label, value, expected) in [
            (
                "School (cluster)",
                "Oak Lane Primary (Lowfield)",
                vec![(Field::School, "Oak Lane Primary"), (Field::Cluster, "Lowfield")],
            ),
            (
                "LA/Cluster/School",
                "Dunford / Three Rivers / Hope",
                vec![
                    (Field::LocalAuthority, "Dunford"),
                    (Field::Cluster, "Three Rivers"),
                    (Field::School, "Hope"),
                ],
            ),
        ] {
            let fields = fields_of_compound(label).unwrap();
            assert_eq!(values_of_compound(label, &fields, value), Some(expected), "{label}");
        }
        let fields = fields_of_compound("School / Cluster").unwrap();
        for (label, value) in [
            ("School / Cluster", "Oak Lane Primary"),
            ("School / Cluster", "Hill Top Primary (Infants)"),
            ("School (cluster)", "Hill Top (Infants)"),
            ("School (cluster)", "St Peter & St Paul"),
        ] {
            assert_eq!(values_of_compound(label, &fields, value), None, "{value}");
        }
        for label in ["School", "School / academy", "Name (school)", "Oakfield / Hill Top", ""] {
            assert_eq!(fields_of_compound(label), None, "{label}");
        }
    }
}
