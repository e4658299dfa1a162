"""The comments to read first: the sheet that lists them, and what goes from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.commands.choosing import with_highlights
from thread_reader.commands.marks import go_there
from thread_reader.commands.registry import handler
from thread_reader.keymap import readable
from thread_reader.view.bookmarks import Place
from thread_reader.view.highlight_list import NONE, HighlightSheet, rule_lines
from thread_reader.view.sheet import Verb

if TYPE_CHECKING:
    from thread_reader.keymap import Call
    from thread_reader.session.session import Session


@handler("view.highlights")
def show(session: Session, _call: Call) -> None:
    """Show the comments to read first in a sheet, with why."""
    with_highlights(session, lambda: _show(session))


def _show(session: Session) -> None:
    chosen = session.reader.highlights
    if chosen is None or not chosen.found:
        session.say(NONE)
        return

    def go(number: int) -> bool:
        go_there(session, Place(sheet.found_ones[number].row))
        session.host.redraw()
        return True

    def copy(_number: int) -> bool:
        session.copy(sheet.written())
        session.host.redraw(())
        return False

    def explain(_number: int) -> bool:
        session.host.show_text("how these comments are chosen", rule_lines(session.reader.preferences.pace))
        return False

    following = readable(session.keymap.keys["jump.next"][:1]) + "h"
    verbs = (
        Verb("enter", "Enter", "go there", go),
        Verb("", following, "next without this list", lambda _number: False),
        Verb("y", "y", "copy the list", copy),
        Verb("?", "?", "rules", explain, needs_row=False),
    )
    sheet = HighlightSheet(session.reader, chosen, verbs)
    session.host.show_sheet(sheet)
