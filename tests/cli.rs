//! The command line, run as a person runs it: real files, real pipes, exit codes, every word that is printed.
//!
//! What is printed at length is compared with `tests/cli/*.txt`. `UPDATE_EXPECT=1` writes those files anew; nothing else
//! does.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a panic in a helper of a test is how the test fails"
)]

#[path = "cli/batch.rs"]
mod batch;
#[cfg(feature = "parquet")]
#[path = "cli/batch_parquet.rs"]
mod batch_parquet;
#[path = "cli/check.rs"]
mod check;
#[path = "cli/export.rs"]
mod export;
#[path = "cli/extends.rs"]
mod extends;
#[path = "cli/folders.rs"]
mod folders;
#[path = "cli/guide.rs"]
mod guide;
#[path = "cli/interview.rs"]
mod interview;
#[path = "cli/list.rs"]
mod list;
#[path = "cli/name.rs"]
mod name;
#[path = "cli/screen.rs"]
mod screen;
#[path = "cli/test.rs"]
mod test;
#[path = "cli/words.rs"]
mod words;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

const DESIGN_INTAKE: &str = r#"{
  "now": "2026-05-05T09:45:00-06:00",
  "appointment": { "start": "2026-05-05T10:00:00-06:00", "end": "2026-05-05T11:00:00-06:00" },
  "answers": {
    "age": 42,
    "indications": ["depression"],
    "pregnant": null,
    "medications": [
      { "name": "Lamictal 100 mg", "last": "2026-05-04T22:01:00-06:00", "ongoing": true },
      { "name": "percs", "last": { "latest": "2026-05-05T02:00:00-06:00" }, "next": "2026-05-05T12:00:00-06:00" }
    ],
    "substances": []
  }
}"#;

/// A protocol small enough that everything it prints can be read.
const SMALL: &str = include_str!("cli/small.toml");

struct Run {
    code: i32,
    out: String,
    err: String,
}

fn run(arguments: &[&str], typed: impl AsRef<[u8]> + Send) -> Run {
    let mut child = Command::new(env!("CARGO_BIN_EXE_prescreen"))
        .args(arguments)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli"))
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let Output {
        status,
        stdout,
        stderr,
    } = std::thread::scope(|scope| {
        // At the same time: a run that has said much waits until it has been read. And a run that ends before it has read
        // everything is no fault of the test.
        scope.spawn(move || stdin.write_all(typed.as_ref()));
        child.wait_with_output().unwrap()
    });
    let run = Run {
        code: status.code().expect("it was not killed"),
        out: String::from_utf8(stdout).unwrap(),
        err: String::from_utf8(stderr).unwrap(),
    };
    assert!(
        !(run.out.contains('\u{1b}') || run.err.contains('\u{1b}')),
        "colours in a pipe: {arguments:?}"
    );
    assert!(!run.err.contains("panicked"), "{}", run.err);
    run
}

fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.out))
}

/// Compares with a file, or writes it when asked to. The version of this crate may change, and digests with the rules.
fn expect(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/cli")
        .join(name);
    let found = without_versions(found);
    if std::env::var_os("UPDATE_EXPECT").is_some_and(|update| update == "1") {
        fs::write(&path, &found).unwrap();
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        expected == found,
        "{name} differs; UPDATE_EXPECT=1 writes it anew.\n--- expected\n{expected}\n--- found\n{found}"
    );
}

fn without_versions(text: &str) -> String {
    let engine = concat!("prescreen ", env!("CARGO_PKG_VERSION"));
    let text = text.replace(engine, "prescreen VERSION");
    let mut parts = text.split("sha256-");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str("DIGEST");
        out.push_str(part.trim_start_matches(|c: char| c.is_ascii_hexdigit()));
    }
    out
}

/// A file in a place of its own, which goes with it.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str, content: impl AsRef<[u8]>) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli");
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join(name);
        fs::write(&path, content).unwrap();
        Self(path)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}
