"""Moving the cursor in the focused pane."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.commands.registry import handler
from thread_reader.prompts.finding import GoToPrompt
from thread_reader.view import cursor_steps, navigation
from thread_reader.view.bookmarks import Place
from thread_reader.view.on_screen import OVERLAP_ROWS, page_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_reader.keymap import Call
    from thread_reader.session.session import Session
    from thread_reader.view.reader import Reader

MAX_REPETITIONS = 10_000
"""A larger count is cut down to this: it reaches an end anyway, or is better typed as `12G`."""
ALL_LINES = 10**9
"""More lines than any pane has."""
SECTION_STEPS = {"move.next_top": 1, "move.previous_top": -1}
"""What goes from section to section in the stats."""


def repetitions(call: Call) -> range:
    """One item for every time that the command is to be repeated."""
    return range(min(call.count or 1, MAX_REPETITIONS))


def _step(session: Session, call: Call, direction: int, step: Callable[[Reader], None]) -> None:
    pane = session.side_pane
    if pane is not None:
        pane.step(direction * len(repetitions(call)))
        return
    for _ in repetitions(call):
        before = session.reader.position
        step(session.reader)
        if session.reader.position == before:
            break


@handler("move.next")
def next_comment(session: Session, call: Call) -> None:
    """Go to the next comment, sentence of the article, or row of the stats."""
    _step(session, call, 1, cursor_steps.step_down)


@handler("move.previous")
def previous_comment(session: Session, call: Call) -> None:
    """Go to the previous comment, sentence of the article, or row of the stats."""
    _step(session, call, -1, cursor_steps.step_up)


def _page(session: Session, call: Call, pages: float) -> None:
    """Scroll by pages, down if positive."""
    pane = session.side_pane
    times = len(repetitions(call))
    if pane is None:
        cursor_steps.scroll(session.reader, page_lines(session.reader, pages) * times)
    else:
        lines = max(1, int((pane.page_height - OVERLAP_ROWS) * abs(pages))) * times
        pane.scroll(lines if pages > 0 else -lines)


@handler("move.page_down")
def page_down(session: Session, call: Call) -> None:
    """Scroll down a page."""
    _page(session, call, 1)


@handler("move.page_up")
def page_up(session: Session, call: Call) -> None:
    """Scroll up a page."""
    _page(session, call, -1)


@handler("move.half_down")
def half_down(session: Session, call: Call) -> None:
    """Scroll down half a page."""
    _page(session, call, 0.5)


@handler("move.half_up")
def half_up(session: Session, call: Call) -> None:
    """Scroll up half a page."""
    _page(session, call, -0.5)


@handler("move.first")
def first(session: Session, _call: Call) -> None:
    """Go to the first visible comment, or to the top of another pane."""
    pane = session.side_pane
    if pane is not None:
        pane.scroll(-ALL_LINES)
    elif session.reader.visible:
        session.reader.go(Place(session.reader.visible[0]), jump=True)


@handler("move.last")
def last(session: Session, call: Call) -> None:
    """Go to the last visible comment or the end of another pane; with a count, to the comment of that number."""
    reader, pane = session.reader, session.side_pane
    if call.count is not None:
        session.show_pane("comments")
        session.say(navigation.go_to_comment(reader, call.count))
    elif pane is not None:
        pane.scroll(ALL_LINES)
    elif reader.visible:
        reader.go(Place(reader.visible[-1]), jump=True)


@handler("move.to")
def go_to(session: Session, _call: Call) -> None:
    """Open the prompt for a comment or line to go to."""
    session.open_prompt(GoToPrompt(session))


def _scroll(session: Session, call: Call, direction: int) -> None:
    pane, lines = session.side_pane, direction * len(repetitions(call))
    if pane is None:
        cursor_steps.scroll(session.reader, lines, to_end=False)
    else:
        pane.scroll(lines)


@handler("move.line_down")
def line_down(session: Session, call: Call) -> None:
    """Scroll down by a line."""
    _scroll(session, call, 1)


@handler("move.line_up")
def line_up(session: Session, call: Call) -> None:
    """Scroll up by a line."""
    _scroll(session, call, -1)


def _register_alignment(command: str, where: float) -> None:
    """Register a handler that scrolls so that the cursor is at `where`, from 0.0 (the top) to 1.0 (the bottom)."""

    def align(session: Session, _call: Call) -> None:
        pane = session.side_pane
        if pane is None:
            cursor_steps.align(session.reader, where)
        else:
            pane.align(where)

    handler(command)(align)


_register_alignment("move.top", 0.0)
_register_alignment("move.middle", 0.5)
_register_alignment("move.bottom", 1.0)


def _register_target(command: str, target: Callable[[Reader], int | None], missing: str) -> None:
    """Register a handler that goes to the comment `target` returns, or says `missing` if there is none."""

    def move(session: Session, call: Call) -> None:
        if session.pane == "stats" and command in SECTION_STEPS:
            session.host.stats.section(SECTION_STEPS[command] * len(repetitions(call)))
            return
        _go_to_target(session, call, target, missing)

    handler(command)(move)


def _go_to_target(session: Session, call: Call, target: Callable[[Reader], int | None], missing: str) -> None:
    session.show_pane("comments")
    for done in repetitions(call):
        found = target(session.reader) if session.reader.visible else None
        if found is None:
            if not done:
                session.say(missing)
            break
        session.reader.go(Place(found))


@handler("move.parent")
def parent(session: Session, call: Call) -> None:
    """Go to the parent. In a flat order, that is where the parent has its replies below it: in the order before."""
    reader = session.reader
    found = navigation.parent(reader) if reader.is_flat and reader.visible else None
    if found is None:
        _go_to_target(session, call, navigation.parent, "a top-level comment has no parent")
        return
    session.show_pane("comments")
    reader.leave_flat()
    reader.go(Place(found), jump=True)
    session.say("the parent, with the tree again")


_register_target("move.next_sibling", navigation.next_sibling, "no next comment under the same parent")
_register_target("move.previous_sibling", navigation.previous_sibling, "no previous comment under the same parent")
_register_target("move.next_top", navigation.next_top, "no next top-level comment")
_register_target("move.previous_top", navigation.previous_top, "no previous top-level comment")


@handler("move.in")
def go_in(session: Session, _call: Call) -> None:
    """Unfold; else enter the first of several segments, or the next one; else go to the first reply. In a chart, go
    right."""
    reader = session.reader
    if session.pane == "stats":
        session.host.stats.sideways(1)
        return
    if not reader.visible:
        return
    comment, segment = reader.position.comment, reader.position.segment
    count = reader.window.heights.segment_count(comment)
    following = 0 if segment is None else segment + 1
    if comment in reader.folds:
        reader.fold(reader.folds.unfold(comment))
    elif count > 1 and following < count:
        reader.go(Place(comment, following))
    else:
        reply = navigation.first_reply(reader)
        if reply is None:
            session.say("no reply below this comment")
        else:
            reader.go(Place(reply))


@handler("move.out")
def go_out(session: Session, _call: Call) -> None:
    """Leave the segment; else fold; else go to the parent. In a chart, go left."""
    reader = session.reader
    if session.pane == "stats":
        session.host.stats.sideways(-1)
        return
    if not reader.visible:
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
