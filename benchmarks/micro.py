"""Single steps, many times over, in one process: indexing, queries, wrapping, drawing.

`pip install -r benchmarks/requirements.txt`, then `python -m pytest benchmarks/micro.py`. Not part of the tests: a
figure means nothing by itself. Compare it with another version on the same machine (`--benchmark-autosave`,
`--benchmark-compare`).
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rich.style import Style

sys.path.insert(0, str(Path(__file__).parent))

from pages import write_page

from thread_parsers import Matching, parse_query, read
from thread_parsers.discussion.order import ordered
from thread_parsers.reading import begin
from thread_parsers.source.source import BufferSource
from thread_parsers.text.printable import printable
from thread_reader.render.layouts import Layouts
from thread_reader.render.looks import Looks
from thread_reader.render.overlay import Overlay
from thread_reader.render.painting import Painter
from thread_reader.render.wrapping import wrap
from thread_reader.view.folds import Folds
from thread_reader.view.visible import visible_comments

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_parsers.discussion.discussion import Discussion

    Benchmark = Callable[..., Any]
    """The fixture of pytest-benchmark: calls a function many times and returns its result."""

COMMENTS = 10_000
WIDTH, HEIGHT = 80, 40


@pytest.fixture(scope="session")
def page(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a page of COMMENTS comments."""
    path = tmp_path_factory.mktemp("pages") / "page.txt"
    write_page(path, COMMENTS)
    return path.read_bytes()


@pytest.fixture(scope="session")
def discussion(page: bytes) -> Discussion:
    """The page, read."""
    return read(BufferSource(page))


def test_index(benchmark: Benchmark, page: bytes) -> None:
    """All columns of all comments."""
    assert len(benchmark(lambda: read(BufferSource(page))).columns) == COMMENTS


def test_first_comments(benchmark: Benchmark, page: bytes) -> None:
    """The part that the first screen needs."""

    def first() -> int:
        discussion, steps = begin(BufferSource(page))
        while not len(discussion.columns):
            next(steps)
        return len(discussion.columns)

    assert benchmark(first)


@pytest.mark.parametrize(
    "query",
    ["quokka", "harbour", "zyzzyva", '"for $19 million"', "/q[u]okka/", "user:A* likes:>0", "has:number", "渡轮"],
)
def test_query(benchmark: Benchmark, discussion: Discussion, query: str) -> None:
    """All comments that match; the lower-case text is kept after the first call."""
    assert benchmark(lambda: Matching(discussion, parse_query(query)).all()) is not None


def test_sort(benchmark: Benchmark, discussion: Discussion) -> None:
    """Newest first."""
    assert len(benchmark(lambda: ordered(discussion.columns, "newest"))) == COMMENTS


def test_arrange(benchmark: Benchmark, discussion: Discussion) -> None:
    """The visible comments when half of them match."""
    half = range(0, COMMENTS, 2)
    assert len(benchmark(lambda: visible_comments(discussion.columns, folds=Folds(), matches=half))) == COMMENTS // 2


@pytest.mark.parametrize(
    "text", ["the ferry is late again " * 200, "渡轮又晚点了，因为风很大。" * 200, "naïve 🚢 ferry … " * 200]
)
def test_wrap(benchmark: Benchmark, text: str) -> None:
    """A long paragraph."""
    assert benchmark(lambda: wrap(text, WIDTH))


@pytest.mark.parametrize("text", ["the ferry is late again " * 200, "a \x1b[31m bell \x07 and \u202e more " * 200])
def test_make_safe(benchmark: Benchmark, text: str) -> None:
    """Make a text printable."""
    assert benchmark(lambda: printable(text))


def test_lay_out(benchmark: Benchmark, discussion: Discussion) -> None:
    """A screenful of comments that are not laid out yet."""

    def screenful() -> int:
        layouts, lines = Layouts(discussion, Folds, WIDTH), 0
        for comment in range(HEIGHT):
            lines += layouts.height(comment)
            if lines >= HEIGHT:
                break
        return lines

    assert benchmark(screenful) >= HEIGHT


def test_paint(benchmark: Benchmark, discussion: Discussion) -> None:
    """A screenful of lines that are laid out already."""
    layouts, overlay = Layouts(discussion, Folds, WIDTH), Overlay(cursor=True, hits={0: [(0, 3)]})
    painter = Painter(discussion, WIDTH, Looks(Style.null(), lambda _: Style.null()))
    lines = [(comment, line) for comment in range(HEIGHT) for line in range(layouts.height(comment))][:HEIGHT]

    def paint() -> int:
        return sum(len(painter.line(comment, layouts.of(comment), line, overlay)) for comment, line in lines)

    assert benchmark(paint)
