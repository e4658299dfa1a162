"""The thread that owns the state database, so that no key waits for a disk or for another reader."""

from __future__ import annotations

import sqlite3
from collections import deque
from functools import partial
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic, sleep
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.database_files import is_damage, is_locked
from thread_reader.state.database import empty_database, open_database

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

RETRY_SECONDS = 0.05
"""Pause before an operation is tried again that another reader's transaction was in the way of."""
CLOSING_SECONDS = 2.0
"""How long the program waits at its end until everything is written."""


DELIVERING_SECONDS = 0.004
"""How long results are delivered before other events are handled."""


class _Task(NamedTuple):
    operation: Callable[[sqlite3.Connection], Any]
    done: Callable[[Any], None] | None
    failed: Callable[[str], None] | None


class StateWorker:
    """Runs operations on the database one after the other."""

    def __init__(self, folder: Path | None = None, *, in_memory: bool = False) -> None:
        """`folder`: where the database is, by default the state folder. `in_memory`: nothing is read or written."""
        self._folder, self._in_memory = folder, in_memory
        self._tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self._results: deque[Callable[[], None]] = deque()
        self._wake: Callable[[], None] | None = None
        self._closing_at: float | None = None
        self._messages: list[str] = []
        """What the user should know about the database, until it is told."""
        self._say: Callable[[str], None] | None = None
        self._is_kept = True
        """False if what is written is lost at the end, although the user has not asked for that."""
        self._thread = Thread(target=self._run, name="state", daemon=True)
        self._thread.start()

    def submit(
        self,
        operation: Callable[[sqlite3.Connection], Any],
        done: Callable[[Any], None] | None = None,
        failed: Callable[[str], None] | None = None,
    ) -> None:
        """Run an operation in the thread. `deliver` calls `done` with its result, or `failed` with the reason."""
        self._tasks.put(_Task(operation, done, failed))

    def tell(self, say: Callable[[str], None]) -> None:
        """Set what shows messages about the database to the user; each one is shown once."""
        self._say = say
        while self._messages:
            say(self._messages.pop(0))

    def confirmation(self, words: str) -> str:
        """What to say of something that was written: the words, and that it is not kept, if so."""
        return words if self._is_kept else f"{words} · not kept"

    def deliver(self) -> None:
        """Call what waits for results. Called by the thread of the screen. What takes longer than a slice goes on after
        other events, if `on_results` has said how."""
        stop_at = monotonic() + DELIVERING_SECONDS
        while self._results:
            self._results.popleft()()
            if self._wake is not None and self._results and monotonic() >= stop_at:
                self._wake()
                return

    def on_results(self, wake: Callable[[], None] | None) -> None:
        """Set what is called, in the thread of the database, when there are results to deliver."""
        self._wake = wake
        if wake is not None and self._results:
            wake()

    def wait(self, seconds: float) -> bool:
        """Wait until the operations so far are done, at most for some seconds. Returns whether they are."""
        done: SimpleQueue[None] = SimpleQueue()
        self._tasks.put(_Task(lambda _connection: done.put(None), None, None))
        try:
            done.get(timeout=seconds)
        except Empty:
            return False
        return True

    def close(self) -> None:
        """Write everything that waits, then close the database."""
        self._closing_at = monotonic()
        self._tasks.put(None)
        self._thread.join(CLOSING_SECONDS)

    def _run(self) -> None:
        self._open()
        while (task := self._tasks.get()) is not None:
            self._perform(task)
        self._connection.close()

    def _open(self, *, damaged: bool = False) -> None:
        opened = empty_database() if self._in_memory else open_database(self._folder, damaged=damaged)
        self._connection = opened.connection
        self._is_kept = self._in_memory or opened.kept
        if opened.message:
            self._report(partial(self._tell, opened.message))

    def _perform(self, task: _Task) -> None:
        """Run an operation, again and again while another reader's transaction is in the way."""
        while True:
            try:
                result = task.operation(self._connection)
            except sqlite3.OperationalError as error:
                if is_locked(error) and not self._is_late:
                    sleep(RETRY_SECONDS)
                    continue
                reason = str(error)
            except sqlite3.DatabaseError as error:
                reason = str(error)
                if is_damage(error):
                    self._connection.close()
                    self._open(damaged=True)
            except Exception as error:  # a fault in an operation must not end the thread silently
                reason = f"internal error ({type(error).__name__})"
            else:
                if task.done is not None:
                    self._report(partial(task.done, result))
                return
            if task.failed is not None:
                self._report(partial(task.failed, reason))
            return

    def _tell(self, message: str) -> None:
        if self._say is None:
            self._messages.append(message)
        else:
            self._say(message)

    @property
    def _is_late(self) -> bool:
        return self._closing_at is not None and monotonic() - self._closing_at > CLOSING_SECONDS

    def _report(self, result: Callable[[], None]) -> None:
        self._results.append(result)
        wake = self._wake
        if wake is not None:
            wake()
