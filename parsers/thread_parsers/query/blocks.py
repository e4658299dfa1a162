"""Runs of adjacent comments, searched together: the texts of all their segments are folded once and joined to one.

A word is in a segment exactly if the joined text has it there: no word contains what separates the texts, and folding
one text does not depend on the others. Words of ASCII are mostly found in the file (`ascii_words`). Regular expressions
and other tests are run on the texts one by one, after those without something that every match contains are left out.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import chain
from operator import le, sub
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary, proxy

from thread_parsers.query.ascii_words import SPACES, are_ascii_words, containing, is_for_words
from thread_parsers.query.block_texts import JoinedTexts, as_searched, hinted, joined, number_of, read_texts
from thread_parsers.query.expression_search import comments_with_hit
from thread_parsers.query.nodes import TextTest
from thread_parsers.query.regex_literals import COMPOSED
from thread_parsers.steps import emptied_in_steps
from thread_parsers.text.compared_texts import compared_together
from thread_parsers.text.large_texts import decoded_in_steps
from thread_parsers.text.segments import may_be_divided

if TYPE_CHECKING:
    from array import array
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence, Set

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.query.nodes import Hints
    from thread_parsers.query.pattern import Pattern

MAX_BLOCK_BYTES = 1 << 17
"""Bytes of comment text in a block: less than a millisecond of work for a plain word."""
MAX_BLOCK_COMMENTS = 2048
"""Comments in a block."""
MAX_CACHED_BYTES = 1 << 28
"""Bytes of folded text kept in memory for the next query on the same discussion."""
MAX_AT_ONCE = 1 << 13
"""Bytes of a text that is tested without a chance to yield."""
MIN_RARE_BYTES = 5
"""Bytes of a word that few texts have."""
MIN_HINTED = 16
"""Fewer texts than these are tested at once: they are long, and most long texts have what is looked for."""
TEXT_COST = 16
"""Bytes that take as long as what is done once for each text."""
SLICE_BYTES = 1 << 10
"""Bytes of short texts that are tested between two chances to yield."""


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
        self._discussion: Discussion = proxy(discussion)  # the cache of blocks lives as long as the discussion
        self._columns = columns
        self._origin = columns.body_start[first]
        self.stop = self._end_of_run(min(limit, first + MAX_BLOCK_COMMENTS))
        self.longest: int = max(map(sub, columns.body_end[first : self.stop], columns.body_start[first : self.stop]))
        """Bytes of the longest comment."""
        self.keeps: Callable[[int], bool] | None = None
        """Whether there is room for so many bytes more of folded text; None if the block itself is not kept."""
        self.numbers: dict[Callable[[Sequence[bytes]], Sequence[int]], array[int]] = {}
        """What was counted in its comments, by what counts it."""
        self._comments: Sequence[int] = ()
        """The comment of each segment, in ascending order; empty until the texts are read."""
        # Of some it is known already; others have to be read.
        is_plain = discussion.rendered is None and not any(columns.margin[first : self.stop]) and not self.is_huge
        self._is_for_words: bool | None = None if is_plain else False
        self._lowered: bytes | None = None
        self._words: JoinedTexts | None = None
        self._lines: JoinedTexts | None = None

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
        return self.longest > MAX_BLOCK_BYTES

    def bytes_of(self, comments: Iterable[int]) -> int:
        """The bytes of some of its comments."""
        starts, ends = self._columns.body_start, self._columns.body_end
        return sum(ends[comment] - starts[comment] for comment in comments)

    def has_one_segment(self, comment: int) -> bool:
        """Whether a comment is known to have exactly one segment."""
        if self._comments or self.is_huge or self._columns.margin[comment]:
            return number_of(self._comments, comment) == 1
        start, end = self._columns.body_start[comment], self._columns.body_end[comment]
        body: bytes
        if self._lowered is None:
            body = self._discussion.text.read(start, end)
        else:
            body = self._lowered[start - self._origin : end - self._origin]
        return body.strip() != b"" and not may_be_divided(body)

    def find(self, pattern: Pattern) -> Generator[None, None, set[int]]:
        """The comments with the words of a pattern, in steps."""
        return (yield from self._find(pattern.needle.encode("utf-8", "surrogatepass"), caseless=pattern.caseless))

    def _find(self, needle: bytes, *, caseless: bool) -> Generator[None, None, set[int]]:
        if are_ascii_words(needle):
            text = self._text_for_words(caseless=caseless)
            yield
            if text is not None:
                return containing(self._discussion, self.first, self.stop, text, needle)
        texts = yield from (self._folded() if caseless else self._plain())
        data = texts.data if caseless or b" " not in needle else texts.data.translate(SPACES)
        return set(map(self._comments.__getitem__, (yield from texts.containing(needle, data))))

    def _text_for_words(self, *, caseless: bool) -> bytes | None:
        if caseless and self._lowered is not None:
            return self._lowered
        if self._is_for_words is False:
            return None
        text = self._read()
        if self._is_for_words is None:
            self._is_for_words = is_for_words(text)
        if not self._is_for_words:
            return None
        if not caseless:
            return text
        text = text.lower()
        if self._may_keep(len(text)):
            self._lowered = text
        return text

    def _read(self) -> bytes:
        """The text from the first body to the last."""
        return self._discussion.text.read(self._origin, self._columns.body_end[self.stop - 1])

    def containing(self, words: Iterable[str]) -> Generator[None, None, set[int]]:
        """The comments that contain one of some words without case, of which the text of a regular expression has one
        (`regex_literals`), in steps."""
        text = self._text_for_words(caseless=True)
        texts: JoinedTexts | None = None
        found: set[int] = set()
        for needle in chain.from_iterable(map(self._spellings, words)):
            if text is not None and are_ascii_words(needle):
                found |= containing(self._discussion, self.first, self.stop, text, needle)
                yield
                continue
            if texts is None:
                texts = yield from self._folded()
            found.update(map(self._comments.__getitem__, (yield from texts.containing(needle, texts.data))))
        return found

    def _spellings(self, word: str) -> Iterator[bytes]:
        """What folded text has where an expression matches a word. The last letter may have become another one with the
        mark behind it: "ß" folds to "ss" and "İ" to "i", and the mark composes with that."""
        yield word.encode()
        if self._is_for_words:
            return
        if word.endswith(("ss", "i")):
            yield word[:-1].encode()
        if word[-1] in COMPOSED:
            yield (word[:-1] + COMPOSED[word[-1]]).encode()

    def finds_words_first(self, pattern: Pattern) -> bool:
        """Whether `matching` finds the words of a regular expression about as fast as `containing` does."""
        is_led = self._lines is not None and pattern.existence is not None and pattern.existence.is_led
        return is_led and max(map(len, pattern.required)) < MIN_RARE_BYTES

    def matching(self, pattern: Pattern, among: Set[int]) -> Generator[None, None, set[int]]:
        """The comments of `among` with a hit of a regular expression, in steps. Raises PatternTooSlow."""
        texts = yield from self._plain()
        found: set[int] = set()
        rest: Sequence[int] = range(texts.count)
        existence = pattern.existence
        if existence is not None and (existence.is_led or 2 * self.bytes_of(among) >= len(texts.data)):
            found, rest = yield from comments_with_hit(texts, self._comments, among, pattern, existence)
        test = TextTest(pattern.is_in, pattern.is_in_steps)
        return found | (yield from self._passing(test, texts.text, among - found, rest))

    def passing(self, test: TextTest, hints: Hints, among: Set[int]) -> Generator[None, None, set[int]]:
        """The comments of `among` with a segment whose text passes a test, in steps."""
        texts = yield from self._texts()
        wanted: Iterable[int] = range(len(texts))
        if len(texts) >= MIN_HINTED and not self.is_huge:
            wanted = sorted((yield from hinted(texts, hints)))
        found = yield from self._passing(test, texts.__getitem__, among, wanted)
        yield from emptied_in_steps(texts)
        return found

    def _passing(
        self, test: TextTest, text_of: Callable[[int], bytes], among: Set[int], segments: Iterable[int]
    ) -> Generator[None, None, set[int]]:
        found: set[int] = set()
        size = 0
        for segment in segments:
            comment = self._comments[segment]
            if comment in found or comment not in among:
                continue
            encoded = text_of(segment)
            size += len(encoded) + TEXT_COST
            if len(encoded) <= MAX_AT_ONCE:
                passes = test.now(encoded.decode("utf-8", "surrogateescape"))
            else:
                text = yield from decoded_in_steps(encoded, 0, len(encoded))
                passes = yield from test.steps(text)
            if passes:
                found.add(comment)
            if size >= SLICE_BYTES:
                size = 0
                yield
        return found

    def batches(self, comments: Sequence[int], size: int) -> Iterator[tuple[list[int], list[bytes]]]:
        """Some of its comments with their bodies, in batches of about so many bytes."""
        starts, ends, origin = self._columns.body_start, self._columns.body_end, self._origin
        whole = self._read() if comments else b""
        rows: list[int] = []
        bodies: list[bytes] = []
        left = size
        for row in comments:
            rows.append(row)
            bodies.append(whole[starts[row] - origin : ends[row] - origin])
            left -= len(bodies[-1])
            if left <= 0:
                yield rows, bodies
                rows, bodies, left = [], [], size
        if rows:
            yield rows, bodies

    def keep_numbers(self, measure: Callable[[Sequence[bytes]], Sequence[int]], numbers: array[int]) -> None:
        """Keep what was counted in all of its comments for the next query, if there is room."""
        if measure not in self.numbers and self._may_keep(len(numbers) * numbers.itemsize):
            self.numbers[measure] = numbers

    def _folded(self) -> Generator[None, None, JoinedTexts]:
        """The texts as words are compared without case."""
        if self._words is not None:
            return self._words
        found = yield from self._compared(caseless=True)
        # Another query may have kept them since.
        if self._words is None and self._may_keep(found.size):
            self._words = found
        return found

    def _plain(self) -> Generator[None, None, JoinedTexts]:
        """The texts with case and line feeds, as regular expressions need them."""
        if self._lines is not None:
            return self._lines
        found = yield from self._compared(caseless=False)
        if self._lines is None and self._may_keep(found.size):
            self._lines = found
        return found

    def _may_keep(self, size: int) -> bool:
        return self.keeps is not None and self.keeps(size)

    def _compared(self, *, caseless: bool) -> Generator[None, None, JoinedTexts]:
        texts = yield from as_searched(self._discussion, (yield from self._texts()))
        found = yield from joined((yield from compared_together(texts, caseless=caseless)))
        yield from emptied_in_steps(texts)
        return found

    def _texts(self) -> Generator[None, None, list[bytes]]:
        """The texts of all segments, as they are written."""
        texts, self._comments = yield from read_texts(self._discussion, self.first, self.stop)
        return texts


class Blocks:
    """The blocks of a discussion, cached from one query to the next, with up to MAX_CACHED_BYTES of folded text."""

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
                block.keeps = self._has_room
        return block

    def _has_room(self, size: int) -> bool:
        if size > self._bytes_left:
            return False
        self._bytes_left -= size
        return True


_CACHE: WeakKeyDictionary[Discussion, Blocks] = WeakKeyDictionary()


def blocks_of(discussion: Discussion) -> Blocks:
    """The blocks of a discussion; the cache lives as long as the discussion."""
    blocks = _CACHE.get(discussion)
    if blocks is None:
        blocks = _CACHE[discussion] = Blocks()
    return blocks
