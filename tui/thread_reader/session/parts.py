"""Which discussion of its file a session shows, and going to another one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from thread_reader.keymap import readable

if TYPE_CHECKING:
    from thread_reader.keymap import Keymap
    from thread_reader.session.jobs import SessionJobs
    from thread_reader.view.reader import Reader

MAX_READERS = 16
"""Discussions of a file whose place, folds and filter are kept while others are shown."""


class Owner(Protocol):
    """What is needed of the session."""

    reader: Reader
    keymap: Keymap
    jobs: SessionJobs
    pane: str
    message: str
    opening_place: str

    def say(self, message: str) -> None:
        """Show a printable message."""

    def switch_to(self, reader: Reader) -> None:
        """Show another discussion of the file."""


class SessionParts:
    """The discussions of the file of a session."""

    def __init__(self, session: Owner, wanted: int | None) -> None:
        """`wanted`: the discussion to show once the file has been read, from 1."""
        self._session = session
        self._wanted = wanted
        self.readers: dict[int, Reader] = {}
        """The readers of other discussions of the file that were shown, by their number from 0."""

    @property
    def index(self) -> int:
        """The number of the discussion in its file, from 0."""
        return (self._session.reader.discussion.part_number or 1) - 1

    @property
    def is_other_wanted(self) -> bool:
        """Whether another discussion of the file is to be shown, once all are there."""
        discussion = self._session.reader.discussion
        if not discussion.complete:
            return self._wanted is not None
        number = discussion.part_number
        wanted = number if self._wanted is None else min(self._wanted, len(discussion.parts))
        return number is None or number != wanted

    def show_wanted(self) -> None:
        """Show another discussion if this one is not wanted, or if it has no comments. Else say it if the file has
        several."""
        session = self._session
        discussion = session.reader.discussion
        if self.is_other_wanted:
            from thread_reader.view.reload import ask_again

            wanted, self._wanted = self._wanted or 1, None
            reader = self._new_reader(wanted - 1)
            ask_again(session.reader, reader)
            session.pane = "comments"
            session.switch_to(reader)
        elif len(discussion.parts) > 1 and not session.message:
            key = readable(session.keymap.keys["library.open"])
            number, count = discussion.part_number, len(discussion.parts)
            session.say(f"discussion {number:,} of {count:,} in this file; {key} lists them")

    def show(self, number: int, place: str = "", search: str = "") -> None:
        """Show a discussion of the file, numbered from 0, as it was left or at a place, as for the `:` prompt; and
        search for something in it."""
        from thread_reader.view.navigation import go_to

        session, before = self._session, self._session.reader
        if not before.discussion.complete:
            self._wanted, session.opening_place = number + 1, place
            return
        if number == self.index:
            reader = before
        else:
            known = self.readers.pop(number, None)
            reader = self._new_reader(number) if known is None else known
        wrong = go_to(reader, place) if place else ""
        if wrong and reader.filter.active:
            reader.filter.on = False
            reader.rearrange()
            wrong = go_to(reader, place)
        if wrong:
            session.say(wrong)
        if search and reader.search.ask(search) and reader is before:
            session.jobs.search()
        if reader is not before:
            self._keep(before)
            session.switch_to(reader)

    def _new_reader(self, number: int) -> Reader:
        from thread_reader.view.reader import Reader

        parts, preferences = self._session.reader.discussion.parts, self._session.reader.preferences
        return Reader(parts[min(number, len(parts) - 1)], preferences)

    def _keep(self, reader: Reader) -> None:
        """Keep the reader of a discussion that is left."""
        if reader.discussion.part_number is not None:
            self.readers[reader.discussion.part_number - 1] = reader
        while len(self.readers) > MAX_READERS:
            del self.readers[next(iter(self.readers))]
