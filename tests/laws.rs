//! The laws, as properties over generated protocols and intakes.
//!
//! Protocols and intakes are drawn as trees of their own (`laws/model.rs`, `laws/generators.rs`) and handed to the engine
//! as text. What must come of them is said by an evaluator that shares nothing with the engine (`laws/reference.rs`) and by
//! trying every answer that may still be given (`laws/brute.rs`).
//!
//! `PROPTEST_CASES` scales all of them: 256 is what a test run does, 5120 is twenty times as much.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::wildcard_enum_match_arm,
    reason = "a panic in a helper of a test is how the test fails"
)]

#[path = "laws/brute.rs"]
mod brute;
#[path = "laws/cases.rs"]
mod cases;
#[path = "laws/generators.rs"]
mod generators;
#[path = "laws/model.rs"]
mod model;
#[path = "laws/reference.rs"]
mod reference;
#[path = "laws/stricter.rs"]
mod stricter;
#[path = "laws/told.rs"]
mod told;

use std::collections::BTreeMap;

use brute::{Gap, Odometer, complete, fill, gaps, transfer};
use cases::cases;
use generators::{
    Dice, Knowledge, MODEST, Picks, READ_ONCE, SMALL, intake, parsed, protocol, stream, streams,
};
use model::{Answer, HOUR, Intake, MINUTE, Means, NAMES, Part, Protocol, SECOND, Time};
use prescreen::lexicon::{Lexicon, Resolution};
use prescreen::protocol::{Role, UNRECOGNISED_NAME};
use prescreen::{Ask, Code, Disposition, ItemStatus, Screening, Status, Truth};
use proptest::prelude::*;
use proptest::test_runner::TestCaseResult;
use reference::{ELIGIBLE, Verdict, depends_on_the_zone, is_deferred, judge};

// ---- What is looked at in a screening ----

fn weight(disposition: Disposition) -> u8 {
    disposition as u8
}

/// What is certain to come of it at least: `incomplete` promises nothing.
fn at_least(screening: &Screening<'_>) -> u8 {
    match screening.disposition {
        Disposition::Incomplete => ELIGIBLE,
        other => weight(other),
    }
}

fn at_worst(screening: &Screening<'_>) -> u8 {
    weight(screening.worst_case)
}

/// The protocol's criteria in order, and the one that the engine adds.
fn criteria(protocol: &Protocol) -> Vec<&str> {
    let own = protocol
        .criteria
        .iter()
        .map(|criterion| criterion.id.as_str());
    own.chain([UNRECOGNISED_NAME]).collect()
}

fn statuses(protocol: &Protocol, screening: &Screening<'_>) -> Vec<Status> {
    criteria(protocol)
        .into_iter()
        .map(|id| screening.status(id))
        .collect()
}

fn read(intake: &Intake, protocol: &Protocol) -> prescreen::Intake {
    let json = intake.json(protocol).to_string();
    prescreen::Intake::from_json(&json).unwrap_or_else(|all| panic!("{all}\n{json}"))
}

fn screen<'p>(
    engine: &'p prescreen::Protocol,
    protocol: &Protocol,
    intake: &Intake,
) -> Screening<'p> {
    engine
        .screen(&read(intake, protocol))
        .unwrap_or_else(|all| panic!("{all}\n{}", intake.json(protocol)))
}

/// All that is needed to try a failing case by hand.
fn shown(protocol: &Protocol, intake: &Intake) -> String {
    format!(
        "{}\n{}",
        model::toml(&protocol.document()),
        intake.json(protocol)
    )
}

/// A document as JSON, with the keys of every table in the opposite order.
fn reversed(value: &serde_json::Value) -> String {
    use serde_json::Value;
    match value {
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(reversed).collect();
            format!("[{}]", items.join(","))
        }
        Value::Object(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .rev()
                .map(|(key, value)| format!("{key:?}:{}", reversed(value)))
                .collect();
            format!("{{{}}}", entries.join(","))
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => value.to_string(),
    }
}

// ---- The ground ----

/// The table by which these tests know what names mean says what the lexicon says.
#[test]
fn the_names_mean_what_the_tests_take_them_to_mean() {
    let lexicon = Lexicon::builtin();
    for name in NAMES {
        let reading = lexicon.read(name.typed);
        assert_eq!(reading.parts.len(), name.parts.len(), "{}", name.typed);
        for (read, known) in reading.parts.iter().zip(name.parts) {
            let ids = |all: &[prescreen::lexicon::SubstanceId]| -> Vec<String> {
                all.iter()
                    .map(|one| lexicon.substance_name(*one).to_owned())
                    .collect()
            };
            match (&read.resolution, known) {
                (Resolution::Exact(found), Part::Known(substance)) => {
                    assert_eq!(ids(found), [*substance], "{}", name.typed);
                    for term in model::TERMS {
                        let class = lexicon.class(term);
                        let member = match class {
                            Some(class) => lexicon.is_in(found[0], class),
                            None => lexicon.substance(term) == Some(found[0]),
                        };
                        assert_eq!(
                            member,
                            model::is_in(substance, term),
                            "{substance} in {term}"
                        );
                    }
                }
                (Resolution::Exact(_), Part::Unclear(_)) | (_, Part::Known(_)) => {
                    panic!("{} is read as {:?}", name.typed, read.resolution)
                }
                (unclear, Part::Unclear(candidates)) => {
                    assert_eq!(ids(unclear.candidates()), *candidates, "{}", name.typed);
                }
            }
        }
    }
}

