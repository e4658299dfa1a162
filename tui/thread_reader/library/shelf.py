"""The discussions that are listed and searched: their index, and the job that brings it up to date between keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.steps import import_in_steps
from thread_reader.scheduler import Scheduler
from thread_reader.view.stats_job import failure_reason

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Mapping, Sequence

    from thread_parsers.library import Library, Refreshed, Row

    Watcher = Callable[[Mapping[str, Sequence[Row]]], None]

REFRESHING = "refreshing"
"""The kind of the job."""
READING = (
    "discussion.discussion", "text.folded_text", "query.nodes", "query.lexer", "query.pattern", "query.block_texts",
    "query.blocks", "query.has_and_is", "query.evaluate", "query.fields", "query.language", "query.matching",
    "figures.numerals", "figures.context", "figures.figures", "text.tokens", "library.words", "identity.fingerprints",
    "source.containers", "formats.chat.chat", "formats.gate.counters", "formats.gate.gate", "formats.html.families",
    "formats.registry", "source.decode", "reading", "database_files", "library.contents", "library.refreshing",
    "markup.tokenizer", "bodies.html", "discussion.rendering", "markup.selectors", "times.clock", "times.known_words",
    "times.times", "formats.json.decode", "formats.html.page", "formats.html.head", "formats.html.quotes",
    "formats.html.heads", "formats.html.reader", "formats.json.nested", "formats.html.gate_page",
    "formats.html.reading", "formats.json.reddit",
)  # fmt: skip
"""What reading files imports that takes some milliseconds each."""


class Shelf:
    """The index of many files, which several screens show."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self.paths: tuple[str, ...] = ()
        """The files and folders that the last refresh was for."""
        self.progress: Refreshed | None = None
        """How far that has come."""
        self.trouble = ""
        """Why it has stopped before its end."""
        self.watchers: list[Watcher] = []
        """Called with the files whose rows have changed, and at the end."""
        self._scheduler = Scheduler()
        self._running: Generator[Refreshed, None, None] | Iterator[Refreshed] | None = None
        self._changed: dict[str, Sequence[Row]] = {}

    @property
    def is_refreshing(self) -> bool:
        """Whether files are being looked at."""
        return self._running is not None

    @property
    def said(self) -> str:
        """What to say of how far the last refresh has come, or why it has stopped; empty if it has ended."""
        progress = self.progress
        if not self.is_refreshing:
            return self.trouble
        if progress is None:
            return "looking for files …"
        if progress.read:
            return f"reading {progress.read:,} of {progress.read + progress.waiting:,} …"
        return f"{progress.seen:,} files so far …"

    def refresh(self, paths: Sequence[str]) -> None:
        """Look at some files and folders again, in the background. Goes on if that is running for the same ones."""
        if self.is_refreshing and self.paths == tuple(paths):
            return
        self.stop()
        self.paths, self.progress, self.trouble = tuple(paths), None, ""
        self._running = self.library.refresh(paths)
        self._scheduler.start(REFRESHING, self._steps(), self._report, foreground=False, failed=self._failed)

    def stop(self) -> None:
        """Stop looking at files. What was found is kept."""
        self._scheduler.stop()
        running, self._running = self._running, None
        close = getattr(running, "close", None)
        if close is not None:
            close()

    def close(self) -> None:
        """Stop, and close the index."""
        self.stop()
        self.library.close()

    def _steps(self) -> Iterator[None]:
        assert self._running is not None
        yield from import_in_steps("thread_parsers", *READING)
        for step in self._running:
            self.progress = step
            self._changed.update(step.changed)
            yield
        self._running = None

    def _report(self) -> None:
        changed, self._changed = self._changed, {}
        for watcher in self.watchers:
            watcher(changed)

    def _failed(self, error: Exception) -> None:
        self._running = None
        self.trouble = f"stopped reading files: {failure_reason(error)}"
        self._report()
