//! How large the package's parts are, and the bounds that the runtime and a page with the quiz keep.

use std::fmt::Write;
use std::iter::Sum;
use std::path::Path;

use crate::files;
use crate::step::{Failed, Step, doing};

/// In bytes, gzip. The goal is 100,000; until it is reached, nothing may come in unnoticed.
const RUNTIME_BUDGET: u64 = 185_000;

/// In bytes, gzip, of all that a page with the quiz loads. The goal is 150,000.
const PAGE_BUDGET: u64 = 239_000;

/// What such a page loads, in one language: the larger one, so that the bound holds for both.
const PAGE: [&str; 5] = [
    "element.min.js",
    "engine.wasm",
    "data/protocols/ketamine-iv.js",
    "data/names/reviewed.js",
    "data/words/es.js",
];

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Size {
    raw: u64,
    gzip: u64,
    brotli: u64,
}

impl Sum for Size {
    fn sum<I: Iterator<Item = Self>>(sizes: I) -> Self {
        sizes.fold(Self::default(), |sum, size| Self {
            raw: sum.raw + size.raw,
            gzip: sum.gzip + size.gzip,
            brotli: sum.brotli + size.brotli,
        })
    }
}

/// Prints the table, and fails where the runtime or a page with the quiz is too large.
pub fn report(package: &Path, tarball: &Path) -> Result<(), Failed> {
    let runtime = imported(package, "index.js")?;
    let author = imported(package, "author.js")?;
    let mut element = imported(package, "element.js")?;
    element.retain(|module| !runtime.contains(module));
    let alone = |file: &str| (file.to_owned(), vec![file.to_owned()]);
    let mut groups = vec![
        alone("engine.wasm"),
        ("index.js and what it imports".to_owned(), runtime),
        alone("author.wasm"),
        ("author.js and what it imports".to_owned(), author),
        ("element.js and what it adds".to_owned(), element),
        alone("element.min.js"),
        alone("author.min.js"),
        (
            "inline.cjs, with its data".to_owned(),
            vec!["inline.cjs".to_owned()],
        ),
    ];
    for folder in ["data/protocols/", "data/words/", "data/"] {
        for (name, _) in files::with_ending(&package.join(folder), ".js")? {
            groups.push(alone(&format!("{folder}{name}.js")));
        }
    }
    let mut rows = Vec::new();
    for (name, files) in groups {
        let paths: Vec<_> = files.iter().map(|file| package.join(file)).collect();
        rows.push((name, measure(&paths)?.into_iter().sum()));
    }
    let both: Size = rows[..2].iter().map(|(_, size)| *size).sum();
    rows.insert(2, ("RUNTIME: the two above".to_owned(), both));
    let page = measure(&PAGE.map(|file| package.join(file)))?
        .into_iter()
        .sum();
    rows.push((
        "PAGE: the quiz by script tag, in one language".to_owned(),
        page,
    ));
    let packed = measure(&[tarball.to_owned()])?.into_iter().sum();
    rows.push(("the tarball".to_owned(), packed));
    doing("sizes in bytes");
    print!("{}", table(&rows));
    let tree = "see what came in: `cargo tree --package prescreen --no-default-features --features wasm --target \
                wasm32-unknown-unknown`";
    within_budget("the runtime", both, RUNTIME_BUDGET, tree)?;
    let rows = "see which row of the table has grown";
    within_budget("a page with the quiz", page, PAGE_BUDGET, rows)
}

