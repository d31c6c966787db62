//! The program itself, run without a terminal.

mod bookmarks;
mod copies;
mod directories;
mod hostile;
mod links;
mod open;
mod program;
mod queries;
mod seed;

use std::io::Read;

use program::{Program, SEED};
use tagleaf::cli::command_names;

#[test]
fn help_teaches_every_command_by_example() {
    let program = Program::new();
    let help = program.run(&["--help"]);
    assert_eq!((help.code, help.err.as_str()), (0, ""));
    for name in command_names() {
        assert!(help.out.contains(&format!("\n  {name} ")), "{name}");
        let own = program.run(&[name.as_str(), "--help"]);
        assert!(own.out.contains("Usage: tagleaf"), "{name}: {}", own.out);
    }
    let (examples, usage) = (help.out.find("Examples:"), help.out.find("Usage:"));
    assert!(examples.is_some() && examples < usage);
    let version = program.run(&["--version"]).out;
    assert_eq!(version, format!("tagleaf {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn every_shell_gets_its_completions() {
    let program = Program::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let ran = program.run(&["completions", shell]);
        assert_eq!(ran.code, 0);
        assert!(ran.out.contains("page-size"), "{shell}");
    }
    assert_eq!(program.run(&["completions", "cmd"]).code, 2);
}

#[test]
fn wrong_usage_is_told_in_our_words_and_exits_2() {
    let program = Program::new();
    program.write("page-6.txt", SEED);
    for (args, said) in [
        (&["--nonsense"][..], "unexpected argument '--nonsense'"),
        (&["--page-size", "0"], "a number from 1 to 65535"),
        (&["list", "--format", "xml"], "'xml'"),
        (
            &["list", "-", "-"],
            "'-' is standard input and can be read only once",
        ),
        (&["list", ""], "'' is not a file name; "),
        (&["check", "page-6.txt", ""], "'' is not a file name; "),
        (&["frame", ""], "'' is not a file name; "),
        (&[""], "'' is not a file name; "),
        (&["frame", "--size", "1001x10"], "each from 1 to 1000"),
        (&["frame", "--keys", "j entr"], "'entr' is not a key"),
        (&["lst"], "did you mean the command 'list'?"),
        (
            &["--density", "compact", "chekc"],
            "did you mean the command 'check'?",
        ),
        (
            &["--density", "compact", "check"],
            "'check' is a command: write it first",
        ),
        (&["page6.txt"], "did you mean 'page-6.txt'?"),
        (&["list", "page-6"], "did you mean 'page-6.txt'?"),
        (
            &["check", "nowhere/at-all"],
            "there is no directory 'nowhere'",
        ),
    ] {
        let ran = program.run(args);
        assert_eq!(ran.code, 2, "{args:?}: {}", ran.err);
        assert!(ran.err.starts_with("tagleaf: "), "{args:?}: {}", ran.err);
        assert!(ran.err.contains(said), "{args:?}: {}", ran.err);
        assert_eq!(
            ran.err.matches("tagleaf: ").count(),
            1,
            "{args:?}: {}",
            ran.err
        );
    }
}

#[test]
fn what_can_be_read_is_listed_beside_what_cannot() {
    let program = Program::new();
    program.write("good.txt", SEED);
    program.write("empty.txt", "");
    program.write("blank.txt", "\u{feff}\n\n");
    program.directory("bare");
    program.write("bare/notes.md", "# Notes\n");
    for (bad, said) in [
        ("empty.txt", "could not read 'empty.txt': it is empty; "),
        ("blank.txt", "could not read 'blank.txt': it is empty; "),
        ("bare", "'bare'"),
        (
            "gone.txt",
            "could not read 'gone.txt': there is no such file; ",
        ),
    ] {
        let ran = program.run(&["list", "--format", "ndjson", bad, "good.txt"]);
        assert_eq!(ran.code, 2, "{bad}");
        assert_eq!(ran.out.lines().count(), 94, "{bad}");
        assert_eq!(ran.err.lines().count(), 1, "{}", ran.err);
        assert!(ran.err.contains(said), "{}", ran.err);
        let ran = program.run(&["check", "--format", "json", bad, "good.txt"]);
        assert_eq!(ran.code, 2, "{bad}");
        let files = &ran.json()["files"];
        assert!(files[0]["error"].as_str().is_some_and(|e| e.contains(said)));
        assert_eq!(files[1]["articles"], 94);
    }
}

#[test]
fn what_was_cut_is_noted_by_list_and_failed_by_check() {
    let program = Program::new();
    program.write("cut.txt", &SEED[..4000]);
    let list = program.run(&["list", "--format", "tsv", "cut.txt"]);
    assert_eq!(list.code, 0);
    assert!(list.err.starts_with("tagleaf: 'cut.txt': "), "{}", list.err);
    assert!(list.err.contains("cut at line"), "{}", list.err);
    assert!(list.err.ends_with("(tagleaf check cut.txt shows it)\n"));

    let check = program.run(&["check", "cut.txt"]);
    assert_eq!((check.code, check.err.as_str()), (1, ""));
    let json = program.run(&["check", "--format", "json", "cut.txt"]);
    assert_eq!(json.code, 1);
    let file = &json.json()["files"][0];
    assert!(file["cut"]["line"].is_u64());
    assert!(file["cut"]["article_read"].is_boolean());
}

#[test]
fn a_refused_article_is_reported_with_its_line_and_text() {
    let program = Program::new();
    program.write("bad.txt", SEED.replacen("Oct 8, 2021", "Oct 41, 2021", 1));
    let json = program.run(&["check", "--format", "json", "bad.txt"]);
    assert_eq!(json.code, 1);
    let file = &json.json()["files"][0];
    assert_eq!(file["articles"], 93);
    let refused = &file["quarantined"][0];
    assert_eq!(refused["reason"], "date 'Oct 41, 2021' is not a date");
    assert!(
        refused["text"]
            .as_str()
            .is_some_and(|text| text.contains("Dada Group"))
    );
    assert!(refused["bytes"].as_u64().is_some_and(|bytes| bytes > 100));
    let plain = program.run(&["check", "bad.txt"]).out;
    assert!(
        plain.contains("date 'Oct 41, 2021' is not a date"),
        "{plain}"
    );
}

#[test]
fn articles_that_were_read_before_are_told_by_line() {
    let program = Program::new();
    program.write("one.txt", SEED);
    program.write("two.txt", SEED);
    let json = program.run(&["check", "--format", "json", "one.txt", "two.txt"]);
    assert_eq!(json.code, 0);
    let files = &json.json()["files"];
    assert_eq!(files[0]["duplicate_lines"], serde_json::json!([]));
    assert_eq!(files[1]["duplicates"], 94);
    let lines = files[1]["duplicate_lines"].as_array().expect("lines");
    assert_eq!((lines.len(), lines[0].as_u64()), (94, Some(4)));
    let plain = program.run(&["check", "one.txt", "two.txt"]).out;
    let told = plain.matches("  repeated  lines 4, ").count();
    assert_eq!(told, 1, "{plain}");
    assert!(plain.contains(" and 86 more: articles read"), "{plain}");
    // What is kept of a file that repeats itself without end is bounded.
    let (header, articles) = SEED.split_at(SEED.match_indices('\n').nth(2).expect("a header").0);
    program.write("many.txt", format!("{header}{}", articles.repeat(12)));
    let json = program.run(&["check", "--format", "json", "many.txt"]);
    let file = &json.json()["files"][0];
    assert_eq!(file["duplicates"], 11 * 94);
    let lines = file["duplicate_lines"].as_array().map(Vec::len);
    assert_eq!(lines, Some(1000));
}

#[test]
fn standard_input_is_read_like_a_file() {
    let program = Program::new();
    for args in [
        &["-"][..],
        &["list", "-"],
        &["list", "--format", "plain", "-"],
    ] {
        let ran = program.run_with(args, SEED.as_bytes());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
        assert!(ran.out.contains("When to Adopt CQRS?"));
    }
    let ran = program.run_with(&["check", "--format", "json", "-"], SEED.as_bytes());
    assert_eq!(ran.json()["files"][0]["path"], "-");
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let program = Program::new();
    for format in ["plain", "tsv", "json", "ndjson"] {
        let mut child = program.spawn(&["list", "--format", format]);
        let mut out = child.stdout.take().expect("a pipe");
        // All formats of the seed are longer than what a pipe holds.
        let mut first = [0];
        out.read_exact(&mut first).expect("output");
        drop(out);
        let ended = child.wait_with_output().expect("an end");
        assert_eq!(ended.status.code(), Some(0), "{format}");
        assert_eq!(String::from_utf8_lossy(&ended.stderr), "", "{format}");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_a_failure() {
    let program = Program::new();
    for args in [
        &["list"][..],
        &["check"],
        &["frame"],
        &["keys"],
        &["--help"],
    ] {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full");
        let mut command = program.command(args);
        let child = command.stdout(full.expect("/dev/full")).spawn();
        let ran = program::ended(child.expect("the program starts"));
        assert_eq!(ran.code, 1, "{args:?}");
        assert!(
            ran.err
                .starts_with("tagleaf: could not write to standard output: "),
            "{args:?}: {}",
            ran.err
        );
        assert_eq!(ran.err.lines().count(), 1, "{args:?}: {}", ran.err);
    }
}

#[test]
fn the_config_is_read_and_a_mistake_in_it_is_shown() {
    let program = Program::new();
    program.write("config/config.toml", "page-size = 3\n");
    let frame = |args: &[&str]| {
        let ran = program.run(&[&["frame", "--size", "120x40"], args].concat());
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{args:?}");
        ran.out
    };
    assert!(frame(&[]).contains("Page 1 of 32"));
    assert!(frame(&["--page-size", "47"]).contains("Page 1 of 2"));
    program.write("config/config.toml", "mouse = true\npage-sise = 3\n");
    let ran = program.run(&["frame"]);
    assert_eq!(ran.code, 2);
    for part in [
        "tagleaf: could not use the config '",
        "config.toml",
        "line 2",
        "^",
    ] {
        assert!(ran.err.contains(part), "{}", ran.err);
    }
    // The commands that have nothing to do with it work all the same.
    assert_eq!(program.run(&["check"]).code, 0);
}

#[test]
fn keys_are_shown_as_the_table_has_them() {
    let program = Program::new();
    let plain = program.run(&["keys"]).out;
    assert!(plain.contains("next-page"), "{plain}");
    let markdown = program.run(&["keys", "--format", "markdown"]).out;
    assert_eq!(markdown, tagleaf::cli::keys_markdown());
}

#[test]
fn a_file_name_with_a_line_end_makes_no_second_line() {
    let program = Program::new();
    program.write("a\nb\t.txt", SEED);
    for format in ["tsv", "ndjson"] {
        let ran = program.run(&["list", "--format", format, "a\nb\t.txt"]);
        let header = usize::from(format == "tsv");
        assert_eq!(ran.out.lines().count(), 94 + header, "{format}");
    }
}