/// `and`, `or` and `not` are those of strong Kleene logic: what they say holds for every completion of what is unknown, and
/// nothing more could be said.
#[test]
fn truth_is_strong_kleene() {
    const ALL: [Truth; 3] = [Truth::False, Truth::Unknown, Truth::True];
    let completions = |truth: Truth| match truth {
        Truth::False => vec![false],
        Truth::Unknown => vec![false, true],
        Truth::True => vec![true],
    };
    let joined = |values: Vec<bool>| {
        Truth::between(
            values.iter().all(|value| *value),
            values.iter().any(|value| *value),
        )
    };
    for a in ALL {
        assert_eq!(!a, joined(completions(a).into_iter().map(|a| !a).collect()));
        for b in ALL {
            let pairs = || {
                let right = completions(b);
                completions(a)
                    .into_iter()
                    .flat_map(move |a| right.clone().into_iter().map(move |b| (a, b)))
            };
            assert_eq!(
                a.and(b),
                joined(pairs().map(|(a, b)| a && b).collect()),
                "{a:?} and {b:?}"
            );
            assert_eq!(
                a.or(b),
                joined(pairs().map(|(a, b)| a || b).collect()),
                "{a:?} or {b:?}"
            );
        }
    }
}

// ---- An exact intake has one answer, and it is the reference's ----

/// What the engine says of an exact intake, against what the reference says.
fn agrees(protocol: &Protocol, engine: &prescreen::Protocol, intake: &Intake) -> TestCaseResult {
    let screening = screen(engine, protocol, intake);
    let verdict = judge(protocol, intake);
    let shown = || format!("{verdict:?}\n{}", shown(protocol, intake));
    if depends_on_the_zone(protocol, intake) {
        // It must not claim to know, and still hold the truth.
        return bounds(protocol, &screening, &verdict, &shown);
    }
    for (id, outcome) in criteria(protocol).into_iter().zip(&verdict.outcomes) {
        let expected = if outcome.raised {
            Status::Raised
        } else {
            Status::Clear
        };
        prop_assert_eq!(screening.status(id), expected, "{} {}", id, shown());
        let contributes = screening
            .finding(id)
            .and_then(|finding| finding.contributes)
            .map_or(ELIGIBLE, weight);
        prop_assert_eq!(contributes, outcome.contributes, "{} {}", id, shown());
    }
    prop_assert_eq!(
        weight(screening.disposition),
        verdict.disposition,
        "{}",
        shown()
    );
    prop_assert_eq!(screening.worst_case, screening.disposition, "{}", shown());
    prop_assert!(
        screening.settled && screening.next_question.is_none(),
        "{}",
        shown()
    );
    Ok(())
}

/// The truth lies within what was said when less was known.
fn bounds(
    protocol: &Protocol,
    screening: &Screening<'_>,
    truth: &Verdict,
    shown: &dyn Fn() -> String,
) -> TestCaseResult {
    let (least, worst) = (at_least(screening), at_worst(screening));
    prop_assert!(
        truth.disposition <= worst,
        "worse than {}: {}",
        worst,
        shown()
    );
    prop_assert!(
        truth.disposition >= least,
        "milder than {}: {}",
        least,
        shown()
    );
    if screening.disposition == Disposition::Eligible || screening.settled {
        prop_assert_eq!(
            truth.disposition,
            weight(screening.disposition),
            "{}",
            shown()
        );
    }
    for (id, outcome) in criteria(protocol).into_iter().zip(&truth.outcomes) {
        match screening.status(id) {
            Status::Raised => prop_assert!(outcome.raised, "{} was raised: {}", id, shown()),
            Status::Clear => prop_assert!(!outcome.raised, "{} was clear: {}", id, shown()),
            Status::Possible => {}
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(2000, 300))]

    #[test]
    fn exact_intakes_get_what_the_reference_says(numbers in streams()) {
        let mut picks = stream(numbers);
        let (protocol, engine) = protocol(&mut picks, MODEST);
        for _ in 0..6 {
            let intake = intake(&mut picks, &protocol, Knowledge::Everything);
            agrees(&protocol, &engine, &intake)?;
        }
    }
}

// ---- Law 1: soundness ----

proptest! {
    #![proptest_config(cases(1500, 300))]

    /// Whatever the missing answers turn out to be, the outcome lies within the bounds given before.
    #[test]
    fn bounds_hold_whatever_is_filled_in(numbers in streams()) {
        let mut picks = stream(numbers);
        let (protocol, engine) = protocol(&mut picks, MODEST);
        for _ in 0..3 {
            let partial = intake(&mut picks, &protocol, Knowledge::Something);
            let screening = screen(&engine, &protocol, &partial);
            for _ in 0..10 {
                let full = complete(&mut picks, &protocol, &partial);
                let truth = judge(&protocol, &full);
                let shown = || format!("{}\n{}\n{truth:?}", shown(&protocol, &partial), full.json(&protocol));
                bounds(&protocol, &screening, &truth, &shown)?;
            }
        }
    }
}

/// More completions than this of one intake are not tried.
const MOST_COMPLETIONS: usize = 400;

proptest! {
    #![proptest_config(cases(600, 300))]

    /// The same on small domains, where nearly all completions are tried, one after the other.
    #[test]
    fn bounds_hold_for_every_completion_of_a_small_domain(numbers in streams()) {
        let mut picks = stream(numbers);
        let (protocol, engine) = protocol(&mut picks, SMALL);
        let partial = intake(&mut picks, &protocol, Knowledge::Something);
        let screening = screen(&engine, &protocol, &partial);
        let mut odometer = Odometer::default();
        for _ in 0..MOST_COMPLETIONS {
            let full = complete(&mut odometer, &protocol, &partial);
            let truth = judge(&protocol, &full);
            let shown = || format!("{}\n{}\n{truth:?}", shown(&protocol, &partial), full.json(&protocol));
            bounds(&protocol, &screening, &truth, &shown)?;
            if !odometer.advance() {
                break;
            }
        }
    }
}

