//! The one table of what a person may bind to a key.
//!
//! Keymap, help, status line and the README's key list are made from it.

/// Where an action can be used; also where its keys are looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// Everywhere; looked up after the focused pane's own keys.
    Anywhere,
    /// The sidebar has the focus.
    Sidebar,
    /// The card list has the focus.
    Cards,
    /// The detail has the focus.
    Detail,
    /// A line is being typed: a query, or what to look for in the sidebar.
    Prompt,
    /// The explanation of a match is open.
    Why,
    /// The list of an article's links is open.
    Links,
    /// It is asked whether a page is to be opened.
    Question,
    /// The help is open.
    Help,
}

impl Scope {
    /// All scopes in the order of the help.
    pub const ALL: [Self; 9] = [
        Self::Cards,
        Self::Sidebar,
        Self::Detail,
        Self::Anywhere,
        Self::Prompt,
        Self::Why,
        Self::Links,
        Self::Question,
        Self::Help,
    ];

    /// Whether it covers the panes or takes their keys, so that what works anywhere does
    /// not work there.
    #[must_use]
    pub const fn is_overlay(self) -> bool {
        matches!(self, Self::Prompt) || self.covers_panes()
    }

    /// Whether it covers the panes.
    #[must_use]
    pub const fn covers_panes(self) -> bool {
        matches!(self, Self::Why | Self::Links | Self::Question | Self::Help)
    }

    /// The heading in help and README.
    #[must_use]
    pub const fn title(self) -> &'static str {
        match self {
            Self::Anywhere => "Anywhere",
            Self::Sidebar => "Sidebar",
            Self::Cards => "Cards",
            Self::Detail => "Detail",
            Self::Prompt => "Query line",
            Self::Why => "Why",
            Self::Links => "Links",
            Self::Question => "Question before a page is opened",
            Self::Help => "Help",
        }
    }
}

/// One row of the action table.
#[derive(Clone, Copy, Debug)]
pub struct ActionSpec {
    /// The action.
    pub action: Action,
    /// Its name in configs: kebab case, imperative.
    pub name: &'static str,
    /// Where it works.
    pub scope: Scope,
    /// Default keys; each may be a sequence, its keys separated by blanks.
    pub keys: &'static [&'static str],
    /// What it does, for the help: a short imperative phrase.
    pub description: &'static str,
    /// One word for the status line; empty for what does not belong there.
    pub hint: &'static str,
}

