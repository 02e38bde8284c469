//! A protocol that extends a generated one and only makes it stricter, in every way that needs no reason.

use prescreen::lexicon::Lexicon;
use prescreen::{BaseText, Checked, Code, Severity, Written};
use serde_json::{Value, json};

use crate::generators::Picks;
use crate::model::{Criterion, Protocol, Role, Span, TERMS, Washed, Washout};

/// An extension of a generated protocol, with some of its rules made stricter and some added.
pub(crate) fn extension(picks: &mut impl Picks, protocol: &Protocol) -> (Value, Checked) {
    let conditions: Vec<String> = protocol
        .conditions()
        .map(|condition| condition.text(&protocol.questions))
        .collect();
    let cite = json!({ "source": "rules", "at": "page 1", "basis": "clinic policy" });
    let mut changes = Vec::new();
    for criterion in &protocol.criteria {
        let mut change = json!({
            "criterion": criterion.id, "say": { "en": "stricter" }, "cite": cite,
        });
        if let Some(washout) = criterion.washout.as_ref().filter(|_| picks.one_in(2)) {
            change["washout"] = longer(picks, washout);
        }
        if let Some(role) = graver(picks, criterion) {
            change["role"] = json!(role);
        }
        let may_widen = criterion.when.is_some() && criterion.role != Role::Inclusion;
        if may_widen && picks.one_in(2) {
            change["also_when"] = json!(picks.of(&conditions));
        }
        changes.push(change);
    }
    if let Some((least, most)) = protocol.duration {
        let duration = [least, most].map(|span| json!(longer_span(span, 45).text()));
        changes.push(json!({ "treatment": { "duration": duration } }));
    }
    let mut criteria = vec![json!({
        "id": "own", "role": "requirement", "when": "own_question is no",
        "say": { "en": "own" }, "cite": cite,
    })];
    if !conditions.is_empty() && picks.one_in(2) {
        criteria.push(json!({
            "id": "own-too", "role": "exclusion", "when": picks.of(&conditions),
            "say": { "en": "own" }, "cite": cite,
        }));
    }
    let mut document = bare();
    document["questions"] =
        json!([{ "id": "own_question", "type": "yes_no", "ask": { "en": "?" } }]);
    document["criteria"] = json!(criteria);
    document["changes"] = json!(changes);
    let checked = check(&document, protocol);
    (document, checked)
}

/// An extension that says nothing yet.
pub(crate) fn bare() -> Value {
    json!({
        "id": "extension", "version": "1.0.0", "title": { "en": "Extension" },
        "reviewed": "2026-01-01", "review_by": "2036-01-01",
        "extends": "generated",
        "sources": { "rules": { "title": "Rules", "publisher": "Clinic" } },
    })
}

/// A change of a criterion after which somebody may get further.
pub(crate) fn looser(picks: &mut impl Picks, criterion: &Criterion) -> Value {
    let cite = json!({ "source": "rules", "at": "page 1", "basis": "clinic policy" });
    let mut change = json!({ "criterion": criterion.id, "say": { "en": "looser" }, "cite": cite });
    let before = criterion.washout.as_ref().and_then(|one| one.before);
    match (picks.pick(3), before) {
        (0, _) => change = json!({ "criterion": criterion.id, "off": true }),
        (1, Some(Span::Minutes(minutes))) if minutes > 1 => {
            change["washout"] = json!({ "before": Span::Minutes(minutes / 2).text() });
        }
        _ if criterion.role == Role::Advice => {
            change = json!({ "criterion": criterion.id, "off": true });
        }
        _ => change["role"] = json!("advice"),
    }
    change
}

/// Checks an extension of a generated protocol.
pub(crate) fn check(document: &Value, protocol: &Protocol) -> Checked {
    let base = |name: &str, _: Option<&str>| {
        Ok(BaseText {
            name: name.to_owned(),
            text: protocol.document().to_string(),
            is_json: true,
        })
    };
    let text = document.to_string();
    prescreen::Protocol::check_with_bases(Written::Json(&text), Lexicon::builtin(), &base)
}

/// What was said against it, if it is anything that a stricter extension must not be refused for. A question whose
/// option can never be reached is refused in the base as well.
pub(crate) fn objection(checked: &Checked) -> Option<String> {
    let mut found = checked.diagnostics.iter();
    let error =
        found.find(|one| one.severity() == Severity::Error && one.code != Code::Unreachable);
    error.map(ToString::to_string)
}

fn longer(picks: &mut impl Picks, washout: &Washout) -> Value {
    let by = picks.of(&[0, 1, 60, 100_000]);
    let mut change = json!({});
    let bounds = [
        ("before", washout.before),
        ("after", washout.after),
        ("prefer_after", washout.prefer_after),
    ];
    for (key, bound) in bounds {
        if let Some(bound) = bound {
            change[key] = json!(longer_span(bound, by).text());
        }
    }
    if let Washed::Uses(terms) = &washout.of {
        let mut terms = terms.clone();
        terms.push(picks.of(TERMS));
        change["of"] = json!(terms);
    }
    change
}

fn longer_span(span: Span, by: i64) -> Span {
    match span {
        Span::Minutes(minutes) => Span::Minutes(minutes + by),
        Span::Months(months) => Span::Months(months + by.min(12)),
    }
}

/// A role that weighs as much or more, and that the criterion's parts fit.
fn graver(picks: &mut impl Picks, criterion: &Criterion) -> Option<&'static str> {
    let depends = criterion.when.is_some() || criterion.washout.is_some();
    let has_before = |washout: &Washout| washout.before.is_some();
    let is_before = criterion.washout.as_ref().is_none_or(has_before);
    let graver: &[&str] = match criterion.role {
        Role::Advice if depends && is_before => &["requirement", "referral", "exclusion"],
        Role::Advice if depends => &["requirement"],
        Role::Requirement | Role::Deferral if is_before => &["referral", "exclusion"],
        Role::Referral => &["exclusion"],
        Role::Advice | Role::Requirement | Role::Deferral | Role::Inclusion | Role::Exclusion => {
            &[]
        }
    };
    (!graver.is_empty() && picks.one_in(2)).then(|| picks.of(graver))
}