// ---- Law 2: monotony ----

proptest! {
    #![proptest_config(cases(1000, 300))]

    /// Gaps are filled one by one, in any order. Bounds only ever narrow, what is raised or clear stays so, and what is
    /// settled stays as it is.
    #[test]
    fn filling_in_only_narrows(numbers in streams()) {
        let mut picks = stream(numbers);
        let (protocol, engine) = protocol(&mut picks, MODEST);
        let partial = intake(&mut picks, &protocol, Knowledge::Something);
        let full = complete(&mut picks, &protocol, &partial);
        let mut open = gaps(&protocol, &partial);
        let mut known = partial;
        let mut before = screen(&engine, &protocol, &known);
        while !open.is_empty() {
            let gap = open.remove(picks.pick(open.len()));
            let less = known.clone();
            transfer(gap, &full, &mut known);
            let after = screen(&engine, &protocol, &known);
            let shown = || format!("{gap:?} {}\n{}", shown(&protocol, &less), known.json(&protocol));
            prop_assert!(at_least(&before) <= at_least(&after), "the lower bound fell: {}", shown());
            prop_assert!(at_worst(&after) <= at_worst(&before), "the upper bound rose: {}", shown());
            if before.settled {
                prop_assert!(after.settled, "no longer settled: {}", shown());
                prop_assert_eq!(after.disposition, before.disposition, "{}", shown());
            }
            let moved = statuses(&protocol, &before).into_iter().zip(statuses(&protocol, &after));
            for (old, new) in moved {
                prop_assert!(old == Status::Possible || old == new, "{:?} became {:?}: {}", old, new, shown());
            }
            before = after;
        }
    }

    /// A further use never lowers the disposition, unless the protocol was told that it may.
    #[test]
    fn a_further_use_never_lowers(numbers in streams()) {
        let mut picks = stream(numbers);
        let (protocol, _) = protocol(&mut picks, MODEST);
        let engine = parsed(&protocol);
        if engine.warnings().iter().any(|note| note.code == Code::LoweringUse) {
            return Ok(());
        }
        for _ in 0..2 {
            let mut person = intake(&mut picks, &protocol, Knowledge::Something);
            let before = weight(screen(&engine, &protocol, &person).disposition);
            let one = brute::exact_use(&mut picks, &protocol, &person);
            let listed = protocol
                .uses_questions()
                .find(|place| matches!(person.answers[*place], Some(Answer::Uses(_))));
            let Some(place) = listed else { continue };
            if let Some(Answer::Uses(uses)) = &mut person.answers[place] {
                uses.push(one);
            }
            let after = weight(screen(&engine, &protocol, &person).disposition);
            prop_assert!(before <= after, "from {before} to {after}: {}", shown(&protocol, &person));
        }
    }
}

// ---- Law 3: clearance ----

/// The same intake with another start; an appointment of known length keeps it.
fn moved(intake: &Intake, start: i64) -> Intake {
    let mut moved = intake.clone();
    moved.end = match (&intake.start, &intake.end) {
        (Some(Time::Exact(from)), Some(Time::Exact(to))) => Some(Time::Exact(start + to - from)),
        _ => None,
    };
    moved.start = Some(Time::Exact(start));
    moved
}

/// Whether some deferral certainly holds before the start, and whether one may.
fn deferred(screening: &Screening<'_>) -> (bool, bool) {
    let deferrals = || {
        screening
            .findings
            .iter()
            .filter(|finding| finding.role == Role::Deferral)
    };
    let is_deferred = |weight: Option<Disposition>| weight == Some(Disposition::Deferred);
    let certainly = deferrals()
        .any(|finding| finding.status == Status::Raised && is_deferred(finding.contributes));
    let possibly = deferrals()
        .any(|finding| is_deferred(finding.contributes) || is_deferred(finding.could_become));
    (certainly, possibly)
}

