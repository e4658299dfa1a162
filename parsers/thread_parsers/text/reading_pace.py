"""How long a text takes to read: words by their number a minute, letters of scripts without spaces by a larger one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.text.word_count import UNSPACED, count_in_steps

if TYPE_CHECKING:
    from collections.abc import Generator

DEFAULT_PACE = 230
"""Words a minute: the rate at which adults read English prose silently (Brysbaert 2019: 238, without children's)."""
UNSPACED_A_MINUTE = 500
"""Letters of scripts without spaces a minute, at the default pace."""
_UNSPACED = re.compile("[" + "".join(f"{chr(first)}-{chr(last)}" for first, last in UNSPACED) + "]")
_SLICE_CHARS = 1 << 14
"""Characters between two yields."""


def seconds_to_read(text: bytes, pace: int = DEFAULT_PACE) -> Generator[None, None, float]:
    """The seconds that UTF-8 text takes at `pace` words a minute, a slice at a time."""
    words = yield from count_in_steps(text)
    unspaced = 0
    if not text.isascii():
        characters = text.decode("utf-8", "replace")
        for at in range(0, len(characters), _SLICE_CHARS):
            unspaced += len(_UNSPACED.findall(characters, at, at + _SLICE_CHARS))
            yield
    # Each of these letters is counted as a word.
    return seconds_of(max(0, words - unspaced), unspaced, pace)


def seconds_of(words: int, unspaced: int, pace: int = DEFAULT_PACE) -> float:
    """The seconds that words, and letters of scripts without spaces, take at `pace` words a minute."""
    return 60 * (words + unspaced * DEFAULT_PACE / UNSPACED_A_MINUTE) / pace
