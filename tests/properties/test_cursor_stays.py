"""Through everything that changes what is shown, the cursor keeps its comment and its row of the screen."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field

from hypothesis import example, given
from hypothesis import strategies as st

from harness.examples import examples
from thread_parsers.discussion.columns import Columns
from thread_parsers.discussion.discussion import Discussion
from thread_parsers.source.source import BufferSource
from thread_reader.view.cursor_steps import scroll, step_down, step_up
from thread_reader.view.folds import Folds
from thread_reader.view.pinned import PinnedHeads, most_pinned
from thread_reader.view.position import Position, Window
from thread_reader.view.reader import Reader
from thread_reader.view.visible import Context, VisibleComments, visible_comments


@dataclass
class Lines:
    """Heights by a table; a folded comment is one line, a segment begins on each line after the head."""

    reader: Reader
    heights: list[int] = field(default_factory=list)

    def height(self, comment: int, enough: int = 1, /) -> int:
        return 1 if comment in self.reader.folds else self.heights[comment]

    def segment_count(self, comment: int) -> int:
        return 0 if comment in self.reader.folds else self.heights[comment] - 1

    def segment_line(self, comment: int, segment: int) -> int:
        return 1 + segment if segment < self.segment_count(comment) else 0

    def text_line(self, comment: int, paragraph: int, character: int) -> int:
        return min(1 + max(0, paragraph), self.height(comment) - 1)


def grow(columns: Columns, choices: list[int]) -> None:
    """Add comments; each choice picks a parent among the last comment, its ancestors and the article."""
    for choice in choices:
        last = len(columns) - 1
        parents = [-1] if last < 0 else [last, *columns.ancestors(last), -1]
        columns.append(
            start=0, body_start=0, body_end=0, end=0, author="a", parent=parents[choice % len(parents)], time=choice
        )


TREES = st.lists(st.integers(0, 6), min_size=1, max_size=40)
HANDLERS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["fold", "go", "grow", "resize", "filter"]), st.integers(0, 60)),
        st.tuples(
            st.sampled_from(["all", "none", "off", "context", "down", "up", "page", "back", "oldest", "order"]),
            st.just(0),
        ),
    ),
    max_size=25,
)


def reader_of(choices: list[int], heights: list[int], rows: int) -> Reader:
    """A reader on a tree without text."""
    discussion = Discussion(BufferSource(b""))
    grow(discussion.columns, choices)
    reader = Reader(discussion)
    reader.resized(Lines(reader, [heights[n % len(heights)] for n in range(200)]), rows, most_pinned(5, rows))
    return reader


def change(reader: Reader, action: str, number: int) -> None:
    """Do one of the things that change what is shown."""
    count = len(reader.columns)
    if action == "fold":
        reader.fold(reader.folds.toggle(number % count))
    elif action == "all":
        reader.fold(Folds(all=True))
    elif action == "none":
        reader.fold(Folds())
    elif action == "filter":
        reader.filter.text, reader.filter.on = "x", True
        reader.filter.matches = array("I", [n for n in range(count) if (n * 7 + number) % 3 == 0])
        reader.rearrange()
    elif action == "off":
        reader.filter.on = False
        reader.rearrange()
    elif action == "context":
        reader.filter.context = reader.filter.context.next
        reader.rearrange()
    elif action == "grow" and count < 150:
        grow(reader.columns, [number])
        reader.rearrange()
    elif action == "resize":
        reader.resized(reader.window.heights, 1 + number, most_pinned(5, 1 + number))
    elif action in ("oldest", "order"):
        reader.sort("oldest" if action == "oldest" else "page")


def move(reader: Reader, action: str, number: int) -> None:
    """Do one of the things that move the cursor."""
    from thread_reader.view.bookmarks import Place

    if action == "go":
        reader.go(Place(number % len(reader.columns)))
    elif action == "down":
        step_down(reader)
    elif action == "up":
        step_up(reader)
    elif action in ("page", "back"):
        scroll(reader, reader.rows if action == "page" else -reader.rows)


def check_drawn(reader: Reader) -> None:
    """The cursor is on a shown comment and on the screen, and the screen is as full as can be."""
    window = reader.window
    if not reader.visible:
        return
    lines = list(window.lines(reader.position))
    everything = [(c, line) for c in reader.visible for line in range(window.heights.height(c))]
    assert reader.visible.row(reader.position.comment) is not None
    assert reader.position.comment in {comment for comment, _ in lines}
    assert len(lines) == min(window.rows, len(everything))
    at = everything.index(lines[0])
    assert lines == everything[at : at + len(lines)]
    focus = (reader.position.comment, window.focus_line(reader.position))
    if reader.position.row >= 0:
        assert lines[reader.position.row] == focus
    else:
        assert everything.index(focus) == at + reader.position.row
    check_pinned(reader, lines)


def check_pinned(reader: Reader, lines: list[tuple[int, int]]) -> None:
    """The heads at the top are those of the first row of text below them, and none of these is on the screen."""
    comments, between = PinnedHeads(reader).now()
    covered = reader.window.covered(reader.position)
    assert len(comments) == covered <= reader.most_pinned
    if not covered:
        return
    comment, line = lines[covered]
    needed = [*reversed(list(reader.columns.ancestors(comment))), *([comment] if line else [])]
    if reader.window.levels_above(comment) == 0:
        needed = needed[-1:] if line else []
    assert comments[-1] == needed[-1]
    assert list(comments[1:]) == needed[len(needed) - covered + 1 :]
    assert comments[0] == needed[0] or covered == 1
    assert between == (len(needed) - covered if covered > 1 else 0)
    assert not {(one, 0) for one in comments} & set(lines[covered:])


def check_seen(reader: Reader) -> None:
    """After a move to a comment its head, or the start of its segment, is on the screen and not covered."""
    if reader.visible and (reader.window.covered(reader.position) or reader.position.row < 0):
        assert reader.position.row >= reader.window.covered(reader.position)


@examples(300)
@given(TREES, st.lists(st.integers(1, 9), min_size=1, max_size=9), st.integers(1, 30), HANDLERS)
def test_the_screen_is_right_after_anything(
    choices: list[int], heights: list[int], rows: int, actions: list[tuple[str, int]]
) -> None:
    reader = reader_of(choices, heights, rows)
    for action, number in actions:
        change(reader, action, number)
        move(reader, action, number)
        check_drawn(reader)
        # A comment that the filter hides is not gone to.
        if action == "go" and reader.position.comment == number % len(reader.columns):
            check_seen(reader)


@examples(300)
@given(TREES, st.lists(st.integers(1, 9), min_size=1, max_size=9), st.integers(1, 30), HANDLERS)
def test_a_comment_that_is_still_shown_stays_under_the_cursor_on_its_row(
    choices: list[int], heights: list[int], rows: int, actions: list[tuple[str, int]]
) -> None:
    """Its row changes only where an end of the list, the edge of the screen or pinned heads leave no other."""
    reader = reader_of(choices, heights, rows)
    for action, number in actions:
        before = reader.position
        change(reader, action, number)
        if reader.visible and reader.visible.row(before.comment) is not None:
            assert reader.position.comment == before.comment or before.comment != reader._wish.comment
            if reader.position.comment == before.comment and reader.position.row != before.row:
                assert forbidden(reader, before.row) or before.row != reader._wish.row
        move(reader, action, number)


def forbidden(reader: Reader, row: int) -> bool:
    """Whether the cursor's comment cannot stand on a row: for the ends of the list, the edges of the screen, or pinned
    heads that would cover it."""
    window = reader.window
    tried = Position(reader.position.comment, reader.position.segment, row)
    return window.uncovered(window.settled(tried)).row != row


@examples(200)
@given(TREES, st.lists(st.integers(1, 9), min_size=1, max_size=9), st.integers(1, 30), st.integers(0, 60), HANDLERS)
def test_a_filter_that_goes_gives_the_place_back(
    choices: list[int], heights: list[int], rows: int, start: int, actions: list[tuple[str, int]]
) -> None:
    """Whatever is switched while a filter is on: without a move in between, all is as before."""
    reader = reader_of(choices, heights, rows)
    move(reader, "go", start)
    before = reader.position
    for action, number in actions:
        if action in ("filter", "off", "context"):
            change(reader, action, number)
    change(reader, "off", 0)
    assert reader.position == before


@given(TREES, st.lists(st.integers(1, 9), min_size=1, max_size=9), st.integers(1, 30), st.integers(0, 60))
def test_fold_and_unfold_is_nothing(choices: list[int], heights: list[int], rows: int, start: int) -> None:
    reader = reader_of(choices, heights, rows)
    move(reader, "go", start)
    comment = reader.position.comment
    shown_before = list(reader.visible)
    reader.fold(reader.folds.fold(comment))
    reader.fold(reader.folds.unfold(comment))
    assert list(reader.visible) == shown_before
    assert reader.position.comment == comment


# The first comment matches; then the second thread does, which begins where the first one ends.
@example([0, 0], set(), {0}, Context.THREADS, False)
@example([0, 0, 2, 0], set(), {0, 2}, Context.THREADS, False)
@given(
    TREES,
    st.sets(st.integers(0, 39)),
    st.one_of(st.none(), st.sets(st.integers(0, 39))),
    st.sampled_from(list(Context)),
    st.booleans(),
)
def test_what_is_shown_is_what_the_words_say(
    choices: list[int], folded: set[int], matches: set[int] | None, context: Context, all_folded: bool
) -> None:
    columns = Columns()
    grow(columns, choices)
    folds = Folds(all_folded, frozenset(folded))
    found = None if matches is None else array("I", sorted(n for n in matches if n < len(columns)))
    shown = visible_comments(columns, folds=folds, matches=found, context=context)

    def allowed(comment: int) -> bool:
        if found is None or comment in found:
            return True
        if context is Context.ANCESTORS:
            return any(comment in columns.ancestors(other) for other in found)
        if context is Context.THREADS:
            root = [comment, *columns.ancestors(comment)][-1]
            return any(other in columns.subtree(root) for other in found)
        return False

    def hidden(comment: int) -> bool:
        return any(above in folds and allowed(above) for above in columns.ancestors(comment))

    assert list(shown) == [n for n in range(len(columns)) if allowed(n) and not hidden(n)]
    for row, comment in enumerate(shown):
        assert shown.row(comment) == row


@given(st.lists(st.integers(0, 100), unique=True, min_size=1))
def test_a_row_is_found_in_any_order(comments: list[int]) -> None:
    shown = VisibleComments(comments, in_page_order=False)
    assert [shown.row(comment) for comment in comments] == list(range(len(comments)))
    assert shown.row(1000) is None


def test_the_lines_of_a_window_are_counted_and_not_all_laid_out() -> None:
    """A screenful asks for the heights of a screenful, among a million comments as among ten."""
    asked: set[int] = set()

    class Counting:
        def height(self, comment: int, enough: int = 1, /) -> int:
            asked.add(comment)
            return 3

        def segment_count(self, comment: int) -> int:
            return 0

        def segment_line(self, comment: int, segment: int) -> int:
            return 0

        def text_line(self, comment: int, paragraph: int, character: int) -> int:
            return 0

    window = Window(VisibleComments(range(1_000_000)), Counting(), 40)
    position = window.at(500_000, near=Position())
    assert len(list(window.lines(window.scrolled(position, 38)))) == 40
    assert len(asked) < 200
