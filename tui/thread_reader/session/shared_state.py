"""What is remembered beside single discussions: marks of authors, the history of queries, saved queries.

All of it goes through the thread of the state database.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol, TypeVar

from thread_parsers.text.printable import printable
from thread_reader.state.authors import keep_author, marked_authors
from thread_reader.state.marks import can_be_kept, delete_query, keep_query, queries, save_query, saved_queries
from thread_reader.view.comment_filter import MAX_HISTORY

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from thread_reader.host import Host
    from thread_reader.state.authors import AuthorMark
    from thread_reader.state.worker import StateWorker
    from thread_reader.view.reader import Reader


Result = TypeVar("Result")


class Owner(Protocol):
    """What is needed of the session that shows the discussion."""

    host: Host

    def say(self, message: str) -> None:
        """Show a printable message."""


class SharedState:
    """What is remembered beside single discussions, for the reader of one of them."""

    def __init__(self, worker: StateWorker | None, reader: Reader, owner: Owner) -> None:
        """`worker`: without it nothing is remembered, and what the user does lasts as long as the session."""
        self.saved_queries: list[str] = []
        """The latest first."""
        self._worker = worker
        self._reader = reader
        self._owner = owner

    def start(self) -> None:
        """Ask for everything. The authors of a discussion are known once it has been read to its end."""
        from thread_parsers.identity.sites import site_of

        filter_, worker, discussion = self._reader.filter, self._worker, self._reader.discussion
        if worker is None:
            return

        def earlier(found: list[str]) -> None:
            """Put the queries of earlier runs before those of this one."""
            before = [text for text in found if text not in filter_.history]
            filter_.history = [*before, *filter_.history][-MAX_HISTORY:]

        if not filter_.history:
            worker.submit(queries, earlier)
        worker.submit(saved_queries, self._put_saved)
        if discussion.complete:
            worker.submit(partial(marked_authors, site=site_of(discussion)), self._put_authors, self._not_read)

    def query(self, text: str) -> None:
        """Write a query that was used."""
        if self._worker is not None and text.strip():
            self._worker.submit(partial(keep_query, text=text), None, self._failed)

    def save_query(self, text: str, say: Callable[[str], None]) -> None:
        """Save a query. `say` gets what there is to say of it."""
        if not can_be_kept(text):
            say("not saved: it has bytes that are not UTF-8")
            return
        self.saved_queries = [text, *(other for other in self.saved_queries if other != text)]
        self._write(partial(save_query, text=text), self._put_saved, "query saved; Q lists them", say)

    def delete_query(self, text: str) -> None:
        """Delete a saved query."""
        self.saved_queries = [other for other in self.saved_queries if other != text]
        self._write(partial(delete_query, text=text), self._put_saved, "query deleted")

    def mark_author(self, comment: int, mark: AuthorMark) -> None:
        """Change tag, colour and mute of the author of a comment."""
        from thread_parsers.identity.sites import site_of

        reader = self._reader
        before, name = reader.people.of(comment), reader.discussion.author(comment)
        if mark == before:
            return
        reader.people.put(comment, mark)
        if mark.muted != before.muted:
            reader.fold(reader.folds.mute(reader.folded_at_first))
        operation = partial(keep_author, site=site_of(reader.discussion), name=name, before=before, after=mark)
        self._write(operation, None, f"{printable(name)}: {mark_in_words(mark)}")

    def _put_saved(self, found: list[str]) -> None:
        self.saved_queries = found

    def _put_authors(self, found: dict[str, AuthorMark]) -> None:
        """Show tags and colours, and fold the comments of muted authors."""
        reader = self._reader
        if found == reader.people.by_name:
            return
        reader.people.recall(found)
        muted = reader.folded_at_first
        if muted != reader.folds.muted:
            reader.fold(reader.folds.mute(muted))
        self._owner.host.redraw()

    def _write(
        self,
        operation: Callable[[sqlite3.Connection], Result],
        done: Callable[[Result], None] | None,
        confirmed: str,
        say: Callable[[str], None] | None = None,
    ) -> None:
        """Run an operation in the thread of the database, and say it when it is on disk."""
        worker, say = self._worker, say or self._say
        if worker is None:
            say(confirmed)
            return

        def written(result: Result) -> None:
            if done is not None:
                done(result)
            say(worker.confirmation(confirmed))

        worker.submit(operation, written, lambda reason: say(_not_saved(reason)))

    def _failed(self, reason: str) -> None:
        self._say(_not_saved(reason))

    def _not_read(self, reason: str) -> None:
        self._say(f"tags and mutes of authors cannot be read: {printable(reason)}")

    def _say(self, words: str) -> None:
        self._owner.say(words)
        self._owner.host.redraw(())


def _not_saved(reason: str) -> str:
    return f"not saved: {printable(reason)}"


def mark_in_words(mark: AuthorMark) -> str:
    """Return `tag "troll", blue, muted`; `no marks` if there are none."""
    words = [f'tag "{printable(mark.tag)}"'] * bool(mark.tag) + [mark.colour] * bool(mark.colour)
    return ", ".join([*words, *["muted"] * mark.muted]) or "no marks"
