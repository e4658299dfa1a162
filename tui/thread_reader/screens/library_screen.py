"""The list of discussions: those of the open file, recent ones, and those of files and folders."""

from __future__ import annotations

import os
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.errors import DiscussionError, QueryError
from thread_parsers.text.printable import printable
from thread_reader.render.wrapping import fitted
from thread_reader.screens.list_screen import ListScreen
from thread_reader.state.recent import History, Known, history
from thread_reader.view.key_bar import Item
from thread_reader.view.list_columns import size_of
from thread_reader.view.listed_paths import HERE, folder_of, heading, is_below, is_up_to, shown_path, spellings
from thread_reader.view.listing import Listing
from thread_reader.view.parts import rows_of
from thread_reader.view.stats_job import failure_reason
from thread_reader.widgets.discussion_rows import DiscussionRows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from textual.widget import Widget

    from thread_parsers.library import Row
    from thread_reader.screens.switching import Switching
    from thread_reader.session import Session
    from thread_reader.shelf import Shelf
    from thread_reader.state.worker import StateWorker

LISTING, ARRANGING = "listing", "arranging"
"""The kinds of the jobs that list the rows of the index, and that sort and filter the rows."""
PARTS, RECENT, FILES = range(3)
"""The sections."""
STEP_ROWS = 500
"""Rows that are listed between two steps."""
FIRST_ROWS_SECONDS = 0.3
"""How long the rows of files that are in no index are collected and sorted before the first of them are shown."""
RECENT_SECONDS = 0.3
"""How long keys wait for the recent discussions, which are the first rows."""
MAX_READ_BYTES = 1 << 29
"""A recent file that is larger is listed, but not read for that."""


class Opened(NamedTuple):
    """What Enter opens."""

    path: str
    part: int
    place: str = ""
    search: str = ""


