"""What is new and edited in a discussion compared with an older save that is given: `NEW --since OLD`."""

from __future__ import annotations

from contextlib import closing
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.identity.changes import changes
from thread_parsers.identity.fingerprints import address_key, fingerprint_steps
from thread_parsers.identity.matching import is_same_steps, match_steps
from thread_parsers.reading import read_all
from thread_parsers.source.open import open_source
from thread_parsers.steps import run_to_end
from thread_parsers.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from thread_parsers.discussion.discussion import Discussion


MAX_WORDS_BYTES = 1600
"""Bytes of each comment of an older save that are kept, to show what has changed."""
MAX_KEPT_BYTES = 1 << 24
"""Bytes of all comments of one discussion that are kept."""


class Compared(NamedTuple):
    """How a discussion differs from its older save, by indices of its comments."""

    new: frozenset[int]
    edited: frozenset[int]
    gone: frozenset[int]
    """Comments that only the older save has, by their indices there."""
    older: Discussion | None
    """The discussion of the older save; None if it has none that is the same. Its texts cannot be read any more."""
    old_words: Mapping[int, str] = MappingProxyType({})
    """What edited comments said before, as far as it was kept."""
    gone_words: Mapping[int, str] = MappingProxyType({})
    """What the comments said that are gone, as far as it was kept, by their indices in the older save."""


class OlderSave:
    """The discussions of an older save, in one or more parts. Raises Unreadable and other DiscussionErrors."""

    def __init__(self, file: str) -> None:
        self.name = printable(file.rpartition("/")[2])
        """For messages."""
        with closing(open_source(file)) as source:
            self._parts = [
                (part, address_key(part), run_to_end(fingerprint_steps(part)), _words_of(part))
                for part in read_all(source)
            ]

    def compared(self, discussion: Discussion) -> Compared:
        """Compare a discussion of the newer save with its counterpart."""
        return run_to_end(self.compared_steps(discussion))

    def compared_steps(self, discussion: Discussion) -> Generator[None, None, Compared]:
        """The same, in steps. Of files with several discussions, the counterpart is the one with the same content; if
        there is none, everything is new."""
        now = yield from fingerprint_steps(discussion)
        address = address_key(discussion)
        is_only = len(self._parts) == len(discussion.parts) == 1
        for older, known_address, known, words in self._parts:
            if is_only or (yield from is_same_steps(known, known_address, now, address)):
                matched = yield from match_steps(known, now)
                changed = changes(known, now, matched)
                # The texts of two formats differ, although nobody has edited them.
                edited = changed.edited if older.format == discussion.format else ()
                return Compared(
                    frozenset(changed.new),
                    frozenset(edited),
                    frozenset(changed.gone),
                    older,
                    {row: words[matched[row]] for row in edited if matched[row] < len(words)},
                    {row: words[row] for row in changed.gone if row < len(words)},
                )
        return Compared(frozenset(range(len(discussion.columns))), frozenset(), frozenset(), None)


def _words_of(part: Discussion) -> list[str]:
    """The beginnings of the first comments of a discussion, printable, each on one line."""
    columns, kept, size = part.columns, list[str](), 0
    for start, end in zip(columns.body_start, columns.body_end, strict=True):
        words = printable(" ".join(part.text.text(start, min(end, start + MAX_WORDS_BYTES)).split()))
        size += len(words)
        if size > MAX_KEPT_BYTES:
            break
        kept.append(words)
    return kept
