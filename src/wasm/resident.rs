//! An intake that stays in the engine while it is being answered. What was said stays in JavaScript, which gives it whole
//! where all of it is wanted.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use wasm_bindgen::prelude::*;

use super::error::{Refused, plain};
use super::{Loaded, refused, value};
use crate::document::{Node, Path, Report};
use crate::intake::{Intake, read};
use crate::screen::kept::Kept;

/// See `resident.js`, which has what people use.
#[wasm_bindgen]
pub struct Resident {
    loaded: Rc<Loaded>,
    kept: RefCell<Kept>,
    /// Until JavaScript takes it.
    record: Cell<Option<Node>>,
}

#[wasm_bindgen]
impl Resident {
    /// The intake as it was read: plain data, of which nobody else holds a part.
    #[wasm_bindgen(js_name = takeIntake)]
    pub fn take_intake(&self) -> JsValue {
        plain(&self.record.take())
    }

    /// Changes the answer that was packed; false if it has to be given as it is.
    #[wasm_bindgen(js_name = setPacked)]
    pub fn set_packed(&self) -> bool {
        let Loaded { protocol, .. } = &*self.loaded;
        let mut kept = self.kept.borrow_mut();
        let packed = self.loaded.packing().answer(protocol, kept.zone());
        let is_certain = packed.is_some();
        if let Some((question, answer)) = packed {
            kept.set(protocol, question, answer);
            self.loaded.packing().step(protocol, &kept);
        }
        is_certain
    }

    /// Changes an answer; gives it back as plain data.
    pub fn set(&self, question: &str, answer: &JsValue) -> Result<JsValue, JsValue> {
        let protocol = &self.loaded.protocol;
        let answers = Path::Key(&Path::Root, "answers");
        let mut report = Report::default();
        let Some(node) = value::read(answer, &Path::Key(&answers, question), &mut report) else {
            return Err(refused(Refused::Intake, report));
        };
        let mut kept = self.kept.borrow_mut();
        let (place, answer) = read::read_answer(protocol, question, &node, kept.zone())
            .map_err(|found| Refused::Intake.error(found, None))?;
        kept.set(protocol, place, answer);
        self.loaded.packing().step(protocol, &kept);
        Ok(plain(&node))
    }

    /// Takes an answer back.
    pub fn remove(&self, question: &str) -> Result<(), JsValue> {
        let protocol = &self.loaded.protocol;
        let place = read::find_question(protocol, question)
            .map_err(|found| Refused::Intake.error(found, None))?;
        let mut kept = self.kept.borrow_mut();
        kept.remove(protocol, place);
        self.loaded.packing().step(protocol, &kept);
        Ok(())
    }

    /// Writes where the intake stands.
    pub fn step(&self) {
        let Loaded { protocol, .. } = &*self.loaded;
        self.loaded.packing().step(protocol, &self.kept.borrow());
    }

    /// Writes what the intake comes to.
    pub fn judge(&self) {
        self.loaded.packing().judge_kept(&self.kept.borrow());
    }
}

impl Resident {
    pub(super) fn of(loaded: Rc<Loaded>, intake: Intake) -> Result<Self, JsValue> {
        let facts = read::read(&loaded.protocol, &intake);
        let kept = facts
            .map(Kept::of)
            .map_err(|found| Refused::Intake.error(found, None))?;
        Ok(Self {
            loaded,
            kept: RefCell::new(kept),
            record: Cell::new(Some(intake.record)),
        })
    }
}

/// Says nothing of the answers.
impl core::fmt::Debug for Resident {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Resident").finish_non_exhaustive()
    }
}
