//! Where the bytes of the runtime's module lie: `cargo xtask sizes` writes it down in `benches/SIZE.md`.
//!
//! What is counted is the module that ships, with the names of its functions kept: each byte of code goes to the module of the
//! crate, or to the other crate, that the function's name begins with.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;
use wasmparser::{KnownCustom, Name, Parser, Payload};

use crate::files::{self, root};
use crate::glue::{Names, RUNTIME};
use crate::step::{Failed, doing};
use crate::wasm_target::WasmToolchain;

const PAGE: &str = "benches/SIZE.md";

/// What stands between these lines of the page is written anew; all else on it is written by hand.
const MARKS: [&str; 2] = [
    "<!-- from here: cargo xtask sizes -->\n",
    "<!-- to here -->",
];

/// Below it, a row says nothing that the last one does not.
const LEAST_ROW: usize = 400;

/// Builds the runtime, counts it and writes the tables; every function by itself goes to `target/sizes/functions.tsv`.
pub fn write(toolchain: &WasmToolchain) -> Result<(), Failed> {
    let folder = root().join("target/sizes");
    files::empty_folder(&folder)?;
    RUNTIME.make(toolchain, &folder)?;
    RUNTIME.optimise(&folder, Names::Kept)?;
    let bytes = files::read(&folder.join(format!("{}.wasm", RUNTIME.wasm)))?;
    let account = Account::of(&bytes)
        .map_err(|error| Failed::new("count the module", &error.to_string(), "was it built?"))?;
    let mut list = String::new();
    for (name, size) in &account.functions {
        let _ = writeln!(list, "{size}\t{name}");
    }
    files::write(&folder.join("functions.tsv"), list)?;
    let page = root().join(PAGE);
    let text = filled(&files::read_text(&page)?, &account.tables()?)?;
    files::write(&page, text)?;
    doing(&format!(
        "wrote {PAGE}, and every function in target/sizes/functions.tsv"
    ));
    Ok(())
}

#[derive(Debug, Default)]
struct Account {
    /// In the order of the module: what it is called, and its bytes.
    sections: Vec<(&'static str, Vec<u8>)>,
    /// The largest first.
    functions: Vec<(String, usize)>,
}

impl Account {
    fn of(module: &[u8]) -> Result<Self, wasmparser::BinaryReaderError> {
        let mut account = Self::default();
        let mut names = BTreeMap::new();
        let mut bodies = Vec::new();
        let mut imported = 0;
        for payload in Parser::new(0).parse_all(module) {
            let payload = payload?;
            if let Payload::ImportSection(reader) = &payload {
                // wasm-bindgen imports nothing but functions.
                imported = reader.count();
            }
            if let Payload::CodeSectionEntry(body) = &payload {
                bodies.push(body.range().len());
            }
            if let Payload::CustomSection(section) = &payload {
                if let KnownCustom::Name(reader) = section.as_known() {
                    for part in reader {
                        if let Name::Function(map) = part? {
                            for naming in map {
                                let naming = naming?;
                                names.insert(naming.index, naming.name.to_owned());
                            }
                        }
                    }
                }
            } else if let Some((id, range)) = payload.as_section() {
                let content = module.get(range).unwrap_or_default().to_vec();
                account.sections.push((section_name(id), content));
            }
        }
        for (index, size) in (imported..).zip(bodies) {
            let name = names.remove(&index).unwrap_or_default();
            account.functions.push((name, size));
        }
        account
            .functions
            .sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
        Ok(account)
    }

