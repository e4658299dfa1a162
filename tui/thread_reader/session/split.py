"""Two panes of comments of one discussion, each with a filter, an order, folds and a cursor of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from thread_reader.view.pane_titles import SECOND
from thread_reader.view.reader import Reader

if TYPE_CHECKING:
    from thread_reader.host import Host


class Owner(Protocol):
    """What is needed of the session."""

    reader: Reader
    pane: str
    host: Host

    def say(self, message: str) -> None:
        """Show a printable message."""


class SessionSplit:
    """The readers of a session: that of the first pane, and of the second one, if there is one. The session's `reader`
    is the one whose pane had the focus last; article and stats belong to the first one."""

    def __init__(self, session: Owner) -> None:
        self._session = session
        self.first = session.reader
        self.second: Reader | None = None
        self._closed: Reader | None = None
        """The second one while its pane is closed: it keeps its filter and its place."""

    @property
    def is_second(self) -> bool:
        """Whether the second pane of comments has the focus, or had it last."""
        return self._session.reader is self.second

    @property
    def focused(self) -> str:
        """The name of the pane with the focus; `second` for the second pane of comments."""
        return SECOND if self.is_second and self._session.pane == "comments" else self._session.pane

    def panes(self, panes: tuple[str, ...]) -> tuple[str, ...]:
        """The panes of a page, with the second one after the first."""
        if self.second is None:
            return panes
        at = panes.index("comments") + 1
        return (*panes[:at], SECOND, *panes[at:])

    def reader_of(self, pane: str) -> Reader:
        """The reader that a pane shows."""
        return self.second if pane == SECOND and self.second is not None else self.first

    def focus(self, pane: str) -> None:
        """Give the focus to a pane."""
        if self.second is not None:
            self.second.stats = self.first.stats
        self._session.reader = self.reader_of(pane)
        self._session.pane = "comments" if pane == SECOND else pane

    def open(self) -> None:
        """Show the comments in a second pane, as it was left or at the same place, and give it the focus."""
        self.second = self._closed or self._made()
        self.second.rearrange()
        self.focus(SECOND)

    def _made(self) -> Reader:
        first = self.first
        second = Reader(first.discussion, first.preferences)
        second.bookmarks, second.people, second.times = first.bookmarks, first.people, first.times
        second.sentences, second.word_sums = first.sentences, first.word_sums
        second.stats, second.drawing, second.folded_by_query = first.stats, first.drawing, first.folded_by_query
        second.folds = first.folds
        second.resized(second.heights, first.rows)
        second.returns_to(first.position)
        return second

    def close(self) -> None:
        """Show one pane of comments again."""
        if self.is_second:
            self._session.reader = self.first
        self.second, self._closed = None, self.second

    def rearrange(self) -> None:
        """More comments have been read."""
        for reader in (self.first, self.second):
            if reader is not None:
                reader.rearrange()
