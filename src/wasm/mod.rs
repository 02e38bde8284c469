//! The classes that JavaScript sees: plain data in, plain data out, one kind of error.
//!
//! Every method takes `&self` and reads its arguments inside its body, so a call with a malformed one changes nothing and
//! the next call works.

#![expect(unreachable_pub, reason = "JavaScript reaches them")]

mod constants;
mod error;
mod packing;
mod resident;
mod screened;
mod value;

use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::Arc;

use js_sys::JsString;
use wasm_bindgen::prelude::*;

use crate::diagnostic::Code;
#[cfg(feature = "author")]
use crate::diagnostic::Diagnostics;
use crate::document::{MAX_BYTES, Path, Report, Value};
use crate::explain::{Line, Mark, explanation};
use crate::intake::read::packed::Texts;
use crate::intake::{Intake, read};
use crate::load::{Checked, Written};
use crate::screen::screening::Screening;
use crate::{document, explain, lexicon, protocol};
use error::{Refused, plain};
use packing::Packing;
use resident::Resident;

#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = include_str!("types.d.ts");

/// The names of drugs, and what they mean.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Lexicon(Arc<lexicon::Lexicon>);

#[wasm_bindgen]
impl Lexicon {
    /// Reads names from rows of columns parted by tabs.
    #[wasm_bindgen(constructor)]
    pub fn new(tsv: &JsValue) -> Result<Lexicon, JsValue> {
        let tsv = text(tsv, Refused::Lexicon)?;
        match lexicon::Lexicon::parse(&tsv) {
            Ok(lexicon) => Ok(Self(Arc::new(lexicon))),
            Err(error) => Err(Refused::Lexicon.message(&error.to_string())),
        }
    }

    /// These names, and those of a wide layer around them.
    #[wasm_bindgen(js_name = withWide)]
    pub fn with_wide(&self, text: &JsValue) -> Result<Lexicon, JsValue> {
        let text = self::text(text, Refused::Lexicon)?;
        match self.0.with_wide(&text) {
            Ok(lexicon) => Ok(Self(Arc::new(lexicon))),
            Err(error) => Err(Refused::Lexicon.message(&error.to_string())),
        }
    }

    /// Names that fit what somebody has typed so far, the best first.
    pub fn suggest(&self, typed: &str) -> Vec<String> {
        let found = self.0.suggest(typed);
        found.into_iter().map(|one| one.name.to_owned()).collect()
    }

    /// The names that ship.
    #[cfg(feature = "builtin")]
    pub fn shipped() -> Lexicon {
        Self(lexicon::Lexicon::wide())
    }
}

/// The words of one language that do not come from a protocol.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Words(explain::Words);

#[wasm_bindgen]
impl Words {
    /// Reads words: JSON, a text for every key.
    #[wasm_bindgen(constructor)]
    pub fn new(locale: &str, json: &JsValue) -> Result<Words, JsValue> {
        let json = text(json, Refused::Words)?;
        match explain::Words::parse(locale, &json) {
            Ok(words) => Ok(Self(words)),
            Err(found) => Err(Refused::Words.error(found, Some(&json))),
        }
    }

    /// The words of a key with its placeholders filled by texts; the key itself where there are none.
    pub fn text(
        &self,
        key: &str,
        #[wasm_bindgen(unchecked_param_type = "{ [placeholder: string]: string }")]
        values: &JsValue,
    ) -> Result<String, JsValue> {
        let mut report = Report::default();
        let Some(values) = value::read(values, &Path::Root, &mut report) else {
            return Err(refused(Refused::Words, report));
        };
        let mut filled = Vec::new();
        if let Value::Table(entries) = &values.value {
            for entry in entries {
                let path = Path::Key(&Path::Root, &entry.key);
                if let Some(text) = document::text(&entry.node, &path, &mut report) {
                    filled.push((entry.key.as_str(), Line::of(Mark::Plain, text)));
                }
            }
        }
        if report.diagnostics.has_errors() {
            return Err(refused(Refused::Words, report));
        }
        Ok(self.0.fill(key, &filled).to_string())
    }

    /// The words that ship in a language.
    #[cfg(feature = "builtin")]
    pub fn shipped(locale: &str) -> Result<Words, JsValue> {
        let file = explain::FILES.iter().find(|(known, _)| *known == locale);
        match file {
            Some((locale, json)) => Self::new(locale, &JsValue::from(*json)),
            None => Err(Refused::Words.message(&format!("no words ship in `{locale}`"))),
        }
    }
}

/// A clinic's protocol, checked.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Protocol(Rc<Loaded>);

#[derive(Debug)]
struct Loaded {
    protocol: protocol::Protocol,
    /// Made when it is first needed: a page that screens once has no use for it.
    packing: OnceCell<Packing>,
}

impl Loaded {
    fn packing(&self) -> &Packing {
        self.packing.get_or_init(|| Packing::of(&self.protocol))
    }
}

impl From<protocol::Protocol> for Protocol {
    fn from(protocol: protocol::Protocol) -> Self {
        Self(Rc::new(Loaded {
            protocol,
            packing: OnceCell::new(),
        }))
    }
}

