//! What may still be said: every gap of an intake, and answers that may fill it, those that matter before all others.

use crate::generators::Picks;
use crate::model::{
    Answer, FAR, HOUR, Intake, Kind, Known, MINUTE, Means, NAMES, Ongoing, Protocol, Span, Tense,
    Time, Use, Washed,
};
use crate::reference::later;

/// Something that is not known, or not known exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Gap {
    Start,
    End,
    Answer(usize),
    Name(usize, usize),
    Last(usize, usize),
    Ongoing(usize, usize),
    Next(usize, usize),
}

/// Every gap, in an order in which they can be filled.
pub(crate) fn gaps(protocol: &Protocol, intake: &Intake) -> Vec<Gap> {
    let mut gaps = Vec::new();
    if !matches!(intake.start, Some(Time::Exact(_))) {
        gaps.push(Gap::Start);
    }
    if !matches!(intake.end, Some(Time::Exact(_))) {
        gaps.push(Gap::End);
    }
    let is_exact = |time: &Time, tense| match time.known(tense, intake.now, intake.offset) {
        Known::Never => true,
        Known::Between(low, high) => low == high && matches!(time, Time::Exact(_)),
        Known::Unclear => false,
    };
    for (place, question) in protocol.questions.iter().enumerate() {
        match (&intake.answers[place], &question.kind) {
            (None | Some(Answer::Null | Answer::Bad(_) | Answer::Range(..)), _) => {
                gaps.push(Gap::Answer(place));
            }
            (Some(Answer::Time(time)), Kind::Time(tense)) => {
                if !is_exact(time, *tense) {
                    gaps.push(Gap::Answer(place));
                }
            }
            (Some(Answer::Uses(uses)), _) => {
                for (item, one) in uses.iter().enumerate() {
                    if !one.is_understood() && !one.fits_nothing() {
                        gaps.push(Gap::Name(place, item));
                    }
                    if !matches!(one.ongoing, Some(Ongoing::Known(_))) {
                        gaps.push(Gap::Ongoing(place, item));
                    }
                    let last = one
                        .last
                        .as_ref()
                        .filter(|last| !contradicts(last, one.ongoing));
                    if !last.is_some_and(|last| is_exact(last, Tense::Past)) {
                        gaps.push(Gap::Last(place, item));
                    }
                    if one
                        .next
                        .as_ref()
                        .is_some_and(|next| !is_exact(next, Tense::Future))
                    {
                        gaps.push(Gap::Next(place, item));
                    }
                }
            }
            (Some(_), _) => {}
        }
    }
    gaps
}

/// What goes on was taken.
fn contradicts(last: &Time, ongoing: Option<Ongoing>) -> bool {
    *last == Time::Never && ongoing == Some(Ongoing::Known(true))
}

/// The intake with every gap filled.
pub(crate) fn complete(picks: &mut impl Picks, protocol: &Protocol, intake: &Intake) -> Intake {
    let mut full = intake.clone();
    for gap in gaps(protocol, intake) {
        fill(picks, protocol, intake, gap, &mut full);
    }
    let understood: Vec<usize> = (0..NAMES.len())
        .filter(|name| Use::named(*name).is_understood())
        .collect();
    for answer in full.answers.iter_mut().flatten() {
        if let Answer::Uses(uses) = answer {
            for one in uses.iter_mut().filter(|one| one.fits_nothing()) {
                one.really = Some(picks.of(&understood));
            }
        }
    }
    let start = start_of(&full);
    if start < full.now {
        full.begins = Some(picks.of(&[start, full.now, start.midpoint(full.now)]));
    }
    full
}

/// Fills one gap of `intake`, in `full`. The start has to be filled before everything else.
pub(crate) fn fill(
    picks: &mut impl Picks,
    protocol: &Protocol,
    intake: &Intake,
    gap: Gap,
    full: &mut Intake,
) {
    match gap {
        Gap::Start => full.start = Some(Time::Exact(a_start(picks, intake))),
        Gap::End => full.end = Some(Time::Exact(an_end(picks, protocol, intake, full))),
        Gap::Answer(place) => {
            full.answers[place] = Some(an_answer(picks, protocol, full, intake, place))
        }
        Gap::Name(place, item) => {
            let filled = a_name(picks, use_of(intake, place, item));
            let one = use_mut(full, place, item);
            (one.name, one.means) = filled;
        }
        Gap::Last(place, item) => {
            let goes_on = use_of(full, place, item).ongoing;
            let mut said = use_of(intake, place, item)
                .last
                .clone()
                .unwrap_or(Time::Null);
            if contradicts(&said, goes_on) {
                said = Time::Null;
            }
            let mut time = a_time_within(picks, protocol, full, &said, Tense::Past);
            if contradicts(&time, goes_on) {
                time = Time::Exact(full.now);
            }
            use_mut(full, place, item).last = Some(time);
        }
        Gap::Ongoing(place, item) => {
            // Who was said never to have taken it does not go on taking it.
            let never = use_of(intake, place, item).last == Some(Time::Never);
            let ongoing = Some(Ongoing::Known(!never && picks.one_in(2)));
            use_mut(full, place, item).ongoing = ongoing;
        }
        Gap::Next(place, item) => {
            let said = use_of(intake, place, item)
                .next
                .clone()
                .unwrap_or(Time::Null);
            let time = a_time_within(picks, protocol, full, &said, Tense::Future);
            use_mut(full, place, item).next = Some(time);
        }
    }
}

