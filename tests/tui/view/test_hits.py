"""Hits of a search: going round visits each one once, and each is counted as visible or hidden."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.source.source import BufferSource
from thread_reader.view.folds import Folds
from thread_reader.view.hits import go_to_hit, next_hit, tally
from thread_reader.view.jobs import search_steps
from thread_reader.view.reader import Reader
from thread_reader.view.text_search import ARTICLE, Hit, hits_in
from thread_reader.view.visible import Context

if TYPE_CHECKING:
    from collections.abc import Iterable


class Threes:
    """Every comment takes three lines; its segment begins on the second."""

    def height(self, comment: int, enough: int = 1, /) -> int:
        return 3

    def segment_count(self, comment: int) -> int:
        return 1

    def segment_line(self, comment: int, segment: int) -> int:
        return 1

    def text_line(self, comment: int, paragraph: int, character: int) -> int:
        return 1


def reader_of(bodies: list[tuple[int, int]], order: str = "page") -> Reader:
    """A reader of comments given as (number of times they say `bee`, choice of the parent)."""
    texts = [" ".join(["bee"] * bees) or "wasp" for bees, _ in bodies]
    discussion = Discussion(BufferSource("\n".join(texts).encode()))
    columns, start = discussion.columns, 0
    for text, (_, choice) in zip(texts, bodies, strict=True):
        last = len(columns) - 1
        parents = [-1] if last < 0 else [last, *columns.ancestors(last), -1]
        columns.append(
            start=start,
            body_start=start,
            body_end=start + len(text),
            end=start + len(text),
            author="a",
            parent=parents[choice % len(parents)],
            time=-choice,
        )
        start += len(text) + 1
    discussion.complete = True
    reader = Reader(discussion)
    reader.resized(Threes(), 10)
    reader.sort(order)
    return reader


def filter_to(reader: Reader, matches: Iterable[int], context: Context) -> None:
    """Filter to the given comments, whatever their text is."""
    reader.filter.text, reader.filter.context = "x", context
    reader.filter.matches = array("I", sorted(n for n in matches if n < len(reader.columns)))
    reader.rearrange()


def search(reader: Reader) -> None:
    """Search for bees to the end."""
    reader.search.ask("bee")
    for _ in search_steps(reader):
        pass


BODIES = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 6)), min_size=1, max_size=25)
FILTERED = st.one_of(st.none(), st.sets(st.integers(0, 24)))
FOLDED = st.builds(Folds, st.booleans(), st.frozensets(st.integers(0, 24)))
ORDERS = st.sampled_from(["page", "oldest"])


@given(BODIES, FILTERED, st.sampled_from(list(Context)), FOLDED, ORDERS, st.integers(0, 24), st.booleans())
def test_every_hit_that_the_filter_lets_through_is_visited_once_round(
    bodies: list[tuple[int, int]],
    matches: set[int] | None,
    context: Context,
    folds: Folds,
    order: str,
    start: int,
    forward: bool,
) -> None:
    """In display order, opening folds on the way, from any position of the cursor."""
    reader = reader_of(bodies, order)
    if matches is not None:
        filter_to(reader, matches, context)
    reader.fold(folds)
    if reader.visible:
        reader.point(reader.visible[start % len(reader.visible)])
    search(reader)
    expected = [hit for comment in reader.unfolded for hit in hits_in(reader.discussion, comment, reader.search)]
    visited: list[Hit] = []
    for _ in expected:
        hit = next_hit(reader, forward=forward)
        assert hit is not None
        go_to_hit(reader, hit)
        assert reader.visible.row(hit.comment) is not None
        assert reader.position.comment == hit.comment
        visited.append(hit)
    if not expected:
        assert next_hit(reader, forward=forward) is None
        return
    turned = visited if forward else visited[::-1]
    first = turned.index(expected[0])
    assert turned[first:] + turned[:first] == expected
    assert next_hit(reader, forward=forward) == visited[0]


@given(BODIES, ORDERS, st.integers(1, 10))
def test_back_undoes_forward(bodies: list[tuple[int, int]], order: str, steps: int) -> None:
    reader = reader_of(bodies, order)
    search(reader)
    visited = [next_hit(reader)]
    for _ in range(steps):
        if visited[-1] is None:
            return
        go_to_hit(reader, visited[-1])
        visited.append(next_hit(reader))
    for hit in visited[-3::-1]:
        assert next_hit(reader, forward=False) == hit
        assert hit is not None
        go_to_hit(reader, hit)


@given(BODIES, ORDERS, st.lists(st.tuples(FILTERED, st.sampled_from(list(Context)), FOLDED), max_size=4))
def test_hits_are_counted_where_they_are(
    bodies: list[tuple[int, int]], order: str, changes: list[tuple[set[int] | None, Context, Folds]]
) -> None:
    """However often the visible comments change, and while hits are still being found."""
    reader = reader_of(bodies, order)
    reader.search.ask("bee")
    steps = search_steps(reader)
    for matches, context, folds in [*changes, (None, Context.MATCHES, Folds())]:
        next(steps, None)
        reader.filter.text = ""
        if matches is not None:
            filter_to(reader, matches, context)
        reader.fold(folds)
        counted = {n: bodies[n][0] for n in reader.search.comments_with_hits}
        tallied = tally(reader)
        assert tallied.comments == len(counted)
        assert tallied.total == sum(counted.values())
        assert tallied.behind_filter == sum(hits for n, hits in counted.items() if n not in set(reader.unfolded))
        visible = sum(hits for n, hits in counted.items() if n in set(reader.visible) and n not in reader.folds)
        assert tallied.in_folds == tallied.total - tallied.behind_filter - visible


@given(BODIES)
def test_the_hit_under_the_cursor_has_its_number(bodies: list[tuple[int, int]]) -> None:
    reader = reader_of(bodies)
    search(reader)
    for number in range(1, reader.search.total + 1):
        hit = next_hit(reader)
        assert hit is not None
        go_to_hit(reader, hit)
        assert tally(reader).ordinal == number


def test_a_hit_that_no_longer_exists_has_no_number() -> None:
    reader = reader_of([(1, 0)])
    search(reader)
    for comment in (0, ARTICLE):
        reader.search.current = Hit(comment, 0, 7, 0, 3)
        assert tally(reader).ordinal == 0
