//! The words of headings and row labels, by what they say about what stands there.

use super::word_list::WordList;

/// Words that say nothing about what stands in a column.
pub(crate) static GENERAL: WordList = WordList::new(
    "the of a an for our your my this each all every and in on at to from per by out possible overall \
     across whole entire school schools cluster clusters la s ksf ksfs cfs factor factors key success is \
     are it we you self please points value values figure combined grand be was that or with local \
     authority county borough england column",
);

/// Words for a rating of another time, or one that is hoped for: never the rating itself.
pub(crate) static OTHER_TIMES: WordList = WordList::new(
    "target targets previous previously last prior former predicted expected aim goal next future old \
     benchmark national example baseline before",
);

/// What people write beside a rating.
pub(crate) static TEXTS: WordList = WordList::new(
    "evidence comment comments commentary action actions note notes reason reasons justification why lead \
     who when priority priorities issues strengths explanation description timescale support plan date \
     question response agenda discussion type completed",
);

/// Those of [`TEXTS`] that occur in no school's name.
pub(crate) static SURELY_TEXTS: WordList = WordList::new(
    "evidence comment comments commentary actions justification explanation timescale strengths issues",
);

/// Words that say that a rating stands there.
pub(crate) static RATINGS: WordList = WordList::new("rating ratings score scores scoring");

/// Words that say so only in a heading without any name in it.
pub(crate) static MAYBE_RATINGS: WordList =
    WordList::new("view opinion grade mark level judgement judgment assessment rated rate");

/// Words of a question that asks for a rating.
pub(crate) static RATING_QUESTIONS: WordList = WordList::new("how what well do does assessed where");

/// Figures that are not ratings: about ratings, or about other things.
pub(crate) static FIGURES: WordList = WordList::new(
    "rank ranking count counts min minimum max maximum median mode range low lowest medium high highest \
     answered answering band bands rag percent percentage need no nos number changed difference change \
     ref item items position gap deviation standard importance order weighting weight minutes cost costs \
     budget pupils sessions week weeks page pages hours days staff money dinner spend amount roll held \
     events std stdev dev sd responses",
);

pub(crate) const PERIODS: [&str; 32] = [
    "spring",
    "summer",
    "autumn",
    "winter",
    "term",
    "year",
    "current",
    "now",
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "sep",
    "oct",
    "nov",
    "dec",
    "after",
    "today",
];