/// Fills one gap of `into` with what `full` has there.
pub(crate) fn transfer(gap: Gap, full: &Intake, into: &mut Intake) {
    match gap {
        Gap::Start => into.start.clone_from(&full.start),
        Gap::End => {
            // With no appointment the start is now; saying when it ends needs that said too.
            into.start.get_or_insert(Time::Exact(into.now));
            into.end.clone_from(&full.end);
        }
        Gap::Answer(place) => into.answers[place].clone_from(&full.answers[place]),
        Gap::Name(place, item) => {
            let from = use_of(full, place, item);
            let filled = (from.name, from.means.clone());
            let one = use_mut(into, place, item);
            (one.name, one.means) = filled;
        }
        Gap::Last(place, item) => {
            use_mut(into, place, item)
                .last
                .clone_from(&use_of(full, place, item).last);
        }
        Gap::Ongoing(place, item) => {
            use_mut(into, place, item).ongoing = use_of(full, place, item).ongoing;
        }
        Gap::Next(place, item) => {
            use_mut(into, place, item)
                .next
                .clone_from(&use_of(full, place, item).next);
        }
    }
}

pub(crate) fn use_of(intake: &Intake, place: usize, item: usize) -> &Use {
    match &intake.answers[place] {
        Some(Answer::Uses(uses)) => &uses[item],
        other => panic!("uses are {other:?}"),
    }
}

pub(crate) fn use_mut(intake: &mut Intake, place: usize, item: usize) -> &mut Use {
    match &mut intake.answers[place] {
        Some(Answer::Uses(uses)) => &mut uses[item],
        other => panic!("uses are {other:?}"),
    }
}

fn a_start(picks: &mut impl Picks, intake: &Intake) -> i64 {
    let said = intake
        .start
        .as_ref()
        .and_then(|start| start.span(intake.offset));
    let Some((low, high)) = said else {
        return intake.now;
    };
    let (low, high) = (low.max(intake.now - FAR), high.min(intake.now + FAR));
    let last = intake
        .end
        .as_ref()
        .and_then(|end| end.span(intake.offset))
        .map_or(high, |(_, end)| high.min(end));
    let candidates: Vec<i64> = [low, last, low + 1, low.midpoint(last), last - 1]
        .into_iter()
        .filter(|at| (low..=last).contains(at))
        .collect();
    picks.of(&candidates)
}

fn an_end(picks: &mut impl Picks, protocol: &Protocol, intake: &Intake, full: &Intake) -> i64 {
    let start = start_of(full);
    let (low, high) = match (&intake.end, protocol.duration) {
        (Some(end), _) => {
            let (low, high) = end.span(intake.offset).unwrap_or((i64::MIN, i64::MAX));
            (low.max(start), high.min(start.max(low) + FAR))
        }
        (None, Some((least, most))) => (
            later(start, least, intake.offset),
            later(start, most, intake.offset),
        ),
        (None, None) => (start, start + FAR),
    };
    let candidates: Vec<i64> = [low, high, low + HOUR, low.midpoint(high)]
        .into_iter()
        .filter(|at| (low..=high).contains(at))
        .collect();
    picks.of(&candidates)
}

fn start_of(intake: &Intake) -> i64 {
    match intake.start {
        Some(Time::Exact(at)) => at,
        _ => intake.now,
    }
}

fn end_of(protocol: &Protocol, intake: &Intake) -> i64 {
    match (&intake.end, protocol.duration) {
        (Some(Time::Exact(at)), _) => *at,
        (_, Some((_, most))) => later(start_of(intake), most, intake.offset),
        (_, None) => start_of(intake) + HOUR,
    }
}

/// The moments around which something changes: the bounds of every window.
fn edges(protocol: &Protocol, intake: &Intake) -> Vec<i64> {
    let (start, end) = (start_of(intake), end_of(protocol, intake));
    let mut edges = vec![start, end];
    for washout in protocol.washouts() {
        edges.extend(
            washout
                .before
                .map(|before| earlier(start, before, intake.offset)),
        );
        let afters = [washout.after, washout.prefer_after];
        edges.extend(
            afters
                .into_iter()
                .flatten()
                .map(|after| later(end, after, intake.offset)),
        );
    }
    edges
}

