//! Build script: compiles `assets/vocabulary/*.txt` into one automaton.
//!
//! A key is a spelling folded as in `src/text/fold.rs`, without blanks and hyphens;
//! its value says what the spelling is, in the bits of
//! `src/ingest/tags/vocabulary/bits.rs`.

mod automaton;
#[path = "../src/ingest/tags/vocabulary/bits.rs"]
mod bits;
#[allow(dead_code, unreachable_pub)]
#[path = "../src/text/fold.rs"]
mod fold;
#[allow(unreachable_pub)]
#[path = "../src/ingest/tags/vocabulary/automaton.rs"]
mod layout;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use bits::{FLAGS, LOWER, TERM, UPPER, WORD, break_before};

fn main() {
    link_the_unwinder();
    compile_vocabulary();
}

/// Takes the unwinder into the program where the C compiler has it as an archive:
/// loading `libgcc_s.so` takes a tenth of the time that an empty program runs. Without
/// the archive, and with a linker that resolves names in the order of the libraries, the
/// shared one is taken, as without this.
fn link_the_unwinder() {
    const ARCHIVE: &str = "libgcc_eh.a";
    let target = |name| env::var(format!("CARGO_CFG_TARGET_{name}")).unwrap_or_default();
    let is_native = env::var("HOST") == env::var("TARGET");
    if target("OS") != "linux" || target("ENV") != "gnu" || !is_native {
        return;
    }
    let asked = Command::new("cc")
        .arg(format!("-print-file-name={ARCHIVE}"))
        .output();
    // A compiler that does not have the file answers with the bare name.
    let path = asked.map(|answer| String::from_utf8_lossy(&answer.stdout).trim().to_owned());
    if path.is_ok_and(|path| Path::new(&path).is_absolute() && Path::new(&path).exists()) {
        println!("cargo::rustc-link-lib=static:-bundle=gcc_eh");
    }
}

fn compile_vocabulary() {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets this"));
    let folder = root.join("assets/vocabulary");
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .expect("assets/vocabulary is part of the package")
        .map(|entry| entry.expect("a readable folder").path())
        .collect();
    files.sort();
    let mut keys = BTreeMap::new();
    for file in &files {
        read(file, &mut keys);
    }
    let tables = automaton::compile(&keys);
    check(&keys, &tables);
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets this"));
    for (name, bytes) in [("cells", &tables.cells), ("values", &tables.values)] {
        let file = out.join(format!("vocabulary.{name}"));
        fs::write(file, bytes).expect("OUT_DIR is writable");
    }
}

/// Walks every spelling as the program will: it must find that one, with its bits, and
/// of all shorter ones just those that are spellings too.
fn check(keys: &BTreeMap<String, u64>, tables: &automaton::Tables) {
    let automaton = layout::Automaton::new(&tables.cells, &tables.values);
    for key in keys.keys() {
        let mut found = Vec::new();
        automaton.prefixes(key.as_bytes(), |len, bits| found.push((len, bits)));
        let starts = (1..=key.len()).filter_map(|len| Some((len, *keys.get(key.get(..len)?)?)));
        assert!(starts.eq(found.iter().copied()), "'{key}': {found:?}");
    }
}

fn read(file: &Path, keys: &mut BTreeMap<String, u64>) {
    let text = fs::read_to_string(file).expect("vocabulary files are UTF-8");
    let words_only = file.file_stem().is_some_and(|stem| stem == "words");
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if words_only {
            add(keys, line, WORD | LOWER);
            continue;
        }
        add(keys, line, TERM | case(line));
        for word in line.split(|c: char| !c.is_alphabetic()) {
            if word.chars().count() > 1 {
                add(keys, word, WORD | case(word));
            }
        }
    }
}

fn case(spelling: &str) -> u64 {
    if spelling.contains(char::is_lowercase) {
        LOWER
    } else {
        UPPER
    }
}

fn add(keys: &mut BTreeMap<String, u64>, spelling: &str, bits: u64) {
    let key = fold::spelling_key(spelling);
    if key.is_empty() {
        return;
    }
    let bits = bits | breaks(spelling);
    keys.entry(key)
        .and_modify(|before| *before = (*before | bits) & (FLAGS | (*before & bits)))
        .or_insert(bits);
}

/// Where words begin inside the spelling, by place in its key.
fn breaks(spelling: &str) -> u64 {
    let mut breaks = 0;
    let mut at = 0;
    let mut before = ' ';
    for c in spelling.chars() {
        let folded = fold::spelling_key(c.encode_utf8(&mut [0; 4])).len();
        let begins = folded > 0 && at > 0 && (before == ' ' || before == '-');
        if begins {
            breaks |= break_before(at);
        }
        at += folded;
        before = c;
    }
    breaks
}
