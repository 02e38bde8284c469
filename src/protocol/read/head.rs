//! The head of a protocol: who it is, in which languages, when it was reviewed, what it cites.

use chrono::NaiveDate;

use super::{Cx, IdStyle};
use crate::diagnostic::Code;
use crate::document::{Node, Path, Report, Table, Value, text, wrong_type};
use crate::protocol::model::{Review, Source, Text, Treatment};
use crate::time::{Duration, parse_day};

pub(super) struct Head {
    pub(super) id: String,
    pub(super) version: String,
    pub(super) title: Text,
    pub(super) note: Option<Text>,
    pub(super) locales: Vec<String>,
    pub(super) review: Review,
    pub(super) treatment: Treatment,
}

/// The languages of the protocol. Read first, since every text depends on them.
pub(super) fn locales(table: &Table<'_>, path: &Path<'_>, report: &mut Report) -> Vec<String> {
    let here = Path::Key(path, "locales");
    let mut locales: Vec<String> = Vec::new();
    for (index, node) in table.list("locales", path, report).iter().enumerate() {
        let here = Path::Index(&here, index);
        let Some(locale) = text(node, &here, report) else {
            continue;
        };
        let well_formed = locale
            .split('-')
            .all(|part| (2..=8).contains(&part.len()) && is_alphanumeric(part));
        if !well_formed {
            let help = Some("a language tag such as `en`, `es` or `pt-BR`".to_owned());
            report.add(
                Code::BadId,
                &here,
                node.span.clone(),
                format!("`{locale}` is not a language tag"),
                help,
            );
        } else if locales.iter().any(|known| known == locale) {
            let message = format!("`{locale}` stands twice");
            report.add(Code::DuplicateId, &here, node.span.clone(), message, None);
        } else {
            locales.push(locale.to_owned());
        }
    }
    if locales.is_empty() {
        locales.push("en".to_owned());
    }
    locales
}

fn is_alphanumeric(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

pub(super) fn read(table: &Table<'_>, path: &Path<'_>, cx: &mut Cx<'_>) -> Option<Head> {
    let id = cx.require_id(table, IdStyle::Kebab, path);
    let version = version(table, path, cx);
    let title = cx.require_text(table, "title", path);
    let note = cx.optional_text(table, "note", path);
    let review = review(table, path, cx);
    let treatment = treatment(table, path, cx);
    Some(Head {
        id: id?,
        version: version?,
        title: title?,
        note,
        locales: cx.locales.clone(),
        review: review?,
        treatment: treatment?,
    })
}

fn version(table: &Table<'_>, path: &Path<'_>, cx: &mut Cx<'_>) -> Option<String> {
    let node = table.require("version", path, cx.report)?;
    let here = Path::Key(path, "version");
    let version = text(node, &here, cx.report)?;
    let numbers: Vec<&str> = version.split('.').collect();
    // A number may be parsed with a sign before it, and is no part of a version then.
    let is_number =
        |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit()) && part.parse::<u32>().is_ok();
    if numbers.len() == 3 && numbers.iter().all(is_number) {
        return Some(version.to_owned());
    }
    let help = Some("three numbers with dots between them: `1.0.0`".to_owned());
    cx.report.add(
        Code::BadVersion,
        &here,
        node.span.clone(),
        format!("`{version}` is not a version"),
        help,
    );
    None
}

fn review(table: &Table<'_>, path: &Path<'_>, cx: &mut Cx<'_>) -> Option<Review> {
    let mut day = |key| {
        let node = table.require(key, path, cx.report)?;
        date(node, &Path::Key(path, key), cx.report)
    };
    let (reviewed, review_by) = (day("reviewed"), day("review_by"));
    let (reviewed, review_by) = (reviewed?, review_by?);
    if review_by < reviewed {
        let span = table.get("review_by").and_then(|node| node.span.clone());
        let message =
            format!("the next review ({review_by}) is due before the last one ({reviewed})");
        cx.report.add(
            Code::BadRange,
            &Path::Key(path, "review_by"),
            span,
            message,
            None,
        );
        return None;
    }
    Some(Review {
        reviewed,
        review_by,
    })
}

