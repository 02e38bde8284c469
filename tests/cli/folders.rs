//! Several protocols in one run: files, ids and folders.

use super::*;

/// A folder with files in it, which goes with it.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str, files: &[(&str, &str)]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("folders")
            .join(name);
        let _ = fs::remove_dir_all(&folder);
        for (file, text) in files {
            let path = folder.join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        Self(folder)
    }

    fn path(&self) -> &str {
        self.0.to_str().unwrap()
    }

    /// A text of a run, with the folder's path left out.
    fn without(&self, text: &str) -> String {
        text.replace(self.path(), "FOLDER")
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

const FAILING: &str = include_str!("failing.toml");

#[test]
fn a_folder_is_every_protocol_below_it() {
    let folder = Folder::new(
        "sound",
        &[
            ("b.toml", SMALL),
            ("deeper/still/c.toml", SMALL),
            ("a.toml", SMALL),
            ("notes.md", "# nothing\n"),
            (".hidden/d.toml", "id = \n"),
        ],
    );
    let checked = run(&["check", folder.path(), "--today", "2026-05-05"], "");
    assert_eq!(checked.code, 0, "{}", checked.err);
    assert_eq!(
        folder.without(&checked.out),
        "FOLDER/a.toml: no problems\nFOLDER/b.toml: no problems\nFOLDER/deeper/still/c.toml: no problems\n\
         3 protocols: no problems\n"
    );
    let tested = run(&["test", folder.path()], "");
    assert_eq!(tested.code, 0);
    let lines: Vec<&str> = tested.out.lines().collect();
    assert_eq!(lines.len(), 4, "one line each, and one for all: {lines:?}");
    assert!(lines.iter().all(|line| line.ends_with(" 0 failed")));
    let listed = json(&run(&["list", folder.path(), "--json"], ""));
    assert_eq!(listed.as_array().unwrap().len(), 3);
}

#[test]
fn what_fails_in_a_folder_is_shown_and_the_rest_is_still_run() {
    let folder = Folder::new(
        "failing",
        &[
            ("1-failing.toml", FAILING),
            ("2-small.toml", SMALL),
            ("3-broken.toml", "id = \n"),
        ],
    );
    let run = run(&["test", folder.path()], "");
    assert_eq!(run.code, 3);
    let out = folder.without(&run.out);
    assert!(out.starts_with("failed: "), "{out}");
    assert!(
        out.contains("FOLDER/1-failing.toml: 1 passed, 1 failed\n"),
        "{out}"
    );
    assert!(out.contains("FOLDER/2-small.toml: "), "{out}");
    // What is no TOML may be a protocol, so it is not passed over.
    assert!(out.contains("error[syntax]"), "{out}");
    assert!(out.contains("FOLDER/3-broken.toml: "), "{out}");
    assert!(out.contains("\n3 protocols, 2 refused: "), "{out}");
}

#[test]
fn other_files_are_passed_over_and_that_is_said() {
    let folder = Folder::new(
        "mixed",
        &[("Cargo.toml", "[package]\n"), ("small.toml", SMALL)],
    );
    let mixed = run(
        &["check", folder.path(), "--json", "--today", "2026-05-05"],
        "",
    );
    assert_eq!(mixed.code, 0);
    assert_eq!(json(&mixed).as_array().unwrap().len(), 1);
    assert_eq!(
        folder.without(&mixed.err),
        "passed over `FOLDER/Cargo.toml`: it has neither questions nor criteria\n"
    );
    let cargo = folder.0.join("Cargo.toml");
    // Named by itself, it is taken at its word.
    assert_eq!(run(&["check", cargo.to_str().unwrap()], "").code, 3);
}

#[test]
fn a_folder_without_protocols_is_a_wrong_command_line() {
    let folder = Folder::new("empty", &[("notes.md", "")]);
    for verb in ["check", "test", "list"] {
        let run = run(&[verb, folder.path()], "");
        assert_eq!(run.code, 2, "{verb}");
        assert_eq!(
            folder.without(&run.err),
            "error: there is no protocol in `FOLDER`\n"
        );
    }
}

#[test]
fn the_greatest_code_of_several_is_the_one_of_the_run() {
    let both = run(&["test", "failing.toml", "missing.toml", "nonsense"], "");
    assert_eq!(both.code, 5);
    assert!(both.out.contains("1 passed, 1 failed"), "{}", both.out);
    for missing in ["`missing.toml`", "`nonsense`"] {
        assert!(both.err.contains(missing), "{}", both.err);
    }
}

#[test]
fn results_are_given_as_data() {
    let run = run(
        &[
            "test",
            "failing.toml",
            "small.toml",
            "broken.toml",
            "--json",
        ],
        "",
    );
    assert_eq!(run.code, 3);
    let data = json(&run);
    let failing = &data[0];
    assert_eq!(failing["file"], "failing.toml");
    let failed: Vec<&Value> = failing["cases"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|case| case["differences"] != Value::Array(Vec::new()))
        .collect();
    assert_eq!(failed.len(), 1);
    assert_eq!(failing["coverage"][0]["criterion"], "pregnancy");
    assert_eq!(data[1]["diagnostics"], Value::Array(Vec::new()));
    assert_eq!(data[2]["diagnostics"][0]["code"], "bad-version");
}
