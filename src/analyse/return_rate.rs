//! How many of the registered schools have returned.

use crate::data_set::Registered;

/// How many of the registered schools have returned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReturnRate {
    /// Registered schools; at least one.
    pub schools: u32,
    /// Those of them with a return.
    pub returned: u32,
}

impl ReturnRate {
    /// Of several groups of registered schools. Returns `None` if there is no school.
    #[must_use]
    pub fn of<'a>(groups: impl Iterator<Item = &'a Registered>) -> Option<Self> {
        Self::together(groups.map(|group| Self { schools: group.schools, returned: group.returned }))
    }

    /// Several as one. Returns `None` if there is no school.
    pub(super) fn together(rates: impl Iterator<Item = Self>) -> Option<Self> {
        let (mut schools, mut returned) = (0, 0);
        for rate in rates {
            schools += rate.schools;
            returned += rate.returned;
        }
        (schools > 0).then_some(Self { schools, returned })
    }

    /// Whether all of them have returned.
    #[must_use]
    pub fn is_full(self) -> bool {
        self.returned == self.schools
    }

    /// From 0 to 1.
    #[must_use]
    pub fn value(self) -> f64 {
        f64::from(self.returned) / f64::from(self.schools)
    }
}
