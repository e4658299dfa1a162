"""What the user has kept of a discussion: stars and notes, which JSON and Markdown have beside the comments."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence


class KeptNote(NamedTuple):
    """A note on a comment or on one of its segments."""

    text: str
    segment: int | None = None
    """The segment, from 0; None for the whole comment."""


class KeptOfGone(NamedTuple):
    """What is kept of a comment that is not in the file any more."""

    author: str
    words: str
    """Its first words."""
    starred: bool
    notes: Sequence[KeptNote]
    number: int = 0
    """By which the program knows it."""


class Kept(NamedTuple):
    """Stars and notes by the index of the comment."""

    starred: Container[int] = ()
    notes: Mapping[int, Sequence[KeptNote]] = MappingProxyType({})
    gone: Sequence[KeptOfGone] = ()


NOTHING_KEPT = Kept()
