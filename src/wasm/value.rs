//! JavaScript values as documents. What is not plain data is refused with its place; nothing is dropped or guessed.
//!
//! `serde-wasm-bindgen` reads values too, but it takes a `Map` for an object and a `Date` for an empty one, follows a cycle
//! until the stack ends, and lets an exception of a getter pass through Rust. So values come in here and only here.

use js_sys::{Array, JsString, Reflect};
use wasm_bindgen::prelude::*;

use crate::diagnostic::Code;
use crate::document::{Entry, MAX_BYTES, MAX_DEPTH, Node, Path, Report, Value, number_text};

/// As many values are read as the largest text could hold.
const MAX_VALUES: usize = MAX_BYTES / 4;

#[wasm_bindgen]
extern "C" {
    /// The keys that `JSON.stringify` would write.
    #[wasm_bindgen(catch, js_namespace = Object)]
    fn keys(value: &JsValue) -> Result<Array, JsValue>;

    /// `[object Date]`, also for a value of another window.
    #[wasm_bindgen(catch, js_namespace = ["Object", "prototype", "toString"], js_name = call)]
    fn tag(value: &JsValue) -> Result<String, JsValue>;

    #[wasm_bindgen(catch, js_namespace = ["Date", "prototype", "toISOString"], js_name = call)]
    fn iso(value: &JsValue) -> Result<String, JsValue>;
}

/// Reads a value that stands at a place. There is no document if anything in it is not plain data.
pub(super) fn read(value: &JsValue, path: &Path<'_>, report: &mut Report) -> Option<Node> {
    let mut reader = Reader {
        report,
        above: Vec::new(),
        values_left: MAX_VALUES,
        bytes_left: MAX_BYTES,
    };
    let node = reader.node(value, path);
    node.filter(|_| !report.diagnostics.has_errors())
}

struct Reader<'r> {
    report: &'r mut Report,
    /// The objects that the value lies in.
    above: Vec<JsValue>,
    values_left: usize,
    bytes_left: usize,
}

impl Reader<'_> {
    fn node(&mut self, value: &JsValue, path: &Path<'_>) -> Option<Node> {
        let Some(left) = self.values_left.checked_sub(1) else {
            let message = format!("more than {MAX_VALUES} values");
            return self.refuse(Code::TooLarge, message, path);
        };
        self.values_left = left;
        let value = if value.is_null() {
            Value::Null
        } else if let Some(truth) = value.as_bool() {
            Value::Bool(truth)
        } else if let Some(number) = value.as_f64() {
            if !number.is_finite() {
                let message = format!("a number must be finite, found {}", number_text(number));
                return self.refuse(Code::WrongType, message, path);
            }
            Value::Number(number)
        } else if let Some(text) = value.dyn_ref::<JsString>() {
            Value::Text(self.text(text, path)?)
        } else if value.is_object() {
            self.object(value, path)?
        } else {
            let kind = value.js_typeof().as_string().unwrap_or_default();
            return self.refuse(Code::WrongType, not_plain(&kind), path);
        };
        Some(Node::bare(value))
    }

    fn text(&mut self, text: &JsString, path: &Path<'_>) -> Option<String> {
        // Its length is looked at before it is copied.
        let length = usize::try_from(text.length()).unwrap_or(usize::MAX);
        let Some(left) = self.bytes_left.checked_sub(length) else {
            let message = format!("more than {MAX_BYTES} bytes of text");
            return self.refuse(Code::TooLarge, message, path);
        };
        self.bytes_left = left;
        if !text.is_valid_utf16() {
            let message = "half a character: the text has a lone surrogate";
            return self.refuse(Code::WrongType, message.to_owned(), path);
        }
        Some(String::from(text))
    }

    fn object(&mut self, value: &JsValue, path: &Path<'_>) -> Option<Value> {
        if self.above.contains(value) {
            let message = "an object that contains itself".to_owned();
            return self.refuse(Code::TooDeep, message, path);
        }
        if self.above.len() > MAX_DEPTH {
            let message = format!("nested more than {MAX_DEPTH} levels deep");
            return self.refuse(Code::TooDeep, message, path);
        }
        self.above.push(value.clone());
        let read = if let Some(list) = value.dyn_ref::<Array>() {
            self.list(list, path)
        } else {
            match tag(value).as_deref() {
                Ok("[object Object]") => self.table(value, path),
                Ok("[object Date]") => self.date(value, path),
                Ok(tag) => {
                    let kind = tag.strip_prefix("[object ").unwrap_or(tag);
                    let kind = kind.trim_end_matches(']');
                    self.refuse(Code::WrongType, not_plain(kind), path)
                }
                Err(thrown) => self.unreadable(thrown, path),
            }
        };
        self.above.pop();
        read
    }

    /// A moment in UTC. An invalid date throws.
    fn date(&mut self, value: &JsValue, path: &Path<'_>) -> Option<Value> {
        match iso(value) {
            Ok(text) => Some(Value::Text(text)),
            Err(thrown) => self.unreadable(&thrown, path),
        }
    }

    fn list(&mut self, list: &Array, path: &Path<'_>) -> Option<Value> {
        let mut items = Vec::new();
        for index in 0..list.length() {
            let here = usize::try_from(index).unwrap_or(usize::MAX);
            let here = Path::Index(path, here);
            let item = match Reflect::get_u32(list, index) {
                Ok(item) => self.node(&item, &here),
                Err(thrown) => self.unreadable(&thrown, &here),
            };
            items.push(item?);
        }
        Some(Value::List(items))
    }

    /// A key whose value is `undefined` is not there, as everywhere in JavaScript.
    fn table(&mut self, object: &JsValue, path: &Path<'_>) -> Option<Value> {
        let keys = match keys(object) {
            Ok(keys) => keys,
            Err(thrown) => return self.unreadable(&thrown, path),
        };
        let mut entries = Vec::new();
        for key in keys.iter() {
            let Some(name) = key.dyn_ref::<JsString>() else {
                continue;
            };
            let name = self.text(name, path)?;
            let here = Path::Key(path, &name);
            let node = match Reflect::get(object, &key) {
                Ok(value) if value.is_undefined() => continue,
                Ok(value) => self.node(&value, &here),
                Err(thrown) => self.unreadable(&thrown, &here),
            };
            // Whatever is wrong with one answer, the others are looked at too.
            if let Some(node) = node {
                entries.push(Entry {
                    key_span: None,
                    node,
                    key: name,
                });
            }
        }
        Some(Value::Table(entries))
    }

    fn unreadable<T>(&mut self, thrown: &JsValue, path: &Path<'_>) -> Option<T> {
        let error = thrown.dyn_ref::<js_sys::Error>();
        let why = error.map_or_else(String::new, |error| {
            format!(": {}", String::from(error.message()))
        });
        self.refuse(Code::WrongType, format!("could not be read{why}"), path)
    }

    fn refuse<T>(&mut self, code: Code, message: String, path: &Path<'_>) -> Option<T> {
        let help = (code == Code::WrongType)
            .then(|| "give plain data: what JSON has, and a `Date` for a moment".to_owned());
        self.report.add(code, path, None, message, help);
        None
    }
}

fn not_plain(kind: &str) -> String {
    format!("expected plain data, found a value of type {kind}")
}
