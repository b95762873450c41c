//! Which KSF a label names. `ksf_labels` decides; the other files take a label's text apart, say what its words do
//! beside a name, and compare them with the wordings of the KSFs.

mod frame;
mod ksf_labels;
mod ksf_terms;
mod label_words;
mod letter_index;
mod meaning;
mod resemblance;
mod sentence;
mod vocabulary;

pub(crate) use ksf_labels::KsfLabels;
pub use meaning::Closeness;
pub(crate) use meaning::LabelMeaning;
pub(crate) use vocabulary::is_year;
