//! Numbers to text, by way of serde_json, which does it for JSON anyway, and back: `core` and serde_json bring tables for
//! it, up to a tenth of what a browser downloads.

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

/// The number that digits make, with at most one point among them and `-` before them.
pub(crate) fn parse_number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let are_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() + fraction.len() == 0 || !are_digits(whole) || !are_digits(fraction) {
        return None;
    }
    json_number(text)
}

/// The value of a number of JSON's grammar; none if it is too large. Up to fifteen digits, the last no more than 22 places
/// from the point, give the nearest number; more may give its neighbour, as in many readers of JSON.
pub(super) fn json_number(text: &str) -> Option<f64> {
    /// From here on no further digit fits.
    const FULL: u64 = u64::MAX / 100;
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    // Only too many digits fail here, and ten to that power is nothing or too large anyway.
    let beyond = if exponent.starts_with('-') {
        i32::MIN
    } else {
        i32::MAX
    };
    let mut exponent = exponent.parse().unwrap_or(beyond);
    let mut digits: u64 = 0;
    let mut behind_point = false;
    for byte in mantissa.bytes() {
        match byte {
            b'.' => behind_point = true,
            b'0'..=b'9' => {
                let kept = digits < FULL;
                if kept {
                    digits = digits * 10 + u64::from(byte - b'0');
                }
                exponent = exponent.saturating_add(i32::from(!kept) - i32::from(behind_point));
            }
            _ => {}
        }
    }
    #[expect(
        clippy::cast_precision_loss,
        reason = "rounding to the nearest is what is wanted"
    )]
    let mut number = digits as f64;
    while exponent != 0 && number != 0.0 && number.is_finite() {
        // Up to here a power of ten is exact.
        let step = exponent.clamp(-22, 22);
        let power = (0..step.unsigned_abs()).fold(1.0, |power, _| power * 10.0);
        number = if step < 0 {
            number / power
        } else {
            number * power
        };
        exponent -= step;
    }
    let signed = if text.starts_with('-') {
        -number
    } else {
        number
    };
    number.is_finite().then_some(signed)
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
        fn fifteen_digits_are_exact(text in "-?[0-9]{1,8}\\.[0-9]{0,7}", exponent in -14_i32..=22) {
            prop_assert_eq!(parse_number(&text), text.parse().ok());
            let text = format!("{text}0e{exponent}");
            prop_assert_eq!(json_number(&text), text.parse().ok());
        }

        #[test]
        fn more_are_very_nearly(text in "-?[0-9]{1,40}\\.[0-9]{1,40}(e[+-]?[0-9]{1,3}|e-?[0-9]{12})?") {
            let exact: f64 = text.parse().unwrap();
            let read = json_number(&text).unwrap_or(f64::INFINITY.copysign(exact));
            prop_assert!(read == exact || ((read - exact) / exact).abs() < 1e-13 || exact.abs() < 1e-300 && read.abs() < 1e-290,
                "{} {}", read, exact);
        }
    }
}
