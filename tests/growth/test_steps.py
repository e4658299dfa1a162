"""Between two chances to answer a key, no more is done on a page that has much of anything in one place.

Work is counted and not timed: calls of functions, Python's and C's, and characters that are given to one search.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
import regex  # type: ignore[import-untyped]

from harness.format_contract import GROWING, ROOT
from harness.work import calls, largest_step
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.formats.registry import FORMATS
from thread_parsers.query import Pattern, parse_query
from thread_parsers.reading import begin, parse, read
from thread_parsers.source.containers import sniffed
from thread_parsers.source.source import BufferSource
from thread_parsers.stats import steps
from thread_parsers.text.text_pieces import MAX_HIT_CHARS, WINDOW_CHARS
from thread_reader.view.jobs import filter_steps, search_steps
from thread_reader.view.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from thread_parsers.formats import Format

CASE_FOLDER = ROOT / "tests" / "cases"
MAX_CALLS = 40_000
"""Calls between two chances to yield: a few milliseconds."""
PAGE_BYTES = 6_000, 24_000
MAX_READING_CALLS = 45_000
"""The same for reading, whose calls are shorter."""
MAX_CALLS_TO_BEGIN = 1_500_000
"""Calls until a format is chosen."""

ATOMS = (
    "?", ". . ", "a,", "’", "7 ", "1-", "$1 ", "45% ", "million ", "轮", "渡轮很晚。", "万", "\u0301\u0316", "e\u0301",
    "\u200b", "паром ", "Ａ", "\udcff", "\0", "---\n", "x\n---\n", "a\n", "> x\n", "ferry ", "ferry", "ferry's ",
    "The ferry is late. ", "The ferry cost $5 million in 2024.\n", "https://example.org/a ",
)  # fmt: skip

ARTICLE = "Title\n{}\nReward\nComment\n0/400\n"
COMMENT = "Mara\n· 2025-12-24 06:14\n{}\nView OriginalReply0\n"
PLACES: dict[str, Callable[[str], str]] = {
    "article": lambda text: ARTICLE.format(text) + COMMENT.format("late ferry"),
    "comment": lambda text: ARTICLE.format("The ferry cost $5 million in 2024.") + 2 * COMMENT.format(text),
}
QUERIES = (
    "pier", '"late pier"', "fähre", "/pi(e|a)r/", 'value:"6 million dollars"', "about:1", "has:quote", "words:<1",
    "segments:0", "-pier @x OR likes:>3",
)  # fmt: skip
SEARCHES = "pier", "e", "/e|é/"


def filtered(discussion: Discussion, query: str) -> Iterator[object]:
    reader = Reader(discussion)
    reader.filter.ask(query)
    return filter_steps(reader)


def searched(discussion: Discussion, text: str) -> Iterator[object]:
    reader = Reader(discussion)
    reader.search.ask(text)
    return search_steps(reader)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("atom", ATOMS, ids=ascii)
def test_no_step_does_more_on_a_larger_page(atom: str, place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # A scan yields when some time has passed; so that steps are counted, that is always.
    monkeypatch.setattr("thread_parsers.query.matching.SLICE_SECONDS", -1.0)
    for size in PAGE_BYTES:
        discussion = parse(PLACES[place](atom * (size // len(atom.encode("utf-8", "surrogateescape")))))
        work: dict[str, Iterator[object]] = {"stats": steps(discussion)}
        if size == PAGE_BYTES[-1]:
            work |= {query: filtered(discussion, query) for query in QUERIES}
            work |= {f"search {text}": searched(discussion, text) for text in SEARCHES}
        for name, each in work.items():
            assert largest_step(each) <= MAX_CALLS, f"{name}, {size} bytes"


ALL_ATOMS = (*GROWING, *(atom.encode("utf-8", "surrogateescape") for atom in ATOMS))
READ = [
    pytest.param(atom, format_, id=f"{format_.name}-{atom!a}")
    for atom in ALL_ATOMS
    for format_ in FORMATS
    if sniffed(atom * 100).container == format_.container
]
"""Pages of repeated atoms, and the formats that read what they are made of."""


@pytest.mark.parametrize(("atom", "format_"), READ)
def test_no_step_of_reading_does_more_on_a_larger_page(atom: bytes, format_: Format) -> None:
    def reading(size: int) -> Iterator[None]:
        return format_.read(Discussion(BufferSource(atom * (size // len(atom))), format_.name))

    list(reading(PAGE_BYTES[0]))  # what is done once, imports and tables, is not counted
    for size in PAGE_BYTES:
        assert largest_step(reading(size)) <= MAX_READING_CALLS, f"{size} bytes"


BOUNDARIES = re.compile(rb"(?=<)|(?<=>)|(?<=\n)|(?=[][{}])|(?<=,)")
"""Where a page can be divided: at tags, lines, containers and members."""
PIECES = ((1, 1), (2, 3), (3, 9))
"""Pieces of a page that are repeated: after so many quarters of its boundaries, so many of these long."""
REPEATED_BYTES = 32_000
MAX_CASE_CALLS, MAX_HTML_CALLS = 180_000, 400_000
"""Most are those of one body or mail, read at once, and of the fields of one comment, each of which is searched
in its first elements. Of a page of no known engine, many elements are compared to find its fields."""
CASES = [path for folder in ("html", "json", "mail", "xml") for path in sorted(CASE_FOLDER.glob(f"{folder}/*.txt"))]
"""Pages of structured formats. The pieces of text pages are among the atoms."""


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_step_of_reading_does_more_on_a_page_that_repeats_a_piece_of_itself(path: Path) -> None:
    page = path.read_bytes().partition(b"~~~ page\n")[2].partition(b"~~~ tree\n")[0]
    places = sorted({found.start() for found in BOUNDARIES.finditer(page)} | {len(page)})
    for quarters, length in PIECES:
        first = min(quarters * len(places) // 4, len(places) - 2)
        start, end = places[first], places[min(first + length, len(places) - 1)]
        repeated = page[:start] + page[start:end] * (REPEATED_BYTES // (end - start)) + page[end:]
        for again in (False, True):  # what is done once, imports and tables, is not counted
            _, work = begin(BufferSource(repeated))
            largest = largest_step(work) if again else sum(1 for _ in work)
        most = MAX_HTML_CALLS if path.parent.name == "html" else MAX_CASE_CALLS
        assert largest <= most, f"{page[start:end]!r}"


@pytest.mark.parametrize("atom", ATOMS, ids=ascii)
def test_no_step_of_reading_a_page_with_furniture_does_more_on_a_larger_page(atom: str) -> None:
    for size in PAGE_BYTES:
        text = atom * (size // len(atom.encode("utf-8", "surrogateescape")))
        for place in PLACES.values():
            page = place(text).encode("utf-8", "surrogateescape")
            read(BufferSource(page))  # what is done once, imports and tables, is not counted
            _, steps = begin(BufferSource(page))
            assert largest_step(steps) <= MAX_READING_CALLS, f"{size} bytes"


@pytest.mark.parametrize("atom", GROWING, ids=ascii)
def test_the_work_before_the_first_step_is_bounded(atom: bytes) -> None:
    # A page of JUDGED_BYTES, and one of four times as much.
    work = []
    for size in (1 << 18, 1 << 20):
        source = BufferSource(atom * (size // len(atom)))
        work.append(calls(lambda source=source: begin(source)))  # type: ignore[misc]
    assert max(work) <= MAX_CALLS_TO_BEGIN


@pytest.mark.parametrize(
    "query",
    ["pier " * 2000, " OR ".join(f"x{at}" for at in range(1000)), " ".join(f"-x{at}" for at in range(1500))],
    ids=["words", "alternatives", "exclusions"],
)
def test_a_query_of_thousands_of_words_is_evaluated_in_steps(query: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("thread_parsers.query.matching.SLICE_SECONDS", -1.0)
    discussion = parse(ARTICLE.format("x") + 300 * COMMENT.format("A late ferry at the pier. " * 4))
    reader = Reader(discussion)
    reader.filter.ask(query[:10_000])
    work = filter_steps(reader)
    next(work)  # compiles the query
    assert largest_step(work) <= MAX_CALLS


def test_whether_a_query_narrows_another_one_takes_linear_work() -> None:
    def compared(count: int) -> int:
        earlier, later = (parse_query(" ".join(map(str, range(terms)))) for terms in (count, count + 1))
        assert later.narrows(earlier)
        return calls(lambda: later.narrows(earlier))

    assert compared(2000) <= 2.2 * compared(1000)


class Recorded:
    """A compiled expression that records how much of a text each search is given."""

    def __init__(self, compiled: Any, given: list[int]) -> None:
        self._compiled, self._given = compiled, given

    def finditer(self, text: str, start: int, end: int, **options: Any) -> Any:
        self._given.append(end - start)
        return self._compiled.finditer(text, start, end, **options)


def test_a_search_for_an_expression_is_given_a_part_of_a_long_text(monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[int] = []
    compiled = regex.compile
    monkeypatch.setattr(regex, "compile", lambda *options: Recorded(compiled(*options), given))
    pattern = Pattern.of(r"/\bfer+y\s+is|^pier$/")
    line = "The ferry   is late; ferryis.\npier\n pier\n"
    text = line * 2000
    expected = [hit.span() for hit in compiled(r"(?m)\bfer+y\s+is|^pier$").finditer(text)]
    assert pattern.spans(text) == expected
    assert len(expected) == 4000
    assert max(given) <= WINDOW_CHARS + MAX_HIT_CHARS
    assert pattern.found_in(text)
    assert not pattern.found_in("ferry" * 20_000)
    assert max(given) <= WINDOW_CHARS + MAX_HIT_CHARS


@pytest.mark.parametrize("query", ["ferry", "late ferry", "/fer+y/", "about:1"])
def test_a_long_comment_is_drawn_with_what_the_filter_has_found_in_it(query: str) -> None:
    count = 4000
    article, comment = "The ferry to the pier cost $5 million.", "The late ferry to the pier.\n---\n" * count
    reader = Reader(parse(ARTICLE.format(article) + COMMENT.format(comment)))
    reader.filter.ask(query)
    drawn = list[frozenset[int]]()

    def drawing() -> Iterator[object]:
        drawn.append(reader.matching_segments(0))
        yield drawn

    assert largest_step(drawing()) <= MAX_CALLS // 10  # the filter has not come to it
    for _ in filter_steps(reader):
        pass
    assert largest_step(drawing()) <= MAX_CALLS // 10
    assert drawn == [frozenset(), frozenset(range(count))]


def test_the_timeline_of_all_years_of_the_calendar_is_counted_in_steps() -> None:
    times = ("0001-01-01 00:00", "9999-12-31 23:59", "2025-12-24 06:14")
    page = ARTICLE.format("Late.") + "".join(
        COMMENT.replace("2025-12-24 06:14", time).format("Ferry.") for time in times
    )
    discussion = parse(page)
    assert len(discussion.columns) == len(times)
    list(steps(discussion))  # what is done once, imports and tables, is not counted
    assert largest_step(steps(discussion)) <= MAX_CALLS
