//! A good workbook, broken in one place at a time, and what the checks say of it.

use std::sync::OnceLock;

use super::RATINGS;
use super::checks::faults;
use super::folder::Folder;
use super::layouts::{Form, Grid};
use super::sheet::rewritten;
use super::written::{part, parts};

/// Where a workbook is broken.
#[derive(Debug, Clone, Copy)]
pub enum At {
    Sheet(&'static str),
    Table(&'static str),
    Part(&'static str),
}

/// A workbook without faults: two clusters, with gaps and a note.
pub struct Sound {
    pub bytes: Vec<u8>,
    pub parts: Vec<(String, String)>,
}

pub fn sound() -> &'static Sound {
    static SOUND: OnceLock<Sound> = OnceLock::new();
    SOUND.get_or_init(|| {
        let folder = Folder::new()
            .save("a.xlsx", &Grid::of("Riverside").school("Oakfield", RATINGS).school("Hill Top", RATINGS))
            .save("b.xlsx", &Form::of("Seaview").cluster("Harbour").rating(3, "TBC").rating(4, ""));
        folder.build_with(&["--la", "Northshire", "--period", "Spring 2010"]);
        let path = folder.path("out.xlsx");
        let parts = parts(&path).into_iter().map(|name| (name.clone(), part(&path, &name))).collect();
        Sound { bytes: std::fs::read(&path).expect("the workbook"), parts }
    })
}

impl Sound {
    fn text(&self, name: &str) -> &str {
        let found = self.parts.iter().find(|(n, _)| n == name);
        found.map_or_else(|| panic!("no part {name}"), |(_, text)| text.as_str())
    }

    fn name(&self, at: At) -> String {
        match at {
            At::Part(name) => name.to_owned(),
            At::Table(table) => {
                let own = format!("displayName=\"{table}\"");
                let found = self.parts.iter().find(|(_, text)| text.contains(&own));
                found.unwrap_or_else(|| panic!("no table {table}")).0.clone()
            }
            At::Sheet(sheet) => {
                let book = self.text("xl/workbook.xml");
                let before = book.split(&format!("<sheet name=\"{sheet}\"")).next().expect("a start");
                assert!(before.len() < book.len(), "no sheet {sheet}");
                format!("xl/worksheets/sheet{}.xml", before.matches("<sheet ").count() + 1)
            }
        }
    }
}

/// What the checks say of the workbook with one part changed.
pub fn found(at: At, change: impl Fn(&str) -> String) -> Vec<String> {
    let broken = sound().name(at);
    let changed = |name: &str, text: String| if name == broken { change(&text) } else { text };
    faults(&rewritten(&sound().bytes, changed))
}

#[track_caller]
pub fn assert_found(at: At, change: impl Fn(&str) -> String, fault: &str) {
    let all = found(at, change);
    assert!(all.iter().any(|f| f.contains(fault)), "{at:?}: {fault:?} is not in {all:#?}");
}

/// A part with the first `from` replaced, as a change.
pub fn swap(from: &'static str, to: &'static str) -> impl Fn(&str) -> String {
    move |text| {
        assert!(text.contains(from), "{from} is not in {text}");
        text.replacen(from, to, 1)
    }
}

pub type Cases<'a> = &'a [(At, &'static str, &'static str, &'static str)];

/// Breaks a workbook at each place: what stands there, what is written instead, and what the check says.
#[track_caller]
pub fn assert_all_found(cases: Cases) {
    for (at, from, to, fault) in cases {
        assert_found(*at, swap(from, to), fault);
    }
}

pub const GRID: At = At::Sheet("KSF grid Riverside");
pub const SCHOOLS: At = At::Sheet("Schools");
pub const ACTIONS: At = At::Sheet("Action plan");
pub const WORKBOOK: At = At::Part("xl/workbook.xml");
pub const STYLES: At = At::Part("xl/styles.xml");
pub const TEXTS: At = At::Part("xl/sharedStrings.xml");
pub const CHART: At = At::Part("xl/charts/chart1.xml");
pub const CORE: At = At::Part("docProps/core.xml");

/// The cells of a sheet that a test picks, changed.
pub fn cells(xml: &str, pick: impl Fn(&str) -> bool, change: impl Fn(&str) -> String) -> String {
    let (mut out, mut rest) = (String::new(), xml);
    while let Some(start) = rest.find("<c r=\"") {
        let (before, from) = rest.split_at(start);
        let end = match (from.find("/>"), from.find("</c>")) {
            (Some(short), Some(long)) if long < short => long + 4,
            (Some(short), _) => {
                let own = from.find('>').expect("the tag ends");
                if own == short + 1 { own + 1 } else { from.find("</c>").expect("the cell ends") + 4 }
            }
            (None, Some(long)) => long + 4,
            (None, None) => panic!("a cell without an end: {from}"),
        };
        let (cell, after) = from.split_at(end);
        let name = cell["<c r=\"".len()..].split('"').next().expect("a name");
        out.push_str(before);
        out.push_str(&if pick(name) { change(cell) } else { cell.to_owned() });
        rest = after;
    }
    out + rest
}

/// A cell with something else in it.
pub fn put(xml: &str, cell: &str, kind: &str, content: &str) -> String {
    let changed = cells(xml, |name| name == cell, |_| format!("<c r=\"{cell}\"{kind}>{content}</c>"));
    assert_ne!(changed, xml, "no cell {cell}");
    changed
}

pub fn blank(cell: &str) -> String {
    let name = cell["<c r=\"".len()..].split('"').next().expect("a name");
    format!("<c r=\"{name}\"/>")
}
