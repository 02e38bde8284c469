//! What a protocol builds on, as they were made one, and where it is less strict than that.

use super::model::Text;

/// A protocol that another builds on.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Base {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The digest of its rules.
    pub digest: String,
    /// Where what builds on it is less strict.
    pub departures: Vec<Departure>,
}

/// A point in which a protocol is less strict than what it builds on.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Departure {
    /// What it is about: `criteria.alcohol-washout`, `questions.age`, `treatment`.
    pub part: String,
    /// What of it was changed: `off`, if all of it is left out, or keys such as `role`.
    pub change: String,
    /// Why.
    pub reason: Text,
    /// Who answers for it.
    pub approved_by: String,
}
