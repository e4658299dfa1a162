"""The sanitizer: untrusted text to text that is safe to display.

A terminal executes control characters, hides invisible ones, reorders text at bidirectional ones, and disagrees with
every program about the width of emoji sequences. So no text of a page is drawn before it has passed `printable`:
characters that would act or hide become a visible replacement, and all printable characters stay as they are, including
brackets, colons and dollar signs. The text that is searched, counted and exported is never changed.

Three things are simplified instead of replaced, because they are ordinary spelling that terminals render unreliably,
and only where they are spelling: a sequence of emoji becomes its first emoji; one variation selector after a character
that has variants is dropped, and so is one joiner or non-joiner between two letters of a script that uses them. A
second one in the same place is replaced visibly, so that nothing can be hidden in a run of them.

Sources: Unicode 16, chapters 23 (controls, format characters) and 5.21 (`Default_Ignorable_Code_Point`), UTS 51 (emoji
sequences), UAX 31 section 2.3 (joiners), UTR 36 (security of bidirectional and invisible characters).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import takewhile

REPLACEMENT = "\u2426"
"""␦, displayed for a character that cannot be displayed; one cell wide in every terminal."""

DOTTED_CIRCLE = "\u25cc"
"""◌, the base for a combining mark without a letter, as in the Unicode code charts."""

TAB = "    "
"""Displayed for a tab: a terminal would move the cursor and leave what was drawn there before."""

MAX_COMBINING_MARKS = 3
"""Combining marks kept on a letter: more than Vietnamese, Hebrew or Thai need, too few to paint over other lines."""

MAX_REPLACED = 8
"""Up to this many distinct characters, replacing one after the other is faster than translating each position."""

VISIBLE_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
"""Characters of category Cf (format) that are visible: they enclose the digits or letters after them (Unicode 9.2,
9.3). Neither replaced here nor ignored in a search."""

FILLERS = "\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
"""Characters that Python calls printable although they are invisible."""

MONGOLIAN_SELECTORS = "\u180b\u180c\u180d\u180f"
"""Mongolian variation selectors."""

KEYCAP = "\u20e3"
"""The frame around a digit in a keycap emoji."""

NEW_CHARACTERS = ((0x1F000, 0x1FAFF), (0x1FC00, 0x1FFFD), (0x20000, 0x2FFFD), (0x30000, 0x3FFFD))
"""First and last code points of blocks where emoji and ideographs are still added: this Python may not know them yet,
but terminals may."""

_EMOJI = (
    "\u00a9\u00ae\u203c\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u25fe\u2600-\u27bf\u2934\u2935"
    "\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001f3fa\U0001f400-\U0001faff\U0001fc00-\U0001fffd"
)
"""`Extended_Pictographic` of emoji-data.txt with its small gaps closed; regional indicators are harmless here."""
_TONES = "\U0001f3fb-\U0001f3ff"
"""Skin tones. This and the next values are contents of character classes."""
_VARIATIONS = f"{MONGOLIAN_SELECTORS}\ufe00-\ufe0f\U000e0100-\U000e01ef"
_JOINERS = "\u200c\u200d"
_JOINED_SCRIPTS = "\u0620-\u08ff\u0900-\u0dff\u1000-\u109f\u1780-\u18aa\ua840-\ua8ff\ua980-\uaaff\U00011000-\U00011fff"
"""Arabic and related scripts, the scripts of India, Myanmar, Khmer, Mongolian: a joiner between their letters is
spelling."""

_VARIED = f"(?:[\ufe0e\ufe0f]?[{_TONES}]?)"
_SEQUENCES = (
    f"([{_EMOJI}](?=[\ufe0e\ufe0f{_TONES}\u200d])){_VARIED}(?:\u200d[{_EMOJI}]{_VARIED})*"
    "|([0-9#*])(?=[\ufe0e\ufe0f\u20e3])[\ufe0e\ufe0f]?(?:\u20e3(?!\u20e3))?"
    "|(\U0001f3f4)\U000e0067\U000e0062(?:\U000e0065\U000e006e\U000e0067|\U000e0073\U000e0063\U000e0074"
    "|\U000e0077\U000e006c\U000e0073)\U000e007f"
    f"|(?<=[^\\x00-\\x7f\\s{_JOINERS}{_VARIATIONS}{FILLERS}{_TONES}])[{_VARIATIONS}]"
    f"|(?<=[{_JOINED_SCRIPTS}])[{_JOINERS}](?=[{_JOINED_SCRIPTS}])"
    f"|([{_TONES}{_VARIATIONS}{FILLERS}])"
)
"""Sequences, with the part that is kept as a group: an emoji, the digit of a keycap, the flag of England, Scotland or
Wales, and nothing of a variation selector or joiner. The last group is a character on its own, to be made visible."""
_MAY_HAVE_SEQUENCES = re.compile(f"[{_TONES}{_VARIATIONS}{_JOINERS}{FILLERS}{KEYCAP}\U000e007f]")
"""Every sequence has one of these; a quick test that most lines fail."""

_MAX_RUN = 4096
"""Characters of a run that are matched at once: Python needs 100 bytes for each of them."""
_MAY_HAVE_EXCESS_MARKS = re.compile(
    rf"(?:[^\w\s\x00-\x7f]|[\u1160-\u11ff\ud7b0-\ud7fb]){{{MAX_COMBINING_MARKS + 1},{_MAX_RUN}}}"
)
"""Runs that may have too many combining marks: `re` has no class for marks, but they are neither letters, digits nor
white space; the vowels and finals of Korean syllables combine too."""


def printable(line: str) -> str:
    """Sanitize one line of untrusted text for display. Idempotent. The result is at most 4 n + 1 characters long."""
    if line.isascii() and line.isprintable():
        return line
    if not line.isascii() and _MAY_HAVE_SEQUENCES.search(line):
        line = _sequences().sub(_simplified, line)
    if not line.isprintable():
        hidden = [char for char in set(line) if not char.isprintable()]
        if len(hidden) > MAX_REPLACED:
            line = line.translate({ord(char): _visible(char) for char in hidden})
        else:
            # What is displayed for a character is printable, so nothing is replaced twice.
            for char in hidden:
                line = line.replace(char, _visible(char))
    if line.isascii():
        return line
    if _combines(line[0]):
        # Otherwise the mark would be drawn onto whatever is left of the line: the frame of the pane.
        line = DOTTED_CIRCLE + line
    # In a long line, looking for marks first is many times faster: most runs are of symbols or ideographs.
    if len(line) > _MAX_RUN and not any(map(_combines, set(line))):
        return line
    return _MAY_HAVE_EXCESS_MARKS.sub(_without_excess_marks, line)


@cache
def _sequences() -> re.Pattern[str]:
    """The pattern of `_SEQUENCES`, which takes two milliseconds to compile and is needed for few lines."""
    return re.compile(_SEQUENCES)


def _simplified(match: re.Match[str]) -> str:
    emoji, digit, flag, hidden = match.groups()
    return REPLACEMENT if hidden else emoji or digit or flag or ""


@lru_cache(maxsize=4096)
def _visible(char: str) -> str:
    """What to display for a character that Python calls not printable: itself if it is visible, or a replacement."""
    code = ord(char)
    match unicodedata.category(char):
        case "Cc" if code < 0x20:
            return TAB if char == "\t" else chr(0x2400 + code)  # the picture of the control character
        case "Cc" if code == 0x7F:
            return "\u2421"
        case "Zs" | "Co":
            return char
        case "Cf" if char in VISIBLE_FORMATS:
            return char
        case "Cn" if any(first <= code <= last for first, last in NEW_CHARACTERS):
            return char
        case _:
            return REPLACEMENT


def _without_excess_marks(match: re.Match[str]) -> str:
    """The text with at most MAX_COMBINING_MARKS on each character; excess ones become a single REPLACEMENT."""
    kept: list[str] = []
    # A run that is longer than a match is continued by the next one.
    before = match.string[max(0, match.start() - MAX_COMBINING_MARKS - 1) : match.start()]
    run = len(list(takewhile(_combines, reversed(before))))
    for char in match[0]:
        run = run + 1 if _combines(char) else 0
        if run <= MAX_COMBINING_MARKS:
            kept.append(char)
        elif run == MAX_COMBINING_MARKS + 1:
            kept.append(REPLACEMENT)
    return "".join(kept)


def _combines(char: str) -> bool:
    """Whether a character is drawn over the one before it, or into the same syllable."""
    return char >= "\u0300" and (
        unicodedata.category(char)[0] == "M" or "\u1160" <= char <= "\u11ff" or "\ud7b0" <= char <= "\ud7fb"
    )
