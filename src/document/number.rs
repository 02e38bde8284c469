//! Numbers to text and back, by way of serde_json, which does both for JSON anyway: `core` brings its own tables for it,
//! a tenth of what a browser downloads.

use serde_json::Number;

/// A number as `Display` writes it: the shortest digits that mean this number, never an exponent. Where seventeen digits
/// end in a tie it takes the even one, as JavaScript does.
pub(crate) fn number_text(number: f64) -> String {
    let Some(json) = Number::from_f64(number.abs()) else {
        let infinite = if number < 0.0 { "-inf" } else { "inf" };
        return if number.is_nan() { "NaN" } else { infinite }.to_owned();
    };
    let json = json.to_string();
    let (mantissa, exponent) = json.split_once('e').unwrap_or((&json, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent: isize = exponent.parse().unwrap_or_default();
    // Zeros on the side to which the point moves; behind those on the left, it stands where it stood.
    let zeros = "0".repeat(exponent.unsigned_abs());
    let (digits, point) = if exponent < 0 {
        (format!("{zeros}{whole}{fraction}"), whole.len())
    } else {
        (
            format!("{whole}{fraction}{zeros}"),
            whole.len() + zeros.len(),
        )
    };
    let (whole, fraction) = digits.split_at_checked(point).unwrap_or((&digits, ""));
    let fraction = fraction.trim_end_matches('0');
    let sign = if number.is_sign_negative() { "-" } else { "" };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}")
}

/// The number that digits make, with at most one point among them and `-` before them. As in JSON, digits beyond the
/// fifteenth may round to the neighbour of the nearest number.
pub(crate) fn parse_number(text: &str) -> Option<f64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let are_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() + fraction.len() == 0 || !are_digits(whole) || !are_digits(fraction) {
        return None;
    }
    // JSON is stricter: no zeros ahead, and a digit on either side of the point.
    let whole = whole.trim_start_matches('0');
    let zero = if whole.is_empty() { "0" } else { "" };
    let json: Number = format!("{sign}{zero}{whole}.{fraction}0").parse().ok()?;
    json.as_f64()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_number_is_digits() {
        for text in ["7", "007", "7.", ".5", "-0.5", "-.5", "12.50"] {
            assert_eq!(parse_number(text), text.parse().ok(), "{text}");
        }
        let long = "9".repeat(400);
        for text in ["", "-", ".", "1.2.3", "1e5", "--1", "+1", &long] {
            assert_eq!(parse_number(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn is_written_as_display_writes_it(number: f64, shift in -25_i32..25, short in -99_999_i32..99_999) {
            for number in [f64::from(short) * 10_f64.powi(shift), f64::from(short)] {
                prop_assert_eq!(number_text(number), number.to_string());
            }
            let text = number_text(number);
            prop_assert_eq!(text.len(), number.to_string().len());
            prop_assert_eq!(text.parse(), Ok(number));
        }

        #[test]
        fn fifteen_digits_are_exact(text in "-?[0-9]{1,8}\\.[0-9]{0,7}") {
            prop_assert_eq!(parse_number(&text), text.parse().ok());
        }
    }
}
