//! One step of a command: a program, what it is for, how long it may take, and what to do if it fails.

use std::fmt;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

/// No step of a healthy run comes near this.
const USUAL_LIMIT: Duration = Duration::from_secs(30 * 60);

pub struct Step {
    what: String,
    command: Command,
    shown: String,
    limit: Option<Duration>,
    advice: Option<String>,
}

/// A step that did not succeed.
pub struct Failed {
    what: String,
    why: String,
    advice: String,
}

impl fmt::Display for Failed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "failed: {} ({})\n  {}", self.what, self.why, self.advice)
    }
}

impl Step {
    pub fn new(what: &str, program: &str, arguments: &[&str]) -> Self {
        let mut command = Command::new(program);
        command
            .args(arguments)
            .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."));
        Self {
            what: what.to_owned(),
            command,
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

    pub fn with(mut self, variable: &str, value: &str) -> Self {
        self.command.env(variable, value);
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
        let quiet = self.command.stdout(Stdio::null()).stderr(Stdio::null());
        quiet.status().is_ok_and(|status| status.success())
    }

    pub fn run(mut self) -> Result<(), Failed> {
        println!("\nxtask: {}\n       {}", self.what, self.shown);
        let started = Instant::now();
        let why = match self.wait() {
            Ok(None) => {
                println!("xtask: done in {} s", started.elapsed().as_secs());
                return Ok(());
            }
            Ok(Some(why)) => why,
            Err(error) => error.to_string(),
        };
        let advice = self
            .advice
            .unwrap_or_else(|| format!("run it alone to look into it: {}", self.shown));
        Err(Failed {
            what: self.what,
            why,
            advice,
        })
    }

    /// Why it failed; `None` if it did not.
    fn wait(&mut self) -> std::io::Result<Option<String>> {
        let mut child = self.command.spawn()?;
        let started = Instant::now();
        loop {
            if let Some(status) = child.try_wait()? {
                return Ok((!status.success()).then(|| status.to_string()));
            }
            if self.limit.is_some_and(|limit| started.elapsed() > limit) {
                child.kill()?;
                child.wait()?;
                return Ok(Some("it took too long".to_owned()));
            }
            sleep(Duration::from_millis(50));
        }
    }
}
