"""The order of growth: of twice the comments nothing takes more than twice the work, and a key takes none of it.

Scheduler is counted and not timed: calls of functions, Python's and C's, and bytes that are read from the page.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from thread_parsers.discussion.order import ordered
from thread_parsers.discussion.receipt_spans import byte_spans
from thread_parsers.export.writers import WRITERS
from thread_parsers.query import Matching, parse_query
from thread_parsers.reading import begin, read
from thread_parsers.source.source import BufferSource
from thread_parsers.stats import measure, steps
from thread_parsers.text.segments import _SEPARATOR_LINE, pieces
from thread_reader.app import make_app
from thread_reader.screens.reading_screen import ReadingScreen
from thread_reader.view.folds import Folds
from thread_reader.view.jobs import search_steps
from thread_reader.view.reader import Reader
from thread_reader.view.visible import visible_comments

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from thread_parsers.discussion.discussion import Discussion

FEW = 2400
"""Comments from which a filter searches blocks by their bytes, whatever it asks; fewer are looked at one by one."""
TWICE = 2.2
"""Twice, and a little for what grows by steps: buffers, blocks, digits."""
MOST_OF_A_STEP = 30_000
"""Calls between two chances to answer a key while something is counted: a few milliseconds."""
WORDS = ("rope", "rust", "pier", "tide", "ferry", "ticket", "late", "boat", "bridge", "paint", "winter")


class CountingSource(BufferSource):
    """A page in memory that knows how many bytes were asked of it."""

    asked = 0

    def read(self, start: int, end: int) -> bytes:
        piece = super().read(start, end)
        self.asked += len(piece)
        return piece


def page(count: int) -> bytes:
    """A page of so many comments of three lines."""
    comments = (
        f"person{at % 37}\n· 2025-03-{20 - at // 60 % 9:02} 18:{at % 60:02}\n"
        + "\n---\n".join(" ".join(WORDS[(at + line * word) % 11] for word in range(9)) for line in range(3))
        + f"\nReply{at % 3}\n"
        for at in range(count)
    )
    return ("A ferry is late. The pier rusts.\nReward\nComment\n0/400\n" + "".join(comments)).encode()


def calls(do: Callable[[], object]) -> int:
    """How many functions are called by doing something."""
    count = 0

    def called(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(called)
    try:
        do()
    finally:
        sys.setprofile(None)
    return count


def search(discussion: Discussion) -> int:
    """All hits of a word."""
    reader = Reader(discussion)
    reader.search.ask("rust")
    for _ in search_steps(reader):
        pass
    return reader.search.total


WORK: dict[str, Callable[[Discussion], object]] = {
    "read": lambda discussion: read(discussion.file),
    "read without a known shape": lambda discussion: read(discussion.file, "plain"),
    "receipt": lambda discussion: list(byte_spans(discussion)),
    "filter by a word": lambda discussion: Matching(discussion, parse_query("rust")).all(),
    "filter by two words and an author": lambda discussion: Matching(
        discussion, parse_query("rust pier @person3")
    ).all(),
    "filter by an expression": lambda discussion: Matching(discussion, parse_query("/r[ou]pe?/")).all(),
    "search": search,
    "sort": lambda discussion: ordered(discussion.columns, "oldest"),
    "fold all": lambda discussion: list(visible_comments(discussion.columns, folds=Folds(all=True))),
    "count the stats": measure,
    "write json": lambda discussion: "".join(WRITERS["json"].write(discussion, range(len(discussion.columns)))),
    "write text": lambda discussion: "".join(WRITERS["txt"].write(discussion, range(len(discussion.columns)))),
}


@pytest.mark.parametrize("work", WORK)
def test_twice_the_comments_are_at_most_twice_the_work(work: str) -> None:
    do = WORK[work]
    do(read(BufferSource(page(FEW))))  # what is done once, imports and tables, is not counted
    once, twice = (read(CountingSource(page(count))) for count in (FEW, 2 * FEW))
    assert calls(lambda: do(twice)) <= TWICE * calls(lambda: do(once))
    assert twice.file.asked <= TWICE * once.file.asked  # type: ignore[attr-defined]


def largest_step(discussion: Discussion) -> int:
    """The most work between two steps of counting the stats."""
    work = steps(discussion)
    most, more = 0, True

    def go_on() -> None:
        nonlocal more
        more = next(work, None) is not None

    while more:
        most = max(most, calls(go_on))
    return most


def test_a_step_of_counting_the_stats_takes_the_same_on_any_page() -> None:
    """Between two steps a key is answered. What is counted for all comments at once must not be one step."""
    few, many = (largest_step(read(BufferSource(page(count)))) for count in (8 * FEW, 16 * FEW))
    assert many <= 1.2 * few
    assert many <= MOST_OF_A_STEP


def test_the_first_stats_of_the_text_read_the_same_on_any_page() -> None:
    """They are told after the first comments, with all their parts, however many are still to come."""
    asked = {}
    for count in (4 * FEW, 8 * FEW):
        source = CountingSource(page(count))
        discussion = read(source)
        source.asked = 0
        for stats in steps(discussion):
            if stats.figures and stats.sentences and stats.terms is not None and stats.phrases is not None:
                break
        assert 0 < stats.seen < count
        asked[count] = source.asked
    assert asked[8 * FEW] <= 1.1 * asked[4 * FEW]


def test_the_first_comments_take_the_same_on_any_page() -> None:
    """Both ends of the page are read before its first comments, and a slice of them; nothing of what is between."""
    asked = {}
    for count in (20_000, 40_000):
        source = CountingSource(page(count))
        discussion, steps = begin(source)
        while not len(discussion.columns):
            next(steps)
        asked[count] = source.asked
    assert asked[40_000] <= 1.1 * asked[20_000]
    assert asked[40_000] < len(page(40_000)) / 4


async def test_a_key_reads_the_same_on_any_page() -> None:
    """What is on the screen is laid out, wherever it is, and nothing else."""
    asked = {}
    for count in (300, 1200):
        source = CountingSource(page(count))
        app = make_app(source)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.pause()
            screen = app.screen
            assert isinstance(screen, ReadingScreen)
            await screen.session.scheduler.wait()
            before = source.asked
            for key in ("j", "j", "space", "space", "G", "k", "b", "g", "z", "M", "G", "z", "R"):
                await pilot.press(key)
                await pilot.pause()
            asked[count] = source.asked - before
    assert 0 < asked[1200] <= 1.2 * asked[300]


def test_blank_lines_of_a_comment_are_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten million of them at its end kept every key waiting for a second."""
    asked: list[int] = []

    class Recording:
        def finditer(self, lines: bytes) -> Iterator[re.Match[bytes]]:
            asked.append(len(lines))
            return _SEPARATOR_LINE.finditer(lines)

    monkeypatch.setattr("thread_parsers.text.segments._SEPARATOR_LINE", Recording())
    for blank in (10, 10_000):
        assert list(pieces(b"one\n---\ntwo" + b"\n" * blank)) == [(0, 3), (8, 11)]
        assert list(pieces(b"one\n---\ntwo\n---" + b" \n" * blank)) == [(0, 3), (8, 11)]
        assert list(pieces(b"one" + b"\n" * blank + b"two")) == [(0, 6 + blank)]
    assert asked == [12, 16, 12, 16]
