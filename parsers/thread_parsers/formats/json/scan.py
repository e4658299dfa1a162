"""The decoder of the standard library as it is used here, and what it and the slower one share."""

from __future__ import annotations

import re
from json import JSONDecodeError, JSONDecoder
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_INTEGER_DIGITS = 4000
"""Longer integers become floats, possibly infinite. Python's own limit is 4,300 digits, and can be set lower."""
LONGEST_TOKEN = 16
"""An error this close to the end of a text can be due to the end: `-Infinity`, or an escape of a surrogate pair."""
PIECE_CHARS = 1 << 15
"""Characters that are decoded between two yields, and that the decoder of the standard library is given at a time."""
CUT = "the end is missing"
"""The fault of a text that could be the beginning of a longer value."""
SPACE = re.compile(r"[ \t\r\n]*")
IN_STRING = re.compile(r'[^"\\]*+(?:\\.[^"\\]*+)*+', re.DOTALL)
"""All up to the end of the string, a backslash that is cut from the next character, or the end."""


def any_integer(digits: str) -> int | float:
    """The integer, or a float if it is too long for one."""
    if len(digits) <= MAX_INTEGER_DIGITS:
        try:
            return int(digits)
        except ValueError:
            pass
    return float(digits)


FAST = JSONDecoder(strict=False)
SCAN: Callable[[str, int], tuple[Any, int]] = FAST.scan_once  # type: ignore[attr-defined] # not in its stub
"""As `FAST.raw_decode`, which only wraps it. Raises StopIteration where there is no value."""
LONG_NUMBERS = JSONDecoder(strict=False, parse_int=any_integer)
"""As FAST, with a call for each integer."""


class Decoded(NamedTuple):
    """What was decoded, the position after it, and what is wrong there (None: nothing)."""

    value: Any
    end: int
    fault: str | None = None


def may_be_cut(error: JSONDecodeError) -> bool:
    """True if the error may be due to the end of the text, so that more text could help."""
    return error.msg.startswith("Unterminated string") or error.pos >= len(error.doc) - LONGEST_TOKEN


def after_space(text: str, at: int) -> int:
    """The position after blanks."""
    space = SPACE.match(text, at)
    return space.end() if space else at
