//! Which Rust can build for WebAssembly, and how to come by one: the usual one with rustup's help; where rustup can
//! fetch nothing, Debian's, with a standard library built here from Debian's sources.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::debian;
use crate::files::{self, on_path, root};
use crate::step::{Failed, Step, doing, skipped};

pub const TARGET: &str = "wasm32-unknown-unknown";

/// Where Debian's packages put their Rust.
const DEBIANS: &str = "/usr/bin";

pub struct WasmToolchain {
    /// Else the usual one.
    debians: bool,
}

impl WasmToolchain {
    pub fn ready() -> Result<Self, Failed> {
        let what = "a Rust that builds for WebAssembly";
        let usual = Self { debians: false };
        let debians = Self { debians: true };
        if usual.can_build()? {
            skipped(what);
            return Ok(usual);
        }
        if debians.can_build()? {
            skipped(&format!("{what}, Debian's"));
            return Ok(debians);
        }
        let asked = format!("rustup target add {TARGET}");
        if on_path("rustup").is_some() {
            let added = Step::new(
                &format!("fetch {what}"),
                "rustup",
                &["target", "add", TARGET],
            )
            .limit(Duration::from_secs(120))
            .run();
            match added {
                Ok(()) if usual.can_build()? => return Ok(usual),
                Ok(()) => doing("rustup added the target, and still no build for it succeeds"),
                Err(failed) => println!("\nxtask: {failed}\nxtask: going on without rustup"),
            }
        }
        if debian::is_ours() {
            debians.install()?;
            if debians.can_build()? {
                return Ok(debians);
            }
        }
        Err(Failed::new(
            what,
            "neither rustup nor Debian's packages gave one",
            &format!(
                "with rustup and its servers in reach: `{asked}`; without rustup: your distribution's Rust with its \
                 WebAssembly target, first on PATH"
            ),
        ))
    }

    pub fn cargo(&self, what: &str, arguments: &[&str]) -> Step {
        if self.debians {
            self.prefer(Step::new(what, &format!("{DEBIANS}/cargo"), arguments))
        } else {
            Step::cargo(what, arguments)
        }
    }

    /// Debian's is installed without clippy, and its version would have lints of its own.
    pub fn has_clippy(&self) -> bool {
        !self.debians
    }

    /// Has the step, and what it starts, use this Rust.
    pub fn prefer(&self, step: Step) -> Step {
        if !self.debians {
            return step;
        }
        // What rustup's cargo tells its children is about rustup's Rust.
        step.first_on_path(Path::new(DEBIANS))
            .without("CARGO")
            .without("RUSTUP_TOOLCHAIN")
    }

    /// One for each compiler, so that neither undoes the other's work.
    pub fn target_dir(&self) -> PathBuf {
        root().join(if self.debians {
            "target/wasm-debian"
        } else {
            "target/wasm-usual"
        })
    }

    /// Whether a library of nothing can be compiled and linked. Only that finds a standard library that is missing,
    /// or that an upgrade of the compiler left behind, or a linker that is not there.
    fn can_build(&self) -> Result<bool, Failed> {
        let folder = self.target_dir().join("probe");
        let source = folder.join("probe.rs");
        files::write(&source, "")?;
        let source = source.to_string_lossy().into_owned();
        let out = folder.to_string_lossy().into_owned();
        let arguments = [
            "--target",
            TARGET,
            "--crate-type=cdylib",
            "--out-dir",
            &out,
            &source,
        ];
        Ok(self.rustc(&arguments).succeeds_silently())
    }

    fn rustc(&self, arguments: &[&str]) -> Step {
        let what = "ask the Rust compiler";
        if self.debians {
            self.prefer(Step::new(what, &format!("{DEBIANS}/rustc"), arguments))
        } else {
            Step::new(what, "rustc", arguments)
        }
    }

    /// Debian has no standard library for WebAssembly ready made, but its sources, and a linker beside.
    fn install(&self) -> Result<(), Failed> {
        debian::install(
            "Debian's Rust, with the sources of its library",
            &["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm"],
        )?;
        debian::install("the linker it uses", &[&linker_package()?])?;
        let crate_ = root().join("target/wasm-debian/std");
        files::write(
            &crate_.join("Cargo.toml"),
            "[package]\nname = \"nothing\"\nedition = \"2024\"\n[lib]\npath = \"lib.rs\"\n[workspace]\n",
        )?;
        files::write(&crate_.join("lib.rs"), "")?;
        self.cargo(
            "build the standard library for WebAssembly",
            &[
                "build",
                "--release",
                "--target",
                TARGET,
                "--target-dir",
                "target",
                "-Z",
                "build-std=std,panic_abort,panic_unwind,proc_macro,test",
            ],
        )
        .within("target/wasm-debian/std")
        // Building the standard library is not yet a stable feature of cargo's.
        .with("RUSTC_BOOTSTRAP", "1")
        .limit(Duration::from_secs(900))
        .run()?;
        let built = crate_.join("target").join(TARGET).join("release/deps");
        self.install_library(&built)
    }

    fn install_library(&self, built: &Path) -> Result<(), Failed> {
        let what = "put the standard library where the compiler looks for it";
        doing(what);
        let sysroot = self.rustc(&["--print", "sysroot"]).text()?;
        let home = Path::new(sysroot.trim()).join("lib/rustlib").join(TARGET);
        files::empty_folder(&home.join("lib"))?;
        for (name, path) in files::with_ending(built, ".rlib")? {
            if !name.starts_with("libnothing-") {
                files::copy(&path, &home.join("lib").join(format!("{name}.rlib")))?;
            }
        }
        Ok(())
    }
}

/// The package that has the linker, which is the name that `rust-lld` links to; its number moves with LLVM.
fn linker_package() -> Result<String, Failed> {
    let link = Path::new(DEBIANS).join("rust-lld");
    fs::read_link(&link)
        .ok()
        .and_then(|to| Some(to.file_name()?.to_str()?.to_owned()))
        .ok_or_else(|| {
            Failed::new(
                "find the linker of Debian's Rust",
                &format!("{} links to nothing", link.display()),
                "install the package `lld` of the version that `rustc -vV` names as LLVM's",
            )
        })
}
