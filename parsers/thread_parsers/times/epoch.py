"""The origin of all times in this package: times are integers, seconds since EPOCH by the page's own clock."""

from __future__ import annotations

from datetime import datetime, timedelta

EPOCH = datetime(1970, 1, 1)
"""1970 without a zone, since most pages do not say theirs."""
FIRST_SECOND, LAST_SECOND = ((end - EPOCH) // timedelta(seconds=1) for end in (datetime.min, datetime.max))
"""The first and the last second of the calendar."""
FIRST_YEARS, LAST_YEARS = 946_684_800, 4_102_444_800
"""Numbers that are times as seconds since 1970: those of the years 2000 to 2100. Ids are numbers, too."""


def is_epoch(digits: str) -> bool:
    """Whether a number without a unit is a time since 1970, in seconds or milliseconds."""
    return len(digits) in (10, 13) and digits.isdecimal() and FIRST_YEARS <= int(digits[:10]) <= LAST_YEARS
