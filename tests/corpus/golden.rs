//! Expected outputs beside the inputs. They are only ever written under `UPDATE_EXPECT=1`; without it a difference, a
//! missing golden and one that nothing belongs to are failures, all of them shown at once.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crate::files;

/// The goldens of one test.
pub(crate) struct Goldens {
    folder: PathBuf,
    ending: &'static str,
    update: bool,
    claimed: BTreeSet<PathBuf>,
    failures: String,
}

impl Goldens {
    /// All files in a folder of the corpus with this ending. Each has to be claimed by [`Goldens::expect`].
    pub(crate) fn of(folder: &str, ending: &'static str) -> Self {
        Self {
            folder: files::root().join(folder),
            ending,
            update: std::env::var("UPDATE_EXPECT").is_ok_and(|value| value == "1"),
            claimed: BTreeSet::new(),
            failures: String::new(),
        }
    }

    /// What comes of an input must be what stands in the golden beside it.
    pub(crate) fn expect(&mut self, path: PathBuf, actual: &str) {
        if !self.claimed.insert(path.clone()) {
            self.fail(&path, "two inputs share this golden; rename one of them");
            return;
        }
        let expected = fs::read_to_string(&path).ok();
        if self.update && expected.as_deref() != Some(actual) {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, actual).unwrap();
        } else if let Some(expected) = &expected {
            if expected != actual {
                self.fail(&path, &diff(expected, actual));
            }
        } else {
            self.fail(
                &path,
                &format!("there is no golden yet; it would be:\n{actual}"),
            );
        }
    }

    /// Something else is wrong with a file.
    pub(crate) fn fail(&mut self, path: &Path, what: &str) {
        let path = path.strip_prefix(files::root()).unwrap_or(path);
        writeln!(self.failures, "--- {}\n{what}", path.display()).unwrap();
    }

    /// Fails if anything did, with all of it.
    pub(crate) fn settle(mut self) {
        for stale in files::below(&self.folder, self.ending) {
            if !self.claimed.contains(&stale) {
                self.fail(&stale, "a golden without an input");
            }
        }
        assert!(
            self.failures.is_empty(),
            "{}\nUPDATE_EXPECT=1 cargo test --test corpus rewrites the goldens; read what `git diff` then shows.",
            self.failures
        );
    }
}

/// The lines that differ, with a little of what stands around them.
fn diff(expected: &str, actual: &str) -> String {
    const AROUND: usize = 2;
    let (old, new): (Vec<_>, Vec<_>) = (expected.lines().collect(), actual.lines().collect());
    let same = old
        .iter()
        .zip(&new)
        .take_while(|(old, new)| old == new)
        .count();
    let rest = old.len().min(new.len()) - same;
    let same_at_end = old.iter().rev().zip(new.iter().rev());
    let same_at_end = same_at_end
        .take(rest)
        .take_while(|(old, new)| old == new)
        .count();
    let mut out = format!("first difference in line {}\n", same + 1);
    let mut show = |mark: char, lines: &[&str]| {
        lines
            .iter()
            .for_each(|line| writeln!(out, "{mark} {line}").unwrap());
    };
    show(' ', &old[same.saturating_sub(AROUND)..same]);
    show('-', &old[same..old.len() - same_at_end]);
    show('+', &new[same..new.len() - same_at_end]);
    let behind = new.len() - same_at_end;
    show(' ', &new[behind..(behind + AROUND).min(new.len())]);
    out
}