macro_rules! actions {
    ($($(#[doc = $doc:literal])+ $variant:ident $name:literal in $scope:ident [$($key:literal),*] $description:literal $hint:literal;)*) => {
        /// What a person may bind to a key.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Action {
            $($(#[doc = $doc])+ $variant,)*
        }

        /// All actions, in the order of the help.
        pub const ACTIONS: &[ActionSpec] = &[
            $(ActionSpec {
                action: Action::$variant,
                name: $name,
                scope: Scope::$scope,
                keys: &[$($key),*],
                description: $description,
                hint: $hint,
            },)*
        ];
    };
}

actions! {
    /// Selects the next card; with a count, that many further.
    NextArticle "next-article" in Cards ["j", "down"] "next card, across pages" "next";
    /// Selects the card before.
    PreviousArticle "previous-article" in Cards ["k", "up"] "previous card" "";
    /// Turns to the next page; with a count, to the page of that number.
    NextPage "next-page" in Cards ["l", "right", "pgdn", "ctrl-f"] "next page; 6 l goes to page 6" "page";
    /// Turns to the page before; with a count, to the page of that number.
    PreviousPage "previous-page" in Cards ["h", "left", "pgup", "ctrl-b"] "previous page; 6 h goes to page 6" "";
    /// Selects the first card of the first page; with a count, the card of that number.
    FirstArticle "first-article" in Cards ["g g", "home"] "first card" "";
    /// Selects the last card of the last page; with a count, the card of that number.
    LastArticle "last-article" in Cards ["G", "end"] "last card; 12 G goes to card 12" "";
    /// Scrolls half a window within the page.
    ScrollCardsDown "scroll-cards-down" in Cards ["ctrl-d"] "scroll half a window down" "";
    /// Scrolls half a window back.
    ScrollCardsUp "scroll-cards-up" in Cards ["ctrl-u"] "scroll half a window up" "";
    /// Opens the detail of the selected card.
    OpenDetail "open-detail" in Cards ["enter"] "read the card in full" "detail";
    /// Marks the card, or takes its mark away, and goes on to the next.
    MarkCard "mark-card" in Cards ["space"] "mark for one act on several" "mark";
    /// Begins to mark a range, or ends it.
    MarkRange "mark-range" in Cards ["V"] "mark a range; V ends it" "";
    /// Marks all that the filter shows.
    MarkAll "mark-all" in Cards ["*"] "mark all that match, or none" "";

    /// Moves to the next row.
    NextRow "next-row" in Sidebar ["j", "down"] "next row" "";
    /// Moves to the row before.
    PreviousRow "previous-row" in Sidebar ["k", "up"] "previous row" "";
    /// Chooses the value, or folds the section whose heading is selected.
    ToggleRow "toggle-row" in Sidebar ["space", "enter"] "choose or drop; fold; show more" "choose";
    /// Leaves out the articles with the value.
    ExcludeRow "exclude-row" in Sidebar ["!"] "leave out the value's articles" "exclude";
    /// Looks for values by their names.
    FindValue "find-value" in Sidebar ["f"] "find values by name" "find";
    /// Lets articles pass with any of a section's chosen values, or only with all.
    CycleCombine "any-or-all" in Sidebar ["a"] "any or all of a section's values" "any/all";
    /// Sorts a section's values by count or by name.
    SortValues "sort-values" in Sidebar ["ctrl-s"] "sort values by count or name" "";
    /// Folds the section.
    Fold "fold" in Sidebar ["h", "left"] "fold the section" "fold";
    /// Unfolds the section.
    Unfold "unfold" in Sidebar ["l", "right"] "unfold the section" "";
    /// Moves to the next section's heading.
    NextSection "next-section" in Sidebar ["}", "pgdn"] "next section" "section";
    /// Moves to the heading before.
    PreviousSection "previous-section" in Sidebar ["{", "pgup"] "previous section" "";
    /// Moves to the first row.
    FirstRow "first-row" in Sidebar ["g g", "home"] "first row" "";
    /// Moves to the last row.
    LastRow "last-row" in Sidebar ["G", "end"] "last row" "";

    /// Scrolls the detail down.
    ScrollDetailDown "scroll-detail-down" in Detail ["j", "down"] "scroll down" "scroll";
    /// Scrolls the detail up.
    ScrollDetailUp "scroll-detail-up" in Detail ["k", "up"] "scroll up" "";
    /// Scrolls the detail down by its height.
    PageDetailDown "page-detail-down" in Detail ["pgdn", "space", "ctrl-d"] "scroll a window down" "";
    /// Scrolls the detail up by its height.
    PageDetailUp "page-detail-up" in Detail ["pgup", "ctrl-u"] "scroll a window up" "";
    /// Scrolls the detail to its start.
    DetailTop "detail-top" in Detail ["g g", "home"] "start of the detail" "";
    /// Scrolls the detail to its end.
    DetailBottom "detail-bottom" in Detail ["G", "end"] "end of the detail" "";
    /// Shows the next article in the detail.
    DetailNextArticle "detail-next-article" in Detail ["l", "right"] "next article" "next";
    /// Shows the article before in the detail.
    DetailPreviousArticle "detail-previous-article" in Detail ["h", "left"] "previous article" "";

    /// Opens the query line.
    Search "search" in Anywhere ["/", "f"] "search; edit the query" "search";
    /// Selects the next article that matches.
    NextMatch "next-match" in Anywhere ["n"] "next match" "";
    /// Selects the matching article before.
    PreviousMatch "previous-match" in Anywhere ["N"] "previous match" "";
    /// Shows all articles in their order, those that do not match dimmed.
    ShowAll "show-all" in Anywhere ["a"] "all articles, or matches only" "";
    /// Goes through the orders of the list.
    CycleSort "cycle-sort" in Anywhere ["ctrl-s"] "go through the orders of the list" "";
    /// Saves the query under a name.
    SaveView "save-view" in Anywhere ["S"] "save the query as a view" "";
    /// Explains why the selected article is listed, or why it is not.
    Why "why" in Anywhere ["w"] "why the card matches, or does not" "";
    /// Opens the selected article's page, or what is known that comes nearest to it.
    OpenLink "open-link" in Anywhere ["o"] "open the article's page" "open";
    /// Lists the selected article's links.
    ChooseLink "choose-link" in Anywhere ["O"] "choose among its links" "";
    /// Copies the address that `open-link` would open, or those of the marked articles.
    CopyAddress "copy-address" in Anywhere ["y"] "copy its address, or all marked" "";
    /// Copies the same with the titles, as Markdown.
    CopyMarkdown "copy-markdown" in Anywhere ["Y"] "copy a Markdown link, or a list" "";
    /// Writes the article or the marked ones to a file.
    Export "export" in Anywhere ["X"] "export it, or all marked" "";
    /// Bookmarks the article or the marked ones, or removes the bookmarks.
    ToggleBookmark "toggle-bookmark" in Anywhere ["b"] "bookmark, or remove the bookmark" "keep";
    /// Edits the person's own labels.
    EditLabels "edit-labels" in Anywhere ["t"] "labels of your own" "";
    /// Edits a short note in place.
    EditNote "edit-note" in Anywhere ["e"] "a note on the article" "";
    /// Edits the note in the editor.
    WriteNote "write-note" in Anywhere ["E"] "the note in $VISUAL or $EDITOR" "";
    /// Marks as read, or as not read.
    ToggleRead "toggle-read" in Anywhere ["r"] "mark as read, or as not read" "";
    /// Marks all cards of the page as read.
    MarkPageRead "mark-page-read" in Anywhere ["R"] "mark the page as read" "";
    /// Shows only what is not read, or everything.
    HideRead "hide-read" in Anywhere ["H"] "hide what is read, or show it" "";
    /// Takes back what was done to the shelf last.
    Undo "undo" in Anywhere ["u"] "undo what was kept or read last" "";
    /// Does again what was undone last.
    Redo "redo" in Anywhere ["ctrl-r"] "do it again" "";
    /// Gives the focus to the next pane.
    FocusNext "focus-next" in Anywhere ["tab"] "next pane" "pane";
    /// Gives the focus to the pane before.
    FocusPrevious "focus-previous" in Anywhere ["shift-tab"] "previous pane" "";
    /// Leaves what is open, or goes back to the cards.
    Back "back" in Anywhere ["esc"] "back; drop a count, or the query" "back";
    /// Drops all chosen values.
    ClearFilters "clear-filters" in Anywhere ["c"] "drop the query and all choices" "clear";
    /// Cycles how much of a card is shown.
    CycleDensity "cycle-density" in Anywhere ["d"] "comfortable, compact, one line" "density";
    /// Shows or hides the sidebar.
    ToggleSidebar "toggle-sidebar" in Anywhere ["s"] "show or hide the sidebar" "";
    /// Switches the mouse on or off, so that the terminal's own selection works.
    ToggleMouse "toggle-mouse" in Anywhere ["m"] "mouse on or off, to select text" "";
    /// Draws the screen anew.
    Redraw "redraw" in Anywhere ["ctrl-l"] "draw the screen anew" "";
    /// Opens the help.
    ShowHelp "show-help" in Anywhere ["?", "f1"] "this help" "help";
    /// Hands the terminal back to the shell until `fg`.
    Suspend "suspend" in Anywhere ["ctrl-z"] "suspend; fg comes back" "";
    /// Leaves the program.
    Quit "quit" in Anywhere ["q", "ctrl-c"] "quit" "quit";

    /// Keeps what is typed.
    PromptAccept "prompt-accept" in Prompt ["enter"] "keep the results" "keep";
    /// Goes back to where the line was opened.
    PromptCancel "prompt-cancel" in Prompt ["esc", "ctrl-c", "ctrl-g"] "go back" "back";
    /// Completes a field or a value; again for the next one.
    PromptComplete "prompt-complete" in Prompt ["tab"] "complete fields and values" "complete";
    /// Goes through the completions backwards.
    PromptCompleteBack "prompt-complete-back" in Prompt ["shift-tab"] "the completion before" "";
    /// Recalls an older query.
    PromptOlder "prompt-older" in Prompt ["up"] "older query" "history";
    /// Recalls a newer query.
    PromptNewer "prompt-newer" in Prompt ["down"] "newer query" "";
    /// Selects the next result.
    PromptNextArticle "prompt-next-article" in Prompt ["ctrl-n"] "next result" "";
    /// Selects the result before.
    PromptPreviousArticle "prompt-previous-article" in Prompt ["ctrl-p"] "previous result" "";
    /// Turns to the next page of results.
    PromptNextPage "prompt-next-page" in Prompt ["pgdn"] "next page of results" "";
    /// Turns to the page of results before.
    PromptPreviousPage "prompt-previous-page" in Prompt ["pgup"] "previous page of results" "";
    /// Moves to the character before.
    PromptLeft "prompt-left" in Prompt ["left", "ctrl-b"] "character back" "";
    /// Moves to the next character.
    PromptRight "prompt-right" in Prompt ["right", "ctrl-f"] "character on" "";
    /// Moves to the start of the word.
    PromptWordLeft "prompt-word-left" in Prompt ["alt-b", "ctrl-left"] "word back" "";
    /// Moves behind the word.
    PromptWordRight "prompt-word-right" in Prompt ["alt-f", "ctrl-right"] "word on" "";
    /// Moves to the start.
    PromptStart "prompt-start" in Prompt ["ctrl-a", "home"] "start of the line" "";
    /// Moves to the end.
    PromptEnd "prompt-end" in Prompt ["ctrl-e", "end"] "end of the line" "";
    /// Deletes the character before.
    PromptBackspace "prompt-backspace" in Prompt ["backspace", "ctrl-h"] "delete back" "";
    /// Deletes the character.
    PromptDelete "prompt-delete" in Prompt ["del", "ctrl-d"] "delete on" "";
    /// Deletes the word before.
    PromptDeleteWord "prompt-delete-word" in Prompt ["ctrl-w", "alt-backspace"] "delete the word before" "";
    /// Deletes the word.
    PromptDeleteNextWord "prompt-delete-next-word" in Prompt ["alt-d"] "delete the word" "";
    /// Deletes all before.
    PromptDeleteStart "prompt-delete-start" in Prompt ["ctrl-u"] "delete to the start" "";
    /// Deletes all behind.
    PromptDeleteEnd "prompt-delete-end" in Prompt ["ctrl-k"] "delete to the end" "";
    /// Puts back what was deleted last.
    PromptYank "prompt-yank" in Prompt ["ctrl-y"] "put back what was deleted" "";

    /// Scrolls the explanation down.
    ScrollWhyDown "scroll-why-down" in Why ["j", "down"] "scroll down" "scroll";
    /// Scrolls the explanation up.
    ScrollWhyUp "scroll-why-up" in Why ["k", "up"] "scroll up" "";
    /// Closes the explanation.
    CloseWhy "close-why" in Why ["esc", "q", "w", "enter"] "close" "close";

    /// Chooses the next link.
    NextLink "next-link" in Links ["j", "down"] "next link" "next";
    /// Chooses the link before.
    PreviousLink "previous-link" in Links ["k", "up"] "previous link" "";
    /// Opens the chosen link.
    OpenChosenLink "open-chosen-link" in Links ["enter", "o"] "open it" "open";
    /// Copies the chosen link's address.
    CopyChosenLink "copy-chosen-link" in Links ["y"] "copy its address" "copy";
    /// Copies the chosen link as Markdown.
    CopyChosenMarkdown "copy-chosen-markdown" in Links ["Y"] "copy a Markdown link" "";
    /// Closes the list.
    CloseLinks "close-links" in Links ["esc", "q", "O"] "close" "close";
    /// Opens the page that it is asked about, and asks no more about its host.
    ConfirmHost "confirm-host" in Question ["o", "enter", "y"] "open it; its host is let through" "open";
    /// Does not open the page.
    RefuseHost "refuse-host" in Question ["esc", "q", "n"] "do not open it" "back";

    /// Scrolls the help down.
    ScrollHelpDown "scroll-help-down" in Help ["j", "down"] "scroll down" "scroll";
    /// Scrolls the help up.
    ScrollHelpUp "scroll-help-up" in Help ["k", "up"] "scroll up" "";
    /// Scrolls the help down by its height.
    PageHelpDown "page-help-down" in Help ["pgdn", "space"] "scroll a window down" "";
    /// Scrolls the help up by its height.
    PageHelpUp "page-help-up" in Help ["pgup"] "scroll a window up" "";
    /// Scrolls the help to its start.
    HelpTop "help-top" in Help ["g g", "home"] "start of the help" "";
    /// Scrolls the help to its end.
    HelpBottom "help-bottom" in Help ["G", "end"] "end of the help" "";
    /// Closes the help.
    CloseHelp "close-help" in Help ["esc", "q", "?", "f1", "enter"] "close the help" "close";
}

impl Action {
    /// The action's row of the table.
    #[must_use]
    pub fn spec(self) -> &'static ActionSpec {
        &ACTIONS[self as usize]
    }
}
