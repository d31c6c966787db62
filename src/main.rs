//! The program: reads the command line and the environment, hands over, and turns the
//! outcome into words and an exit code.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use chrono::{DateTime, Local, NaiveDate, NaiveDateTime, Utc};
use clap::Parser;

use tagleaf::app::{Library, Shared, Start};
use tagleaf::cli::{
    self, Asked, BookmarksArgs, Cli, Command, Commands, Exit, FrameArgs, FrameFormat, Inputs,
    LinksCheckArgs, LinksCommand, ListArgs, Lookup, OpenArgs, Output, ReaderArgs, Surroundings,
    UsageError,
};
use tagleaf::config::{self, ColorChoice, ConfigError, MarkChoice, Settings, config_path};
use tagleaf::frame::{self, Script, ScriptError, Sitting};
use tagleaf::runtime::{self, Ending, Opener, RuntimeError, Session};
use tagleaf::search::query::Query;
use tagleaf::shelf::Shelf;
use tagleaf::storage::{Places, Store, StoreError, SystemDisk};
use tagleaf::theme::{Colors, Marks, Theme};

const WRITING: &str = "could not write to standard output";

fn main() -> ExitCode {
    // Without an argument there is nothing to parse, and building the parser costs a
    // tenth of the time to the first frame.
    let cli = match std::env::args_os().nth(1) {
        Some(_) => Cli::try_parse(),
        None => Ok(Cli::default()),
    };
    let code = match cli {
        Ok(cli) => run(cli).map_or_else(|error| tell(&error), Exit::code),
        Err(error) => tell_usage(&error),
    };
    ExitCode::from(code)
}

fn run(cli: Cli) -> anyhow::Result<Exit> {
    let surroundings = surroundings();
    match cli.command {
        None if surroundings.output == Output::Terminal => read(&cli.reader, &surroundings),
        None => {
            let args = ListArgs {
                files: cli.reader.files,
                query: cli.reader.query,
                links: cli.reader.links,
                ..ListArgs::default()
            };
            let inputs = Inputs::of(&args.files, Commands::Possible)?;
            list(&args, &inputs, surroundings)
        }
        Some(Command::List(args)) => {
            let inputs = Inputs::of(&args.files, Commands::Given)?;
            list(&args, &inputs, surroundings)
        }
        Some(Command::Open(args)) => open(&args),
        Some(Command::Links(LinksCommand::Check(args))) => check_links(&args, &surroundings),
        Some(Command::Check(args)) => {
            let inputs = Inputs::of(&args.files, Commands::Given)?;
            write(|out| cli::check(&args, &inputs, &surroundings, out, &mut io::stderr()))
        }
        Some(Command::Bookmarks(args)) => keep(&args, &surroundings),
        Some(Command::Frame(args)) => draw(&args),
        Some(Command::Keys(args)) => write(|out| cli::keys(args.format, out).map(|()| Exit::Done)),
        Some(Command::Completions { shell }) => {
            write(|out| cli::completions(shell, out).map(|()| Exit::Done))
        }
    }
}

/// Lets a command write to standard output, in large pieces.
fn write(command: impl FnOnce(&mut dyn Write) -> io::Result<Exit>) -> anyhow::Result<Exit> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let exit = command(&mut out).and_then(|exit| out.flush().map(|()| exit));
    exit.context(WRITING)
}

/// Lists articles.
fn list(args: &ListArgs, inputs: &Inputs, surroundings: Surroundings) -> anyhow::Result<Exit> {
    let surroundings = Surroundings {
        today: today(),
        ..surroundings
    };
    let settings = settings()?;
    let query = cli::read_query(&args.query, &settings.views())?;
    let store = shelf_for(&query)?;
    let asked = Asked {
        query: &query,
        shelf: store.shelf(),
    };
    write(|out| {
        cli::list(
            args,
            inputs,
            &settings,
            &surroundings,
            asked,
            out,
            &mut io::stderr(),
        )
    })
}

/// Does something with what is kept.
fn keep(args: &BookmarksArgs, surroundings: &Surroundings) -> anyhow::Result<Exit> {
    let inputs = Inputs::of(args.files(), Commands::Given)?;
    let settings = config()?;
    let lookup = Lookup {
        inputs: &inputs,
        settings: &settings,
    };
    let mut store = Store::new(places(), SystemDisk);
    let err = &mut io::stderr();
    write(|out| cli::bookmarks(args, lookup, &mut store, now(), surroundings, out, err))
}

/// Reports what the link lists know.
fn check_links(args: &LinksCheckArgs, surroundings: &Surroundings) -> anyhow::Result<Exit> {
    let inputs = Inputs::of(&args.check.files, Commands::Given)?;
    let settings = config()?;
    write(|out| {
        cli::links_check(
            args,
            &inputs,
            &settings,
            surroundings,
            out,
            &mut io::stderr(),
        )
    })
}

