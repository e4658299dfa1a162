"""Jumping to the next comment or segment of a kind, marks, and jumping back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.text.printable import printable
from thread_reader.command_table import KINDS, KINDS_OF_COMMENTS
from thread_reader.commands.choosing import with_highlights
from thread_reader.commands.move import repetitions
from thread_reader.commands.registry import handler
from thread_reader.host import Choice
from thread_reader.view.kinds import ANCHORS, next_anchor, next_of_kind
from thread_reader.view.sentences import abouts

if TYPE_CHECKING:
    from thread_reader.keymap import Call
    from thread_reader.session.session import Session
    from thread_reader.view.bookmarks import Place

HIDDEN_BY_FILTER = "that comment is hidden by the filter; F shows all"


def go_there(session: Session, place: Place) -> None:
    """Jump to a place, or say that the filter hides it."""
    session.show_pane("comments")
    if not session.reader.go(place, jump=True):
        session.say(HIDDEN_BY_FILTER)


def _jump(session: Session, kind: str, *, forward: bool) -> bool:
    """Jump to the next place of a kind. False, with a message, if there is none."""
    if kind not in KINDS:
        session.say("] and [ take one of: " + ", ".join(f"{letter} {words}" for letter, words in KINDS.items()))
        return False
    session.show_pane("comments")
    if kind in ANCHORS:
        found = next_anchor(session.reader, kind, forward=forward)
        if found is not None:
            return session.reader.go_to_anchor(*found)
    place = next_of_kind(session.reader, kind, forward=forward)
    if place is None:
        what = f"{KINDS[kind]} comment" if kind in KINDS_OF_COMMENTS else KINDS[kind]
        session.say(f"no {'further' if forward else 'earlier'} {what}")
        return False
    return session.reader.go(place, jump=True)


def _first_jump(session: Session, call: Call, *, forward: bool) -> None:
    kind = call.letter or ""
    session.last_kind = (kind, forward)
    reader = session.reader
    reader.followed = reader.columns.author[reader.position.comment] if kind == "a" and reader.visible else None
    if kind == "h":
        with_highlights(session, lambda: _jump(session, kind, forward=forward))
    else:
        _jump(session, kind, forward=forward)


@handler("jump.next")
def jump_next(session: Session, call: Call) -> None:
    """Jump to the next place of the kind that the letter names."""
    _first_jump(session, call, forward=True)


@handler("jump.previous")
def jump_previous(session: Session, call: Call) -> None:
    """Jump to the previous place of the kind that the letter names."""
    _first_jump(session, call, forward=False)


def _repeat(session: Session, call: Call, *, same_direction: bool) -> None:
    kind, forward = session.last_kind
    if not kind:
        session.say("nothing to repeat yet; press ] or [ and a letter first")
        return
    for _ in repetitions(call):
        if not _jump(session, kind, forward=forward is same_direction):
            return


@handler("jump.repeat")
def repeat(session: Session, call: Call) -> None:
    """Repeat the last `]` or `[`."""
    _repeat(session, call, same_direction=True)


@handler("jump.reverse")
def reverse(session: Session, call: Call) -> None:
    """Repeat the last `]` or `[` in the other direction."""
    _repeat(session, call, same_direction=False)


@handler("jump.sentence")
def to_sentence(session: Session, _call: Call) -> None:
    """Go to the article sentence that the comment or entered segment is about; pick one if there are several."""
    reader = session.reader
    if reader.stats is None or (reader.visible and reader.place.comment >= reader.stats.seen):
        session.say("the comments about each sentence are still being counted")
        return
    found = abouts(reader.stats, reader.place) if reader.visible else []

    def go(number: str) -> None:
        session.show_pane("article")
        session.host.article.go(int(number))
        session.host.redraw()

    if not found:
        session.say("not about any sentence of the article")
    elif len(found) == 1:
        go(str(found[0].answered.sentence.number))
    else:
        choices = [
            Choice(
                str(about.answered.sentence.number),
                printable(" ".join(about.answered.sentence.text.split())),
                printable(" ".join(about.shared[0].split())),
            )
            for about in found
        ]
        session.host.pick("about which sentence", choices, go)


@handler("mark.set")
def set_mark(session: Session, call: Call) -> None:
    """Set a mark here, or remove it if this letter marks this place already."""
    reader = session.reader
    if not reader.visible or not call.letter:
        return
    if reader.bookmarks.marks.get(call.letter) == reader.place:
        session.kept.mark(call.letter, None)
        session.say(f"mark {call.letter} removed")
    else:
        session.kept.mark(call.letter, reader.place)
        session.say(f"marked {call.letter}; '{call.letter} returns here")


@handler("mark.go")
def go_to_mark(session: Session, call: Call) -> None:
    """Go to a mark."""
    place = session.reader.bookmarks.marks.get(call.letter or "")
    if place is None:
        session.say(f"no mark {call.letter}")
        return
    go_there(session, place)


@handler("jump.back")
def back(session: Session, call: Call) -> None:
    """Go back to where the last jump started."""
    for _ in repetitions(call):
        place = session.reader.bookmarks.back()
        if place is None:
            session.say("no earlier jump")
            return
        session.show_pane("comments")
        if not session.reader.go(place):
            session.say(HIDDEN_BY_FILTER)
