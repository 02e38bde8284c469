//! A screening as numbers, of which `unpack.js` makes the object that serde would make.
//!
//! A value that crosses the boundary by itself costs more than what it says. So what never changes is a constant, known by
//! its number; what was said stays with JavaScript, where it packed that; and what else belongs to one screening only is few
//! values in a list of its own. The numbers:
//!
//! | what | numbers |
//! |---|---|
//! | a screening | the offset of its times in minutes; then its parts, in their order |
//! | a list | how many, and they |
//! | what may be missing | `NONE` in place of its first number; for what has only times, 0 or 1 before them |
//! | a time | milliseconds since 1970, or infinity where it is open |
//! | what was said, `now`, problems, estimates | the place in the own list; `NONE` where JavaScript has it, or there is none |
//! | a name | the question and the item where it was typed; else `NONE`, and its length in UTF-16 units: it is next in the text |
//! | how a name was read | a constant, where it was packed; else as what was said |

use serde::Serialize;
use wasm_bindgen::JsValue;

use super::constants::{Constants, Key, Kind, key};
use super::error::plain;
use crate::disposition::Disposition;
use crate::intake::facts::{Answer, Facts};
use crate::protocol::Protocol;
use crate::protocol::model::{Role, Section, Text};
use crate::screen::lists::{Listed, ListedItem};
use crate::screen::notice::Notice;
use crate::screen::screening::{
    AnswerRef, CitationRef, Clearance, Evidence, Finding, Interval, Missing, Moment, NextQuestion,
    PlanEntry, Screening, Subject,
};

/// In place of a number that is none.
const NONE: f64 = -1.0;

/// What findings of one criterion always say.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Always<'s, 'p> {
    criterion: &'p str,
    role: Role,
    section: Option<Section>,
    message: Option<&'p Text>,
    citation: &'s CitationRef<'p>,
    further_citations: &'s [CitationRef<'p>],
}

/// Where screenings are written. It is kept, so that none needs memory of its own.
#[derive(Default)]
pub(super) struct Pages {
    pub(super) constants: Constants,
    pub(super) numbers: Vec<f64>,
    /// What is neither a constant nor was packed.
    pub(super) text: String,
}

pub(super) struct Writer<'w, 'p> {
    pub(super) facts: &'w Facts<'w>,
    pub(super) protocol: &'p Protocol,
    pub(super) pages: &'w mut Pages,
    /// Then JavaScript has what was said.
    pub(super) is_packed: bool,
}

