//! What a return says beside a rating, quoted in a sentence: cut at a blank if it is long.

use rust_xlsxwriter::{RowNum, XlsxError};

use crate::contract::RatingsColumn;
use crate::workbook::formulas::live::{Live, joined, only_if, text};
use crate::workbook::text::cell_text;

use super::ksfs::Ksfs;
use super::page::{EVIDENCE, QUOTE};
use super::workings::Workings;

/// The longest quotation, in UTF-16 units. It is cut at the first blank from one of these places on.
const LONGEST: usize = 110;
const CUTS: [usize; 2] = [80, 40];

/// What the school at a place in the cluster says on the KSF at a position, between quotation marks with a blank before them;
/// nothing if it says nothing.
pub(super) fn write(
    ksfs: &Ksfs,
    ksf: &Live<Option<u32>>,
    school: &Live<Option<u32>>,
    row: RowNum,
    to: &mut Workings,
) -> Result<Live<String>, XlsxError> {
    let evidence = ksfs.plan().cells.ratings.column(RatingsColumn::Evidence);
    let before = ksfs.figures.schools.first().map_or(0, |school| school.record);
    let formula = format!(
        "IF(COUNT({},{})<2,\"\",SUBSTITUTE(INDEX({evidence},({before}+{}-1)*{}+{})&\"\",CHAR(10),\" \"))",
        school.formula,
        ksf.formula,
        school.formula,
        ksfs.group.count(),
        ksf.formula
    );
    let said = said(ksfs, ksf.now, school.now).unwrap_or_default();
    let evidence = to.put(row, EVIDENCE, Live::new(formula, said))?;
    let quote = to.put(row, QUOTE, quoted(&evidence))?;
    let is_any = Live::new(format!("{}<>\"\"", quote.formula), !quote.now.is_empty());
    Ok(only_if(&is_any, joined([text(" "), quote])))
}

/// The evidence now, in one line.
fn said(ksfs: &Ksfs, ksf: Option<u32>, school: Option<u32>) -> Option<String> {
    let school = &ksfs.figures.schools[school? as usize - 1];
    let said = ksfs.plan().data.schools[school.record].answers[ksf? as usize - 1].said.as_ref()?;
    Some(cell_text(&said.evidence).replace('\n', " "))
}

/// A text in a cell, cut if it is long, between quotation marks.
fn quoted(evidence: &Live<String>) -> Live<String> {
    let cell = &evidence.formula;
    let from = |place: usize, otherwise: String| {
        format!("IFERROR(FIND(\" \",LEFT({cell},{LONGEST}),{place}),{otherwise})")
    };
    let cut = CUTS.iter().rev().fold((LONGEST + 1).to_string(), |otherwise, &place| from(place, otherwise));
    let formula = format!(
        "IF({cell}=\"\",\"\",\"“\"&IF(LEN({cell})<={LONGEST},{cell},LEFT({cell},{cut}-1)&\"…\")&\"”\")"
    );
    let now =
        if evidence.now.is_empty() { String::new() } else { format!("“{}”", shortened(&evidence.now)) };
    Live::new(formula, now)
}

fn shortened(text: &str) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    if units.len() <= LONGEST {
        return text.to_owned();
    }
    let blank = |from: &usize| (*from - 1..LONGEST).find(|&at| units[at] == u16::from(b' '));
    let end = CUTS.iter().find_map(blank).unwrap_or(LONGEST);
    format!("{}…", String::from_utf16_lossy(&units[..end]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_are_cut_at_a_blank() {
        let words = "word ".repeat(40);
        assert_eq!(shortened(&words), format!("{}…", &words[..79]));
        assert_eq!(shortened("short"), "short");
        assert_eq!(shortened(&"x".repeat(200)), format!("{}…", "x".repeat(110)));
    }
}
