"""Marking comments as read, starring them, and writing notes on them."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from thread_parsers.text.counted import counted
from thread_reader.commands.registry import handler
from thread_reader.host import Choice
from thread_reader.prompts.note import NotePrompt
from thread_reader.view.bookmarks import Place

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_reader.keymap import Call
    from thread_reader.session.session import Session

YES = "y"


@handler("read.toggle")
def toggle_read(session: Session, _call: Call) -> None:
    """Mark the comment as unread if it is read, and as read otherwise."""
    reader = session.reader
    if reader.visible:
        comment = reader.position.comment
        is_read = comment in reader.bookmarks.read
        if is_read:
            reader.bookmarks.unread_again.add(comment)
        session.kept.mark_read([comment], is_read=not is_read)
        session.say("marked as unread" if is_read else "marked as read")


@handler("read.branch")
def read_branch(session: Session, _call: Call) -> None:
    """Mark the comment and all replies under it as read, and go to the next comment after them."""
    reader = session.reader
    if not reader.visible:
        return
    branch = reader.columns.subtree(reader.position.comment)
    count = session.kept.mark_all_read(branch)
    session.say(f"{counted(count, 'comment')} marked as read")
    visible, row = reader.visible, reader.visible.row(reader.position.comment)
    if row is None:
        after = 0
    elif reader.is_flat:
        after = next((at for at in range(row + 1, len(visible)) if visible[at] not in branch), len(visible))
    else:  # the order keeps subtrees together
        after = bisect_left(range(len(visible)), 1, row, key=lambda at: visible[at] not in branch)
    if after < len(visible):
        reader.go(Place(visible[after]))
    else:
        session.say(f"{counted(count, 'comment')} marked as read; this is the last branch")


@handler("read.all")
def read_all(session: Session, _call: Call) -> None:
    """Ask whether to mark all comments as read."""

    def marked() -> None:
        changed = session.kept.mark_all_read(range(len(session.reader.columns)))
        session.say(f"{counted(changed, 'comment')} marked as read")

    ask(session, "mark everything as read?", f"all {len(session.reader.columns):,} comments", marked)


def ask(session: Session, question: str, what: str, yes: Callable[[], None]) -> None:
    """Ask a question that is answered by `y` or `n`."""

    def picked(value: str) -> None:
        if value == YES:
            yes()
            session.host.redraw()

    session.host.pick(question, [Choice(YES, f"yes, {what}"), Choice("n", "no")], picked, letters=True)


@handler("star.toggle")
def toggle_star(session: Session, _call: Call) -> None:
    """Star the comment, or remove its star."""
    reader = session.reader
    if reader.visible:
        comment = reader.position.comment
        session.kept.star(comment, starred=comment not in reader.bookmarks.starred)


@handler("note.write")
def write_note(session: Session, _call: Call) -> None:
    """Open the prompt for the note of the comment, or of the entered segment."""
    if session.reader.visible:
        session.open_prompt(NotePrompt(session))


@handler("state.separate")
def separate(session: Session, _call: Call) -> None:
    """Undo that this discussion was recognized as an earlier one."""
    if session.kept.separate():
        session.say("a discussion of its own from now on")
    else:
        session.say("this discussion was not recognized as an earlier one")