proptest! {
    #![proptest_config(cases(1000, 300))]

    /// At the times that the clearance names, and not a moment before, deferrals are over.
    #[test]
    fn clearance_is_the_first_start_without_a_deferral(numbers in streams()) {
        let mut picks = stream(numbers);
        let (protocol, engine) = protocol(&mut picks, MODEST);
        for _ in 0..2 {
            let person = intake(&mut picks, &protocol, Knowledge::Something);
            let screening = screen(&engine, &protocol, &person);
            let at = |start| deferred(&screen(&engine, &protocol, &moved(&person, start)));
            let shown = || format!("{:?}\n{}", screening.clearance, shown(&protocol, &person));
            let earliest = match person.start.as_ref().map(|start| start.span(person.offset)) {
                // Where the engine has to widen what was written, it may start from an earlier time.
                Some(Some(_)) if !matches!(person.start, Some(Time::Day(_))) => {
                    person.start.as_ref().and_then(|start| start.span(person.offset)).map(|(low, _)| low)
                }
                Some(_) => None,
                None => Some(person.now),
            };
            let from = earliest.map(|earliest| earliest.max(person.now));
            let clearance = screening.clearance;
            if let Some(certain) = clearance.certain_from.map(|moment| moment.instant.millis()) {
                prop_assert!(!at(certain).1, "still possible: {}", shown());
                prop_assert!(certain >= person.now && from.is_none_or(|from| certain >= from), "{}", shown());
                for early in [certain - 1, certain - SECOND] {
                    if from.is_some_and(|from| early >= from) {
                        prop_assert!(at(early).1, "over {} ms before: {}", certain - early, shown());
                    }
                }
                if Some(certain) == from {
                    prop_assert!(!at(certain).1);
                }
            }
            if let Some(possible) = clearance.possible_from.map(|moment| moment.instant.millis()) {
                prop_assert!(!at(possible).0, "still certain: {}", shown());
                prop_assert!(clearance.certain_from.is_none_or(|certain| possible <= certain.instant.millis()));
                for early in [possible - 1, possible - SECOND] {
                    if from.is_some_and(|from| early >= from) {
                        prop_assert!(at(early).0, "not certain {} ms before: {}", possible - early, shown());
                    }
                }
            }
            // A finding's own clearance is no later than that of all of them, and not earlier than the start.
            for own in screening.findings.iter().filter_map(|finding| finding.clearance) {
                if let (Some(own), Some(all)) = (own.possible_from, clearance.possible_from) {
                    prop_assert!(own.instant <= all.instant, "{}", shown());
                }
            }
        }
    }

    /// On exact intakes: the first start that the reference lets through, looked for minute by minute.
    #[test]
    fn clearance_is_where_a_scan_arrives(numbers in streams()) {
        const LONGEST: i64 = 3 * 24 * 60;
        let mut picks = stream(numbers);
        let (protocol, engine) = protocol(&mut picks, MODEST);
        let mut person = intake(&mut picks, &protocol, Knowledge::Everything);
        if depends_on_the_zone(&protocol, &person) {
            return Ok(());
        }
        // Whole minutes, so that the scan meets every edge.
        to_minutes(&mut person);
        let screening = screen(&engine, &protocol, &person);
        let Some(Time::Exact(start)) = person.start else { panic!("an exact start") };
        let from = start.max(person.now);
        let first = (0..LONGEST)
            .map(|minute| from + minute * MINUTE)
            .find(|start| !is_deferred(&protocol, &person, *start));
        let shown = || format!("{:?} {first:?}\n{}", screening.clearance, shown(&protocol, &person));
        let certain = screening.clearance.certain_from.map(|moment| moment.instant.millis());
        match first {
            Some(first) => prop_assert!(
                certain == Some(first) || has_months(&protocol), "{}", shown()
            ),
            None => prop_assert!(
                certain.is_none_or(|certain| certain >= from + LONGEST * MINUTE), "{}", shown()
            ),
        }
    }
}

/// Months depend on the zone, which is only about known.
fn uses_months(protocol: &Protocol) -> bool {
    let bounds = protocol
        .washouts()
        .flat_map(|washout| [washout.before, washout.after, washout.prefer_after]);
    bounds
        .flatten()
        .any(|bound| matches!(bound, model::Span::Months(_)))
}

/// A start that is moved may come to where months depend on the zone.
fn has_months(protocol: &Protocol) -> bool {
    protocol
        .washouts()
        .any(|washout| matches!(washout.before, Some(model::Span::Months(_))))
}

fn to_minutes(person: &mut Intake) {
    let whole = |time: &mut Time, now: i64, past: bool| {
        if let Time::Exact(at) = time {
            *at = if past {
                at.div_euclid(MINUTE)
            } else {
                -(-*at).div_euclid(MINUTE)
            } * MINUTE;
            *at = if past { (*at).min(now) } else { (*at).max(now) };
        }
    };
    let now = person.now;
    for answer in person.answers.iter_mut().flatten() {
        match answer {
            Answer::Time(time) => {
                let past = matches!(time, Time::Exact(at) if *at <= now);
                whole(time, now, past);
            }
            Answer::Uses(uses) => {
                for one in uses {
                    one.last.iter_mut().for_each(|last| whole(last, now, true));
                    one.next.iter_mut().for_each(|next| whole(next, now, false));
                }
            }
            _ => {}
        }
    }
}

// ---- Law 6: questions ----

/// The gap that a question is about.
fn gap_of(protocol: &Protocol, question: &str, item: Option<usize>, ask: Ask) -> Gap {
    let place = protocol
        .questions
        .iter()
        .position(|known| known.id == question)
        .expect("a question");
    match (item, ask) {
        (None, Ask::Answer) => Gap::Answer(place),
        (Some(item), Ask::Meaning) => Gap::Name(place, item),
        (Some(item), Ask::Last) => Gap::Last(place, item),
        (Some(item), Ask::Ongoing) => Gap::Ongoing(place, item),
        (Some(item), Ask::Next) => Gap::Next(place, item),
        other => panic!("asked for {other:?}"),
    }
}

/// Takes away what makes an answer seem to matter that does not: all windows hang on the same appointment, a day on a zone
/// that is only about known, and whoever was never taking something and goes on with it contradicts himself.
fn make_plain(intake: &mut Intake) {
    let start = intake.now + HOUR;
    (intake.start, intake.end) = (Some(Time::Exact(start)), Some(Time::Exact(start + HOUR)));
    let offset = intake.offset;
    let sharpen = |time: &mut Time| {
        if let (Time::Day(_) | Time::Month(..), Some((low, high))) = (&*time, time.span(offset)) {
            *time = Time::Range(Some(low), Some(high));
        }
    };
    for answer in intake.answers.iter_mut().flatten() {
        match answer {
            Answer::Time(time) => sharpen(time),
            Answer::Uses(uses) => {
                for one in uses {
                    one.last.iter_mut().chain(&mut one.next).for_each(sharpen);
                    if one.last == Some(Time::Never) {
                        one.ongoing = Some(model::Ongoing::Known(false));
                    }
                }
            }
            _ => {}
        }
    }
}

