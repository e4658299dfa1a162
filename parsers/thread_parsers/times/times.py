"""Times as pages write them: ISO, RFC 2822, "3 hours ago", "Dec 24, 2025 at 6:14 PM", "24 décembre 2025", "Mar 2024".

Nothing is guessed: other numbers ("100", "19 billion", "1.5.2") are not taken for times, and an incomplete or ambiguous
time ("6:14 PM", "Dec 24", 05/06/2025) is recognized as one but keeps its text only. The computer's clock is never used.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from thread_parsers.times.clock import find_clock, seconds_of
from thread_parsers.times.dates import date_at, is_day_name
from thread_parsers.times.day_month import NUMERIC_DATE, day_month_order
from thread_parsers.times.epoch import EPOCH
from thread_parsers.times.known_words import has_other_words
from thread_parsers.times.relative import day_of, foreign_relative, relative
from thread_parsers.times.when import VAGUE, When

if TYPE_CHECKING:
    from collections.abc import Iterable

    from thread_parsers.times.day_month import Order

__all__ = ["MAX_CHARS", "VAGUE", "TimeReader", "When"]

MAX_CHARS = 64
"""Length of the longest text that can be a time."""


class TimeReader:
    """Parses the times of one page. Caches results.

    A date in which day and month are clear (13/03/2024) decides their order for all dates that are read later, unless
    another one contradicts it. A format that looks at the beginning of a page before it reads the comments therefore
    knows the order; one that can tell all dates of the page beforehand calls `decide_order`.
    """

    def __init__(self, order: Order | None = None) -> None:
        """`order` is that of day and month in 12/03/2024; None if it is not known."""
        self._read: dict[str, When | None] = {}
        self.order = order
        """The order of day and month on this page; None if it is not known, and such a date then VAGUE."""
        self._orders_seen: set[Order] = set()
        """The orders of dates that are clear."""

    def _decided_by(self, words: str) -> None:
        """Take note of the order of a date that is clear."""
        date = NUMERIC_DATE.search(words)
        if date is None or date[2] == ".":  # with dots the order is always the same
            return
        order = day_month_order([date[0]])
        if order is not None and order not in self._orders_seen:
            self._orders_seen.add(order)
            self.order = order if len(self._orders_seen) == 1 else None
            self._read.clear()  # dates that were not clear are now

    def decide_order(self, texts: Iterable[str]) -> Order | None:
        """Decide the order of day and month from all numeric dates of the page, once for all of them."""
        order = day_month_order(texts)
        if order != self.order:
            self.order = order
            self._read.clear()
        return order

    def read(self, words: str) -> When | None:
        """Parse `words` as a time; None if they are not one. Never raises, never uses the computer's clock."""
        if len(words) > MAX_CHARS:
            return None
        if words not in self._read:
            if len(self._read) >= _MAX_CACHED_TIMES:
                self._read.clear()
            when = self._parse(words.strip())
            if when is not None and when.seconds is not None and ("/" in words or "-" in words):
                self._decided_by(words)
            self._read[words] = when
        return self._read[words]

    def _parse(self, words: str) -> When | None:
        plain = _DATE_AND_CLOCK.fullmatch(words) if ":" in words else None
        when = self._dated(plain["date"], plain["clock"]) if plain else None
        if when is not None:
            return when
        bracketed = _BRACKETED.fullmatch(words)
        words = _VERB.sub("", bracketed[1] if bracketed else words)
        if words[-1:] in _EDITED_ENDS:
            words = _EDITED.sub("", words)
        if len(words) < 2 or has_other_words(words):
            return None
        when = relative(words)
        if when is None and any(char.isdecimal() for char in words):
            when = self._absolute(words)
        return when or foreign_relative(words)

    def _dated(self, date: str, clock: str) -> When | None:
        """A date before a clock, None where it is none. The same as the general way, in a third of the time."""
        seconds = seconds_of(clock)
        return date_at(date, seconds, None, self.order) if seconds is not None else None

    def _absolute(self, words: str) -> When | None:
        if _ISO.match(words):
            # If it is not valid ISO after all, the patterns below may still parse it.
            try:
                return _at(datetime.fromisoformat(words))
            except ValueError:
                pass
        clock = find_clock(words)
        if clock is None:
            return date_at(words, None, None, self.order)
        if clock.seconds is None:
            return None
        if not clock.rest:
            return VAGUE
        days_ago = day_of(clock.rest)
        if days_ago is not None:
            return When(days_ago=days_ago, clock=clock.seconds)
        if is_day_name(clock.rest):
            return VAGUE
        return date_at(clock.rest, clock.seconds, clock.zone, self.order)


_MAX_CACHED_TIMES = 1 << 15
"""Times to cache before the cache is cleared."""

_BRACKETED = re.compile(r"[(\[]\s*([^()\[\]]+?)\s*[)\]]")
_VERB = re.compile(
    r"^(?:(?:last )?(?:posted|edited|commented|replied|updated|written|answered|asked|created|published|modified)"
    r"\b:?\s*)?(?:on\s+(?=\w))?",
    re.IGNORECASE,
)
_EDITED = re.compile(r"[\s*]*[(\[]?\s*(?:last )?edited\s*[)\]]?$", re.IGNORECASE)
"""Words around a time that are not part of it: "Posted on …", "… (edited)"."""
_EDITED_ENDS = ("d", "D", ")", "]")
_DATE_AND_CLOCK = re.compile(
    r"(?P<date>\w[^:]{2,40}\d)(?:,|,? at|(?<=\d{4}),? um)? (?P<clock>\d{1,2}:\d\d(?::\d\d)?(?: ?[AaPp][Mm])?)"
)
"""Most times of most pages."""
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}(?:$|[T ]\d{2}:)")


def _at(when: datetime) -> When:
    offset = when.utcoffset()
    # Not rounded: a zone of 23:59:59 is valid, one of 24:00 is not.
    zone = None if offset is None else int(offset / timedelta(minutes=1))
    return When((when.replace(tzinfo=None) - EPOCH) // timedelta(seconds=1), zone)
