//! From the engine's Rust to `.wasm` files and the JavaScript that calls into them.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use wasm_bindgen_cli_support::Bindgen;

use crate::files::{self, root};
use crate::node;
use crate::step::{Failed, Step, doing, skipped};
use crate::wasm_target::{TARGET, WasmToolchain};

/// One of the two modules that ship.
pub struct Module {
    /// The name of the `.wasm` file.
    pub wasm: &'static str,
    /// The name of the JavaScript beside it.
    pub glue: &'static str,
    features: &'static str,
    what: &'static str,
}

pub const RUNTIME: Module = Module {
    wasm: "engine",
    glue: "engine",
    features: "wasm",
    what: "the engine that screens",
};

pub const AUTHOR: Module = Module {
    wasm: "author",
    glue: "author-engine",
    features: "wasm,author",
    what: "the engine that reads TOML too",
};

/// What becomes of the names of the functions, which no browser needs.
#[derive(Clone, Copy, Debug)]
pub enum Names {
    Kept,
    Stripped,
}

impl Module {
    /// Builds it into a folder, with its JavaScript.
    pub fn make(&self, toolchain: &WasmToolchain, into: &Path) -> Result<(), Failed> {
        let built = self.build(toolchain)?;
        doing(&format!("write the JavaScript around {}.wasm", self.wasm));
        Bindgen::new()
            .input_path(&built)
            .web(true)
            .and_then(|bindgen| {
                bindgen
                    // The entries say where the `.wasm` is; what is not named here no bundler looks for.
                    .omit_default_module_path(true)
                    .typescript(false)
                    .out_name(self.glue)
                    .generate(into)
            })
            .map_err(|error| {
                Failed::new(
                    "write the JavaScript around the engine",
                    &format!("{error:#}"),
                    "the crates wasm-bindgen and wasm-bindgen-cli-support must be of one version: see Cargo.lock",
                )
            })?;
        let written = into.join(format!("{}_bg.wasm", self.glue));
        let renamed = into.join(format!("{}.wasm", self.wasm));
        files::copy(&written, &renamed)?;
        files::remove(&written)
    }

    fn build(&self, toolchain: &WasmToolchain) -> Result<PathBuf, Failed> {
        // One for each module: in one, each would undo what Cargo knows of the other.
        let target_dir = toolchain.target_dir().join(self.wasm);
        let folder = target_dir.to_string_lossy();
        let paths = without_paths_of_this_machine();
        toolchain
            .cargo(
                &format!("build {}", self.what),
                &[
                    "build",
                    "--lib",
                    "--package",
                    "prescreen",
                    "--target",
                    TARGET,
                    "--target-dir",
                    &folder,
                    "--profile",
                    "wasm",
                    "--config",
                    &paths,
                    "--no-default-features",
                    "--features",
                    self.features,
                ],
            )
            .run()?;
        Ok(target_dir.join(TARGET).join("wasm/prescreen.wasm"))
    }

    /// Makes the `.wasm` smaller, with npm's binaryen. Skipped where it worked on the same bytes before.
    pub fn optimise(&self, folder: &Path, names: Names) -> Result<(), Failed> {
        // No feature is named: the module says itself what it uses, and `--all-features` brings in what Node 20 lacks.
        // Taken apart and put together once more, it is another percent smaller. A function with one caller is not put
        // into it: that saves the call, but one function with hundreds of variables packs a tenth worse than many small.
        let flags = [
            "--flatten",
            "--rereloop",
            "-Oz",
            "-Oz",
            "--one-caller-inline-max-function-size=0",
            match names {
                Names::Kept => "--debuginfo",
                Names::Stripped => "--strip-debug",
            },
            "--strip-producers",
        ];
        let what = format!("make {}.wasm smaller", self.wasm);
        let module = folder.join(format!("{}.wasm", self.wasm));
        let smaller = root().join(format!("target/wasm-opt/{}.wasm", self.wasm));
        let stamp = smaller.with_extension("of");
        let before = files::sha256_hex(&files::read(&module)?);
        let key = format!("{before} {}", flags.join(" "));
        if smaller.exists() && fs::read_to_string(&stamp).is_ok_and(|last| last == key) {
            skipped(&what);
        } else {
            files::write(&stamp, "")?;
            let program = node::tool("wasm-opt");
            let (from, to) = (module.to_string_lossy(), smaller.to_string_lossy());
            let arguments = [&flags[..], &[&from, "--output", &to]].concat();
            Step::new(&what, &program.to_string_lossy(), &arguments)
                .limit(Duration::from_secs(300))
                .run()?;
            files::write(&stamp, key)?;
        }
        files::copy(&smaller, &module)
    }
}

/// Every place that can panic names its file. Cargo adds these flags to those of `.cargo/config.toml`.
fn without_paths_of_this_machine() -> String {
    let cargo = std::env::var_os("CARGO_HOME")
        .map(PathBuf::from)
        .or_else(|| Some(std::env::home_dir()?.join(".cargo")))
        .unwrap_or_default();
    let flag = format!(
        "--remap-path-prefix={}/=",
        cargo.join("registry/src").display()
    );
    format!(
        "target.{TARGET}.rustflags=[{}]",
        serde_json::Value::from(flag)
    )
}
