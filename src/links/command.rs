//! Which program opens an address: taken apart into words before the address is put in,
//! so that nothing of an address is ever read as a command.

use std::fmt;

use thiserror::Error;

use super::Address;

/// The word that the address takes the place of.
const PLACE: &str = "%s";

/// Browsers that need the terminal for themselves.
const TERMINAL_BROWSERS: [&str; 10] = [
    "w3m", "lynx", "links", "links2", "elinks", "browsh", "carbonyl", "cha", "chawan", "netrik",
];

/// A program and its arguments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Command {
    program: String,
    arguments: Vec<String>,
    needs_terminal: bool,
}

/// Why a text is no command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum CommandError {
    /// A quote that is not closed, or a backslash with nothing behind it.
    #[error("a quote is not closed")]
    Unclosed,
    /// No word, or the address in the place of the program.
    #[error("it names no program")]
    NoProgram,
}

impl Command {
    /// Takes a command apart at its blanks. Quotes and backslashes keep a word together;
    /// nothing else is read in it: no variables, no patterns, no pipes.
    ///
    /// # Errors
    /// - [`CommandError::Unclosed`]: a quote has no end;
    /// - [`CommandError::NoProgram`]: nothing to start.
    pub fn parse(text: &str) -> Result<Self, CommandError> {
        let words = words(text).ok_or(CommandError::Unclosed)?;
        let mut words = words.into_iter();
        let program = words
            .next()
            .filter(|program| !program.is_empty() && program != PLACE)
            .ok_or(CommandError::NoProgram)?;
        let name = program.rsplit('/').next().unwrap_or(&program);
        Ok(Self {
            needs_terminal: TERMINAL_BROWSERS.contains(&name),
            arguments: words.collect(),
            program,
        })
    }

    fn of(words: &[&str]) -> Option<Self> {
        let (program, arguments) = words.split_first()?;
        Some(Self {
            program: (*program).to_owned(),
            arguments: arguments.iter().map(|word| (*word).to_owned()).collect(),
            needs_terminal: false,
        })
    }

    /// The same command, with the terminal to itself.
    #[must_use]
    pub fn in_terminal(self) -> Self {
        Self {
            needs_terminal: true,
            ..self
        }
    }

    /// The program, by name or path.
    #[must_use]
    pub fn program(&self) -> &str {
        &self.program
    }

    /// Whether it needs the terminal for itself.
    #[must_use]
    pub const fn needs_terminal(&self) -> bool {
        self.needs_terminal
    }

    /// The arguments for an address: in the place of every word `%s`, else as the last.
    #[must_use]
    pub fn arguments<'a>(&'a self, address: &'a Address) -> Vec<&'a str> {
        let is_place = |word: &String| word == PLACE;
        let last = (!self.arguments.iter().any(is_place)).then_some(address.as_str());
        let words = self.arguments.iter().map(|word| {
            if is_place(word) {
                address.as_str()
            } else {
                word
            }
        });
        words.chain(last).collect()
    }
}

impl fmt::Display for Command {
    /// The words with blanks between, as a person would recognise them.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.program)?;
        self.arguments
            .iter()
            .try_for_each(|word| write!(f, " {word}"))
    }
}

/// Why no page was opened.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum OpenError {
    /// Neither a browser is set nor is there a desktop to ask.
    #[error("there is no browser to open it with; set BROWSER, or links.open in the config")]
    NoOpener,
    /// Every command was tried.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Failed(Vec<Attempt>),
}

/// A command that did not open a page.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("'{command}' {failure}")]
pub struct Attempt {
    /// What was started, without the address.
    pub command: String,
    /// What became of it.
    pub failure: Failure,
}

/// What became of a command.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Failure {
    /// It cannot be read as one.
    #[error("cannot be used: {0}")]
    NotACommand(CommandError),
    /// There is no such program.
    #[error("was not found")]
    NotFound,
    /// The system would not start it.
    #[error("could not be started: {0}")]
    Refused(String),
    /// It ended with this code.
    #[error("failed with exit code {0}")]
    Exited(i32),
    /// A signal of this number ended it.
    #[error("was ended by signal {0}")]
    Killed(i32),
}

/// The words of a command; `None` where a quote is not closed.
fn words(text: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (Some(open), c) if open == c => quote = None,
            (None | Some('"'), '\\') => word.get_or_insert_default().push(chars.next()?),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    quote.is_none().then_some(words)
}

/// The systems whose openers are known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Platform {
    /// macOS.
    MacOs,
    /// Linux below Windows.
    Wsl,
    /// Linux and the other Unixes.
    #[default]
    Unix,
}