#[wasm_bindgen]
impl Protocol {
    /// Reads a protocol: an object, or JSON text.
    #[wasm_bindgen(constructor)]
    pub fn new(
        #[wasm_bindgen(unchecked_param_type = "ProtocolSource | string")] source: &JsValue,
        lexicon: &Lexicon,
    ) -> Result<Protocol, JsValue> {
        if source.is_string() {
            let json = text(source, Refused::Protocol)?;
            return accepted(
                protocol::Protocol::check_with(Written::Json(&json), Arc::clone(&lexicon.0)),
                Some(&json),
            );
        }
        let mut report = Report::default();
        match value::read(source, &Path::Root, &mut report) {
            Some(root) => accepted(
                protocol::Protocol::check_data(root, Arc::clone(&lexicon.0)),
                None,
            ),
            None => Err(refused(Refused::Protocol, report)),
        }
    }

    /// Reads JSON text that was written from a protocol whose worked cases hold: it is not looked over again.
    pub fn proved(json: &JsValue, lexicon: &Lexicon) -> Result<Protocol, JsValue> {
        let json = text(json, Refused::Protocol)?;
        match protocol::Protocol::proved(Written::Json(&json), Arc::clone(&lexicon.0)) {
            Ok(protocol) => Ok(Self::from(protocol)),
            Err(found) => Err(Refused::Protocol.error(found, Some(&json))),
        }
    }

    /// Reads a protocol written in TOML.
    #[cfg(feature = "author")]
    pub fn parse(toml: &JsValue, lexicon: &Lexicon) -> Result<Protocol, JsValue> {
        let toml = text(toml, Refused::Protocol)?;
        accepted(
            protocol::Protocol::check_with(Written::Toml(&toml), Arc::clone(&lexicon.0)),
            Some(&toml),
        )
    }

    /// A protocol that ships.
    #[cfg(feature = "builtin")]
    pub fn shipped(id: &str) -> Result<Protocol, JsValue> {
        let shipped = crate::protocols::SHIPPED.iter().find(|one| one.id == id);
        match shipped {
            Some(shipped) => Ok(Self::from(crate::protocols::load(shipped))),
            None => Err(Refused::Protocol.message(&format!("no protocol `{id}` ships"))),
        }
    }

    /// What there is to say about it, without its rules.
    #[wasm_bindgen(unchecked_return_type = "ProtocolInfo")]
    pub fn about(&self) -> JsValue {
        plain(&self.0.protocol.about())
    }

    /// What it asks, in order.
    #[wasm_bindgen(unchecked_return_type = "Question[]")]
    pub fn questions(&self) -> JsValue {
        plain(&self.0.protocol.questions())
    }

    /// What was worth saying about it, though it was accepted.
    #[wasm_bindgen(unchecked_return_type = "Diagnostic[]")]
    pub fn diagnostics(&self) -> JsValue {
        plain(self.0.protocol.warnings())
    }

    /// Screens an intake. The npm package has its own way, over `screen_packed` and `screen_plain`.
    #[cfg(feature = "wasm-alone")]
    #[wasm_bindgen(unchecked_return_type = "Screening")]
    pub fn screen(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Intake")] intake: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let intake = self::intake(intake)?;
        Ok(plain(&self.screening(&intake)?))
    }

    /// The overall answer alone, and which criteria bring it about.
    #[wasm_bindgen(unchecked_return_type = "Judgement")]
    pub fn judge(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Intake")] intake: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let intake = self::intake(intake)?;
        let prepared = self.0.protocol.prepare(&intake);
        let prepared = prepared.map_err(|found| Refused::Intake.error(found, None))?;
        Ok(plain(&prepared.judge()))
    }

    /// An intake that stays while it is being answered.
    pub fn resident(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Intake")] intake: &JsValue,
    ) -> Result<Resident, JsValue> {
        Resident::of(Rc::clone(&self.0), self::intake(intake)?)
    }

    /// What `pack.js` has to know.
    pub fn layout(&self) -> JsValue {
        plain(&self.0.packing().layout(&self.0.protocol))
    }

    /// What `unpack.js` reads beside numbers: first a list of what belongs to one screening only, then what never changes.
    /// More of that comes while it screens.
    pub fn values(&self) -> js_sys::Array {
        self.0.packing().values()
    }

    /// The number of a name from now on, or less than nothing.
    #[wasm_bindgen(js_name = packName)]
    pub fn pack_name(&self, text: &JsString) -> f64 {
        packed(text, |text| {
            self.0.packing().add_name(&self.0.protocol, text)
        })
    }

    /// The number of a time from now on, or less than nothing.
    #[wasm_bindgen(js_name = packTime)]
    pub fn pack_time(&self, text: &JsString) -> f64 {
        packed(text, |text| self.0.packing().add_time(text))
    }

    /// Forgets the numbers of all texts.
    #[wasm_bindgen(js_name = forgetTexts)]
    pub fn forget_texts(&self) {
        self.0.packing().forget();
    }

