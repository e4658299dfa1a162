"""Which shape of head lines a page repeats, if any. Heads are collected from a sample before any is believed.

A wrong author is worse than none. So a shape must occur repeatedly, words must follow its heads, its names must not be
numbered or headings of parts of a text, and without dates some author must occur again.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from thread_parsers.formats.plain.article import announces
from thread_parsers.formats.plain.head_shapes import SHAPES, Shape
from thread_parsers.formats.plain.heads import Head, Rejected, candidates
from thread_parsers.formats.plain.names import LABELS, PANEL_LABELS, enumerated
from thread_parsers.formats.plain.trailers import is_footer, without_pictures
from thread_parsers.formats.plain.windows import windows

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from thread_parsers.formats.plain.windows import Window
    from thread_parsers.source.source import Source
    from thread_parsers.times.times import TimeReader

MAX_BODY_BYTES = 1024
"""Bytes of a comment in the sample."""
_OPENING_BYTES = 1 << 16
"""The part of a page that is searched first. It decides if it has at least _ENOUGH_HEADS."""
_FIRST_SIZES = (_OPENING_BYTES, 3 * _OPENING_BYTES)
"""The parts of the beginning from which a layout is learned (`layouts.choice`)."""
_ENOUGH_HEADS = 20
_SLICE_LINES = 64
"""Lines that look like heads between two yields."""
_MAX_SAMPLE_HEADS = 2000
"""Heads of a shape in the sample."""
_MAX_REJECTED = 2000
"""Lines of a page that look like heads of a shape and are none, with too few that are: a table, a log. The rest of the
page is then not searched for this shape."""
_WORD = re.compile(rb"[0-9A-Za-z\x80-\xff]")
_HANDLE = re.compile(r"@?\w*(?:[a-z][A-Z]|\d|_|(?<=\w)\.(?=\w))[\w.-]*|@\w+")


@dataclass(slots=True)
class Evidence:
    """The sample for one shape: its heads, and the first words after each."""

    shape: Shape
    heads: list[Head] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)
    """The bytes between a head and the next, up to MAX_BODY_BYTES."""
    labels: int = 0
    """Lines of the shape that are headings ("Note:")."""
    rejected: Rejected = field(default_factory=Rejected)
    announced: bool = False
    """Whether a line before the first head announces comments."""

    def add(self, window: Window, times: TimeReader) -> Iterator[None]:
        """Add the heads that begin in a window, in slices."""
        if self.rejected.count > _MAX_REJECTED and not self.without_words().convincing:
            return
        if len(window.data) >= _OPENING_BYTES and not self.shape.sign.search(window.data):
            return
        found: list[Head] = []
        for count, head in enumerate(candidates(self.shape, window, times, rejected=self.rejected), 1):
            if not (found or self.heads) and self.rejected.count > _MAX_REJECTED:
                return
            if head is None or count % _SLICE_LINES == 0:
                yield
            if head is None:
                continue
            if self.shape.proper and head.name.casefold() in LABELS:
                self.labels += 1
                continue
            found.append(head)
            if len(found) + len(self.heads) >= _MAX_SAMPLE_HEADS:
                break
        for at, head in enumerate(found):
            begin, after = head.start - window.start, head.end - window.start
            until = found[at + 1].start - window.start if at + 1 < len(found) else len(window.data)
            before = window.data[max(0, begin - 300) : begin]
            self.announced = self.announced or (not self.heads and announces(before))
            self.heads.append(head)
            self.bodies.append(window.data[after : min(until, after + MAX_BODY_BYTES)])

    @property
    def main_times(self) -> str:
        """The kind of time of most heads that are apart, if two have it; "" otherwise."""
        kinds = Counter(time_kind(head) for head in self.heads if head.apart).most_common(1)
        return kinds[0][0] if kinds and kinds[0][1] > 1 else ""

    def without_words(self) -> Evidence:
        """The evidence without lines of words that are shaped like heads: "so · 3h · indeed!" below a dated head."""
        main = self.main_times
        if not any(is_words(head, main) for head in self.heads):
            return self
        found = Evidence(self.shape, labels=self.labels, announced=self.announced)
        for head, body in zip(self.heads, self.bodies, strict=True):
            if not is_words(head, main):
                found.heads.append(head)
                found.bodies.append(body)
            elif found.bodies:
                found.bodies[-1] += head.name.encode("utf-8", "surrogateescape") + b"\n" + body
        return found

    @property
    def convincing(self) -> bool:
        """Whether these are the heads of comments."""
        # Shares are written without division, so "at least half" is `2 * some >= all`.
        if len(self.heads) < 2 or 2 * sum(map(bool, map(bytes.strip, self.bodies))) < len(self.heads):
            return False
        names = [head.name for head in self.heads]
        if 2 * sum(map(str.isdecimal, names)) > len(names):
            return False
        if enumerated(list(dict.fromkeys(names))) or 2 * sum(name.casefold() in LABELS for name in names) > len(names):
            return False
        if self.shape.name_above and (self._times_end_comments() or self._is_label(names)):
            return False
        if self.shape.times == "none":
            return not self.shape.proper or self._names_are_authors(names)
        return any(head.when and (head.when.absolute or head.when.ago is not None) for head in self.heads) or (
            self.announced or _some_name_repeats(names)
        )

    def _times_end_comments(self) -> bool:
        """Whether the times are at the end of comments, so that the lines above them are words and not names."""
        # Signs: buttons or a gap after the time, and no gap before the line above it.
        buttons = sum(is_footer(body.strip()[:200].partition(b"\n")[0]) for body in self.bodies)
        gaps = sum(not body.partition(b"\n")[0].strip() for body in self.bodies)
        joined = sum(not head.apart for head in self.heads)
        return 2 * buttons > len(self.heads) or (2 * gaps > len(self.heads) and 2 * joined > len(self.heads))

    def _is_label(self, names: list[str]) -> bool:
        """Whether what is above most times is the label of a panel ("Joined")."""
        return 2 * sum(name.rstrip(":").casefold() in PANEL_LABELS for name in names) > len(names)

    def _names_are_authors(self, names: list[str]) -> bool:
        """Whether names that only a colon marks are authors: announced, or separate from the text above and written
        like the names of users, or at least some of them repeatedly."""
        if self.labels > len(names):
            return False
        if len(names) > 3 and 2 * Counter(names).most_common(1)[0][1] > len(names):
            return False
        if not self.announced and 5 * sum(head.apart for head in self.heads) < 4 * len(names):
            return False
        if self.announced:
            return True
        handles = sum(bool(_HANDLE.fullmatch(name)) for name in names)
        small = sum(name.islower() for name in names) - handles
        if len(names) < 3 or 4 * small >= len(names):
            return False
        if 2 * handles >= len(names):
            return True
        # Of few names more must occur again: menus have "From:" and "Share:", and "Advertisement:" twice.
        again = 10 * len(names) >= 13 * len(set(names)) and (len(names) > 5 or 2 * len(set(names)) <= len(names) + 1)
        return again and _some_name_repeats(names)


@dataclass(frozen=True, slots=True)
class Detected:
    """The shape that a page repeats, and its sample."""

    evidence: Evidence
    complete: bool
    """Whether the sample has every head of the page."""

    @property
    def shape(self) -> Shape:
        """The shape itself."""
        return self.evidence.shape

    @property
    def start(self) -> int:
        """The start of the first head and the end of the article."""
        return self.evidence.heads[0].start

    @property
    def known(self) -> dict[str, str]:
        """The authors of the sample by their case-folded names."""
        return {head.name.casefold(): head.name for head in self.evidence.heads}

    @property
    def has_footers(self) -> bool:
        """Whether most comments end with buttons and counters."""
        bodies = [body for body in self.evidence.bodies if len(body) < MAX_BODY_BYTES]
        complete = [body[slice(*without_pictures(body, 0, len(body)))] for body in bodies]
        return 2 * sum(is_footer(body.rstrip().rpartition(b"\n")[2]) for body in complete) >= max(len(complete), 3)

    @property
    def apart(self) -> bool:
        """Whether a head must follow a blank line, as all of the sample do: without a time, other lines look alike."""
        return self.shape.times == "none" and all(head.apart for head in self.evidence.heads)

    @property
    def reason(self) -> str:
        """For people: what was found."""
        more = "" if self.complete else " and more"
        return f"{len(self.evidence.heads)}{more} head lines of the shape `{self.shape.title}`"


class Detection:
    """A search for a repeated shape, window by window until one is found."""

    def __init__(self, source: Source, times: TimeReader) -> None:
        self._source, self._times = source, times
        self._samples = [Evidence(shape) for shape in SHAPES]
        self._windows = windows(source, sizes=_FIRST_SIZES)

    def in_opening(self) -> Generator[None, None, Detected | None]:
        """Search the first part of the source, in slices."""
        return (yield from self._search(islice(self._windows, 1)))

    def in_rest(self) -> Generator[None, None, Detected | None]:
        """Search what is after it, in slices."""
        return (yield from self._search(self._windows))

    def _search(self, some: Iterable[Window]) -> Generator[None, None, Detected | None]:
        for window in some:
            for evidence in self._samples if _WORD.search(window.data, window.first, window.limit) else ():
                yield from evidence.add(window, self._times)
                yield
            settled = [evidence.without_words() for evidence in self._samples]
            best = max((evidence for evidence in settled if evidence.convincing), key=_weight, default=None)
            at_end = window.start + window.limit >= self._source.size
            if best is not None and (at_end or window.start or len(best.heads) >= _ENOUGH_HEADS):
                return Detected(best, complete=at_end and len(best.heads) < _MAX_SAMPLE_HEADS)
            yield
        return None


def time_kind(head: Head) -> str:
    """`absolute`, `relative`, `vague` or "" for no time."""
    if head.when is None:
        return ""
    return "absolute" if head.when.absolute else "vague" if head.when.ago is None else "relative"


def is_words(head: Head, main_times: str) -> bool:
    """Whether a line is shaped like a head and is none: it is not apart, and its time is of another kind than those of
    the heads that are."""
    return bool(main_times) and not head.apart and time_kind(head) != main_times


def _weight(evidence: Evidence) -> tuple[int, int]:
    return len(evidence.heads), -SHAPES.index(evidence.shape)


def _some_name_repeats(names: list[str]) -> bool:
    counted = Counter(names)
    return len(names) > 2 and len(counted) > 1 and counted.most_common(1)[0][1] > 1
