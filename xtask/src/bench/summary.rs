//! The short table that the project's README quotes: each peer at its fastest, and how much it lets through.

use std::fmt::Write;

use serde_json::Value;

use super::tables::{digits, duration, median, rows};

pub fn table(figures: &Value) -> String {
    let mut text = format!(
        "`cargo xtask bench`, {}; the median of many turns, in processor time. [All of it](benches/README.md): spreads, \
         versions, sizes, start, memory.\n\n\
         | | engine | 18 criteria | 1,800 criteria | growth | let through, as documented / guarded |\n\
         |---|---|--:|--:|--:|---|\n",
        figures["date"].as_str().unwrap_or("?"),
    );
    let places = [
        ("Rust", "Rust", &figures["rust"]["rounds"]),
        ("Node", "JavaScript", &figures["javascript"]["rounds"]),
    ];
    for (place, language, rounds) in places {
        for row in rows(rounds).filter(|row| row["size"] == 18 && is_shown(row, rounds)) {
            let engine = row["engine"].as_str().unwrap_or_default();
            let at = |size| median(rounds, engine, size);
            let grown = at(18).zip(at(1_800)).map(|(small, large)| large / small);
            let or_none =
                |value: Option<f64>, shown: fn(f64) -> String| value.map_or("–".to_owned(), shown);
            let _ = writeln!(
                text,
                "| {place} | {} | {} | {} | {} | {} |",
                row["title"].as_str().unwrap_or_default(),
                or_none(at(18), duration),
                or_none(at(1_800), duration),
                or_none(grown, |factor| format!("{} ×", digits(factor))),
                let_through(&figures["hazards"], &row["package"], language),
            );
        }
    }
    text
}

/// Every row of ours and of what is written by hand; of a peer its fastest.
fn is_shown(row: &Value, rounds: &Value) -> bool {
    let package = row["package"].as_str().unwrap_or_default();
    if matches!(package, "" | "prescreen") {
        return true;
    }
    let same = rows(rounds).filter(|other| other["size"] == 18 && other["package"] == package);
    let time = |row: &Value| row["microseconds"]["median"].as_f64();
    same.filter_map(time).all(|other| time(row) <= Some(other))
}

fn let_through(hazards: &Value, package: &Value, language: &str) -> String {
    let count = |variant: &str| {
        let found = rows(hazards).find(|one| {
            one["engine"] == *package && one["language"] == language && one["variant"] == variant
        })?;
        let outcomes = found["outcomes"].as_object()?;
        let through = outcomes.values().filter(|outcome| *outcome == "through");
        Some((through.count(), outcomes.len()))
    };
    match (count("documented"), count("guarded")) {
        (Some((documented, all)), Some((guarded, _))) => {
            format!("{documented} / {guarded} of {all}")
        }
        (Some((documented, all)), None) => format!("{documented} of {all}"),
        (None, _) => "–".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::table;

    #[test]
    fn a_peer_stands_there_once_with_what_it_lets_through() {
        let row = |engine: &str, size: u32, median: f64| {
            json!({
                "engine": engine, "title": engine.to_uppercase(), "package": "p", "size": size,
                "microseconds": { "median": median },
            })
        };
        let rounds = json!([row("a", 18, 2.0), row("a", 1_800, 9.0), row("b", 18, 3.0)]);
        let outcomes = |one: &str| json!({ "x": "through", "y": one });
        let figures = json!({
            "rust": { "rounds": rounds },
            "hazards": [
                { "engine": "p", "language": "Rust", "variant": "documented", "outcomes": outcomes("through") },
                { "engine": "p", "language": "Rust", "variant": "guarded", "outcomes": outcomes("error") },
            ],
        });
        let table = table(&figures);
        let last = table.lines().last();
        assert_eq!(
            last,
            Some("| Rust | A | 2.00 µs | 9.00 µs | 4.50 × | 2 / 1 of 2 |")
        );
        assert!(!table.contains("| B |"));
    }
}
