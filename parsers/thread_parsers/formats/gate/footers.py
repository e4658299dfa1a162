"""The line at the foot of a comment: `View OriginalReply0`, `Reply12`, and the same in any language.

A page in a language that no table has shows its label itself: nearly every comment ends with the same words and a
number.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from thread_parsers.formats.gate.labels import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_FOOTER = 200
"""Bytes of the longest line that may be a footer."""
FEWEST = 3
"""Comments that must end with the same words and a number before these are the label of the page."""
SHARE = 0.6
"""Share of the comments of which that must be true."""
MOST_DIGITS = 9
"""Digits of a number of replies."""
NO_NUMBER = -1
"""The declared replies of a footer that says none."""

_NUMBERED = re.compile(r"(\S.{0,80}?)\s*[0-9]{1,9}")


class Footers:
    """Tells the footers of one page from words, and remembers those that it has seen."""

    def __init__(self, last_lines: Sequence[bytes] = ()) -> None:
        """`last_lines`: the last lines of some comments of the page, from which its own label is learned."""
        self.seen: dict[bytes, int] = {}
        """Footers as they stand in the page, with the replies that they declare."""
        self._learned: tuple[str, ...] = ()
        strange = [line for line in last_lines if self.replies(line) is None]
        if len(strange) > (1 - SHARE) * len(last_lines):
            self._learned = _learned(strange, SHARE * len(last_lines))

    def replies(self, line: bytes) -> int | None:
        """The replies that a line declares if it is a footer, NO_NUMBER where it names none; None for any other."""
        known = self.seen.get(line)
        if known is None and len(line) <= LONGEST_FOOTER:
            known = self._read(line.decode("utf-8", "surrogateescape").strip())
            if known is not None:
                self.seen[line] = known
        return known

    def _read(self, text: str) -> int | None:
        """`View Original`, `Reply`, a number: the first may be absent, and the last where the first is there."""
        label = text.rstrip("0123456789")
        number, label = text[len(label) :], label.rstrip().casefold()
        if len(number) > MOST_DIGITS:
            return None
        for reply in (*self._learned, *folded("reply")):
            if label.endswith(reply):
                original = label[: -len(reply)].rstrip()
                if original in folded("original") or (number and not original):
                    return int(number) if number else NO_NUMBER
        return None

    def is_footer(self, words: str) -> bool:
        """Whether a line, without blanks around it, is a footer."""
        return self.replies(words.encode("utf-8", "surrogateescape")) is not None

    def is_original(self, words: str) -> bool:
        """Whether a line is the button that shows the text of the article before its translation."""
        label = words.casefold()
        if label in folded("original"):
            return True
        return len(label) > 1 and any(known.startswith(label) and known != label for known in self._learned)


def _learned(last_lines: Sequence[bytes], enough: float) -> tuple[str, ...]:
    """The words before the number that many lines have in common. A page has a longer and a shorter form when only some
    of its comments are translated: one ends like the other."""
    texts_ = (line.decode("utf-8", "surrogateescape").strip() for line in last_lines if len(line) <= LONGEST_FOOTER)
    counted = Counter(match[1].casefold() for text in texts_ if (match := _NUMBERED.fullmatch(text)))
    if not counted:
        return ()
    commonest = counted.most_common(1)[0][0]
    family = [label for label in counted if label.endswith(commonest) or commonest.endswith(label)]
    if sum(counted[label] for label in family) < max(FEWEST, enough):
        return ()
    return tuple(sorted(family, key=len, reverse=True)[:4])
