//! What the framework is called, so that no sheet, file or folder of that name is taken for a school or cluster.

use crate::framework::{Framework, Title};
use crate::model::name_key;

/// The framework's title and terms as they may stand in names.
pub(super) struct FrameworkWords {
    title: Title,
    terms: Vec<String>,
}

impl FrameworkWords {
    pub(super) fn of(framework: &Framework) -> Self {
        let terms = framework.terms.iter().map(|term| name_key(term));
        Self {
            title: Title::of(framework),
            terms: terms.flat_map(|term| [format!("{term}s"), term]).collect(),
        }
    }

    /// A name without the framework's title.
    pub(super) fn without_title(&self, name: &str) -> String {
        self.title.left_out_of(name)
    }

    /// Whether a name is only what the framework calls its factors: "Standards".
    pub(super) fn is_term(&self, name: &str) -> bool {
        self.terms.contains(&name_key(name))
    }
}
