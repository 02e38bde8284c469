//! The goals of the design, row by row: what was wanted, what came of it, and what the best peer reaches.

use std::fmt::Write;

use serde_json::Value;

use super::tables::{digits, duration, kilobytes, median, row, rows};

struct Goal {
    what: &'static str,
    /// Not more than this, in the unit of `shown`.
    most: f64,
    shown: fn(f64) -> String,
    /// `None`: there is no such call in this version, so there is nothing to measure.
    ours: fn(&Value) -> Option<f64>,
    /// The best of the others.
    peers: fn(&Value) -> Option<f64>,
}

const GOALS: [Goal; 12] = [
    Goal {
        what: "Rust, intake that was read in, disposition and raised criteria out, × by hand",
        most: 5.0,
        shown: times,
        ours: |figures| ratio_to_hand(&figures["rust"]["rounds"], "prescreen-raised"),
        peers: |figures| best_ratio(&figures["rust"]["rounds"]),
    },
    Goal {
        what: "Rust, intake that was read in, whole screening out, before words",
        most: 1.0,
        shown: duration,
        ours: |figures| median(&figures["rust"]["rounds"], "prescreen-read", 18),
        peers: |figures| best(&figures["rust"]["rounds"]),
    },
    Goal {
        what: "Rust, growth at 10 × the criteria",
        most: 1.3,
        shown: times,
        ours: |figures| growth(&figures["rust"]["rounds"], "prescreen-read", 180),
        peers: |figures| best_growth(&figures["rust"]["rounds"], 180),
    },
    Goal {
        what: "Rust, growth at 100 × the criteria",
        most: 3.0,
        shown: times,
        ours: |figures| growth(&figures["rust"]["rounds"], "prescreen-read", 1_800),
        peers: |figures| best_growth(&figures["rust"]["rounds"], 1_800),
    },
    Goal {
        what: "JavaScript, object in, whole screening out, in Node",
        most: 8.0,
        shown: duration,
        ours: |figures| median(&figures["javascript"]["rounds"], "prescreen", 18),
        peers: |figures| best(&figures["javascript"]["rounds"]),
    },
    Goal {
        what: "JavaScript, object in, disposition and ids out, without `eval`, in Node",
        most: 1.0,
        shown: duration,
        ours: |figures| median(&figures["javascript"]["rounds"], "prescreen-judge", 18),
        peers: |figures| best(&figures["javascript"]["rounds"]),
    },
    Goal {
        what: "JavaScript, growth at 10 × the criteria, in Node",
        most: 1.3,
        shown: times,
        ours: |figures| growth(&figures["javascript"]["rounds"], "prescreen", 180),
        peers: |figures| best_growth(&figures["javascript"]["rounds"], 180),
    },
    Goal {
        what: "JavaScript, growth at 100 × the criteria, in Node",
        most: 3.0,
        shown: times,
        ours: |figures| growth(&figures["javascript"]["rounds"], "prescreen", 1_800),
        peers: |figures| best_growth(&figures["javascript"]["rounds"], 1_800),
    },
    Goal {
        what: "one answer changed in a resident intake, in Node",
        most: 1.0,
        shown: duration,
        ours: |figures| median(&figures["javascript"]["rounds"], "prescreen-resident", 18),
        peers: |_| None,
    },
    Goal {
        what: "runtime: WebAssembly and glue, gzip",
        most: 100_000.0,
        shown: kilobytes,
        ours: size,
        peers: smallest_wasm,
    },
    Goal {
        what: "the same, the second step",
        most: 60_000.0,
        shown: kilobytes,
        ours: size,
        peers: smallest_wasm,
    },
    Goal {
        what: "import, load the protocol, first screening, from nothing, in Node",
        most: 8.0,
        shown: |milliseconds| duration(milliseconds * 1_000.0),
        ours: |figures| cold(figures, |engine| engine == "prescreen"),
        peers: |figures| cold(figures, is_peer),
    },
];

pub fn table(figures: &Value) -> String {
    let mut text =
        "| goal | at most | measured | met | best peer |\n|---|---|---|---|---|\n".to_owned();
    for goal in &GOALS {
        let ours = (goal.ours)(figures);
        let met = match ours {
            Some(ours) if ours <= goal.most => "yes",
            Some(_) => "**no**",
            None => "not there yet",
        };
        let shown = |value: Option<f64>| value.map_or("–".to_owned(), goal.shown);
        let _ = writeln!(
            text,
            "| {} | {} | {} | {met} | {} |",
            goal.what,
            (goal.shown)(goal.most),
            shown(ours),
            shown((goal.peers)(figures)),
        );
    }
    text
}

fn times(value: f64) -> String {
    format!("{} ×", digits(value))
}

fn is_peer(engine: &str) -> bool {
    !engine.starts_with("prescreen") && !engine.starts_with("hand")
}

fn ratio_to_hand(rounds: &Value, engine: &str) -> Option<f64> {
    row(rounds, engine, 18)?["toHand"]["median"].as_f64()
}

fn growth(rounds: &Value, engine: &str, size: u64) -> Option<f64> {
    Some(median(rounds, engine, size)? / median(rounds, engine, 18)?)
}

fn least(values: impl Iterator<Item = f64>) -> Option<f64> {
    values.min_by(f64::total_cmp)
}

fn peers(rounds: &Value) -> impl Iterator<Item = &str> {
    let small = rows(rounds).filter(|row| row["size"] == 18);
    small
        .filter_map(|row| row["engine"].as_str())
        .filter(|engine| is_peer(engine))
}

fn best(rounds: &Value) -> Option<f64> {
    least(peers(rounds).filter_map(|engine| median(rounds, engine, 18)))
}

fn best_ratio(rounds: &Value) -> Option<f64> {
    least(peers(rounds).filter_map(|engine| ratio_to_hand(rounds, engine)))
}

fn best_growth(rounds: &Value, size: u64) -> Option<f64> {
    least(peers(rounds).filter_map(|engine| growth(rounds, engine, size)))
}

fn size(figures: &Value) -> Option<f64> {
    figures["javascript"]["packages"]["prescreen"]["gzip"].as_f64()
}

fn smallest_wasm(figures: &Value) -> Option<f64> {
    let packages = figures["javascript"]["packages"].as_object()?;
    let others = packages
        .iter()
        .filter(|(name, package)| *name != "prescreen" && package["isWasm"] == true);
    least(others.filter_map(|(_, package)| package["gzip"].as_f64()))
}

fn cold(figures: &Value, which: fn(&str) -> bool) -> Option<f64> {
    let small = rows(&figures["javascript"]["once"]).filter(|row| row["size"] == 18);
    least(
        small
            .filter(|row| row["engine"].as_str().is_some_and(which))
            .filter_map(|row| row["cpuMilliseconds"].as_f64()),
    )
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::table;

    #[test]
    fn a_goal_is_met_missed_or_not_there_yet() {
        let figures = json!({ "javascript": { "packages": {
            "prescreen": { "gzip": 90_000 },
            "small": { "gzip": 10_000 },
            "other": { "gzip": 428_000, "isWasm": true },
        } } });
        let table = table(&figures);
        let line = |start: &str| {
            table
                .lines()
                .find(|line| line.starts_with(start))
                .unwrap_or_default()
        };
        assert_eq!(
            line("| runtime"),
            "| runtime: WebAssembly and glue, gzip | 100 KB | 90.0 KB | yes | 428 KB |"
        );
        assert!(line("| the same").contains("**no**"));
        assert!(line("| one answer").contains("not there yet"));
    }
}
