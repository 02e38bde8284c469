//! `wasm-pack build` in the root, for those who make their own package with it.

use std::path::PathBuf;

use crate::files::{on_path, root};
use crate::manifest::wasm_bindgen_version;
use crate::node;
use crate::step::{Failed, Step, skipped};
use crate::wasm_target::WasmToolchain;

/// Builds with it into `target/wasm-pack`, and calls what came out.
pub fn check(toolchain: &WasmToolchain) -> Result<(), Failed> {
    let wasm_pack = wasm_pack_ready()?;
    wasm_bindgen_ready()?;
    let build = Step::new(
        "`wasm-pack build` works",
        &wasm_pack.to_string_lossy(),
        &["build", "--out-dir", "target/wasm-pack"],
    );
    toolchain
        .prefer(build)
        .first_on_path(&node::tools())
        .first_on_path(&tools())
        .with("CARGO_TARGET_DIR", toolchain.target_dir())
        .run()?;
    let arguments = ["tests/package/wasm-pack.mjs", "target/wasm-pack"];
    Step::new("what wasm-pack built screens", "node", &arguments).run()
}

fn wasm_pack_ready() -> Result<PathBuf, Failed> {
    let own = tools().join("wasm-pack");
    if let Some(found) = on_path("wasm-pack").or_else(|| own.is_file().then(|| own.clone())) {
        skipped("wasm-pack");
        return Ok(found);
    }
    let arguments = ["wasm-pack", "--version", "0.15.1", "--locked"];
    install("wasm-pack", &arguments)?;
    Ok(own)
}

/// wasm-pack calls this program, and takes none but of the engine's version.
fn wasm_bindgen_ready() -> Result<(), Failed> {
    let version = wasm_bindgen_version()?;
    let own = tools().join("wasm-bindgen");
    for program in [own.to_string_lossy().as_ref(), "wasm-bindgen"] {
        let says = Step::new("ask for wasm-bindgen", program, &["--version"]).text();
        if says.is_ok_and(|says| says.trim().ends_with(&format!(" {version}"))) {
            skipped("wasm-bindgen");
            return Ok(());
        }
    }
    // Without `--locked`: 0.2.130's own lock file names a crate that was withdrawn.
    let arguments = [
        "wasm-bindgen-cli",
        "--version",
        &version,
        "--bin",
        "wasm-bindgen",
    ];
    install("wasm-bindgen", &arguments)
}

fn install(name: &str, arguments: &[&str]) -> Result<(), Failed> {
    // `--debug`: half the time to build, and a tool that works on one file need not be fast.
    let arguments = [
        &["install", "--force", "--debug", "--root", "target/tools"],
        arguments,
    ]
    .concat();
    let advice = format!("cargo must reach its registry; or put a {name} of that version on PATH");
    Step::cargo(&format!("install {name} in target/tools"), &arguments)
        .advice(&advice)
        .run()
}

fn tools() -> PathBuf {
    root().join("target/tools/bin")
}
