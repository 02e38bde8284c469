//! The npm package: put together in `target/npm/prescreen`, then packed.

use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;

use crate::bundle;
use crate::data;
use crate::files::{self, root};
use crate::glue::{AUTHOR, Names, RUNTIME};
use crate::manifest::Manifest;
use crate::node;
use crate::sizes;
use crate::step::{Failed, doing};
use crate::wasm_target::WasmToolchain;

/// What comes from the root's Cargo.toml, if it is there.
const METADATA: [&str; 7] = [
    "name",
    "version",
    "description",
    "keywords",
    "license",
    "homepage",
    "repository",
];

/// Entries that `require` gets, made of those that `import` gets.
const COMMON_JS: [&str; 3] = ["inline", "author-inline", "protocols"];

/// The tarball, where npm would publish it from.
pub fn package(toolchain: &WasmToolchain) -> Result<PathBuf, Failed> {
    let folder = root().join("target/npm/prescreen");
    assemble(toolchain, &folder, true)?;
    for entry in COMMON_JS {
        bundle::common_js(&folder, entry)?;
    }
    bundle::modules(&folder)?;
    common_js_types(&folder)?;
    let tarball = pack()?;
    sizes::report(&folder, &tarball)?;
    println!("\nxtask: packed {}", shown(&tarball));
    Ok(tarball)
}

/// The package's modules, types and data in a folder. `smaller`: by the tools that need Node.
pub fn assemble(toolchain: &WasmToolchain, into: &Path, smaller: bool) -> Result<(), Failed> {
    files::empty_folder(into)?;
    for module in [&RUNTIME, &AUTHOR] {
        module.make(toolchain, into)?;
        if smaller {
            module.optimise(into, Names::Stripped)?;
        }
    }
    data::write(&into.join("data"))?;
    doing(&format!("put the package together in {}", shown(into)));
    files::copy_folder(&root().join("pkg-template"), into)?;
    files::copy(
        &root().join("src/wasm/types.d.ts"),
        &into.join("types.d.ts"),
    )?;
    for file in ["CHANGELOG.md", "LICENSE-APACHE", "LICENSE-MIT"] {
        files::copy(&root().join(file), &into.join(file))?;
    }
    let template = files::read_text(&root().join("pkg-template/package.json"))?;
    let package = with_metadata(&template, &Manifest::read()?)?;
    files::write(&into.join("package.json"), package)?;
    let mut integrity = String::from("export const integrity = {\n");
    for module in [&RUNTIME, &AUTHOR] {
        let file = format!("{}.wasm", module.wasm);
        let bytes = files::read(&into.join(&file))?;
        let line = format!("  \"{file}\": \"{}\",\n", files::sha256_integrity(&bytes));
        integrity.push_str(&line);
        let text = format!("export default \"{}\";\n", files::base64(&bytes));
        files::write(&into.join(format!("{}.base64.js", module.wasm)), text)?;
    }
    integrity.push_str("};\n");
    files::write(&into.join("integrity.js"), integrity)?;
    if smaller {
        bundle::scripts(into)
    } else {
        bundle::scripts_unbundled(into)
    }
}

/// The template with name, version and so on at its head. The rest stays as it is: the order in `exports` means
/// something.
fn with_metadata(template: &str, manifest: &Manifest) -> Result<String, Failed> {
    let failed = |why: &str| Failed::new("fill package.json", why, "see pkg-template/package.json");
    let parsed: Value =
        serde_json::from_str(template).map_err(|error| failed(&error.to_string()))?;
    let rest = template
        .trim_start()
        .strip_prefix('{')
        .ok_or_else(|| failed("it is no object"))?;
    let mut head = String::from("{");
    for key in METADATA {
        if parsed.get(key).is_some() {
            return Err(failed(&format!("`{key}` comes from Cargo.toml")));
        }
        let value = manifest.value(key);
        if !value.is_null() {
            head.push_str(&format!("\n  \"{key}\": {value},"));
        }
    }
    Ok(head + rest)
}

/// To TypeScript a `.d.ts` of this package describes an ES module, so `require` needs types of its own.
fn common_js_types(package: &Path) -> Result<(), Failed> {
    for folder in [package.to_owned(), package.join("data")] {
        for (name, path) in files::with_ending(&folder, ".d.ts")? {
            let text = files::read_text(&path)?.replace(".js\"", ".cjs\"");
            files::write(&folder.join(format!("{name}.d.cts")), text)?;
        }
    }
    Ok(())
}

fn pack() -> Result<PathBuf, Failed> {
    let folder = root().join("target/npm");
    // A tarball of another version would be taken for this one.
    for (_, old) in files::with_ending(&folder, ".tgz")? {
        files::remove(&old)?;
    }
    let manifest = Manifest::read()?;
    let (name, version) = (manifest.text("name")?, manifest.text("version")?);
    node::npm(
        "pack the tarball",
        &[
            "pack",
            "./target/npm/prescreen",
            "--pack-destination",
            "target/npm",
            "--loglevel=warn",
        ],
    )
    .limit(Duration::from_secs(60))
    .run()?;
    Ok(folder.join(format!("{name}-{version}.tgz")))
}

fn shown(path: &Path) -> std::path::Display<'_> {
    path.strip_prefix(root()).unwrap_or(path).display()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::with_metadata;
    use crate::manifest::Manifest;

    #[test]
    fn metadata_comes_first_and_the_order_of_the_rest_stays() {
        let manifest = Manifest::from(json!({ "name": "a", "version": "1.2.3", "license": null }));
        let template = "{\n  \"z\": 1,\n  \"b\": 2\n}\n";
        assert_eq!(
            with_metadata(template, &manifest).unwrap(),
            "{\n  \"name\": \"a\",\n  \"version\": \"1.2.3\",\n  \"z\": 1,\n  \"b\": 2\n}\n"
        );
    }

    #[test]
    fn a_template_with_a_version_of_its_own_is_refused() {
        let manifest = Manifest::from(json!({ "version": "1.2.3" }));
        let refused = with_metadata("{ \"version\": \"9.9.9\" }", &manifest).unwrap_err();
        assert!(
            refused
                .to_string()
                .contains("`version` comes from Cargo.toml")
        );
    }
}