/// Opens articles' pages.
fn open(args: &OpenArgs) -> anyhow::Result<Exit> {
    let inputs = Inputs::of(&args.files, Commands::Given)?;
    let settings = settings()?;
    let lookup = Lookup {
        inputs: &inputs,
        settings: &settings,
    };
    let query = cli::read_query(args.query.as_deref().unwrap_or_default(), &settings.views())?;
    let store = shelf_for(&query)?;
    let asked = Asked {
        query: &query,
        shelf: store.shelf(),
    };
    let opener = Opener::of_environment(settings.links.as_ref().and_then(|l| l.open.clone()));
    write(|out| {
        let mut open = |address: &_| opener.open(address);
        cli::open(
            args,
            lookup,
            asked,
            today(),
            &mut open,
            out,
            &mut io::stderr(),
        )
    })
}

/// Opens the reader.
fn read(args: &ReaderArgs, surroundings: &Surroundings) -> anyhow::Result<Exit> {
    let inputs = Inputs::of(&args.files, Commands::Possible)?;
    if !inputs.missing().is_empty() {
        for error in inputs.missing() {
            cli::say(&mut io::stderr(), error);
        }
        return Ok(Exit::Usage);
    }
    let settings = args.settings().over(config()?);
    let colors = surroundings.colors(settings.color.unwrap_or_default());
    let links = args.links.sources(settings.link_settings());
    let choices = settings.links.clone().unwrap_or_default();
    let session = Session {
        options: settings.options(),
        start: start(&args.query, &settings)?,
        state_directory: state_directory(),
        theme: Theme {
            hyperlinks: surroundings.hyperlinks(choices.hyperlinks),
            marks: surroundings.marks(settings.marks.unwrap_or_default()),
            ..Theme::new(colors)
        },
        opener: Opener::of_environment(choices.open),
        places: places(),
    };
    let outcome = runtime::run(inputs.into_inputs(), links, session);
    match outcome {
        Ok(()) => Ok(Exit::Done),
        Err(RuntimeError::NothingRead(report)) => Ok(cli::say_errors(&mut io::stderr(), &report)),
        Err(error) => Err(error.into()),
    }
}

/// Draws one frame of the reader.
fn draw(args: &FrameArgs) -> anyhow::Result<Exit> {
    let script: Script = args.keys.parse().context("could not read --keys")?;
    let inputs = Inputs::of(&args.files, Commands::Given)?;
    let settings = args.look.settings().over(config()?);
    let colors = match settings.color.unwrap_or_default() {
        ColorChoice::Never => Colors::None,
        ColorChoice::Sixteen => Colors::Sixteen,
        ColorChoice::Auto | ColorChoice::Indexed => Colors::Indexed,
    };
    let loaded = inputs.load();
    let found = inputs.links(&loaded, &args.links.sources(settings.link_settings()));
    let unread = cli::say_link_errors(&mut io::stderr(), &found);
    let library = Shared::new(Library::new(loaded, found));
    // As for colours, what is drawn does not depend on who draws it.
    let marks = match settings.marks.unwrap_or_default() {
        MarkChoice::Ascii => Marks::Ascii,
        MarkChoice::Auto | MarkChoice::Unicode => Marks::Unicode,
    };
    let theme = Theme {
        marks,
        ..Theme::new(colors)
    };
    let sitting = Sitting {
        size: args.size,
        options: settings.options(),
        start: start(&args.query, &settings)?,
        shelf: shelf_to_show(),
        today: today(),
    };
    let picture = frame::draw(&library, &script, sitting, &theme);
    write(|out| {
        match args.format {
            FrameFormat::Text => picture.write_text(out)?,
            FrameFormat::Ansi => picture.write_ansi(out)?,
            FrameFormat::Svg => picture.write_svg(out)?,
            FrameFormat::Json => picture.write_json(out)?,
        }
        out.flush()?;
        Ok(cli::say_errors(&mut io::stderr(), library.report()).max(unread))
    })
}

/// What the reader begins with: the query, and what is wrong with saved ones.
fn start(query: &str, settings: &Settings) -> Result<Start, UsageError> {
    let views = settings.views();
    let query = cli::read_query(query, &views)?;
    let mut problems = settings.view_problems().iter();
    let note = problems.next().map(|problem| match problems.len() {
        0 => problem.to_string(),
        more => format!("{problem} (and {more} more)"),
    });
    Ok(Start { query, views, note })
}

/// A directory that a variable names.
fn directory(variable: &str) -> Option<PathBuf> {
    let value = std::env::var_os(variable).filter(|value| !value.is_empty());
    value.map(Into::into)
}