/// Whether two answers to one question, all else being equal, make a difference that could still lift the disposition.
fn could_matter(protocol: &Protocol, partial: &Intake, gap: Gap, raised: u8, seed: u64) -> bool {
    const OTHERS: usize = 300;
    const ANSWERS: usize = 60;
    let mut dice = Dice(seed);
    for _ in 0..OTHERS {
        let base = complete(&mut dice, protocol, partial);
        let mut first: Option<Vec<u8>> = None;
        for _ in 0..ANSWERS {
            let mut full = base.clone();
            fill(&mut dice, protocol, partial, gap, &mut full);
            let lifting: Vec<u8> = judge(protocol, &full)
                .outcomes
                .iter()
                .map(|outcome| {
                    if outcome.contributes > raised {
                        outcome.contributes
                    } else {
                        0
                    }
                })
                .collect();
            if first.get_or_insert_with(|| lifting.clone()) != &lifting {
                return true;
            }
        }
    }
    false
}

proptest! {
    #![proptest_config(cases(700, 300))]

    #[test]
    fn every_question_asked_could_change_the_outcome(numbers in streams(), seed: u64) {
        let mut picks = stream(numbers);
        let (protocol, engine) = protocol(&mut picks, READ_ONCE);
        // The zone leaves open from which day months count, wider than any completion shows.
        if uses_months(&protocol) {
            return Ok(());
        }
        let mut partial = intake(&mut picks, &protocol, Knowledge::Something);
        make_plain(&mut partial);
        let screening = screen(&engine, &protocol, &partial);
        let Some(next) = &screening.next_question else { return Ok(()) };
        let gap = gap_of(&protocol, next.at.question, next.at.item, next.ask);
        prop_assert!(!next.because.is_empty());
        for id in &next.because {
            let finding = screening.finding(id).expect("what is pending is a finding");
            let lift = finding.could_become.or(finding.contributes).map_or(ELIGIBLE, weight);
            prop_assert!(lift > at_least(&screening), "{} cannot lift: {}", id, shown(&protocol, &partial));
        }
        prop_assert!(
            could_matter(&protocol, &partial, gap, at_least(&screening), seed),
            "{:?} makes no difference: {}", gap, shown(&protocol, &partial)
        );
    }

    /// Nothing is called possible that cannot be, nor that cannot be otherwise: unknown is not an excuse.
    #[test]
    fn what_is_possible_may_be_and_may_not_be(numbers in streams(), seed: u64) {
        const COMPLETIONS: usize = 600;
        let mut picks = stream(numbers);
        let (protocol, engine) = protocol(&mut picks, READ_ONCE);
        if uses_months(&protocol) {
            return Ok(());
        }
        let mut partial = intake(&mut picks, &protocol, Knowledge::Something);
        make_plain(&mut partial);
        let screening = screen(&engine, &protocol, &partial);
        let ids = criteria(&protocol);
        let is_open = |place: &usize| screening.status(ids[*place]) == Status::Possible;
        let mut open: Vec<usize> = (0..ids.len()).filter(is_open).collect();
        let mut dice = Dice(seed);
        let first = judge(&protocol, &complete(&mut dice, &protocol, &partial));
        for _ in 0..COMPLETIONS {
            if open.is_empty() {
                break;
            }
            let other = judge(&protocol, &complete(&mut dice, &protocol, &partial));
            open.retain(|place| first.outcomes[*place] == other.outcomes[*place]);
        }
        let same: Vec<&str> = open.into_iter().map(|place| ids[place]).collect();
        prop_assert!(same.is_empty(), "{:?} cannot change: {}", same, shown(&protocol, &partial));
    }

    /// Every valid answer leads on: nothing is asked twice, and the interview ends, with all that could matter known or
    /// known to be unknown.
    #[test]
    fn interviews_end(numbers in streams(), patience in 0_usize..4) {
        let mut picks = stream(numbers);
        let (protocol, engine) = protocol(&mut picks, MODEST);
        let mut person = intake(&mut picks, &protocol, Knowledge::Something);
        let mut asked: Vec<Gap> = Vec::new();
        loop {
            let screening = screen(&engine, &protocol, &person);
            let Some(next) = &screening.next_question else {
                // Nothing is left open that could be asked and that weighs more than what is raised.
                let lifting = |missing: &&prescreen::Missing<'_>| {
                    missing.why.can_be_asked() && weight(missing.could_become) > at_least(&screening)
                };
                let forgotten = screening.missing.iter().find(lifting);
                prop_assert!(screening.settled || forgotten.is_none(), "{forgotten:?} {}", shown(&protocol, &person));
                break;
            };
            prop_assert!(!screening.settled);
            let gap = gap_of(&protocol, next.at.question, next.at.item, next.ask);
            prop_assert!(!asked.contains(&gap), "{gap:?} is asked again: {}", shown(&protocol, &person));
            asked.push(gap);
            let seen = person.clone();
            if patience > 0 && picks.one_in(patience + 1) {
                dont_know(gap, &mut person);
            } else {
                fill(&mut picks, &protocol, &seen, gap, &mut person);
            }
            prop_assert!(asked.len() <= protocol.questions.len() + 4 * 6, "{}", shown(&protocol, &person));
        }
    }
}

