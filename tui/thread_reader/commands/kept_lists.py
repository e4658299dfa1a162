"""The sheets of notes and stars, and of what has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.text.printable import printable
from thread_reader.commands.exporting import export_kept
from thread_reader.commands.keeping import ask
from thread_reader.commands.marks import go_there
from thread_reader.commands.registry import handler
from thread_reader.keymap import readable
from thread_reader.prompts.note import NotePrompt
from thread_reader.view.bookmarks import Place
from thread_reader.view.changes_sheet import ChangesSheet
from thread_reader.view.first_words import first_words
from thread_reader.view.notes_sheet import NotesSheet, words_of_lost
from thread_reader.view.sheet import Verb

if TYPE_CHECKING:
    from thread_parsers.discussion.kept import KeptOfGone
    from thread_reader.keymap import Call
    from thread_reader.session.session import Session

NOT_HERE = "that comment is not in this file"


@handler("note.list")
def list_notes(session: Session, _call: Call) -> None:
    """List notes and stars. Those of comments that are not in this file come last, and can only be deleted."""
    sheet = NotesSheet(session.reader, session.signs.note, session.signs.star)
    if sheet.is_empty:
        session.say("no notes and no stars yet")
        return

    def go(number: int) -> bool:
        lost = sheet.lost_at(number)
        if lost is not None:
            _offer_deletion(session, sheet, lost)
            return False
        go_there(session, sheet.places[number])
        session.host.redraw()
        return True

    def write(number: int) -> bool:
        if not go(number):
            return False
        session.open_prompt(NotePrompt(session))
        return True

    def star(number: int) -> bool:
        if sheet.lost_at(number) is None:
            comment = sheet.places[number].comment
            session.kept.star(comment, starred=comment not in session.reader.bookmarks.starred)
            sheet.fill()
            session.host.redraw()
        return sheet.is_empty

    def remove(number: int) -> bool:
        lost = sheet.lost_at(number)
        if lost is not None:
            _offer_deletion(session, sheet, lost)
        else:
            _offer_removal(session, sheet, sheet.places[number])
        return False

    def export(_number: int) -> bool:
        export_kept(session, list(dict.fromkeys(place.comment for place in sheet.places)))
        return True

    sheet.verbs = (
        Verb("enter", "Enter", "go there", go),
        Verb("i", "i", "write", write),
        Verb("+", "+", "star", star),
        Verb("delete", "Del", "remove", remove),
        Verb("e", "e", "export", export, needs_row=False),
    )
    session.host.show_sheet(sheet)


def _offer_removal(session: Session, sheet: NotesSheet, place: Place) -> None:
    """Ask whether to delete the note at a place, or else the star of the comment."""
    note = session.reader.bookmarks.notes.get(place)

    def removed() -> None:
        if note is not None:
            session.kept.note(place, "")
        else:
            session.kept.star(place.comment, starred=False)
        sheet.fill()

    if note is not None:
        ask(session, "delete this note?", printable(note), removed)
    else:
        ask(session, "remove this star?", first_words(session.reader.discussion, place.comment), removed)


def _offer_deletion(session: Session, sheet: NotesSheet, kept: KeptOfGone) -> None:
    what = "its " + " and ".join([*["star"] * kept.starred, *["notes"] * bool(kept.notes)])

    def deleted() -> None:
        session.kept.drop_lost(kept)
        sheet.fill()

    ask(session, f"it is not in this file; delete {what}?", words_of_lost(kept), deleted)


@handler("view.changes")
def list_changes(session: Session, _call: Call) -> None:
    """List the comments that are new or edited since the discussion was last open, and those that are gone."""
    bookmarks = session.reader.bookmarks
    if not bookmarks.new and not bookmarks.edited and not bookmarks.gone_count:
        before = "the older save" if bookmarks.is_compared else "last time"
        session.say(f"nothing is new, edited or gone since {before}")
        return
    following = readable(session.keymap.keys["jump.next"][:1]) + "n"
    sheet = ChangesSheet(session.reader, following)

    def go(number: int) -> bool:
        comment = sheet.comment(number)
        if comment is None:
            session.say(NOT_HERE)
        else:
            go_there(session, Place(comment))
        session.host.redraw()
        return True

    def only_new(_number: int) -> bool:
        session.filter_by("is:new")
        session.show_pane("comments")
        session.host.redraw()
        return True

    verbs = [Verb("enter", "Enter", "go there", go)]
    if bookmarks.new:
        verbs += [
            Verb("", following, "next new", lambda _number: False),
            Verb("f", "f", "only new", only_new, needs_row=False),
        ]
    sheet.verbs = verbs
    session.host.show_sheet(sheet)
