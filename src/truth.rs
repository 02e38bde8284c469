//! Three-valued truth: what is known to hold, known not to hold, or not known.

use core::ops::Not;

/// The value of a condition under strong Kleene logic.
///
/// `Unknown` is a value, not an error: an unanswered question, "I don't know", an answer that could
/// not be read. It is never quietly taken for `False`.
///
/// | `and`   | T | ? | F |   | `or`    | T | ? | F |
/// |---------|---|---|---|---|---------|---|---|---|
/// | **T**   | T | ? | F |   | **T**   | T | T | T |
/// | **?**   | ? | ? | F |   | **?**   | T | ? | ? |
/// | **F**   | F | F | F |   | **F**   | T | ? | F |
///
/// ```
/// use prescreen::Truth::{False, True, Unknown};
///
/// assert_eq!(False.and(Unknown), False);
/// assert_eq!(True.or(Unknown), True);
/// assert_eq!(!Unknown, Unknown);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Truth {
    /// Known not to hold.
    False,
    /// Not known; it may turn out either way.
    Unknown,
    /// Known to hold.
    True,
}

impl Truth {
    /// Both hold: the lesser of the two.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        self.min(other)
    }

    /// At least one holds: the greater of the two.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        self.max(other)
    }

    /// What can be said of a thing that holds in every case (`certain`), or at least in some (`possible`).
    ///
    /// ```
    /// # use prescreen::Truth;
    /// assert_eq!(Truth::between(false, true), Truth::Unknown);
    /// ```
    #[must_use]
    pub fn between(certain: bool, possible: bool) -> Self {
        match (certain, possible) {
            (true, _) => Self::True,
            (false, true) => Self::Unknown,
            (false, false) => Self::False,
        }
    }
}

impl Not for Truth {
    type Output = Self;

    fn not(self) -> Self {
        match self {
            Self::False => Self::True,
            Self::Unknown => Self::Unknown,
            Self::True => Self::False,
        }
    }
}

impl From<bool> for Truth {
    fn from(holds: bool) -> Self {
        if holds { Self::True } else { Self::False }
    }
}
