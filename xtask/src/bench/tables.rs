//! What was measured, as Markdown.

use std::fmt::Write;

use serde_json::Value;

use super::goals;

/// The sections of `benches/README.md`, by name.
pub fn sections(figures: &Value) -> Vec<(&'static str, String)> {
    vec![
        ("conditions", conditions(figures)),
        ("goals", goals::table(figures)),
        (
            "rust",
            timing(&figures["rust"]["rounds"], &|package| {
                version(&figures["rust"]["engines"], package)
            }),
        ),
        (
            "node",
            timing(&figures["javascript"]["rounds"], &|package| {
                js_version(figures, package)
            }),
        ),
        (
            "chromium",
            timing(&figures["javascript"]["chromium"]["rounds"], &|package| {
                js_version(figures, package)
            }),
        ),
        ("sizes", sizes(figures)),
        ("start", start(figures)),
        ("hazards", hazards(&figures["hazards"])),
        (
            "cases",
            figures["cases"].as_str().unwrap_or_default().to_owned(),
        ),
        ("sources", sources(&figures["hazards"])),
    ]
}

fn conditions(figures: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or("?").to_owned();
    let rounds = if figures["isQuick"] == true {
        "5"
    } else {
        "11"
    };
    format!(
        "Measured {} with `cargo xtask bench{}`: {}, Node {}, Chromium {}, {} cores, {}. Times are processor time. Each is \
         the median of {rounds} rounds in which every engine has its turn; behind it, in brackets, the quarter below and \
         the quarter above. A ratio is the median of the ratios within the rounds.\n",
        text(&figures["date"]),
        if figures["isQuick"] == true {
            " --quick"
        } else {
            ""
        },
        text(&figures["rustc"]),
        text(&figures["javascript"]["node"]),
        text(&figures["javascript"]["chromium"]["version"]),
        figures["cores"],
        text(&figures["system"]),
    )
}

fn version(engines: &Value, package: &str) -> String {
    let found = rows(engines).find(|engine| engine["package"] == package);
    found
        .and_then(|engine| engine["version"].as_str())
        .unwrap_or_default()
        .to_owned()
}

fn js_version(figures: &Value, package: &str) -> String {
    figures["javascript"]["packages"][package]["version"]
        .as_str()
        .unwrap_or_default()
        .to_owned()
}

pub fn rows(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

/// The row of an engine at a size.
pub fn row<'v>(rounds: &'v Value, engine: &str, size: u64) -> Option<&'v Value> {
    rows(rounds).find(|row| row["engine"] == engine && row["size"] == size)
}

pub fn median(rounds: &Value, engine: &str, size: u64) -> Option<f64> {
    row(rounds, engine, size)?["microseconds"]["median"].as_f64()
}

fn timing(rounds: &Value, version: &dyn Fn(&str) -> String) -> String {
    let mut text = "| engine | version | 18 criteria | × by hand | × prescreen | 180 | 1,800 | growth | load 18 / 1,800 | what it \
                    is |\n|---|---|---|---|---|---|---|---|---|---|\n"
        .to_owned();
    let mut seen: Vec<&str> = Vec::new();
    for row in rows(rounds) {
        let Some(engine) = row["engine"].as_str() else {
            continue;
        };
        if seen.contains(&engine) {
            continue;
        }
        seen.push(engine);
        let at = |size| self::row(rounds, engine, size);
        let small = at(18);
        let time = |size| {
            at(size).map_or("–".to_owned(), |row| {
                spread(&row["microseconds"], &duration)
            })
        };
        let ratio = |key: &str| small.map_or("–".to_owned(), |row| spread(&row[key], &factor));
        let grown = |size| match (median(rounds, engine, 18), median(rounds, engine, size)) {
            (Some(small), Some(large)) => factor(large / small),
            _ => "–".to_owned(),
        };
        let load = |size| {
            let load = at(size).and_then(|row| row["loadMilliseconds"].as_f64());
            load.map_or("–".to_owned(), |load| duration(load * 1_000.0))
        };
        let package = row["package"].as_str().unwrap_or_default();
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {} | {} | {} | {} / {} | {} / {} | {} |",
            row["title"].as_str().unwrap_or_default(),
            version(package),
            time(18),
            ratio("toHand"),
            ratio("toOurs"),
            time(180),
            time(1_800),
            grown(180),
            grown(1_800),
            load(18),
            load(1_800),
            row["note"].as_str().unwrap_or_default(),
        );
    }
    text
}

fn spread(value: &Value, shown: &dyn Fn(f64) -> String) -> String {
    let at = |key: &str| value[key].as_f64().map(shown).unwrap_or_default();
    format!("{} [{}–{}]", at("median"), at("low"), at("high"))
}

/// Three digits that count, in the unit that fits.
pub fn duration(microseconds: f64) -> String {
    if microseconds < 1.0 {
        format!("{:.0} ns", microseconds * 1_000.0)
    } else if microseconds < 1_000.0 {
        format!("{} µs", digits(microseconds))
    } else {
        format!("{} ms", digits(microseconds / 1_000.0))
    }
}

fn factor(value: f64) -> String {
    digits(value)
}

pub fn digits(value: f64) -> String {
    if value < 10.0 {
        format!("{value:.2}")
    } else if value < 100.0 {
        format!("{value:.1}")
    } else {
        format!("{value:.0}")
    }
}

/// In thousands, as the tables of a browser have it.
pub fn kilobytes(bytes: f64) -> String {
    format!("{} KB", digits(bytes / 1_000.0))
}

