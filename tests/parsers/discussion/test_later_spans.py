"""Places of comments that are worked out when they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from thread_parsers.discussion.columns import Columns
from thread_parsers.discussion.later_spans import LaterSpans

if TYPE_CHECKING:
    from collections.abc import Sequence


class Words:
    """Comments that are the words of a file."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.searched = 0
        self.columns = Columns()

    def read(self, start: int, end: int) -> bytes:
        return self.data[start:end]

    def find(self, data: bytes) -> Sequence[tuple[int, int]]:
        self.searched += 1
        ends = [at for at, byte in enumerate(data) if byte == ord(" ")]
        return list(zip([0, *(end + 1 for end in ends)], [*ends, len(data)], strict=True))

    def append(self, count: int) -> None:
        for _ in range(count):
            self.columns.append(start=0, body_start=0, body_end=1, end=1, author="")
            self.columns.file_start.append(0)
            self.columns.file_end.append(0)

    def span(self, row: int) -> bytes:
        return self.data[self.columns.file_start[row] : self.columns.file_end[row]]


def test_each_run_is_searched_once_and_no_other_row_is_changed() -> None:
    words = Words(b"no a bc d ef")
    later = LaterSpans(words.read)
    words.append(6)
    later.add(range(1, 3), (3, 7), words.find)
    later.add(range(4, 6), (8, 12), words.find)
    for row in (2, 1, 2, 0, 3):
        later.find(words.columns, row)
    assert [words.span(row) for row in range(6)] == [b"", b"a", b"bc", b"", b"", b""]
    assert words.searched == 1
    later.find(words.columns, 5)
    assert [words.span(row) for row in (4, 5)] == [b"d", b"ef"]


def test_rows_that_follow_later_are_found_too() -> None:
    words = Words(b"a bc d")
    later = LaterSpans(words.read)
    later.add(range(3), (0, 6), words.find)
    for row in range(3):
        words.append(1)
        later.find(words.columns, row)
        assert words.span(row) == [b"a", b"bc", b"d"][row]


@pytest.mark.parametrize("data", [b"", b"a", b"abcde", b"    "])
def test_in_a_file_that_has_changed_comments_are_somewhere_in_the_run(data: bytes) -> None:
    words = Words(b"xy a b c")
    later = LaterSpans(words.read)
    words.append(3)
    later.add(range(3), (3, 8), words.find)
    words.data = b"xy " + data
    later.find(words.columns, 1)
    assert list(zip(words.columns.file_start, words.columns.file_end, strict=True)) == [(3, 8)] * 3
