//! Rows of a Parquet file: a column `intake` with JSON documents, and a column `id` if there is one.
//!
//! A document rather than a column for each question: an answer may be a range, a list, or a list of medicines with their
//! times, and its absence is something else than its being unknown. JSON says all that, and it is what everything else reads.

use std::fs::File;
use std::io;

use parquet::basic::{LogicalType, Type};
use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, ByteArrayType, DataType};
use parquet::errors::ParquetError;
use parquet::file::reader::{FileReader, SerializedFileReader};

use super::source::{Cells, Mark, Piece, Rows, Source, Trail};
use crate::exit::Failure;

/// The rows of a piece.
const AT_ONCE: usize = 64;

/// A file with a table.
pub(super) struct Table {
    reader: SerializedFileReader<File>,
    columns: Columns,
    /// The group of rows that comes next.
    next_group: usize,
    group: Option<Group>,
    trail: Trail,
}

/// Which columns are read.
struct Columns {
    intake: usize,
    id: Option<usize>,
    /// Whole numbers without a sign are stored as if they had one.
    id_is_unsigned: bool,
    /// The names of those that are not read.
    others: Vec<String>,
}

/// The columns of a group of rows, read up to some row.
struct Group {
    intake: ColumnReaderImpl<ByteArrayType>,
    id: Option<ColumnReader>,
}

impl Table {
    pub(super) fn open(path: &str) -> Result<Self, Failure> {
        let failed = |cause| Failure::Read {
            name: path.to_owned(),
            cause,
        };
        let file = File::open(path).map_err(failed)?;
        let reader = SerializedFileReader::new(file).map_err(|error| failed(as_io(error)))?;
        let columns = Columns::find(&reader)
            .map_err(|message| Failure::Usage(format!("`{path}` cannot be screened: {message}")))?;
        Ok(Self {
            reader,
            columns,
            next_group: 0,
            group: None,
            trail: Trail::default(),
        })
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> u64 {
        let rows = self.reader.metadata().file_metadata().num_rows();
        u64::try_from(rows).unwrap_or_default()
    }

    /// The names of the columns that are not read.
    pub(super) fn others(&self) -> Vec<String> {
        self.columns.others.clone()
    }

    fn rows_at_once(&mut self) -> io::Result<Option<Vec<Cells>>> {
        loop {
            let group = match &mut self.group {
                Some(group) => group,
                none => {
                    if self.next_group >= self.reader.num_row_groups() {
                        return Ok(None);
                    }
                    let group = Group::open(&self.reader, self.next_group, &self.columns)?;
                    self.next_group += 1;
                    none.insert(group)
                }
            };
            let cells = group.read(self.columns.id_is_unsigned)?;
            if !cells.is_empty() {
                return Ok(Some(cells));
            }
            self.group = None;
        }
    }
}

impl Columns {
    fn find(reader: &SerializedFileReader<File>) -> Result<Self, String> {
        let schema = reader.metadata().file_metadata().schema_descr();
        let mut found = Self {
            intake: 0,
            id: None,
            id_is_unsigned: false,
            others: Vec::new(),
        };
        let mut has_intake = false;
        for (index, column) in schema.columns().iter().enumerate() {
            let path = column.path().string();
            let is_flat = column.max_rep_level() == 0 && column.max_def_level() <= 1;
            let kind = column.physical_type();
            match path.as_str() {
                "intake" => {
                    if !(is_flat && kind == Type::BYTE_ARRAY) {
                        return Err("its column `intake` should hold texts".to_owned());
                    }
                    found.intake = index;
                    has_intake = true;
                }
                "id" => {
                    let is_id = matches!(kind, Type::BYTE_ARRAY | Type::INT32 | Type::INT64);
                    if !(is_flat && is_id && is_plain(column.logical_type_ref())) {
                        let message = "its column `id` should hold texts or whole numbers";
                        return Err(message.to_owned());
                    }
                    found.id = Some(index);
                    found.id_is_unsigned = matches!(
                        column.logical_type_ref(),
                        Some(LogicalType::Integer(number)) if !number.is_signed
                    );
                }
                _ => found.others.push(path),
            }
        }
        if has_intake {
            Ok(found)
        } else {
            Err("it has no column `intake` with the intakes as JSON".to_owned())
        }
    }
}

/// Neither a date nor a decimal number, nor anything else that would have to be written in a way of its own.
fn is_plain(kind: Option<&LogicalType>) -> bool {
    matches!(
        kind,
        None | Some(LogicalType::String | LogicalType::Enum | LogicalType::Integer(_))
    )
}

impl Group {
    fn open(
        reader: &SerializedFileReader<File>,
        index: usize,
        columns: &Columns,
    ) -> io::Result<Self> {
        let group = reader.get_row_group(index).map_err(as_io)?;
        let column = |index| group.get_column_reader(index).map_err(as_io);
        let id = columns.id.map(column).transpose()?;
        let ColumnReader::ByteArrayColumnReader(intake) = column(columns.intake)? else {
            return Err(damaged());
        };
        Ok(Self { intake, id })
    }

