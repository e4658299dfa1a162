"""Repeated atoms: twice as many of anything on a page take about twice the work, whatever step is done with the page.

Work is the time of the own thread, the smaller of repeated measurements, and only steps that take long enough to be
measured are doubled: quadratic work on pages of this size takes seconds.
"""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

import pytest

from harness.format_contract import lines_executed
from thread_parsers.discussion.receipt_spans import byte_spans
from thread_parsers.errors import PatternTooSlow
from thread_parsers.export.writers import WRITERS
from thread_parsers.query import Matching, parse_query
from thread_parsers.reading import parse, read
from thread_parsers.stats import measure
from thread_parsers.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_parsers.discussion.discussion import Discussion

ATOM_BYTES = 16_000
"""Atoms on the smaller page."""
MEASURABLE_SECONDS = 0.25
"""Steps that take less of a page this small are not quadratic."""
MAX_RATIO = 2.8

ATOMS = (
    "?", "!", ".", "…", "؟", "。", ",", "-", "–", "_", "*", "#", "@", "&", "/", "\\", "|", "~", "=", "%", ":", ";",
    '"', "'", "’", "`", "(", ")", "[", "]", "{", "<", ">", '<a href="', "&lt;", '?"', ". . ", "a,", "a_", "a-b ",
    "7", "7 ", "1.", "1,", "$1 ", "$", "5 € ", "1-", "5 to ", "2025-12-24 ", "06:14 ", "million ", "nineteen ", "45% ",
    "轮", "万", "渡轮很晚。", "かな", "배", "ก", "😀", "👩‍👩‍👧", "🇺🇦", "e\u0301", "\u0301", "\u200b", "\u00a0",
    "\u202e", "\t", " ", "\n",
    "паром ", "Fähre ", "ﬁ", "Ａ", "\udcff", "\x1b[31m", "\0", "---\n", "x\r", "> ", "> x\n", "Mara\n",
    "From a@b Wed Dec 24 06:14:00 2025\n", "Subject: x\n", "· 2025-12-24 06:14\n", "View OriginalReply0\n",
    "12 likes\n",
    "3 hours ago\n", "Mara · 3 hours ago\nHello there\n", "ferry ", "ferry", "The ferry is late. ", "Mr. ", "A. ",
    "ferry's ",
    "https://example.org/a ", "https://", "www.", "mailto:", "@mara ", "one hundred ", "24 Dec 2025 ",
)  # fmt: skip

HEAD = "A ferry is late. The pier rusts.\nReward\nComment\n0/400\n"
COMMENT = "Mara\n· 2025-12-24 06:14\n{}\nView OriginalReply0\n"
PLACES: dict[str, Callable[[str, int], str]] = {
    "article": lambda atom, count: f"Title\n{atom * count}\nReward\nComment\n0/400\n" + 3 * COMMENT.format("late"),
    "comment": lambda atom, count: HEAD + COMMENT.format("late") + COMMENT.format(atom * count),
    "article and comment": lambda atom, count: (
        f"Title\n{atom * (count // 2)}\nReward\nComment\n0/400\n" + COMMENT.format(atom * (count // 2))
    ),
    "file": lambda atom, count: atom * count,
}
QUERIES = ("word", '"two words"', "@a", "-x", "has:link", "has:number", "has:quote", "value:5", "about:1", "words:>5")


def query(discussion: Discussion) -> None:
    """Evaluate queries of all kinds."""
    for text in QUERIES:
        Matching(discussion, parse_query(text)).all()


def export(discussion: Discussion) -> None:
    """Write the discussion in all forms."""
    for writer in WRITERS.values():
        for _ in writer.write(discussion, range(len(discussion.columns))):
            pass


def display(discussion: Discussion) -> None:
    """Make all text printable."""
    for text in discussion.paragraphs:
        printable(text)
    for row in range(len(discussion.columns)):
        for segment in discussion.segments(row):
            printable(segment.text)


WORK: dict[str, Callable[[Discussion], object]] = {
    "read": lambda discussion: read(discussion.source),
    "receipt": lambda discussion: list(byte_spans(discussion)),
    "stats": measure,
    "query": query,
    "export": export,
    "display": display,
}


def seconds(work: Callable[[Discussion], object], discussion: Discussion) -> float:
    """The time of this thread that the work takes."""
    began = time.thread_time()
    try:
        work(discussion)
    except PatternTooSlow:
        pytest.fail("a query of ours has no expression")
    return time.thread_time() - began


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("atom", ATOMS, ids=ascii)
def test_twice_the_atoms_are_about_twice_the_work(atom: str, place: str) -> None:
    count = max(2, ATOM_BYTES // len(atom.encode("utf-8", "surrogateescape")))
    small, large = (parse(PLACES[place](atom, size)) for size in (count, 2 * count))
    for name, work in WORK.items():
        # Measured again while the ratio is too large: other programs on the machine disturb single measurements.
        once = twice = float("inf")
        for _ in range(4):
            once = min(once, seconds(work, small)) if once > MEASURABLE_SECONDS else once
            if once <= MEASURABLE_SECONDS:
                break
            twice = min(twice, seconds(work, large))
            if twice <= MAX_RATIO * once:
                break
        assert once <= MEASURABLE_SECONDS or twice <= MAX_RATIO * once, name


@pytest.mark.parametrize("same", [True, False], ids=["the same sentence", "different sentences"])
def test_sentences_that_article_and_comments_share_take_linear_work(same: bool) -> None:
    def page(count: int) -> str:
        words = [
            f"The ferry {0 if same else at} left the rusty pier {at % 7} with forty crates." for at in range(count)
        ]
        return "Title\n" + "\n".join(words) + "\nReward\nComment\n0/400\n" + "".join(map(COMMENT.format, words))

    small, large = (parse(page(count)) for count in (300, 600))
    once, twice = (lines_executed(partial(measure, discussion)) for discussion in (small, large))
    assert twice <= MAX_RATIO * once
    links = [sum(len(sentence.links) for sentence in measure(page).sentences or ()) for page in (small, large)]
    assert links[1] <= 2 * links[0]
