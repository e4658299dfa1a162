"""The sample of a page from which its layout is learned: its lines, and the anchors of one kind."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from thread_parsers.formats.plain.layouts.anchors import Anchor
    from thread_parsers.formats.plain.layouts.page_lines import Line

_SLICE_LINES = 500
_MAX_GAP_LINES = 400
"""Longer comments are not looked at."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The lines of the beginning of a page."""

    lines: Sequence[Line]
    keys: list[tuple[str, ...]]
    """By what each line can be recognised as furniture. Of a line with a time only its label: "Joined: …"."""
    anchored: frozenset[int]
    """The lines with times."""
    names: frozenset[str]
    """The names in lines with times, in small letters: they are not furniture, however often they occur."""

    @staticmethod
    def of(lines: Sequence[Line], anchors: Sequence[Anchor]) -> Generator[None, None, Sample]:
        """The sample with some anchors, in slices."""
        anchored = frozenset(one.at for one in anchors)
        keys: list[tuple[str, ...]] = []
        for at, line in enumerate(lines):
            keys.append(((line.label,) if line.label else ()) if at in anchored else line.keys)
            if at % _SLICE_LINES == _SLICE_LINES - 1:
                yield
        return Sample(lines, keys, anchored, frozenset(one.name.casefold() for one in anchors if one.name))


@dataclass(frozen=True, slots=True)
class Group:
    """The anchors of one kind in a sample, and the lines between neighbours."""

    sample: Sample
    anchors: list[Anchor]
    gaps: list[tuple[int, int]]
    """(first line, one past the last) between two anchors."""

    @staticmethod
    def of(sample: Sample, anchors: list[Anchor]) -> Group:
        """The group of some anchors."""
        pairs = [(one.at + 1, other.at) for one, other in pairwise(anchors)]
        return Group(sample, anchors, [(low, high) for low, high in pairs if high - low < _MAX_GAP_LINES])

    @property
    def kind(self) -> str:
        """The kind of the anchors."""
        return self.anchors[0].kind

    def above(self) -> Iterator[Line]:
        """The line above each anchor."""
        return (self.sample.lines[one.at - 1] for one in self.anchors if one.at)

    def without(self, ends: set[int]) -> Group:
        """The group without the anchors in some lines."""
        return Group.of(self.sample, [one for one in self.anchors if one.at not in ends])
