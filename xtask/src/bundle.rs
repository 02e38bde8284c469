//! Many modules into one file, by esbuild: for `require`, and for script tags.

use std::path::Path;
use std::time::Duration;

use crate::files;
use crate::node;
use crate::step::{Failed, Step};

/// Entries that a page can load with a script tag. Bundlers take `element.js` itself, and make a file of their own.
const SCRIPTS: [&str; 2] = ["author", "element"];

/// Data stays in files of its own, each loaded when it is asked for: no page needs every protocol and language.
const LOADED_LATER: [&str; 3] = ["data/protocols/*", "data/words/*", "data/names/*"];

/// `element.min.js` and its like: an entry with all that it imports in one small file. A page that asks for forty waits
/// for each level of them in turn.
pub fn scripts(folder: &Path) -> Result<(), Failed> {
    // As full paths, since only those are written anew for the place of the file that comes out.
    let external = LOADED_LATER.map(|file| format!("--external:{}", folder.join(file).display()));
    let mut flags = vec!["--bundle", "--minify", "--format=esm"];
    flags.extend(external.iter().map(String::as_str));
    for entry in SCRIPTS {
        let (from, to) = (format!("{entry}.js"), format!("{entry}.min.js"));
        let what = format!("make {to}, for script tags");
        esbuild(&what, &folder.join(from), &folder.join(to), &flags)?;
    }
    Ok(())
}

/// The modules that people import, without their comments and long names: those who bundle nothing load them as they are.
pub fn modules(folder: &Path) -> Result<(), Failed> {
    let mut arguments = vec![
        "--log-level=warning".to_owned(),
        "--minify".to_owned(),
        "--allow-overwrite".to_owned(),
        format!("--outdir={}", folder.display()),
        format!("--outbase={}", folder.display()),
    ];
    for modules in [folder.to_owned(), folder.join("quiz")] {
        for (name, path) in files::with_ending(&modules, ".js")? {
            // Small already, or one long text.
            if !name.ends_with(".min") && !name.ends_with(".base64") {
                arguments.push(path.display().to_string());
            }
        }
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let program = node::tool("esbuild");
    Step::new(
        "make the modules smaller",
        &program.to_string_lossy(),
        &arguments,
    )
    .limit(Duration::from_secs(60))
    .run()
}

/// In their place, where there is no esbuild: they work as well, and are slower to load.
pub fn scripts_unbundled(folder: &Path) -> Result<(), Failed> {
    for entry in SCRIPTS {
        let text = format!("export * from \"./{entry}.js\";\n");
        files::write(&folder.join(format!("{entry}.min.js")), text)?;
    }
    Ok(())
}

/// One file with everything in it, data too: a module loader that knows `require` alone can follow no `import()`.
pub fn common_js(folder: &Path, entry: &str) -> Result<(), Failed> {
    esbuild(
        &format!("make {entry}.cjs, for `require`"),
        &folder.join(format!("{entry}.js")),
        &folder.join(format!("{entry}.cjs")),
        &[
            "--bundle",
            "--format=cjs",
            "--platform=node",
            "--target=node20",
        ],
    )
}

fn esbuild(what: &str, from: &Path, to: &Path, flags: &[&str]) -> Result<(), Failed> {
    let program = node::tool("esbuild");
    let (from, out) = (
        from.to_string_lossy(),
        format!("--outfile={}", to.display()),
    );
    let arguments = [&["--log-level=warning", &from, &out], flags].concat();
    Step::new(what, &program.to_string_lossy(), &arguments)
        .limit(Duration::from_secs(60))
        .run()
}
