//! `batch`: many intakes, screened on all cores, in their order, with no more memory for a large file than for a small one.

mod lines;
mod output;
#[cfg(feature = "parquet")]
mod parquet;
mod resume;
mod row;
mod source;
mod tally;
mod work;

use std::io::{IsTerminal, Write, stdout};
use std::num::NonZero;
use std::thread::available_parallelism;

use clap::Args;
use indicatif::{ProgressBar, ProgressStyle};
use prescreen::{Intake, Protocol};

use self::output::{Output, Wanted};
use self::resume::Terms;
use self::row::{MOST_PROBLEMS, Screener};
use self::source::{Format, Opened};
use self::tally::{Tally, Times};
use crate::exit::{self, Failure};
use crate::input;
use crate::render::visible;

/// Screens many intakes: a file with one a line, in and out
///
/// Each line of the input is an intake (JSON), with an `id` beside its answers if you like. Each line of the output has the
/// number of its row, its id, and its screening. `prescreen guide many-intakes` has the rest.
#[derive(Debug, Args)]
pub(crate) struct Batch {
    /// The protocol: the id of one that ships, or a file (TOML or JSON)
    protocol: String,
    /// The intakes: a file with one a line, or `-` for standard input; a Parquet file, if built with that feature
    intakes: String,
    /// Writes the screenings to a file, and can be resumed
    #[arg(long, value_name = "FILE")]
    out: Option<String>,
    /// Writes the rows that are refused to a file, each with its problems
    #[arg(long, value_name = "FILE")]
    rejected: Option<String>,
    /// Gives the disposition and the criteria of each row, and nothing else
    #[arg(long)]
    brief: bool,
    /// The present time, for intakes that do not say it: 2026-05-05T09:45:00-06:00
    #[arg(long, value_name = "TIME")]
    now: Option<String>,
    /// Goes on with a run that was cut off, or begins one
    #[arg(long, requires = "out")]
    resume: bool,
    /// How many threads screen [default: as many as there are cores]
    #[arg(long, value_name = "COUNT")]
    threads: Option<NonZero<usize>>,
    /// Says how fast it was, and how fast the same rows are only parsed; measuring that takes longer
    #[arg(long)]
    stats: bool,
}

impl Batch {
    pub(crate) fn run(&self) -> Result<u8, Failure> {
        if self.protocol == "-" && self.intakes == "-" {
            let message = "standard input cannot be both the protocol and the intakes";
            return Err(Failure::Usage(message.to_owned()));
        }
        let protocol = input::protocol(&self.protocol)?;
        self.check_now(&protocol)?;
        let mut opened = source::open(&self.intakes)?;
        let terms = Terms::new(
            &protocol,
            opened.format,
            self.brief,
            self.now.as_deref(),
            self.rejected.is_some(),
        );
        let wanted = Wanted {
            out: self.out.as_deref(),
            rejected: self.rejected.as_deref(),
            resume: self.resume,
            read: [&self.protocol, &self.intakes],
        };
        let output = Output::open(wanted, &terms, opened.source.as_mut())?;
        let screener = Screener {
            protocol,
            format: opened.format,
            brief: self.brief,
            now: self.now.clone(),
            measures: self.stats,
        };
        self.screen(opened, screener, output)
    }

    /// A time that is wrong would be wrong in every row.
    fn check_now(&self, protocol: &Protocol) -> Result<(), Failure> {
        let Some(now) = &self.now else {
            return Ok(());
        };
        match protocol.screen(&Intake::at(now)) {
            Ok(_) => Ok(()),
            Err(found) => Err(Failure::Usage(format!("`--now`: {found}"))),
        }
    }

    fn screen(
        &self,
        opened: Opened,
        screener: Screener,
        mut output: Output,
    ) -> Result<u8, Failure> {
        let Opened {
            name,
            mut source,
            format,
            length,
            passed_over,
        } = opened;
        let threads = self.threads.or_else(|| available_parallelism().ok());
        let threads = threads.map_or(1, NonZero::get);
        let mut index = 0;
        let mut is_over = false;
        let pieces = move || {
            if is_over {
                return None;
            }
            let next = source.next().transpose()?;
            is_over = next.is_err();
            index += 1;
            Some(
                next.map(|piece| (piece, index))
                    .map_err(|cause| Failure::Read {
                        name: name.clone(),
                        cause,
                    }),
            )
        };
        let work = move |jobs: &mut dyn Iterator<Item = work::Job<Result<_, Failure>, _>>| {
            let mut many = screener.protocol.many();
            for job in jobs {
                job.done(|piece| {
                    piece.and_then(|(piece, index)| screener.piece(piece, index, &mut many))
                });
            }
        };
        let bar = self.bar(format, length);
        let mut these = Tally::default();
        let mut times = Times::default();
        let mut problems = Vec::new();
        for done in work::in_order(threads, pieces, work)? {
            let done = done??;
            output.take(&done)?;
            bar.set_position(format.reached(&done.mark));
            these.add(&done.tally);
            times.add(&done.times);
            let room = MOST_PROBLEMS - problems.len();
            problems.extend(done.problems.into_iter().take(room));
        }
        bar.finish_and_clear();
        let all = output.end()?;
        let mut err = anstream::stderr().lock();
        if !passed_over.is_empty() {
            let names = visible(&passed_over.join(", "));
            writeln!(err, "not read: the columns {names}")?;
        }
        self.tell(&mut err, &problems, &these)?;
        writeln!(err, "{}", all.summary())?;
        if self.stats {
            writeln!(err, "{}", times.report(threads))?;
        }
        Ok(if all.all_refused() > 0 {
            exit::INTAKE
        } else {
            exit::OK
        })
    }

    /// How far it has come, for who sits before a terminal and sees no rows go by there.
    fn bar(&self, format: Format, length: Option<u64>) -> ProgressBar {
        if self.out.is_none() && stdout().is_terminal() {
            return ProgressBar::hidden();
        }
        let count = match format {
            Format::Ndjson => "{bytes} of {total_bytes}, {bytes_per_sec}",
            #[cfg(feature = "parquet")]
            Format::Parquet => "{human_pos} of {human_len} rows, {per_sec}",
        };
        let (bar, template) = match length {
            Some(length) => (
                ProgressBar::new(length),
                format!("{{bar:40}} {count}, {{eta}} left"),
            ),
            None => (
                ProgressBar::no_length(),
                "{spinner} {bytes}, {bytes_per_sec}".to_owned(),
            ),
        };
        match ProgressStyle::with_template(&template) {
            Ok(style) => bar.with_style(style),
            Err(_) => bar,
        }
    }

    /// The first rows that were refused, each with its first problem.
    fn tell(
        &self,
        err: &mut impl Write,
        problems: &[String],
        tally: &Tally,
    ) -> std::io::Result<()> {
        for problem in problems {
            writeln!(err, "{problem}")?;
        }
        let more = tally.all_refused() - problems.len() as u64;
        match &self.rejected {
            _ if more == 0 => Ok(()),
            Some(file) => writeln!(err, "... and {more} more, which are in `{file}` too"),
            None => writeln!(err, "... and {more} more; `--rejected FILE` keeps them all"),
        }
    }
}
