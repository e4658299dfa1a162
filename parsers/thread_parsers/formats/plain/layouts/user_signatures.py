"""Signatures of users: lines below the words that all comments of an author end with, as forums have them.

They are not words of the comments. Whoever has one comment in the sample may have a signature that cannot be told from
the words, unless a rule of underscores is above it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.formats.plain.comments import Row
    from thread_parsers.source.source import Source

_MAX_LINES = 8
_MAX_TAIL_BYTES = 2048
_MIN_CHARS = 24
"""Of a whole signature. Less may be a greeting: "Thanks, Ann"."""
_RULE = re.compile(rb"^[ \t]*_{5,}[ \t\r]*$", re.MULTILINE)
_MIN_RULES = 3
"""Comments with a rule, so that it is that of the forum."""


class UserSignatures:
    """The signatures on a page, learned from a sample of its comments."""

    def __init__(self, sample: Sequence[Row], source: Source) -> None:
        bodies = [(row.head.name, source.read(*_tail(row))) for row in sample]
        self._is_ruled = sum(bool(_RULE.search(body)) for _, body in bodies) >= _MIN_RULES
        # Comments that are there twice, as on a page saved twice, tell nothing.
        by_author: dict[str, set[tuple[bytes, ...]]] = defaultdict(set)
        for name, body in bodies:
            by_author[name].add(tuple(_lines(body)))
        self._endings = {
            name: ending
            for name, comments in by_author.items()
            if name and len(comments) > 1 and (ending := _common_ending(list(comments)))
        }
        self.found = 0
        """Signatures that were found behind words."""

    def without(self, rows: Iterator[Row | None], source: Source) -> Iterator[Row | None]:
        """The same rows, whose words end where a signature begins."""
        if not self._endings and not self._is_ruled:
            yield from rows
            return
        for row in rows:
            if row is not None:
                start, end = _tail(row)
                cut = self._start(row.head.name, source.read(start, end))
                if cut is not None and row.body_start < start + cut:
                    row.body_end = start + cut
                    self.found += 1
            yield row

    def _start(self, name: str, body: bytes) -> int | None:
        """Where the signature begins in the last lines of a comment."""
        rule = _RULE.search(body) if self._is_ruled else None
        if rule and body[: rule.start()].strip() and body.count(b"\n", rule.end()) <= _MAX_LINES:
            return len(body[: rule.start()].rstrip()) + 1
        ending = self._endings.get(name, ())
        if not ending or tuple(_lines(body)[-len(ending) :]) != ending or len(_lines(body)) <= len(ending):
            return None
        at = len(body)
        for _ in ending:
            at = body.rfind(b"\n", 0, len(body[:at].rstrip())) + 1
        return len(body[:at].rstrip()) + 1


def _tail(row: Row) -> tuple[int, int]:
    return max(row.body_start, row.body_end - _MAX_TAIL_BYTES), row.body_end


def _lines(body: bytes) -> list[bytes]:
    """The last lines with words."""
    return [line for line in map(bytes.strip, body.splitlines()) if line][-_MAX_LINES - 1 :]


def _common_ending(comments: list[tuple[bytes, ...]]) -> tuple[bytes, ...]:
    """The last lines that all comments of an author have, if they are a signature and other lines are above them."""
    count = 0
    most = min(_MAX_LINES, *(len(lines) - 1 for lines in comments))
    while count < most and len({lines[-count - 1] for lines in comments}) == 1:
        count += 1
    ending = comments[0][len(comments[0]) - count :]
    return ending if sum(map(len, ending)) >= _MIN_CHARS else ()