fn date(node: &Node, path: &Path<'_>, report: &mut Report) -> Option<NaiveDate> {
    let written = text(node, path, report)?;
    let date = parse_day(written);
    if date.is_none() {
        let help = Some("a day such as `2026-11-22`".to_owned());
        report.add(
            Code::BadDate,
            path,
            node.span.clone(),
            format!("`{written}` is not a date"),
            help,
        );
    }
    date
}

fn treatment(table: &Table<'_>, path: &Path<'_>, cx: &mut Cx<'_>) -> Option<Treatment> {
    let node = table.require("treatment", path, cx.report)?;
    let here = Path::Key(path, "treatment");
    let table = Table::open(node, &here, cx.report)?;
    let name = cx.require_text(&table, "name", &here);
    let duration = table
        .get("duration")
        .and_then(|node| duration_range(node, &Path::Key(&here, "duration"), cx));
    table.close(&here, cx.report);
    Some(Treatment {
        name: name?,
        duration,
    })
}

/// `["30 min", "2 h"]`: at least and at most.
fn duration_range(node: &Node, path: &Path<'_>, cx: &mut Cx<'_>) -> Option<(Duration, Duration)> {
    let Value::List(ends) = &node.value else {
        wrong_type(
            node,
            "a list of two durations, at least and at most",
            path,
            cx.report,
        );
        return None;
    };
    let durations: Vec<Option<Duration>> = ends
        .iter()
        .enumerate()
        .map(|(index, end)| cx.duration(end, &Path::Index(path, index)))
        .collect();
    let &[least, most] = durations.as_slice() else {
        let message = format!(
            "expected two durations, at least and at most, found {}",
            ends.len()
        );
        cx.report
            .add(Code::BadRange, path, node.span.clone(), message, None);
        return None;
    };
    let (least, most) = (least?, most?);
    match least.compare(most) {
        None => {
            let message = format!(
                "`{least}` and `{most}` cannot be compared: one is counted on the calendar"
            );
            cx.report.add(
                Code::IncomparableDurations,
                path,
                node.span.clone(),
                message,
                None,
            );
            None
        }
        Some(core::cmp::Ordering::Greater) => {
            let message = format!("at least `{least}` and at most `{most}` cannot both be");
            cx.report.add(
                Code::ContradictoryWindow,
                path,
                node.span.clone(),
                message,
                None,
            );
            None
        }
        Some(core::cmp::Ordering::Less | core::cmp::Ordering::Equal) => Some((least, most)),
    }
}

pub(super) fn sources(table: &Table<'_>, path: &Path<'_>, cx: &mut Cx<'_>) -> Vec<Source> {
    let Some(node) = table.get("sources") else {
        return Vec::new();
    };
    let path = Path::Key(path, "sources");
    let Value::Table(entries) = &node.value else {
        wrong_type(node, "a table of sources", &path, cx.report);
        return Vec::new();
    };
    let mut sources = Vec::with_capacity(entries.len());
    for entry in entries {
        let here = Path::Key(&path, &entry.key);
        cx.id(&entry.key, IdStyle::Kebab, &entry.node, &here);
        let Some(table) = Table::open(&entry.node, &here, cx.report) else {
            continue;
        };
        let title = table.require_text("title", &here, cx.report);
        let publisher = table.require_text("publisher", &here, cx.report);
        let mut optional = |key| table.text(key, &here, cx.report).map(str::to_owned);
        let (url, date, seen) = (optional("url"), optional("date"), optional("seen"));
        let note = optional("note");
        table.close(&here, cx.report);
        // An unfinished source is kept, so that citing it is not a second error.
        sources.push(Source {
            id: entry.key.clone(),
            title: title.unwrap_or_default().to_owned(),
            publisher: publisher.unwrap_or_default().to_owned(),
            url,
            date,
            seen,
            note,
            place: entry.key_span.clone(),
        });
    }
    sources
}
