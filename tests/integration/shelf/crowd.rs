//! Several processes at once, and processes that are killed.
//!
//! A process of the crowd is this test program, started again for the one test
//! [`one_of_the_crowd`], which does nothing when the variable is not set.

use std::collections::BTreeSet;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread;

use rustix::fs::{FlockOperation, flock};

use super::samples::{
    bookmark, commit, fast_directory, file, id, places, read, settle, store, titles,
};
use tagleaf::shelf::BookmarkFile;

const VARIABLE: &str = "TAGLEAF_TEST_CROWD";

/// How often a process is killed; `TAGLEAF_TEST_KILLS` says otherwise.
const KILLS: usize = 500;

/// How many processes are killed side by side.
const VICTIMS: usize = 4;

/// Articles of one process: an odd number of toggles each leaves them all kept.
const ARTICLES: usize = 8;
const TOGGLES: usize = 1_000;

fn title(name: &str, at: usize) -> String {
    format!("{name} {}", at % ARTICLES)
}

fn start(directory: &Path, name: &str, toggles: usize) -> Child {
    let mut command = Command::new(std::env::current_exe().expect("this program has a path"));
    command
        .args(["--exact", "shelf::crowd::one_of_the_crowd", "--nocapture"])
        .env(
            VARIABLE,
            format!("{name}\t{toggles}\t{}", directory.display()),
        )
        .stdout(Stdio::piped());
    command.spawn().expect("this program starts")
}

/// What a process of the crowd does: it toggles its articles, tells of each when it is
/// done, and makes sure that nobody has taken one of them away.
#[test]
fn one_of_the_crowd() {
    let Ok(order) = std::env::var(VARIABLE) else {
        return;
    };
    let parts: Vec<&str> = order.splitn(3, '\t').collect();
    let (name, directory) = (parts[0], Path::new(parts[2]));
    let toggles: usize = parts[1].parse().expect("a number");
    let mut store = store(directory);
    store.read().expect("a file that can be read");
    let mut mine: BTreeSet<usize> = (0..ARTICLES)
        .filter(|at| store.shelf().bookmark(id(&title(name, *at))).is_some())
        .collect();
    let mut out = std::io::stdout().lock();
    for at in (0..toggles).map(|at| at % ARTICLES) {
        commit(&mut store, &title(name, at)).expect("it is saved");
        if !mine.remove(&at) {
            mine.insert(at);
        }
        writeln!(out, "\ndone {at}").expect("somebody listens");
        for at in 0..ARTICLES {
            let is_kept = store.shelf().bookmark(id(&title(name, at))).is_some();
            assert_eq!(is_kept, mine.contains(&at), "{name} {at}");
        }
    }
}

/// The articles that were told of; ends when `enough` were, or the process does.
fn told(out: &mut BufReader<ChildStdout>, enough: usize) -> Vec<usize> {
    let mut told = Vec::new();
    let mut line = String::new();
    while told.len() < enough {
        line.clear();
        if out.read_line(&mut line).expect("text") == 0 {
            break;
        }
        // A line that was cut tells nothing.
        let at = line
            .strip_suffix('\n')
            .and_then(|line| line.strip_prefix("done "));
        told.extend(at.and_then(|at| at.parse::<usize>().ok()));
    }
    told
}

/// Kills a process at a moment that hangs on `chance`, and checks what it leaves.
fn kill_one(directory: &Path, kept: &mut BTreeSet<String>, chance: u32) {
    let mut child = start(directory, "victim", usize::MAX);
    let mut out = BufReader::new(child.stdout.take().expect("a pipe"));
    let mut done = told(
        &mut out,
        usize::try_from(chance % 7).expect("a small number"),
    );
    for _ in 0..chance % 60_000 {
        std::hint::spin_loop();
    }
    child.kill().expect("it can be killed");
    done.extend(told(&mut out, usize::MAX));
    assert!(!child.wait().expect("an end").success(), "it was killed");
    let mut toggle = |at: usize| {
        let title = title("victim", at);
        if !kept.remove(&title) {
            kept.insert(title);
        }
    };
    done.iter().copied().for_each(&mut toggle);
    let found: BTreeSet<String> = titles(directory).into_iter().collect();
    if found != *kept {
        // It was killed between doing the next and telling of it.
        let next = done.last().map_or(0, |at| (at + 1) % ARTICLES);
        let title = title("victim", next);
        if !kept.remove(&title) {
            kept.insert(title);
        }
    }
    assert_eq!(found, *kept, "{done:?}");
    let names = fs::read_dir(directory.join("config")).map_or(0, Iterator::count);
    assert!(names <= 2, "files pile up: {names}");
}

