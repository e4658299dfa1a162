"""How the bodies of comments are drawn, and the quotes, links and spoilers in them that the cursor can be on."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Drawing(NamedTuple):
    """How bodies are drawn."""

    as_source: bool = False
    """As written."""
    wraps_code: bool = False
    """Whether long lines of code are wrapped, and not cut."""
    folds_asides: bool = False
    """Whether a quote or a signature is one line."""
    shows_marks: bool = False
    """Whether code spans and struck words keep their marks: without colours nothing else would tell them."""
    shows_spoilers: bool = False
    """Whether what is hidden until it is asked for is shown."""


AS_USUAL = Drawing()


AnchorKind = Literal["quote", "link", "spoiler"]


class Anchor(NamedTuple):
    """A quote, a link or a spoiler in a comment."""

    kind: AnchorKind
    paragraph: int
    """Its first line, counted through all segments of the comment."""
    start: int
    """The character of that line with which it begins, as displayed."""
    last: int
    """Its last line."""
    end: int
    """The end of it in that line."""
    address: str = ""
    """Where a link leads."""
    comment: int | None = None
    """The comment that is quoted, if it was found."""

    @property
    def place(self) -> tuple[int, int]:
        """Where it begins."""
        return self.paragraph, self.start

    def covers(self, paragraph: int, start: int, end: int) -> bool:
        """Whether it has any of these characters of a line."""
        after_start = (paragraph, end) > (self.paragraph, self.start)
        return after_start and (paragraph, start) < (self.last, self.end)
