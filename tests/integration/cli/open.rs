//! `open`, through the real launcher: a recording program stands for the browser.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;

use proptest::prelude::*;

use super::program::{Program, Ran, ended};

/// A page of one article, its title and publisher as given.
fn page(title: &str, source: &str) -> String {
    format!("{source}\nOct 3, 2021 \u{b7} Ops\n{title}\nWhy.\nJava\n3 likes \u{b7} 4 min read\n")
}

/// A browser that writes down how it was called, every argument behind a zero byte.
struct Recorder {
    program: Program,
}

impl Recorder {
    fn new() -> Self {
        let recorder = Self {
            program: Program::new(),
        };
        recorder.script("browser", "for word in \"$0\" \"$@\"; do printf '%s\\0' \"$word\"; done >> \"$RECORD\"\nprintf '\\n' >> \"$RECORD\"\n");
        recorder
    }

    /// Writes a program.
    fn script(&self, name: &str, text: &str) -> PathBuf {
        self.program.write(name, format!("#!/bin/sh\n{text}"));
        let path = self.path(name);
        let all = fs::Permissions::from_mode(0o755);
        fs::set_permissions(&path, all).expect("a program");
        path
    }

    fn path(&self, name: &str) -> PathBuf {
        self.program.path().join(name)
    }

    fn open_with(&self, browser: Option<&str>, args: &[&str]) -> Ran {
        let mut command = self.program.command(&[&["open"], args].concat());
        command.env("RECORD", self.path("record"));
        if let Some(browser) = browser {
            command.env("BROWSER", browser);
        }
        ended(command.spawn().expect("the program starts"))
    }

    /// Opens with the recorder as the browser.
    fn open(&self, args: &[&str]) -> Ran {
        let browser = self.path("browser").to_string_lossy().into_owned();
        self.open_with(Some(&browser), args)
    }

    /// The calls so far, and forgets them.
    fn calls(&self) -> Vec<Vec<String>> {
        let record = fs::read_to_string(self.path("record")).unwrap_or_default();
        fs::remove_file(self.path("record")).ok();
        let words = |call: &str| {
            call.trim_end_matches('\0')
                .split('\0')
                .map(str::to_owned)
                .collect()
        };
        record.lines().map(words).collect()
    }

    /// The id of the only article of a page.
    fn id(&self, page: &str) -> String {
        let ran = self.program.run(&["list", "--format", "ndjson", page]);
        let lines = ran.json_lines();
        assert_eq!(lines.len(), 1, "{}", ran.err);
        lines[0]["id"].as_str().expect("an id").to_owned()
    }
}

