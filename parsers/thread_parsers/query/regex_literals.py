"""Words that every hit of a regular expression contains, so that most comments need not be matched against it.

Only simple expressions are analysed: words, dots, classes, repeats, word boundaries, alternatives, and groups, of which
nothing is required. For all others, as with flags, names of characters or approximate matching, nothing is known.
"""

from __future__ import annotations

import re

MIN_LITERAL_CHARS = 2
"""Letters of a word that is worth searching for."""

COMPOSED = {"h": "ẖ", "j": "ǰ", "t": "ẗ", "w": "ẘ", "y": "ẙ"}
"""What letters become in folded text if they have a mark after them that does not compose with the capital: as the last
letter of a word, a capital may be found before its mark, where folded text has only this."""
_CJK = "\u3041-\u3096\u30a1-\u30fa\u3400-\u9fff\uac00-\ud7a3"
"""Letters of Japanese, Chinese and Korean that fold to themselves."""
_CLASS = r"\[\^?\]?(?:\\.|[^\[\]\\])*\]"
"""Without another class in it."""
_PART = re.compile(
    rf"(?P<letter>[A-Za-z0-9{_CJK}])|\\[bBwWdDsS]|\\(?![A-Za-z0-9])[!-~]|{_CLASS}"
    rf"|[^\\()\[\]{{}}*+?|A-Za-z0-9{_CJK}]",
    re.DOTALL,
)
_GROUP = re.compile(r"\((?!\?)|\(\?(?:[:=!>]|<[=!]|P?<\w+>)")
_INSIDE = re.compile(rf"\\.|{_CLASS}|[^()\[\]\\]", re.DOTALL)
"""A part of a group that is neither its end nor another group."""
_REPEAT = re.compile(r"(?P<some>\+|\{[1-9]\d*(?:,\d*)?\})[?+]?|[*?][?+]?|\{0*(?:,\d*)?\}[?+]?")


def required_words(body: str) -> tuple[str, ...]:
    """Words of ASCII letters, in lower case, and of letters that are written in one way. Every hit contains one of
    them, in any case. Empty if nothing is known."""
    words: list[str] = []
    longest = word = ""
    at = 0
    while at < len(body):
        if body[at] == "|":
            words.append(max(longest, word, key=len))
            longest = word = ""
            at += 1
            continue
        part = _PART.match(body, at)
        end = part.end() if part is not None else _end_of_group(body, at)
        if end == 0:
            return ()
        letter = (part["letter"] or "").lower() if part is not None else ""
        repeat = _REPEAT.match(body, end)
        # `*` and `?` make the letter optional. After `+` it is required, but what follows may not be adjacent to the
        # letters before it ("ab+c" matches "abbc"), so the word ends there.
        is_required = letter and (repeat is None or repeat["some"])
        longest = max(longest, word + letter if is_required else word, key=len)
        word = word + letter if is_required and repeat is None else ""
        at = end if repeat is None else repeat.end()
    words.append(max(longest, word, key=len))
    return tuple(words) if all(len(word) >= MIN_LITERAL_CHARS for word in words) else ()


def _end_of_group(body: str, at: int) -> int:
    """The offset after the group that begins here, with its groups; 0 if it is not analysed or none begins here."""
    depth = 0
    while at < len(body):
        begun, inside = _GROUP.match(body, at), _INSIDE.match(body, at)
        if begun is not None:
            depth, at = depth + 1, begun.end()
        elif depth and body[at] == ")":
            depth, at = depth - 1, at + 1
            if not depth:
                return at
        elif depth and inside is not None:
            at = inside.end()
        else:
            return 0
    return 0
