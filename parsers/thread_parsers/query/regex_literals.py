"""Words that every hit of a regular expression contains, so that most comments need not be matched against it.

Of groups nothing is required.
"""

from __future__ import annotations

import re

from thread_parsers.query.regex_parts import CHARACTER, CJK, CLOSE, OPEN, OR, parts_of

MIN_LITERAL_CHARS = 2
"""Letters of a word that is worth searching for."""

COMPOSED = {"h": "ẖ", "j": "ǰ", "t": "ẗ", "w": "ẘ", "y": "ẙ"}
"""What letters become in folded text if they have a mark after them that does not compose with the capital: as the last
letter of a word, a capital may be found before its mark, where folded text has only this."""
_LETTER = re.compile(f"[A-Za-z0-9{CJK}]")


def required_words(body: str) -> tuple[str, ...]:
    """Words of ASCII letters, in lower case, and of letters that are written in one way. Every hit contains one of
    them, in any case. Empty if nothing is known."""
    words: list[str] = []
    longest = word = ""
    depth = 0
    for part in parts_of(body) or ():
        depth += (part.kind == OPEN) - (part.kind == CLOSE)
        if part.kind == OR and not depth:
            words.append(max(longest, word, key=len))
            longest = word = ""
            continue
        is_letter = part.kind == CHARACTER and not depth and _LETTER.fullmatch(part.text)
        letter = part.text.lower() if is_letter and part.least else ""
        longest = max(longest, word + letter, key=len)
        # After `+` the letter is required, but what follows may not be adjacent to the letters before it ("ab+c"
        # matches "abbc"), so the word ends there.
        word = word + letter if letter and not part.repeat else ""
    words.append(max(longest, word, key=len))
    return tuple(words) if all(len(word) >= MIN_LITERAL_CHARS for word in words) else ()
