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
  tagleaf open mphrack59k8k         open an article's page by its id
";

/// What else is to know of the whole program.
pub const NOTES: &str = "\
A FILE is a saved tag-listing page (text), a directory of them, or - for standard input. \
Without FILE the built-in listing is read. Where standard output is no terminal, \
`tagleaf FILE...` does what `tagleaf list FILE...` does. A file that has the name of a command \
is written with its directory: ./list

Keys: press ? in the reader, or see `tagleaf keys`. Queries: see `tagleaf list --help`.

Settings: config.toml in the system's directory for configs, or in $TAGLEAF_CONFIG_DIR, may set \
page-size, density, mouse, color, marks, mark-read, mark-read-after and, in the table [links], \
site, listing, search, engines, hyperlinks, open and terminal. The command line wins. The table [views] holds queries under names: with \
later = \"is:unread min:<10\" in it, view:later stands for that in every query.

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
likes, minutes, url, link {kind, url, guessed, candidates}, origin {file, line, listing {tag, \
tag_inferred, total, page, pages}}; what is not known is null. `total` is what the page's header \
claims. `url` is the article's own address and nothing else. `link` is the best there is: its kind \
is direct, ambiguous (no url, but candidates), listing or search; a guessed address may not exist. TSV has the same fields in one \
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

/// For a command that only holds others.
pub const LINKS_TEMPLATE: &str = "\
{about-with-newline}
{usage-heading} {usage}

{all-args}";

/// The examples of `links check`.
pub const LINKS_EXAMPLES: &str = "\
Examples:
  tagleaf links check                             what is known of the built-in listing
  tagleaf links check --links sitemap.xml saved/
  tagleaf links check --format json saved/ | jq '.unmatched[].title'
";

/// What link lists are, fields and exit codes of `links check`.
pub const LINKS_NOTES: &str = "\
A link list is any text that holds addresses of articles: a table with the columns url, source and \
title, a sitemap, a browser's bookmarks or history as HTML, CSV or JSON, a saved page, lines. A file \
named *.links.* beside a saved page or in a directory of them is taken too. An address belongs to an \
article whose title gives its slug, and whose publisher is the one that a list names; without one it \
is the article's only where the title is no other article's and the address the only one. The list \
that is built in was made for the built-in listing; of other articles it speaks only where it names \
the publisher.

JSON: {lists: [{path, shape, articles, pages, elsewhere}], counts: {articles, matched, ambiguous, \
unmatched}, matched: [{id, title, source, url}], ambiguous: [{id, title, source, candidates}], \
unmatched: [{id, title, source, other_sources}]}. Of a list, `articles` are addresses of articles of \
the site, `pages` others of the site, `elsewhere` those of other sites.

Exit codes: 0 reported, whatever was found, 2 an input or a list cannot be read.";

/// The examples of `open`.
pub const OPEN_EXAMPLES: &str = "\
Examples:
  tagleaf open 2021-10-13-when-to-adopt-cqrs-balancing-read-write-mphrack59k8k
  tagleaf open --print mphr             the end of an id, or its beginning, is enough
  tagleaf open -q \"'saga\"               the one article that a query finds
  tagleaf open --kind search mphr       search the web for its title
  tagleaf open --all --print --kind direct --from saved/ > addresses.txt
";

/// What is opened with what, and exit codes of `open`.
pub const OPEN_NOTES: &str = "\
The best address is taken: the article's own page, else the listing it stands on, else a web search \
for its title; a line says which. Of an article with more than one possible page none is opened: \
they are named. See `tagleaf links check --help` for where addresses come from.

Pages are opened with links.open of the config; else with the first command of $BROWSER (separated \
by colons, %s is the address) that works; else with xdg-open, gio, wslview or open. Only http and \
https, never through a shell.

Exit codes: 0 all were opened or printed, 1 one could not be, 2 no such article, or an input or a \
list cannot be read.";

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
