//! An intake as numbers: what JavaScript packs into the engine's memory, so that no value crosses the boundary by itself.
//!
//! Only what is certain is packed, and only what needs no report is read: wherever a document would have been reported as
//! not understood, there is no answer here, and whoever asked reads the document instead. The layout, number by number:
//!
//! | what | numbers |
//! |---|---|
//! | an intake | now, start and end as times; how many answers; for each the place of its question, and the answer |
//! | a time | one of the tags below; for `TEXT` the text's number, for `MOMENT` milliseconds since 1970, for `RANGE` two texts, each of which may be `OPEN` |
//! | an answer | `UNKNOWN`, or what its question asks for |
//! | yes or no | `GIVEN`, 0 or 1 |
//! | options | `GIVEN`, the lower 32 bits, the upper 32 bits |
//! | a number | `GIVEN`, the number |
//! | a time | a time, which may be `NEVER` |
//! | uses | `GIVEN`, how many; for each the name's number, the last use as a time, `ongoing` as a tag and, if `GIVEN`, 0 or 1, the next use as a time |

use core::cell::Cell;
use std::borrow::Cow;
use std::sync::Arc;

use super::typed::{self, MAX_USES, Read};
use super::uses;
use crate::Truth;
use crate::intake::facts::{Answer, Facts, Missing, Named, Use, When};
use crate::protocol::Protocol;
use crate::protocol::model::{QuestionIndex, QuestionKind, Tense};
use crate::time::{ImpreciseTime, Instant, Offset, Written, Zone};

/// The tags; `pack.js` has the same.
pub(crate) const ABSENT: usize = 0;
/// `null`.
pub(crate) const UNKNOWN: usize = 1;
pub(crate) const GIVEN: usize = 2;
pub(crate) const NEVER: usize = 3;
pub(crate) const TEXT: usize = 4;
pub(crate) const MOMENT: usize = 5;
pub(crate) const RANGE: usize = 6;
/// In place of a text's number: that end of the range is open.
pub(crate) const OPEN: f64 = -1.0;

/// Texts that were read once, by the numbers under which JavaScript knows them.
#[derive(Default)]
pub(crate) struct Texts {
    names: Vec<Arc<Named>>,
    times: Vec<Written>,
}

impl Texts {
    /// More names, or more times, than these are not kept: JavaScript then starts anew.
    pub(crate) const MOST: usize = 4096;
    /// Longer texts, in UTF-16 units, are not kept.
    pub(crate) const LONGEST: u32 = 256;

    /// The number of a name from now on; `None` for a text that is no name, or of which there are too many.
    pub(crate) fn add_name(&mut self, protocol: &Protocol, typed: &str) -> Option<usize> {
        (!uses::says_nothing(typed))
            .then(|| uses::unasked(protocol, typed))
            .and_then(|named| add(&mut self.names, named))
    }

    /// The number of a time from now on; `None` for a text that is no time, or of which there are too many.
    pub(crate) fn add_time(&mut self, text: &str) -> Option<usize> {
        add(&mut self.times, Written::read(text).ok()?)
    }
}

fn add<T>(known: &mut Vec<T>, new: T) -> Option<usize> {
    let number = known.len();
    (number < Texts::MOST).then(|| {
        known.push(new);
        number
    })
}

/// What is still to be read.
pub(crate) struct Unpacking<'s> {
    pub(crate) protocol: &'s Protocol,
    pub(crate) texts: &'s Texts,
    pub(crate) numbers: &'s [Cell<f64>],
}

