//! Which version of each engine is built in: what the lock file says.

const LOCK: &str = include_str!("../Cargo.lock");

/// Empty for what is in no package.
pub fn of(package: &str) -> &'static str {
    let mut lines = LOCK.lines();
    let name = format!("name = \"{package}\"");
    lines
        .by_ref()
        .find(|line| *line == name)
        .and_then(|_| lines.next())
        .and_then(|line| line.strip_prefix("version = \""))
        .map_or("", |version| version.trim_end_matches('"'))
}