#[test]
fn a_page_is_opened_by_its_id() {
    let recorder = Recorder::new();
    let seed = recorder
        .program
        .run(&["list", "--format", "ndjson"])
        .json_lines();
    let id = seed[1]["id"].as_str().expect("an id");
    let url = seed[1]["url"].as_str().expect("an address");
    let browser = recorder.path("browser").to_string_lossy().into_owned();
    let hash = id.rsplit('-').next().expect("a hash");
    for id in [id, hash, &hash[..6], &hash.to_uppercase()] {
        let ran = recorder.open(&[id]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        assert_eq!(ran.out, format!("opened direct: {url}\n"));
        assert_eq!(recorder.calls(), [[browser.as_str(), url]]);
    }
    let ran = recorder.open(&["-q", "\"How Dada Built\""]);
    assert_eq!((ran.code, recorder.calls()[0][1].as_str()), (0, url));
    let ran = recorder.open(&["--print", id]);
    assert_eq!(
        (ran.code, ran.err.as_str(), ran.out),
        (0, "", format!("{url}\n"))
    );
    assert!(recorder.calls().is_empty());
}

#[test]
fn what_is_not_its_own_page_is_called_what_it_is() {
    let recorder = Recorder::new();
    let seed = recorder
        .program
        .run(&["list", "--format", "ndjson"])
        .json_lines();
    let id = |number: usize| seed[number - 1]["id"].as_str().expect("an id").to_owned();
    let ran = recorder.open(&[&id(1)]);
    let guess = "https://www.besthub.dev/tags/backend-architecture?page=6";
    assert_eq!(ran.out, format!("opened listing page (guessed): {guess}\n"));
    assert_eq!(recorder.calls()[0][1], guess);
    let ran = recorder.open(&["--kind", "search", &id(1)]);
    assert!(
        ran.out
            .starts_with("opened web search (duckduckgo): https://duckduckgo.com/?q=%22When%20to")
    );
    let ran = recorder.open(&["--print", &id(1)]);
    assert_eq!((ran.code, ran.out), (0, format!("{guess}\n")));
    assert!(ran.err.contains("listing page (guessed), not its own page"));
    let ran = recorder.open(&["--kind", "direct", &id(1)]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert!(
        ran.err.ends_with("it has no direct address\n"),
        "{}",
        ran.err
    );
    recorder.calls();
    // An open question is told, not opened.
    for args in [&[][..], &["--print"]] {
        let ran = recorder.open(&[args, &[&id(68)]].concat());
        assert_eq!((ran.code, ran.out.as_str()), (1, ""));
        assert!(
            ran.err
                .contains("which page is its own is not certain: https://www.")
        );
        assert!(recorder.calls().is_empty());
    }
    let ran = recorder.open(&["--kind", "ambiguous", &id(68)]);
    assert_eq!((ran.code, recorder.calls().len()), (0, 2), "{}", ran.err);
}

#[test]
fn many_pages_are_opened_when_that_is_meant() {
    let recorder = Recorder::new();
    let ran = recorder.open(&["--all", "--kind", "direct"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(
        ran.err
            .ends_with("68 pages are more than 10; --yes opens them all\n"),
        "{}",
        ran.err
    );
    assert!(recorder.calls().is_empty());
    let ran = recorder.open(&["--all", "--print", "--kind", "direct"]);
    assert_eq!((ran.code, ran.out.lines().count()), (1, 68));
    let ran = recorder.open(&["--all", "--yes", "--kind", "direct"]);
    assert_eq!(
        (ran.code, ran.out.lines().count(), recorder.calls().len()),
        (1, 68, 68)
    );
    for (args, said) in [
        (&[][..], "name an article by its id"),
        (&["zzzz"], "'zzzz': no article has this id"),
        (&["x"], "'x': it is too short"),
        (&["no-article"], "'no-article': it is not an article's id"),
        (&["--all", "zzzz"], "cannot be used with"),
        (&["-q", "zzzzzz"], "'zzzzzz' finds no article"),
        (&["-q", "tag:DDD"], "articles; --all takes them all"),
    ] {
        let ran = recorder.open(args);
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(ran.err.contains(said), "{args:?}: {}", ran.err);
    }
}

#[test]
fn what_stands_in_an_address_or_a_title_stays_one_argument() {
    let recorder = Recorder::new();
    let long = "x".repeat(64 * 1024);
    for title in [
        "a b  c",
        "a\"b'c`d",
        "$(touch pwned) `touch pwned`",
        "a; touch pwned & | > x",
        "-x --help",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "https://user:pass@evil.org/",
        "../../etc",
        "%s %25 %n",
        "a\u{202e}gpj.exe",
        "\u{430}pple",
        "秒杀",
        "*",
        "~",
        "#?&=",
        &long,
    ] {
        let title = format!("x {title}");
        // No publisher has a name that long.
        let source: String = title.chars().take(60).collect();
        recorder.program.write("page.txt", page(&title, &source));
        let id = recorder.id("page.txt");
        let ran = recorder.open(&["--kind", "search", "--from", "page.txt", &id]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{title}");
        let calls = recorder.calls();
        assert_eq!((calls.len(), calls[0].len()), (1, 2), "{title}");
        let address: url::Url = calls[0][1].parse().expect("an address");
        assert_eq!(address.as_str(), calls[0][1]);
        assert_eq!(
            address.origin().ascii_serialization(),
            "https://duckduckgo.com"
        );
        let searched: String = title.replace('\u{202e}', "").split_whitespace().collect();
        let query = address
            .query_pairs()
            .next()
            .expect("a query")
            .1
            .replace(char::is_whitespace, "");
        let begins: String = searched.chars().take(200).collect();
        assert!(
            query.starts_with(&format!("\"{begins}")),
            "{title}: {query}"
        );
        assert!(!recorder.path("pwned").exists());
    }
    // Addresses that a person tells.
    let seed = recorder
        .program
        .run(&["list", "--format", "ndjson"])
        .json_lines();
    let id = seed[0]["id"].as_str().expect("an id");
    for (address, want) in [
        (
            "https://x.org/a b\"'`$(touch pwned);&|<>-x",
            Some("https://x.org/a%20b%22'%60$(touch%20pwned);&|%3C%3E-x?page=6"),
        ),
        ("HTTPS://X.ORG:443/%s", Some("https://x.org/%s?page=6")),
        (
            "https://\u{430}pple.com/",
            Some("https://xn--pple-43d.com/?page=6"),
        ),
        (
            "https://x.org/\u{202e}gpj",
            Some("https://x.org/%E2%80%AEgpj?page=6"),
        ),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https://x.org@evil.org/", None),
        ("https://x.org/\nX", None),
        ("-https://x.org", None),
    ] {
        let told = format!("--tag-url={address}");
        let ran = recorder.open(&["--kind", "listing", &told, id]);
        let calls = recorder.calls();
        match want {
            Some(want) => {
                assert_eq!((ran.code, calls.len()), (0, 1), "{address}: {}", ran.err);
                assert_eq!((calls[0].len(), calls[0][1].as_str()), (2, want));
            }
            None => assert_eq!((ran.code, calls.len()), (2, 0), "{address}"),
        }
    }
    assert!(!recorder.path("pwned").exists());
}

#[test]
fn browsers_are_tried_in_turn_and_failures_are_told() {
    let recorder = Recorder::new();
    recorder.script("fails", "exit 3\n");
    recorder.program.write("no-program", "text");
    let (own, fails) = (recorder.path("browser"), recorder.path("fails"));
    let (own, fails) = (own.display(), fails.display());
    let dada = "--kind=direct";
    let seed = recorder
        .program
        .run(&["list", "--format", "ndjson"])
        .json_lines();
    let (id, url) = (
        seed[1]["id"].as_str().expect("an id"),
        seed[1]["url"].as_str().expect("an address"),
    );
    for (browser, words) in [
        (format!("{own} %s --new"), vec![url, "--new"]),
        (
            format!("'{own}' --url=%s \"a b\""),
            vec!["--url=%s", "a b", url],
        ),
        (
            format!("/nowhere/x:'unclosed:{fails}::{own} $HOME `id`"),
            vec!["$HOME", "`id`", url],
        ),
    ] {
        let ran = recorder.open_with(Some(&browser), &[dada, id]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{browser}");
        let calls = recorder.calls();
        assert_eq!(calls.len(), 1, "{browser}");
        assert_eq!(calls[0][1..], words, "{browser}");
    }
    let no_program = recorder.path("no-program");
    let browser = format!("/nowhere/x --a:%s:{fails}:{}", no_program.display());
    let ran = recorder.open_with(Some(&browser), &[id]);
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    for said in [
        "'/nowhere/x --a' was not found".to_owned(),
        "'%s' cannot be used: it names no program".to_owned(),
        format!("'{fails}' failed with exit code 3"),
        format!(
            "'{}' could not be started: permission denied",
            no_program.display()
        ),
        format!("direct: {url}"),
    ] {
        assert!(ran.err.contains(&said), "{said}: {}", ran.err);
    }
    let ran = recorder.open_with(None, &[id]);
    assert_eq!(ran.code, 1);
    assert!(
        ran.err
            .contains("there is no browser to open it with; set BROWSER"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains(url), "{}", ran.err);
}

#[test]
fn what_the_config_sets_is_used() {
    let recorder = Recorder::new();
    let own = recorder.path("browser");
    recorder.program.write("page.txt", page("A B?", "S"));
    let id = recorder.id("page.txt");
    recorder.program.write(
        "config/config.toml",
        format!("[links]\nopen = \"{} -x %s -y\"\nsite = \"site.org\"\nsearch = \"mine\"\nengines = {{ mine = \"https://x.org/{{source}}?q={{title}}&s={{site}}\" }}\n", own.display()),
    );
    let ran = recorder.open_with(
        Some("/nowhere/x"),
        &["--kind", "search", "--from", "page.txt", &id],
    );
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(
        recorder.calls()[0][1..],
        ["-x", "https://x.org/S?q=A%20B%3F&s=site.org", "-y"]
    );
}

#[test]
fn a_browser_outlives_the_program_that_started_it() {
    let recorder = Recorder::new();
    // Ends only when it is told to, and says so then.
    let fifo = recorder.path("go");
    rustix::fs::mkfifoat(
        rustix::fs::CWD,
        &fifo,
        rustix::fs::Mode::RUSR | rustix::fs::Mode::WUSR,
    )
    .expect("a pipe");
    let waits = recorder.script("waits", "read line < \"$(dirname \"$0\")/go\"\nprintf '%s' \"$line\" > \"$(dirname \"$0\")/end\"\n: > \"$(dirname \"$0\")/done\"\n");
    let seed = recorder
        .program
        .run(&["list", "--format", "ndjson"])
        .json_lines();
    let ran = recorder.open_with(
        Some(&waits.to_string_lossy()),
        &[seed[1]["id"].as_str().expect("an id")],
    );
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("opened direct"));
    // Opening blocks until it reads: it is still there.
    fs::write(&fifo, "still here\n").expect("a reader");
    while !recorder.path("done").exists() {
        std::thread::yield_now();
    }
    let end = fs::read_to_string(recorder.path("end")).expect("its last words");
    assert_eq!(end, "still here");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn whatever_the_title_the_address_is_one_argument(
        title in "[ -~\u{a0}-\u{2fff}]{1,40}",
        before in prop::sample::select(vec!["", " -x 'a b' ", " %s "]),
    ) {
        let recorder = Recorder::new();
        recorder.program.write("page.txt", page(&format!("x{title}"), "S"));
        let id = recorder.id("page.txt");
        let browser = format!("{}{before}", recorder.path("browser").display());
        let ran = recorder.open_with(Some(&browser), &["--kind", "search", "--from", "page.txt", &id]);
        prop_assert_eq!((ran.code, ran.err.as_str()), (0, ""));
        let calls = recorder.calls();
        prop_assert_eq!(calls.len(), 1);
        prop_assert_eq!(calls[0].len(), if before.contains("-x") { 4 } else { 2 });
        let address = calls[0].last().expect("an address");
        let parsed: url::Url = address.parse().expect("an address");
        prop_assert_eq!(parsed.as_str(), address);
        prop_assert_eq!(parsed.scheme(), "https");
    }
}
