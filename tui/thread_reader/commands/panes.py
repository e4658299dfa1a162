"""Panes, sorting, themes, and the sheets that show the source of the text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from thread_parsers.discussion.order import ORDERS
from thread_parsers.source.stamp import modified_at
from thread_parsers.text.counted import counted
from thread_reader.commands.marks import go_there
from thread_reader.commands.move import repetitions
from thread_reader.commands.program import read_again
from thread_reader.commands.registry import handler
from thread_reader.help_text import receipt_lines
from thread_reader.host import Choice
from thread_reader.raw_text import raw_lines, raw_title
from thread_reader.receipt_text import moment_text
from thread_reader.view.bookmarks import Place
from thread_reader.view.pane_titles import SECOND

if TYPE_CHECKING:
    from thread_reader.keymap import Call
    from thread_reader.session.session import Session


@handler("view.sort")
def sort(session: Session, _call: Call) -> None:
    """Pick the order of each level of the tree, or one without the tree."""
    now = session.reader.order
    choices = [Choice(order.name, order.title, "now" if order.name == now else "") for order in ORDERS]

    def picked(name: str) -> None:
        session.reader.sort(name)
        session.say(_sorted_message(session, name))
        session.host.redraw()

    session.host.pick("sort by", choices, picked, current=now)


def _sorted_message(session: Session, order: str) -> str:
    """What an order by time cannot do on this page; empty for all other orders."""
    if order not in ("oldest", "newest", "newest-flat"):
        return ""
    from thread_parsers.discussion.relative_times import without_date

    relative, unknown = without_date(session.reader.columns)
    parts = []
    if 0 < relative < len(session.reader.columns) - unknown:
        parts.append(f"{counted(relative, 'relative time')} taken as later than all dates")
    if unknown:
        parts.append(f"{counted(unknown, 'comment')} without a known time at the end")
    return "; ".join(parts)


def _cycle_panes(session: Session, step: int) -> None:
    panes = session.panes
    session.choose_pane(panes[(panes.index(session.split.focused) + step) % len(panes)])


@handler("view.next_pane")
def next_pane(session: Session, _call: Call) -> None:
    """Focus the next pane."""
    _cycle_panes(session, 1)


@handler("view.previous_pane")
def previous_pane(session: Session, _call: Call) -> None:
    """Focus the previous pane."""
    _cycle_panes(session, -1)


@handler("view.article")
def article(session: Session, _call: Call) -> None:
    """Focus the article."""
    session.show_pane("article")


@handler("view.comments")
def comments(session: Session, _call: Call) -> None:
    """Focus the comments; from the first of two panes of them, the second one."""
    session.choose_pane(SECOND if session.split.second and session.split.focused == "comments" else "comments")


@handler("view.split")
def split(session: Session, _call: Call) -> None:
    """Show the comments in two panes, or in one again."""
    missing = session.host.missing_columns
    if session.split.second is not None:
        session.split.close()
    elif not len(session.reader.columns):
        session.say("this page has no comments")
        return
    elif missing is None:
        session.say("one pane is read line by line")
        return
    elif missing:
        session.say(f"two panes of comments need {counted(missing, 'column')} more")
        return
    else:
        session.split.open()
        session.panes_wanted = None
    session.host.arrange_panes()


@handler("view.stats")
def stats(session: Session, _call: Call) -> None:
    """Focus the stats."""
    session.show_pane("stats")


@handler("view.wide")
def wide(session: Session, _call: Call) -> None:
    """Toggle between the focused pane alone and several side by side, whatever the width suggests."""
    if not len(session.reader.columns) and session.reader.discussion.complete:
        session.say("this page has no comments to show beside the other panes")
        return
    session.panes_wanted = not session.host.several_panes
    session.host.arrange_panes()


def _register_measure(command: str, steps: int) -> None:
    """Register a handler that changes the width of lines of text."""

    def change(session: Session, call: Call) -> None:
        session.measure.change(steps * len(repetitions(call)))
        session.say(f"lines of up to {session.measure.cells} columns")
        session.host.arrange_panes()

    handler(command)(change)


_register_measure("view.narrower", -1)
_register_measure("view.wider", 1)


@handler("view.parents")
def parents(session: Session, _call: Call) -> None:
    """Show the ancestors of the comment without moving, unless one of them is chosen."""
    reader = session.reader

    def go(comment: int) -> None:
        go_there(session, Place(comment))
        session.host.redraw()

    if reader.visible and reader.columns.parent[reader.position.comment] >= 0:
        session.host.show_parents(go)
    else:
        session.say("a top-level comment has no parent")


@handler("view.redraw")
def redraw(session: Session, _call: Call) -> None:
    """Draw every cell of the screen again, after something else has written on it."""
    session.host.redraw_all()


@handler("view.receipt")
def receipt(session: Session, _call: Call) -> None:
    """Show how the file was read. If another format reads more, Enter reads the file with it."""
    discussion = session.reader.discussion
    other = discussion.receipt.other_format
    on_enter = partial(read_again, session, other) if other else None
    session.host.show_text("How the file was read", receipt_lines(discussion, session.keymap), on_enter=on_enter)


@handler("view.file_date")
def file_date(session: Session, _call: Call) -> None:
    """Compute relative times from the date of the file, or show them as written again."""
    from thread_parsers.discussion.relative_times import set_saved, without_date

    discussion = session.reader.discussion
    stamp, taken = discussion.file.stamp, session.file_date_taken
    if not taken and (discussion.saved is not None or not without_date(discussion.columns)[0]):
        session.say("the page has no relative times without a date")
    elif stamp is None:
        session.say("only a file has a date")
    else:
        saved = None if taken else modified_at(stamp)
        set_saved(discussion, saved)
        session.saved, session.file_date_taken = saved, not taken
        session.say(
            f"relative times: as of {moment_text(saved)}, the date of the file" if saved else "times as written"
        )
        session.times_changed()


TIMES_SAID = {"absolute": "times as dates", "relative": "times as ages: how long ago", "as written": "times as written"}


@handler("view.times")
def times(session: Session, _call: Call) -> None:
    """Show times in the next form."""
    session.say(TIMES_SAID[session.reader.times.go_round()])


@handler("view.raw")
def raw(session: Session, _call: Call) -> None:
    """Show the part of the file that the comment under the cursor was read from."""
    reader = session.reader
    if reader.visible:
        discussion, comment = reader.discussion, reader.position.comment
        session.host.show_text(raw_title(discussion, comment), raw_lines(discussion, comment))


@handler("view.theme")
def theme(session: Session, _call: Call) -> None:
    """Pick a theme and remember it."""
    host = session.host
    sign = session.signs.accepted
    choices = [
        Choice(name, name, " ".join(filter(None, ("adjusted" * adjusted, sign * (name == host.theme)))))
        for name, adjusted in host.themes.items()
    ]

    def picked(name: str) -> None:
        from thread_reader.state.choices import remember_theme

        host.theme = name
        remember_theme(name)

    def preview(name: str) -> None:
        host.theme = name

    host.pick("Theme", choices, picked, current=host.theme, preview=preview, form="aside")
