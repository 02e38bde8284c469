//! Moments that are only partly known, lengths of time, and how both are read from text.
//!
//! An [`Instant`] is one moment, an [`ImpreciseTime`] all the moments an answer may mean, a [`Duration`] a length of
//! time as a protocol writes it. Nothing here knows what time it is or has a zone database: `now` is handed in
//! with the [`Zone`], and a text without an offset is read as every moment that any zone could make it.
#![deny(clippy::arithmetic_side_effects)]

mod duration;
mod imprecise;
mod instant;
mod parse;

pub use duration::{Duration, DurationError};
pub use imprecise::{ImpreciseTime, Zone};
pub use instant::{Instant, Offset};
#[cfg(all(feature = "wasm", target_arch = "wasm32"))]
pub(crate) use parse::Written;
pub(crate) use parse::parse_day;
pub use parse::{TimeError, parse_exact, parse_time};

/// What was found, for a message: whoever sends a megabyte where a date belongs is not sent it back.
fn excerpt(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut shown: String = text.chars().take(LONGEST).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
