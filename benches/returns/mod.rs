//! Returns for the benchmarks: any number of schools in authorities and clusters as England has them, each a form as
//! schools send it, made without chance. Two answers in a hundred are no plain numbers.

#![allow(dead_code, reason = "every benchmark uses a part of it")]

use ksfgrid::framework::Framework;
use rust_xlsxwriter::{Color, Format, FormatBorder, Workbook, Worksheet, XlsxError};

/// Schools in an authority and in a cluster, on average.
const IN_AUTHORITY: usize = 164;
const IN_CLUSTER: usize = 10;

const PLACES: [&str; 13] = [
    "moor", "ford", "wick", "ham", "borough", "shire", "dale", "haven", "ley", "mouth", "bridge", "field",
    "combe",
];
const DIRECTIONS: [&str; 12] =
    ["North", "South", "East", "West", "Mid", "Upper", "Lower", "Great", "Little", "Old", "New", "High"];
const CLUSTERS: [&str; 18] = [
    "Abbey", "Beacon", "Canal", "Dock", "Eastgate", "Fenside", "Gateway", "Harbour", "Ings", "Junction",
    "Kingsway", "Lakeside", "Millbank", "Orchard", "Quarry", "Tower", "Uplands", "Valley",
];
const NAMES: [&str; 16] = [
    "Oakfield",
    "St Mary's",
    "The Willows",
    "Hill Top",
    "Ashgrove",
    "Beech Lane",
    "Queen's Park",
    "Sandy Lane",
    "Brookside",
    "Holly Bank",
    "Castle",
    "Priory",
    "Larkspur",
    "Greenway",
    "Long Acre",
    "Church Road",
];
const KINDS: [&str; 4] = ["Primary School", "High School", "Nursery", "Special School"];
const SENTENCES: [&str; 8] = [
    "Parents and carers were consulted in the autumn term and the outcomes are recorded in the self-evaluation.",
    "The school council meets half-termly to review provision, with minutes kept and actions followed up.",
    "Governors have contributed to the development plan, but funding beyond July is not confirmed.",
    "Our cluster partners run a weekly breakfast offer, although take-up is not yet monitored for all groups.",
    "Staff and pupils completed the annual survey (64% response), so that services match identified need.",
    "The local children's centre delivers parenting support on site, which has led to improved attendance.",
    "Community groups agreed joint priorities for the year, and publicity now goes to every household.",
    "Health visitors attended multi-agency training in March and impact is reported to governors each term.",
];

/// A school, where it belongs, and what it answers.
#[derive(Debug, Clone)]
pub(crate) struct School {
    pub(crate) number: usize,
    pub(crate) authority: String,
    pub(crate) cluster: String,
    pub(crate) name: String,
}

/// What a school answers: a number, or what somebody typed instead and the rating that it states, if it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    Rating(u8),
    Typed(&'static str, Option<u8>),
}

impl Answer {
    /// The rating that has to be read.
    pub(crate) fn rating(self) -> Option<u8> {
        match self {
            Self::Rating(rating) => Some(rating),
            Self::Typed(_, rating) => rating,
        }
    }
}

/// So many schools.
pub(crate) fn schools(count: usize) -> impl Iterator<Item = School> {
    let authorities = (count + IN_AUTHORITY / 2).checked_div(IN_AUTHORITY).unwrap_or(1).max(1);
    (0..authorities).flat_map(move |at| {
        let (from, to) = (count * at / authorities, count * (at + 1) / authorities);
        let authority = format!("{}{}", DIRECTIONS[at % 12], PLACES[at / 12 % 13]);
        (from..to).map(move |number| {
            let cluster = (number - from) / IN_CLUSTER;
            let again = cluster / CLUSTERS.len();
            let cluster = CLUSTERS[cluster % CLUSTERS.len()];
            let cluster = if again == 0 { cluster.to_owned() } else { format!("{cluster} {}", again + 1) };
            // Eleven and 64 have no common divisor: no two schools of a cluster have the same name.
            let name = number * 11 % 64;
            let name = format!("{} {}", NAMES[name % 16], KINDS[name / 16]);
            School { number, authority: authority.clone(), cluster, name }
        })
    })
}

