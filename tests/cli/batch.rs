//! `batch`: many intakes in, many screenings out, in order, with bad rows kept apart and nothing lost by being cut off.

use std::io::{BufRead as _, BufReader};
use std::process::Child;

use super::*;

/// A place for the files of one test.
pub(super) struct Folder(PathBuf);

impl Folder {
    pub(super) fn new(name: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("batch")
            .join(name);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    pub(super) fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }

    pub(super) fn with(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        fs::write(self.0.join(name), content).unwrap();
        self.path(name)
    }

    pub(super) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.join(name)).unwrap()
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.join(name).exists()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

pub(super) const NOW: &str = "2026-05-05T09:45:00-06:00";

/// An intake, different from row to row, with so many spaces in it.
fn row(number: usize, spaces: usize) -> String {
    let (age, spaces) = (16 + number % 50, " ".repeat(spaces));
    let pregnant = number.is_multiple_of(7);
    format!(
        r#"{{"id":"r{number}","now":"{NOW}",{spaces}"answers":{{"age":{age},"pregnant":{pregnant},"medications":[]}}}}"#
    )
}

/// Many rows of about a kilobyte, some of them bad, some lines blank.
fn many(count: usize) -> String {
    (1..=count)
        .map(|number| match number % 97 {
            13 => "\n".to_owned(),
            14 => format!("{{\"nwo\":{number}}}\n"),
            15 => "{\"id\":\n".to_owned(),
            _ => format!("{}\n", row(number, 900)),
        })
        .collect()
}

pub(super) fn lines(text: &str) -> Vec<Value> {
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

pub(super) fn members<'l>(lines: &'l [Value], name: &str) -> Vec<&'l Value> {
    lines.iter().map(|line| &line[name]).collect()
}

fn batch(more: &[&str], typed: impl AsRef<[u8]> + Send) -> Run {
    run(&[&["batch", "small.toml", "-"], more].concat(), typed)
}

fn spawned(arguments: &[&str]) -> Child {
    Command::new(env!("CARGO_BIN_EXE_prescreen"))
        .args(arguments)
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cli"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap()
}

#[test]
fn a_row_gets_the_screening_that_screen_gives() {
    let intake = DESIGN_INTAKE.replace('\n', " ");
    let alone = run(&["screen", "ketamine-iv", "-", "--json"], &intake);
    let all = run(&["batch", "ketamine-iv", "-"], &intake);
    assert_eq!(all.code, 0, "{}", all.err);
    assert_eq!(
        all.out,
        format!("{{\"line\":1,\"screening\":{}}}\n", alone.out.trim_end())
    );
    assert!(
        all.err.contains("1 row screened: 1 deferred"),
        "{}",
        all.err
    );
}

#[test]
fn brief_rows_name_the_criteria() {
    let intake = format!(
        r#"{{"id":"a","now":"{NOW}","answers":{{"age":16,"weight":999,"driver":false,"pregnant":false,"medications":[]}}}}"#
    );
    let run = batch(&["--brief"], intake);
    let expected = r#"{"line":1,"id":"a","disposition":"needs_review","worstCase":"needs_review","raised":["minor","driver-home","no-driving"],"possible":["pain-diary"],"problems":1}"#;
    assert_eq!(run.out.trim_end(), expected);
    assert!(
        run.err
            .contains("1 row with an answer that could not be understood"),
        "{}",
        run.err
    );
}

#[test]
fn the_order_is_that_of_the_rows_whatever_the_number_of_threads() {
    let rows = many(1500);
    let [one, many] = ["1", "7"].map(|threads| batch(&["--brief", "--threads", threads], &rows));
    assert!(one.out == many.out, "the order of threads shows");
    let lines = lines(&many.out);
    let numbers: Vec<u64> = lines
        .iter()
        .map(|line| line["line"].as_u64().unwrap())
        .collect();
    assert!(numbers.is_sorted());
    for line in &lines {
        assert_eq!(line["id"], format!("r{}", line["line"]));
    }
    assert_eq!(
        lines.len(),
        rows.lines().filter(|line| line.len() > 500).count()
    );
}

