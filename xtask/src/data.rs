//! What ships beside the code: protocols, names of drugs and words, each a file of its own, with digests.

use std::fmt::Write;
use std::path::Path;

use serde_json::{Map, Value};

use crate::files::{self, root};
use crate::step::{Failed, Step, doing};

/// One file of data, under the name by which it is loaded.
struct Item {
    name: String,
    file: String,
    digest: String,
}

/// Writes the folder `data` of the package.
pub fn write(into: &Path) -> Result<(), Failed> {
    Step::cargo(
        "build the command line, which writes protocols as JSON",
        &[
            "build",
            "--quiet",
            "--package",
            "prescreen",
            "--bin",
            "prescreen",
        ],
    )
    .run()?;
    doing("write the data that ships");
    let mut protocols = Vec::new();
    let folder = root().join("protocols");
    for (name, path) in files::with_ending(&folder, ".toml")? {
        let text = export(&path)?;
        protocols.push(item(into, &name, &format!("protocols/{name}.js"), &text)?);
    }
    let catalogue = catalogue(&list(&folder)?, &protocols)?;
    files::write(&into.join("protocols/index.json"), catalogue.clone() + "\n")?;
    files::write(
        &into.join("protocols/index.js"),
        format!("export const protocols = {catalogue};\n"),
    )?;
    let table = files::read_text(&root().join("src/lexicon/substances.tsv"))?;
    let names = as_read(&table);
    let wide = without_comments(&files::read_text(&root().join("src/lexicon/wide.txt"))?);
    let lexicon = [
        item(into, "reviewed", "names/reviewed.js", &names)?,
        item(into, "wide", "names/wide.js", &wide)?,
    ];
    let mut words = Vec::new();
    for (locale, path) in files::with_ending(&root().join("src/words"), ".json")? {
        let text = minified(&path)?;
        words.push(item(into, &locale, &format!("words/{locale}.js"), &text)?);
    }
    files::write(&into.join("index.js"), index(&protocols, &lexicon, &words))?;
    files::write(
        &into.join("index.d.ts"),
        types(&protocols, &lexicon, &words),
    )
}

/// The rules as JSON in one line, without the worked cases.
fn export(protocol: &Path) -> Result<String, Failed> {
    let path = protocol.to_string_lossy();
    let arguments = [
        "run",
        "--quiet",
        "--package",
        "prescreen",
        "--",
        "export",
        &path,
    ];
    let text = Step::cargo("write a protocol as JSON", &arguments).text()?;
    Ok(text.trim_end().to_owned())
}

/// What the command line says of every protocol in a folder.
fn list(folder: &Path) -> Result<String, Failed> {
    let folder = folder.to_string_lossy();
    let arguments = [
        "run",
        "--quiet",
        "--package",
        "prescreen",
        "--",
        "list",
        "--json",
        &folder,
    ];
    Step::cargo("list the protocols", &arguments).text()
}

/// The index of protocols as JSON, an entry a line. Whether a review is overdue is for whoever reads it to say: the package
/// does not know what day it will be.
fn catalogue(listed: &str, protocols: &[Item]) -> Result<String, Failed> {
    let failed = |why: &str| {
        let advice = "see what `cargo run -- list --json protocols` gives";
        Failed::new("make the index of protocols", why, advice)
    };
    let mut entries: Vec<Map<String, Value>> =
        serde_json::from_str(listed).map_err(|error| failed(&error.to_string()))?;
    for entry in &mut entries {
        entry.remove("overdue");
    }
    let ids = entries
        .iter()
        .map(|entry| entry.get("id").and_then(Value::as_str));
    // They are loaded by the name of the file, and listed by their id.
    if !ids.eq(protocols.iter().map(|item| Some(item.name.as_str()))) {
        return Err(failed("a protocol is not called like its file"));
    }
    let entries: Vec<String> = entries
        .into_iter()
        .map(|entry| Value::Object(entry).to_string())
        .collect();
    Ok(format!("[\n{}\n]", entries.join(",\n")))
}

/// The reviewed names with what the engine reads of them. Where each comes from, and what was noted about it, is for people
/// and stays in the repository.
fn as_read(table: &str) -> String {
    let row = |line: &str| {
        let mut columns: Vec<_> = line.split('\t').collect();
        for (at, known) in [(4, ""), (6, "-"), (8, "-"), (9, "")] {
            if let Some(column) = columns.get_mut(at).filter(|column| !column.is_empty()) {
                *column = known;
            }
        }
        columns.join("\t") + "\n"
    };
    without_comments(table).lines().map(row).collect()
}

/// Comments tell where the names come from; they stay in the repository.
fn without_comments(table: &str) -> String {
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(|line| [line, "\n"]).collect()
}

