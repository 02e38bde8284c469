//! Parts of a protocol that do nothing, or do something their author may not see.

use super::question_path;
use crate::diagnostic::{Code, quoted};
use crate::document::{Path, Report};
use crate::protocol::Protocol;
use crate::protocol::condition::{Applicability, Condition, UsesPolarity};
use crate::protocol::model::{QuestionIndex, QuestionKind, Role, Washed};

/// All of them.
pub(super) const LINTS: &[fn(&Protocol, &mut Report)] = &[
    no_cases,
    unread_questions,
    unused_sources,
    vacuous_inclusions,
    lowering_uses,
];

/// A protocol that nothing proves.
fn no_cases(protocol: &Protocol, report: &mut Report) {
    if protocol.cases.is_empty() {
        let help = Some("add `[[cases]]`: an intake, and what must come of it".to_owned());
        report.add(
            Code::NoCases,
            &Path::Root,
            None,
            "there are no worked cases",
            help,
        );
    }
}

/// Questions whose answer changes nothing.
fn unread_questions(protocol: &Protocol, report: &mut Report) {
    let mut read: Vec<QuestionIndex> = Vec::new();
    let mut uses_are_read = false;
    for condition in conditions(protocol) {
        condition.questions(&mut read);
        uses_are_read |= condition.tests_uses();
    }
    for washout in protocol
        .criteria
        .iter()
        .filter_map(|criterion| criterion.washout.as_ref())
    {
        match &washout.of {
            Washed::Event(question) => read.push(*question),
            Washed::Uses(_) => uses_are_read = true,
        }
    }
    let lines = protocol.estimates.iter().flat_map(|one| &one.lines);
    let numbers = lines.flat_map(|line| line.count.iter().chain([&line.each]));
    read.extend(numbers.filter_map(|number| number.answer));
    for (index, question) in protocol.questions.iter().enumerate() {
        let is_read = match question.kind {
            QuestionKind::Uses => uses_are_read,
            QuestionKind::YesNo
            | QuestionKind::One(_)
            | QuestionKind::Many(_)
            | QuestionKind::Number { .. }
            | QuestionKind::Time { .. } => read.contains(&QuestionIndex(index)),
        };
        if !is_read {
            let message = format!("no criterion reads the answer to `{}`", question.id);
            let help = Some("people should not be asked what changes nothing".to_owned());
            let path = question_path(index);
            report.add(
                Code::UnreadQuestion,
                &Path::Key(&Path::Root, &path),
                question.place.clone(),
                message,
                help,
            );
        }
    }
}

/// Sources that nothing cites.
fn unused_sources(protocol: &Protocol, report: &mut Report) {
    let lines = protocol.estimates.iter().flat_map(|one| &one.lines);
    let numbers = lines.flat_map(|line| line.count.iter().chain([&line.each]));
    let of_figures = numbers
        .flat_map(|number| &number.figures)
        .flat_map(|figure| &figure.citations);
    let of_criteria = protocol.criteria.iter().flat_map(|one| &one.citations);
    let citations = of_criteria.chain(of_figures);
    let cited: Vec<usize> = citations.map(|citation| citation.source).collect();
    for (_, source) in protocol
        .sources
        .iter()
        .enumerate()
        .filter(|(index, _)| !cited.contains(index))
    {
        let sources = Path::Key(&Path::Root, "sources");
        let message = format!("nothing cites `{}`", source.id);
        report.add(
            Code::UnusedSource,
            &Path::Key(&sources, &source.id),
            source.place.clone(),
            message,
            None,
        );
    }
}

/// An inclusion over a question that may not apply turns away everybody to whom it does not.
fn vacuous_inclusions(protocol: &Protocol, report: &mut Report) {
    for (index, criterion) in protocol.criteria.iter().enumerate() {
        if criterion.role != Role::Inclusion {
            continue;
        }
        let mut read = Vec::new();
        criterion
            .when
            .iter()
            .for_each(|condition| condition.questions(&mut read));
        let conditional = read
            .iter()
            .filter_map(|question| protocol.questions.get(question.0));
        let ids: Vec<&str> = conditional
            .filter(|question| question.applies.is_some())
            .map(|question| question.id.as_str())
            .collect();
        if !ids.is_empty() {
            let message = format!(
                "{} may not apply, and then this inclusion turns the person away",
                quoted(ids.iter().copied())
            );
            let help =
                Some("write it as an exclusion: what must not be, instead of what must".to_owned());
            let path = criterion_path(index);
            report.add(
                Code::VacuousInclusion,
                &Path::Key(&Path::Root, &path),
                criterion.place.clone(),
                message,
                help,
            );
        }
    }
}

/// Criteria that a further use can make milder: nobody should be able to get further by adding to a list.
fn lowering_uses(protocol: &Protocol, report: &mut Report) {
    let uses_questions = protocol.uses_questions.as_slice();
    let mut questions: Vec<UsesPolarity> = Vec::with_capacity(protocol.questions.len());
    for question in &protocol.questions {
        let earlier = Applicability {
            questions: &questions,
            uses_questions,
        };
        let condition = question.applies.as_ref();
        let polarity = condition.map(|condition| condition.uses_polarity(&earlier));
        questions.push(polarity.unwrap_or_default());
    }
    let applicability = Applicability {
        questions: &questions,
        uses_questions,
    };
    for (index, criterion) in protocol.criteria.iter().enumerate() {
        let by_condition = criterion.when.as_ref().is_some_and(|condition| {
            let polarity = condition.uses_polarity(&applicability);
            if criterion.role == Role::Inclusion {
                polarity.raising
            } else {
                polarity.lowering
            }
        });
        let by_event = match criterion.washout.as_ref().map(|washout| &washout.of) {
            Some(Washed::Event(question)) => applicability.of(*question).lowering,
            Some(Washed::Uses(_)) => applicability.of_uses().lowering,
            None => false,
        };
        if (by_condition || by_event) && criterion.role != Role::Advice {
            let message = "a further medicine or substance can make this criterion milder";
            let path = criterion_path(index);
            report.add(
                Code::LoweringUse,
                &Path::Key(&Path::Root, &path),
                criterion.place.clone(),
                message,
                None,
            );
        }
    }
}

fn conditions(protocol: &Protocol) -> impl Iterator<Item = &Condition> {
    let of_criteria = protocol
        .criteria
        .iter()
        .filter_map(|criterion| criterion.when.as_ref());
    let of_questions = protocol
        .questions
        .iter()
        .filter_map(|question| question.applies.as_ref());
    let of_estimates = protocol.estimates.iter().flat_map(|estimate| {
        let of_lines = estimate.lines.iter().filter_map(|line| line.when.as_ref());
        estimate.when.iter().chain(of_lines)
    });
    of_criteria.chain(of_questions).chain(of_estimates)
}

fn criterion_path(index: usize) -> String {
    format!("criteria[{index}]")
}
