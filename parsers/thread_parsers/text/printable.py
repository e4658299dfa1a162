"""Untrusted text to what may be shown.

A terminal acts on control characters, hides invisible ones, turns text around at bidirectional ones, and disagrees
with every program about how wide emoji sequences are. So nothing of a page is drawn before it has been through
`printable`: what would act or hide becomes a mark that can be seen, and every printable character stays as it is,
brackets, colons and dollar signs among them. The text that is searched, counted and exported is never changed.

Three things are simplified instead of marked, because they are ordinary spelling that terminals cannot be trusted
with, and only where they are spelling: a sequence of emoji is its first emoji; one variation selector after a
character that can vary is left out, and so is one joiner or non-joiner between two letters of a script that is written
with them. A second one in the same place is a mark, so nothing can be hidden in a crowd of them.

Sources: Unicode 16, chapters 23 (controls, format characters) and 5.21 (`Default_Ignorable_Code_Point`), UTS 51 (emoji
sequences), UAX 31 section 2.3 (joiners), UTR 36 (bidirectional and invisible characters as a danger).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

MARK = "\u2426"
"""␦, one cell in every terminal: here stands something that cannot be shown."""

NOTHING_BELOW = "\u25cc"
"""◌, what a combining mark is shown on where it has no letter, as in the code charts."""

TAB = "    "
"""A tab: a terminal would jump, and whatever was drawn there before would stay."""

MOST_MARKS = 3
"""Combining marks that a letter keeps: more than Vietnamese, Hebrew or Thai need, too few to paint over other lines."""

VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Format characters that are seen: signs that embrace the digits or letters after them (Unicode 9.2, 9.3)."""

YOUNG = ((0x1F000, 0x1FAFF), (0x1FC00, 0x1FFFD), (0x20000, 0x2FFFD), (0x30000, 0x3FFFD))
"""Where new emoji and ideographs are added: this Python may not know them yet, terminals and readers do."""

_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe\u2600-\u27bf\u2934\u2935"
    "\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001f3fa\U0001f400-\U0001faff\U0001fc00-\U0001fffd"
)
"""`Extended_Pictographic` of emoji-data.txt, its small gaps closed; regional indicators do no harm here."""
_TONES = "\U0001f3fb-\U0001f3ff"
_VARIATIONS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
_JOINERS = "\u200c\u200d"
_FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
"""Printable to Python, and yet nothing is to be seen."""
_JOINED_SCRIPTS = "\u0620-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18aa\ua840-\ua8ff\ua980-\uaaff\U00011000-\U00011fff"
"""Arabic and its kin, the scripts of India, Myanmar, Khmer, Mongolian: a joiner between their letters is spelling."""

_VARIED = f"(?:[\ufe0e\ufe0f]?[{_TONES}]?)"
_SEQUENCES = re.compile(
    f"([{_EMOJI}](?=[\ufe0e\ufe0f{_TONES}\u200d])){_VARIED}(?:\u200d[{_EMOJI}]{_VARIED})*"
    "|([0-9#*])(?=[\ufe0e\ufe0f\u20e3])[\ufe0e\ufe0f]?(?:\u20e3(?!\u20e3))?"
    "|(\U0001f3f4)\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074"
    "|\U000e0077\U000e006c\U000e0073)\U000e007f"
    f"|(?<=[^\\x00-\\x7f\\s{_JOINERS}{_VARIATIONS}{_FILLERS}{_TONES}])[{_VARIATIONS}]"
    f"|(?<=[{_JOINED_SCRIPTS}])[{_JOINERS}](?=[{_JOINED_SCRIPTS}])"
    f"|([{_TONES}{_VARIATIONS}{_FILLERS}])"
)
"""What is kept of each: the emoji, the digit of a keycap, the flag of England, Scotland or Wales, nothing, nothing; the
last group is what must be seen."""
_SEQUENCED = re.compile(f"[{_TONES}{_VARIATIONS}{_JOINERS}{_FILLERS}\u20e3\U000e007f]")

_CROWD = re.compile(rf"(?:[^\w\s\x00-\x7f]|[\u1160-\u11ff\ud7b0-\ud7fb]){{{MOST_MARKS + 1},}}")
"""Where there may be too many combining marks: they are the characters that are neither letters, digits nor blanks, and
the vowels and finals of Korean syllables."""


def printable(line: str) -> str:
    """One line of untrusted text as it may be drawn: printable, at most four times as long and a sign. Idempotent."""
    if line.isascii() and line.isprintable():
        return line
    if not line.isascii() and _SEQUENCED.search(line):
        line = _SEQUENCES.sub(_simplified, line)
    if not line.isprintable():
        line = line.translate({ord(char): _visible(char) for char in set(line) if not char.isprintable()})
    if line.isascii():
        return line
    if _combines(line[0]):
        line = NOTHING_BELOW + line
    return _CROWD.sub(_thinned, line)


def _simplified(match: re.Match[str]) -> str:
    emoji, digit, flag, hidden = match.groups()
    return MARK if hidden else emoji or digit or flag or ""


@lru_cache(maxsize=4096)
def _visible(char: str) -> str:
    """A character that is not printable to Python as something that can be seen: itself, where it can."""
    code = ord(char)
    match unicodedata.category(char):
        case "Cc" if code < 0x20:
            return TAB if char == "\t" else chr(0x2400 + code)
        case "Cc" if code == 0x7F:
            return "\u2421"
        case "Zs" | "Co":
            return char
        case "Cf" if char in VISIBLE_FORMATS:
            return char
        case "Cn" if any(first <= code <= last for first, last in YOUNG):
            return char
        case _:
            return MARK


def _thinned(match: re.Match[str]) -> str:
    """A stretch in which no character carries more than its marks; those that are too many are one mark."""
    kept: list[str] = []
    run = 0
    for char in match[0]:
        run = run + 1 if _combines(char) else 0
        if run <= MOST_MARKS:
            kept.append(char)
        elif run == MOST_MARKS + 1:
            kept.append(MARK)
    return "".join(kept)


def _combines(char: str) -> bool:
    """Whether a character is drawn over or into the one before."""
    return char >= "\u0300" and (
        unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7fb"
    )
