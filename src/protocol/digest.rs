//! The digest by which a screening names the exact rules it was made with.

use core::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::document::{Entry, Node, Value, number_text};
use crate::order;

/// Parts of a protocol that test it and do not change what it says.
pub(super) const LEFT_OUT: [&str; 2] = ["baselines", "cases"];

/// The digest of a document: `sha256-` and 64 hexadecimal digits.
///
/// It is taken of the content and not of the text: the same protocol in TOML and in JSON, with its keys in another order
/// or its comments changed, has the same digest.
pub(super) fn of(root: &Node) -> String {
    let mut canonical = String::new();
    write_value(&root.value, true, &mut canonical);
    of_text(&canonical)
}

/// The digest of a text as it stands.
pub(super) fn of_text(text: &str) -> String {
    let mut digest = "sha256-".to_owned();
    for byte in Sha256::digest(text.as_bytes()) {
        // Writing to a string cannot fail.
        let _ = write!(digest, "{byte:02x}");
    }
    digest
}

/// Compact JSON with sorted keys.
fn write_value(value: &Value, is_root: bool, out: &mut String) {
    match value {
        Value::Null => out.push_str("null"),
        Value::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
        Value::Number(number) => out.push_str(&number_text(*number)),
        Value::Text(text) => write_text(text, out),
        Value::List(items) => {
            out.push('[');
            for (place, item) in items.iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                write_value(&item.value, false, out);
            }
            out.push(']');
        }
        Value::Table(entries) => {
            let mut sorted: Vec<&Entry> = entries
                .iter()
                .filter(|entry| !(is_root && LEFT_OUT.contains(&entry.key.as_str())))
                .collect();
            order::sort(&mut sorted, |a, b| a.key.cmp(&b.key));
            out.push('{');
            for (place, entry) in sorted.into_iter().enumerate() {
                if place > 0 {
                    out.push(',');
                }
                write_text(&entry.key, out);
                out.push(':');
                write_value(&entry.node.value, false, out);
            }
            out.push('}');
        }
    }
}

/// A text with everything escaped that could be taken for the end of it.
fn write_text(text: &str, out: &mut String) {
    let is_plain = |byte: u8| !byte.is_ascii_control() && byte != b'"' && byte != b'\\';
    out.push('"');
    if text.bytes().all(is_plain) {
        out.push_str(text);
    } else {
        for c in text.chars() {
            match c {
                '"' | '\\' => out.extend(['\\', c]),
                c if c.is_ascii_control() => {
                    let _ = write!(out, "\\u{:04x}", u32::from(c));
                }
                c => out.push(c),
            }
        }
    }
    out.push('"');
}