/// Says "I don't know" where something is asked.
fn dont_know(gap: Gap, person: &mut Intake) {
    match gap {
        Gap::Start | Gap::End => panic!("an appointment is never asked for"),
        Gap::Answer(place) => person.answers[place] = Some(Answer::Null),
        Gap::Name(place, item) => {
            brute::use_mut(person, place, item).means = Some(Means::nothing())
        }
        Gap::Last(place, item) => brute::use_mut(person, place, item).last = Some(Time::Null),
        Gap::Ongoing(place, item) => {
            brute::use_mut(person, place, item).ongoing = Some(model::Ongoing::Null);
        }
        Gap::Next(place, item) => brute::use_mut(person, place, item).next = Some(Time::Null),
    }
}

// ---- Questions that do not apply ----

/// The screening as data, without what may speak of answers that count for nothing.
fn comparable(screening: &Screening<'_>) -> serde_json::Value {
    let mut json = serde_json::to_value(screening).expect("a screening is data");
    for key in ["setAside", "problems"] {
        json.as_object_mut()
            .expect("a table")
            .remove(key)
            .expect("a key of every screening");
    }
    json
}

proptest! {
    #![proptest_config(cases(1000, 300))]

    #[test]
    fn answers_that_do_not_apply_count_for_nothing(numbers in streams()) {
        let mut picks = stream(numbers);
        let (protocol, engine) = protocol(&mut picks, MODEST);
        let person = intake(&mut picks, &protocol, Knowledge::Something);
        let screening = screen(&engine, &protocol, &person);
        for (place, question) in protocol.questions.iter().enumerate() {
            let id = question.id.as_str();
            if !screening.set_aside.contains(&id) {
                continue;
            }
            let shown = || format!("{id}: {}", shown(&protocol, &person));
            let mut other = person.clone();
            let answers = [
                None,
                Some(Answer::Null),
                Some(Answer::Bad(generators::bad_answer(&mut picks, &question.kind))),
                Some(brute::exact_answer(&mut picks, &protocol, &person, place)),
            ];
            for answer in answers {
                other.answers[place] = answer;
                let unchanged = comparable(&screen(&engine, &protocol, &other));
                prop_assert_eq!(&comparable(&screening), &unchanged, "{}", shown());
            }
            let findings = screening.findings.iter();
            let shown_as_reason = findings.flat_map(|finding| {
                let evidence = finding.evidence.iter().map(|evidence| &evidence.at);
                evidence.chain(&finding.culprits)
            });
            let mentioned: Vec<&str> = shown_as_reason
                .chain(screening.missing.iter().map(|missing| &missing.at))
                .chain(screening.next_question.iter().map(|next| &next.at))
                .map(|at| at.question)
                .collect();
            prop_assert!(!mentioned.contains(&id), "{}", shown());
        }
    }

    /// Where everything is exact, the answers that count for nothing are those that the reference passes over.
    #[test]
    fn what_is_set_aside_is_what_does_not_apply(numbers in streams()) {
        let mut picks = stream(numbers);
        let (protocol, engine) = protocol(&mut picks, MODEST);
        let person = intake(&mut picks, &protocol, Knowledge::Everything);
        let screening = screen(&engine, &protocol, &person);
        let expected: Vec<&str> = reference::not_applying(&protocol, &person)
            .into_iter()
            .map(|place| protocol.questions[place].id.as_str())
            .collect();
        prop_assert_eq!(&screening.set_aside, &expected, "{}", shown(&protocol, &person));
    }
}

// ---- Evidence ----

proptest! {
    #![proptest_config(cases(1000, 300))]

    /// With nothing but the answers that a finding blames, it is still raised, and for certain.
    #[test]
    fn culprits_suffice(numbers in streams()) {
        let mut picks = stream(numbers);
        let (protocol, engine) = protocol(&mut picks, MODEST);
        for _ in 0..2 {
            let person = intake(&mut picks, &protocol, Knowledge::Something);
            let screening = screen(&engine, &protocol, &person);
            for finding in screening.findings.iter().filter(|finding| finding.status == Status::Raised) {
                let mut blamed: BTreeMap<&str, Option<Vec<usize>>> = BTreeMap::new();
                for culprit in &finding.culprits {
                    let items = blamed.entry(culprit.question).or_insert_with(|| Some(Vec::new()));
                    match (culprit.item, items) {
                        (Some(item), Some(items)) => items.push(item),
                        (None, items) => *items = None,
                        (Some(_), None) => {}
                    }
                }
                let mut less = person.clone();
                for (question, answer) in protocol.questions.iter().zip(&mut less.answers) {
                    match (blamed.get(question.id.as_str()), answer.as_mut()) {
                        (Some(Some(items)), Some(Answer::Uses(uses))) => {
                            let mut place = 0;
                            uses.retain(|_| {
                                place += 1;
                                items.contains(&(place - 1))
                            });
                        }
                        (Some(_), _) => {}
                        (None, _) => *answer = None,
                    }
                }
                let again = screen(&engine, &protocol, &less);
                let shown = || format!("{} {}\n{}", finding.criterion, shown(&protocol, &person), less.json(&protocol));
                if finding.contributes.is_none() {
                    // A broken wish has no weight, so another side that may weigh is put before it.
                    prop_assert_ne!(again.status(finding.criterion), Status::Clear, "{}", shown());
                    continue;
                }
                prop_assert_eq!(again.status(finding.criterion), Status::Raised, "{}", shown());
                let weight = again.finding(finding.criterion).and_then(|finding| finding.contributes);
                prop_assert_eq!(weight, finding.contributes, "{}", shown());
            }
        }
    }
}

