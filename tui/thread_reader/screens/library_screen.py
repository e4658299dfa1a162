"""The list of discussions: those of the open file, recent ones, and those of files and folders."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from thread_parsers.errors import QueryError
from thread_parsers.text.printable import printable
from thread_reader.library.listed import Listed
from thread_reader.opening import import_modules
from thread_reader.render.wrapping import fitted
from thread_reader.screens.list_screen import ListScreen
from thread_reader.screens.switching import Target
from thread_reader.view.key_bar import Item
from thread_reader.view.list_columns import size_of
from thread_reader.view.listed_paths import shown_path
from thread_reader.widgets.discussion_rows import DiscussionRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_reader.library.shelf import Shelf
    from thread_reader.screens.switching import Switching
    from thread_reader.session.session import Session
    from thread_reader.state.worker import StateWorker
    from thread_reader.view.listing import Entry, Key

PRELOADING = "preloading"
"""The kind of the job that imports what the first discussion needs."""
REACTION_SECONDS = 0.5
"""How long after another row has come under the cursor Enter is not meant for it."""
RECENT_SECONDS = 0.3
"""How long keys wait for the recent discussions, which are the first rows."""


class LibraryScreen(ListScreen):
    """The screen that lists discussions."""

    SIGN = "Discussions"

    def __init__(
        self, switcher: Switching, shelf: Shelf, state: StateWorker | None, paths: Sequence[str] | None
    ) -> None:
        """`paths`: the files and folders of the call; empty: recent discussions and the current folder; None: the
        folder of the file that is open."""
        self.listed = Listed(shelf, state, paths, redraw=self._redraw_listed, fail=self._fail)
        self.listing = self.listed.listing
        self._rows = DiscussionRows(self.listing)
        super().__init__(switcher, self._rows)
        self._shelf, self._state = shelf, state
        self._error = ""
        self._drawn_first: tuple[Key, float] | None = None
        """The row under the cursor before the user has moved, and since when it is drawn."""

    async def begin(self) -> None:
        """List everything, unless that was done before."""
        if self._state is not None:
            self._state.tell(lambda words: self.say(printable(words)))
        if not self.listed.paths:
            self.list_around(None)
        self.scheduler.start(PRELOADING, import_modules(), self.redraw, foreground=False)
        if self._state is None or self.listed.history is not None:
            await self.ready_for_keys()
        else:
            self.set_timer(RECENT_SECONDS, self.ready_for_keys)

    def on_screen_resume(self) -> None:
        """The list is shown for the first time, or a discussion was closed or put away: what is read of it has
        changed."""
        if self.is_complete and self.listed.paths:
            self.listed.ask_history()
            self.redraw()

    def on_unmount(self) -> None:
        """Stop all jobs."""
        self.listed.scheduler.stop()
        super().on_unmount()

    def list_around(self, session: Session | None) -> None:
        """List the discussions of the file that is open, recent ones, and those of the call or of its folder."""
        if self.text:
            self.put_text("")
        self.listed.list_around(session)

    def _redraw_listed(self) -> None:
        """Something else is listed. Keys wait for the recent discussions."""
        self.redraw()
        if self.listed.history is not None and self._waiting and self._opens is None:
            self.call_next(self.ready_for_keys)

    def _fail(self, problem: str) -> None:
        self._error = problem
        self.redraw()

    def point_at(self, path: str, part: int) -> None:
        """Put the cursor on a discussion that is being left."""
        self.listing.point_at(path, part)

    def touched(self) -> None:
        """From now on the cursor stays on its row."""
        self.listing.has_moved = True

    def enter(self) -> None:
        """Open the discussion under the cursor, or say why it is none."""
        self.listed.finish_arranging()  # it is meant for the rows as they are sorted and filtered now
        entry = self.listing.entry
        if entry is None:
            return
        row, wrong = entry.row, entry.row.reason
        if self._has_just_changed(entry):
            self.message = "the list has just changed; press Enter again to open this row"
            self._drawn_first = None
            self.listing.has_moved = True
            return
        self.listing.has_moved = True
        # A page without comments is no discussion, but it can be read.
        if not wrong or row.family:
            self.open(Target(row.path, row.part), "list")
        else:
            if self._stop_opening():
                self.pass_keys_on()
            self.say_of(row.path, wrong)

    def _has_just_changed(self, entry: Entry) -> bool:
        """Whether the row under the cursor is another one than a moment ago, without the user having moved: then Enter
        was meant for that one."""
        drawn = self._drawn_first
        return (
            not self.listing.has_moved
            and drawn is not None
            and (drawn[0] != entry.key or monotonic() - drawn[1] < REACTION_SECONDS)
        )

    def escape(self) -> None:
        """Clear the filter, or leave."""
        if self.text:
            self.put_text("")
        else:
            self._switcher.leave(self)

    def interrupt(self) -> None:
        """Stop looking at files; as Esc if that is not going on."""
        if self._shelf.is_refreshing:
            self.listed.stop()
            self.message = "stopped; the list shows what was found so far"
        else:
            self.escape()

    def tab(self, steps: int) -> None:
        """Sort by another column."""
        self.listing.sort_next(steps)
        self.listed.arrange()

    def other_key(self, key: str) -> bool:
        """Search in all comments."""
        if key == "ctrl+s":
            self._switcher.open_search(self)
        return key == "ctrl+s"

    def typed(self, text: str) -> None:
        """Filter. While the text is no valid query, the last one stays."""
        try:
            self.listing.filter_by(text)
        except QueryError as error:
            self._error = f"column {error.column + 1}: {printable(error.message)}"
            return
        self._error = ""
        self.listed.arrange()

    def click_heading(self, x: int, y: int) -> bool:
        """A click on the heading of a column sorts by it."""
        if y:
            return False
        name = self._rows.sort_at(x)
        if name is not None:
            self.listing.sort_by(name)
            self.listed.arrange()
        return True

    def note(self) -> str:
        """How many rows of how many there are, or what is wrong with the filter."""
        if self._error:
            return self._error
        listing = self.listing
        order = f" · by {listing.sort.name}" if listing.sort.name else ""
        return f"{f'{listing.count:,} of ' if listing.is_filtered else ''}{listing.total:,}{order}"

    def status(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """The file under the cursor, and the progress of looking at files."""
        right = [(self._shelf.said, "quiet")]
        if self.message or self._error:
            return [(self.message or self._error, "warning")], right
        entry = self.listing.entry
        if entry is None:
            return [], right
        row = entry.row
        words = [printable(row.family), printable(row.reason), size_of(row.size)]
        facts = "".join(f" · {word}" for word in words if word)
        path = fitted(shown_path(row.path)[::-1], self.size.width - len(facts) - len(right[0][0]) - 4)[::-1]
        return [(path + facts, "")], right

    def keys(self) -> list[Item]:
        """The keys of the list."""
        return [
            Item("Enter", "open", press="enter"),
            Item("↓ ↑", "move", press="down"),
            Item("a–z", "filter"),
            Item("Tab", "sort", press="tab"),
            Item("Ctrl-s", "search all", press="ctrl+s"),
        ]

    def key_of_escape(self) -> Item:
        """What Esc does."""
        leaves = "back" if self._switcher.leads_back(self) else "quit"
        return Item("Esc", "clear" if self.text else leaves, press="escape")

    def _note_first_row(self) -> None:
        """Note since when the row under the cursor is drawn, as long as the user has not moved. The first row that is
        ever drawn may be opened at once: none was there before."""
        entry, drawn = self.listing.entry, self._drawn_first
        if self.listing.has_moved or entry is None:
            self._drawn_first = None
        elif drawn is None or drawn[0] != entry.key:
            self._drawn_first = entry.key, monotonic() if drawn is not None else 0.0

    def redraw(self) -> None:
        """Draw what has changed."""
        looking = "looking for files …" if self._shelf.is_refreshing else "no files here"
        self._rows.empty = "nothing matches" if self.listing.is_filtered else looking
        self._note_first_row()
        messages = self._shelf.library.messages
        if messages and self.is_complete:  # each is said once
            self.message = printable("; ".join(messages))
            messages.clear()
        super().redraw()