    /// Screens a packed intake; false if it has to be given as it is.
    #[wasm_bindgen(js_name = screenPacked)]
    pub fn screen_packed(&self) -> bool {
        self.0.packing().screen_packed(&self.0.protocol)
    }

    /// Screens an intake that was not packed.
    #[wasm_bindgen(js_name = screenPlain)]
    pub fn screen_plain(&self, intake: &JsValue) -> Result<(), JsValue> {
        let Loaded { protocol, .. } = &*self.0;
        let intake = self::intake(intake)?;
        let facts = read::read(protocol, &intake);
        let facts = facts.map_err(|found| Refused::Intake.error(found, None))?;
        self.0.packing().screen(protocol, &facts, false);
        Ok(())
    }

    /// Judges so many packed intakes.
    #[wasm_bindgen(js_name = judgePacked)]
    pub fn judge_packed(&self, count: usize) {
        self.0.packing().judge(&self.0.protocol, count);
    }

    /// What to ask now; `null` when nothing that can be asked would change the answer.
    #[cfg(feature = "wasm-alone")]
    #[wasm_bindgen(js_name = nextQuestion, unchecked_return_type = "NextQuestion | null")]
    pub fn next_question(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Intake")] intake: &JsValue,
    ) -> Result<JsValue, JsValue> {
        let intake = self::intake(intake)?;
        Ok(plain(&self.screening(&intake)?.next_question))
    }

    /// A screening in words.
    #[wasm_bindgen(unchecked_return_type = "Explanation")]
    pub fn explain(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Intake")] intake: &JsValue,
        words: &Words,
    ) -> Result<JsValue, JsValue> {
        let intake = self::intake(intake)?;
        let screening = self.screening(&intake)?;
        Ok(plain(&explanation(
            &screening,
            &intake,
            &self.0.protocol,
            &words.0,
        )))
    }

    fn screening(&self, intake: &Intake) -> Result<Screening<'_>, JsValue> {
        let screened = self.0.protocol.screen(intake);
        screened.map_err(|found| Refused::Intake.error(found, None))
    }
}

/// Everything there is to say about a protocol written in TOML, and its rules as JSON once it is right.
#[cfg(feature = "author")]
#[wasm_bindgen(unchecked_return_type = "Check")]
pub fn check(toml: &JsValue, lexicon: &Lexicon) -> Result<JsValue, JsValue> {
    let toml = text(toml, Refused::Protocol)?;
    let checked = protocol::Protocol::check_with(Written::Toml(&toml), Arc::clone(&lexicon.0));
    let cases = checked.run_cases();
    let rules = checked.rules();
    Ok(plain(&Check {
        rules,
        cases,
        diagnostics: checked.diagnostics.in_utf16(&toml),
    }))
}

#[cfg(feature = "author")]
#[derive(serde::Serialize)]
struct Check {
    diagnostics: Diagnostics,
    cases: Option<crate::CaseResults>,
    rules: Option<String>,
}

/// The digest of a text, by which a file that was fetched is known to be the one that was meant.
#[wasm_bindgen]
pub fn digest(text: &str) -> String {
    protocol::digest_of_text(text)
}

/// The memory of the engine, in which intakes are packed.
#[wasm_bindgen(js_name = engineMemory)]
pub fn engine_memory() -> JsValue {
    wasm_bindgen::memory()
}

/// The number of a text that is short and whole; less than nothing for any other.
fn packed(text: &JsString, add: impl FnOnce(&str) -> Option<usize>) -> f64 {
    let is_kept = text.length() <= Texts::LONGEST && text.is_valid_utf16();
    let number = is_kept.then(|| add(&String::from(text))).flatten();
    number
        .and_then(|number| u32::try_from(number).ok())
        .map_or(-1.0, f64::from)
}

fn accepted(checked: Checked, text: Option<&str>) -> Result<Protocol, JsValue> {
    match checked.into_result() {
        Ok(mut protocol) => {
            if let Some(text) = text {
                protocol.warnings = protocol.warnings.in_utf16(text);
            }
            Ok(Protocol::from(protocol))
        }
        Err(found) => Err(Refused::Protocol.error(found, text)),
    }
}

fn intake(value: &JsValue) -> Result<Intake, JsValue> {
    let mut report = Report::default();
    match value::read(value, &Path::Root, &mut report) {
        Some(record) => Ok(Intake::of(record)),
        None => Err(refused(Refused::Intake, report)),
    }
}

fn refused(what: Refused, mut report: Report) -> JsValue {
    report.diagnostics.settle(None);
    what.error(report.diagnostics, None)
}

/// A text that is not too large, looked at before it is copied.
fn text(value: &JsValue, what: Refused) -> Result<String, JsValue> {
    let mut report = Report::default();
    let (code, message) = match value.dyn_ref::<JsString>() {
        Some(text) if usize::try_from(text.length()).is_ok_and(|length| length <= MAX_BYTES) => {
            return Ok(String::from(text));
        }
        Some(_) => (
            Code::TooLarge,
            format!("at most {MAX_BYTES} bytes are read"),
        ),
        None => (Code::WrongType, "expected a text".to_owned()),
    };
    report.add(code, &Path::Root, None, message, None);
    Err(refused(what, report))
}