#[test]
fn every_kind_of_line_is_met() {
    let good = row(1, 0);
    let mut input = b"\xef\xbb\xbf".to_vec();
    for line in [
        format!("{good}\r\n").as_bytes(),
        b"\r\n",
        b" \t \n",
        b"{\"answers\":{\"agee\":1},\"now\":\"2026-05-05T09:45:00-06:00\",\"id\":4}\n",
        b"{\"id\":\"\xff\"}\n",
        b"[1]\n",
        "\u{feff}{}\n".as_bytes(),
        b"{\"now\": \n",
        good.as_bytes(),
    ] {
        input.extend_from_slice(line);
    }
    let folder = Folder::new("kinds");
    let rejected = folder.path("rejected");
    let run = batch(&["--brief", "--rejected", &rejected], &input);
    assert_eq!(run.code, 4);
    assert_eq!(members(&lines(&run.out), "line"), [1, 9]);

    let refused = lines(&folder.read("rejected"));
    assert_eq!(members(&refused, "line"), [4, 5, 6, 7, 8]);
    let codes: Vec<&str> = refused
        .iter()
        .map(|line| line["diagnostics"][0]["code"].as_str().unwrap())
        .collect();
    assert_eq!(
        codes,
        [
            "unknown-question",
            "not-utf8",
            "wrong-type",
            "syntax",
            "syntax"
        ]
    );
    // What is kept is the row itself, without the end of its line.
    let [question, bytes, list, mark, half] = refused.as_slice() else {
        panic!("there are five");
    };
    assert_eq!(question["id"], 4);
    assert!(question["text"].as_str().unwrap().ends_with("\"id\":4}"));
    assert_eq!(bytes["hex"], "7b226964223a22ff227d");
    assert_eq!(list["text"], "[1]");
    assert_eq!(mark["text"], "\u{feff}{}");
    assert_eq!(half["text"], "{\"now\": ");

    for told in [
        "line 4, column 13: error[unknown-question]",
        "line 5, column 8: error[not-utf8]",
        "2 rows screened",
        "5 rows refused: 1 not-utf8, 2 syntax, 1 unknown-question, 1 wrong-type",
        "2 rows blank",
    ] {
        assert!(run.err.contains(told), "{told} is missing in\n{}", run.err);
    }
}

#[test]
fn what_stands_in_a_row_cannot_steer_the_terminal() {
    let rows = format!("{{\"now\":\"{NOW}\",\"\\u001b[2J\\u0007x\":1}}\n");
    // `run` looks for escapes.
    let run = batch(&[], rows.repeat(30));
    assert!(run.err.contains("unknown-key"), "{}", run.err);
    assert!(!run.err.contains('\u{7}'));
    assert!(
        run.err.contains("... and 20 more; `--rejected FILE`"),
        "{}",
        run.err
    );
}

#[test]
fn an_empty_input_has_no_rows() {
    for input in ["", "\n", "\u{feff}"] {
        let run = batch(&[], input);
        assert_eq!((run.code, run.out.as_str()), (0, ""));
        assert!(run.err.contains("0 rows screened"), "{}", run.err);
    }
}

#[test]
fn a_line_that_is_too_long_is_refused_and_not_kept() {
    const MOST: usize = 4 * 1024 * 1024;
    let filled = |length: usize| {
        let short = row(1, 0).len();
        row(1, length - short)
    };
    let good = row(2, 0);
    let lines_of = [
        filled(MOST),
        filled(MOST + 1),
        filled(MOST + 100_000),
        good.clone(),
        filled(2 * MOST),
    ];
    for end in ["\n", "\r\n"] {
        let input = lines_of.join(end);
        let folder = Folder::new(if end == "\n" { "long" } else { "long-crlf" });
        let rejected = folder.path("rejected");
        let run = batch(&["--brief", "--rejected", &rejected], &input);
        assert_eq!(members(&lines(&run.out), "line"), [1, 4]);
        let refused = folder.read("rejected");
        assert!(refused.len() < 2000, "{} bytes were kept", refused.len());
        let refused = lines(&refused);
        assert_eq!(members(&refused, "line"), [2, 3, 5]);
        for line in &refused {
            assert_eq!(line["diagnostics"][0]["code"], "too-large");
            let number = usize::try_from(line["line"].as_u64().unwrap()).unwrap();
            let start = usize::try_from(line["start"].as_u64().unwrap()).unwrap();
            let length = usize::try_from(line["length"].as_u64().unwrap()).unwrap();
            let there = input.get(start..start + length);
            assert!(there == Some(&lines_of[number - 1]), "line {number}");
        }
    }
}

