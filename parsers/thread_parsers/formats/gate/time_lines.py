"""Lines under a name that state a time in any other form than `· 2025-12-24 06:14`: relative, in words, day first.

Such words alone are not enough, since a list in an article may have `· May 2025` as an item. What counts is where they
are: the line above the name ends a comment (a footer) or is the comment box. Between two footers there is always a
comment, so its time may be in any language. After the last footer, and under the comment box of a page without footers,
the words must be a time, or a wording that the page repeats with other numbers.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.formats.gate.counters import is_box
from thread_parsers.formats.gate.footers import Footers
from thread_parsers.formats.gate.labels import MORE, folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.times.time_units import TimeUnit
    from thread_parsers.times.times import TimeReader

MAX_CHARS = 48
"""The longest time in words."""
MAX_UNKNOWN_BYTES = 96
"""The longest time in an unknown language, between two footers."""
MIN_REPEATS = 2
"""Lines with the same unknown words and other numbers, before these are taken for a time."""
_CLOCK = re.compile(r"(?:\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,4})?\.?[, ]{1,3})?\d{1,2}:\d{2}(?::\d{2})?")
"""Digits that end with a time of day, whatever the order of day and month."""
_DIGITS = re.compile(r"\d+")


class Stated(NamedTuple):
    """A time as a page states it."""

    text: str
    seconds: int
    """Seconds from 1970 by the page's own clock; NO_TIME for a time that is relative or incomplete."""
    zone: int | None = None
    unit: TimeUnit | None = None
    """How exact it is, if it is less exact than a minute."""


class Candidate(NamedTuple):
    """A line with a dot and some words under a line that may be a name."""

    start: int
    """The first byte of the name, in the source."""
    words: bytes
    """The words after the dot."""
    before: Sequence[bytes]
    """Lines of words above the name, the nearest first, up to a line with a dot."""
    at_start: bool
    """Whether the name is the first line of the page."""
    has_blank: bool = False
    """Whether a blank line is between the name and the dot."""


