"""Which comments are folded: a rule for all of them and the exceptions to it, so that folding a million is one step."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Folds:
    """An immutable set of folded comments. A folded comment is one line and hides its replies."""

    all: bool = False
    """What holds for every comment that is not an exception."""
    exceptions: frozenset[int] = frozenset()
    opened: frozenset[int] = frozenset()
    """Folds that stand open for a while because a search hit lies inside; they close when the cursor leaves."""

    def __contains__(self, comment: int) -> bool:
        return comment not in self.opened and (comment in self.exceptions) != self.all

    @property
    def none(self) -> bool:
        """True when no comment at all is folded."""
        return not self.all and self.exceptions <= self.opened

    def fold(self, comment: int) -> Folds:
        """The same with `comment` folded."""
        opened = self.opened - {comment}
        exceptions = self.exceptions - {comment} if self.all else self.exceptions | {comment}
        return replace(self, exceptions=exceptions, opened=opened)

    def unfold(self, *comments: int) -> Folds:
        """The same with `comments` unfolded."""
        those = frozenset(comments)
        exceptions = self.exceptions | those if self.all else self.exceptions - those
        return replace(self, exceptions=exceptions, opened=self.opened - those)

    def toggle(self, comment: int) -> Folds:
        """The same with `comment` the other way round."""
        return self.unfold(comment) if comment in self else self.fold(comment)

    def open_for_now(self, comments: frozenset[int]) -> Folds:
        """The same with `comments`, where folded, open until told otherwise; all that was open for a while closes."""
        closed = replace(self, opened=frozenset())
        return replace(self, opened=frozenset(comment for comment in comments if comment in closed))