/// A module and all that it imports before it runs; what it loads later is not among them.
fn imported(package: &Path, entry: &str) -> Result<Vec<String>, Failed> {
    let mut modules = vec![entry.to_owned()];
    let mut next = 0;
    while let Some(module) = modules.get(next).cloned() {
        next += 1;
        let text = files::read_text(&package.join(&module))?;
        let folder = Path::new(&module).parent().unwrap_or(Path::new(""));
        // `from "./a.js"`, and without the space once it is made smaller.
        let text = text.replace("from \"", "from\"");
        for found in text.split("from\".").skip(1) {
            // Either `./` or `../`, and no folder of the package lies deeper than one level.
            let name = found.split('"').next().unwrap_or_default();
            let path = match name.strip_prefix("./") {
                Some(above) => Path::new(above).to_owned(),
                None => folder.join(name.trim_start_matches('/')),
            };
            let path = path.to_string_lossy().into_owned();
            if !modules.contains(&path) {
                modules.push(path);
            }
        }
    }
    Ok(modules)
}

fn within_budget(what: &str, size: Size, budget: u64, advice: &str) -> Result<(), Failed> {
    if size.gzip <= budget {
        return Ok(());
    }
    Err(Failed::new(
        &format!("keep {what} small"),
        &format!("{} bytes gzip, of {budget} allowed", size.gzip),
        advice,
    ))
}

fn table(rows: &[(String, Size)]) -> String {
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or(0);
    let mut table = format!(
        "  {:width$} {:>9} {:>9} {:>9}\n",
        "", "raw", "gzip", "brotli"
    );
    for (name, size) in rows {
        let Size { raw, gzip, brotli } = size;
        let _ = writeln!(table, "  {name:width$} {raw:>9} {gzip:>9} {brotli:>9}");
    }
    table
}

/// Node compresses; it is needed for the package anyway.
fn measure(paths: &[std::path::PathBuf]) -> Result<Vec<Size>, Failed> {
    let what = "measure the package's files";
    let paths: Vec<_> = paths.iter().map(|path| path.to_string_lossy()).collect();
    let mut arguments = vec!["xtask/src/sizes.mjs"];
    arguments.extend(paths.iter().map(AsRef::as_ref));
    let text = Step::new(what, "node", &arguments).text()?;
    let sizes: Vec<[u64; 3]> = serde_json::from_str(&text)
        .map_err(|error| Failed::new(what, &error.to_string(), "see xtask/src/sizes.mjs"))?;
    let sizes = sizes
        .into_iter()
        .map(|[raw, gzip, brotli]| Size { raw, gzip, brotli });
    Ok(sizes.collect())
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Size, imported, table, within_budget};

    fn gzip(gzip: u64) -> Size {
        Size {
            raw: 3 * gzip,
            gzip,
            brotli: gzip - 1,
        }
    }

    #[test]
    fn a_row_a_file_in_columns() {
        let rows = [
            ("engine.wasm".to_owned(), gzip(90_000)),
            ("a".to_owned(), gzip(7)),
        ];
        let expected = concat!(
            "                    raw      gzip    brotli\n",
            "  engine.wasm    270000     90000     89999\n",
            "  a                  21         7         6\n",
        );
        assert_eq!(table(&rows), expected);
    }

    #[test]
    fn a_byte_over_the_budget_fails() {
        assert!(within_budget("it", gzip(100), 100, "").is_ok());
        assert!(within_budget("it", gzip(101), 100, "").is_err());
    }

    #[test]
    fn what_is_loaded_later_is_not_counted_with_the_entry() {
        let package = std::env::temp_dir().join(format!("prescreen-sizes-{}", std::process::id()));
        fs::create_dir_all(package.join("data")).unwrap();
        let module = |name: &str, text: &str| fs::write(package.join(name), text).unwrap();
        module(
            "index.js",
            "import { a } from \"./a.js\";\nexport * from \"./data/index.js\";\n",
        );
        module("a.js", "import{b}from\"./data/index.js\";");
        module(
            "data/index.js",
            "export const b = () => import(\"./later.js\");\nimport c from \"./c.js\";\n",
        );
        module("data/c.js", "export default 1;\n");
        let found = imported(&package, "index.js").unwrap();
        assert_eq!(found, ["index.js", "a.js", "data/index.js", "data/c.js"]);
        fs::remove_dir_all(package).unwrap();
    }
}
