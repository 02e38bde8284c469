//! Where rows come from: pieces of a file, each small, one after the other.

use std::fs::File;
use std::io::{self, Read, Seek};

use sha2::{Digest, Sha256};

use super::lines::Lines;
#[cfg(feature = "parquet")]
use super::parquet::Table;
use crate::exit::Failure;

/// A stretch of rows, small enough that many of them fit into memory.
pub(super) struct Piece {
    pub(super) rows: Rows,
    /// Where the input stands behind it.
    pub(super) mark: Mark,
}

/// The rows of a piece, as they were read.
pub(super) enum Rows {
    /// Whole lines of text.
    Lines {
        bytes: Vec<u8>,
        /// The number of the first one, from 1.
        first: u64,
        /// Where it starts in the input.
        start: u64,
    },
    /// A line that is too long to be kept.
    Overlong { line: u64, start: u64, length: u64 },
    /// Rows of a table.
    #[cfg(feature = "parquet")]
    Cells { first: u64, cells: Vec<Cells> },
}

/// A row of a table.
#[cfg(feature = "parquet")]
pub(super) struct Cells {
    /// As JSON.
    pub(super) id: Option<String>,
    pub(super) intake: Vec<u8>,
}

/// How far an input was read, and what of.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(super) struct Mark {
    pub(super) rows: u64,
    pub(super) bytes: u64,
    /// The digest of everything up to here.
    pub(super) digest: String,
}

/// What leads to a mark.
#[derive(Default)]
pub(super) struct Trail {
    pub(super) rows: u64,
    pub(super) bytes: u64,
    digest: Sha256,
}

impl Trail {
    pub(super) fn pass(&mut self, bytes: &[u8]) {
        self.digest.update(bytes);
        self.bytes += bytes.len() as u64;
    }

    pub(super) fn mark(&self) -> Mark {
        let digest = self.digest.clone().finalize();
        Mark {
            rows: self.rows,
            bytes: self.bytes,
            digest: hex(&digest),
        }
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Something that gives rows, a piece at a time.
pub(super) trait Source: Send {
    /// The next piece; `None` at the end.
    fn next(&mut self) -> io::Result<Option<Piece>>;

    /// Reads up to a mark, to go on behind it; `false` if what stands before it is something else.
    fn skip(&mut self, mark: &Mark) -> io::Result<bool>;
}

/// A source that was opened.
pub(super) struct Opened {
    /// What to call it.
    pub(super) name: String,
    pub(super) source: Box<dyn Source>,
    pub(super) format: Format,
    /// How much there is, in what the marks count of this format, where that is known.
    pub(super) length: Option<u64>,
    /// Columns that are there and are not read.
    pub(super) passed_over: Vec<String>,
}

impl Opened {
    fn lines(name: &str, input: Box<dyn Read + Send>, length: Option<u64>) -> Self {
        Self {
            name: name.to_owned(),
            source: Box::new(Lines::new(input)),
            format: Format::Ndjson,
            length,
            passed_over: Vec::new(),
        }
    }
}

/// The form of a file, which its first bytes tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Text, one JSON document a line.
    Ndjson,
    /// Apache Parquet.
    #[cfg(feature = "parquet")]
    Parquet,
}

impl Format {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Ndjson => "ndjson",
            #[cfg(feature = "parquet")]
            Self::Parquet => "parquet",
        }
    }

    /// What a row of it is called.
    pub(super) fn row(self) -> &'static str {
        match self {
            Self::Ndjson => "line",
            #[cfg(feature = "parquet")]
            Self::Parquet => "row",
        }
    }

    /// How far a mark is in it, measured as [`Opened::length`] is.
    pub(super) fn reached(self, mark: &Mark) -> u64 {
        match self {
            Self::Ndjson => mark.bytes,
            #[cfg(feature = "parquet")]
            Self::Parquet => mark.rows,
        }
    }
}

/// The first bytes of a Parquet file.
const PARQUET: &[u8] = b"PAR1";

/// Opens a file, or standard input for `-`.
pub(super) fn open(path: &str) -> Result<Opened, Failure> {
    if path == "-" {
        return Ok(Opened::lines("<stdin>", Box::new(io::stdin()), None));
    }
    let failed = |cause| Failure::Read {
        name: path.to_owned(),
        cause,
    };
    let mut file = File::open(path).map_err(failed)?;
    let about = file.metadata().map_err(failed)?;
    // Only a file can be looked at without losing what was read.
    if !about.is_file() {
        return Ok(Opened::lines(path, Box::new(file), None));
    }
    let mut head = Vec::new();
    let few = PARQUET.len() as u64;
    let read = (&mut file).take(few).read_to_end(&mut head);
    read.map_err(failed)?;
    if head == PARQUET {
        return parquet(path);
    }
    file.rewind().map_err(failed)?;
    Ok(Opened::lines(path, Box::new(file), Some(about.len())))
}

#[cfg(feature = "parquet")]
fn parquet(path: &str) -> Result<Opened, Failure> {
    let table = Table::open(path)?;
    Ok(Opened {
        name: path.to_owned(),
        length: Some(table.rows()),
        passed_over: table.others(),
        source: Box::new(table),
        format: Format::Parquet,
    })
}

#[cfg(not(feature = "parquet"))]
fn parquet(path: &str) -> Result<Opened, Failure> {
    Err(Failure::Usage(format!(
        "`{path}` is a Parquet file, and this program was built without the feature `parquet`"
    )))
}
