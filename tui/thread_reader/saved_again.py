"""Finding discussions of the list that were open as another file, or were saved again since, by their content."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from thread_parsers.library import Keys, Library
    from thread_reader.state.recent import Known
    from thread_reader.state.worker import StateWorker


class SavedAgain:
    """Asks the state about discussions of the index. `put` gets what is known of some of them, `failed` the reason if
    the state cannot be read."""

    def __init__(
        self, library: Library, state: StateWorker, put: Callable[[list[Known]], None], failed: Callable[[str], None]
    ) -> None:
        self._library, self._state, self._put, self._failed = library, state, put, failed

    def steps(self, paths: Sequence[str], is_wanted: Callable[[str, int], bool]) -> Iterator[None]:
        """Ask about the discussions at and below some paths, those of which it is wanted by path and part."""
        from thread_reader.state.alike import alike

        for page in self._library.keys(paths):
            some = [each for each in page if is_wanted(each.path, each.part)]
            if some:
                self._state.submit(partial(alike, some=some), self._compare, self._failed)
            yield

    def _compare(self, found: list[Keys]) -> None:
        """Compare those that may be saves of a discussion that was open."""
        from thread_reader.state.alike import known_by_content

        saves = [(each, self._library.identity(each.path, each.part)) for each in found]
        known = [(each, identity) for each, identity in saves if identity is not None]
        if known:
            self._state.submit(partial(known_by_content, saves=known), self._put, self._failed)