    /// The next rows, none at the end.
    fn read(&mut self, id_is_unsigned: bool) -> io::Result<Vec<Cells>> {
        let intakes = some(&mut self.intake)?;
        let ids = match &mut self.id {
            None => vec![None; intakes.len()],
            Some(ColumnReader::ByteArrayColumnReader(column)) => as_json(some(column)?, |text| {
                let text = str::from_utf8(text.data()).map_err(|_| {
                    io::Error::new(io::ErrorKind::InvalidData, "an `id` is not UTF-8 text")
                })?;
                Ok(serde_json::to_string(text)?)
            })?,
            Some(ColumnReader::Int32ColumnReader(column)) => as_json(some(column)?, |id| {
                Ok(if id_is_unsigned {
                    id.cast_unsigned().to_string()
                } else {
                    id.to_string()
                })
            })?,
            Some(ColumnReader::Int64ColumnReader(column)) => as_json(some(column)?, |id| {
                Ok(if id_is_unsigned {
                    id.cast_unsigned().to_string()
                } else {
                    id.to_string()
                })
            })?,
            Some(_) => return Err(damaged()),
        };
        if ids.len() != intakes.len() {
            return Err(damaged());
        }
        let rows = ids.into_iter().zip(intakes);
        Ok(rows
            .map(|(id, intake)| Cells {
                id,
                intake: intake.map_or_else(Vec::new, |text: ByteArray| text.data().to_vec()),
            })
            .collect())
    }
}

/// The next values of a column, `None` for each that is not there.
fn some<T: DataType>(column: &mut ColumnReaderImpl<T>) -> io::Result<Vec<Option<T::T>>> {
    let (mut levels, mut values) = (Vec::new(), Vec::new());
    let read = column.read_records(AT_ONCE, Some(&mut levels), None, &mut values);
    let (records, ..) = read.map_err(as_io)?;
    let mut values = values.into_iter();
    // Of a column in which every value is there, nothing else is written down.
    if levels.is_empty() {
        return Ok(values.map(Some).collect());
    }
    let cells = levels.iter().take(records).map(|level| match level {
        0 => Ok(None),
        _ => values.next().map(Some).ok_or_else(damaged),
    });
    cells.collect()
}

fn as_json<T>(
    ids: Vec<Option<T>>,
    json: impl Fn(T) -> io::Result<String>,
) -> io::Result<Vec<Option<String>>> {
    let ids = ids.into_iter().map(|id| id.map(&json).transpose());
    ids.collect()
}

impl Source for Table {
    fn next(&mut self) -> io::Result<Option<Piece>> {
        let Some(cells) = self.rows_at_once()? else {
            return Ok(None);
        };
        let first = self.trail.rows + 1;
        for row in &cells {
            let id = row.id.as_deref().unwrap_or_default().as_bytes();
            // With their lengths, so that no other rows have the same bytes.
            for part in [id, &row.intake] {
                self.trail.pass(&(part.len() as u64).to_le_bytes());
                self.trail.pass(part);
            }
        }
        self.trail.rows += cells.len() as u64;
        Ok(Some(Piece {
            rows: Rows::Cells { first, cells },
            mark: self.trail.mark(),
        }))
    }

    fn skip(&mut self, mark: &Mark) -> io::Result<bool> {
        while self.trail.rows < mark.rows {
            if self.next()?.is_none() {
                return Ok(false);
            }
        }
        Ok(self.trail.mark() == *mark)
    }
}

fn as_io(error: ParquetError) -> io::Error {
    io::Error::other(error)
}

fn damaged() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "the file is damaged")
}