// ---- Determinism ----

proptest! {
    #![proptest_config(cases(300, 300))]

    /// Neither the order of the answers nor the language of the protocol is seen in the screening.
    #[test]
    fn order_and_format_are_not_seen(numbers in streams()) {
        let mut picks = stream(numbers);
        let (protocol, engine) = protocol(&mut picks, MODEST);
        let document = protocol.document().to_string();
        let from_json = prescreen::Protocol::from_json(&document).expect("it was accepted as TOML");
        prop_assert_eq!(engine.digest(), from_json.digest());
        let reversed = prescreen::Protocol::from_json(&reversed(&protocol.document()))
            .expect("the same document");
        prop_assert_eq!(engine.digest(), reversed.digest());
        let person = intake(&mut picks, &protocol, Knowledge::Something);
        let record = person.json(&protocol);
        let mut answers: Vec<(String, serde_json::Value)> =
            record["answers"].as_object().expect("a table").clone().into_iter().collect();
        let mut shuffled = Vec::new();
        while !answers.is_empty() {
            shuffled.push(answers.remove(picks.pick(answers.len())));
        }
        // Written by hand, since a table of the JSON library sorts its keys.
        let text = |key: &str| record.get(key).map(|value| format!(", {key:?}: {value}")).unwrap_or_default();
        let written: Vec<String> = shuffled.iter().map(|(key, value)| format!("{key:?}: {value}")).collect();
        let written = format!("{{ \"answers\": {{ {} }}{}{} }}", written.join(", "), text("appointment"), text("now"));
        let other = prescreen::Intake::from_json(&written).expect("still JSON");
        let first = serde_json::to_string(&screen(&engine, &protocol, &person)).expect("data");
        for engine in [&engine, &from_json] {
            let second = engine.screen(&other).map(|mut screening| {
                // Problems stand in the order of the text, and say where in it they are.
                screening.problems = screen(engine, &protocol, &person).problems;
                serde_json::to_string(&screening).expect("data")
            });
            prop_assert_eq!(second.as_ref().ok(), Some(&first), "{}", shown(&protocol, &person));
        }
    }
}

// ---- One answer at a time ----

proptest! {
    #![proptest_config(cases(400, 300))]

    /// Whatever is answered, answered anew or taken back, in whatever order: an intake that stays comes to what a new one
    /// with the same answers comes to, and so does one whose names were looked up for another.
    #[test]
    fn one_answer_at_a_time_comes_to_the_same(numbers in streams(), seed: u64) {
        let mut picks = stream(numbers);
        let (protocol, engine) = protocol(&mut picks, MODEST);
        let people: Vec<serde_json::Value> = [Knowledge::Something, Knowledge::Everything, Knowledge::Something]
            .map(|knowledge| intake(&mut picks, &protocol, knowledge).json(&protocol))
            .into();
        let mut record = people[0].clone();
        let read = |record: &serde_json::Value| {
            prescreen::Intake::from_json(&record.to_string()).expect("it was JSON before")
        };
        let Ok(mut resident) = engine.resident(read(&record)) else {
            prop_assert!(engine.screen(&read(&record)).is_err());
            return Ok(());
        };
        let mut dice = Dice(seed);
        let mut many = engine.many();
        for _ in 0..24 {
            let question = dice.of(&protocol.questions).id;
            let step = match dice.of(&people)["answers"].get(&question) {
                Some(answer) if !dice.one_in(4) => {
                    record["answers"][&question] = answer.clone();
                    let answer: prescreen::Answer = serde_json::from_value(answer.clone()).expect("plain data");
                    resident.set(&question, answer)
                }
                _ => {
                    record["answers"].as_object_mut().expect("a table").remove(&question);
                    resident.remove(&question)
                }
            };
            let step = step.expect("a question of the protocol");
            let shown = || format!("{question}\n{}\n{record:#}", model::toml(&protocol.document()));
            let anew = read(&record);
            let prepared = engine.prepare(&anew).expect("it was read before");
            let screening = prepared.screen();
            let next = screening.next_question.as_ref().map(|next| (&next.at, next.ask));
            prop_assert_eq!(step.disposition, screening.disposition, "{}", shown());
            prop_assert_eq!(step.worst_case, screening.worst_case, "{}", shown());
            prop_assert_eq!(step.next.as_ref().map(|next| (&next.at, next.ask)), next, "{}", shown());
            prop_assert_eq!(resident.judge(), prepared.judge(), "{}", shown());
            let again = many.prepare(&anew).expect("it was read before").screen();
            prop_assert_eq!(again.to_json(), screening.to_json(), "{}", shown());
            prop_assert_eq!(comparable(&resident.screen().expect("as before")), comparable(&screening), "{}", shown());
        }
        prop_assert!(resident.set("no-such-question", true).is_err());
        prop_assert!(resident.remove("no-such-question").is_err());
    }
}

// ---- Law 6, and what lists say ----

