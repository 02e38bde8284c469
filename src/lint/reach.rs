//! Questions that can never apply.

use super::question_path;
use crate::Truth;
use crate::diagnostic::{Code, quoted};
use crate::document::{Path, Report};
use crate::intake::facts::{Answer, Facts};
use crate::order;
use crate::protocol::Protocol;
use crate::protocol::condition::{Condition, NO, NumberTest, YES};
use crate::protocol::model::{QuestionIndex, QuestionKind, QuestionOption};
use crate::screen::evaluate::Evaluator;

/// More work than this, in questions looked at, is not done for one condition; it is taken to be satisfiable.
const MAX_WORK: usize = 1 << 18;

/// A question that can never apply hides its options and every criterion over it.
pub(super) fn unreachable_questions(protocol: &Protocol, report: &mut Report) {
    for (index, question) in protocol.questions.iter().enumerate() {
        let Some(condition) = &question.applies else {
            continue;
        };
        if can_hold(condition, protocol) {
            continue;
        }
        let options = question
            .kind
            .options()
            .iter()
            .map(|option| option.id.as_str());
        let options = quoted(options);
        let mut message = format!("`{}` can never apply", question.id);
        if !options.is_empty() {
            message.push_str(&format!(", so nobody can choose {options}"));
        }
        let path = question_path(index);
        report.add(
            Code::Unreachable,
            &Path::Key(&Path::Root, &path),
            question.place.clone(),
            message,
            None,
        );
    }
}

/// Whether any combination of answers makes a condition true. Tests of uses and, beyond the limit, everything are taken to
/// be possible, so that nothing sound is refused.
fn can_hold(condition: &Condition, protocol: &Protocol) -> bool {
    let mut read = Vec::new();
    condition.questions(&mut read);
    order::sort_dedup(&mut read);
    let samples: Vec<(QuestionIndex, Vec<Sample>)> = read
        .into_iter()
        .map(|question| (question, samples_of(question, condition, protocol)))
        .collect();
    // Every combination looks at every question once, to see which apply.
    let work = samples
        .iter()
        .try_fold(protocol.questions.len(), |all, (_, of_one)| {
            all.checked_mul(of_one.len())
        });
    if work.is_none_or(|work| work > MAX_WORK) {
        return true;
    }
    any_combination(&samples, &mut Facts::blank(protocol), condition)
}

fn any_combination(
    rest: &[(QuestionIndex, Vec<Sample>)],
    facts: &mut Facts<'_>,
    condition: &Condition,
) -> bool {
    let Some(((question, samples), rest)) = rest.split_first() else {
        return Evaluator::new(facts).condition(condition, &mut ()) != Truth::False;
    };
    samples.iter().any(|sample| {
        if let Some(answer) = facts.answers.to_mut().get_mut(question.0) {
            *answer = match sample {
                Sample::Chosen(options) => Answer::Chosen(*options),
                Sample::Number(number) => Answer::Number(*number, *number),
            };
        }
        any_combination(rest, facts, condition)
    })
}

/// One answer to one question.
#[derive(Clone, Copy)]
enum Sample {
    Chosen(u64),
    Number(f64),
}

/// Enough answers to a question to tell every test in the condition from every other.
fn samples_of(question: QuestionIndex, condition: &Condition, protocol: &Protocol) -> Vec<Sample> {
    match protocol
        .questions
        .get(question.0)
        .map(|question| &question.kind)
    {
        Some(QuestionKind::YesNo) => vec![Sample::Chosen(YES), Sample::Chosen(NO)],
        Some(QuestionKind::One(options)) => (0..options.len())
            .map(|place| Sample::Chosen(1 << place))
            .collect(),
        Some(QuestionKind::Many(options)) => combinations(options),
        Some(QuestionKind::Number {
            min, max, whole, ..
        }) => {
            let mut points = vec![*min, *max];
            numbers(condition, question, &mut points);
            let near = |point: f64| {
                if *whole {
                    [point - 1.0, point, point + 1.0]
                } else {
                    between(point, &points)
                }
            };
            let candidates = points.iter().flat_map(|point| near(*point));
            candidates
                .filter(|point| (*min..=*max).contains(point))
                .map(Sample::Number)
                .collect()
        }
        Some(QuestionKind::Time { .. } | QuestionKind::Uses) | None => vec![Sample::Chosen(0)],
    }
}

/// A point, and points between it and its neighbours on either side.
fn between(point: f64, points: &[f64]) -> [f64; 3] {
    let below = points
        .iter()
        .copied()
        .filter(|other| *other < point)
        .fold(f64::NEG_INFINITY, f64::max);
    let above = points
        .iter()
        .copied()
        .filter(|other| *other > point)
        .fold(f64::INFINITY, f64::min);
    [
        f64::midpoint(below, point),
        point,
        f64::midpoint(point, above),
    ]
}

fn numbers(condition: &Condition, of: QuestionIndex, into: &mut Vec<f64>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| numbers(part, of, into))
        }
        Condition::Not(inner) => numbers(inner, of, into),
        Condition::Number { question, test } if *question == of => match test {
            NumberTest::Less(value)
            | NumberTest::AtMost(value)
            | NumberTest::Greater(value)
            | NumberTest::AtLeast(value)
            | NumberTest::Equal(value) => into.push(*value),
            NumberTest::Between(low, high) => into.extend([*low, *high]),
        },
        Condition::Number { .. } | Condition::Chosen { .. } | Condition::Uses { .. } => {}
    }
}

/// Every set of options that can be chosen together; too many of them are cut off by the caller's limit.
fn combinations(options: &[QuestionOption]) -> Vec<Sample> {
    const MOST: usize = 12;
    let exclusive = options
        .iter()
        .enumerate()
        .filter(|(_, option)| option.exclusive)
        .map(|(place, _)| 1_u64 << place);
    let exclusive: Vec<u64> = exclusive.collect();
    let free = options.len().min(MOST);
    let sets = 0..1_u64 << free;
    let allowed = |set: &u64| exclusive.iter().all(|bit| set & bit == 0 || *set == *bit);
    // Beyond the first few, options are tried alone and all together.
    let singles = (free..options.len()).map(|place| 1_u64 << place);
    let all = (0..options.len())
        .map(|place| 1_u64 << place)
        .filter(|bit| !exclusive.contains(bit));
    let all = all.fold(0, |set, bit| set | bit);
    sets.filter(allowed)
        .chain(singles)
        .chain([all])
        .map(Sample::Chosen)
        .collect()
}
