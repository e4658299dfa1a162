"""Choosing one of the discussions of a file that has several."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.commands.registry import handler
from thread_reader.host import Choice
from thread_reader.view.parts import part_note, part_title
from thread_reader.view.reader import Reader

if TYPE_CHECKING:
    from thread_reader.keymap import Call
    from thread_reader.session import Session

MAX_READERS = 16
"""Discussions whose place, folds and filter are kept while others are shown."""


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
            show_part(session, int(value))

    choices = [Choice(str(number), part_title(part), part_note(part)) for number, part in enumerate(discussion.parts)]
    session.host.pick("discussions of this file, with their comments and last day", choices, picked, current=str(now))


def show_part(session: Session, number: int) -> None:
    """Show a discussion of the file, numbered from 0, as it was left."""
    discussion, readers = session.reader.discussion, session.readers
    reader = readers.pop(number) if number in readers else Reader(discussion.parts[number])
    if discussion.part_number is not None:
        readers[discussion.part_number - 1] = session.reader
    while len(readers) > MAX_READERS:
        del readers[next(iter(readers))]
    session.switch_to(reader)
