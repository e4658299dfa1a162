"""Choosing one of the discussions of a file that has several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.commands.registry import handler
from thread_reader.host import Choice
from thread_reader.view.parts import part_note, part_title

if TYPE_CHECKING:
    from thread_reader.keymap import Call
    from thread_reader.session.session import Session


@handler("view.parts")
def pick_part(session: Session, _call: Call) -> None:
    """Pick one of the discussions of the file."""
    discussion = session.reader.discussion
    if not discussion.complete:
        session.say("the file is still being read")
        return
    if len(discussion.parts) < 2:
        session.say("this file has one discussion")
        return
    now = (discussion.part_number or 1) - 1

    def picked(value: str) -> None:
        if int(value) != now:
            session.parts.show(int(value))

    choices = [Choice(str(number), part_title(part), part_note(part)) for number, part in enumerate(discussion.parts)]
    session.host.pick("discussions of this file, with their comments and last day", choices, picked, current=str(now))