#[test]
fn whoever_is_killed_has_what_was_said_to_be_done() {
    let kills = std::env::var("TAGLEAF_TEST_KILLS").ok();
    let kills = kills.map_or(KILLS, |kills| kills.parse().expect("a number"));
    thread::scope(|scope| {
        for victim in 0..VICTIMS {
            scope.spawn(move || {
                let directory = fast_directory();
                let mut kept = BTreeSet::new();
                // Numerical Recipes' quick generator: the moments differ and the test
                // is the same every time.
                let mut chance = u32::try_from(victim).expect("a small number");
                for _ in 0..kills / VICTIMS {
                    chance = chance.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                    kill_one(directory.path(), &mut kept, chance >> 8);
                }
                commit(&mut store(directory.path()), "Last").expect("saved");
                let names = fs::read_dir(directory.path().join("config")).map(Iterator::count);
                assert_eq!(names.expect("a directory"), 1, "a temporary file is left");
            });
        }
    });
}

fn wait_for_all(children: Vec<Child>) {
    // Each has a pipe that somebody has to empty.
    thread::scope(|scope| {
        for child in children {
            scope.spawn(move || {
                let output = child.wait_with_output().expect("an end");
                let text = String::from_utf8_lossy(&output.stdout);
                assert!(
                    output.status.success(),
                    "{}",
                    &text[text.len().saturating_sub(800)..]
                );
            });
        }
    });
}

fn all_titles(names: &[String]) -> Vec<String> {
    let titles = names
        .iter()
        .flat_map(|name| (0..ARTICLES).map(|at| title(name, at)));
    titles.collect()
}

#[test]
fn two_and_eight_at_once_lose_nothing() {
    for processes in [2, 8] {
        let directory = fast_directory();
        let names: Vec<String> = (0..processes).map(|at| format!("process-{at}")).collect();
        let start = |name: &String| start(directory.path(), name, TOGGLES);
        wait_for_all(names.iter().map(start).collect());
        assert_eq!(titles(directory.path()), all_titles(&names));
        assert_eq!(
            TOGGLES / ARTICLES % 2,
            1,
            "an even number would leave nothing to lose"
        );
    }
}

#[test]
fn an_editor_among_them_loses_nothing_and_nothing_is_lost_of_it() {
    const EDITS: usize = 40;
    let directory = fast_directory();
    let root = directory.path();
    commit(&mut store(root), "By hand").expect("saved");
    let names = ["process-0", "process-1"].map(str::to_owned);
    let children = names
        .iter()
        .map(|name| start(root, name, TOGGLES))
        .collect();
    thread::scope(|scope| {
        scope.spawn(|| (0..EDITS).for_each(|at| edit(root, at)));
        wait_for_all(children);
    });
    let mut want = all_titles(&names);
    want.insert(0, "By hand".to_owned());
    assert_eq!(titles(root), want);
    let text = read(root);
    for at in 0..EDITS {
        assert!(text.contains(&format!("# edit {at}\n")), "{at}");
    }
    let file = BookmarkFile::parse(text.as_bytes()).expect("a readable file");
    let by_hand = file
        .bookmarks()
        .find(|bookmark| bookmark.id == id("By hand"));
    assert_eq!(by_hand.map(|bookmark| bookmark.labels.len()), Some(EDITS));
}

/// Rewrites the whole file as a person with an editor does: cut off first, filled then,
/// under `flock`, as two that save at the same moment is what it is for.
fn edit(root: &Path, at: usize) {
    let lock = places(root).lock().expect("a lock");
    let lock = fs::File::options().write(true).open(lock).expect("a lock");
    flock(&lock, FlockOperation::LockExclusive).expect("the lock");
    let text = read(root);
    let key = bookmark("By hand").key;
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    let table = lines
        .iter()
        .position(|line| *line == format!("[bookmarks.{key}]"));
    let table = table.expect("the table");
    let labels: Vec<String> = (0..=at).map(|at| format!("'label {at}'")).collect();
    let labels = format!("  labels = [ {} ]", labels.join(" , "));
    let old = lines
        .iter()
        .position(|line| line.starts_with("  labels = [ "));
    match old {
        Some(old) => lines[old] = labels,
        None => lines.insert(table + 1, labels),
    }
    lines.insert(0, format!("# edit {at}"));
    fs::write(file(root), lines.join("\n") + "\n").expect("saved");
    settle(&file(root));
}