fn sizes(figures: &Value) -> String {
    let mut text =
        "| package | version | raw | gzip | brotli |\n|---|---|---|---|---|\n".to_owned();
    let packages = figures["javascript"]["packages"].as_object();
    for (name, package) in packages.into_iter().flatten() {
        let size = |key: &str| kilobytes(package[key].as_f64().unwrap_or_default());
        let _ = writeln!(
            text,
            "| {name} | {} | {} | {} | {} |",
            package["version"].as_str().unwrap_or_default(),
            size("raw"),
            size("gzip"),
            size("brotli"),
        );
    }
    text
}

fn start(figures: &Value) -> String {
    let mut text = "| where | engine | first answer, 18 criteria | of that on the clock | 1,800 criteria | memory once loaded, 18 / \
                    1,800 | growth a screening |\n|---|---|---|---|---|---|---|\n"
        .to_owned();
    let places = [
        ("Rust", &figures["rust"]["once"]),
        ("Node", &figures["javascript"]["once"]),
        ("Chromium", &figures["javascript"]["chromium"]["once"]),
    ];
    for (place, once) in places {
        for row in rows(once).filter(|row| row["size"] == 18) {
            let large =
                rows(once).find(|other| other["engine"] == row["engine"] && other["size"] == 1_800);
            let time = |row: Option<&Value>, key: &str| {
                let time = row.and_then(|row| row[key].as_f64());
                time.map_or("–".to_owned(), |time| duration(time * 1_000.0))
            };
            let memory = |row: Option<&Value>| {
                let bytes = row.and_then(|row| row["loadedBytes"].as_f64());
                bytes.map_or("–".to_owned(), kilobytes)
            };
            let growth = row["growthBytes"].as_f64();
            let _ = writeln!(
                text,
                "| {place} | {} | {} | {} | {} | {} / {} | {} |",
                row["engine"].as_str().unwrap_or_default(),
                time(Some(row), "cpuMilliseconds"),
                time(Some(row), "wallMilliseconds"),
                time(large, "cpuMilliseconds"),
                memory(Some(row)),
                memory(large),
                growth.map_or("–".to_owned(), |bytes| format!("{bytes:.1} bytes")),
            );
        }
    }
    text
}

/// A row an engine and variant, a column a hazard, numbered; what is let through stands out.
pub fn hazards(outcomes: &Value) -> String {
    let ids: Vec<&String> = rows(outcomes)
        .next()
        .and_then(|first| first["outcomes"].as_object())
        .map(|outcomes| outcomes.keys().collect())
        .unwrap_or_default();
    let mut text = "| engine | rule | let through |".to_owned();
    for id in &ids {
        let _ = write!(text, " {id} |");
    }
    text.push('\n');
    text.push_str(&"|---".repeat(ids.len() + 3));
    text.push_str("|\n");
    for one in rows(outcomes) {
        let outcome = |id: &str| one["outcomes"][id].as_str().unwrap_or("?");
        let through = ids.iter().filter(|id| outcome(id) == "through").count();
        let _ = write!(
            text,
            "| {} ({}) | {} | **{through}** of {} |",
            one["engine"].as_str().unwrap_or_default(),
            one["language"].as_str().unwrap_or_default(),
            one["variant"].as_str().unwrap_or_default(),
            ids.len(),
        );
        for id in &ids {
            let shown = match outcome(id) {
                "through" => "**through**",
                other => other,
            };
            let _ = write!(text, " {shown} |");
        }
        text.push('\n');
    }
    text
}

/// Whose documentation each rule follows.
fn sources(outcomes: &Value) -> String {
    let mut text = String::new();
    for one in rows(outcomes) {
        let part = |key: &str| one[key].as_str().unwrap_or_default();
        let _ = writeln!(
            text,
            "- {} ({}), {}: {}",
            part("engine"),
            part("language"),
            part("variant"),
            part("source"),
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{duration, hazards, timing};

    #[test]
    fn a_duration_has_the_unit_that_fits() {
        assert_eq!(duration(0.113), "113 ns");
        assert_eq!(duration(47.04), "47.0 µs");
        assert_eq!(duration(21_900.0), "21.9 ms");
    }

    #[test]
    fn an_engine_is_one_row_with_its_growth() {
        let row = |size: u32, median: f64| {
            let spread = json!({ "median": median, "low": median, "high": median });
            json!({
                "engine": "e", "title": "E", "package": "e", "note": "n", "size": size,
                "microseconds": spread, "toHand": spread, "toOurs": spread, "loadMilliseconds": 2.0,
            })
        };
        let rounds = json!([row(18, 2.0), row(180, 4.0), row(1_800, 9.0)]);
        let table = timing(&rounds, &|_| "1.0".to_owned());
        let last = table.lines().last();
        let expected = "| E | 1.0 | 2.00 µs [2.00 µs–2.00 µs] | 2.00 [2.00–2.00] | 2.00 [2.00–2.00] | 4.00 µs [4.00 µs–4.00 µs] | \
                        9.00 µs [9.00 µs–9.00 µs] | 2.00 / 4.50 | 2.00 ms / 2.00 ms | n |";
        assert_eq!(last, Some(expected));
    }

    #[test]
    fn what_gets_through_is_counted_and_stands_out() {
        let outcomes = json!([{
            "engine": "e", "language": "Rust", "variant": "documented", "source": "s",
            "outcomes": { "a": "through", "b": "error" },
        }]);
        let table = hazards(&outcomes);
        let last = table.lines().last();
        assert_eq!(
            last,
            Some("| e (Rust) | documented | **1** of 2 | **through** | error |")
        );
    }
}
