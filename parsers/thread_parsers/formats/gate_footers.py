"""The line at the foot of a comment: `View OriginalReply0`, `Reply12`, and the same in any language.

A page in a language that no table has shows its label itself: nearly every comment ends with the same words and a
number.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from thread_parsers.formats.gate_labels import folded, texts

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_FOOTER = 200
"""Bytes of the longest line that may be a footer."""
FEWEST = 3
"""Comments that must end with the same words and a number before these are the label of the page."""
SHARE = 0.6
"""Share of the comments of which that must be true."""
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
        self._pattern = _pattern(())
        strange = [line for line in last_lines if self.replies(line) is None]
        if len(strange) > (1 - SHARE) * len(last_lines):
            self._learned = _learned(strange, SHARE * len(last_lines))
            self._pattern = _pattern(self._learned)

    def replies(self, line: bytes) -> int | None:
        """The replies that a line declares if it is a footer, NO_NUMBER where it names none; None for any other."""
        known = self.seen.get(line)
        if known is not None:
            return known
        if len(line) > LONGEST_FOOTER:
            return None
        match = self._pattern.fullmatch(line.decode("utf-8", "surrogateescape").strip())
        if match is None or not (match["number"] or match["original"]):
            return None
        replies = int(match["number"]) if match["number"] else NO_NUMBER
        self.seen[line] = replies
        return replies

    def is_footer(self, words: str) -> bool:
        """Whether a line, without blanks around it, is a footer."""
        return self.replies(words.encode("utf-8", "surrogateescape")) is not None

    def is_original(self, words: str) -> bool:
        """Whether a line is the button that shows the text of the article before its translation."""
        if words.casefold() in folded("original"):
            return True
        return len(words) > 1 and any(label.startswith(words) and label != words for label in self._learned)


def _pattern(learned: tuple[str, ...]) -> re.Pattern[str]:
    originals, replies = map("|".join, (map(re.escape, texts("original")), map(re.escape, learned + texts("reply"))))
    return re.compile(rf"(?P<original>(?:{originals})\s*)?(?:{replies})\s*(?P<number>[0-9]{{0,9}})", re.IGNORECASE)


def _learned(last_lines: Sequence[bytes], enough: float) -> tuple[str, ...]:
    """The words before the number that many lines have in common. A page has a longer and a shorter form when only some
    of its comments are translated: one ends like the other."""
    texts_ = (line.decode("utf-8", "surrogateescape").strip() for line in last_lines if len(line) <= LONGEST_FOOTER)
    counted = Counter(match[1] for text in texts_ if (match := _NUMBERED.fullmatch(text)))
    if not counted:
        return ()
    commonest = counted.most_common(1)[0][0]
    family = [label for label in counted if label.endswith(commonest) or commonest.endswith(label)]
    if sum(counted[label] for label in family) < max(FEWEST, enough):
        return ()
    return tuple(sorted(family, key=len, reverse=True)[:4])
