//! Plain data as JSON text, with every byte as JavaScript would write it.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

/// Writes compact JSON.
pub(crate) fn to_json(value: &impl Serialize) -> String {
    let mut out = Vec::new();
    let written = value.serialize(&mut Serializer::with_formatter(&mut out, LikeJavaScript));
    debug_assert!(
        written.is_ok(),
        "memory takes everything, and every key is a text"
    );
    String::from_utf8(out).unwrap_or_default()
}

/// `JSON.stringify` and Rust agree on everything but how a number with a fraction is spelt.
struct LikeJavaScript;

impl Formatter for LikeJavaScript {
    fn write_f64<W: ?Sized + Write>(&mut self, out: &mut W, number: f64) -> io::Result<()> {
        // Where JavaScript goes over to exponents.
        if (1e-6..1e21).contains(&number.abs()) {
            return write!(out, "{number}");
        }
        let text = format!("{number:e}");
        match text.split_once('e') {
            Some((digits, exponent)) if !exponent.starts_with('-') => {
                write!(out, "{digits}e+{exponent}")
            }
            Some(_) | None => out.write_all(text.as_bytes()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_spelt_as_javascript_spells_them() {
        for (number, text) in [
            (0.1, "0.1"),
            (-2.5, "-2.5"),
            (0.000_01, "0.00001"),
            (0.000_001, "0.000001"),
            (0.000_000_15, "1.5e-7"),
            (5e-324, "5e-324"),
            (9_007_199_254_740_994.0, "9007199254740994"),
            (1e20, "100000000000000000000"),
            (1e21, "1e+21"),
            (-1.25e22, "-1.25e+22"),
            (f64::MAX, "1.7976931348623157e+308"),
        ] {
            assert_eq!(to_json(&number), text);
        }
    }
}
