"""What a session needs from the screen that shows it, as protocols, so that it can run without one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from thread_reader.view.pane_titles import PANES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from thread_reader.state.authors import AuthorMark
    from thread_reader.view.sheet import Sheet
    from thread_reader.view.status_text import Part


PickerForm = Literal["sheet", "aside", "commands", "first"]
"""How choices are offered: in the middle; at the right, so that the page is in sight; found by letters in order and
with headings; or in the middle before any key was pressed: until something is typed, j, k and q do what they do on the
page."""


class Choice(NamedTuple):
    """A choice of a picker: the value that is returned, the visible title, and a note at the right."""

    value: str
    title: str
    note: str = ""
    section: str = ""
    """The heading that it is listed under."""


class Pane(Protocol):
    """A pane that moves by itself, as article and stats do."""

    @property
    def page_height(self) -> int:
        """Rows on the screen."""

    def step(self, steps: int) -> None:
        """Move the cursor by steps, down if positive."""

    def scroll(self, lines: int) -> None:
        """Scroll by lines, down if positive."""

    def align(self, where: float) -> None:
        """Scroll so that the cursor is at the top (0.0), in the middle (0.5) or at the bottom (1.0)."""


class ArticleView(Pane, Protocol):
    """The article pane."""

    def show(self, paragraph: int, character: int) -> None:
        """Scroll to a character of a paragraph."""

    def go(self, number: int) -> None:
        """Move the cursor to a sentence, numbered from 1."""

    @property
    def has_spoiler(self) -> bool:
        """Whether the sentence under the cursor has a spoiler that is not shown."""

    def reread(self) -> bool:
        """Update the text after the discussion has grown. Returns whether the article has changed."""


class StatsView(Pane, Protocol):
    """The stats pane."""

    @property
    def query_here(self) -> str | None:
        """The query of the row or the chosen chart columns under the cursor."""

    def sideways(self, columns: int) -> None:
        """Move the cursor within a chart, or to another column of the page, to the right if positive."""

    @property
    def says(self) -> str:
        """What is chosen in the chart under the cursor; empty if the cursor is on no chart."""

    def section(self, sections: int) -> None:
        """Move the cursor by sections, down if positive."""

    def toggle_range(self) -> bool:
        """Begin a range at the chart column under the cursor, or drop it. False if the cursor is on no chart."""

    def drop_range(self) -> bool:
        """Drop the range that is being chosen. False if there is none."""

    def toggle_more(self) -> bool:
        """Expand or collapse a section; False if the row under the cursor does neither."""


class Offers(NamedTuple):
    """A list of completions, shown above a prompt."""

    rows: Sequence[tuple[str, str]] = ()
    """What is typed, and what it means."""
    chosen: int | None = None
    """The row that was put into the text."""


class PromptField(Protocol):
    """The input field of a prompt."""

    @property
    def words(self) -> tuple[str, int]:
        """The text and the position of the cursor in it."""

    def put(self, words: str, cursor: int | None = None) -> None:
        """Replace the text; the cursor goes to its end by default."""


class Prompt(Protocol):
    """A one-line prompt."""

    sign: str
    """The label before the text."""
    text: str
    """The initial text."""

    def typed(self, text: str) -> None:
        """The text has changed."""

    def key(self, key: str, field: PromptField) -> bool:
        """Handle a key; False if it is for the field."""

    def note(self) -> str:
        """A live note beside the text."""

    def accept(self, offer: int, field: PromptField) -> None:
        """Put one of the offers, by its row, in place of the word at the cursor."""

    def offers(self, field: PromptField) -> Offers:
        """What may be typed in place of the word at the cursor."""


class Host(Protocol):
    """What a session needs from the screen that shows it."""

    @property
    def article(self) -> ArticleView:
        """The article pane."""

    @property
    def stats(self) -> StatsView:
        """The stats pane."""

    @property
    def several_panes(self) -> bool:
        """True while the panes are side by side."""

    @property
    def missing_columns(self) -> int | None:
        """How many columns the screen lacks for two panes of comments; None without a screen."""

    @property
    def themes(self) -> Mapping[str, bool]:
        """The names of all themes, and whether their colour of text had to be adjusted to be readable."""

    theme: str
    """The name of the current theme."""

    def redraw(self, panes: Collection[str] = PANES) -> None:
        """Redraw these panes, and always the status lines."""

    def redraw_all(self) -> None:
        """Send the whole screen to the terminal again."""

    def arrange_panes(self) -> None:
        """Lay out the panes and focus the current one."""

    def show_prompt(self) -> None:
        """Open the prompt of the session, or close it if there is none."""

    def pick(
        self,
        title: str,
        choices: Sequence[Choice],
        picked: Callable[[str], None],
        *,
        letters: bool = False,
        current: str = "",
        preview: Callable[[str], None] | None = None,
        delete: Callable[[str], None] | None = None,
        form: PickerForm = "sheet",
    ) -> None:
        """Let the user pick a choice. With `letters` a choice's value is its key. The cursor starts on the value
        `current`. `preview` gets the value under the cursor as it moves, and `current` if the user cancels. `delete`
        gets the value that Del was pressed on, or in the list of commands Ctrl-k, which closes the picker."""

    def mark_author(self, name: str, mark: AuthorMark, done: Callable[[AuthorMark], None]) -> None:
        """Let the user change the marks of an author with this printable name."""

    def show_text(
        self,
        title: str,
        lines: Sequence[Sequence[Part]],
        *,
        searchable: bool = False,
        on_enter: Callable[[], None] | None = None,
    ) -> None:
        """Show a scrollable text over the screen. Enter closes it, and then calls `on_enter`."""

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a sheet with a list over the screen."""

    def show_parents(self, go: Callable[[int], None]) -> None:
        """Show the ancestors of the comment under the cursor over the comments. `go` gets the one that Enter is pressed
        on; all other keys but those that choose one close it."""

    def copy_to_clipboard(self, text: str) -> None:
        """Copy through the terminal."""

    def set_mouse(self, *, to_terminal: bool) -> None:
        """Let the terminal or the reader handle the mouse."""

    def switch_session(self) -> None:
        """Continue with the session's successor, now or as soon as no prompt or sheet is open."""

    def suspend(self) -> None:
        """Suspend the program to the shell."""

    def quit(self) -> None:
        """Close the discussion and go back to the list that it was opened from, or else end the program."""

    def open_list(self) -> None:
        """Show the list of discussions: those of this file, recent ones, and those of its folder."""

    def search_library(self) -> None:
        """Show the search in all discussions of that list."""

    def show_open(self, steps: int) -> bool:
        """Show another open discussion, that many after this one in the order in which they were opened; the first
        follows the last. False if no other one is open."""
