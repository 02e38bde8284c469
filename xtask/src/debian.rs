//! Packages of Debian's, where this runs on Debian as root.

use std::sync::Once;
use std::time::Duration;

use crate::files::on_path;
use crate::step::{Failed, Step, skipped};

const LIMIT: Duration = Duration::from_secs(600);

/// The list of packages is fetched once in a run.
static UPDATED: Once = Once::new();

pub fn is_ours() -> bool {
    let user = Step::new("ask who runs this", "id", &["-u"]);
    on_path("apt-get").is_some() && user.text().is_ok_and(|id| id.trim() == "0")
}

pub fn install(what: &str, packages: &[&str]) -> Result<(), Failed> {
    if packages.iter().all(|package| is_installed(package)) {
        skipped(what);
        return Ok(());
    }
    let mut updated = Ok(());
    UPDATED.call_once(|| {
        updated = apt_get("fetch the list of Debian's packages", &["update"]).run();
    });
    updated?;
    let arguments = [&["install", "--yes", "--no-install-recommends"], packages].concat();
    apt_get(what, &arguments)
        .advice(&format!("install by hand: {}", packages.join(", ")))
        .run()
}

fn apt_get(what: &str, arguments: &[&str]) -> Step {
    Step::new(what, "apt-get", arguments)
        .with("DEBIAN_FRONTEND", "noninteractive")
        .limit(LIMIT)
}

fn is_installed(package: &str) -> bool {
    Step::new(
        "ask for a package",
        "dpkg-query",
        &["--show", "--showformat=${db:Status-Status}", package],
    )
    .quiet()
    .text()
    .is_ok_and(|status| status == "installed")
}
