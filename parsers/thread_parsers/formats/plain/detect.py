"""Which shape of head lines a page repeats, if any: heads are weighed over the page before one of them is believed.

A wrong author is worse than none. So a shape must come back, words must follow its heads, its names must not merely
count or head parts of a text, and where no date backs them the same people must speak again.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from thread_parsers.formats.plain.article import announces
from thread_parsers.formats.plain.head_shapes import SHAPES, Head, Shape, heads
from thread_parsers.formats.plain.names import LABELS, enumerated
from thread_parsers.formats.plain.trailers import is_footer
from thread_parsers.formats.plain.windows import windows

if TYPE_CHECKING:
    from collections.abc import Generator

    from thread_parsers.formats.plain.windows import Window
    from thread_parsers.source.source import Source
    from thread_parsers.times.times import TimeReader

MOST_OF_A_BODY = 1024
"""Bytes of a comment that are kept in the sample."""
_OPENING = 1 << 16
"""Bytes that are looked at first: they decide where they hold ENOUGH heads."""
_ENOUGH = 20
_SAMPLE = 2000
"""Heads of a shape that are weighed; a page that has more is not read further to choose."""
_WORD = re.compile(rb"[0-9A-Za-z\x80-\xff]")
_HANDLE = re.compile(r"@?\w*(?:[a-z][A-Z]|\d|_|(?<=\w)\.(?=\w))[\w.-]*|@\w+")


@dataclass(slots=True)
class Evidence:
    """What was seen of one shape: its heads, and for each the first words after it."""

    shape: Shape
    heads: list[Head] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    """What stands between a head and the next, up to MOST_OF_A_BODY."""
    labels: int = 0
    """Lines of the shape that only head a part of a text ("Note:")."""
    announced: bool = False
    """Whether the page says before the first head that comments follow."""

    def add(self, window: Window, times: TimeReader) -> None:
        """Weigh the heads that begin in a window."""
        if len(window.data) >= _OPENING and not self.shape.sign.search(window.data):
            return
        found = []
        for head in heads(self.shape, window, times):
            if self.shape.proper and head.name.casefold() in LABELS:
                self.labels += 1
                continue
            found.append(head)
            if len(found) + len(self.heads) >= _SAMPLE:
                break
        for at, head in enumerate(found):
            begin, after = head.start - window.start, head.end - window.start
            until = found[at + 1].start - window.start if at + 1 < len(found) else len(window.data)
            before = window.data[max(0, begin - 300) : begin]
            self.announced = self.announced or (not self.heads and announces(before))
            self.heads.append(head)
            self.bodies.append(window.data[after : min(until, after + MOST_OF_A_BODY)])

    @property
    def convincing(self) -> bool:
        """Whether these heads are the heads of comments."""
        if len(self.heads) < 2 or 2 * sum(map(bool, map(bytes.strip, self.bodies))) < len(self.heads):
            return False
        names = [head.name for head in self.heads]
        if enumerated(list(dict.fromkeys(names))) or 2 * sum(name.casefold() in LABELS for name in names) > len(names):
            return False
        if self.shape.name_above and self._times_end_comments():
            return False
        if self.shape.times == "none":
            return not self.shape.proper or self._people_speak(names)
        return any(head.when and (head.when.absolute or head.when.ago is not None) for head in self.heads) or (
            self.announced or _somebody_returns(names)
        )

    def _times_end_comments(self) -> bool:
        """Whether the times stand under the words of comments, so that the lines above them are words and not names."""
        buttons = sum(is_footer(body.strip()[:200].partition(b"\n")[0]) for body in self.bodies)
        gaps = sum(not body.partition(b"\n")[0].strip() for body in self.bodies)
        joined = sum(not head.apart for head in self.heads)
        return 2 * buttons > len(self.heads) or (2 * gaps > len(self.heads) and 2 * joined > len(self.heads))

    def _people_speak(self, names: list[str]) -> bool:
        if self.labels > len(names):
            return False
        if not self.announced and 5 * sum(head.apart for head in self.heads) < 4 * len(names):
            return False
        if self.announced:
            return True
        handles = sum(bool(_HANDLE.fullmatch(name)) for name in names)
        small = sum(name.islower() for name in names) - handles
        if len(names) < 3 or 4 * small >= len(names):
            return False
        return 2 * handles >= len(names) or (10 * len(names) >= 13 * len(set(names)) and _somebody_returns(names))


@dataclass(frozen=True, slots=True)
class Choice:
    """The shape that a page repeats, and the sample that shows it."""

    evidence: Evidence
    whole: bool
    """Whether the sample holds every head of the page."""

    @property
    def shape(self) -> Shape:
        """The shape itself."""
        return self.evidence.shape

    @property
    def start(self) -> int:
        """Where the first head stands: what is before it is the article."""
        return self.evidence.heads[0].start

    @property
    def known(self) -> dict[str, str]:
        """The authors of the sample by their case-folded names."""
        return {head.name.casefold(): head.name for head in self.evidence.heads}

    @property
    def footed(self) -> bool:
        """Whether buttons and counters end the comments."""
        whole = [body for body in self.evidence.bodies if len(body) < MOST_OF_A_BODY]
        return 2 * sum(is_footer(body.rstrip().rpartition(b"\n")[2]) for body in whole) >= max(len(whole), 3)

    @property
    def apart(self) -> bool:
        """Whether a head must stand apart from the words before it, since only a colon makes it one."""
        return self.shape.times == "none" and all(head.apart for head in self.evidence.heads)

    @property
    def reason(self) -> str:
        """What was seen, in words."""
        count = len(self.evidence.heads)
        return f"{count}{'' if self.whole else ' and more'} head lines of the shape `{self.shape.title}`"


def choose(source: Source, times: TimeReader) -> Generator[None, None, Choice | None]:
    """Look for a shape that repeats, window by window until one is found; yields after each. Returns the choice."""
    gathered = [Evidence(shape) for shape in SHAPES]
    for window in windows(source, opening=_OPENING):
        for evidence in gathered if _WORD.search(window.data, window.first, window.limit) else ():
            evidence.add(window, times)
        best = max((evidence for evidence in gathered if evidence.convincing), key=_weight, default=None)
        whole = window.start + window.limit >= source.size
        if best is not None and (whole or window.start or len(best.heads) >= _ENOUGH):
            return Choice(best, whole=whole and len(best.heads) < _SAMPLE)
        yield
    return None


def _weight(evidence: Evidence) -> tuple[int, int]:
    return len(evidence.heads), -SHAPES.index(evidence.shape)


def _somebody_returns(names: list[str]) -> bool:
    counted = Counter(names)
    return len(names) > 2 and len(counted) > 1 and counted.most_common(1)[0][1] > 1
