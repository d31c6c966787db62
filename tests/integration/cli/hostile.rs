//! Input that nobody saved from a listing: noise, one endless line, escape sequences.

use std::process::Command;

use super::program::{Program, Ran, SEED, ended};

/// Every way in which the program writes what it has read.
const WAYS: [&[&str]; 10] = [
    &["list", "--format", "plain"],
    &["list", "--format", "tsv"],
    &["list", "--format", "json"],
    &["list", "--format", "ndjson"],
    &["check", "--format", "plain"],
    &["check", "--format", "json"],
    &["frame", "--as", "text"],
    &["frame", "--as", "svg"],
    &["frame", "--as", "json"],
    &["frame", "--as", "text", "--keys", "? tab j space enter"],
];

/// What a terminal would act on or what reorders text.
fn is_dangerous(c: char) -> bool {
    (c.is_control() && c != '\n' && c != '\t')
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn assert_safe(ran: &Ran, what: &str) {
    for text in [&ran.out, &ran.err] {
        let found = text.chars().find(|c| is_dangerous(*c));
        assert_eq!(found, None, "{what}");
    }
}

/// Bytes that look random and are the same in every run (xorshift64, Marsaglia 2003).
fn noise(len: usize) -> Vec<u8> {
    let mut state = 0x9e37_79b9_7f4a_7c15_u64;
    let words = std::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state
    });
    words.flat_map(u64::to_le_bytes).take(len).collect()
}

#[test]
fn random_bytes_are_refused_in_one_clear_line() {
    let program = Program::new();
    program.write("noise.bin", noise(200_000));
    let printable: Vec<u8> = noise(200_000).iter().map(|b| 32 + b % 95).collect();
    program.write("noise.txt", printable);
    for way in WAYS {
        for name in ["noise.bin", "noise.txt"] {
            let ran = program.run(&[way, &[name]].concat());
            // What is no text cannot be read; text that is no listing is quarantined,
            // which only `check` holds against it.
            let code = match (name, way[0]) {
                ("noise.bin", _) => 2,
                (_, "check") => 1,
                _ => 0,
            };
            assert_eq!(ran.code, code, "{way:?} {name}: {}", ran.err);
            assert_safe(&ran, &format!("{way:?} {name}"));
            assert!(ran.err.lines().count() <= 1, "{}", ran.err);
            assert!(ran.out.len() < 100_000, "{way:?} {name}");
        }
    }
    let ran = program.run(&["check", "noise.bin"]);
    assert!(ran.err.contains("it is not text"), "{}", ran.err);
}

#[test]
fn escape_sequences_do_not_get_through() {
    let program = Program::new();
    let poison = "\u{1b}[31m\u{1b}]0;owned\u{7}\u{9b}2J\u{202e}\u{2066}\u{200b}";
    let poisoned: String = SEED
        .lines()
        .map(|line| match line {
            "" => "\n".to_owned(),
            // In front, in the middle and behind.
            line => {
                let middle = line.char_indices().nth(line.chars().count() / 2);
                let (a, b) = line.split_at(middle.map_or(0, |(at, _)| at));
                format!("{poison}{a}{poison}{b}{poison}\n")
            }
        })
        .collect();
    let broken = SEED.replace(", 2021", &format!(", 20{poison}x21"));
    let name = "\u{1b}[2Jevil\u{202e}.txt";
    program.write(name, poisoned);
    program.write("broken.txt", broken);
    let missing = "\u{1b}]0;gone\u{7}.txt";
    for way in WAYS {
        let ran = program.run(&[way, &[name, "broken.txt", missing]].concat());
        assert_eq!(ran.code, 2, "{way:?}: {}", ran.err);
        assert_safe(&ran, &format!("{way:?}"));
    }
    let ran = program.run(&["--page-size", poison]);
    assert_eq!(ran.code, 2);
    assert_safe(&ran, "a wrong argument");
}

#[test]
fn the_colours_of_a_frame_are_the_only_sequences() {
    let program = Program::new();
    program.write("page.txt", SEED.replace("Backend", "\u{1b}[31mBackend"));
    let ran = program.run(&["frame", "--size", "80x24", "--as", "ansi", "page.txt"]);
    for after in ran.out.split('\u{1b}').skip(1) {
        let (codes, _) = after.split_once('m').expect("an SGR sequence ends in m");
        let sgr = codes.strip_prefix('[').expect("an SGR sequence");
        assert!(
            sgr.bytes().all(|b| b.is_ascii_digit() || b == b';'),
            "{sgr}"
        );
    }
    for line in ran.out.lines().filter(|line| line.contains('\u{1b}')) {
        let last = line.rsplit_once('\u{1b}').map_or("", |(_, last)| last);
        assert!(last.starts_with("[0m"), "{line:?}");
    }
}

/// Runs the program with at most `kib` of address space, which a shell sets.
#[cfg(target_os = "linux")]
fn run_within(program: &Program, kib: u32, args: &[&str]) -> Ran {
    let mut command = Command::new("/bin/sh");
    command
        .args(["-c", "ulimit -v \"$0\" && exec \"$@\""])
        .arg(kib.to_string())
        .arg(env!("CARGO_BIN_EXE_tagleaf"))
        .args(args);
    program.isolate(&mut command);
    ended(command.spawn().expect("a shell"))
}

#[cfg(target_os = "linux")]
#[test]
fn one_line_of_20_megabytes_needs_bounded_memory() {
    const MIB: u32 = 1024;
    let program = Program::new();
    program.write("line.txt", vec![b'x'; 20 << 20]);
    for way in WAYS {
        let ran = run_within(&program, 150 * MIB, &[way, &["line.txt"]].concat());
        assert!(
            [0, 1].contains(&ran.code),
            "{way:?}: {} {}",
            ran.code,
            ran.err
        );
        assert!(ran.out.len() < 100_000, "{way:?}: {} bytes", ran.out.len());
    }
    // The limit is one that bites.
    assert_ne!(
        run_within(&program, 10 * MIB, &["check", "line.txt"]).code,
        1
    );
}

#[cfg(target_os = "linux")]
#[test]
fn a_sitemap_of_200_000_addresses_needs_bounded_memory() {
    const MIB: u32 = 1024;
    let program = Program::new();
    let mut sitemap = "<urlset>\n".to_owned();
    for number in 0..200_000 {
        let address = format!("https://www.besthub.dev/articles/how-to-{number}-{number:012x}");
        sitemap = sitemap + "<url><loc>" + &address + "</loc></url>\n";
    }
    sitemap.push_str("</urlset>\n");
    program.write("sitemap.xml", sitemap);
    let args = [
        "links",
        "check",
        "--format",
        "json",
        "--links",
        "sitemap.xml",
    ];
    let ran = run_within(&program, 100 * MIB, &args);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert_eq!(ran.json()["lists"][0]["articles"], 200_000);
    assert_eq!(ran.json()["counts"]["matched"], 68);
}
