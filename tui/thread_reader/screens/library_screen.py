"""The list of discussions: those of the open file, recent ones, and those of files and folders."""

from __future__ import annotations

import os
from dataclasses import replace
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
    from thread_reader.view.listing import Entry, Key

LISTING, ARRANGING = "listing", "arranging"
"""The kinds of the jobs that list the rows of the index, and that sort and filter the rows."""
PARTS, RECENT, FILES = range(3)
"""The sections."""
STEP_ROWS = 500
"""Rows that are listed between two steps."""
FIRST_ROWS_SECONDS = 0.3
"""How long the rows of files that are in no index are collected and sorted before the first of them are shown."""
REACTION_SECONDS = 0.5
"""How long after another row has come under the cursor Enter is not meant for it."""
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
        self._file: tuple[str, ...] = ()
        """The file whose discussions are listed first, as its path may be spelled."""
        self._at = 0
        """The one of its discussions that the cursor is to be on once it is listed, from 1; 0 for none."""
        self._drawn_first: tuple[Key, float] | None = None
        """The row under the cursor before the user has moved, and since when it is drawn."""
        self._arranging: Iterator[None] = iter(())
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
        listing.has_moved, self._file, self._at = False, (), 0
        self._has_recent = session is not None or not self._given
        if session is not None and file is not None:
            parts = session.reader.discussion.parts
            if len(parts) > 1:
                listing.put(PARTS, rows_of(session.reader.discussion))
            self._file, self._at = (file.name, *reversed(spellings(file.name, paths))), session.part_index + 1
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
        self._arranging = self._arranged()
        self.scheduler.start(ARRANGING, self._arranging, self.redraw, failed=self._broken)

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
            for path in dict.fromkeys((*spellings(each.path, self.paths), *self._file)):
                if path == each.path or os.path.abspath(path) == each.path:  # noqa: PTH100
                    known.setdefault(path, []).append(each)
        self._known = known
        if is_first and self._has_recent and found.recent:
            self._put_recent()
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
            # A file that is below two of the paths is reported once.
            absolute, *listed = spellings(path, self.paths)
            if self.listing.has(RECENT, absolute):
                known = [replace(row, path=absolute) for row in rows]
                self.listing.put(RECENT, [row for row in known if (absolute, row.part) in recent] or known[:1])
            for spelled in listed:
                self.listing.put(FILES, [replace(row, path=spelled) for row in rows], spelled)
            self._put_known([absolute, *listed])
        if changed:
            self._point()
        if not self._shelf.is_refreshing and self.paths:
            self.listing.resort()
            self._arrange()
        self.redraw()

    def _point(self) -> None:
        """Put the cursor on the discussion that was open, as long as the user has not moved it."""
        if self._at and not self.listing.has_moved and any(self.listing.point_at(one, self._at) for one in self._file):
            self.listing.has_moved, self._at = True, 0

    def point_at(self, path: str, part: int) -> None:
        """Put the cursor on a discussion that is being left."""
        self.listing.point_at(path, part)

    def touched(self) -> None:
        """From now on the cursor stays on its row."""
        self.listing.has_moved = True

    def move(self, by: int) -> None:
        """Move the cursor."""
        self.listing.move(by)

    def enter(self) -> None:
        """Open the discussion under the cursor, or say why it is none."""
        for _ in self._arranging:  # it is meant for the rows as they are sorted and filtered now
            pass
        entry = self.listing.entry
        if entry is None:
            return
        row, wrong = entry.row, entry.row.reason
        if self._has_just_changed(entry):
            self.message = "the list was just sorted; Enter opens the row"
            self._drawn_first = None
            self.listing.has_moved = True
            return
        self.listing.has_moved = True
        # A page without comments is no discussion, but it can be read.
        if not wrong or row.family:
            wrong = self._switcher.open(Opened(row.path, row.part), self, "list")
        if wrong:
            self.message = f"{printable(os.path.basename(row.path))}: {printable(wrong)}"  # noqa: PTH119

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
        super().redraw()


def _placeholder(known: Known) -> Row:
    """The row of a file that has not been looked at."""
    from thread_parsers.library import Row

    return Row(known.path, known.part, comments=known.comments)