proptest! {
    #![proptest_config(cases(600, 300))]

    /// `done` is a condition like any other, and a list says of a task what its finding says.
    #[test]
    fn a_task_is_open_until_it_is_done(numbers in streams()) {
        let mut picks = stream(numbers);
        let (protocol, _) = protocol(&mut picks, MODEST);
        let Some(task) = told::task(&mut picks, &protocol) else {
            return Ok(());
        };
        for knowledge in [Knowledge::Something, Knowledge::Something, Knowledge::Everything] {
            let intake = read(&intake(&mut picks, &protocol, knowledge), &protocol);
            let by = |engine: &'_ prescreen::Protocol| -> (Disposition, Vec<Status>, Status) {
                let screening = engine.screen(&intake).expect("a generated intake");
                (screening.disposition, statuses(&protocol, &screening), screening.status(&task.id))
            };
            prop_assert_eq!(by(&task.with_done), by(&task.in_one_condition));

            let (_, _, status) = by(&task.with_done);
            let (_, _, concerns) = by(&task.never_done);
            let screening = task.with_done.screen(&intake).expect("a generated intake");
            let items: Vec<_> = screening.lists.iter().flat_map(|list| &list.items).collect();
            let shown = items.first().map(|item| item.status);
            let expected = match (status, concerns) {
                (Status::Raised, _) => Some(ItemStatus::Raised),
                (Status::Possible, _) => Some(ItemStatus::Possible),
                (Status::Clear, Status::Clear) => None,
                (Status::Clear, Status::Possible | Status::Raised) => Some(ItemStatus::Done),
            };
            prop_assert_eq!(shown, expected);
            let next = screening.lists.first().and_then(|list| list.next);
            let is_open = matches!(status, Status::Raised | Status::Possible);
            prop_assert_eq!(next.is_some(), is_open);
        }
    }

    /// What was not known turns out to cost something between what was said at least and at most.
    #[test]
    fn totals_hold_whatever_is_filled_in(numbers in streams()) {
        let mut picks = stream(numbers);
        let (protocol, plain) = protocol(&mut picks, MODEST);
        let Some(engine) = told::with_estimate(&mut picks, &protocol) else {
            return Ok(());
        };
        let partial = intake(&mut picks, &protocol, Knowledge::Something);
        let known = picks.one_in(2).then_some(250.5);
        let before = told::with_amounts(&partial, &protocol, [known, None]);
        let before = engine.screen(&before).expect("a generated intake");
        // An estimate never weighs.
        let unpriced = plain.screen(&read(&partial, &protocol)).expect("a generated intake");
        prop_assert_eq!(before.disposition, unpriced.disposition);
        prop_assert_eq!(before.worst_case, unpriced.worst_case);
        for _ in 0..6 {
            let full = complete(&mut picks, &protocol, &partial);
            let amounts = [known.or(Some(picks.of(&[0.0, 99.99, 1000.0]))), Some(picks.of(&[0.0, 12.5, 1000.0]))];
            let after = told::with_amounts(&full, &protocol, amounts);
            let after = engine.screen(&after).expect("a generated intake");
            let nothing = (0, Some(0));
            let total = |screening: &Screening<'_>| screening.estimates.first().map_or(nothing, |one| (one.total.low, one.total.high));
            let ((low, high), (least, most)) = (total(&before), total(&after));
            prop_assert!(low <= least, "{} {}", low, least);
            prop_assert!(most <= high, "{:?} {:?}", most, high);
        }
    }
}

// ---- Extensions ----

fn departures(screening: &Screening<'_>) -> usize {
    let notices = screening.notices.iter();
    notices
        .filter(|one| matches!(one, prescreen::Notice::Departure { .. }))
        .count()
}

proptest! {
    #![proptest_config(cases(400, 300))]

    /// Whatever an extension may do without a reason, nobody gets further by it than with the base.
    #[test]
    fn a_stricter_extension_never_lowers(numbers in streams()) {
        let mut picks = stream(numbers);
        let (protocol, engine) = protocol(&mut picks, MODEST);
        let (document, checked) = stricter::extension(&mut picks, &protocol);
        let objection = stricter::objection(&checked);
        prop_assert!(objection.is_none(), "{}\n{document:#}\n{:#}", objection.unwrap_or_default(), protocol.document());
        let Some(extension) = checked.protocol else { return Ok(()) };
        for knowledge in [Knowledge::Something, Knowledge::Something, Knowledge::Everything] {
            let person = intake(&mut picks, &protocol, knowledge);
            let base = screen(&engine, &protocol, &person);
            let stricter = screen(&extension, &protocol, &person);
            prop_assert!(
                stricter.disposition >= base.disposition && stricter.worst_case >= base.worst_case,
                "{:?} became {:?}\n{document:#}\n{}", base.disposition, stricter.disposition, shown(&protocol, &person)
            );
            prop_assert_eq!(departures(&stricter), 0);
        }
    }

    /// What could let somebody through is refused without a reason and a name, and shown in every screening with them.
    #[test]
    fn a_looser_extension_says_so(numbers in streams()) {
        let mut picks = stream(numbers);
        let (protocol, _) = protocol(&mut picks, MODEST);
        let criterion = picks.of(&protocol.criteria);
        let change = stricter::looser(&mut picks, &criterion);
        let mut document = stricter::bare();
        document["changes"] = serde_json::json!([change]);
        let checked = stricter::check(&document, &protocol);
        prop_assert!(checked.protocol.is_none());
        let codes: Vec<Code> = checked.diagnostics.iter().map(|one| one.code).collect();
        prop_assert!(codes.contains(&Code::Loosened), "{:?} {document:#}", codes);

        document["changes"][0]["reason"] = serde_json::json!({ "en": "because" });
        document["changes"][0]["approved_by"] = serde_json::json!("somebody");
        let checked = stricter::check(&document, &protocol);
        prop_assert!(checked.diagnostics.iter().all(|one| one.code != Code::Loosened));
        let Some(extension) = checked.protocol else { return Ok(()) };
        let person = intake(&mut picks, &protocol, Knowledge::Something);
        let screening = screen(&extension, &protocol, &person);
        prop_assert_eq!(departures(&screening), 1);
    }
}
