"""Marking comments as read, starring them, and writing notes on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_reader.commands.marks import go_there
from thread_reader.commands.registry import handler
from thread_reader.host import Choice
from thread_reader.prompts import NotePrompt
from thread_reader.view.bookmarks import Place
from thread_reader.view.first_words import first_words

if TYPE_CHECKING:
    from thread_reader.keymap import Call
    from thread_reader.session import Session

YES = "y"


@handler("read.toggle")
def toggle_read(session: Session, _call: Call) -> None:
    """Mark the comment as unread if it is read, and as read otherwise."""
    reader = session.reader
    if reader.visible:
        comment = reader.position.comment
        is_read = comment in reader.bookmarks.read
        session.kept.mark_read([comment], is_read=not is_read)
        session.say("marked as unread" if is_read else "marked as read")


@handler("read.branch")
def read_branch(session: Session, _call: Call) -> None:
    """Mark the comment and all replies under it as read, and go to the next comment after them."""
    reader = session.reader
    if not reader.visible:
        return
    branch = reader.columns.subtree(reader.position.comment)
    count = session.kept.mark_read(branch)
    session.say(f"{counted(count, 'comment')} marked as read")
    row = reader.visible.row(reader.position.comment)
    after = range(len(reader.visible)) if row is None else range(row + 1, len(reader.visible))
    target = next((reader.visible[at] for at in after if reader.visible[at] not in branch), None)
    if target is None:
        session.say(f"{counted(count, 'comment')} marked as read; this is the last branch")
    else:
        reader.go(Place(target))


@handler("read.all")
def read_all(session: Session, _call: Call) -> None:
    """Ask whether to mark all comments as read."""
    count = len(session.reader.columns)

    def picked(value: str) -> None:
        if value == YES:
            changed = session.kept.mark_read(range(len(session.reader.columns)))
            session.say(f"{counted(changed, 'comment')} marked as read")
            session.host.redraw()

    choices = [Choice(YES, f"yes, all {count:,} comments"), Choice("n", "no")]
    session.host.pick("mark everything as read?", choices, picked, letters=True)


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


@handler("note.list")
def list_notes(session: Session, _call: Call) -> None:
    """Pick a comment with a note or a star."""
    reader, signs = session.reader, session.signs
    bookmarks = reader.bookmarks
    places = {Place(comment): "" for comment in bookmarks.starred} | bookmarks.notes
    if not places:
        session.say("no notes and no stars yet")
        return

    def go(value: str) -> None:
        go_there(session, ordered[int(value)])
        session.host.redraw()

    ordered = sorted(places, key=lambda place: (place.comment, -1 if place.segment is None else place.segment))
    choices = []
    for number, place in enumerate(ordered):
        sign = signs.note if places[place] else signs.star
        author = printable(reader.discussion.author(place.comment))
        words = printable(places[place]) or first_words(reader.discussion, place.comment)
        choices.append(Choice(str(number), f"{sign} {words}", author))
    counts = f"{counted(len(bookmarks.notes), 'note')} · {counted(len(bookmarks.starred), 'star')}"
    session.host.pick(counts, choices, go)


@handler("view.changes")
def list_changes(session: Session, _call: Call) -> None:
    """Pick a comment that is new or edited since the discussion was last open."""
    reader, bookmarks = session.reader, session.reader.bookmarks
    words, discussion = {True: "new", False: "edited"}, reader.discussion
    changed = {comment: comment in bookmarks.new for comment in sorted({*bookmarks.new, *bookmarks.edited})}
    if not changed:
        session.say("nothing is new or edited since last time")
        return

    def go(value: str) -> None:
        go_there(session, Place(int(value)))
        session.host.redraw()

    choices = [
        Choice(
            str(comment),
            f"{words[is_new]}  {printable(discussion.author(comment))}: {first_words(discussion, comment)}",
            printable(discussion.shown_time(comment)),
        )
        for comment, is_new in changed.items()
    ]
    session.host.pick(f"{len(bookmarks.new):,} new, {len(bookmarks.edited):,} edited since last time", choices, go)


@handler("state.separate")
def separate(session: Session, _call: Call) -> None:
    """Undo that this discussion was recognized as an earlier one."""
    if session.kept.separate():
        session.say("a discussion of its own from now on")
    else:
        session.say("this discussion was not recognized as an earlier one")
