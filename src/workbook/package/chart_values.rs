//! What charts show before anything is recalculated.
//!
//! A chart keeps copies of the cells that it is drawn from. The writing library copies constants but no results of
//! formulas; they are filled in here, in the written part of a chart, so that previews draw it, too.

use std::collections::HashMap;

use quick_xml::escape::partial_escape;
use rust_xlsxwriter::{ColNum, RowNum};

use crate::workbook::formulas::Stored;

/// The results of the formulas on the sheet of the charts.
pub(crate) type ChartValues = HashMap<(RowNum, ColNum), Stored>;

const START: &str = "<c:numRef><c:f>";
const END: &str = "</c:numRef>";

/// The part of a chart with copies of the results that it is drawn from.
pub(crate) fn fill(part: &str, values: &ChartValues) -> String {
    let mut filled = String::with_capacity(part.len() * 2);
    let mut rest = part;
    while let Some((before, after)) = rest.split_once(START) {
        let Some((whole, beyond)) = after.split_once(END) else { break };
        filled.push_str(before);
        rest = beyond;
        let reference = whole.split_once("</c:f>").map_or("", |(reference, _)| reference);
        let cells = cells(reference, values);
        if cells.is_empty() {
            filled.extend([START, whole, END]);
        } else {
            filled.push_str(&copied(reference, &cells));
        }
    }
    filled.push_str(rest);
    filled
}

/// The results in a range such as `Charts!$A$7:$A$16`; empty if it holds anything but formulas.
fn cells<'a>(reference: &str, values: &'a ChartValues) -> Vec<&'a Stored> {
    let numbers: Vec<u32> = reference.split(['$', ':']).filter_map(|piece| piece.parse().ok()).collect();
    let column = reference.split('$').nth(1).and_then(|letters| match letters.as_bytes() {
        [letter @ b'A'..=b'Z'] => Some(ColNum::from(letter - b'A')),
        _ => None,
    });
    let (Some(column), [first, last]) = (column, numbers.as_slice()) else { return Vec::new() };
    let cells: Option<Vec<&Stored>> = (first - 1..*last).map(|row| values.get(&(row, column))).collect();
    cells.unwrap_or_default()
}

fn copied(reference: &str, cells: &[&Stored]) -> String {
    let texts = cells.iter().any(|cell| matches!(cell, Stored::Text(_)));
    let points: String = (0..).zip(cells).map(|(at, cell)| point(at, cell)).collect();
    let count = format!("<c:ptCount val=\"{}\"/>", cells.len());
    if texts {
        format!("<c:strRef><c:f>{reference}</c:f><c:strCache>{count}{points}</c:strCache></c:strRef>")
    } else {
        let general = "<c:formatCode>General</c:formatCode>";
        format!(
            "<c:numRef><c:f>{reference}</c:f><c:numCache>{general}{count}{points}</c:numCache></c:numRef>"
        )
    }
}

fn point(at: usize, cell: &Stored) -> String {
    let value = match cell {
        Stored::Number(number) => number.to_string(),
        Stored::Text(text) => partial_escape(text.as_str()).into_owned(),
        Stored::Nothing => return String::new(),
    };
    format!("<c:pt idx=\"{at}\"><c:v>{value}</c:v></c:pt>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_copied_and_everything_else_stays() {
        let values = ChartValues::from([
            ((1, 0), Stored::Text("1 A & B".into())),
            ((2, 0), Stored::Text("2 C".into())),
            ((1, 3), Stored::Number(2.5)),
            ((2, 3), Stored::Nothing),
        ]);
        let empty = "<c:numCache/></c:numRef>";
        let part = format!(
            "<a><c:numRef><c:f>Charts!$A$2:$A$3</c:f>{empty}<b/><c:numRef><c:f>Charts!$D$2:$D$3</c:f>{empty}<c:numRef>\
             <c:f>Charts!$E$2:$E$3</c:f>{empty}</a>"
        );
        assert_eq!(
            fill(&part, &values),
            "<a><c:strRef><c:f>Charts!$A$2:$A$3</c:f><c:strCache><c:ptCount val=\"2\"/><c:pt idx=\"0\"><c:v>1 A &amp; \
             B</c:v></c:pt><c:pt idx=\"1\"><c:v>2 C</c:v></c:pt></c:strCache></c:strRef><b/><c:numRef><c:f>Charts!$D$2:\
             $D$3</c:f><c:numCache><c:formatCode>General</c:formatCode><c:ptCount val=\"2\"/><c:pt idx=\"0\"><c:v>2.5\
             </c:v></c:pt></c:numCache></c:numRef><c:numRef><c:f>Charts!$E$2:$E$3</c:f><c:numCache/></c:numRef></a>"
        );
    }
}
