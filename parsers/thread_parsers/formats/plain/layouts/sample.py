"""The sample of a page from which its layout is learned: its lines, and the anchors of one kind."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from thread_parsers.formats.plain.replies import sign_line

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
    """By what each line can be recognised as furniture. Of a line with a time only its label: "Joined: …"; nothing of
    a line that says to whom a comment replies."""
    anchored: frozenset[int]
    """The lines with times."""
    names: frozenset[str]
    """The names in lines with times, in small letters: they are not furniture, however often they occur."""

    @staticmethod
    def of(lines: Sequence[Line], anchors: Sequence[Anchor]) -> Generator[None, None, Sample]:
        """The sample with some anchors, in slices."""
        anchored = frozenset(one.at for one in anchors)
        names = frozenset(one.name.casefold() for one in anchors if one.name)
        texts = {line.text.casefold() for line in lines}
        keys: list[tuple[str, ...]] = []
        for at, line in enumerate(lines):
            if at in anchored:
                keys.append((line.label,) if line.label else ())
            else:
                keys.append(() if _is_address(line.text.casefold(), names, texts) else line.keys)
            if at % _SLICE_LINES == _SLICE_LINES - 1:
                yield
        return Sample(lines, keys, anchored, names)


def _is_address(text: str, names: frozenset[str], texts: set[str]) -> bool:
    """Whether a line says to whom a comment replies, and is not a button like "Reply to this". Such a line is never
    furniture, however many comments reply to the same author. `texts` are all lines: a name may be one of its own.
    All in small letters."""
    if text.startswith("@"):
        return True
    addressee = sign_line(text)
    # What is known of a name may still begin with words of the head: "posted by ada".
    return bool(addressee) and (
        "@" in text or addressee in texts or any(f" {name}".endswith(f" {addressee}") for name in names)
    )


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
