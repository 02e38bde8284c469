//! One row: what is written of it, whether it is screened or refused.

use prescreen::{Code, Diagnostic, Disposition, Intake, Judgement, Many, Protocol};
use serde::Serialize;

use super::source::{Format, Mark, Piece, Rows, hex};
use super::tally::{Tally, Times};
use crate::exit::Failure;
use crate::input::not_utf8;
use crate::render::visible;

/// What is the same for all rows.
pub(super) struct Screener {
    pub(super) protocol: Protocol,
    pub(super) format: Format,
    /// Gives the disposition and the criteria only.
    pub(super) brief: bool,
    /// The present time, for rows that do not say it.
    pub(super) now: Option<String>,
    /// Also measures how long it takes to only parse the same rows.
    pub(super) measures: bool,
}

/// What came of a piece.
pub(super) struct Done {
    /// Lines of JSON, one for each row that was screened.
    pub(super) screened: Vec<u8>,
    /// The same for rows that were refused.
    pub(super) refused: Vec<u8>,
    /// The first problems of some of those, for people.
    pub(super) problems: Vec<String>,
    pub(super) tally: Tally,
    pub(super) times: Times,
    pub(super) mark: Mark,
}

/// More of them than this nobody would read.
pub(super) const MOST_PROBLEMS: usize = 10;

/// A row as it was read.
struct Row<'t> {
    number: u64,
    /// The id that stands beside it, as JSON.
    id: Option<&'t str>,
    text: &'t [u8],
    /// Where the text starts in the input, if it has one place there.
    start: Option<u64>,
}

/// Why a row is refused.
struct Refused {
    id: Option<String>,
    diagnostics: Vec<Diagnostic>,
}

impl Refused {
    fn of(id: Option<String>, found: &prescreen::Diagnostics) -> Self {
        Self {
            id,
            diagnostics: found.iter().cloned().collect(),
        }
    }
}

/// The line about a row that was screened, without `line` and `id`, when not everything is wanted.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Brief<'s> {
    disposition: Disposition,
    worst_case: Disposition,
    raised: Vec<&'s str>,
    possible: Vec<&'s str>,
    /// How many answers could not be understood, and count as unknown.
    problems: usize,
}

impl<'s> Brief<'s> {
    fn of(judgement: Judgement<'s>, problems: usize) -> Self {
        Self {
            disposition: judgement.disposition,
            worst_case: judgement.worst_case,
            raised: judgement.raised,
            possible: judgement.possible,
            problems,
        }
    }
}

/// The line about a row that was refused, without `line` and `id`.
#[derive(Serialize)]
struct Complaint<'r> {
    diagnostics: &'r [Diagnostic],
    #[serde(flatten)]
    original: Original<'r>,
}

/// The row itself, to be mended and tried again.
#[derive(Serialize)]
#[serde(untagged)]
enum Original<'r> {
    Text {
        text: &'r str,
    },
    /// Bytes that are no text.
    Bytes {
        hex: String,
    },
    /// What is too long to be kept: where in the input it stands, and how many bytes it has.
    Elsewhere {
        start: u64,
        length: u64,
    },
}

impl Screener {
    /// Screens the rows of a piece. `index` says which piece it is; `many` is for reading the rows of this protocol.
    pub(super) fn piece(
        &self,
        piece: Piece,
        index: u64,
        many: &mut Many<'_>,
    ) -> Result<Done, Failure> {
        let mut done = Done {
            screened: Vec::new(),
            refused: Vec::new(),
            problems: Vec::new(),
            tally: Tally::default(),
            times: Times::default(),
            mark: piece.mark,
        };
        // Each of both is the first half of the time, so that neither always finds the text in the cache.
        let parses_first = self.measures && index.is_multiple_of(2);
        let parses_last = self.measures && !parses_first;
        let mut times = Times::default();
        if parses_first {
            times.parsing(|| parse_only(&piece.rows));
        }
        times.screening(|| self.rows(&piece.rows, many, &mut done))?;
        if parses_last {
            times.parsing(|| parse_only(&piece.rows));
        }
        done.times.add(&times);
        Ok(done)
    }

