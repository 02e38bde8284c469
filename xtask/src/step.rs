//! One step of a command: a program, what it is for, how long it may take, and what to do if it fails.

use std::ffi::OsStr;
use std::fmt;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use crate::files::root;

/// No step of a healthy run comes near this.
const USUAL_LIMIT: Duration = Duration::from_secs(30 * 60);

pub struct Step {
    what: String,
    command: Command,
    /// Folders that come before those of PATH.
    first_on_path: Vec<PathBuf>,
    shown: String,
    limit: Option<Duration>,
    advice: Option<String>,
}

/// A step that did not succeed.
#[derive(Debug)]
pub struct Failed {
    what: String,
    why: String,
    advice: String,
}

impl Failed {
    pub fn new(what: &str, why: &str, advice: &str) -> Self {
        Self {
            what: what.to_owned(),
            why: why.to_owned(),
            advice: advice.to_owned(),
        }
    }
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "failed: {} ({})\n  {}", self.what, self.why, self.advice)
    }
}

/// What a step says that has nothing to do.
pub fn skipped(what: &str) {
    println!("\nxtask: {what}: nothing to do");
}

/// What a step says that runs no program.
pub fn doing(what: &str) {
    println!("\nxtask: {what}");
}

impl Step {
    pub fn new(what: &str, program: &str, arguments: &[&str]) -> Self {
        let mut command = Command::new(program);
        command.args(arguments).current_dir(root());
        Self {
            what: what.to_owned(),
            command,
            first_on_path: Vec::new(),
            shown: format!("{program} {}", arguments.join(" ")),
            limit: Some(USUAL_LIMIT),
            advice: None,
        }
    }

    /// The cargo that runs this.
    pub fn cargo(what: &str, arguments: &[&str]) -> Self {
        let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
        Self {
            shown: format!("cargo {}", arguments.join(" ")),
            ..Self::new(what, &cargo, arguments)
        }
    }

    pub fn with(mut self, variable: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(variable, value);
        self
    }

    pub fn without(mut self, variable: &str) -> Self {
        self.command.env_remove(variable);
        self
    }

    /// Its programs are preferred to others of the same name; the last call wins.
    pub fn first_on_path(mut self, folder: &Path) -> Self {
        self.first_on_path.insert(0, folder.to_owned());
        let usual = std::env::var_os("PATH").unwrap_or_default();
        let folders = self
            .first_on_path
            .iter()
            .cloned()
            .chain(std::env::split_paths(&usual));
        // Only a folder with the separator in its name cannot be joined; such a PATH could not be said anyway.
        if let Ok(path) = std::env::join_paths(folders) {
            self.command.env("PATH", path);
        }
        self
    }

    /// Without its complaints: for a question to which "no" is an answer.
    pub fn quiet(mut self) -> Self {
        self.command.stderr(Stdio::null());
        self
    }

    /// In a folder other than the root.
    pub fn within(mut self, folder: &str) -> Self {
        self.command.current_dir(root().join(folder));
        self.shown = format!("(cd {folder}; {})", self.shown);
        self
    }

    pub fn limit(self, limit: Duration) -> Self {
        Self {
            limit: Some(limit),
            ..self
        }
    }

    /// For what a person ends.
    pub fn unlimited(self) -> Self {
        Self {
            limit: None,
            ..self
        }
    }

    pub fn advice(self, advice: &str) -> Self {
        Self {
            advice: Some(advice.to_owned()),
            ..self
        }
    }

    pub fn succeeds_silently(mut self) -> bool {
        self.command.stdout(Stdio::null()).stderr(Stdio::null());
        self.wait(|_| ()).is_ok_and(|why| why.is_none())
    }

    pub fn run(mut self) -> Result<(), Failed> {
        println!("\nxtask: {}\n       {}", self.what, self.shown);
        let started = Instant::now();
        let ended = self.wait(|_| ());
        self.judge(ended)?;
        println!("xtask: done in {} s", started.elapsed().as_secs());
        Ok(())
    }

    /// What it prints. Says nothing itself: for questions to a program, not for work.
    pub fn text(mut self) -> Result<String, Failed> {
        self.command.stdout(Stdio::piped());
        let mut reader = None;
        let ended = self.wait(|child| {
            // A thread of its own, since a program whose output nobody takes waits for ever.
            reader = child.stdout.take().map(|mut stdout| {
                thread::spawn(move || {
                    let mut text = String::new();
                    stdout.read_to_string(&mut text).map(|_| text)
                })
            });
        });
        let read = reader.and_then(|reader| reader.join().ok());
        self.judge(ended)?;
        match read {
            Some(Ok(text)) => Ok(text),
            Some(Err(error)) => Err(self.failed(error.to_string())),
            None => Err(self.failed("its output could not be read".to_owned())),
        }
    }

    fn judge(&self, ended: std::io::Result<Option<String>>) -> Result<(), Failed> {
        match ended {
            Ok(None) => Ok(()),
            Ok(Some(why)) => Err(self.failed(why)),
            Err(error) => Err(self.failed(error.to_string())),
        }
    }

    fn failed(&self, why: String) -> Failed {
        Failed {
            what: self.what.clone(),
            why,
            advice: self
                .advice
                .clone()
                .unwrap_or_else(|| format!("run it alone to look into it: {}", self.shown)),
        }
    }

    /// Why it failed; `None` if it did not.
    fn wait(
        &mut self,
        started: impl FnOnce(&mut std::process::Child),
    ) -> std::io::Result<Option<String>> {
        let mut child = self.command.spawn()?;
        started(&mut child);
        let start = Instant::now();
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok((!status.success()).then(|| status.to_string()));
            }
            if self.limit.is_some_and(|limit| start.elapsed() > limit) {
                child.kill()?;
                child.wait()?;
                return Ok(Some("it took too long".to_owned()));
            }
            sleep(Duration::from_millis(50));
        }
    }
}