/// Where the shelf is.
fn places() -> Places {
    Places {
        config: config::config_directory(directory("TAGLEAF_CONFIG_DIR")),
        state: state_directory(),
    }
}

/// The shelf, of which nothing is read unless a query asks for it. What a newer program
/// wrote is read as far as it is understood.
fn shelf_for(query: &Query) -> anyhow::Result<Store> {
    let mut store = Store::new(places(), SystemDisk);
    if query.filter.asks_for_shelf() {
        match store.read() {
            Err(error @ StoreError::Newer { .. }) => cli::say(&mut io::stderr(), &error),
            read => read?,
        }
    }
    Ok(store)
}

/// The shelf as far as it can be read; what is wrong with it is told.
fn shelf_to_show() -> Shelf {
    let mut store = Store::new(places(), SystemDisk);
    if let Err(error) = store.read() {
        cli::say(&mut io::stderr(), &error);
    }
    store.shelf().clone()
}

/// The time in UTC, by the second.
fn now() -> NaiveDateTime {
    let time = DateTime::from_timestamp(Utc::now().timestamp(), 0);
    time.unwrap_or_default().naive_utc()
}

/// The settings of a command without a screen, which tells at once what of them it leaves
/// out.
fn settings() -> Result<Settings, ConfigError> {
    let settings = config()?;
    for problem in settings.view_problems() {
        cli::say(&mut io::stderr(), problem);
    }
    Ok(settings)
}

fn config() -> Result<Settings, ConfigError> {
    config_path(directory("TAGLEAF_CONFIG_DIR"))
        .map_or_else(|| Ok(Settings::default()), |path| Settings::read(&path))
}

fn state_directory() -> Option<PathBuf> {
    config::state_directory(directory("TAGLEAF_STATE_DIR"))
}

fn today() -> NaiveDate {
    Local::now().date_naive()
}

fn surroundings() -> Surroundings {
    let variable = |name: &str| std::env::var(name).ok();
    let columns = || variable("COLUMNS")?.parse().ok();
    let (output, width_cells) = if io::stdout().is_terminal() {
        let size = crossterm::terminal::size().ok();
        // A terminal that does not know its size says 0.
        let width = size.map(|(width, _)| width).filter(|width| *width > 0);
        (Output::Terminal, width.or_else(columns))
    } else {
        (Output::Elsewhere, columns())
    };
    Surroundings {
        output,
        width_cells,
        no_color: variable("NO_COLOR"),
        clicolor: variable("CLICOLOR"),
        term: variable("TERM"),
        colorterm: variable("COLORTERM"),
        locale: ["LC_ALL", "LC_CTYPE", "LANG"]
            .into_iter()
            .filter_map(variable)
            .find(|value| !value.is_empty()),
        knows_hyperlinks: cli::knows_hyperlinks(variable),
        // The reader asks for the day when a search needs it.
        today: NaiveDate::default(),
    }
}

/// Says why it failed, once, and gives the exit code.
///
/// Nobody is left to tell when a pipe was closed, and that is no failure: who closes
/// it has read enough.
fn tell(error: &anyhow::Error) -> u8 {
    if error.chain().any(is_broken_pipe) {
        return Exit::Done.code();
    }
    let ended = error.downcast_ref::<RuntimeError>();
    // Who interrupts the program knows why it ended.
    if !matches!(ended, Some(RuntimeError::Ended(Ending::Interrupted))) {
        let causes: Vec<String> = error.chain().map(ToString::to_string).collect();
        cli::say(&mut io::stderr(), &causes.join(": "));
    }
    ended.map_or_else(|| exit_for(error).code(), RuntimeError::exit_code)
}

fn is_broken_pipe(cause: &(dyn std::error::Error + 'static)) -> bool {
    let error = cause.downcast_ref::<io::Error>();
    error.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}

fn exit_for(error: &anyhow::Error) -> Exit {
    let usage = error.chain().any(|cause| {
        cause.is::<cli::UsageError>() || cause.is::<ScriptError>() || cause.is::<ConfigError>()
    });
    if usage { Exit::Usage } else { Exit::Failed }
}

/// Prints help and version; says what is wrong with the command line.
fn tell_usage(error: &clap::Error) -> u8 {
    if !error.use_stderr() {
        return match error.print() {
            Ok(()) => Exit::Done.code(),
            Err(error) => tell(&anyhow::Error::new(error).context(WRITING)),
        };
    }
    // What was typed is in the message, so it is scrubbed like every other text.
    let text = error.render().to_string();
    cli::say(
        &mut io::stderr(),
        &text.strip_prefix("error: ").unwrap_or(&text).trim_end(),
    );
    Exit::Usage.code()
}