    fn rows(&self, rows: &Rows, many: &mut Many<'_>, done: &mut Done) -> Result<(), Failure> {
        if let Rows::Overlong {
            line,
            start,
            length,
        } = *rows
        {
            let row = Row {
                number: line,
                id: None,
                text: &[],
                start: Some(start),
            };
            return self.refuse(&row, too_long(length), length, done);
        }
        each(rows, |row| self.row(&row, many, done))
    }

    fn row(&self, row: &Row<'_>, many: &mut Many<'_>, done: &mut Done) -> Result<(), Failure> {
        let length = row.text.len() as u64;
        // Of a table, a row with no intake is a row that lacks one.
        if row.text.trim_ascii().is_empty() && row.start.is_some() {
            done.tally.blank += 1;
            return Ok(());
        }
        done.times.rows += 1;
        done.times.bytes += length;
        // Whether the reader kept all of such a line is up to where in it a piece ended. It is all the same to the result.
        if row.text.len() > Intake::MAX_BYTES && row.start.is_some() {
            return self.refuse(row, too_long(length), length, done);
        }
        let (id, intake) = match self.intake(row) {
            Ok(read) => read,
            Err(refused) => return self.refuse(row, refused, length, done),
        };
        let prepared = match many.prepare(&intake) {
            Ok(prepared) => prepared,
            Err(found) => return self.refuse(row, Refused::of(id, &found), length, done),
        };
        let problems = prepared.problems().iter().count();
        self.head(row, id.as_deref(), &mut done.screened);
        if self.brief {
            let judgement = prepared.judge();
            done.tally.screened(judgement.disposition, problems);
            return members(&Brief::of(judgement, problems), &mut done.screened);
        }
        let screening = prepared.screen();
        done.tally.screened(screening.disposition, problems);
        let json = screening.to_json();
        for part in [",\"screening\":", &json, "}\n"] {
            done.screened.extend_from_slice(part.as_bytes());
        }
        Ok(())
    }

    /// What a row says, and its id.
    fn intake(&self, row: &Row<'_>) -> Result<(Option<String>, Intake), Refused> {
        let mut id = row.id.map(str::to_owned);
        let text = match str::from_utf8(row.text) {
            Ok(text) => text,
            Err(error) => {
                let (_, problem) = not_utf8(row.text, &error, "the row");
                return Err(Refused {
                    id,
                    diagnostics: vec![problem],
                });
            }
        };
        let mut intake = match Intake::from_json(text) {
            Ok(intake) => intake,
            Err(found) => return Err(Refused::of(id, &found)),
        };
        // Beside a column of ids, an `id` in the document is a second one, and refused as a key that no intake has.
        if id.is_none()
            && let Some(written) = intake.take("id")
        {
            if !is_id(&written) {
                return Err(Refused {
                    id: None,
                    diagnostics: vec![not_an_id()],
                });
            }
            id = Some(written);
        }
        if let Some(now) = &self.now {
            if intake.says_now() {
                return Err(Refused {
                    id,
                    diagnostics: vec![two_times()],
                });
            }
            intake = intake.or_now(now);
        }
        Ok((id, intake))
    }

    fn refuse(
        &self,
        row: &Row<'_>,
        refused: Refused,
        length: u64,
        done: &mut Done,
    ) -> Result<(), Failure> {
        if let Some(first) = refused.diagnostics.first() {
            done.tally.refused(first.code);
            if done.problems.len() < MOST_PROBLEMS {
                done.problems.push(self.told(row, first));
            }
        }
        self.head(row, refused.id.as_deref(), &mut done.refused);
        let original = match (row.start, str::from_utf8(row.text)) {
            (Some(start), _) if length > Intake::MAX_BYTES as u64 => {
                Original::Elsewhere { start, length }
            }
            (_, Ok(text)) => Original::Text { text },
            (_, Err(_)) => Original::Bytes { hex: hex(row.text) },
        };
        let complaint = Complaint {
            diagnostics: &refused.diagnostics,
            original,
        };
        members(&complaint, &mut done.refused)
    }