    fn tables(&self) -> Result<String, Failed> {
        let mut out = String::from("\n| section | bytes | gzip by itself |\n| --- | --: | --: |\n");
        for (name, content) in &self.sections {
            let _ = writeln!(out, "| {name} | {} | {} |", content.len(), gzip(content)?);
        }
        let mut groups: BTreeMap<String, (usize, usize)> = BTreeMap::new();
        for (name, size) in &self.functions {
            let group = groups.entry(group(name)).or_default();
            *group = (group.0 + size, group.1 + 1);
        }
        let mut rows: Vec<_> = groups.into_iter().collect();
        rows.sort_by(|a, b| b.1.0.cmp(&a.1.0).then_with(|| a.0.cmp(&b.0)));
        out.push_str("\n| code of | bytes | functions |\n| --- | --: | --: |\n");
        let mut rest = (0, 0);
        for (name, (size, count)) in rows {
            if size < LEAST_ROW {
                rest = (rest.0 + size, rest.1 + count);
            } else {
                let _ = writeln!(out, "| {name} | {size} | {count} |");
            }
        }
        let _ = writeln!(out, "| all others | {} | {} |\n", rest.0, rest.1);
        Ok(out)
    }
}

/// The sections by their numbers in WebAssembly's specification.
fn section_name(id: u8) -> &'static str {
    match id {
        1 => "types",
        2 => "imports",
        3 => "functions",
        4 => "tables",
        5 => "memories",
        6 => "globals",
        7 => "exports",
        8 => "start",
        9 => "elements",
        10 => "code",
        11 => "data",
        12 => "data count",
        _ => "others",
    }
}

/// Whose code a function is, by its name.
fn group(name: &str) -> String {
    if name.contains("drop_in_place") {
        return "dropping values".to_owned();
    }
    let path = name.trim_start_matches(['<', '&', '[', '(', '*']);
    let path = path.strip_prefix("mut ").unwrap_or(path);
    let serialises = name.contains(" as serde_core::ser::Serialize>")
        || name.contains(" as serde::ser::Serialize>");
    let end = path
        .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == ':'))
        .unwrap_or(path.len());
    let mut segments = path[..end].split("::");
    let krate = segments.next().unwrap_or_default();
    match (krate, segments.next()) {
        ("prescreen", _) if serialises => "prescreen: values as plain data".to_owned(),
        ("prescreen", Some(module)) => format!("prescreen::{module}"),
        ("core" | "alloc", Some(module)) => format!("{krate}::{module}"),
        ("", _) => "without a name".to_owned(),
        // A glue function of wasm-bindgen's is an export, and has the export's name.
        (_, None) => "exports, the allocator".to_owned(),
        (_, Some(_)) => krate.to_owned(),
    }
}

fn gzip(bytes: &[u8]) -> Result<usize, Failed> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let packed = encoder.write_all(bytes).and_then(|()| encoder.finish());
    packed
        .map(|packed| packed.len())
        .map_err(|error| Failed::new("pack a section", &error.to_string(), "is memory left?"))
}

fn filled(page: &str, tables: &str) -> Result<String, Failed> {
    let [start, end] = MARKS;
    let parts = page
        .split_once(start)
        .and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    match parts {
        Some((before, after)) => Ok(format!("{before}{start}{tables}{end}{after}")),
        None => Err(Failed::new(
            &format!("write the tables into {PAGE}"),
            "the two lines that say where are not there",
            "take the page from the last commit",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::{filled, group};

    #[test]
    fn code_goes_to_whose_name_it_has() {
        for (name, whose) in [
            (
                "prescreen::screen::lists::Lists::of::h0123",
                "prescreen::screen",
            ),
            (
                "<prescreen::time::Instant as core::fmt::Display>::fmt::h1",
                "prescreen::time",
            ),
            (
                "<prescreen::screen::Missing as serde_core::ser::Serialize>::serialize::h2",
                "prescreen: values as plain data",
            ),
            (
                "core::ptr::drop_in_place<prescreen::document::Node>::h3",
                "dropping values",
            ),
            ("<&mut serde_json::Serializer<W> as X>::y", "serde_json"),
            ("core::fmt::write::h4", "core::fmt"),
            ("dlmalloc", "exports, the allocator"),
        ] {
            assert_eq!(group(name), whose, "{name}");
        }
    }

    #[test]
    fn only_what_stands_between_the_marks_is_written_anew() {
        let page = "a\n<!-- from here: cargo xtask sizes -->\nold<!-- to here -->\nb";
        let new = "a\n<!-- from here: cargo xtask sizes -->\nnew<!-- to here -->\nb";
        assert_eq!(filled(page, "new").unwrap(), new);
        assert!(filled("a", "new").is_err());
    }
}
