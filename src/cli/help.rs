//! The words of `--help`. Paragraphs are one line each: clap wraps them to the terminal.

use crate::search::query::syntax;
use crate::text::push_formatted;

/// Examples first: who asks for help wants to be shown.
pub const TEMPLATE: &str = "\
{about-with-newline}
{before-help}{usage-heading} {usage}

{all-args}{after-help}";

/// The examples of the whole program.
pub const EXAMPLES: &str = "\
Examples:
  tagleaf                           read the listing that is built in
  tagleaf page-1.txt page-2.txt     read saved pages as one list
  tagleaf --page-size fit saved/    read a directory, pages as long as the window
  curl -s ADDRESS | tagleaf -       read what another program gives
  tagleaf -q 'saga date:2021-06..'  begin with what a query finds
  tagleaf list --format ndjson saved/ | jq .title
  tagleaf check saved/              what was read, repaired and refused
";

/// What else is to know of the whole program.
pub const NOTES: &str = "\
A FILE is a saved tag-listing page (text), a directory of them, or - for standard input. \
Without FILE the built-in listing is read. Where standard output is no terminal, \
`tagleaf FILE...` does what `tagleaf list FILE...` does. A file that has the name of a command \
is written with its directory: ./list

Keys: press ? in the reader, or see `tagleaf keys`. Queries: see `tagleaf list --help`.

Settings: config.toml in the system's directory for configs, or in $TAGLEAF_CONFIG_DIR, may set \
page-size, density, mouse and color. The command line wins.

Exit codes: 0 done, 1 failed, 2 wrong usage or an input that cannot be read; of the reader, 128 \
and the signal that ended it: 129 hang-up or a vanished terminal, 130 interrupt, 131 quit, 143 \
termination.";

/// The examples of `list`.
pub const LIST_EXAMPLES: &str = "\
Examples:
  tagleaf list page-6.txt                       to read here
  tagleaf list --format tsv saved/ | cut -f3    titles only
  tagleaf list -q 'tag:ddd !cqrs sort:-likes'   what a query finds
  tagleaf list -q 'tag:ddd' --why ID            what a query says to one article
  tagleaf list --format ndjson saved/ | jq -r 'select(.likes > 5) | .title'
";

/// Fields and exit codes of `list`.
const LIST_NOTES: &str = "\
JSON fields: id, title, source, published (YYYY-MM-DD), category, summary, tags, tags_certain, \
likes, minutes, url, origin {file, line, listing {tag, tag_inferred, total, page, pages}}; what is \
not known is null. `total` is what the page's header claims. TSV has the same fields in one \
line an article, below a line of names. Between two tags it has ' | '; nothing is escaped, so a tag \
that holds this itself is whole in JSON only.

Exit codes: 0 all that can be read is listed (lines on standard error tell of articles in \
quarantine or cut and of files passed over), 2 an input cannot be read at all; the others are listed all the same.";

/// Fields and exit codes of `list`, and the query language.
#[must_use]
pub fn list_notes() -> String {
    let mut notes = "Queries:\n".to_owned();
    for (example, what) in syntax() {
        push_formatted(&mut notes, format_args!("  {example:24}  {what}\n"));
    }
    format!("{notes}\n{LIST_NOTES}")
}

/// The examples of `check`.
pub const CHECK_EXAMPLES: &str = "\
Examples:
  tagleaf check saved/                 what is wrong where
  tagleaf check --format json saved/ | jq '.files[].quarantined'
";

/// Fields and exit codes of `check`.
pub const CHECK_NOTES: &str = "\
JSON: {files: [{path, form, articles, duplicates, duplicate_lines, listing, listings, repairs, \
removed, uncertain_tags, quarantined: [{line, reason, text, bytes}], cut, error}], skipped: [{path, \
reason}]}. A listing's total is what its header claims, not a count. Duplicates are articles \
that were read before; duplicate_lines has the first 1000. Skipped are the files of a \
directory that show no sign of a listing; they are no failure.

Exit codes: 0 all was read whole, 1 something is in quarantine or cut, 2 an input cannot be read \
at all.";

/// The examples of `frame`.
pub const FRAME_EXAMPLES: &str = "\
Examples:
  tagleaf frame --size 80x24 page-6.txt
  tagleaf frame --size 120x40 --keys 'j j enter' --as svg page-6.txt > picture.svg
  tagleaf frame --size 120x40 --keys '6 l click:10,5 wheel-down:60,20'
";

/// How the steps of `frame` are written.
pub const FRAME_NOTES: &str = "\
Keys are written as `tagleaf keys` shows them, separated by blanks. The mouse: click:COLUMN,ROW \
wheel-up:COLUMN,ROW wheel-down:COLUMN,ROW, counted from 0,0 at the top left. The window: \
resize:WIDTHxHEIGHT. `--color auto` means 256 here: a picture should not depend on who makes it.";

/// What `--color` does.
pub const COLOR_HELP: &str =
    "Colours: auto (heeds NO_COLOR, CLICOLOR, TERM, COLORTERM), never, 16 or 256 [default: auto]";