/// What the environment says of where pages are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Desktop {
    /// The system.
    pub platform: Platform,
    /// `BROWSER`: commands, separated by colons, the first that can be used is.
    pub browser: Option<String>,
    /// Whether windows can be opened: `DISPLAY` or `WAYLAND_DISPLAY` is set.
    pub has_display: bool,
    /// Whether the person sits elsewhere: `SSH_CONNECTION` or `SSH_TTY` is set.
    pub is_remote: bool,
}

/// The commands to try, in this order. What the person has set is the only one; else
/// those of `BROWSER` come before the system's own. None where there is no screen to
/// show a page on.
#[must_use]
pub fn commands(set: Option<&Command>, desktop: &Desktop) -> Vec<Result<Command, Attempt>> {
    if let Some(command) = set {
        return vec![Ok(command.clone())];
    }
    let named = desktop.browser.as_deref().unwrap_or_default().split(':');
    let named = named.filter(|command| !command.trim().is_empty());
    let known: &[&[&str]] = match desktop.platform {
        Platform::MacOs if !desktop.is_remote => &[&["open"]],
        Platform::Wsl if !desktop.is_remote => &[&["wslview"], &["xdg-open"]],
        Platform::Unix if desktop.has_display => &[&["xdg-open"], &["gio", "open"]],
        _ => &[],
    };
    let known = known.iter().filter_map(|words| Command::of(words));
    let named = named.map(|text| {
        Command::parse(text).map_err(|error| Attempt {
            command: text.to_owned(),
            failure: Failure::NotACommand(error),
        })
    });
    named.chain(known.map(Ok)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address() -> Address {
        Address::parse("https://x.org/?q=%s$(id);a b").expect("an address")
    }

    #[test]
    fn words_are_told_apart_before_the_address_is_there() {
        let address = address();
        let to = address.as_str();
        for (command, want) in [
            ("firefox", vec!["firefox", to]),
            ("  firefox\t--new-tab  ", vec!["firefox", "--new-tab", to]),
            ("firefox %s --private", vec!["firefox", to, "--private"]),
            ("firefox '%s'", vec!["firefox", to]),
            // Only as a whole word.
            ("x --url=%s", vec!["x", "--url=%s", to]),
            (
                "'/a b/x' \"c \\\" d\" e\\ f ''",
                vec!["/a b/x", "c \" d", "e f", "", to],
            ),
            (
                "x $HOME `id` *;|&>",
                vec!["x", "$HOME", "`id`", "*;|&>", to],
            ),
        ] {
            let parsed = Command::parse(command).expect(command);
            let mut got = vec![parsed.program()];
            got.extend(parsed.arguments(&address));
            assert_eq!(got, want, "{command}");
        }
        for command in ["x 'y", "x \"y", "x \\"] {
            assert!(matches!(
                Command::parse(command),
                Err(CommandError::Unclosed)
            ));
        }
        for command in ["", "  ", "''", "%s", "%s x"] {
            assert!(matches!(
                Command::parse(command),
                Err(CommandError::NoProgram)
            ));
        }
    }

    #[test]
    fn what_the_person_says_comes_before_what_the_system_has() {
        let names = |set: Option<&Command>, desktop: &Desktop| -> Vec<String> {
            let commands = commands(set, desktop).into_iter();
            commands
                .map(|command| command.map_or_else(|e| e.to_string(), |c| c.program))
                .collect()
        };
        let desktop = Desktop {
            browser: Some("a b::'c:d %s".to_owned()),
            has_display: true,
            ..Desktop::default()
        };
        let unclosed = "''c' cannot be used: a quote is not closed";
        assert_eq!(
            names(None, &desktop),
            ["a", unclosed, "d", "xdg-open", "gio"]
        );
        let set = Command::parse("mine").expect("a command");
        assert_eq!(names(Some(&set), &desktop), ["mine"]);
        let bare = Desktop::default();
        assert_eq!(names(None, &bare), Vec::<String>::new());
        let mac = Desktop {
            platform: Platform::MacOs,
            ..Desktop::default()
        };
        assert_eq!(names(None, &mac), ["open"]);
        assert_eq!(
            names(
                None,
                &Desktop {
                    is_remote: true,
                    ..mac
                }
            ),
            Vec::<String>::new()
        );
        let wsl = Desktop {
            platform: Platform::Wsl,
            ..Desktop::default()
        };
        assert_eq!(names(None, &wsl), ["wslview", "xdg-open"]);
    }

    #[test]
    fn browsers_of_the_terminal_are_known_by_name() {
        for (command, want) in [
            ("w3m", true),
            ("/usr/bin/lynx -x", true),
            ("firefox", false),
        ] {
            let command = Command::parse(command).expect("a command");
            assert_eq!(command.needs_terminal(), want);
        }
        assert!(
            Command::parse("x")
                .expect("a command")
                .in_terminal()
                .needs_terminal()
        );
    }
}
