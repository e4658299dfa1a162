"""Moving the cursor, or the lines of the pane that has the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.commands.registry import action
from thread_reader.view import navigation
from thread_reader.view.bookmarks import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_reader.commands.keymap import Call
    from thread_reader.screens.reading_screen import ReadingScreen
    from thread_reader.view.reader import Reader

MOST_STEPS = 10_000
"""Steps that a count may ask for; more of them reach an end anyway, or should be asked as `12G`."""


def times(call: Call) -> range:
    """As often as the count says."""
    return range(min(call.count or 1, MOST_STEPS))


def _step(screen: ReadingScreen, call: Call, lines: int, step: Callable[[Reader], None]) -> None:
    if screen.pane == "comments":
        for _ in times(call):
            before = screen.reader.position
            step(screen.reader)
            if screen.reader.position == before:
                break
    else:
        screen.focused_pane.step(lines * len(times(call)))


@action("move.next")
def next_comment(screen: ReadingScreen, call: Call) -> None:
    """The next comment, sentence of the article, or row of the stats."""
    _step(screen, call, 1, lambda reader: reader.step_down())


@action("move.previous")
def previous_comment(screen: ReadingScreen, call: Call) -> None:
    """The previous comment, sentence of the article, or row of the stats."""
    _step(screen, call, -1, lambda reader: reader.step_up())


def _scroll(screen: ReadingScreen, call: Call, screens: float) -> None:
    rows = max(1, screen.focused_pane.size.height)
    lines = max(1, int((rows - 2) * abs(screens))) * len(times(call))
    lines = lines if screens > 0 else -lines
    if screen.pane == "comments":
        screen.reader.scroll(lines)
    else:
        screen.focused_pane.scroll(lines)


@action("move.page_down")
def page_down(screen: ReadingScreen, call: Call) -> None:
    """A page, with two lines of the old one left in sight."""
    _scroll(screen, call, 1)


@action("move.page_up")
def page_up(screen: ReadingScreen, call: Call) -> None:
    """A page back."""
    _scroll(screen, call, -1)


@action("move.half_down")
def half_down(screen: ReadingScreen, call: Call) -> None:
    """Half a page."""
    _scroll(screen, call, 0.5)


@action("move.half_up")
def half_up(screen: ReadingScreen, call: Call) -> None:
    """Half a page back."""
    _scroll(screen, call, -0.5)


@action("move.first")
def first(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """The first comment shown, or the top of another pane."""
    if screen.pane != "comments":
        screen.focused_pane.scroll(-MOST_STEPS)
    elif screen.reader.visible:
        screen.reader.go(Place(screen.reader.visible[0]), jump=True)


@action("move.last")
def last(screen: ReadingScreen, call: Call) -> None:
    """The last comment shown, or the comment of a number."""
    reader = screen.reader
    if call.count is not None:
        screen.show_pane("comments")
        if not 1 <= call.count <= len(reader.columns):
            screen.say(f"there is no comment {call.count}; the last one is {len(reader.columns)}")
        elif not reader.go(Place(call.count - 1), jump=True):
            screen.say(f"comment {call.count} is behind the filter; F shows all")
    elif screen.pane != "comments":
        screen.focused_pane.scroll(10**9)
    elif reader.visible:
        reader.go(Place(reader.visible[-1]), jump=True)


def _target(command: str, target: Callable[[Reader], int | None], missing: str) -> None:
    def move(screen: ReadingScreen, call: Call) -> None:
        screen.show_pane("comments")
        for done in times(call):
            found = target(screen.reader) if screen.reader.visible else None
            if found is None:
                if not done:
                    screen.say(missing)
                break
            screen.reader.go(Place(found))

    action(command)(move)


_target("move.next_sibling", navigation.next_sibling, "no further comment under the same parent")
_target("move.previous_sibling", navigation.previous_sibling, "no earlier comment under the same parent")
_target("move.parent", navigation.parent, "this comment answers the article")
_target("move.next_top", navigation.next_top, "no further comment on the article")
_target("move.previous_top", navigation.previous_top, "no earlier comment on the article")


@action("move.in")
def go_in(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """Unfold; else the first segment of several; else the first reply. In a chart the next column."""
    reader = screen.reader
    if screen.pane == "stats":
        screen.stats.sideways(1)
    if screen.pane != "comments" or not reader.visible:
        return
    comment, segment = reader.position.comment, reader.position.segment
    if comment in reader.folds:
        reader.fold(reader.folds.unfold(comment))
    elif segment is None and reader.window.heights.segment_count(comment) > 1:
        reader.go(Place(comment, 0))
    else:
        reply = navigation.first_reply(reader)
        if reply is None:
            screen.say("nothing further inside")
        else:
            reader.go(Place(reply))


@action("move.out")
def go_out(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """Leave the segment; else fold; else go to the parent. In a chart the column before."""
    reader = screen.reader
    if screen.pane == "stats":
        screen.stats.sideways(-1)
    if screen.pane != "comments" or not reader.visible:
        return
    comment = reader.position.comment
    if reader.position.segment is not None:
        reader.go(Place(comment))
    elif comment not in reader.folds:
        reader.fold(reader.folds.fold(comment))
    else:
        above = navigation.parent(reader)
        if above is not None:
            reader.go(Place(above))