#[test]
fn ids_are_handed_on_as_they_were_written() {
    let ids = [
        r#""a""#,
        r#""\u00e9\n\"""#,
        "12345678901234567890",
        "-0.10",
        "1e3",
    ];
    let rows: String = ids
        .iter()
        .map(|id| format!("{{\"now\":\"{NOW}\",\"id\":{id}}}\n"))
        .collect();
    let run = batch(&["--brief"], rows);
    for (line, id) in run.out.lines().zip(ids) {
        assert!(
            line.contains(&format!(",\"id\":{id},\"disposition\"")),
            "{line}"
        );
    }
    assert_eq!(run.out.lines().count(), ids.len());
    for id in ["null", "true", "[]", "{}"] {
        let run = batch(&[], format!("{{\"now\":\"{NOW}\",\"id\":{id}}}\n"));
        assert_eq!((run.code, run.out.as_str()), (4, ""), "{id}");
        assert!(run.err.contains("error[wrong-type] id"), "{}", run.err);
    }
    // In a single intake there is no such thing.
    let single = super::run(&["screen", "small.toml", "-"], row(1, 0));
    assert!(single.err.contains("unknown-key"), "{}", single.err);
}

#[test]
fn the_present_time_stands_in_the_row_or_on_the_command_line() {
    let rows = format!("{{\"answers\":{{}}}}\n{{\"now\":\"{NOW}\"}}\n");
    let without = batch(&["--brief"], &rows);
    assert_eq!(members(&lines(&without.out), "line"), [2]);
    assert!(without.err.contains("line 1, column 1: error[missing-now]"));

    let with = batch(&["--now", "2026-05-06T09:45:00-06:00"], &rows);
    let screened = lines(&with.out);
    assert_eq!(members(&screened, "line"), [1]);
    assert_eq!(screened[0]["screening"]["now"], "2026-05-06T09:45:00-06:00");
    assert!(
        with.err.contains("line 2: error[duplicate-key] now"),
        "{}",
        with.err
    );

    let wrong = batch(&["--now", "tomorrow"], &rows);
    assert_eq!((wrong.code, wrong.out.as_str()), (2, ""));
    assert!(wrong.err.contains("`--now`"), "{}", wrong.err);
}

#[test]
fn every_line_is_as_its_schema_says() {
    let schema = |name: &str| {
        let path = format!(
            "{}/src/schema/{name}.schema.json",
            env!("CARGO_MANIFEST_DIR")
        );
        serde_json::from_str::<Value>(&fs::read_to_string(path).unwrap()).unwrap()
    };
    let at = |name: &str| format!("https://schemas.example/{name}.schema.json");
    let mut registry = jsonschema::Registry::new();
    for name in ["batch", "intake", "screening"] {
        registry = registry.add(at(name), schema(name)).unwrap();
    }
    let registry = registry.prepare().unwrap();
    let check = |part: &str, text: &str| {
        let wanted = serde_json::json!({ "$ref": format!("{}#/$defs/{part}", at("batch")) });
        let options = jsonschema::options().with_registry(&registry);
        let validator = options.build(&wanted).unwrap();
        let documents = lines(text);
        assert!(!documents.is_empty(), "{part}: nothing was checked");
        for document in documents {
            let wrong: Vec<String> = validator
                .iter_errors(&document)
                .map(|error| error.to_string())
                .collect();
            assert!(wrong.is_empty(), "{part}: {wrong:?}\n{document}");
        }
    };
    let good = (1..20).map(|number| format!("{}\n", row(number, 0)));
    let good: String = good.collect();
    check("row", &good);
    check("screened", &batch(&[], &good).out);
    check("brief", &batch(&["--brief"], &good).out);

    let folder = Folder::new("schema");
    let rejected = folder.path("rejected");
    let mut bad = b"{\"id\":1,\"nwo\":2}\n\xff\n".to_vec();
    bad.resize(5 * 1024 * 1024, b' ');
    bad.push(b'1');
    assert_eq!(batch(&["--rejected", &rejected], bad).code, 4);
    assert_eq!(folder.read("rejected").lines().count(), 3);
    check("refused", &folder.read("rejected"));
}

#[test]
fn what_comes_slowly_is_screened_as_it_comes() {
    let mut child = spawned(&["batch", "small.toml", "-", "--brief"]);
    let mut input = child.stdin.take().unwrap();
    let mut output = BufReader::new(child.stdout.take().unwrap());
    for number in 1..=3 {
        writeln!(input, "{}", row(number, 0)).unwrap();
        let mut line = String::new();
        output.read_line(&mut line).unwrap();
        assert!(line.contains(&format!("\"line\":{number},")), "{line}");
    }
    drop(input);
    assert!(child.wait().unwrap().success());
}

