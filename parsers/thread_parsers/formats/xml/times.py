"""Times in exports and feeds: ISO 8601, and dates of mail as RSS has them."""

from __future__ import annotations

import re

from thread_parsers.formats.json.fields import iso_time
from thread_parsers.text.english_months import MONTHS

_MONTHS = {name.lower(): number for number, name in enumerate(MONTHS, 1)}
_ZONES = {"UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
          "PST": -8, "PDT": -7}  # fmt: skip
"""Names of zones in RFC 822, in hours."""
_DATE_OF_MAIL = re.compile(
    r"\s*(?:[A-Za-z]{3,9},?\s+)?(\d{1,2})\s+([A-Za-z]{3})[a-z]{0,6}\s+(\d{4})\s+(\d{1,2}):(\d\d)(?::(\d\d))?"
    r"\s*(?:([-+]\d\d):?(\d\d)|([A-Za-z]{1,3}))?\s*",
    re.ASCII,
)

Moment = tuple[int, int | None]
"""Seconds since 1970 by the clock as written, and minutes east of UTC if a zone is written."""


def utc_time(text: str) -> Moment | None:
    """An ISO time whose field is defined to be UTC, so that no zone is written."""
    found = iso_time(text)
    return (found[0], found[1] or 0) if found else None


def feed_time(text: str) -> Moment | None:
    """The time of an entry of a feed: `2014-01-14T17:31:03Z`, `Tue, 14 Jan 2014 17:31:03 +0000`."""
    found = iso_time(text)
    if found is not None or len(text) > 64:
        return found
    match = _DATE_OF_MAIL.fullmatch(text)
    month = _MONTHS.get(match[2].lower()) if match else None
    if match is None or month is None:
        return None
    zone = f"{match[7]}:{match[8]}" if match[7] else ""
    iso = f"{match[3]}-{month:02}-{int(match[1]):02}T{int(match[4]):02}:{match[5]}:{match[6] or '00'}{zone}"
    found = iso_time(iso)
    hours = _ZONES.get((match[9] or "").upper())
    return (found[0], 60 * hours) if found and hours is not None else found
