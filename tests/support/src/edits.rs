//! What a person does to an open workbook, done by LibreOffice: cells are changed, and only what looks at them is
//! worked out anew. The steps are written to a file that a macro (`edits.bas`) reads.

use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::libreoffice::{Office, Results, address};
use super::typed::Typed;

const MACRO: &str = include_str!("edits.bas");

const LIBRARIES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">
<library:libraries xmlns:library="http://openoffice.org/2000/library" xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard" xlink:href="$(USER)/basic/Standard/KIND.xlb/" xlink:type="simple" library:link="false"/></library:libraries>"#;

const LIBRARY: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">CONTENT</library:library>"#;

const MODULE: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" script:language="StarBasic">SOURCE</script:module>"#;

/// A cell by its sheet's place, its column and its row, all from 0.
pub type At = (usize, u32, u32);

/// Steps, one after the other.
#[derive(Debug, Default)]
pub struct Steps(String);

impl Steps {
    /// Opens a workbook; what follows is done to it.
    pub fn open(&mut self, workbook: &Path) {
        self.step(&["OPEN", &address(workbook)]);
    }

    /// Saves the open workbook as it is now somewhere else.
    pub fn save(&mut self, workbook: &Path) {
        self.step(&["SAVE", &address(workbook)]);
    }

    pub fn close(&mut self) {
        self.step(&["CLOSE"]);
    }

    /// Types something into a cell; nothing clears it.
    pub fn enter(&mut self, (sheet, column, row): At, typed: &Typed) {
        let cell = format!("{sheet}\t{column}\t{row}");
        match typed {
            Typed::Nothing => self.step(&["CLEAR", &cell]),
            Typed::Number(number) => self.step(&["NUMBER", &cell, &number.to_string()]),
            Typed::Text(text) => self.step(&["TEXT", &cell, &units(text)]),
            Typed::Formula(formula, _) => self.step(&["FORMULA", &cell, &units(formula)]),
            other => panic!("nobody types {other:?} here"),
        }
    }

    /// Pastes rows of entries over the cells from one on.
    pub fn paste(&mut self, (sheet, column, row): At, rows: &[Vec<Typed>]) {
        let entry = |typed: &Typed| match typed {
            Typed::Nothing => String::new(),
            Typed::Number(number) => number.to_string(),
            Typed::Text(text) => format!("t{}", units(text)),
            Typed::Formula(formula, _) => format!("f{}", units(formula)),
            other => panic!("nobody pastes {other:?} here"),
        };
        let entries: Vec<String> = rows.iter().flatten().map(entry).collect();
        let cell = format!("{sheet}\t{column}\t{row}\t{}", rows[0].len());
        self.step(&["BLOCK", &cell, &entries.join("\t")]);
    }

    fn step(&mut self, parts: &[&str]) {
        let _ = writeln!(self.0, "{}", parts.join("\t"));
    }

    /// Takes the steps, in a LibreOffice whose files are in `folder`; none where it is not installed.
    pub fn take(&self, folder: &Path) -> Option<()> {
        let office = Office::new(folder, Results::AsStored);
        install(&office.profile().join("user/basic"));
        let (steps, report) = (folder.join("steps"), folder.join("report"));
        fs::write(&steps, &self.0).expect("a file");
        let call = format!("macro:///Standard.Module1.Run(\"{}\",\"{}\")", steps.display(), report.display());
        office.run(|command| {
            command.arg(call);
        })?;
        let said = fs::read_to_string(report).unwrap_or_else(|e| panic!("the macro did not run: {e}"));
        assert_eq!(said.trim(), "done");
        Some(())
    }
}

/// Puts the macro among those of a profile.
fn install(basic: &Path) {
    let standard = basic.join("Standard");
    fs::create_dir_all(&standard).expect("a folder");
    let source = MACRO.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    for (name, content) in [
        ("script.xlc", LIBRARIES.replace("KIND", "script")),
        ("dialog.xlc", LIBRARIES.replace("KIND", "dialog")),
        ("Standard/script.xlb", LIBRARY.replace("CONTENT", "<library:element library:name=\"Module1\"/>")),
        ("Standard/dialog.xlb", LIBRARY.replace("CONTENT", "")),
        ("Standard/Module1.xba", MODULE.replace("SOURCE", &source)),
    ] {
        fs::write(basic.join(name), content).expect("a file");
    }
}

/// A text's code units, four hexadecimal digits each: so no encoding gets in the way.
fn units(text: &str) -> String {
    text.encode_utf16().fold(String::new(), |mut units, unit| {
        let _ = write!(units, "{unit:04x}");
        units
    })
}
