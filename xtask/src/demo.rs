//! The demo: the page of `www-demo` with the package beside it, as a clinic's own server would have them; or the
//! interview in the terminal.

use crate::files::{self, root};
use crate::node;
use crate::package;
use crate::serve;
use crate::step::{Failed, Step};
use crate::wasm_target::WasmToolchain;

pub fn in_a_browser(port: Option<u16>) -> Result<(), Failed> {
    let toolchain = WasmToolchain::ready()?;
    let folder = root().join("target/demo");
    files::empty_folder(&folder)?;
    // Node only makes the download smaller; the demo does without.
    let smaller = node::is_here() && node::makes_smaller();
    package::assemble(&toolchain, &folder.join("prescreen"), smaller)?;
    files::copy_folder(&root().join("www-demo"), &folder)?;
    // The playground shows them as they are written.
    files::copy_folder(&root().join("protocols"), &folder.join("protocols"))?;
    serve::serve(&folder, port)
}

pub fn in_the_terminal(rest: &[&str]) -> Result<(), Failed> {
    let interview = [
        "run",
        "--quiet",
        "--package",
        "prescreen",
        "--",
        "interview",
        "ketamine-iv",
    ];
    Step::cargo(
        "a pre-screening in the terminal; Ctrl-D ends it",
        &[&interview, rest].concat(),
    )
    .unlimited()
    .run()
}
