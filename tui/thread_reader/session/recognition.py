"""Asking the state database which discussion is open: by the file, or else by the fingerprints of its comments."""

from __future__ import annotations

from functools import partial
from time import monotonic
from typing import TYPE_CHECKING

from thread_parsers.steps import run_to_end
from thread_reader.state.recalled import file_part

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.identity.fingerprints import Fingerprints
    from thread_reader.scheduler import Scheduler
    from thread_reader.state.recalled import Recalled
    from thread_reader.state.worker import StateWorker

RECOGNIZING = "recognizing"
"""The kind of job that computes the fingerprints of a discussion, in the background."""
FINISHING_SECONDS = 2.0
"""How long recognizing a discussion may take at the end of the program, if something is to be kept."""
QUICK_SECONDS = 0.2
"""How long it may take if only the place is to be kept, and what was read."""


class Recognition:
    """Recognizes one discussion. `put` gets what is known of it, `failed` and `broken` why that is not known: the
    database or an error in the program."""

    def __init__(
        self,
        worker: StateWorker,
        discussion: Discussion,
        put: Callable[[Recalled], None],
        failed: Callable[[str], None],
        broken: Callable[[Exception], None],
    ) -> None:
        self._worker = worker
        self._discussion = discussion
        self._put = put
        self._failed = failed
        self._broken = broken

    def start(self, scheduler: Scheduler) -> None:
        """Ask by the file if there is one, and by the fingerprints if that is not known."""
        from thread_reader.state.known_files import recall_file

        file = file_part(self._discussion)
        if file is None:
            self.by_fingerprints(scheduler)
            return

        def done(found: Recalled | None) -> None:
            if found is None:
                self.by_fingerprints(scheduler)
            else:
                self._put(found)

        operation = partial(recall_file, file=file, comments=len(self._discussion.columns))
        self._worker.submit(operation, done, lambda _reason: self.by_fingerprints(scheduler))

    def by_fingerprints(self, scheduler: Scheduler, *, is_new: bool = False) -> None:
        """Compute the fingerprints between keys, then ask. `is_new`: it is not the discussion it was taken for."""
        found: list[Fingerprints] = []

        def steps() -> Iterator[None]:
            from thread_parsers.identity.fingerprints import fingerprint_steps

            yield
            found.append((yield from fingerprint_steps(self._discussion)))

        def computed() -> None:
            from thread_reader.state.discussions import recall, save_of

            if found:
                save = save_of(self._discussion, found.pop())
                self._worker.submit(partial(recall, save=save, is_new=is_new), self._put, self._failed)

        scheduler.start(RECOGNIZING, steps(), computed, foreground=False, failed=self._broken)

    def at_once(self, seconds: float) -> Recalled | None:
        """Recognize it now, while the program waits. None if that takes too long."""
        from thread_parsers.identity.fingerprints import fingerprint_steps
        from thread_reader.state.discussions import recall, save_of

        fingerprints = run_to_end(_limited(fingerprint_steps(self._discussion), seconds))
        if fingerprints is None:
            return None
        save = save_of(self._discussion, fingerprints)
        found: list[Recalled] = []
        self._worker.submit(lambda connection: found.append(recall(connection, save)))
        self._worker.wait(FINISHING_SECONDS)
        return found[0] if found else None


def _limited(steps: Generator[None, None, Fingerprints], seconds: float) -> Generator[None, None, Fingerprints | None]:
    """The same steps, which end with None when they take too long."""
    stop_at = monotonic() + seconds
    while monotonic() < stop_at:
        try:
            next(steps)
        except StopIteration as end:
            fingerprints: Fingerprints = end.value
            return fingerprints
        yield
    return None
