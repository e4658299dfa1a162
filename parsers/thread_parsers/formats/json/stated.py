"""What posts state in the same way in many families: times, scores, edits, and where their words are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from thread_parsers.bodies.html import html_words
from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields

if TYPE_CHECKING:
    from datetime import datetime

    from thread_parsers.bodies import Body, Markup
    from thread_parsers.formats.json.nested import Nested, NestedReader
    from thread_parsers.times.time_units import TimeUnit
    from thread_parsers.times.times import TimeReader

SLICE_COMMENTS = 64
"""Comments that are read between two yields."""
MAX_SEARCHED_CHARS = 1 << 13
"""Characters of a text that are searched for tags."""
_HTML = re.compile(r"\A\s*+<(?:p|div|blockquote|ul|ol|pre|h[1-6])\b|<br\s?/?>", re.IGNORECASE)
"""A text that is HTML: it begins with a block, or has line breaks. Others may be about tags."""
MAX_TIME_CHARS = 100
"""A longer text is not a time."""
MILLISECONDS_FROM = 100_000_000_000
"""A larger number of seconds since 1970 is one of milliseconds: as seconds it would be in the year 5138."""
_DATE_CHARS = len("2024-05-02")


def time_and_zone(values: object, *path: str | int, default_zone: int | None = None) -> tuple[int, int | None]:
    """The ISO time at a path, as `Post.time` and `Post.zone`. `default_zone` holds if none is written."""
    seconds, zone = fields.iso_time(values, *path) or (NO_TIME, None)
    return seconds, default_zone if zone is None and seconds != NO_TIME else zone


def written_time(times: TimeReader, value: object) -> tuple[int, int | None]:
    """A time as ISO 8601, in words, or since 1970, in seconds or milliseconds."""
    seconds, zone = time_and_zone([value], 0)
    if seconds != NO_TIME:
        return seconds, zone
    written = times.read(value) if isinstance(value, str) and len(value) <= MAX_TIME_CHARS else None
    if written is not None and written.seconds is not None:
        return written.seconds, written.zone
    number = value if isinstance(value, (int, float)) else fields.integer(value)
    if number is not None and number >= MILLISECONDS_FROM:
        value = number // 1000
    epoch = fields.epoch(value)
    return (NO_TIME, None) if not epoch else (epoch, 0)


def article_time(values: object, *path: str | int, default_zone: int | None = None) -> datetime | None:
    """The ISO time at a path, as `Article.time`."""
    seconds, zone = time_and_zone(values, *path, default_zone=default_zone)
    return None if seconds == NO_TIME else Rendering.moment(seconds, zone)


def score(values: object, *path: str | int) -> int:
    """The number at a path, as `Post.likes`."""
    number = fields.integer(values, *path)
    return NO_SCORE if number is None else number


def reactions(values: object) -> int:
    """The numbers of reactions of all kinds together, as `Post.likes`."""
    reactions = fields.objects(values, "reactions")
    return sum([fields.integer(reaction, "count") or 0 for reaction in reactions]) if reactions else NO_SCORE


def count(values: object, *path: str | int) -> int:
    """The number at a path if it counts something, as `Post.replies`: -1 for none."""
    number = fields.integer(values, *path)
    return -1 if number is None or number < 0 else number


def edited(values: object, created: str, updated: str) -> str | None:
    """The time under the key `updated` if it is another one than under `created`, as `Post.edited`."""
    time = fields.text(values, updated)
    return time if time and time != fields.text(values, created) else None


def place(reader: NestedReader, nested: Nested, values: dict[str, Any], key: str) -> tuple[int, int]:
    """The bytes of the string under a key; those of the whole object if they cannot be told."""
    return reader.string_place(nested, key, fields.text(values, key)) or (nested.start, nested.end)


def time_unit(values: object, *path: str | int) -> TimeUnit | None:
    """How exact the ISO time at a path is, as `Post.time_unit`: a day if it has no time of day."""
    is_date = len(fields.text(values, *path).strip()) <= _DATE_CHARS and fields.iso_time(values, *path) is not None
    return "day" if is_date else None


def plain(words: str) -> str | Body | Markup:
    """Words that may be HTML where plain text is expected, as plain text."""
    return html_words(words) if _HTML.search(words, 0, MAX_SEARCHED_CHARS) else words
