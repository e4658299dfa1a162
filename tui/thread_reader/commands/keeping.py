"""Marking comments as read, starring them, and writing notes on them."""

from __future__ import annotations

from bisect import bisect_left
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
    from collections.abc import Callable

    from thread_parsers.discussion.kept import KeptOfGone
    from thread_reader.keymap import Call
    from thread_reader.session import Session

YES = "y"
GONE = "gone"
"""Begins the value of a choice that is not in the file any more."""
NOT_HERE = "that comment is not in this file"


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


@handler("note.list")
def list_notes(session: Session, _call: Call) -> None:
    """Pick a comment with a note or a star, or delete that. Those that are not in this file come last."""
    reader, signs, bookmarks = session.reader, session.signs, session.reader.bookmarks
    places = {**{Place(comment): "" for comment in bookmarks.starred}, **bookmarks.notes}
    if not places and not bookmarks.lost:
        session.say("no notes and no stars yet")
        return

    def go(value: str) -> None:
        number = value.removeprefix(GONE)
        if number == value:
            go_there(session, ordered[int(value)])
        else:
            _offer_deletion(session, bookmarks.lost[int(number)])
        session.host.redraw()

    def delete(value: str) -> None:
        number = value.removeprefix(GONE)
        if number == value:
            _offer_removal(session, ordered[int(value)])
        else:
            _offer_deletion(session, bookmarks.lost[int(number)])

    ordered = sorted(places, key=lambda place: (place.comment, -1 if place.segment is None else place.segment))
    choices = []
    for number, place in enumerate(ordered):
        sign = signs.note if places[place] else signs.star
        author = printable(reader.discussion.author(place.comment))
        words = printable(places[place]) or first_words(reader.discussion, place.comment)
        choices.append(Choice(str(number), f"{sign} {words}", author))
    choices += [
        Choice(f"{GONE}{number}", f"{_signs(session, kept)} {_words(kept)}", f"{GONE} · {printable(kept.author)}")
        for number, kept in enumerate(bookmarks.lost)
    ]
    notes = len(bookmarks.notes) + sum(len(kept.notes) for kept in bookmarks.lost)
    stars = len(bookmarks.starred) + sum(kept.starred for kept in bookmarks.lost)
    session.host.pick(f"{counted(notes, 'note')} · {counted(stars, 'star')}", choices, go, delete=delete)


def _signs(session: Session, kept: KeptOfGone) -> str:
    return session.signs.note if kept.notes else session.signs.star


def _words(kept: KeptOfGone) -> str:
    """The notes on a comment that is gone, and its first words."""
    notes = " · ".join(printable(note.text) for note in kept.notes)
    return f"{notes} “{printable(kept.words)}”".lstrip()


def _offer_removal(session: Session, place: Place) -> None:
    """Ask whether to delete the note at a place, or else the star of the comment."""
    note = session.reader.bookmarks.notes.get(place)
    if note is not None:
        ask(session, "delete this note?", printable(note), lambda: session.kept.note(place, ""))
    else:
        words = first_words(session.reader.discussion, place.comment)
        ask(session, "remove this star?", words, lambda: session.kept.star(place.comment, starred=False))


def _offer_deletion(session: Session, kept: KeptOfGone) -> None:
    what = "its " + " and ".join([*["star"] * kept.starred, *["notes"] * bool(kept.notes)])
    ask(session, f"it is not in this file; delete {what}?", _words(kept), lambda: session.kept.drop_lost(kept))


@handler("view.changes")
def list_changes(session: Session, _call: Call) -> None:
    """Pick a comment that is new or edited since the discussion was last open. Those that are gone come last."""
    reader, bookmarks = session.reader, session.reader.bookmarks
    discussion, rest = reader.discussion, bookmarks.gone_count - len(bookmarks.gone)
    before = "the older save" if bookmarks.is_compared else "last time"
    changed = {comment: comment in bookmarks.new for comment in sorted({*bookmarks.new, *bookmarks.edited})}
    if not changed and not bookmarks.gone_count:
        session.say(f"nothing is new, edited or gone since {before}")
        return

    def go(value: str) -> None:
        if value == GONE:
            session.say(NOT_HERE)
        else:
            go_there(session, Place(int(value)))
        session.host.redraw()

    choices = [
        Choice(
            str(comment),
            f"{'new   ' if is_new else 'edited'}  {printable(discussion.author(comment))}: "
            f"{first_words(discussion, comment)}",
            printable(discussion.shown_time(comment)),
        )
        for comment, is_new in changed.items()
    ]
    choices += [
        Choice(GONE, f"gone    {one.author or '(no name)'}" + f": {one.words}" * bool(one.words), one.time)
        for one in bookmarks.gone
    ]
    if rest > 0:
        what = counted(rest, "comment") + " more" * bool(bookmarks.gone)
        choices.append(Choice(GONE, f"gone    {what}, of which no words were kept"))
    counts = f"{len(bookmarks.new):,} new, {len(bookmarks.edited):,} edited, {bookmarks.gone_count:,} gone"
    session.host.pick(f"{counts} since {before}", choices, go)


@handler("state.separate")
def separate(session: Session, _call: Call) -> None:
    """Undo that this discussion was recognized as an earlier one."""
    if session.kept.separate():
        session.say("a discussion of its own from now on")
    else:
        session.say("this discussion was not recognized as an earlier one")