impl Unpacking<'_> {
    /// Reads the next intake. Its answers are put into `answers`, one for each question.
    pub(crate) fn intake<'a>(
        &mut self,
        protocol: &'a Protocol,
        answers: &'a mut Vec<Answer>,
    ) -> Option<Facts<'a>> {
        let (now, now_offset) = self.now()?;
        let zone = Zone {
            now,
            offset: now_offset,
        };
        let (start, start_offset) = self.appointment(&zone)?;
        let (end, _) = self.appointment(&zone)?;
        let (start, end) = typed::treatment(protocol, start, end, &zone).ok()?;
        answers.clear();
        answers.resize(protocol.questions.len(), Answer::Missing(Missing::NotAsked));
        for _ in 0..self.place()? {
            let (QuestionIndex(index), answer) = self.answer(&zone)?;
            *answers.get_mut(index)? = answer;
        }
        Some(Facts {
            protocol,
            zone,
            now_text: "",
            offset: start_offset.or(now_offset).unwrap_or(Offset::UTC),
            start,
            end,
            answers: Cow::Borrowed(answers),
            record: None,
            problems: Default::default(),
        })
    }

    fn now(&mut self) -> Option<(Instant, Option<Offset>)> {
        match self.place()? {
            TEXT => {
                let (_, now, offset) = self.text()?.moment()?;
                Some((now, offset))
            }
            MOMENT => Some((self.moment()?, None)),
            _ => None,
        }
    }

    /// A time of the appointment, with its offset if it says one.
    fn appointment(&mut self, zone: &Zone) -> Option<(Option<ImpreciseTime>, Option<Offset>)> {
        match self.place()? {
            ABSENT => Some((None, None)),
            TEXT => {
                let text = self.text()?;
                let offset = text.moment().and_then(|(_, _, offset)| offset);
                Some((Some(text.time(zone)?), offset))
            }
            tag => Some((Some(self.time(tag, zone)?), None)),
        }
    }

    /// The next answer, and to which question.
    pub(crate) fn answer(&mut self, zone: &Zone) -> Option<(QuestionIndex, Answer)> {
        let place = self.place()?;
        let question = self.protocol.questions.get(place)?;
        let tag = self.place()?;
        let read: Read = match (&question.kind, tag) {
            (_, UNKNOWN) => Ok(Answer::Missing(Missing::DontKnow)),
            (QuestionKind::Time { tense, never }, tag) => {
                typed::event(self.when(tag, *tense, zone)?, *never)
            }
            (QuestionKind::YesNo, GIVEN) => Ok(typed::yes_no(self.flag()?)),
            (QuestionKind::One(_), GIVEN) => Ok(Answer::Chosen(self.bits()?)),
            (QuestionKind::Many(options), GIVEN) => typed::many(self.bits()?, options),
            (
                QuestionKind::Number {
                    min, max, whole, ..
                },
                GIVEN,
            ) => {
                let number = self.next()?;
                typed::number((number, number), *min, *max, *whole)
            }
            (QuestionKind::Uses, GIVEN) => Ok(Answer::Uses(self.uses(zone)?)),
            _ => return None,
        };
        Some((QuestionIndex(place), read.ok()?))
    }

    fn uses(&mut self, zone: &Zone) -> Option<Vec<Use>> {
        let count = self.place()?;
        if count > MAX_USES {
            return None;
        }
        let mut uses = Vec::with_capacity(count);
        for _ in 0..count {
            let name = self.place()?;
            let named = Arc::clone(self.texts.names.get(name)?);
            let last = match self.place()? {
                ABSENT => When::Unclear(Missing::NotAsked),
                tag => self.when(tag, Tense::Past, zone)?,
            };
            let ongoing = match self.place()? {
                ABSENT => None,
                UNKNOWN => Some(Truth::Unknown),
                _ => Some(self.flag()?.into()),
            };
            let next = match self.place()? {
                ABSENT => When::Never,
                tag => self.when(tag, Tense::Future, zone)?,
            };
            uses.push(Use {
                named,
                last,
                ongoing: typed::goes_on(last, ongoing).ok()?,
                next,
            });
        }
        Some(uses)
    }

    fn when(&mut self, tag: usize, tense: Tense, zone: &Zone) -> Option<When> {
        match tag {
            UNKNOWN => Some(When::Unclear(Missing::DontKnow)),
            NEVER => Some(When::Never),
            _ => typed::at(self.time(tag, zone)?, tense, zone.now).ok(),
        }
    }

    fn time(&mut self, tag: usize, zone: &Zone) -> Option<ImpreciseTime> {
        match tag {
            TEXT => self.text()?.time(zone),
            MOMENT => Some(ImpreciseTime::exact(self.moment()?)),
            RANGE => {
                let (earliest, latest) = (self.end_of_range(zone)?, self.end_of_range(zone)?);
                typed::between(earliest, latest).ok()
            }
            _ => None,
        }
    }

    fn end_of_range(&mut self, zone: &Zone) -> Option<Option<ImpreciseTime>> {
        if self.numbers.first()?.get() == OPEN {
            self.next()?;
            return Some(None);
        }
        Some(Some(self.text()?.time(zone)?))
    }

    fn text(&mut self) -> Option<Written> {
        let number = self.place()?;
        self.texts.times.get(number).copied()
    }

    fn moment(&mut self) -> Option<Instant> {
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a `Date` holds whole milliseconds, far fewer than 2^53"
        )]
        let moment = Instant::from_millis(self.next()? as i64);
        moment.is_bounded().then_some(moment)
    }

    fn flag(&mut self) -> Option<bool> {
        Some(self.next()? != 0.0)
    }

    fn bits(&mut self) -> Option<u64> {
        let (low, high) = (self.next()?, self.next()?);
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "both are whole and less than 2^32"
        )]
        let bits = u64::from(low as u32) | u64::from(high as u32) << 32;
        Some(bits)
    }

    /// A number that counts something.
    fn place(&mut self) -> Option<usize> {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "what was packed is whole, and what would be too large leads nowhere"
        )]
        let place = self.next()? as usize;
        Some(place)
    }

    fn next(&mut self) -> Option<f64> {
        let (first, rest) = self.numbers.split_first()?;
        self.numbers = rest;
        Some(first.get())
    }
}
