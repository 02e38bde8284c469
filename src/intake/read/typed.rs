//! What typed values come to, however they were given: every rule about answers that is not about their spelling.
//!
//! The reader of documents and the reader of packed intakes both end here, so that neither can be more lenient.

use crate::Truth;
use crate::diagnostic::Code;
use crate::document::number_text;
use crate::intake::facts::{Answer, When, possible_starts};
use crate::protocol::Protocol;
use crate::protocol::condition::{NO, YES};
use crate::protocol::model::{QuestionOption, Tense};
use crate::time::{ImpreciseTime, Instant, Zone};

/// What is wrong with a value, and what to say about it.
pub(super) type Wrong = (Code, String);
pub(super) type Read = Result<Answer, Wrong>;

/// More uses than this in one answer are not a list that anybody typed.
pub(super) const MAX_USES: usize = 1000;

pub(super) fn bad(message: impl Into<String>) -> Wrong {
    (Code::BadAnswer, message.into())
}

pub(super) fn yes_no(yes: bool) -> Answer {
    Answer::Chosen(if yes { YES } else { NO })
}

/// Several options, as bits.
pub(super) fn many(chosen: u64, options: &[QuestionOption]) -> Read {
    let picked = options
        .iter()
        .enumerate()
        .filter(|(place, _)| chosen & (1 << place) != 0);
    let exclusive = picked
        .map(|(_, option)| option)
        .find(|option| option.exclusive);
    match exclusive {
        Some(option) if chosen.count_ones() > 1 => Err((
            Code::Contradiction,
            format!("`{}` was chosen together with others", option.id),
        )),
        _ => Ok(Answer::Chosen(chosen)),
    }
}

pub(super) fn number((low, high): (f64, f64), min: f64, max: f64, whole: bool) -> Read {
    if low.is_nan() || high.is_nan() || low > high {
        return Err(bad("the range is upside down"));
    }
    if low < min || high > max {
        return Err((
            Code::OutOfRange,
            format!(
                "the number lies outside {} to {}",
                number_text(min),
                number_text(max)
            ),
        ));
    }
    if whole && low == high && low.fract() != 0.0 {
        return Err(bad("expected a whole number"));
    }
    Ok(Answer::Number(low, high))
}

/// A time between two others, each of which may be open.
pub(super) fn between(
    earliest: Option<ImpreciseTime>,
    latest: Option<ImpreciseTime>,
) -> Result<ImpreciseTime, String> {
    let earliest = earliest.map_or(Instant::UNBOUNDED_PAST, ImpreciseTime::earliest);
    let latest = latest.map_or(Instant::UNBOUNDED_FUTURE, ImpreciseTime::latest);
    ImpreciseTime::between(earliest, latest)
        .ok_or_else(|| "`earliest` is later than `latest`".to_owned())
}

/// A past use is never later than now, a planned one never earlier.
pub(super) fn at(time: ImpreciseTime, tense: Tense, now: Instant) -> Result<When, Wrong> {
    let (allowed, message) = match tense {
        Tense::Past => (
            ImpreciseTime::not_after(now),
            "this lies in the past, but the time given is still to come",
        ),
        Tense::Future => (
            ImpreciseTime::not_before(now),
            "this is planned, but the time given has passed",
        ),
    };
    let time = time.intersect(allowed);
    time.map(When::At)
        .ok_or_else(|| (Code::Contradiction, message.to_owned()))
}

/// The answer to "when?", where it may have to be some time.
pub(super) fn event(when: When, never: bool) -> Read {
    match when {
        When::Never if !never => Err(bad("this has happened, or will, so it cannot be `never`")),
        When::Never | When::At(_) | When::Unclear(_) => Ok(Answer::Event(when)),
    }
}

/// Whether a use goes on, given when it was last.
pub(super) fn goes_on(last: When, ongoing: Option<Truth>) -> Result<Option<Truth>, Wrong> {
    match (last, ongoing) {
        (When::Never, Some(Truth::True)) => Err((
            Code::Contradiction,
            "it goes on, and was never taken".to_owned(),
        )),
        // What was never taken does not go on; that need not be asked.
        (When::Never, _) => Ok(Some(Truth::False)),
        (When::At(_) | When::Unclear(_), ongoing) => Ok(ongoing),
    }
}

/// Start and end of the treatment. With no appointment it starts now.
pub(super) fn treatment(
    protocol: &Protocol,
    start: Option<ImpreciseTime>,
    end: Option<ImpreciseTime>,
    zone: &Zone,
) -> Result<(ImpreciseTime, ImpreciseTime), &'static str> {
    let start = match (start, end) {
        (None, Some(_)) => return Err("an appointment with an `end` needs a `start`"),
        (start, _) => start.unwrap_or(ImpreciseTime::exact(zone.now)),
    };
    let end = end.unwrap_or_else(|| usual_end(protocol, possible_starts(start, zone.now), zone));
    if end.latest() < start.earliest() {
        return Err("the appointment ends before it starts");
    }
    // Whatever else is unknown of the end, it is not before the start.
    let end = end
        .intersect(ImpreciseTime::not_before(start.earliest()))
        .unwrap_or(end);
    Ok((start, end))
}

fn usual_end(protocol: &Protocol, start: ImpreciseTime, zone: &Zone) -> ImpreciseTime {
    let range = protocol.treatment.duration.map(|(least, most)| {
        zone.after(least, start.earliest())
            .hull(zone.after(most, start.latest()))
    });
    range.unwrap_or_else(|| ImpreciseTime::not_before(start.earliest()))
}
