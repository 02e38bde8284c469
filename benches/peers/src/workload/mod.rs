//! The work that every engine does: criteria in a form that no engine owns, the people to screen, and who is expected to
//! be stopped by what.
//!
//! The first eighteen criteria are criteria of `protocols/ketamine-iv.toml`, with its numbers. What the larger sets add
//! is load and no medicine: the names are made up, so that nothing here can be taken for advice about a drug.

pub mod names;
pub mod people;
pub mod random;
pub mod rules;

pub use people::{Person, Use, people};
pub use rules::{Condition, List, Rule, rules};

/// How many criteria a protocol has: the shape of a clinic's file, and ten and a hundred times that.
pub const SIZES: [usize; 3] = [18, 180, 1_800];

/// How many people are screened.
pub const PEOPLE: usize = 1_000;
