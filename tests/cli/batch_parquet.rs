//! `batch` on Parquet files: the same rows as lines of text give the same screenings.

use std::sync::Arc;

use parquet::basic::{Compression, GzipLevel, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::file::properties::WriterProperties;
use parquet::file::reader::{FileReader as _, SerializedFileReader};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::batch::{Folder, NOW, lines, members};
use super::*;

/// The values of a column, and where they are if some are missing.
enum Column {
    Texts(Vec<Option<Vec<u8>>>),
    Long(Vec<Option<i64>>),
    Int(Vec<Option<i32>>),
    Double(Vec<Option<f64>>),
}

/// Writes a file with several groups of rows.
fn write(path: &str, schema: &str, compression: Compression, groups: &[Vec<Column>]) {
    let properties = WriterProperties::builder()
        .set_compression(compression)
        .build();
    let schema = Arc::new(parse_message_type(schema).unwrap());
    let file = fs::File::create(path).unwrap();
    let mut writer = SerializedFileWriter::new(file, schema, Arc::new(properties)).unwrap();
    for columns in groups {
        let mut group = writer.next_row_group().unwrap();
        for column in columns {
            let mut writer = group.next_column().unwrap().unwrap();
            match column {
                Column::Texts(cells) => {
                    let cells = cells.iter().cloned().map(|cell| cell.map(ByteArray::from));
                    put::<ByteArrayType>(&mut writer, cells);
                }
                Column::Long(cells) => put::<Int64Type>(&mut writer, cells.iter().copied()),
                Column::Int(cells) => put::<Int32Type>(&mut writer, cells.iter().copied()),
                Column::Double(cells) => put::<DoubleType>(&mut writer, cells.iter().copied()),
            }
            writer.close().unwrap();
        }
        group.close().unwrap();
    }
    writer.close().unwrap();
}

fn put<T: DataType>(
    writer: &mut parquet::file::writer::SerializedColumnWriter<'_>,
    cells: impl Iterator<Item = Option<T::T>>,
) {
    let cells: Vec<Option<T::T>> = cells.collect();
    let levels: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
    let values: Vec<T::T> = cells.into_iter().flatten().collect();
    writer
        .typed::<T>()
        .write_batch(&values, Some(&levels), None)
        .unwrap();
}

fn intake(number: usize) -> String {
    let (age, pregnant) = (16 + number % 50, number.is_multiple_of(7));
    format!(r#"{{"now":"{NOW}","answers":{{"age":{age},"pregnant":{pregnant},"medications":[]}}}}"#)
}

fn texts(cells: impl IntoIterator<Item = impl Into<Vec<u8>>>) -> Column {
    Column::Texts(cells.into_iter().map(|cell| Some(cell.into())).collect())
}

const TEXTS: &str =
    "message rows { optional binary id (STRING); optional binary intake (STRING); }";

/// Groups of different lengths, none of them a multiple of what is read at once.
fn groups() -> Vec<Vec<Column>> {
    [1..150, 150..151, 151..600]
        .map(|numbers| {
            let ids = numbers.clone().map(|number| format!("é\"{number}"));
            vec![texts(ids), texts(numbers.map(intake))]
        })
        .into()
}

#[test]
fn a_table_gives_what_lines_give() {
    let folder = Folder::new("table");
    let rows = (1..600).map(|number| {
        let id = serde_json::json!(format!("é\"{number}"));
        intake(number).replacen('{', &format!("{{\"id\":{id},"), 1) + "\n"
    });
    let text = run(&["batch", "small.toml", "-"], rows.collect::<String>());
    assert_eq!(text.code, 0, "{}", text.err);
    for (name, compression) in [
        ("plain", Compression::UNCOMPRESSED),
        ("snappy", Compression::SNAPPY),
        ("zstd", Compression::ZSTD(ZstdLevel::default())),
        ("gzip", Compression::GZIP(GzipLevel::default())),
        ("lz4", Compression::LZ4_RAW),
    ] {
        let file = folder.path(name);
        write(&file, TEXTS, compression, &groups());
        let table = run(&["batch", "small.toml", &file], "");
        assert_eq!(table.code, 0, "{name}: {}", table.err);
        assert!(
            table.out.replace("{\"row\":", "{\"line\":") == text.out,
            "{name} differs"
        );
    }
}

#[test]
fn ids_may_be_whole_numbers() {
    let folder = Folder::new("numbers");
    let file = folder.path("file");
    let intakes = || texts((1..4).map(intake));
    for (kind, ids, expected) in [
        (
            "int64",
            Column::Long(vec![Some(i64::MIN), None, Some(7)]),
            ["-9223372036854775808", "null", "7"],
        ),
        (
            "int64 (INTEGER(64,false))",
            Column::Long(vec![Some(-1), None, Some(7)]),
            ["18446744073709551615", "null", "7"],
        ),
        (
            "int32",
            Column::Int(vec![Some(-1), None, Some(7)]),
            ["-1", "null", "7"],
        ),
        (
            "int32 (INTEGER(32,false))",
            Column::Int(vec![Some(-1), None, Some(7)]),
            ["4294967295", "null", "7"],
        ),
    ] {
        let (kind, sort) = kind.split_once(' ').unwrap_or((kind, ""));
        let schema =
            format!("message rows {{ optional {kind} id {sort}; optional binary intake (JSON); }}");
        write(&file, &schema, Compression::SNAPPY, &[vec![ids, intakes()]]);
        let run = run(&["batch", "small.toml", &file, "--brief"], "");
        let ids: Vec<String> = members(&lines(&run.out), "id")
            .into_iter()
            .map(Value::to_string)
            .collect();
        assert_eq!(ids, expected, "{schema}: {}", run.err);
    }
}

#[test]
fn a_bad_row_of_a_table_is_one_bad_row() {
    let folder = Folder::new("bad");
    let (file, rejected) = (folder.path("file"), folder.path("rejected"));
    let intakes = vec![
        Some(intake(1).into_bytes()),
        Some(b"{\"\xff\"}".to_vec()),
        None,
        Some(b" ".to_vec()),
        Some(intake(2).replacen('{', "{\"id\":5,", 1).into_bytes()),
        Some(intake(2).into_bytes()),
    ];
    let ids = texts((1..=6).map(|number| number.to_string()));
    write(
        &file,
        TEXTS,
        Compression::SNAPPY,
        &[vec![ids, Column::Texts(intakes)]],
    );
    let run = run(
        &[
            "batch",
            "small.toml",
            &file,
            "--brief",
            "--rejected",
            &rejected,
        ],
        "",
    );
    assert_eq!(run.code, 4);
    assert_eq!(members(&lines(&run.out), "row"), [1, 6]);
    let refused = lines(&folder.read("rejected"));
    assert_eq!(members(&refused, "row"), [2, 3, 4, 5]);
    assert_eq!(members(&refused, "id"), ["2", "3", "4", "5"]);
    let codes: Vec<&Value> = refused
        .iter()
        .map(|line| &line["diagnostics"][0]["code"])
        .collect();
    assert_eq!(codes, ["not-utf8", "syntax", "syntax", "unknown-key"]);
    assert_eq!(refused[0]["hex"], "7b22ff227d");
    assert!(
        run.err.contains("row 2, column 3: error[not-utf8]"),
        "{}",
        run.err
    );
}

#[test]
fn columns_are_those_that_are_expected() {
    let folder = Folder::new("columns");
    let file = folder.path("file");
    let with = |schema: &str, columns: Vec<Column>| {
        let schema = format!("message rows {{ {schema} }}");
        write(&file, &schema, Compression::SNAPPY, &[columns]);
        run(&["batch", "small.toml", &file, "--brief"], "")
    };
    let intakes = || texts([intake(1)]);
    let others = with(
        "optional double weight; optional binary intake (STRING); optional int32 born (DATE);",
        vec![
            Column::Double(vec![Some(1.0)]),
            intakes(),
            Column::Int(vec![Some(1)]),
        ],
    );
    assert_eq!(others.code, 0);
    assert_eq!(others.out.lines().count(), 1);
    assert!(
        others.err.contains("not read: the columns weight, born"),
        "{}",
        others.err
    );
    let none = with("optional binary answers (STRING);", vec![intakes()]);
    let number = with("optional int64 intake;", vec![Column::Long(vec![Some(1)])]);
    let date = with(
        "optional int32 id (DATE); optional binary intake (STRING);",
        vec![Column::Int(vec![Some(1)]), intakes()],
    );
    for (run, told) in [
        (none, "no column `intake`"),
        (number, "`intake` should hold texts"),
        (date, "`id` should hold texts or whole numbers"),
    ] {
        assert_eq!((run.code, run.out.as_str()), (2, ""));
        assert!(run.err.contains(told), "{}", run.err);
    }
}

/// A file whose last rows cannot be read is a run that is cut off.
#[test]
fn a_run_over_a_table_goes_on_where_it_stopped() {
    let folder = Folder::new("resume-table");
    let [file, damaged, out, whole] =
        ["file", "damaged", "out", "whole"].map(|name| folder.path(name));
    let padded = |number| intake(number) + &" ".repeat(900);
    let groups = [1..700, 700..900].map(|numbers| {
        let ids = numbers.clone().map(|number| number.to_string());
        vec![texts(ids), texts(numbers.map(padded))]
    });
    write(&file, TEXTS, Compression::SNAPPY, &groups);
    let mut bytes = fs::read(&file).unwrap();
    let reader = SerializedFileReader::new(fs::File::open(&file).unwrap()).unwrap();
    let (start, _) = reader.metadata().row_group(1).column(1).byte_range();
    let start = usize::try_from(start).unwrap();
    bytes[start..start + 16].fill(0xff);
    fs::write(&damaged, bytes).unwrap();

    let batch = |file: &str, out: &str, more: &[&str]| {
        let start = ["batch", "small.toml", file, "--brief", "--out", out];
        run(&[&start, more].concat(), "")
    };
    assert_eq!(batch(&file, &whole, &[]).code, 0);
    let cut_off = batch(&damaged, &out, &[]);
    assert_eq!(cut_off.code, 5, "{}", cut_off.err);
    assert!(folder.has("out.resume"));
    assert!(folder.read("out") != folder.read("whole"));
    let resumed = batch(&file, &out, &["--resume"]);
    assert_eq!(resumed.code, 0, "{}", resumed.err);
    assert!(resumed.err.contains("899 rows screened"), "{}", resumed.err);
    assert!(
        folder.read("out") == folder.read("whole"),
        "the output differs"
    );
}
