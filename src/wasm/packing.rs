//! The memory through which JavaScript hands over packed intakes, and gets back what they come to.
//!
//! How an intake is packed is said in `intake::read::packed`. What it comes to is `REFUSED`, if it has to be given as it is;
//! else the overall answer, what it may become at worst, how many criteria there are that are not clear, and for each its
//! place, if it is raised, or one less than its place negated, if it is possible. A whole screening is said in `screened`.

use core::cell::{Cell, RefCell};
use core::fmt;

use js_sys::Array;
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::screened::{Pages, Writer};
use crate::disposition::Disposition;
use crate::intake::facts::{Answer, Facts};
use crate::intake::read::packed::{Texts, Unpacking};
use crate::protocol::Protocol;
use crate::protocol::model::QuestionIndex;
use crate::screen::kept::Kept;
use crate::screen::screening::{Ask, Status};
use crate::screen::{self, Fact};
use crate::time::Zone;

/// As many numbers are packed at once; an intake of more is given as it is.
const ROOM: usize = 8192;

/// In place of an overall answer.
const REFUSED: f64 = -1.0;

pub(super) struct Packing {
    /// Intakes, one after the other, each after its length.
    packed: Box<[Cell<f64>]>,
    results: Box<[Cell<f64>]>,
    texts: RefCell<Texts>,
    /// Kept, so that an intake does not need memory of its own.
    answers: RefCell<Vec<Answer>>,
    pages: RefCell<Pages>,
}

impl Packing {
    pub(super) fn of(protocol: &Protocol) -> Self {
        let room = |numbers| vec![Cell::new(0.0); numbers].into_boxed_slice();
        Self {
            packed: room(ROOM),
            results: room(ROOM.max(4 * longest_result(protocol))),
            texts: RefCell::default(),
            answers: RefCell::default(),
            pages: RefCell::default(),
        }
    }

    pub(super) fn layout<'a>(&'a self, protocol: &'a Protocol) -> Layout<'a> {
        Layout {
            packing: self,
            protocol,
        }
    }

    pub(super) fn add_name(&self, protocol: &Protocol, text: &str) -> Option<usize> {
        self.texts.borrow_mut().add_name(protocol, text)
    }

    pub(super) fn add_time(&self, text: &str) -> Option<usize> {
        self.texts.borrow_mut().add_time(text)
    }

    pub(super) fn forget(&self) {
        self.texts.take();
        self.pages.borrow_mut().constants.forget();
    }

    /// Reads the answer to one question.
    pub(super) fn answer(
        &self,
        protocol: &Protocol,
        zone: &Zone,
    ) -> Option<(QuestionIndex, Answer)> {
        let mut unpacking = Unpacking {
            protocol,
            texts: &self.texts.borrow(),
            numbers: next(&mut &*self.packed)?,
        };
        unpacking.answer(zone)
    }

    /// Says where an intake stands: the overall answer, what it may become at worst; the place of the question to ask now,
    /// which item of its answer, what of it, each `REFUSED` where there is none.
    pub(super) fn step(&self, protocol: &Protocol, kept: &Kept) {
        let mut out = Out(self.results.iter());
        let (disposition, worst_case) = kept.judge_each(&mut |_, _| {});
        let next = kept.next(protocol);
        let place = |place: Option<usize>| place.map_or(REFUSED, number);
        out.put(number(disposition as usize));
        out.put(number(worst_case as usize));
        out.put(place(next.map(|fact| fact.question().0)));
        out.put(place(next.and_then(Fact::item)));
        out.put(place(next.map(|fact| screen::ask(fact) as usize)));
    }

    /// What JavaScript reads beside numbers.
    pub(super) fn values(&self) -> Array {
        self.pages.borrow().constants.made().clone()
    }

    /// Screens a packed intake; false if it has to be given as it is.
    pub(super) fn screen_packed(&self, protocol: &Protocol) -> bool {
        let (texts, mut answers) = (self.texts.borrow(), self.answers.borrow_mut());
        let mut unpacking = Unpacking {
            protocol,
            texts: &texts,
            numbers: next(&mut &*self.packed).unwrap_or_default(),
        };
        let facts = unpacking.intake(protocol, &mut answers);
        // That a start has passed is a problem to be told, and only the plain way does.
        let facts = facts.filter(|facts| facts.start.latest() >= facts.zone.now);
        if let Some(facts) = &facts {
            self.screen(protocol, facts, true);
        }
        facts.is_some()
    }

