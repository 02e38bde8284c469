//! What ships beside the code: protocols, names of drugs and words, each a file of its own, with digests.

use std::fmt::Write;
use std::path::Path;

use serde_json::Value;

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
    for (name, path) in files::with_ending(&root().join("protocols"), ".toml")? {
        let text = export(&path)?;
        protocols.push(item(into, &name, &format!("protocols/{name}.js"), &text)?);
    }
    let table = files::read_text(&root().join("src/lexicon/substances.tsv"))?;
    let names = without_comments(&table);
    let lexicon = [item(into, "lexicon", "lexicon.js", &names)?];
    let mut words = Vec::new();
    for (locale, path) in files::with_ending(&root().join("src/words"), ".json")? {
        let text = minified(&path)?;
        words.push(item(into, &locale, &format!("words/{locale}.js"), &text)?);
    }
    files::write(&into.join("index.js"), index(&protocols, &lexicon, &words))?;
    files::write(&into.join("index.d.ts"), types(&protocols, &words))
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

fn types(protocols: &[Item], words: &[Item]) -> String {
    let names = |items: &[Item]| {
        let names: Vec<_> = items.iter().map(|item| literal(&item.name)).collect();
        names.join(" | ")
    };
    format!(
        "/** The protocols that ship. */\nexport type ShippedProtocol = {};\n\n\
         /** The languages that ship. */\nexport type ShippedLocale = {};\n",
        names(protocols),
        names(words),
    )
}

#[cfg(test)]
mod tests {
    use super::{Item, index, types, without_comments};

    fn item(name: &str, file: &str) -> Item {
        Item {
            name: name.to_owned(),
            file: file.to_owned(),
            digest: "sha256-00".to_owned(),
        }
    }

    #[test]
    fn only_whole_lines_are_comments() {
        assert_eq!(without_comments("# one\na\t#b\n\n#\nc"), "a\t#b\n\nc\n");
    }

    #[test]
    fn the_index_loads_nothing_by_itself() {
        let locales = [item("en", "words/en.js"), item("es", "words/es.js")];
        let text = index(
            &[item("x", "protocols/x.js")],
            &[item("lexicon", "lexicon.js")],
            &locales,
        );
        assert_eq!(
            text,
            r#"export const protocols = {
  "x": { digest: "sha256-00", load: () => import("./protocols/x.js") },
};
export const lexicon = {
  "lexicon": { digest: "sha256-00", load: () => import("./lexicon.js") },
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
        let text = types(&[item("x", "")], &[item("en", ""), item("es", "")]);
        assert!(text.contains("ShippedProtocol = \"x\";"), "{text}");
        assert!(text.contains("ShippedLocale = \"en\" | \"es\";"), "{text}");
    }
}
