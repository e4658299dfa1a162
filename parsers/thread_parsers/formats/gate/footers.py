"""The last line of a comment: `View OriginalReply0`, `Reply12`, and the same in any language.

In a language that no table has, the label is learned from the page: nearly every comment ends with the same words and a
number.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from thread_parsers.formats.gate.labels import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_FOOTER_BYTES = 200
"""The longest line that may be a footer."""
MIN_LEARNED_COMMENTS = 3
"""Comments that must end with the same words and a number before these are the label of the page."""
MIN_LEARNED_SHARE = 0.6
"""The share of all comments that must end so."""
MIN_ABOVE_NAMES = 0.8
"""The share of the lines with the words of an unknown footer that must be above names."""
MAX_DIGITS = 9
"""Digits of a number of replies."""
NO_NUMBER = -1
"""The declared replies of a footer without a number."""

_NUMBERED = re.compile(r"(\S.{0,80}?)\s*[0-9]{1,9}")


class Footers:
    """Recognises the footers of one page, and caches those that it has seen."""

    def __init__(self, last_lines: Sequence[bytes] = (), above_names: Sequence[bytes] = ()) -> None:
        """`last_lines` are the last lines of some comments of the page, from which its label is learned; `above_names`
        are lines that are known to be footers."""
        self.seen: dict[bytes, int] = {}
        """The bytes of footers, to the replies that they declare."""
        self._learned: tuple[str, ...] = ()
        for lines in (last_lines, above_names):
            unknown = [line for line in lines if self.replies(line) is None]
            if len(unknown) > (1 - MIN_LEARNED_SHARE) * len(lines):
                self._learned += _learned(unknown, MIN_LEARNED_SHARE * len(lines))

    def replies(self, line: bytes) -> int | None:
        """The replies that a footer declares, NO_NUMBER for one without a number; None for other lines."""
        known = self.seen.get(line)
        if known is None and len(line) <= MAX_FOOTER_BYTES:
            known = self._read(line.decode("utf-8", "surrogateescape").strip())
            if known is not None:
                self.seen[line] = known
        return known

    def _read(self, text: str) -> int | None:
        """`View Original`, `Reply` and a number. Without `View Original` there must be a number."""
        label = text.rstrip("0123456789")
        number, label = text[len(label) :], label.rstrip().casefold()
        if len(number) > MAX_DIGITS:
            return None
        for reply in (*self._learned, *folded("reply")):
            if label.endswith(reply):
                original = label[: -len(reply)].rstrip()
                if original in folded("original") or (number and not original):
                    return int(number) if number else NO_NUMBER
        return None

    def is_footer(self, words: str) -> bool:
        """Whether a line is a footer. `words` has no blanks around it."""
        return self.replies(words.encode("utf-8", "surrogateescape")) is not None

    def is_original(self, words: str) -> bool:
        """Whether a line is the button that shows the text of the article before its translation."""
        label = words.casefold()
        if label in folded("original"):
            return True
        return len(label) > 1 and any(known.startswith(label) and known != label for known in self._learned)


def _learned(last_lines: Sequence[bytes], min_lines: float) -> tuple[str, ...]:
    """The words before a number that at least `min_lines` lines have in common. Where only some comments of a page are
    translated, their footers are longer, and end like the others."""
    line_texts = (
        line.decode("utf-8", "surrogateescape").strip() for line in last_lines if len(line) <= MAX_FOOTER_BYTES
    )
    counted = Counter(match[1].casefold() for text in line_texts if (match := _NUMBERED.fullmatch(text)))
    if not counted:
        return ()
    commonest = counted.most_common(1)[0][0]
    family = [label for label in counted if label.endswith(commonest) or commonest.endswith(label)]
    if sum(counted[label] for label in family) < max(MIN_LEARNED_COMMENTS, min_lines):
        return ()
    return tuple(sorted(family, key=len, reverse=True)[:4])


def footers_above(lines: Sequence[bytes], page: bytes) -> list[bytes]:
    """Those of the lines above names that are footers in an unknown language: they end with the same words and a
    number, and nearly all lines of the page that do so are above a name."""
    labels = [_label(line) for line in lines]
    counted = Counter(label for label in labels if label)
    if not counted:
        return []
    commonest, count = counted.most_common(1)[0]
    # The last footer of a page has no name under it.
    if count < MIN_LEARNED_COMMENTS or count < MIN_ABOVE_NAMES * (page.count(commonest) - 1):
        return []
    return [line for line, label in zip(lines, labels, strict=True) if label.endswith(commonest)]


def _label(line: bytes) -> bytes:
    """The words before the number at the end of a line; empty without such a number."""
    label = line.rstrip(b"0123456789")
    return label.rstrip() if len(label) < len(line) <= MAX_FOOTER_BYTES else b""
