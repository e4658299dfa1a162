"""The search in many discussions: hits as they are found, grouped by discussion."""

from __future__ import annotations

from contextlib import ExitStack, closing
from functools import partial
from typing import TYPE_CHECKING

from thread_parsers.errors import DiscussionError, QueryError
from thread_parsers.query import Pattern, Query, parse_query
from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_reader.recalled_marks import recalled_marks
from thread_reader.screens.list_screen import ListScreen
from thread_reader.screens.switching import Target
from thread_reader.state.database import open_to_read
from thread_reader.state.marked import MarkedDiscussions
from thread_reader.view.hit_list import MAX_HITS, HitList
from thread_reader.view.key_bar import Item
from thread_reader.view.listed_paths import shown_path, spellings
from thread_reader.view.stats_job import failure_reason
from thread_reader.widgets.hit_rows import HitRows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from textual.timer import Timer

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.library import KnownFiles, Row
    from thread_parsers.query import UserMarks
    from thread_reader.library.shelf import Shelf
    from thread_reader.screens.switching import Switching

SEARCHING = "searching"
"""The kind of the job."""
PAUSE_SECONDS = 0.15
"""After this time without a key the search begins."""


class SearchScreen(ListScreen):
    """The screen that searches many discussions."""

    SIGN = "Search all"

    def __init__(
        self, switcher: Switching, shelf: Shelf, scope: Callable[[], Sequence[str]], *, remembers: bool
    ) -> None:
        """`scope`: the files and folders to search in. `remembers`: whether there is a state that answers
        `is:unread`."""
        self.hits = HitList()
        self._rows = HitRows(self.hits)
        super().__init__(switcher, self._rows)
        self._shelf, self._scope, self._remembers = shelf, scope, remembers
        self._paths: tuple[str, ...] = ()
        self._query: Query | None = None
        """The query whose hits are shown."""
        self._error = ""
        self._waits: Timer | None = None
        self._is_running = False
        self._progress = ""
        """How many of the files that may have a hit are searched."""
        self._changed_files: dict[str, None] = {}
        """Files that were read while the search was running, or after it."""
        shelf.watchers.append(self._changed)

    async def begin(self) -> None:
        """Search for what is in the field, if anything is."""
        self._search(self.text)
        await self.ready_for_keys()

    def on_screen_resume(self) -> None:
        """A discussion was closed or put away."""
        self.redraw()

    def search_again(self) -> None:
        """Search in other files and folders if they have changed since the last search."""
        if self.is_attached and tuple(self._scope()) != self._paths:
            self._search(self.text)

    def typed(self, text: str) -> None:
        """Search as soon as no key has come for a moment."""
        self._stop()
        if self.is_attached:
            self._waits = self.set_timer(PAUSE_SECONDS, lambda: self._search(text))

    def _search(self, text: str) -> None:
        """Begin a search. While the text is no valid query, the last hits stay."""
        self._stop()
        try:
            query = parse_query(text)
            if query.user_marks and not self._remembers:
                message = f"{query.user_marks[0]} is about what is remembered, which --no-state leaves out"
                raise QueryError(message, text, 0)
        except QueryError as error:
            self._error = f"column {error.column + 1}: {printable(error.message)}"
            self.redraw()
            return
        self._error = ""
        self.hits.clear()
        self._changed_files, self._paths = {}, tuple(self._scope())
        self._query = self._rows.searched = None if query.is_empty else query
        if self._query is not None:
            self._start(self._steps(self._query, self._paths))
        self.redraw()

    def _stop(self) -> None:
        self.scheduler.stop(SEARCHING)
        if self._waits is not None:
            self._waits.stop()
        self._waits, self._is_running = None, False

    def _start(self, steps: Iterator[bool]) -> None:
        self._is_running, self._progress = True, ""
        self.scheduler.start(SEARCHING, steps, self._report, foreground=False, failed=self._broken)

    def _steps(self, query: Query, paths: Sequence[str]) -> Iterator[bool]:
        """Search in what is known; then, as long as files are being read, in those that have changed."""
        if paths:
            yield from self._found(query, paths)
        while self._changed_files and not self.hits.is_full:
            changed, self._changed_files = self._changed_files, {}
            self.hits.drop_files(changed)
            yield from self._found(query, list(changed))
        self._is_running = False

    def _found(self, query: Query, paths: Sequence[str]) -> Iterator[bool]:
        """List the hits in some files and folders."""
        with ExitStack() as stack:
            marks: Callable[[Discussion], UserMarks] | None = None
            known: KnownFiles | None = None
            if query.user_marks:
                connection = stack.enter_context(closing(open_to_read().connection))
                marks, known = partial(recalled_marks, connection), MarkedDiscussions(connection)
            found = self._shelf.library.search(query, paths, marks, progress=self._note_progress, known=known)
            for hit in found:
                is_first = hit is not None and not self.hits.hits
                if hit is not None:
                    self.hits.add(hit)
                if self.hits.is_full:
                    break
                yield is_first  # draw it at once

    def _note_progress(self, read: int, of: int) -> None:
        self._progress = f"searched {read:,} of {of:,} files …"

    def _changed(self, changed: Mapping[str, Sequence[Row]]) -> None:
        """Files were read: search in them, too."""
        if self._query is None:
            return
        for path in changed:
            self._changed_files.update(dict.fromkeys(spellings(path, self._paths)[1:2]))
        if self._changed_files and not self._is_running:
            self._start(self._steps(self._query, ()))
        elif not self._shelf.is_refreshing:
            self.redraw()

    def _report(self) -> None:
        self.redraw()

    def _broken(self, error: Exception) -> None:
        self._is_running = False
        self._error = printable(str(error)) if isinstance(error, DiscussionError) else failure_reason(error)
        self.redraw()

    @property
    def _is_searching(self) -> bool:
        return self._waits is not None or self._is_running

    def enter(self) -> None:
        """Open the discussion at the hit; search first if that has not begun."""
        if self._waits is not None:
            self._search(self.text)
            return
        hit = self.hits.hit
        if hit is None:
            return
        self.open(Target(hit.path, hit.part, str(hit.comment), self._words()), "hits")

    def _words(self) -> str:
        """What to search for in a discussion: the first words of the query."""
        patterns = self._query.highlights if self._query is not None else ()
        return next((each.typed for each in patterns if isinstance(each, Pattern)), "")

    def escape(self) -> None:
        """Stop the search, or leave."""
        if self._is_searching:
            self._stop()
            self._changed_files = {}
            self.message = "stopped; hits found so far are kept"
        else:
            self._switcher.leave(self)

    def tab(self, steps: int) -> None:
        """Go to the next discussion."""
        self.hits.next_group(steps)

    def note(self) -> str:
        """How many hits there are, or what is wrong with the query."""
        if self._error:
            return self._error
        if self._query is None:
            return "word  user:Name  after:2025-12-01  has:link"
        hits = self.hits
        found = f"first {MAX_HITS:,} hits" if hits.is_full else counted(len(hits.hits), "hit")
        so_far = " so far" if self._is_searching or self._shelf.is_refreshing else ""
        return f"{found} in {counted(len(hits.groups), 'discussion')}{so_far}"

    def status(self) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
        """The discussion of the hit under the cursor, and the progress of reading files."""
        right = (self._progress if self._is_running else "") or self._shelf.said
        if self.message or self._error:
            return [(self.message or self._error, "warning")], [(right, "quiet")]
        hit = self.hits.hit
        words = f"{shown_path(hit.path)} · comment {hit.comment:,}" if hit is not None else ""
        return [(words, "")], [(right, "quiet")]

    def keys(self) -> list[Item]:
        """The keys of the search."""
        return [
            Item("Enter", "open", press="enter"),
            Item("↓ ↑", "move", press="down"),
            Item("Tab", "next discussion", press="tab"),
        ]

    def key_of_escape(self) -> Item:
        """What Esc does."""
        return Item("Esc", "stop" if self._is_searching else "back", press="escape")

    def redraw(self) -> None:
        """Draw what has changed."""
        searching = "searching …" if self._is_searching else "nothing found"
        self._rows.empty = "type a query; same syntax as the filter" if self._query is None else searching
        super().redraw()