    /// A problem of a row in words, with its place in the whole file.
    fn told(&self, row: &Row<'_>, problem: &Diagnostic) -> String {
        let (unit, number) = (self.format.row(), row.number);
        let column = problem.place.as_ref().map(|place| place.column);
        let column = column.map_or_else(String::new, |column| format!(", column {column}"));
        let problem = Diagnostic {
            place: None,
            ..problem.clone()
        };
        // A message may quote a key, and a key may hold anything.
        visible(&format!("{unit} {number}{column}: {problem}"))
    }

    /// How the line about a row begins.
    fn head(&self, row: &Row<'_>, id: Option<&str>, into: &mut Vec<u8>) {
        let head = format!("{{\"{}\":{}", self.format.row(), row.number);
        into.extend_from_slice(head.as_bytes());
        if let Some(id) = id {
            into.extend_from_slice(b",\"id\":");
            into.extend_from_slice(id.as_bytes());
        }
    }
}

/// How the line about a row goes on.
fn members(of: &impl Serialize, into: &mut Vec<u8>) -> Result<(), Failure> {
    let json = serde_json::to_vec(of)?;
    into.push(b',');
    into.extend_from_slice(json.strip_prefix(b"{").unwrap_or(&json));
    into.push(b'\n');
    Ok(())
}

/// The rows of a piece, one by one. An overlong line is none that could be looked at.
fn each<E>(rows: &Rows, mut of: impl FnMut(Row<'_>) -> Result<(), E>) -> Result<(), E> {
    match rows {
        Rows::Lines {
            bytes,
            first,
            start,
        } => {
            let mut at = *start;
            for (number, line) in (*first..).zip(bytes.split_inclusive(|byte| *byte == b'\n')) {
                let text = line.strip_suffix(b"\n").unwrap_or(line);
                let text = text.strip_suffix(b"\r").unwrap_or(text);
                // What some editors begin a file with is no part of its first line.
                let mark: &[u8] = if at == 0 { "\u{feff}".as_bytes() } else { &[] };
                let text = text.strip_prefix(mark).unwrap_or(text);
                of(Row {
                    number,
                    id: None,
                    text,
                    start: Some(at),
                })?;
                at += line.len() as u64;
            }
            Ok(())
        }
        Rows::Overlong { .. } => Ok(()),
        #[cfg(feature = "parquet")]
        Rows::Cells { first, cells } => (*first..).zip(cells).try_for_each(|(number, row)| {
            of(Row {
                number,
                id: row.id.as_deref(),
                text: &row.intake,
                start: None,
            })
        }),
    }
}

/// What every program that is given these rows has to do at least.
fn parse_only(rows: &Rows) {
    let parsed = each(rows, |row| {
        std::hint::black_box(serde_json::from_slice::<serde_json::Value>(row.text).ok());
        Ok::<(), std::convert::Infallible>(())
    });
    std::hint::black_box(parsed).ok();
}

/// A text or a number. Anything else would be no name for a row.
fn is_id(json: &str) -> bool {
    json.starts_with(|c: char| matches!(c, '"' | '-') || c.is_ascii_digit())
}

fn problem(code: Code, path: &str, message: String, help: &str) -> Diagnostic {
    Diagnostic {
        code,
        path: path.to_owned(),
        place: None,
        message,
        help: Some(help.to_owned()),
    }
}

fn not_an_id() -> Diagnostic {
    let message = "the `id` of a row should be a text or a number".to_owned();
    problem(
        Code::WrongType,
        "id",
        message,
        "leave out `id` where there is none",
    )
}

fn two_times() -> Diagnostic {
    let message = "the row says what time it is, and so does `--now`".to_owned();
    let help = "screen such rows without `--now`, or leave `now` out of them";
    problem(Code::DuplicateKey, "now", message, help)
}

fn too_long(length: u64) -> Refused {
    let most = Intake::MAX_BYTES;
    let message = format!("the line has {length} bytes; at most {most} are read");
    let help = "is the end of a line missing?";
    Refused {
        id: None,
        diagnostics: vec![problem(Code::TooLarge, "", message, help)],
    }
}