impl School {
    /// What it answers on a KSF, by its place.
    pub(crate) fn answer(&self, ksf: usize) -> Answer {
        let mixed = (self.number * 10 + ksf).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 17;
        let odd = [
            Answer::Typed("", None),
            Answer::Typed("7/10", Some(7)),
            Answer::Typed("n/a", None),
            Answer::Typed("6-7", None),
            Answer::Typed("6 ", Some(6)),
        ];
        if mixed.is_multiple_of(50) {
            odd[mixed / 50 % odd.len()]
        } else {
            let rating = 1 + (mixed / 7 % 4) + (mixed / 31 % 4) + (mixed / 131 % 4);
            Answer::Rating(u8::try_from(rating).expect("at most ten"))
        }
    }

    /// Its path below the folder of returns.
    pub(crate) fn path(&self) -> String {
        format!("{}/{}/{}.xlsx", self.authority, self.cluster, self.name)
    }

    /// Its form: labels, ten KSFs with rating, evidence and actions, a key; and a second sheet of guidance.
    pub(crate) fn form(&self) -> Vec<u8> {
        let mut workbook = Workbook::new();
        self.assessment(workbook.add_worksheet()).expect("cells on the sheet");
        guidance(workbook.add_worksheet()).expect("cells on the sheet");
        workbook.save_to_buffer().expect("a workbook")
    }

    fn assessment(&self, sheet: &mut Worksheet) -> Result<(), XlsxError> {
        let boxed = Format::new().set_border(FormatBorder::Thin).set_text_wrap();
        let heading = boxed.clone().set_bold().set_background_color(Color::RGB(0x1F_4E_79));
        sheet.set_name("Self-assessment")?.set_column_width(0, 42)?.set_column_width(2, 60)?;
        sheet.write(0, 0, "Extended services: self-assessment against the ten key success factors")?;
        let labels = [
            ("Local authority", self.authority.as_str()),
            ("Cluster", &self.cluster),
            ("School", &self.name),
            ("Completed by", "J Patel"),
        ];
        for (row, (label, value)) in (2..).zip(labels) {
            sheet.write_with_format(row, 0, label, &heading)?.write_with_format(row, 1, value, &boxed)?;
        }
        for (column, text) in (0..).zip(["Key success factor", "Rating (1-10)", "Evidence", "Actions"]) {
            sheet.write_with_format(9, column, text, &heading)?;
        }
        for ((row, ksf), factor) in (10..).zip(0..).zip(&Framework::embedded().ksfs) {
            sheet.write_with_format(row, 0, format!("{} {}", factor.number, factor.name), &boxed)?;
            match self.answer(ksf) {
                Answer::Rating(rating) => sheet.write_with_format(row, 1, rating, &boxed)?,
                Answer::Typed("", _) => sheet.write_blank(row, 1, &boxed)?,
                Answer::Typed(text, _) => sheet.write_with_format(row, 1, text, &boxed)?,
            };
            let evidence = SENTENCES[(self.number + ksf) % 8];
            let action = format!("{} {}", SENTENCES[(self.number * 3 + ksf) % 8], self.number);
            sheet.write_with_format(row, 2, evidence, &boxed)?.write_with_format(row, 3, action, &boxed)?;
        }
        for (row, text) in
            (22..).zip(["Key to ratings", "1-3 Early stages", "4-7 Developing", "8-10 Established"])
        {
            sheet.write(row, 0, text)?;
        }
        Ok(())
    }
}

fn guidance(sheet: &mut Worksheet) -> Result<(), XlsxError> {
    sheet.set_name("Guidance")?.write(0, 0, "Guidance on completing the self-assessment")?;
    for row in 1..40 {
        let at = usize::try_from(row).expect("a small number");
        let text = format!("{} {} (See section {at}.)", SENTENCES[at % 8], SENTENCES[at / 8]);
        sheet.write(row, 0, row)?.write(row, 1, text)?;
    }
    Ok(())
}
