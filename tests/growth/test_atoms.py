"""Repeated atoms: twice as many of anything on a page take about twice the work, whatever step is done with the page.

Work is counted and not timed: calls of functions, Python's and C's.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from harness.work import calls, lines_executed
from thread_parsers.discussion.receipt_spans import byte_spans
from thread_parsers.export.writers import WRITERS
from thread_parsers.query import Matching, complete, parse_query
from thread_parsers.reading import parse, read
from thread_parsers.stats import measure
from thread_parsers.text.printable import printable
from thread_reader.render.wrapping import wrap
from thread_reader.view.jobs import filter_steps, search_steps
from thread_reader.view.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_parsers.discussion.discussion import Discussion

ATOM_BYTES = 1_200
"""Atoms on the smaller page."""
MAX_RATIO = 2.8
UNCOUNTED = 3_000
"""Calls that are made whatever the page has: caches that are filled, imports."""
LARGER = 4
"""How many times as large a page is counted if the work seems to grow faster: some of it begins at a certain size."""

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
    # Of the kinds of hostile pages: controls, sequences, encodings, line ends, markup, structure, other formats.
    "\x01", "\x7f", "\x85", "\x9b2J", "\x1b]0;x\x07", "\x1bP", "\r\n", "\r", "\v", "\f", "\u2028", "\ufeff",
    "\u3164", "\u2066", "\u00ad", "\u0301\u0316", "a\u200d", "\U0001f3fd", "\u1112\u1161", "漢 ", "ｶﾞ", "ß", "İ",
    "[bold]", "[/]", "[@click=x]", "$x ", ":smile: ", "|a|", "<b>", "&#27;", "=1+1\t", "../", "$(x) ", "%s", "(a+)+$ ",
    "0/400\n", "Reply\n", "· ", "12:", "a@", "1 Likes ", "From ", "Re: ", "<!--", "<![CDATA[", "--- ", "\r\n ", " x\n",
    '{"a":', "[1,", '"x",', "<div>", "</div>", "<ul><li>", "<table><td>", "--b\n", "=?utf-8?Q?a?= ",
    "References: <1@y>\n", "User1: hi\n", "Ann\n· 2025-12-24 06:1\n",
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
QUERIES = (
    "word", '"two words"', "Fähre", "/wo(r|d)s?/", "@a", "-x", "has:link", "has:number", "has:quote", "value:5",
    "about:1", "words:>5", "segments:>1", "likes:>3",
)  # fmt: skip


def query(discussion: Discussion) -> None:
    """Evaluate queries of all kinds, on comments and on the article."""
    for text in QUERIES:
        matching = Matching(discussion, parse_query(text))
        matching.all()
        matching.article()


def narrow(discussion: Discussion) -> None:
    """Filter by a word, and by another one in addition."""
    reader = Reader(discussion)
    for text in ("e", "e r"):
        reader.filter.ask(text)
        for _ in filter_steps(reader):
            pass


def search(discussion: Discussion) -> None:
    """Find all hits in the article and in the comments."""
    for text in ("e", "/[a-f]e?/", "é"):
        reader = Reader(discussion)
        reader.search.ask(text)
        for _ in search_steps(reader):
            pass


def export(discussion: Discussion) -> None:
    """Write the discussion in all forms."""
    for writer in WRITERS.values():
        for _ in writer.write(discussion, range(len(discussion.columns))):
            pass


def display(discussion: Discussion) -> None:
    """Make all text printable and break it into lines."""
    for text in (*discussion.paragraphs, *discussion.columns.author_names):
        wrap(printable(text), 40)
    for row in range(len(discussion.columns)):
        for segment in discussion.segments(row):
            for line in segment.text.split("\n"):
                wrap(printable(line), 40)


def offer_names(discussion: Discussion) -> None:
    """Offer the authors in the prompt of the filter."""
    for text in ("@", "@m", "user:", "to:x"):
        complete(text, len(text), discussion)


WORK: dict[str, Callable[[Discussion], object]] = {
    "read": lambda discussion: read(discussion.file),
    "receipt": lambda discussion: list(byte_spans(discussion)),
    "stats": measure,
    "query": query,
    "narrow": narrow,
    "search": search,
    "export": export,
    "display": display,
    "completion": offer_names,
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("atom", ATOMS, ids=ascii)
def test_twice_the_atoms_are_about_twice_the_work(atom: str, place: str) -> None:
    def page(times: int) -> Discussion:
        return parse(PLACES[place](atom, times * max(2, ATOM_BYTES // len(atom.encode("utf-8", "surrogateescape")))))

    small, large = page(1), page(2)
    for name, work in WORK.items():
        counted = calls(partial(work, small)), calls(partial(work, large))
        if not grows_in_proportion(*counted):
            counted = calls(partial(work, page(LARGER))), calls(partial(work, page(2 * LARGER)))
        assert grows_in_proportion(*counted), f"{name}: {counted[0]} calls, then {counted[1]}"


def grows_in_proportion(once: int, twice: int) -> bool:
    return twice <= MAX_RATIO * once + UNCOUNTED


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
