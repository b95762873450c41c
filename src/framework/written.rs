//! What a framework file says, each part with its place in the file, before anybody looks whether it fits together.

use toml::Spanned;
use toml::de::{DeTable, Error};

use super::error::{Fault, Problem};
use super::section::{Section, Texts};
use super::{BandDefinition, Bands, Framework, KeySuccessFactor};
use crate::model::Scale;

/// A framework file as it is written.
pub(super) struct Written<'a> {
    /// The whole text, for the lines of places.
    pub(super) text: &'a str,
    title: Spanned<String>,
    pub(super) terms: Texts,
    /// Where the list of terms begins.
    pub(super) terms_at: usize,
    questions: Texts,
    pub(super) lowest: Spanned<u8>,
    pub(super) highest: Spanned<u8>,
    /// Low, medium, high.
    pub(super) bands: [WrittenBand; 3],
    pub(super) ksfs: Vec<WrittenFactor>,
}

pub(super) struct WrittenBand {
    pub(super) name: &'static str,
    pub(super) from: Spanned<u8>,
    pub(super) to: Spanned<u8>,
    meaning: Spanned<String>,
}

pub(super) struct WrittenFactor {
    /// Where its section begins.
    pub(super) at: usize,
    pub(super) number: Spanned<u8>,
    pub(super) name: Spanned<String>,
    pub(super) aliases: Texts,
    pub(super) not: Texts,
}

impl<'a> Written<'a> {
    /// Reads the text of a framework file.
    pub(super) fn read(text: &'a str) -> Result<Self, Fault> {
        if text.trim().is_empty() {
            return Err(Fault { at: 0, problem: Problem::Empty });
        }
        let table = DeTable::parse(text).map_err(|error| syntax(text, &error))?;
        let keys = ["title", "terms", "questions", "scale", "bands", "ksf"];
        let file = Section::file(text, table.get_ref(), &keys)?;
        let scale = file.section("scale", "[scale]", &["lowest", "highest"])?;
        let bands = file.bands("bands", &["low", "medium", "high"])?;
        let factors = file.sections("ksf", &["number", "name", "aliases", "not"])?;
        Ok(Self {
            text,
            title: file.text("title")?,
            terms: file.texts("terms")?,
            terms_at: file.place_of("terms"),
            questions: file.texts("questions")?,
            lowest: scale.number("lowest")?,
            highest: scale.number("highest")?,
            bands: [band(&bands, "low")?, band(&bands, "medium")?, band(&bands, "high")?],
            ksfs: factors.iter().map(factor).collect::<Result<_, _>>()?,
        })
    }

    /// The framework that it describes.
    pub(super) fn into_framework(self) -> Framework {
        let plain = |texts: Texts| texts.into_iter().map(Spanned::into_inner).collect();
        let [low, medium, high] = self.bands.map(|band| BandDefinition {
            from: *band.from.get_ref(),
            to: *band.to.get_ref(),
            meaning: band.meaning.into_inner(),
        });
        let factor = |factor: WrittenFactor| KeySuccessFactor {
            number: *factor.number.get_ref(),
            name: factor.name.into_inner(),
            aliases: plain(factor.aliases),
            not: plain(factor.not),
        };
        Framework {
            title: self.title.into_inner(),
            terms: plain(self.terms),
            questions: plain(self.questions),
            scale: Scale { lowest: *self.lowest.get_ref(), highest: *self.highest.get_ref() },
            bands: Bands { low, medium, high },
            ksfs: self.ksfs.into_iter().map(factor).collect(),
        }
    }
}

fn band(bands: &Section, name: &'static str) -> Result<WrittenBand, Fault> {
    let band = bands.section(name, &format!("[bands.{name}]"), &["from", "to", "meaning"])?;
    Ok(WrittenBand {
        name,
        from: band.number("from")?,
        to: band.number("to")?,
        meaning: band.text("meaning")?,
    })
}

fn factor(factor: &Section) -> Result<WrittenFactor, Fault> {
    Ok(WrittenFactor {
        at: factor.at(),
        number: factor.number("number")?,
        name: factor.text("name")?,
        aliases: factor.texts_if_any("aliases")?,
        not: factor.texts_if_any("not")?,
    })
}

/// What is wrong with a line that is no TOML, in the words of somebody who has never heard of it.
fn syntax(text: &str, error: &Error) -> Fault {
    let span = error.span().unwrap_or(0..0);
    let found = text.get(span.clone()).unwrap_or_default();
    let said = error.message();
    let before = text.get(..span.start).unwrap_or_default();
    let line = before.rsplit('\n').next().unwrap_or_default();
    let message = if found.contains(['“', '”', '„', '‘', '’']) {
        "quotation marks must be straight (\"), not curly".to_owned()
    } else if said.starts_with("duplicate key") {
        format!("{found} stands here a second time")
    } else if said.starts_with("key with no value") {
        "an equals sign (=) is missing".to_owned()
    } else if said.starts_with("unclosed table") {
        "the square bracket at the end of the heading is missing".to_owned()
    } else if let Some(at) = unclosed_list(text, span.start).filter(|_| said.contains("array")) {
        let message = "the list that begins here has no square bracket at its end".to_owned();
        return Fault { at, problem: Problem::Syntax(message) };
    } else if said.contains("array") {
        "a comma between two entries, or the square bracket at the end of the list, is missing".to_owned()
    } else if said.starts_with("invalid basic string") {
        "the quotation mark at the end of the text is missing".to_owned()
    } else if said.starts_with("string values must be quoted") && found.is_empty() {
        "nothing stands behind the equals sign".to_owned()
    } else if line.contains('=') && found.starts_with(char::is_alphabetic) {
        "text must stand in quotation marks (\"), numbers in digits".to_owned()
    } else {
        format!("this cannot be read ({said})")
    };
    Fault { at: span.start, problem: Problem::Syntax(message) }
}

/// Where the list begins that goes on over a line with something else at its beginning.
fn unclosed_list(text: &str, at: usize) -> Option<usize> {
    let begins = text.get(..at)?.rfind("= [")?;
    let until = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let more = text[begins..until].lines().skip(1).any(|line| {
        let line = line.trim_start();
        line.starts_with('[') || (line.starts_with(char::is_alphabetic) && line.contains('='))
    });
    more.then_some(begins)
}