class LibraryScreen(ListScreen):
    """The list."""

    SIGN = "Discussions"

    def __init__(
        self, switcher: Switching, shelf: Shelf, state: StateWorker | None, paths: Sequence[str] | None
    ) -> None:
        """`paths`: the files and folders of the call; empty: recent discussions and the current folder; None: the
        folder of the file that is open."""
        self.listing = Listing(sections=["in this file", "recent", ""])
        self._rows = DiscussionRows(self.listing)
        super().__init__(switcher, self._rows)
        self._shelf, self._state = shelf, state
        self._given = paths
        self.paths: list[str] = []
        """The files and folders whose discussions are listed."""
        self._has_recent = False
        self._is_listed = False
        """Whether all rows of the index have been listed, and not been sorted."""
        self._history: History | None = None
        self._known: dict[str, list[Known]] = {}
        """What is known of files from earlier, by their paths as they are spelled in the list."""
        self._error = ""
        self._at: list[tuple[str, int]] = []
        """The discussion that the cursor is to be on once it is listed, as it may be spelled."""
        self._is_collecting = False
        """Whether rows are collected that are not shown yet, since nothing else is."""
        self._collects_until = 0.0
        self._collected: dict[str, Sequence[Row]] = {}
        shelf.watchers.append(self._changed)

    def scope(self) -> list[str]:
        """The files and folders to search in: what is listed."""
        recent = [each.path for each in self._recent] if self._has_recent else []
        roots = [os.path.abspath(path) for path in self.paths]  # noqa: PTH100
        return [*self.paths, *dict.fromkeys(path for path in recent if not is_below(path, roots))]

    async def begin(self) -> None:
        """List everything, unless that was done before."""
        if self._state is not None:
            self._state.tell(lambda words: self.say(printable(words)))
        if not self.paths:
            self.list_around(None)
        if self._state is None or self._history is not None:
            await self.ready_for_keys()
        else:
            self.set_timer(RECENT_SECONDS, self.ready_for_keys)

    def on_screen_resume(self) -> None:
        """A discussion was closed or put away: what is read of it has changed."""
        if self.is_complete and self.paths:
            self._ask_history()
            self.redraw()

    def list_around(self, session: Session | None) -> None:
        """List the discussions of the file that is open, recent ones, and those of the call or of its folder."""
        listing, file = self.listing, None if session is None else session.reader.discussion.file
        paths = list(self._given or [HERE])
        if self._given is None and file is not None and file.stamp is not None:
            paths = [folder_of(file.name)]
        if paths != self.paths:
            listing.clear()
            self.paths = paths
            listing.sections[FILES] = heading(paths)
        if self.text:
            self.put_text("")
        listing.drop(PARTS)
        listing.has_moved, self._at = False, []
        self._has_recent = session is not None or not self._given
        if session is not None and file is not None:
            parts = session.reader.discussion.parts
            if len(parts) > 1:
                listing.put(PARTS, rows_of(session.reader.discussion))
            spelled = spellings(os.path.abspath(file.name), paths)  # noqa: PTH100
            self._at = [(path, session.part_index + 1) for path in (file.name, *reversed(spelled))]
        self._put_recent()
        listing.resort()
        self.scheduler.start(LISTING, self._list(), self._listed, failed=self._broken)
        self._ask_history()
        self._refresh()

    def _list(self) -> Iterator[None]:
        """List what the index knows, in steps."""
        rows = self._shelf.library.rows(self.paths)
        self._is_collecting, self._collects_until = not rows, monotonic() + FIRST_ROWS_SECONDS
        for start in range(0, len(rows), STEP_ROWS):
            self.listing.put(FILES, rows[start : start + STEP_ROWS])
            yield
        self._is_listed = True

    def _listed(self) -> None:
        """Rows of the index were listed."""
        if self._is_listed:
            self._is_listed = False
            self._put_known()
            self._arrange()
        self.redraw()

    def _arrange(self) -> None:
        """Sort and filter what is listed."""
        self.scheduler.start(ARRANGING, self._arranged(), self.redraw, failed=self._broken)

    def _arranged(self) -> Iterator[None]:
        yield from self.listing.arrange()
        self._point()

    def _broken(self, error: Exception) -> None:
        self._error = printable(str(error)) if isinstance(error, DiscussionError) else failure_reason(error)
        self.redraw()

    def _refresh(self) -> None:
        """Look at the files again, in the background; at the recent ones first."""
        recent = self._recent if self._has_recent else []
        self._shelf.refresh([*(each.path for each in recent if is_up_to(each.path, MAX_READ_BYTES)), *self.paths])

    @property
    def _recent(self) -> list[Known]:
        return [] if self._history is None else self._history.recent

    def _ask_history(self) -> None:
        """Ask the state which discussions were open."""
        if self._state is not None:
            self._state.submit(history, self._put_history, lambda reason: self.say(printable(reason)))

    def _put_history(self, found: History) -> None:
        is_first, self._history = self._history is None, found
        known: dict[str, list[Known]] = {}
        for each in found.known:
            for path in dict.fromkeys((*spellings(each.path, self.paths), *(path for path, _ in self._at))):
                if path == each.path or os.path.abspath(path) == each.path:  # noqa: PTH100
                    known.setdefault(path, []).append(each)
        self._known = known
        if is_first and self._has_recent and found.recent:
            self._put_recent()
            if not self.listing.has_moved and not self._at:
                self.listing.cursor = -1  # the first row is another one now
            self.listing.resort()
            self._arrange()
            self._refresh()
        self._put_known()
        self.redraw()
        if is_first:
            self.call_next(self.ready_for_keys)

    def _put_recent(self) -> None:
        """List the recent discussions; until they are looked at, by their files."""
        if not self._has_recent or not self._recent:
            return
        rows = self._shelf.library.rows([each.path for each in self._recent])
        indexed = {(row.path, row.part): row for row in rows}
        self.listing.drop(RECENT)
        self.listing.put(RECENT, (indexed.get((each.path, each.part)) or _placeholder(each) for each in self._recent))

    def _put_known(self, paths: Sequence[str] | None = None) -> None:
        """Set what is known from earlier of the rows, or of those of some files."""
        for path in self._known if paths is None else paths:
            for known in self._known.get(path, ()):
                self.listing.know(path, known)

    def _changed(self, changed: Mapping[str, Sequence[Row]]) -> None:
        """Files were looked at: show what they are. At the end, sort again."""
        recent = {(each.path, each.part) for each in self._recent}
        if self._is_collecting:
            self._collected.update(changed)
            if self._shelf.is_refreshing and monotonic() < self._collects_until:
                return
            self._is_collecting = False
            changed, self._collected = dict(sorted(self._collected.items())), {}
        for path, rows in changed.items():
            if self.listing.has(RECENT, path):
                self.listing.put(RECENT, [row for row in rows if (path, row.part) in recent] or rows[:1])
            if is_below(path, self.paths):
                self.listing.put(FILES, rows, path)
        if changed:
            self._put_known(list(changed))
            self._point()
        if not self._shelf.is_refreshing and self.paths:
            self.listing.resort()
            self._arrange()
        self.redraw()

    def _point(self) -> None:
        """Put the cursor on the discussion that was open, as long as the user has not moved it."""
        if not self.listing.has_moved and any(self.listing.point_at(*one) for one in self._at):
            self.listing.has_moved = False

    def point_at(self, path: str, part: int) -> None:
        """Put the cursor on a discussion that is being left."""
        self.listing.point_at(path, part)

    def move(self, by: int) -> None:
        """Move the cursor."""
        self.listing.move(by)

    def enter(self) -> None:
        """Open the discussion under the cursor, or say why it is none."""
        entry = self.listing.entry
        if entry is None:
            return
        row, wrong = entry.row, entry.row.reason
        self.listing.has_moved = True
        # A page without comments is no discussion, but it can be read.
        if not wrong or row.family:
            wrong = self._switcher.open(Opened(row.path, row.part), self, "list")
        if wrong:
            self.message = f"{printable(os.path.basename(row.path))}: {printable(wrong)}"  # noqa: PTH119

    def escape(self) -> None:
        """Clear the filter, or leave."""
        if self.text:
            self.put_text("")
        else:
            self._switcher.leave(self)

    def tab(self, steps: int) -> None:
        """Sort by another column."""
        self.listing.sort_next(steps)
        self._arrange()

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
        self._arrange()

    def take_click(self, widget: Widget, x: int, y: int) -> bool:
        """A click selects a row, and opens the one that is selected; on the heading of a column, it sorts."""
        if widget is not self._rows:
            return False
        self.message = ""
        if y == 0:
            name = self._rows.sort_at(x)
            if name is not None:
                self.listing.sort_by(name)
                self._arrange()
        elif self._rows.point(y):
            self.enter()
        self.redraw()
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
        right = [(self._progress(), "quiet")]
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

    def _progress(self) -> str:
        progress, shelf = self._shelf.progress, self._shelf
        if not shelf.is_refreshing:
            return shelf.trouble
        if progress is None:
            return "looking for files …"
        if progress.read:
            return f"reading {progress.read:,} of {progress.read + progress.waiting:,} …"
        return f"{progress.seen:,} files so far …"

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

    def redraw(self) -> None:
        """Draw what has changed."""
        looking = "looking for files …" if self._shelf.is_refreshing else "no files here"
        self._rows.empty = "nothing matches" if self.listing.is_filtered else looking
        super().redraw()


def _placeholder(known: Known) -> Row:
    """The row of a file that has not been looked at."""
    from thread_parsers.library import Row

    return Row(known.path, known.part, comments=known.comments)