    /// Writes a screening, and where it is: the address and the number of its numbers, the address and the length of its
    /// text.
    pub(super) fn screen(&self, protocol: &Protocol, facts: &Facts<'_>, is_packed: bool) {
        let mut pages = self.pages.borrow_mut();
        let writer = Writer {
            facts,
            protocol,
            pages: &mut pages,
            is_packed,
        };
        writer.screening(&screen::screen(protocol, facts));
        let Pages { numbers, text, .. } = &*pages;
        let mut out = Out(self.results.iter());
        let (numbers_at, text_at) = (numbers.as_ptr() as usize, text.as_ptr() as usize);
        for known in [numbers_at, numbers.len(), text_at, text.len()] {
            out.put(number(known));
        }
    }

    /// Judges so many intakes.
    pub(super) fn judge(&self, protocol: &Protocol, count: usize) {
        let mut out = Out(self.results.iter());
        let (texts, mut answers) = (self.texts.borrow(), self.answers.borrow_mut());
        let mut rest = &*self.packed;
        for _ in 0..count {
            let Some(numbers) = next(&mut rest) else {
                return;
            };
            let mut unpacking = Unpacking {
                protocol,
                texts: &texts,
                numbers,
            };
            let Some(facts) = unpacking.intake(protocol, &mut answers) else {
                out.put(REFUSED);
                continue;
            };
            out.judgement(|each| screen::judge_each(protocol, &facts, each));
        }
    }

    /// Says what an intake comes to.
    pub(super) fn judge_kept(&self, kept: &Kept) {
        Out(self.results.iter()).judgement(|each| kept.judge_each(each));
    }
}

/// The numbers of one intake, after its length.
fn next<'s>(rest: &mut &'s [Cell<f64>]) -> Option<&'s [Cell<f64>]> {
    let (length, after) = rest.split_first()?;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a length that is none leaves nothing to read"
    )]
    let (numbers, after) = after.split_at_checked(length.get() as usize)?;
    *rest = after;
    Some(numbers)
}

struct Out<'s>(core::slice::Iter<'s, Cell<f64>>);

impl Out<'_> {
    fn put(&mut self, number: f64) {
        debug_assert!(self.0.len() > 0, "there is room for every result");
        if let Some(cell) = self.0.next() {
            cell.set(number);
        }
    }

    fn judgement(
        &mut self,
        judge_each: impl FnOnce(&mut dyn FnMut(usize, Status)) -> (Disposition, Disposition),
    ) {
        // These stand before the criteria, and are known after them.
        let head = [self.0.next(), self.0.next(), self.0.next()];
        let mut found = 0;
        let (disposition, worst_case) = judge_each(&mut |place, status| {
            found += 1;
            self.put(match status {
                Status::Raised => number(place),
                Status::Possible | Status::Clear => -1.0 - number(place),
            });
        });
        let known = [disposition as usize, worst_case as usize, found];
        for (cell, known) in head.into_iter().flatten().zip(known) {
            cell.set(number(known));
        }
    }
}

#[expect(clippy::cast_precision_loss, reason = "no place is beyond 2^53")]
fn number(place: usize) -> f64 {
    place as f64
}

fn longest_result(protocol: &Protocol) -> usize {
    protocol.criteria.len() + 4
}

/// All that JavaScript has to know in order to pack and to read what comes of it.
pub(super) struct Layout<'a> {
    packing: &'a Packing,
    protocol: &'a Protocol,
}

impl Serialize for Layout<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { packing, protocol } = self;
        let criteria = 0..=protocol.criteria.len();
        let criteria: Vec<&str> = criteria
            .map(|place| screen::criterion_id(protocol, place))
            .collect();
        let questions = protocol.questions.iter();
        let questions: Vec<&str> = questions.map(|question| question.id.as_str()).collect();
        let mut out = serializer.serialize_struct("Layout", 10)?;
        out.serialize_field("packedAt", &(packing.packed.as_ptr() as usize))?;
        out.serialize_field("packedRoom", &packing.packed.len())?;
        out.serialize_field("resultsAt", &(packing.results.as_ptr() as usize))?;
        out.serialize_field("resultsRoom", &packing.results.len())?;
        out.serialize_field("longestResult", &longest_result(protocol))?;
        out.serialize_field("mostTexts", &Texts::MOST)?;
        out.serialize_field("criteria", &criteria)?;
        out.serialize_field("questions", &questions)?;
        out.serialize_field("dispositions", &Disposition::ALL)?;
        out.serialize_field("asks", &Ask::ALL)?;
        out.end()
    }
}

impl fmt::Debug for Packing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Packing").finish_non_exhaustive()
    }
}
