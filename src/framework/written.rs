//! A framework file as it is written, each value with where it stands in the text: what serde reads, before anybody looks
//! whether it fits together.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use super::definition::{BandDefinition, Bands, Framework, KeySuccessFactor};
use crate::lexicon::{Tag, Words};
use crate::model::Scale;

/// A text and where it stands; blanks around it do not count.
pub(super) type Text = Spanned<String>;

/// A number and where it stands.
pub(super) type Number = Spanned<u8>;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Written {
    pub(super) title: Text,
    pub(super) terms: Spanned<Vec<Text>>,
    pub(super) questions: Vec<Text>,
    pub(super) scale: WrittenScale,
    pub(super) bands: WrittenBands,
    pub(super) ksf: Vec<Spanned<WrittenFactor>>,
    /// Words that the framework adds to lists of the lexicon, by the lists' names.
    #[serde(default)]
    pub(super) words: BTreeMap<Spanned<Tag>, Text>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenScale {
    pub(super) lowest: Number,
    pub(super) highest: Number,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenBands {
    pub(super) low: WrittenBand,
    pub(super) medium: WrittenBand,
    pub(super) high: WrittenBand,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenBand {
    pub(super) from: Number,
    pub(super) to: Number,
    pub(super) meaning: Text,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WrittenFactor {
    pub(super) number: Number,
    pub(super) name: Text,
    #[serde(default)]
    pub(super) aliases: Vec<Text>,
    #[serde(default)]
    pub(super) not: Vec<Text>,
}

impl Written {
    /// The success factors, without where their sections begin.
    pub(super) fn factors(&self) -> impl Iterator<Item = &WrittenFactor> {
        self.ksf.iter().map(Spanned::get_ref)
    }

    /// The words that it adds to lists of the lexicon.
    fn added_words(&self) -> Words {
        let mut words = Words::default();
        for (list, added) in &self.words {
            words.add(*list.get_ref(), added.get_ref());
        }
        words
    }

    /// The framework that it describes.
    pub(super) fn into_framework(self) -> Framework {
        let words = self.added_words();
        let text = |text: Text| text.get_ref().trim().to_owned();
        let texts = |list: Vec<Text>| list.into_iter().map(text).collect();
        let band = |band: WrittenBand| BandDefinition {
            from: *band.from.get_ref(),
            to: *band.to.get_ref(),
            meaning: text(band.meaning),
        };
        let factor = |factor: WrittenFactor| KeySuccessFactor {
            number: *factor.number.get_ref(),
            name: text(factor.name),
            aliases: texts(factor.aliases),
            not: texts(factor.not),
        };
        Framework {
            title: text(self.title),
            terms: texts(self.terms.into_inner()),
            questions: texts(self.questions),
            scale: Scale { lowest: *self.scale.lowest.get_ref(), highest: *self.scale.highest.get_ref() },
            bands: Bands {
                low: band(self.bands.low),
                medium: band(self.bands.medium),
                high: band(self.bands.high),
            },
            ksfs: self.ksf.into_iter().map(Spanned::into_inner).map(factor).collect(),
            words,
        }
    }
}
