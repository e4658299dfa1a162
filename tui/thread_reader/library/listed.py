"""What the list of discussions lists: those of the file that is open, recent ones, and those of files and folders, with
what is known of each from earlier. Nothing here draws."""

from __future__ import annotations

import os
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING

from thread_parsers.text.printable import printable
from thread_reader.library.saved_again import SavedAgain
from thread_reader.scheduler import Scheduler
from thread_reader.state.recent import History, Known, history
from thread_reader.view.listed_paths import HERE, folder_of, heading, is_below, is_up_to, spellings, with_slash
from thread_reader.view.listing import Listing
from thread_reader.view.parts import rows_of
from thread_reader.view.stats_job import failure_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from thread_parsers.library import Keys, Row
    from thread_reader.library.shelf import Shelf
    from thread_reader.session.session import Session
    from thread_reader.state.worker import StateWorker

LISTING, ARRANGING = "listing", "arranging"
"""The kinds of the jobs that list the rows of the index, and that sort and filter the rows."""
PARTS, RECENT, FILES = range(3)
"""The sections."""
STEP_ROWS = 500
"""Rows that are listed between two steps."""
FIRST_ROWS_SECONDS = 0.3
"""How long the rows of files that are in no index are collected and sorted before the first of them are shown."""
MAX_READ_BYTES = 1 << 29
"""A recent file that is larger is listed, but not read for that."""


