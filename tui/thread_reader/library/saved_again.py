"""Finding discussions of the list that were open as another file, or were saved again since, by their content."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from thread_parsers.library import Identity, Keys, Library
    from thread_reader.scheduler import Scheduler
    from thread_reader.state.recent import Known
    from thread_reader.state.worker import StateWorker

ASKING, COMPARING = "recognizing", "comparing"
"""The kinds of the jobs that ask about the discussions of the index, and that read what is compared."""
MAX_FILES = 1_000
"""Files that are asked about one by one. If more have changed, all are."""


COMPARED_COMMENTS = 1 << 14
"""Comments of the discussions that are compared at a time."""


@dataclass(slots=True)
class _Open:
    """What has not been asked yet."""

    everything: bool = False
    """About all files."""
    files: dict[str, None] = field(default_factory=dict)
    """About these files, which have changed."""
    since: int = 0
    """Whether a file is a save of a discussion that was open at or after this second since 1970; 0 for none."""
    again: dict[str, None] = field(default_factory=dict)
    """What is known of these files by now, which are saves of a discussion that was open."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to ask."""
        return not (self.everything or self.files or self.since or self.again)

    def add(self, other: _Open) -> None:
        """Add what has not been asked either."""
        self.files.update(other.files)
        self.again.update(other.again)
        self.everything = self.everything or other.everything or len(self.files) > MAX_FILES
        self.since = min(filter(None, (self.since, other.since)), default=0)


class SavedAgain:
    """Asks the state about discussions of the index, about each one only once until it, or the state, has changed.

    `put` gets what was asked about, and what is known of some of it; `failed` the reason if the state cannot be read,
    `broken` an error in the program."""

    def __init__(
        self,
        library: Library,
        state: StateWorker,
        scheduler: Scheduler,
        put: Callable[[Sequence[Keys], list[Known]], None],
        failed: Callable[[str], None],
        broken: Callable[[Exception], None],
    ) -> None:
        self._library, self._state, self._scheduler = library, state, scheduler
        self._put, self._failed, self._broken = put, failed, broken
        self._open = _Open(everything=True)
        self._asked = _Open()
        """What the job is asking."""
        self._alike: list[Keys] = []
        """What is to be compared."""

    def everything(self) -> None:
        """Other files are listed: ask about all of them."""
        self._open.add(_Open(everything=True))

    def changed(self, paths: Iterable[str]) -> None:
        """Ask about some files, which have changed."""
        self._open.add(_Open(files=dict.fromkeys(paths)))

    def opened(self, since: int) -> None:
        """Ask whether files are saves of a discussion that was opened at or after some second since 1970."""
        self._open.add(_Open(since=since))

    def again(self, paths: Iterable[str]) -> None:
        """Ask again about saves of discussions that were open, since more of these may be read by now."""
        self._open.add(_Open(again=dict.fromkeys(paths)))

    def start(self, paths: Sequence[str], is_wanted: Callable[[str, int], bool]) -> None:
        """Ask what is to be asked about the discussions at and below some paths, in the background. Those that were not
        recognized are asked about if that is wanted by path and part."""
        if ASKING in self._scheduler.running:
            self._open.add(self._asked)  # the job is replaced
        if not self._open.is_empty:
            self._asked, self._open = self._open, _Open()
            self._run(ASKING, self._steps(self._asked, paths, is_wanted))

    def _run(self, kind: str, steps: Iterator[None]) -> None:
        self._scheduler.start(kind, steps, lambda: None, foreground=False, failed=self._broken)

    def _steps(self, asked: _Open, paths: Sequence[str], is_wanted: Callable[[str, int], bool]) -> Iterator[None]:
        for page in self._library.keys(list(asked.again)):
            self._compare(page)
            yield
        if asked.everything:
            yield from self._ask(paths, 0, is_wanted)
            return
        yield from self._ask(list(asked.files), 0, is_wanted)
        if asked.since:
            yield from self._ask(paths, asked.since, is_wanted)

    def _ask(self, paths: Sequence[str], since: int, is_wanted: Callable[[str, int], bool]) -> Iterator[None]:
        from thread_reader.state.alike import alike

        for page in self._library.keys(paths):
            some = [each for each in page if is_wanted(each.path, each.part)]
            if some:
                self._state.submit(partial(alike, some=some, opened_since=since), self._compare, self._failed)
            yield

    def _compare(self, found: Sequence[Keys]) -> None:
        """Compare those that may be saves of a discussion that was open."""
        self._alike += found
        if self._alike and COMPARING not in self._scheduler.running:
            self._run(COMPARING, self._comparing())

    def _comparing(self) -> Iterator[None]:
        from thread_reader.state.alike import known_by_content

        saves: list[tuple[Keys, Identity]] = []
        comments = 0
        while self._alike:
            each = self._alike.pop()
            identity = self._library.identity(each.path, each.part)
            if identity is not None:
                saves.append((each, identity))
                comments += len(identity.fingerprints.words)
            if comments >= COMPARED_COMMENTS or not self._alike:
                asked = [keys for keys, _ in saves]
                self._state.submit(partial(known_by_content, saves=saves), partial(self._put, asked), self._failed)
                saves, comments = [], 0
            yield
