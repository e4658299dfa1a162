"""Finds given words and phrases in all comments: the rows in which the query for each would find it.

`folding` defines what counts as the same text, as for queries. Most comments can be searched as bytes, because each of
their characters folds to itself or its lower case. A word is found by its mark; a phrase is searched for where the
mark of its rarest word is.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from thread_parsers.discussion.sampling import segment_texts
from thread_parsers.stats.scan import marker

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.text.search_text import SearchText


SLICE_BYTES = 1 << 16
"""Bytes of comments that are searched for phrases between two yields."""
SLICE_CHARS = 10_000
"""Characters of a comment from which the finder yields before each wanted text."""
SEARCHED_CHARS = 1 << 17
"""Characters of a comment that are searched for a wanted text at once."""


class Finder:
    """Finds wanted texts in the comments, block by block."""

    def __init__(self, wanted: Sequence[SearchText]) -> None:
        self.rows: dict[SearchText, array[int]] = {each: array("I") for each in wanted}
        """Each text to the indices of the comments that contain it, ascending."""
        self._marked: list[SearchText] = list(dict.fromkeys(each.rarest for each in self.rows))
        """The words that have a mark, in the order of the marks."""
        self._words: dict[int, array[int]] = {}
        """Mark to the rows of the word."""
        self._phrases: dict[int, list[tuple[bytes, array[int]]]] = {}
        """Mark to the phrases whose rarest word has it, with their rows."""
        self._beginnings: defaultdict[str, list[tuple[int, SearchText]]] = defaultdict(list)
        """The first two characters of these words to their marks and the words."""
        for mark, each in enumerate(self._marked, marker.FIRST_WANTED):
            self._beginnings[each.text[:2]].append((mark, each))
        for each, rows in self.rows.items():
            mark = marker.FIRST_WANTED + self._marked.index(each.rarest)
            if " " in each.text:
                self._phrases.setdefault(mark, []).append((each.text.encode(), rows))
            else:
                self._words[mark] = rows

    @cached_property
    def _any(self) -> re.Pattern[str]:
        """Matches where a word may contain any of them."""
        return re.compile("|".join(re.escape(each.text) for each in self._marked) or r"(?!)")

    def marks_of(self, word: str) -> str:
        """The marks of the wanted texts that a word contains."""
        if self._any.search(word) is None:  # as nearly all words
            return ""
        marks = enumerate(self._marked, marker.FIRST_WANTED)
        return "".join([chr(mark) for mark, each in marks if each.text in word and each.is_in(word)])

    def marks_of_unspaced(self, word: str, pairs: AbstractSet[str]) -> str:
        """The same of letters of scripts without spaces and all pairs of neighbours: most have none of the pairs with
        which wanted texts begin."""
        begun = pairs & self._beginnings.keys()
        return "".join([chr(mark) for pair in begun for mark, each in self._beginnings[pair] if each.is_in(word)])

    def marks_of_all(self, words: Sequence[str]) -> dict[str, str]:
        """The marks of those of many words that contain any of the wanted texts."""
        found: dict[str, str] = {}
        vocabulary = "\n".join(["", *words, ""])
        for mark, each in enumerate(self._marked, marker.FIRST_WANTED):
            at = vocabulary.find(each.text)
            while at >= 0:
                end = vocabulary.index("\n", at)
                word = vocabulary[vocabulary.rindex("\n", 0, at) + 1 : end]
                if each.is_in(word):
                    found[word] = found.get(word, "") + chr(mark)
                at = vocabulary.find(each.text, end)
        return found

    def add(self, discussion: Discussion, block: marker.Block) -> Iterator[None]:
        """Search some comments, in steps."""
        marks_of_comments = block.marks.translate(None, marker.OF_LINES).split(bytes([marker.COMMENT]))
        words, phrases, size = self._words, self._phrases, 0
        for row, body, marks in zip(block.rows, block.texts, marks_of_comments, strict=True):
            if marker.ODD in marks:
                yield from self._find_in_text(discussion, row)
                continue
            lowered = b""
            for mark in set(marks):
                if mark in words:
                    words[mark].append(row)
                if mark in phrases:
                    lowered = lowered or marker.straight_apostrophes(body).translate(_LOWERED)
                    size += len(body)
                    for phrase, rows in phrases[mark]:
                        if phrase in lowered:
                            rows.append(row)
            if size > SLICE_BYTES:
                yield
                size = 0

    def _find_in_text(self, discussion: Discussion, row: int) -> Iterator[None]:
        text = "\n".join((yield from segment_texts(discussion, row)))
        yield
        for each, rows in self.rows.items():
            for start in range(0, len(text), SEARCHED_CHARS):
                if start or len(text) > SLICE_CHARS:
                    yield
                if each.begins_in(text, start, min(start + SEARCHED_CHARS, len(text))):
                    rows.append(row)
                    break


_LOWERED = bytes(32 if byte in b"\n\t\r" else byte + 32 if 65 <= byte <= 90 else byte for byte in range(256))
"""Translates ASCII bytes to what they fold to."""
