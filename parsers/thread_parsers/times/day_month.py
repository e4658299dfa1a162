"""The order of day and month in numeric dates, decided once for a page from all of its dates."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Order = Literal["day", "month"]
"""What comes first in 12/03/2024."""

NUMERIC_DATE = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d/-]|\.\d)")
"""Groups: first number, separator, second number, year of four or two digits."""


def day_month_order(dates: Iterable[str]) -> Order | None:
    """The order of day and month in all of these, or None if nothing decides it or they contradict each other.

    A number above 12 decides (13/03/2024), and so do dots, which are written between a day and a month. Each text may
    have more around its date, such as a time of day; only its first date counts.
    """
    found: set[Order] = set()
    for text in dates:
        date = NUMERIC_DATE.search(text)
        if date is None:
            continue
        first, second = int(date[1]), int(date[3])
        if 12 < first <= 31 and second <= 12:
            found.add("day")
        elif 12 < second <= 31 and first <= 12:
            found.add("month")
        elif date[2] == ".":
            found.add("day")
        if len(found) > 1:
            return None
    return found.pop() if found else None
