"""Runs of adjacent comments, searched together as bytes without decoding them.

If needle and text are ASCII, the folded text contains the needle exactly if the lower-cased bytes do; so it is with a
word of letters that have no case, as of Chinese. There are three exceptions, and the comment is then undecided, to be
evaluated on its own:

- a character of `bytes_unsafe` anywhere in it: it may fold to ASCII, or to nothing, so that its neighbours meet;
- a combining mark right after a hit: it may compose with the last letter ("cafe" + U+0301 is "café", not "cafe");
- a needle that could match across a separator, a margin or the stripped end of a segment.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from operator import le, sub
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from thread_parsers.query.bytes_unsafe import (
    COMBINING_LEAD_BYTES,
    FOLDS_BEYOND_ASCII,
    FOLDS_TO_ALNUM,
    FOLDS_TO_ASCII,
    FOLDS_TO_WORDS,
    SAFE_ASCII,
    is_written_in_one_way,
)
from thread_parsers.text.folded_text import compared_in_steps
from thread_parsers.text.folding import composes
from thread_parsers.text.segments import may_be_divided

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Set

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.query.pattern import Pattern

MAX_BLOCK_BYTES = 1 << 17
"""Bytes of comment text in a block: less than a millisecond of work for a plain word."""
MAX_BLOCK_COMMENTS = 2048
"""Comments in a block."""
MAX_CACHED_BYTES = 1 << 28
"""Bytes of lower-cased text kept in memory for the next query on the same discussion."""

_SPACES = bytes.maketrans(b"\t\n\v\f\r\x1c\x1d\x1e\x1f", b" " * 9)
"""Every ASCII white space to a space, as folding does; same length, so offsets stay valid."""
_ASCII = bytes(range(128))
_ASCII_RUN = re.compile(r"[!-~]+")
_ALNUM_RUN = re.compile(rb"[A-Za-z0-9]+")
_SPACE = 0x20


@dataclass(slots=True)
class Verdict:
    """Result for the comments of a block: certain matches, and undecided ones. All others do not match."""

    certain: set[int] = field(default_factory=set)
    undecided: set[int] = field(default_factory=set)


class Block:
    """Comments `first` up to `stop`, whose bodies are in ascending order in the source."""

    def __init__(self, discussion: Discussion, first: int, limit: int) -> None:
        columns = discussion.columns
        self.first = first
        self._columns = columns
        self._read = discussion.text.read
        self._origin = columns.body_start[first]
        self.stop = self._end_of_run(min(limit, first + MAX_BLOCK_COMMENTS))
        self.bytes = columns.body_end[self.stop - 1] - self._origin
        self.longest = max(map(sub, columns.body_end[first : self.stop], columns.body_start[first : self.stop]))
        """Bytes of the longest comment."""
        self.keeps_text = False
        """Whether to keep the lower-cased text in memory once it has been needed."""
        self._lowered: bytes | None = None
        self._uncertain: dict[re.Pattern[bytes], frozenset[int]] = {}
        self._folds_beyond_ascii: frozenset[int] | None = None

    def _end_of_run(self, limit: int) -> int:
        """One past the last comment of the run: bodies in ascending order, within the size of a block."""
        starts, ends, first = self._columns.body_start, self._columns.body_end, self.first
        # A block has at least one comment, however long. If the bodies are not in file order, the bisection returns
        # some row, and the scan below cuts the run at the first body that begins before the previous one ends.
        stop = max(first + 1, bisect_right(ends, self._origin + MAX_BLOCK_BYTES, first, limit))
        if all(map(le, ends[first : stop - 1], starts[first + 1 : stop])):
            return stop
        return next(row for row in range(first + 1, limit) if starts[row] < ends[row - 1])

    @property
    def is_huge(self) -> bool:
        """Whether the block is a single comment that is too long to be searched without a chance to yield."""
        return self.bytes > MAX_BLOCK_BYTES

    def find(self, pattern: Pattern) -> Generator[None, None, Verdict]:
        """Search the block for the words of a pattern, in steps."""
        if pattern.needle.isascii():
            verdict = yield from self._find_ascii(pattern)
        elif is_written_in_one_way(pattern.needle):
            verdict = yield from self._find_word(pattern)
        else:
            verdict = Verdict(undecided=(yield from self._may_contain(pattern)))
        if " " in pattern.needle:
            # A phrase may continue on the next line, whose margin is between its words in the bytes.
            verdict.undecided.update(row for row in range(self.first, self.stop) if self._columns.margin[row])
        verdict.undecided -= verdict.certain
        return verdict

    def _may_contain(self, pattern: Pattern) -> Generator[None, None, set[int]]:
        """Comments that may contain a needle that is not ASCII: by its longest run of ASCII, else all or none."""
        run = max(_ASCII_RUN.findall(pattern.needle), key=len, default="")
        if run:
            found = {comment for comment, _ in self._hits(self._text(caseless=pattern.caseless), run.encode())}
            yield
            return found | self._uncertain_comments(FOLDS_TO_ASCII)
        # No ASCII in the needle: delete all ASCII from the block, fold the rest at once, and search that for the
        # longest word of the needle. It may find too much, and a character that composes with ASCII makes it useless.
        beyond = self._raw().translate(None, _ASCII).decode("utf-8", "surrogateescape")
        run = max(pattern.needle.split(" "), key=len)
        compared = yield from compared_in_steps(beyond, caseless=pattern.caseless)
        possible = run in compared or any(map(composes, set(beyond)))
        return set(range(self.first, self.stop)) if possible else set()

    def _find_word(self, pattern: Pattern) -> Generator[None, None, Verdict]:
        """Comments with a word that is not only ASCII and is written in one way."""
        found = {comment for comment, _ in self._hits(self._text(caseless=pattern.caseless), pattern.needle.encode())}
        yield
        unsure = self._folding_beyond_ascii()
        if any(map(str.isascii, pattern.needle)):
            unsure |= self._uncertain_comments(FOLDS_TO_ALNUM)
        return Verdict(found - unsure, set(unsure))

    def containing(self, needles: tuple[bytes, ...], *, uncertain: bool = False) -> Generator[None, None, set[int]]:
        """Comments whose body contains one of the needles, which are lower-case and without white space. With
        `uncertain`, also those with a character that may fold to a letter of a needle."""
        found = {comment for needle in needles for comment, _ in self._hits(self._lower(), needle)}
        yield
        if not uncertain:
            return found
        if not all(map(bytes.isascii, needles)):
            found |= self._folding_beyond_ascii()
        return found | self._uncertain_comments(FOLDS_TO_ALNUM)

    def has_one_segment(self, comment: int) -> bool:
        """Whether a comment, which has some text, has no line that could be a separator."""
        start = self._columns.body_start[comment] - self._origin
        body = self._lower()[start : self._columns.body_end[comment] - self._origin]
        return not may_be_divided(body)

    def _find_ascii(self, pattern: Pattern) -> Generator[None, None, Verdict]:
        needle = pattern.needle.encode()
        text = self._text(caseless=pattern.caseless)
        if b" " in needle:
            text = text.translate(_SPACES)
        hits = list(self._hits(text, needle))
        verdict = Verdict(undecided={comment for comment, _ in hits})
        if self._stays_whole(needle):
            # Only the byte after the first hit is known, so "cafe\u0301 cafe" is undecided, which is never wrong.
            verdict.certain = {comment for comment, follows in hits if follows not in COMBINING_LEAD_BYTES}
            verdict.undecided -= verdict.certain
        yield
        unsure = self._unsure(needle, text)
        return Verdict(verdict.certain - unsure, verdict.undecided | unsure)

    def _unsure(self, needle: bytes, text: bytes) -> Set[int]:
        """Comments that may contain an ASCII needle in other characters, as "don’t" for "don't"."""
        if needle.isalnum():
            return self._uncertain_comments(FOLDS_TO_ALNUM)
        if needle.replace(b" ", b"").isalnum():
            return self._uncertain_comments(FOLDS_TO_WORDS)
        run = max(_ALNUM_RUN.findall(needle), key=len, default=b"")
        if not run:
            return self._uncertain_comments(FOLDS_TO_ASCII)
        # Curly apostrophes are in most comments of some pages. Where no letter can be another character, the letters
        # of the needle must still be there as they are.
        spelled = {comment for comment, _ in self._hits(text, run)}
        return self._uncertain_comments(FOLDS_TO_ALNUM) | (self._uncertain_comments(FOLDS_TO_ASCII) & spelled)

    def _stays_whole(self, needle: bytes) -> bool:
        """Whether a hit in a body is always inside one segment: no margin, separator or stripped end can be in it."""
        if needle.isalnum():
            return True
        if any(self._columns.margin[self.first : self.stop]):
            return False
        # Words with spaces between them cannot match a separator, and each end is a word, so no stripped space is
        # part of the hit. Other needles without spaces match within a line; only dashes alone could be a separator.
        return all(map(bytes.isalnum, needle.split(b" "))) if b" " in needle else needle.strip(b"-") != b""

    def _raw(self) -> bytes:
        return self._read(self._origin, self._origin + self.bytes)

    def _lower(self) -> bytes:
        if self._lowered is not None:
            return self._lowered
        lowered = self._raw().lower()
        if self.keeps_text:
            self._lowered = lowered
        return lowered

    def _text(self, *, caseless: bool) -> bytes:
        return self._lower() if caseless else self._raw()

    def _hits(self, text: bytes, needle: bytes) -> Iterator[tuple[int, int]]:
        """Yield each comment with a hit, and the byte after its first hit: a space at the end of the body."""
        starts, ends, origin = self._columns.body_start, self._columns.body_end, self._origin
        find, size, stop = text.find, len(needle), self.stop
        comment, at = self.first, find(needle)
        while at >= 0:
            # Between the bodies the text has heads and footers, so a hit counts only if it ends within the body.
            comment = bisect_right(starts, origin + at, comment, stop) - 1
            end, body_end = at + size, ends[comment] - origin
            if end <= body_end:
                # `text` may be shorter than the columns say: the file may have been truncated since it was opened.
                yield comment, text[end] if end < body_end and end < len(text) else _SPACE
            # One hit per comment is enough: continue at the next body.
            comment += 1
            if comment == stop:
                return
            at = find(needle, starts[comment] - origin)

    def _uncertain_comments(self, kind: re.Pattern[bytes]) -> frozenset[int]:
        """Comments with a character of this kind, cached for the next query."""
        known = self._uncertain.get(kind)
        if known is None:
            text = self._lower()
            # Most blocks have none: search the few bytes that are not plain ASCII first. Deleting bytes can bring
            # others together and so find too much, which only costs the exact search; it cannot miss one.
            beyond = text.translate(None, SAFE_ASCII)
            some = kind.search(beyond) is not None
            known = self._uncertain[kind] = frozenset(self._with(kind, text) if some else ())
        return known

    def _folding_beyond_ascii(self) -> frozenset[int]:
        """Comments with a character of `FOLDS_BEYOND_ASCII`, cached for the next query."""
        if self._folds_beyond_ascii is None:
            raw = self._raw()
            some = FOLDS_BEYOND_ASCII.search(raw.translate(None, _ASCII).decode(errors="replace")) is not None
            self._folds_beyond_ascii = frozenset(self._folding_in(raw) if some else ())
        return self._folds_beyond_ascii

    def _folding_in(self, raw: bytes) -> Iterator[int]:
        starts, ends, origin = self._columns.body_start, self._columns.body_end, self._origin
        for comment in range(self.first, self.stop):
            if FOLDS_BEYOND_ASCII.search(
                raw[starts[comment] - origin : ends[comment] - origin].decode(errors="replace")
            ):
                yield comment

    def _with(self, kind: re.Pattern[bytes], text: bytes) -> Iterator[int]:
        starts, origin = self._columns.body_start, self._origin
        comment, match = self.first, kind.search(text)
        while match:
            comment = bisect_right(starts, origin + match.start(), comment, self.stop) - 1
            yield comment
            comment += 1
            if comment == self.stop:
                return
            match = kind.search(text, starts[comment] - origin)


class Blocks:
    """The blocks of a discussion, cached from one query to the next, with up to MAX_CACHED_BYTES of their text."""

    def __init__(self) -> None:
        self._blocks: dict[int, Block] = {}
        self._bytes_left = MAX_CACHED_BYTES

    def at(self, discussion: Discussion, first: int) -> Block:
        """The block that begins with comment `first`."""
        block = self._blocks.get(first)
        if block is None:
            limit = len(discussion.columns)
            block = Block(discussion, first, limit)
            # The last block of a discussion that is still being read may grow: do not cache it.
            if block.stop < limit or discussion.complete:
                self._blocks[first] = block
                self._bytes_left -= block.bytes
                block.keeps_text = self._bytes_left >= 0
        return block


_CACHE: WeakKeyDictionary[Discussion, Blocks] = WeakKeyDictionary()


def blocks_of(discussion: Discussion) -> Blocks:
    """The blocks of a discussion; the cache lives as long as the discussion."""
    blocks = _CACHE.get(discussion)
    if blocks is None:
        blocks = _CACHE[discussion] = Blocks()
    return blocks
