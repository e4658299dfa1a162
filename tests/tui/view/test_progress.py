"""How far the cursor is, and how long the rest takes to read."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING
from unittest.mock import patch

from thread_parsers.text.reading_time import WORDS_A_MINUTE
from thread_reader.view import word_sums
from thread_reader.view.bookmarks import Place, ReadComments
from thread_reader.view.preferences import Preferences
from thread_reader.view.progress import minutes_left, share_above
from thread_reader.view.stats_job import count_steps
from thread_reader.view.status_text import where
from thread_reader.view.word_sums import WordSums

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

    from thread_reader.view.reader import Reader

WORDS = (46, 0, 138, 46)
"""Words of each comment."""


def counted_reader(make_reader: Callable[..., Reader], text: str = "word ") -> Reader:
    reader = make_reader([("Ann", text * words, -1) for words in WORDS])
    for _ in count_steps(reader):
        pass
    return reader


def right(reader: Reader) -> str:
    return "".join(text for text, _ in where(reader, "comments")[1])


def test_freed_memory_is_returned_once_everything_is_counted(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader([("Ann", "word", -1)])
    with patch("thread_reader.memory.return_freed_memory") as returned:
        for _ in count_steps(reader):
            assert not returned.called
    assert returned.call_count == 1


def test_nothing_is_said_before_the_words_are_counted(make_reader: Callable[..., Reader]) -> None:
    reader = make_reader([("Ann", "word", -1)])
    assert (share_above(reader), minutes_left(reader)) == (None, None)


def test_the_share_is_that_of_the_words_above_the_cursor(make_reader: Callable[..., Reader]) -> None:
    reader = counted_reader(make_reader)
    shares = []
    for comment in range(len(WORDS)):
        reader.go(Place(comment))
        shares.append(share_above(reader))
    assert shares == [0, 20, 20, 100]
    reader.go(Place(2))
    reader.sort("newest")
    assert share_above(reader) == 50


def test_the_time_left_is_that_of_the_unread_words(make_reader: Callable[..., Reader]) -> None:
    reader = counted_reader(make_reader, "word " * 10)
    assert right(reader) == "  0 % · 10 min"
    reader.go(Place(2))
    assert right(reader) == "  20 % · 8 min"
    reader.bookmarks.recalls = 1
    assert right(reader) == "  20 % · 4 unread · 10 min"
    reader.bookmarks.read.put([0, 2])
    assert right(reader) == "  20 % · 2 unread · 2 min"
    reader.preferences = Preferences(pace=WORDS_A_MINUTE * 2)
    assert right(reader) == "  20 % · 2 unread · 1 min"
    reader.bookmarks.read.put(range(4))
    assert right(reader) == "  20 % · all read"


def test_characters_of_a_script_without_spaces_are_read_faster_than_words(make_reader: Callable[..., Reader]) -> None:
    assert right(counted_reader(make_reader, "再" * 20)) == "  0 % · 9 min"


def test_the_sums_of_a_huge_page_are_made_over_several_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_sums, "BLOCK", 4)
    monkeypatch.setattr(word_sums, "BLOCKS_AT_ONCE", 2)
    words, read, sums = array("I", range(19)), ReadComments(), WordSums()
    read.put([3, 9, 18])
    assert [sums.update(words, read) for _ in range(3)] == [False, False, True]
    assert (sums.total, sums.unread) == (sum(range(19)), sum(range(19)) - 30)
    assert [sums.before(comment) for comment in range(19)] == [sum(range(comment)) for comment in range(19)]
    read.put([3], is_read=False)
    read.put([0, 1, 2])
    words.append(100)
    assert sums.update(words, read)
    assert sums.unread == sum(range(19)) - 30 + 100


def test_what_is_read_changes_the_sums_only_when_it_changes(make_reader: Callable[..., Reader]) -> None:
    reader = counted_reader(make_reader)
    assert share_above(reader) == 0
    reader.bookmarks.read.recall(bytes([1, 0, 1, 0]))
    reader.bookmarks.recalls = 1
    assert minutes_left(reader) == 1
    reader.bookmarks.read.put(range(4))
    assert minutes_left(reader) == 0
