//! What a run counts, and what it says of itself at the end.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use prescreen::{Code, Disposition};
use serde::{Deserialize, Serialize};

/// How many rows there were of each kind.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tally {
    /// Rows screened, by disposition.
    screened: BTreeMap<String, u64>,
    /// Rows refused, by the code of their first problem.
    refused: BTreeMap<String, u64>,
    /// Rows with an answer that could not be understood.
    doubtful: u64,
    /// Lines with nothing on them.
    pub(super) blank: u64,
}

const DISPOSITIONS: [Disposition; 6] = [
    Disposition::Eligible,
    Disposition::Incomplete,
    Disposition::ActionNeeded,
    Disposition::Deferred,
    Disposition::NeedsReview,
    Disposition::Ineligible,
];

impl Tally {
    pub(super) fn screened(&mut self, disposition: Disposition, problems: usize) {
        count(&mut self.screened, disposition.as_str(), 1);
        self.doubtful += u64::from(problems > 0);
    }

    pub(super) fn refused(&mut self, code: Code) {
        count(&mut self.refused, code.as_str(), 1);
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (into, from) in [
            (&mut self.screened, &other.screened),
            (&mut self.refused, &other.refused),
        ] {
            for (what, times) in from {
                count(into, what, *times);
            }
        }
        self.doubtful += other.doubtful;
        self.blank += other.blank;
    }

    pub(super) fn all_screened(&self) -> u64 {
        self.screened.values().sum()
    }

    pub(super) fn all_refused(&self) -> u64 {
        self.refused.values().sum()
    }

    /// In a few lines, for people.
    pub(super) fn summary(&self) -> String {
        let screened = DISPOSITIONS.iter().filter_map(|disposition| {
            let word = disposition.as_str();
            Some((word, *self.screened.get(word)?))
        });
        let refused = self.refused.iter();
        let refused = refused.map(|(code, times)| (code.as_str(), *times));
        let mut lines = vec![
            format!("{} screened{}", rows(self.all_screened()), list(screened)),
            format!("{} refused{}", rows(self.all_refused()), list(refused)),
        ];
        if self.doubtful > 0 {
            lines.push(format!(
                "{} with an answer that could not be understood and counts as unknown",
                rows(self.doubtful)
            ));
        }
        if self.blank > 0 {
            lines.push(format!("{} blank, passed over", rows(self.blank)));
        }
        lines.join("\n")
    }
}

fn count(into: &mut BTreeMap<String, u64>, what: &str, times: u64) {
    match into.get_mut(what) {
        Some(so_far) => *so_far += times,
        None => {
            into.insert(what.to_owned(), times);
        }
    }
}

fn rows(count: u64) -> String {
    format!("{count} row{}", if count == 1 { "" } else { "s" })
}

/// ": 3 eligible, 1 deferred"
fn list<'w>(counts: impl Iterator<Item = (&'w str, u64)>) -> String {
    let counts: Vec<String> = counts
        .map(|(what, times)| format!("{times} {what}"))
        .collect();
    if counts.is_empty() {
        String::new()
    } else {
        format!(": {}", counts.join(", "))
    }
}

/// Time that threads spent.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Times {
    screening: Duration,
    parsing: Duration,
    /// How much was screened in it.
    pub(super) rows: u64,
    pub(super) bytes: u64,
}

impl Times {
    pub(super) fn screening<T>(&mut self, work: impl FnOnce() -> T) -> T {
        timed(&mut self.screening, work)
    }

    pub(super) fn parsing<T>(&mut self, work: impl FnOnce() -> T) -> T {
        timed(&mut self.parsing, work)
    }

    pub(super) fn add(&mut self, other: &Self) {
        self.screening += other.screening;
        self.parsing += other.parsing;
        self.rows += other.rows;
        self.bytes += other.bytes;
    }

    /// How fast it was, against the speed that parsing sets a limit to.
    pub(super) fn report(&self, threads: usize) -> String {
        if self.rows == 0 {
            return "nothing was screened that could be measured".to_owned();
        }
        let speed = |time: Duration, threads: f64| {
            let seconds = time.as_secs_f64() / threads;
            let (rows, megabytes) = (
                self.rows as f64 / seconds,
                self.bytes as f64 / 1e6 / seconds,
            );
            format!("{rows:.0} rows/s, {megabytes:.1} MB/s")
        };
        let ratio = self.screening.as_secs_f64() / self.parsing.as_secs_f64();
        format!(
            "screening, from text to text: {} a thread; {} on {threads}\n\
             only parsing the same JSON (serde_json::Value): {} a thread\n\
             screening takes {ratio:.2} times as long as only parsing, at {:.0} % of its speed",
            speed(self.screening, 1.0),
            speed(self.screening, threads as f64),
            speed(self.parsing, 1.0),
            100.0 / ratio,
        )
    }
}

fn timed<T>(sum: &mut Duration, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let done = work();
    *sum += start.elapsed();
    done
}
