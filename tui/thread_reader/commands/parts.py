"""Choosing one of the discussions of a file that has several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.commands.registry import handler
from thread_reader.host import Choice
from thread_reader.view.parts import part_note, part_title

if TYPE_CHECKING:
    from thread_reader.host import PickerForm
    from thread_reader.keymap import Call
    from thread_reader.session.session import Session


@handler("view.parts")
def list_parts(session: Session, _call: Call) -> None:
    """Pick one of the discussions of the file."""
    pick_part(session)


def pick_part(session: Session, form: PickerForm = "sheet") -> None:
    """Let the user pick one of the discussions of the file, from a list of this form."""
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
    title = "discussions of this file, with their comments and last day"
    session.host.pick(title, choices, picked, current=str(now), form=form)
