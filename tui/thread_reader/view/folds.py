"""Which comments are folded: a default for all comments plus exceptions, so that folding a million takes one step."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Folds:
    """An immutable set of folded comments. A folded comment takes one line, and its replies are hidden."""

    all: bool = False
    """Whether comments are folded by default, that is unless they are in `exceptions`."""
    exceptions: frozenset[int] = frozenset()
    opened: frozenset[int] = frozenset()
    """Folded comments that are open temporarily because they contain a search hit, until the cursor leaves them."""
    muted: frozenset[int] = frozenset()
    """The comments that are folded at first: of muted authors, and by a query."""
    shown: frozenset[int] = frozenset()
    """Those of them that the user has unfolded, for as long as the session lasts."""

    def __contains__(self, comment: int) -> bool:
        if comment in self.opened:
            return False
        # `!=` of two booleans is exclusive or: an exception to the default.
        return (comment in self.muted and comment not in self.shown) or (comment in self.exceptions) != self.all

    @property
    def none(self) -> bool:
        """Whether no comment is folded. May be False without need if `all` is set and every comment is an exception."""
        return not self.all and self.exceptions <= self.opened and self.muted <= self.shown | self.opened

    def anew(self, *, all: bool = False, exceptions: Iterable[int] = ()) -> Folds:  # noqa: A002
        """Return other folds. Muted comments are folded again."""
        return Folds(all, frozenset(exceptions), muted=self.muted)

    @property
    def by_user(self) -> Folds:
        """A copy in which nothing is muted."""
        return replace(self, muted=frozenset(), shown=frozenset())

    def mute(self, muted: frozenset[int]) -> Folds:
        """Return a copy with other muted comments, all of them folded."""
        return replace(self, muted=muted, shown=frozenset())

    def mute_more(self, muted: frozenset[int]) -> Folds:
        """Return a copy with other muted comments. Those that the user has unfolded stay so."""
        return replace(self, muted=muted)

    def fold(self, comment: int) -> Folds:
        """Return a copy with `comment` folded."""
        opened, shown = self.opened - {comment}, self.shown - {comment}
        if comment in self.muted:
            return replace(self, opened=opened, shown=shown)
        exceptions = self.exceptions - {comment} if self.all else self.exceptions | {comment}
        return replace(self, exceptions=exceptions, opened=opened)

    def unfold(self, *comments: int) -> Folds:
        """Return a copy with `comments` unfolded."""
        unfolded = frozenset(comments)
        exceptions = self.exceptions | unfolded if self.all else self.exceptions - unfolded
        shown = self.shown | (unfolded & self.muted)
        return replace(self, exceptions=exceptions, opened=self.opened - unfolded, shown=shown)

    def toggle(self, comment: int) -> Folds:
        """Return a copy with `comment` folded if it was unfolded, and the reverse."""
        return self.unfold(comment) if comment in self else self.fold(comment)

    def open_for_now(self, comments: frozenset[int]) -> Folds:
        """Return a copy in which the folded ones among `comments` are open temporarily, and no others."""
        closed = replace(self, opened=frozenset())
        return replace(self, opened=frozenset(comment for comment in comments if comment in closed))