/// About the moment from which a length of time leads to `at`.
fn earlier(at: i64, span: Span, offset: i64) -> i64 {
    match span {
        Span::Minutes(minutes) => at - minutes * MINUTE,
        Span::Months(_) => at - (later(at, span, offset) - at),
    }
}

/// A moment, past or planned, more often than not near the edge of a window.
pub(crate) fn a_time(
    picks: &mut impl Picks,
    protocol: &Protocol,
    intake: &Intake,
    tense: Tense,
) -> i64 {
    let nudge = picks.of(&[0, -1, 1, -MINUTE, MINUTE, -1000, HOUR, -HOUR]);
    let mut around = edges(protocol, intake);
    around.push(intake.now);
    let at = picks.of(&around) + nudge;
    match tense {
        Tense::Past => at.min(intake.now),
        Tense::Future => at.max(intake.now),
    }
}

/// A time that what was said leaves open.
fn a_time_within(
    picks: &mut impl Picks,
    protocol: &Protocol,
    intake: &Intake,
    said: &Time,
    tense: Tense,
) -> Time {
    let known = said.known(tense, intake.now, intake.offset);
    let (low, high) = match (known, tense) {
        (Known::Never, _) => return Time::Never,
        (Known::Between(low, high), _) => (low, high),
        (Known::Unclear, Tense::Past) => (intake.now - FAR, intake.now),
        (Known::Unclear, Tense::Future) => (intake.now, intake.now + FAR),
    };
    let around = edges(protocol, intake)
        .into_iter()
        .flat_map(|edge| [edge, edge - 1, edge + 1]);
    let mut candidates: Vec<Time> = [low, high]
        .into_iter()
        .chain(around)
        .filter(|at| (low..=high).contains(at))
        .map(Time::Exact)
        .collect();
    // Who says "I don't know when" about a planned use has one planned; all else that is unclear may also never be.
    let is_planned = tense == Tense::Future && *said == Time::Null;
    if known == Known::Unclear && !is_planned {
        candidates.push(Time::Never);
    }
    picks.of(&candidates)
}

fn a_name(picks: &mut impl Picks, said: &Use) -> (usize, Option<Means>) {
    let mut candidates: Vec<(usize, Option<Means>)> = Vec::new();
    // One choice may leave another part open; of that one nobody can then make sense.
    for substance in said.candidates() {
        let mut chosen = said.chosen().to_vec();
        chosen.push(substance);
        let settled = Use {
            means: Some(Means::Said(chosen.clone(), false)),
            ..said.clone()
        };
        candidates.push((
            said.name,
            Some(Means::Said(chosen, !settled.is_understood())),
        ));
    }
    // It may have been any drug at all, together with what is certain.
    let certain = said.substances();
    for place in 0..NAMES.len() {
        let clear = Use::named(place);
        let substances = clear.substances();
        if clear.is_understood() && certain.iter().all(|one| substances.contains(one)) {
            candidates.push((place, None));
        }
    }
    candidates.push((said.name, Some(Means::Said(said.chosen().to_vec(), true))));
    picks.of(&candidates)
}

fn an_answer(
    picks: &mut impl Picks,
    protocol: &Protocol,
    full: &Intake,
    intake: &Intake,
    place: usize,
) -> Answer {
    match (&protocol.questions[place].kind, &intake.answers[place]) {
        (Kind::Number { whole, .. }, Some(Answer::Range(low, high))) => {
            let (low, high) = (low.unwrap_or(0.0), high.unwrap_or(100.0));
            Answer::Number(picks.of(&numbers(protocol, place, *whole, low, high)))
        }
        (Kind::Time(tense), said) => {
            let said = match said {
                Some(Answer::Time(time)) => time.clone(),
                _ => Time::Bad("anything"),
            };
            Answer::Time(a_time_within(picks, protocol, full, &said, *tense))
        }
        _ => {
            let mut answer = exact_answer(picks, protocol, full, place);
            if let Answer::Uses(uses) = &mut answer
                && picks.one_in(4)
            {
                uses.push(nonsense());
            }
            answer
        }
    }
}

/// A use of something that nobody can make sense of.
fn nonsense() -> Use {
    let name = NAMES
        .iter()
        .position(|name| name.typed == "zzqqxx")
        .expect("a name of the table");
    let (last, ongoing) = (Some(Time::Never), Some(Ongoing::Known(false)));
    Use {
        last,
        ongoing,
        means: Some(Means::nothing()),
        ..Use::named(name)
    }
}

