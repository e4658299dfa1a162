"""The parts of a regular expression, as far as they are understood: characters, classes, assertions, repeats, groups,
alternatives. Of all other expressions, as of those with flags, names of characters or approximate matching, nothing is
known."""

from __future__ import annotations

import re
from typing import NamedTuple

CJK = "\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\uac00-\ud7a3"
"""Letters of Japanese, Chinese and Korean, which have no case and fold to themselves, as ranges of a class."""
CHARACTER, CLASS, ASSERTION, OPEN, CLOSE, OR, OTHER = "character", "class", "assertion", "open", "close", "or", "other"
"""Kinds of parts. OTHER is only within groups."""

_PART = re.compile(
    rf"(?P<{ASSERTION}>\\[bB]|[$^])"
    rf"|(?P<{CLASS}>\\[dDsSwW]|\.|\[\^?\]?(?:\\.|[^\[\]\\])*\])"  # without another class in it
    rf"|(?P<{CHARACTER}>\\(?![A-Za-z0-9])[!-~]|[^\\()\[\]{{}}*+?|])"
    rf"|(?P<{OPEN}>\((?!\?)|\(\?(?:[:=!>]|<[=!]|P?<\w+>))|(?P<{CLOSE}>\))|(?P<{OR}>\|)"
    rf"|(?P<{OTHER}>\\.|[*+?{{}}])",
    re.DOTALL,
)
_REPEAT = re.compile(r"(?:(?P<sign>[*+?])|\{(?P<least>\d*)(?P<to>,(?P<most>\d*))?\})(?P<way>[?+]?)")
_SIZED = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{(?P<least>\d+)(?:,\d*)?\}|.", re.DOTALL)
_SIGNS: dict[str, tuple[int, int | None]] = {"*": (0, None), "+": (1, None), "?": (0, 1)}


class Part(NamedTuple):
    """A part of an expression, with how often it is repeated."""

    kind: str
    text: str
    """Without the repeat."""
    repeat: str = ""
    least: int = 1
    most: int | None = 1
    """None for any number."""

    @property
    def is_fixed(self) -> bool:
        """Whether it is repeated a fixed number of times."""
        return self.least == self.most

    @property
    def is_possessive(self) -> bool:
        """Whether what it has matched is never given back."""
        return self.repeat.endswith("+") and len(self.repeat) > 1


def parts_of(body: str) -> list[Part] | None:
    """The parts of an expression; None if it has something else outside its groups, or if a group has no end."""
    parts: list[Part] = []
    at = depth = 0
    while at < len(body):
        found = _PART.match(body, at)
        if found is None:
            return None
        kind, at = found.lastgroup or OTHER, found.end()
        depth += (kind == OPEN) - (kind == CLOSE)
        if depth < 0 or (kind == OTHER and not depth):
            return None
        repeat = _REPEAT.match(body, at) if kind in (CHARACTER, CLASS, ASSERTION, CLOSE) else None
        if repeat is None:
            parts.append(Part(kind, found[0]))
        else:
            parts.append(Part(kind, found[0], repeat[0], *_times(repeat)))
            at = repeat.end()
    return None if depth else parts


def written_out(body: str) -> int:
    """How many parts an expression has if each is written as often as it is repeated at least. Understands anything."""
    sizes, last = [0], 0
    for found in _SIZED.finditer(body):
        if found["least"]:
            sizes[-1] += last * (max(int(found["least"]), 1) - 1)
            last *= max(int(found["least"]), 1)
        elif found[0] == "(":
            sizes.append(0)
        elif found[0] == ")" and len(sizes) > 1:
            last = sizes.pop()
            sizes[-1] += last
        else:
            last = 1
            sizes[-1] += 1
    return sum(sizes)


def _times(repeat: re.Match[str]) -> tuple[int, int | None]:
    if repeat["sign"]:
        return _SIGNS[repeat["sign"]]
    least = int(repeat["least"] or 0)
    if not repeat["to"]:
        return least, least
    return least, int(repeat["most"]) if repeat["most"] else None