class TimeLines:
    """Recognizes the heads of one page whose time is not `· date time`, and reads their times.

    Until it has learned from a page, it takes every line with a known time under a name for a head.
    """

    def __init__(self, footers: Footers | None = None, *, has_blanks: bool = False) -> None:
        self.footers = footers or Footers()
        self.has_blanks = has_blanks
        """Whether names and times of the page have a blank line between them."""
        self._forms: frozenset[str] = frozenset()
        """Unknown wordings that are times, without their digits."""
        self._first = -1
        """The name of the first comment, above which there is no footer."""
        self._last_footer = -1
        """The start of the last footer of the page."""
        self._until = _EVERYWHERE
        """Where the names end that need no footer above them, since the page has none."""
        self._known: dict[bytes, Stated | None] = {}
        self._reader: TimeReader | None = None

    def learn_forms(self, candidates: Sequence[Candidate]) -> None:
        """Learn which wordings come again with other numbers, whether they are under names or not, and the order of day
        and month in dates."""
        different = dict.fromkeys(candidate.words for candidate in candidates)
        if different:
            self._time_reader().decide_order(map(_text, different))
        counted = Counter(form(words) for words in different if has_digits(words))
        self._forms = frozenset(wording for wording, count in counted.items() if count >= MIN_REPEATS)
        self._known.clear()

    def learn_places(
        self, candidates: Sequence[Candidate], page: bytes, last_footer: int, first_exact: int | None
    ) -> None:
        """Learn from all candidates at the beginning of a page where its comments begin.

        `page` is that beginning, `last_footer` the start of the last footer of the page, or -1; `first_exact` that of
        the first comment with a date and a time of day, if there is one.
        """
        self._last_footer, self._until = last_footer, -1
        placed = [one for one in candidates if self._follows_footer(one)]
        self._forms |= {form(one.words) for one in placed if self._may_be_time(one)}
        self._known.clear()
        footer = placed[0].start if placed else None
        end = min(start for start in (footer, first_exact, _EVERYWHERE) if start is not None)
        early = [one for one in candidates if one.start < end]
        under_box = (one for one in early if _follows_box(one))
        box = next((one for one in under_box if self._may_be_time(one) or _is_new(one, page)), None)
        if box is not None:
            self._first = box.start
            self._forms |= {form(box.words)}
            self._known.clear()
            self._until = end if last_footer < 0 else -1
        elif early and early[0].at_start and self.stated(early[0].words):
            self._first = early[0].start
        elif footer == end:
            # What is before the first footer is a comment too, if it is clear where it begins. Wordings that comments
            # have in their text further down do not count.
            in_text = {form(one.words) for one in candidates if one.start >= end and not self._follows_footer(one)}
            known = [one.start for one in early if self.stated(one.words) and form(one.words) not in in_text]
            self._first = known[0] if len(known) == 1 else -1

    @property
    def has_footers(self) -> bool:
        """Whether comments begin after footers."""
        return self._last_footer >= 0

    def is_head(self, candidate: Candidate) -> bool:
        """Whether a comment begins at a candidate."""
        if candidate.start == self._first:
            return True
        if self._first < candidate.start < self._until and self.stated(candidate.words) is not None:
            return True
        return self._follows_footer(candidate) and self._may_be_time(candidate)

    def stated(self, words: bytes) -> Stated | None:
        """The time that the words after a dot state; None if they do not state one."""
        if words not in self._known:
            if len(self._known) >= _MAX_CACHED:
                self._known.clear()
            self._known[words] = self._parse(_text(words))
        return self._known[words]

    def _parse(self, text: str) -> Stated | None:
        if not text or len(text) > MAX_CHARS:
            return None
        when = self._time_reader().read(text)
        if when is None:
            is_time = _CLOCK.fullmatch(text) or _without_digits(text) in self._forms
            return Stated(text, NO_TIME) if is_time else None
        if when.seconds is None or when.unit is not None:  # relative, incomplete, or a month
            return Stated(text, NO_TIME)
        from thread_parsers.times.clock import find_clock

        return Stated(text, when.seconds, when.zone, None if find_clock(text) else "day")

    def _time_reader(self) -> TimeReader:
        if self._reader is None:
            from thread_parsers.times.times import TimeReader  # pages with dates in digits do not need it

            self._reader = TimeReader()
        return self._reader

    def follows_footer_or_box(self, candidate: Candidate) -> bool:
        """Whether the line above the name of a candidate is a footer or belongs to the comment box."""
        return bool(candidate.before) and self.is_footer_or_box(candidate.before[0])

    def is_footer_or_box(self, line: bytes) -> bool:
        """Whether a line is a footer or belongs to the comment box."""
        return self.footers.replies(line) is not None or is_box(_text(line))

    def _may_be_time(self, candidate: Candidate) -> bool:
        """Whether the words of a candidate are a time, or unknown words where there must be one."""
        is_between = candidate.start < self._last_footer and len(candidate.words) <= MAX_UNKNOWN_BYTES
        return is_between or self.stated(candidate.words) is not None

    def _follows_footer(self, candidate: Candidate) -> bool:
        return bool(candidate.before) and self.footers.replies(candidate.before[0]) is not None


_UNDER_ARTICLE = MORE | folded("repost") | folded("share") | folded("comment")
"""Buttons between the article and the comments."""
_EVERYWHERE = 1 << 62
"""After all bytes of any page."""
_MAX_CACHED = 1 << 14
"""Times to cache before the cache is cleared."""


def has_digits(words: bytes) -> bool:
    """Whether there is a digit in some words."""
    return _DIGITS.search(_text(words)) is not None


def form(words: bytes) -> str:
    """The wording of a time: its words without their digits."""
    return _without_digits(_text(words))


def _without_digits(text: str) -> str:
    return _DIGITS.sub("#", text).casefold()


def _text(words: bytes) -> str:
    return words.decode("utf-8", "surrogateescape").strip()


def _is_new(candidate: Candidate, page: bytes) -> bool:
    """Whether a candidate directly under the comment box may have a time in an unknown language. A line of the article,
    which may be repeated there, was on the page before."""
    return (
        is_box(_text(candidate.before[0]))
        and len(candidate.words) <= MAX_UNKNOWN_BYTES
        and has_digits(candidate.words)
        and page.find(candidate.words, 0, candidate.start) < 0
    )


def _follows_box(candidate: Candidate) -> bool:
    return any(is_box(text) or text.casefold() in _UNDER_ARTICLE for text in map(_text, candidate.before))