/// Numbers on both sides of everything that they are compared with.
fn numbers(protocol: &Protocol, place: usize, whole: bool, low: f64, high: f64) -> Vec<f64> {
    let mut limits = Vec::new();
    for condition in protocol.conditions() {
        condition.thresholds(place, &mut limits);
    }
    #[expect(clippy::cast_precision_loss, reason = "limits lie between 0 and 100")]
    let limits = limits.into_iter().map(|limit| limit as f64);
    let near = limits.flat_map(|limit| [limit, limit - 1.0, limit + 1.0, limit - 0.5, limit + 0.5]);
    [low, high]
        .into_iter()
        .chain(near)
        .filter(|number| (low..=high).contains(number) && !(whole && number.fract() != 0.0))
        .collect()
}

/// An exact answer to a question, whatever it is.
pub(crate) fn exact_answer(
    picks: &mut impl Picks,
    protocol: &Protocol,
    intake: &Intake,
    place: usize,
) -> Answer {
    match &protocol.questions[place].kind {
        Kind::YesNo => Answer::YesNo(picks.one_in(2)),
        Kind::One(choices) => Answer::One(picks.pick(choices.len())),
        Kind::Many(choices) => {
            let set = picks.pick(1 << choices.len());
            let chosen = |place: &usize| (set >> place) & 1 == 1;
            let places: Vec<usize> = (0..choices.len()).filter(chosen).collect();
            match places.iter().find(|place| choices[**place].exclusive) {
                Some(exclusive) => Answer::Many(vec![*exclusive]),
                None => Answer::Many(places),
            }
        }
        Kind::Number { whole, .. } => {
            Answer::Number(picks.of(&numbers(protocol, place, *whole, 0.0, 100.0)))
        }
        Kind::Time(tense) => Answer::Time(a_time_within(
            picks,
            protocol,
            intake,
            &Time::Bad("anything"),
            *tense,
        )),
        Kind::Uses => {
            let uses = (0..picks.pick(3))
                .map(|_| exact_use(picks, protocol, intake))
                .collect();
            Answer::Uses(uses)
        }
    }
}

/// A use of something that the protocol mentions, or of something else; everything about it is known.
pub(crate) fn exact_use(picks: &mut impl Picks, protocol: &Protocol, intake: &Intake) -> Use {
    let mut terms: Vec<&str> = Vec::new();
    for washout in protocol.washouts() {
        if let Washed::Uses(of) = &washout.of {
            terms.extend(of);
        }
    }
    for condition in protocol.conditions() {
        mentioned(condition, &mut terms);
    }
    let mut names: Vec<(usize, Option<Means>)> = Vec::new();
    for name in 0..NAMES.len() {
        let one = Use::named(name);
        let is_mentioned = |one: &Use| {
            one.substances().iter().any(|substance| {
                terms
                    .iter()
                    .any(|term| crate::model::is_in(substance, term))
            })
        };
        if one.is_understood() && (name == 0 || is_mentioned(&one)) {
            names.push((name, None));
        }
        for candidate in one.candidates() {
            let chosen = Use {
                means: Some(Means::one(candidate)),
                ..one.clone()
            };
            if chosen.is_understood() && is_mentioned(&chosen) {
                names.push((name, chosen.means));
            }
        }
    }
    let (name, means) = picks.of(&names);
    let past = Time::Bad("anything");
    let last = a_time_within(picks, protocol, intake, &past, Tense::Past);
    let next = if picks.one_in(2) {
        Some(Time::Exact(a_time(picks, protocol, intake, Tense::Future)))
    } else {
        None
    };
    let ongoing = last != Time::Never && picks.one_in(2);
    Use {
        name,
        last: Some(last),
        ongoing: Some(Ongoing::Known(ongoing)),
        next,
        means,
        really: None,
    }
}

fn mentioned<'c>(condition: &'c crate::model::Cond, terms: &mut Vec<&'c str>) {
    use crate::model::Cond;
    match condition {
        Cond::Not(inner) => mentioned(inner, terms),
        Cond::All(parts) | Cond::Any(parts) => {
            parts.iter().for_each(|part| mentioned(part, terms));
        }
        Cond::Uses { terms: of, .. } => terms.extend(of),
        _ => {}
    }
}

/// Goes through every sequence of decisions, one after the other.
#[derive(Debug, Default)]
pub(crate) struct Odometer {
    wheels: Vec<(usize, usize)>,
    at: usize,
}

impl Picks for Odometer {
    fn pick(&mut self, n: usize) -> usize {
        if self.at == self.wheels.len() {
            self.wheels.push((0, n));
        }
        let (place, _) = self.wheels[self.at];
        self.at += 1;
        place
    }
}

impl Odometer {
    /// Moves on to the next sequence; false when all have been seen.
    pub(crate) fn advance(&mut self) -> bool {
        self.at = 0;
        while let Some((place, n)) = self.wheels.pop() {
            if place + 1 < n {
                self.wheels.push((place + 1, n));
                return true;
            }
        }
        false
    }
}
