"""Chats: every message begins with a time and a name (`[12:03] name: words`, `12/03/24, 18:20 - name: words`).

`reader` is imported inside the functions, as in `plain`: its patterns take longer to load than the rest of the program.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.formats import Format, Likeness
from thread_parsers.formats.plain.windows import is_found
from thread_parsers.steps import import_in_steps, run_to_end

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source

JUDGED_BYTES = 1 << 16
"""The beginning of a page, by which it is judged."""

_DIGIT = (
    b"(?:[0-9]|[\xd9-\xdb][\x80-\xbf]|\xe0[\xa5\xa7\xa9\xab\xad\xaf\xb1\xb3\xb5][\xa6-\xaf]|"
    b"\xe0\xb9[\x90-\x99]|\xe1\x81[\x80-\x89])"
)
"""A digit as UTF-8: European, Arabic, Persian, those of India, Thai, Burmese."""
_SIGNS = (
    rb"^[^\w\n]{0,24}D{1,4}M{0,4}[:./-]M{0,4}[ ]?D",  # a date or a clock
    rb"^[^\w\n]{0,24}(?:[A-Za-z]{3,9} )?D{1,2}[ ,.-][^\n]{0,16}D[:.]DD",  # a date with a month name, and a clock
    rb"^[^\w\n]{0,24}D{1,4}(?:\xe5\xb9\xb4|\xeb\x85\x84)",  # a date in Chinese, Japanese or Korean
    rb"\[[^\]\n]{0,40}D[:.]DD",  # a clock in brackets
    rb"(?:^|[ \t]{2})D{1,2}:DD(?: ?[AaPp]\.?[Mm]\.?)?[ \t]*$",  # a clock alone at the end of a line
)
_MARK = rb"(?:\xe2(?:\x80[\x8e\x8f\xaa-\xae]|\x81[\xa0\xa6-\xa9]))"
"""A mark of direction as UTF-8: WhatsApp puts them between the numbers of an Arabic date."""
_SIGN = re.compile(b"|".join(_SIGNS).replace(b"D", _DIGIT).replace(b"M{", _MARK + b"{"), re.MULTILINE)
"""A quick test: a page without any of these signs is not a chat. `D` is a digit, `M` a mark of direction."""
_MAX_SIGN_BYTES = 200
_MODULES = "stamps", "layouts", "detect"
"""Those that take long to import."""


def likeness(source: Source) -> Likeness:
    """How much a source looks like a chat."""
    return run_to_end(_likeness_in_steps(source))


def _likeness_in_steps(source: Source) -> Generator[None, None, Likeness]:
    beginning = source.read(0, min(JUDGED_BYTES, source.size))
    if not (yield from is_found(_SIGN, beginning, _MAX_SIGN_BYTES)):
        return Likeness(0.0, "no lines that begin with a time and a name")
    yield from import_in_steps("thread_parsers.formats.chat", *_MODULES)
    from thread_parsers.formats.chat import detect

    return (yield from detect.likeness(beginning))


def read(discussion: Discussion) -> Iterator[None]:
    """Fill the discussion from its source."""
    yield from import_in_steps("thread_parsers.formats.chat", *_MODULES)
    from thread_parsers.formats.chat import reader

    yield from reader.read(discussion, JUDGED_BYTES)


CHAT = Format(
    "chat",
    "chats as text: exports of messengers, logs of IRC, copied messages",
    likeness,
    read,
    likeness_in_steps=_likeness_in_steps,
)
