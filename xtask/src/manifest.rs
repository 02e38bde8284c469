//! What Cargo's own files say: the package's name and version, and which wasm-bindgen it is built with.

use serde_json::Value;

use crate::files::{self, root};
use crate::step::{Failed, Step};

/// The package of the root, as `cargo metadata` has it.
pub struct Manifest(Value);

#[cfg(test)]
impl From<Value> for Manifest {
    fn from(package: Value) -> Self {
        Self(package)
    }
}

impl Manifest {
    pub fn read() -> Result<Self, Failed> {
        let what = "read Cargo.toml";
        let arguments = ["metadata", "--format-version", "1", "--no-deps"];
        let text = Step::cargo(what, &arguments).text()?;
        let metadata: Value = serde_json::from_str(&text).unwrap_or_default();
        let packages = metadata["packages"].as_array().into_iter().flatten();
        packages
            .into_iter()
            .find(|package| package["name"] == "prescreen")
            .map(|package| Self(package.clone()))
            .ok_or_else(|| {
                Failed::new(
                    what,
                    "no package `prescreen`",
                    "see what `cargo metadata` says",
                )
            })
    }

    pub fn text(&self, key: &str) -> Result<&str, Failed> {
        self.0[key].as_str().ok_or_else(|| {
            Failed::new(
                "read Cargo.toml",
                &format!("no `{key}`"),
                "add it to the root's Cargo.toml",
            )
        })
    }

    /// `null` where it is not there.
    pub fn value(&self, key: &str) -> &Value {
        &self.0[key]
    }
}

/// Programs that make glue have to be of this version to the letter.
pub fn wasm_bindgen_version() -> Result<String, Failed> {
    let lock = files::read_text(&root().join("Cargo.lock"))?;
    version_in(&lock, "wasm-bindgen").ok_or_else(|| {
        Failed::new(
            "read Cargo.lock",
            "no wasm-bindgen in it",
            "the feature `wasm` needs it: see the root's Cargo.toml",
        )
    })
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let after_name = lock.split_once(&format!("name = \"{package}\"\n"))?.1;
    let version = after_name.strip_prefix("version = \"")?;
    Some(version.split_once('"')?.0.to_owned())
}

#[cfg(test)]
mod tests {
    use super::version_in;

    #[test]
    fn the_version_is_that_of_the_package_of_just_this_name() {
        let lock = "\
[[package]]
name = \"wasm-bindgen-shared\"
version = \"1.0.0\"

[[package]]
name = \"wasm-bindgen\"
version = \"0.2.130\"
dependencies = [\"cfg-if\"]
";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(version_in(lock, "bindgen"), None);
    }
}