fn minified(path: &Path) -> Result<String, Failed> {
    let text = files::read_text(path)?;
    serde_json::from_str::<Value>(&text)
        .map(|value| value.to_string())
        .map_err(|error| {
            Failed::new(
                "read words",
                &error.to_string(),
                &format!("correct {}", path.display()),
            )
        })
}

fn item(into: &Path, name: &str, file: &str, text: &str) -> Result<Item, Failed> {
    files::write(
        &into.join(file),
        format!("export default {};\n", literal(text)),
    )?;
    Ok(Item {
        name: name.to_owned(),
        file: file.to_owned(),
        digest: format!("sha256-{}", files::sha256_hex(text.as_bytes())),
    })
}

/// JSON's strings are JavaScript's.
fn literal(text: &str) -> String {
    Value::from(text).to_string()
}

fn index(protocols: &[Item], lexicon: &[Item], words: &[Item]) -> String {
    let entry = |item: &Item| {
        let Item { file, digest, .. } = item;
        format!("{{ digest: \"{digest}\", load: () => import(\"./{file}\") }}")
    };
    let table = |items: &[Item]| {
        let mut text = String::from("{\n");
        for item in items {
            let _ = writeln!(text, "  \"{}\": {},", item.name, entry(item));
        }
        text.push('}');
        text
    };
    format!(
        "export const protocols = {};\nexport const lexicon = {};\nexport const words = {};\n",
        table(protocols),
        table(lexicon),
        table(words),
    )
}

fn types(protocols: &[Item], lexicon: &[Item], words: &[Item]) -> String {
    let names = |items: &[Item]| {
        let names: Vec<_> = items.iter().map(|item| literal(&item.name)).collect();
        names.join(" | ")
    };
    format!(
        "/** The protocols that ship. */\nexport type ShippedProtocol = {};\n\n\
         /** The layers of names that ship. */\nexport type ShippedNames = {};\n\n\
         /** The languages that ship. */\nexport type ShippedLocale = {};\n",
        names(protocols),
        names(lexicon),
        names(words),
    )
}

#[cfg(test)]
mod tests {
    use super::{Item, as_read, catalogue, index, types, without_comments};

    fn item(name: &str, file: &str) -> Item {
        Item {
            name: name.to_owned(),
            file: file.to_owned(),
            digest: "sha256-00".to_owned(),
        }
    }

    #[test]
    fn sources_and_notes_stay_here() {
        let row =
            "opioid\toxycodone\tPercocet\tbrand\t42844\t\trxterms\tacetaminophen\trxnorm\ta note\n";
        let read = "opioid\toxycodone\tPercocet\tbrand\t\t\t-\tacetaminophen\t-\t\n";
        assert_eq!(as_read(&format!("# a comment\n{row}")), read);
    }

    #[test]
    fn only_whole_lines_are_comments() {
        assert_eq!(without_comments("# one\na\t#b\n\n#\nc"), "a\t#b\n\nc\n");
    }

    #[test]
    fn the_index_of_protocols_says_the_same_on_every_day() {
        let listed =
            r#"[{"id":"a","reviewBy":"2027-11-22","overdue":true},{"id":"b","overdue":false}]"#;
        let items = [item("a", "protocols/a.js"), item("b", "protocols/b.js")];
        assert_eq!(
            catalogue(listed, &items).unwrap(),
            "[\n{\"id\":\"a\",\"reviewBy\":\"2027-11-22\"},\n{\"id\":\"b\"}\n]"
        );
        let refused = catalogue(listed, &items[..1]).unwrap_err();
        assert!(refused.to_string().contains("not called like its file"));
    }

    #[test]
    fn the_index_loads_nothing_by_itself() {
        let locales = [item("en", "words/en.js"), item("es", "words/es.js")];
        let text = index(
            &[item("x", "protocols/x.js")],
            &[item("reviewed", "names/reviewed.js")],
            &locales,
        );
        assert_eq!(
            text,
            r#"export const protocols = {
  "x": { digest: "sha256-00", load: () => import("./protocols/x.js") },
};
export const lexicon = {
  "reviewed": { digest: "sha256-00", load: () => import("./names/reviewed.js") },
};
export const words = {
  "en": { digest: "sha256-00", load: () => import("./words/en.js") },
  "es": { digest: "sha256-00", load: () => import("./words/es.js") },
};
"#
        );
    }

    #[test]
    fn the_types_name_what_ships() {
        let [x, en, es] = ["x", "en", "es"].map(|name| item(name, ""));
        let text = types(&[x], &[item("wide", "")], &[en, es]);
        assert!(text.contains("ShippedProtocol = \"x\";"), "{text}");
        assert!(text.contains("ShippedNames = \"wide\";"), "{text}");
        assert!(text.contains("ShippedLocale = \"en\" | \"es\";"), "{text}");
    }
}
