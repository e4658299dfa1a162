"""How long it takes to read text: by words, in scripts without spaces by characters.

230 words a minute is the mean of silent reading in English: Brysbaert, "How many words do we read per minute?", Journal
of Memory and Language 109 (2019), has 238 for non-fiction. Characters of Chinese and Japanese are read about 500 a
minute.
"""

from __future__ import annotations

WORDS_A_MINUTE = 230
UNSPACED_A_MINUTE = 500
"""Characters of a script without spaces, read at the pace of `WORDS_A_MINUTE`. Each counts as a word."""


def seconds(words: int, pace: int = WORDS_A_MINUTE, unspaced: float = 0.0) -> float:
    """Return the seconds that it takes to read words. The arguments are those of `minutes`."""
    at_usual_pace = words * ((1 - unspaced) / WORDS_A_MINUTE + unspaced / UNSPACED_A_MINUTE)
    return 60 * at_usual_pace * WORDS_A_MINUTE / pace


def minutes(words: int, pace: int = WORDS_A_MINUTE, unspaced: float = 0.0) -> int:
    """Return the minutes that it takes to read words, at least 1 if there are any.

    `pace` is in words a minute; `unspaced` is the share of the words that are characters of scripts without spaces.
    """
    return max(1, round(seconds(words, pace, unspaced) / 60)) if words else 0


def duration(minutes: int) -> str:
    """Return minutes in words: `6 min`, from two hours on `29 h`."""
    return f"{minutes} min" if minutes < 120 else f"{round(minutes / 60):,} h"


def unspaced_share(text: str) -> float:
    """Return the share of the words of a text that are characters of scripts without spaces, from 0 to 1."""
    from thread_parsers.text.word_count import is_unspaced  # most of what imports this module has counted already

    unspaced = sum(map(is_unspaced, text))
    spaced = len("".join(" " if is_unspaced(char) else char for char in text).split())
    return unspaced / (unspaced + spaced) if unspaced else 0.0
