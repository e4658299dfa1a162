"""Which comments are folded: a default for all comments plus exceptions, so that folding a million takes one step."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Folds:
    """An immutable set of folded comments. A folded comment takes one line, and its replies are hidden."""

    all: bool = False
    """Whether comments are folded by default, that is unless they are in `exceptions`."""
    exceptions: frozenset[int] = frozenset()
    opened: frozenset[int] = frozenset()
    """Folded comments that are open temporarily because they contain a search hit, until the cursor leaves them."""

    def __contains__(self, comment: int) -> bool:
        # `!=` of two booleans is exclusive or: an exception to the default.
        return comment not in self.opened and (comment in self.exceptions) != self.all

    @property
    def none(self) -> bool:
        """Whether no comment is folded. May be False without need if `all` is set and every comment is an exception."""
        return not self.all and self.exceptions <= self.opened

    def fold(self, comment: int) -> Folds:
        """Return a copy with `comment` folded."""
        opened = self.opened - {comment}
        exceptions = self.exceptions - {comment} if self.all else self.exceptions | {comment}
        return replace(self, exceptions=exceptions, opened=opened)

    def unfold(self, *comments: int) -> Folds:
        """Return a copy with `comments` unfolded."""
        unfolded = frozenset(comments)
        exceptions = self.exceptions | unfolded if self.all else self.exceptions - unfolded
        return replace(self, exceptions=exceptions, opened=self.opened - unfolded)

    def toggle(self, comment: int) -> Folds:
        """Return a copy with `comment` folded if it was unfolded, and the reverse."""
        return self.unfold(comment) if comment in self else self.fold(comment)

    def open_for_now(self, comments: frozenset[int]) -> Folds:
        """Return a copy in which the folded ones among `comments` are open temporarily, and no others."""
        closed = replace(self, opened=frozenset())
        return replace(self, opened=frozenset(comment for comment in comments if comment in closed))