// INVARIANT: what becomes a constant is borrowed from the protocol, is kept until all are forgotten, or lasts for ever.
impl<'p> Writer<'_, 'p> {
    pub(super) fn screening(mut self, screening: &Screening<'p>) {
        let Screening {
            schema,
            engine,
            protocol,
            now,
            appointment,
            disposition,
            outcome,
            worst_case,
            settled,
            findings,
            lists,
            estimates,
            clearance,
            plan,
            missing,
            next_question,
            set_aside,
            problems,
            notices,
        } = screening;
        self.pages.numbers.clear();
        self.pages.text.clear();
        self.put(f64::from(self.facts.offset.minutes()));
        self.put(f64::from(*schema));
        self.text(engine);
        self.thing(Kind::Protocol, 0, protocol);
        self.own((!self.is_packed).then_some(now));
        self.interval(appointment.start);
        self.interval(appointment.end);
        self.disposition(*disposition);
        match outcome {
            Some(outcome) => self.thing(Kind::Outcome, address(*outcome), outcome),
            None => self.put(NONE),
        }
        self.disposition(*worst_case);
        self.flag(*settled);
        self.each(findings, Self::finding);
        self.each(lists, Self::list);
        self.own((!estimates.is_empty()).then_some(estimates));
        self.clearance(*clearance);
        self.each(plan, Self::plan);
        self.each(missing, Self::missing);
        match next_question {
            Some(next) => self.next_question(next),
            None => self.put(NONE),
        }
        self.each(set_aside, Self::word);
        self.own((!problems.is_empty()).then_some(problems));
        self.each(notices, Self::notice);
    }

    fn put(&mut self, number: f64) {
        self.pages.numbers.push(number);
    }

    fn place(&mut self, place: usize) {
        self.put(number(place));
    }

    fn flag(&mut self, flag: bool) {
        self.put(f64::from(flag));
    }

    fn constant(&mut self, key: Key, make: &dyn Fn() -> JsValue) {
        let number = self.pages.constants.number(key, make);
        self.put(number.into());
    }

    fn text(&mut self, text: &'p str) {
        let key = (text.as_ptr() as usize, text.len());
        self.constant(key, &|| JsValue::from_str(text));
    }

    fn word(&mut self, text: &&'p str) {
        self.text(text);
    }

    fn thing(&mut self, kind: Kind, at: usize, thing: &impl Serialize) {
        self.constant(key(kind, at), &|| plain(thing));
    }

    fn own(&mut self, value: Option<&impl Serialize>) {
        match value {
            Some(value) => {
                let place = self.pages.constants.own(&plain(value));
                self.put(place.into());
            }
            None => self.put(NONE),
        }
    }

    fn by_locale(&mut self, text: &'p Text) {
        self.thing(Kind::Text, address(text), text);
    }

    fn each<T>(&mut self, all: &[T], one: impl Fn(&mut Self, &T)) {
        self.place(all.len());
        for each in all {
            one(self, each);
        }
    }

    fn disposition(&mut self, disposition: Disposition) {
        self.thing(Kind::Disposition, disposition as usize, &disposition);
    }

    fn contribution(&mut self, disposition: Option<Disposition>) {
        match disposition {
            Some(disposition) => self.disposition(disposition),
            None => self.put(NONE),
        }
    }

    fn moment(&mut self, moment: Option<Moment>) {
        let Some(Moment { instant, offset }) = moment.filter(|one| one.instant.is_bounded()) else {
            return self.put(f64::INFINITY);
        };
        debug_assert_eq!(offset, self.facts.offset, "it is written once for all");
        #[expect(clippy::cast_precision_loss, reason = "no moment is beyond 2^53")]
        self.put(instant.millis() as f64);
    }

    fn interval(&mut self, interval: Interval) {
        self.moment(interval.earliest);
        self.moment(interval.latest);
    }

    fn maybe_interval(&mut self, interval: Option<Interval>) {
        self.flag(interval.is_some());
        if let Some(interval) = interval {
            self.interval(interval);
        }
    }

    fn clearance(&mut self, clearance: Clearance) {
        self.moment(clearance.possible_from);
        self.moment(clearance.certain_from);
    }

    /// Its question by its place.
    fn at(&mut self, at: &AnswerRef<'p>) {
        let protocol = self.protocol;
        let key = key(Kind::Question, at.question.as_ptr() as usize);
        self.constant(key, &|| {
            let place = protocol.question_ids.get(at.question);
            place.map_or(NONE, |place| number(place.0)).into()
        });
        match at.item {
            Some(item) => self.place(item),
            None => self.put(NONE),
        }
    }

    /// A name that the person typed.
    fn typed(&mut self, text: &str) {
        let answers = self.facts.answers.iter().enumerate();
        let mut uses = answers.filter_map(|(question, answer)| match answer {
            Answer::Uses(uses) => Some((question, uses)),
            Answer::Missing(_) | Answer::Chosen(_) | Answer::Number(..) | Answer::Event(_) => None,
        });
        let mut found = uses.find_map(|(question, uses)| {
            let item = uses.iter().position(|one| one.named.typed == text)?;
            Some([question, item])
        });
        if let Some(typed) = found.take_if(|_| self.is_packed) {
            return typed.into_iter().for_each(|place| self.place(place));
        }
        self.put(NONE);
        self.place(text.encode_utf16().count());
        self.pages.text.push_str(text);
    }

    fn finding(&mut self, finding: &Finding<'p>) {
        let Finding {
            criterion,
            role,
            section,
            status,
            contributes,
            could_become,
            message,
            evidence,
            culprits,
            clearance,
            citation,
            further_citations,
        } = finding;
        let always = Always {
            criterion,
            role: *role,
            section: *section,
            message: *message,
            citation,
            further_citations,
        };
        self.thing(Kind::Always, criterion.as_ptr() as usize, &always);
        self.thing(Kind::Status, *status as usize, status);
        self.contribution(*contributes);
        self.contribution(*could_become);
        self.each(evidence, Self::evidence);
        self.each(culprits, Self::at);
        self.flag(clearance.is_some());
        if let Some(clearance) = clearance {
            self.clearance(*clearance);
        }
    }

    fn evidence(&mut self, evidence: &Evidence<'p>) {
        let Evidence {
            at,
            said,
            occasion,
            time,
            window,
        } = evidence;
        self.at(at);
        self.own((!self.is_packed).then_some(said));
        match said.named() {
            // It is kept under its number until all are forgotten, and how it was read with it.
            Some(named) if self.is_packed => {
                let key = key(Kind::Reading, address(named));
                self.constant(key, &|| plain(&said.reading()));
            }
            Some(_) => self.own(Some(&said.reading())),
            None => self.put(NONE),
        }
        match occasion {
            Some(occasion) => self.thing(Kind::Occasion, *occasion as usize, occasion),
            None => self.put(NONE),
        }
        self.maybe_interval(*time);
        self.maybe_interval(*window);
    }

    fn list(&mut self, list: &Listed<'p>) {
        let Listed {
            id,
            kind,
            title,
            next,
            items,
        } = list;
        self.text(id);
        self.text(kind.as_str());
        self.by_locale(title);
        match next {
            Some(next) => self.text(next),
            None => self.put(NONE),
        }
        self.each(items, |out, item| {
            let ListedItem {
                criterion,
                label,
                status,
            } = item;
            out.text(criterion);
            match label {
                Some(label) => out.by_locale(label),
                None => out.put(NONE),
            }
            out.text(status.as_str());
        });
    }

    fn plan(&mut self, entry: &PlanEntry<'p>) {
        let PlanEntry {
            kind,
            at,
            subject,
            criterion,
        } = entry;
        self.text(kind.as_str());
        self.moment(at.possible);
        self.moment(at.certain);
        self.flag(matches!(subject, Subject::Activity(_)));
        match subject {
            Subject::Activity(text) => self.by_locale(text),
            Subject::Substance(name) => self.typed(name),
        }
        self.text(criterion);
    }

    fn missing(&mut self, missing: &Missing<'p>) {
        let Missing {
            at,
            ask,
            why,
            could_become,
        } = missing;
        self.at(at);
        self.thing(Kind::Ask, *ask as usize, ask);
        self.thing(Kind::Why, *why as usize, why);
        self.disposition(*could_become);
    }

    fn next_question(&mut self, next: &NextQuestion<'p>) {
        let NextQuestion {
            at,
            ask,
            candidates,
            because,
            could_become,
        } = next;
        self.at(at);
        self.thing(Kind::Ask, *ask as usize, ask);
        self.each(candidates, Self::word);
        self.each(because, Self::word);
        self.disposition(*could_become);
    }

    fn notice(&mut self, notice: &Notice<'p>) {
        let at = match notice {
            Notice::ReviewOverdue(_) => 0,
            Notice::AppointmentImprecise => 1,
            Notice::Note(text) => address(*text),
            Notice::Departure { departure, .. } => address(*departure),
        };
        self.thing(Kind::Notice, at, notice);
    }
}

fn address<T: ?Sized>(thing: &T) -> usize {
    core::ptr::from_ref(thing).cast::<()>() as usize
}

#[expect(clippy::cast_precision_loss, reason = "no place is beyond 2^53")]
fn number(place: usize) -> f64 {
    place as f64
}
