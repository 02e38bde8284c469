//! What goes wrong, as one kind of JavaScript error: a `name` to tell them apart by, and every diagnostic.

use js_sys::{Error, Reflect};
use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

use crate::diagnostic::Diagnostics;

/// What could not be used.
#[derive(Clone, Copy)]
pub(super) enum Refused {
    Protocol,
    Intake,
    Lexicon,
    Words,
}

impl Refused {
    fn name(self) -> &'static str {
        match self {
            Self::Protocol => "ProtocolError",
            Self::Intake => "IntakeError",
            Self::Lexicon => "LexiconError",
            Self::Words => "WordsError",
        }
    }

    /// The error, with places counted as JavaScript counts.
    pub(super) fn error(self, found: Diagnostics, text: Option<&str>) -> JsValue {
        let found = match text {
            Some(text) => found.in_utf16(text),
            None => found,
        };
        let error = self.message(&found.to_string());
        // Setting a property of an object that was just made cannot fail.
        let _ = Reflect::set(&error, &"diagnostics".into(), &plain(&found));
        error
    }

    /// An error that no diagnostic describes.
    pub(super) fn message(self, message: &str) -> JsValue {
        let error = Error::new(message);
        error.set_name(self.name());
        let _ = Reflect::set(&error, &"diagnostics".into(), &js_sys::Array::new());
        error.into()
    }
}

/// Plain data as JavaScript has it: objects, not `Map`s; nothing to free.
pub(super) fn plain(value: &impl Serialize) -> JsValue {
    let plain = value.serialize(&Serializer::json_compatible());
    plain.unwrap_or_else(|error| error.into())
}