#[test]
fn who_stops_reading_does_not_keep_it_waiting_for_input() {
    let mut child = spawned(&["batch", "small.toml", "-"]);
    let mut input = child.stdin.take().unwrap();
    drop(child.stdout.take());
    writeln!(input, "{}", row(1, 0)).unwrap();
    // Its input is still open.
    assert_eq!(child.wait().unwrap().code(), Some(5));
    drop(input);
}

/// Starts a run, lets it come some way, and kills it.
fn killed(folder: &Folder, out: &str, more: &[&str], input: &str) {
    let arguments = [&["batch", "small.toml", "-", "--out", out], more].concat();
    let mut child = spawned(&arguments);
    let mut pipe = child.stdin.take().unwrap();
    let (begun, _) = input.split_at(input.len() / 2);
    pipe.write_all(begun.as_bytes()).unwrap();
    // Its terms, and a checkpoint.
    while !folder.has("out.resume") || folder.read("out.resume").lines().count() < 2 {
        assert_eq!(child.try_wait().unwrap(), None, "it has ended by itself");
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn a_run_that_was_killed_goes_on_as_if_nothing_had_been() {
    let input = many(2500);
    let folder = Folder::new("resume");
    let (file, out, rejected) = (
        folder.with("input", &input),
        folder.path("out"),
        folder.path("rejected"),
    );
    let more = ["--brief", "--rejected", &rejected];
    let whole = run(
        &[
            &["batch", "small.toml", &file, "--out", &folder.path("whole")],
            &["--brief", "--rejected", &folder.path("whole-rejected")][..],
        ]
        .concat(),
        "",
    );
    assert_eq!(whole.code, 4, "{}", whole.err);
    assert!(!folder.has("whole.resume"));

    killed(&folder, &out, &more, &input);
    let half = folder.read("out");
    assert!(half.len() < folder.read("whole").len());
    // The worst that being killed can do: a line is torn, and one file is ahead of the other.
    fs::write(&out, format!("{half}{{\"line\":99")).unwrap();
    fs::write(&rejected, format!("{}garbage", folder.read("rejected"))).unwrap();
    fs::write(
        folder.path("out.resume"),
        format!("{}{{\"mark\":{{\"ro", folder.read("out.resume")),
    )
    .unwrap();

    let again = |input: &str| {
        let start = ["batch", "small.toml", input, "--out", &out, "--resume"];
        run(&[&start, &more[..]].concat(), "")
    };
    let resumed = again(&file);
    assert_eq!(resumed.code, 4, "{}", resumed.err);
    assert!(
        folder.read("out") == folder.read("whole"),
        "the output differs"
    );
    assert!(
        folder.read("rejected") == folder.read("whole-rejected"),
        "the refused rows differ"
    );
    // The counts are those of the whole, too.
    let counts = |run: &Run| {
        let lines = run.err.lines().rev().take(3);
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(counts(&resumed), counts(&whole));
    assert!(!folder.has("out.resume"));

    let ended = again(&file);
    assert_eq!(ended.code, 2);
    assert!(ended.err.contains("nothing to go on with"), "{}", ended.err);
    assert!(folder.read("out") == folder.read("whole"), "it was touched");
}

#[test]
fn a_run_goes_on_only_with_what_it_began_with() {
    let input = many(2500);
    let folder = Folder::new("terms");
    let (file, out) = (folder.with("input", &input), folder.path("out"));
    let other_input = folder.with("other", input.replacen("r40\"", "r41\"", 1));
    let other_protocol = folder.with("other.toml", SMALL.replace("age < 18", "age < 21"));
    killed(&folder, &out, &["--brief"], &input);
    let before = (folder.read("out"), folder.read("out.resume"));

    let other = folder.path("rejected");
    let tries: [(&[&str], &str); 7] = [
        (&["small.toml", &file, "--brief"], "--resume"),
        (&["small.toml", &file, "--resume"], "`--brief`"),
        (
            &[&other_protocol, &file, "--brief", "--resume"],
            "the protocol",
        ),
        (
            &["small.toml", &file, "--brief", "--resume", "--now", NOW],
            "`--now`",
        ),
        (
            &[
                "small.toml",
                &file,
                "--brief",
                "--resume",
                "--rejected",
                &other,
            ],
            "`--rejected`",
        ),
        (
            &["small.toml", &other_input, "--brief", "--resume"],
            "the input is not what the interrupted run has read",
        ),
        (
            &["small.toml", "-", "--brief", "--resume"],
            "the input is not",
        ),
    ];
    for (arguments, told) in tries {
        let run = run(&[&["batch", "--out", &out], arguments].concat(), "");
        assert_eq!(run.code, 2, "{arguments:?}");
        assert!(run.err.contains(told), "{arguments:?}: {}", run.err);
        let after = (folder.read("out"), folder.read("out.resume"));
        assert!(before == after, "{arguments:?} changed what was there");
    }
    let started = [
        "batch",
        "--out",
        &out,
        "small.toml",
        &file,
        "--brief",
        "--resume",
    ];
    assert_eq!(run(&started, "").code, 4);
}

#[test]
fn resuming_what_was_not_begun_begins_it() {
    let folder = Folder::new("begin");
    let out = folder.path("out");
    let run = batch(&["--out", &out, "--resume", "--brief"], row(1, 0));
    assert_eq!(run.code, 0, "{}", run.err);
    assert_eq!(folder.read("out").lines().count(), 1);
    assert!(!folder.has("out.resume"));
    // What was cut off before anything was written needs no flag to begin.
    folder.with("out.resume", "{\"engi");
    let anew = batch(&["--out", &out, "--brief"], "");
    assert_eq!((anew.code, folder.read("out").as_str()), (0, ""));
    assert!(!folder.has("out.resume"));
    // Without `--out` there is nothing to go on with.
    assert_eq!(batch(&["--resume"], "").code, 2);
}

#[test]
fn nothing_is_written_over_that_is_used() {
    let folder = Folder::new("same");
    let intakes = row(1, 0);
    let (file, protocol) = (folder.with("input", &intakes), folder.with("p.toml", SMALL));
    let out = folder.path("out");
    for arguments in [
        ["batch", &protocol, &file, "--out", &file].as_slice(),
        &["batch", &protocol, &file, "--out", &protocol],
        &["batch", &protocol, &file, "--rejected", &file],
        &["batch", &protocol, &file, "--out", &out, "--rejected", &out],
    ] {
        let run = run(arguments, "");
        assert_ne!(run.code, 0, "{arguments:?}");
        assert_eq!(folder.read("input"), intakes);
        assert_eq!(folder.read("p.toml"), SMALL);
    }
}

#[test]
fn what_cannot_be_read_or_written_is_said() {
    let missing = run(&["batch", "small.toml", "no-such-file"], "");
    assert_eq!(missing.code, 5);
    assert!(missing.err.contains("no-such-file"), "{}", missing.err);
    let nowhere = batch(&["--out", "no/such/folder"], row(1, 0));
    assert_eq!(nowhere.code, 5);
    let folder = run(&["batch", "small.toml", "."], "");
    assert_eq!(folder.code, 5, "{}", folder.err);
    let both = run(&["batch", "-", "-"], "");
    assert_eq!(both.code, 2);
    assert_eq!(batch(&["--threads", "0"], "").code, 2);
}

#[test]
fn speed_is_said_against_the_limit_that_parsing_sets() {
    let run = batch(&["--brief", "--stats"], many(100));
    for told in ["rows/s", "MB/s", "serde_json::Value", "times as long"] {
        assert!(run.err.contains(told), "{}", run.err);
    }
}

/// The most memory that a run had, once it has read everything.
#[cfg(target_os = "linux")]
fn peak(megabytes: usize) -> usize {
    let folder = Folder::new(&format!("peak-{megabytes}"));
    let out = folder.path("out");
    let mut child = spawned(&["batch", "small.toml", "-", "--brief", "--out", &out]);
    let mut input = child.stdin.take().unwrap();
    let rows = many(1000);
    let times = megabytes * 1024 * 1024 / rows.len();
    for _ in 0..times {
        input.write_all(rows.as_bytes()).unwrap();
    }
    // All but what the pipe holds has been taken in by now.
    let status = fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap();
    drop(input);
    assert_eq!(child.wait().unwrap().code(), Some(4));
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .unwrap();
    let kilobytes = line.trim().strip_suffix(" kB").unwrap();
    kilobytes.parse().unwrap()
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_input() {
    let (small, large) = (peak(4), peak(24));
    assert!(
        large < small + 6 * 1024,
        "{small} kB for 4 MB, {large} kB for 24 MB"
    );
}

#[cfg(not(feature = "parquet"))]
#[test]
fn a_parquet_file_is_not_taken_for_text() {
    let folder = Folder::new("parquet");
    let file = folder.with("intakes.parquet", "PAR1\u{15}");
    let run = run(&["batch", "small.toml", &file], "");
    assert_eq!((run.code, run.out.as_str()), (2, ""));
    assert!(run.err.contains("the feature `parquet`"), "{}", run.err);
}
