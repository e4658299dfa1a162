"""The state of a comment that may change from frame to frame, on top of its cached layout."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from thread_reader.render.rails import NO_RAILS
from thread_reader.state.authors import UNMARKED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thread_reader.render.highlighting import Spans
    from thread_reader.render.rails import Rails
    from thread_reader.state.authors import AuthorMark
    from thread_reader.view.drawing import Anchor


class Overlay(NamedTuple):
    """The state of a comment that may change from frame to frame."""

    cursor: bool = False
    entered: int | None = None
    """The segment that the cursor is in."""
    folded: bool = False
    new: bool = False
    """Whether the last reload has added the comment."""
    context: bool = False
    """Whether the filter does not match the comment, which is visible only as the context of a match."""
    matching: frozenset[int] = frozenset()
    """Segments that the filter matches."""
    hits: Mapping[int, Spans] = MappingProxyType({})
    """Paragraph, or `NAME`, to the spans of search hits in it."""
    current: tuple[int, int] | None = None
    """Paragraph and first character of the current hit."""
    marks: str = ""
    read: bool = False
    edited: bool = False
    """Whether its text was another one before."""
    starred: bool = False
    note: str = ""
    """The notes on the comment and on its segments."""
    author: AuthorMark = UNMARKED
    """Tag, colour and mute of the author."""
    why_folded: str = ""
    """The query by which it is folded; empty if the user has folded it."""
    is_own: bool = False
    """Whether the user wrote it."""
    inside: str = ""
    """What a folded comment contains: `(3 replies, 1 hit)`."""
    found: str = ""
    """The same without the replies: `1 hit`."""
    when: str = ""
    """The time of a folded comment, for a narrow column."""
    anchor: Anchor | None = None
    """The quote or link that the cursor is on."""
    rails: Rails = NO_RAILS
