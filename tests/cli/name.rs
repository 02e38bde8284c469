//! `name`.

use super::{Scratch, Value, run};

fn lines(out: &str) -> Vec<Value> {
    let lines = out.lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

#[test]
fn says_what_a_name_means() {
    for (typed, said) in [
        (
            "Lamisil 250",
            "“Lamisil 250” is terbinafine (in no class)\n",
        ),
        ("percs", "“percs” is oxycodone (opioid)\n"),
        (
            "fenelzine",
            "“fenelzine” may be misspelt: did you mean phenelzine (maoi)?\n",
        ),
        (
            "bars",
            "“bars” has to be asked about: it may be alprazolam (benzodiazepine)\n",
        ),
        (
            "z drugs",
            "“z drugs” is one of these: eszopiclone (z_drug) or zaleplon (z_drug) or zolpidem (z_drug) or zopiclone \
             (z_drug)\n",
        ),
        (
            "metformin, Norco 5/325",
            "“metformin” is metformin (in no class)\n“Norco 5/325” is acetaminophen (in no class) with hydrocodone \
             (opioid)\n",
        ),
        (
            "qwrtzx",
            "“qwrtzx” is not recognised and has to be asked about\n",
        ),
    ] {
        let run = run(&["name", typed], "");
        assert_eq!((run.code, run.err.as_str()), (0, ""));
        assert_eq!(run.out, said);
    }
}

#[test]
fn gives_an_object_for_every_line_of_a_file() {
    let names = "Lamisil 250\r\npercs\n\nfenelzine, Zoloft 50\nz drugs";
    let file = Scratch::new("names.txt", names);
    let from_file = run(&["name", "--json", file.path()], "");
    let piped = run(&["name", "--json", "-"], names);
    assert_eq!((from_file.code, from_file.err.as_str()), (0, ""));
    assert_eq!(from_file.out, piped.out);
    let found = lines(&from_file.out);
    assert_eq!(found.len(), 5);
    let meaning = |text: &str,
                   resolution: &str,
                   substances: &[&str],
                   classes: &[&str],
                   candidates: &[&str]| {
        serde_json::json!({
            "text": text, "resolution": resolution, "substances": substances, "classes": classes,
            "candidates": candidates,
        })
    };
    let whole = |line: &Value| {
        let mut line = line.clone();
        let parts = line.as_object_mut().unwrap().remove("parts").unwrap();
        (line, parts.as_array().unwrap().clone())
    };
    let lamisil = meaning("Lamisil 250", "exact", &["terbinafine"], &[], &[]);
    assert_eq!(whole(&found[0]), (lamisil.clone(), vec![lamisil]));
    assert_eq!(
        whole(&found[1]).0,
        meaning("percs", "exact", &["oxycodone"], &["opioid"], &[])
    );
    assert_eq!(
        whole(&found[2]).0,
        meaning("", "unrecognised", &[], &[], &[])
    );
    let (line, parts) = whole(&found[3]);
    let text = "fenelzine, Zoloft 50";
    assert_eq!(
        line,
        meaning(
            text,
            "likely",
            &["sertraline"],
            &["continue_ok"],
            &["phenelzine"]
        )
    );
    assert_eq!(
        parts,
        [
            meaning("fenelzine", "likely", &[], &[], &["phenelzine"]),
            meaning("Zoloft 50", "exact", &["sertraline"], &["continue_ok"], &[]),
        ]
    );
    let z_drugs = ["eszopiclone", "zaleplon", "zolpidem", "zopiclone"];
    assert_eq!(
        whole(&found[4]).0,
        meaning("z drugs", "one_of", &[], &["z_drug"], &z_drugs)
    );
}

#[test]
fn a_wrong_command_line_and_a_file_that_cannot_be_read_are_told_apart() {
    for arguments in [
        &["name"][..],
        &["name", "x", "--json", "y"],
        &["name", "--json"],
    ] {
        let run = run(arguments, "");
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{arguments:?}");
    }
    let missing = run(&["name", "--json", "no-such-file"], "");
    assert_eq!((missing.code, missing.out.as_str()), (5, ""));
    assert!(missing.err.contains("no-such-file"), "{}", missing.err);
    let binary = run(&["name", "--json", "-"], b"Xan\xffax\n");
    assert_eq!((binary.code, binary.out.as_str()), (4, ""));
    assert!(binary.err.contains("not UTF-8"), "{}", binary.err);
}

#[test]
fn screening_knows_what_matters_to_no_rule() {
    let intake = r#"{
        "now": "2026-05-05T09:45:00-06:00",
        "answers": { "medications": [{ "name": "metformin 500 mg" }], "substances": [] }
    }"#;
    let run = run(&["screen", "ketamine-iv", "-", "--json"], intake);
    assert!(!run.out.contains("unrecognised"), "{}", run.out);
}