class Listed:
    """The list, and the jobs that fill it."""

    def __init__(
        self,
        shelf: Shelf,
        state: StateWorker | None,
        paths: Sequence[str] | None,
        *,
        redraw: Callable[[], None],
        fail: Callable[[str], None],
    ) -> None:
        """`paths`: the files and folders of the call; empty: recent discussions and the current folder; None: the
        folder of the file that is open. `redraw` is called when something has changed, `fail` with what went wrong, in
        printable words."""
        self.listing = Listing(sections=["in this file", "recent", ""])
        self.scheduler = Scheduler()
        self.paths: list[str] = []
        """The files and folders whose discussions are listed."""
        self.history: History | None = None
        """What is known of files from earlier; None until that was asked."""
        self._shelf, self._state, self._given = shelf, state, paths
        self._redraw, self._fail = redraw, fail
        self._has_recent = False
        self._is_listed = False
        """Whether all rows of the index have been listed, and not been sorted."""
        self._known: dict[str, list[Known]] = {}
        """What is known of files from earlier, by their paths as they are spelled in the list."""
        self._file: tuple[str, ...] = ()
        """The file whose discussions are listed first, as its path may be spelled."""
        self._at = 0
        """The one of its discussions that the cursor is to be on once it is listed, from 1; 0 for none."""
        self._arranging: Iterator[None] = iter(())
        self._by_content: dict[tuple[str, int], Known] = {}
        """What is known of discussions that were open as another file, or saved again since, by path and part."""
        self._saved_again: SavedAgain | None = None
        if state is not None:
            recognized = self._put_by_content, self._failed, self._broken
            self._saved_again = SavedAgain(shelf.library, state, self.scheduler, *recognized)
        self._is_collecting = False
        """Whether rows are collected that are not shown yet, since nothing else is."""
        self._collects_until = 0.0
        self._collected: dict[str, Sequence[Row]] = {}
        shelf.watchers.append(self._changed)

    @property
    def is_busy(self) -> bool:
        """Whether files are being looked at, or rows are being sorted."""
        return self._shelf.is_refreshing or not {LISTING, ARRANGING}.isdisjoint(self.scheduler.running)

    def scope(self) -> list[str]:
        """The files and folders to search in: what is listed."""
        recent = [each.path for each in self._recent] if self._has_recent else []
        roots = [os.path.abspath(path) for path in self.paths]  # noqa: PTH100
        return [*self.paths, *dict.fromkeys(path for path in recent if not is_below(path, roots))]

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
            listing.folders[FILES] = with_slash(paths[0]) if len(paths) == 1 else ""
            if self._saved_again is not None:
                self._saved_again.everything()
        listing.drop(PARTS)
        listing.has_moved, self._file, self._at = False, (), 0
        self._has_recent = session is not None or not self._given
        if session is not None and file is not None:
            parts = session.reader.discussion.parts
            if len(parts) > 1:
                listing.put(PARTS, rows_of(session.reader.discussion))
            self._file, self._at = (file.name, *reversed(spellings(file.name, paths))), session.parts.index + 1
        self._put_recent()
        listing.resort()
        self.scheduler.start(LISTING, self._list(), self._listed, failed=self._broken)
        self._refresh()

    def _list(self) -> Iterator[bool]:
        """List what the index knows, in steps: those that are no discussions at the end."""
        listing, refused, is_first = self.listing, [], True
        for page in self._shelf.library.pages(self.paths):
            discussions = [row for row in page if not row.reason]
            refused += [row for row in page if row.reason]
            listing.put(FILES, discussions)
            self._put_known(dict.fromkeys(row.path for row in discussions))
            yield is_first and bool(discussions)  # draw the first ones at once
            is_first = is_first and not discussions
        for start in range(0, len(refused), STEP_ROWS):
            listing.put(FILES, refused[start : start + STEP_ROWS])
            yield False
        self._is_collecting, self._collects_until = is_first and not refused, monotonic() + FIRST_ROWS_SECONDS
        self._collected = {}
        self._is_listed = True

    def _listed(self) -> None:
        """Rows of the index were listed."""
        if self._is_listed:
            self._is_listed = False
            self.arrange()
            self._recognize()
        self._redraw()

    def arrange(self) -> None:
        """Sort and filter what is listed."""
        self._arranging = self._arranged()
        self.scheduler.start(ARRANGING, self._arranging, self._redraw, failed=self._broken)

    def _arranged(self) -> Iterator[None]:
        yield from self.listing.arrange()
        self._point()

    def _broken(self, error: Exception) -> None:
        self._fail(failure_reason(error))

    def _refresh(self) -> None:
        """Look at the files again, in the background; at the recent ones first."""
        recent = self._recent if self._has_recent else []
        self._shelf.refresh([*(each.path for each in recent if is_up_to(each.path, MAX_READ_BYTES)), *self.paths])

    @property
    def _recent(self) -> list[Known]:
        return [] if self.history is None else self.history.recent

    def ask_history(self) -> None:
        """Ask the state which discussions were open."""
        if self._state is not None:
            self._state.submit(history, self._put_history, self._failed)

    def _failed(self, reason: str) -> None:
        self._fail(f"the saved state cannot be read ({printable(reason)})")

    def _put_history(self, found: History) -> None:
        if found == self.history:
            return
        before, self.history = self.history, found
        is_first = before is None
        known: dict[str, list[Known]] = {}
        for each in found.known:
            for path in dict.fromkeys((*spellings(each.path, self.paths), *self._file)):
                if path == each.path or os.path.abspath(path) == each.path:  # noqa: PTH100
                    known.setdefault(path, []).append(each)
        self._known = known
        if is_first and self._has_recent and found.recent:
            self._put_recent()
            self.listing.resort()
            self.arrange()
            self._refresh()
        self._put_known()
        self._filter_again()
        if self._saved_again is not None and before is not None:
            if not {each[:4] for each in found.known}.issubset(each[:4] for each in before.known):
                self._saved_again.opened(max((each.opened for each in before.known), default=0) or 1)
            self._saved_again.again(path for path, _ in self._by_content)
        self._recognize()
        self._redraw()

    def _recognize(self) -> None:
        """Look for discussions that were open as another file, or were saved again since, once all are listed."""
        if self._saved_again is not None and self._known and LISTING not in self.scheduler.running:
            self._saved_again.start(self.scope(), self._may_be_saved_again)

    def _may_be_saved_again(self, path: str, part: int) -> bool:
        return any(self.listing.has_unknown(spelled, part) for spelled in spellings(path, self.paths))

    def _put_by_content(self, asked: Sequence[Keys], found: list[Known]) -> None:
        is_known = {(known.path, known.part) for known in found}
        for keys in asked:
            for spelled in spellings(keys.path, self.paths):
                known_before = self._by_content.pop((spelled, keys.part), None)
                if known_before is not None and (keys.path, keys.part) not in is_known:
                    self.listing.forget(spelled, keys.part)
        for known in found:
            for spelled in spellings(known.path, self.paths):
                self._by_content[spelled, known.part] = known
                self.listing.know(spelled, known)
        self._filter_again()
        self._redraw()

    def _filter_again(self) -> None:
        """More is known from earlier: apply a filter that depends on that."""
        if self.listing.is_filtered_by_marks:
            self.arrange()

    def _put_recent(self) -> None:
        """List the recent discussions; until they are looked at, by their files."""
        if not self._has_recent or not self._recent:
            return
        rows = self._shelf.library.rows([each.path for each in self._recent])
        indexed = {(row.path, row.part): row for row in rows}
        self.listing.drop(RECENT)
        self.listing.put(RECENT, (indexed.get((each.path, each.part)) or _placeholder(each) for each in self._recent))

    def _put_known(self, paths: Iterable[str] | None = None) -> None:
        """Set what is known from earlier of the rows, or of those of some files."""
        for path in self._known if paths is None else paths:
            for known in self._known.get(path, ()):
                self.listing.know(path, self._by_content.get((path, known.part), known))

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
            if self._saved_again is not None:
                self._saved_again.changed(changed)
        if not self._shelf.is_refreshing and self.paths:
            self.listing.resort()
            self.arrange()
            self._recognize()
        self._redraw()

    def _point(self) -> None:
        """Put the cursor on the discussion that was open, as long as the user has not moved it."""
        if self._at and not self.listing.has_moved and any(self.listing.point_at(one, self._at) for one in self._file):
            self.listing.has_moved, self._at = True, 0

    def stop(self) -> None:
        """Stop looking at files, and sort those that were found."""
        self._shelf.stop()
        self._changed({})

    def finish_arranging(self) -> None:
        """Sort and filter to the end, if that is going on."""
        for _ in self._arranging:
            pass


def _placeholder(known: Known) -> Row:
    """The row of a file that has not been looked at."""
    from thread_parsers.library import Row

    return Row(known.path, known.part, comments=known.comments)
