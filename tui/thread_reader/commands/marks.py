"""Going to the next thing of a kind, marks, and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.text.printable import printable
from thread_reader.commands.move import times
from thread_reader.commands.registry import action
from thread_reader.commands.table import KINDS
from thread_reader.view.kinds import next_of_kind
from thread_reader.view.sentences import abouts

if TYPE_CHECKING:
    from thread_reader.commands.keymap import Call
    from thread_reader.screens.reading_screen import ReadingScreen


def _go(screen: ReadingScreen, kind: str, *, forward: bool) -> bool:
    """Go there; False, and said why, when there is nowhere to go."""
    if kind not in KINDS:
        screen.say("after ] and [ comes one of " + ", ".join(f"{letter} {words}" for letter, words in KINDS.items()))
        return False
    screen.show_pane("comments")
    place = next_of_kind(screen.reader, kind, forward=forward)
    if place is None:
        screen.say(f"no {'further' if forward else 'earlier'} {KINDS[kind]}")
        return False
    return screen.reader.go(place, jump=True)


def _begin(screen: ReadingScreen, call: Call, *, forward: bool) -> None:
    """Go to a kind for the first time, so that it can be repeated."""
    kind = call.letter or ""
    screen.last_kind = (kind, forward)
    _go(screen, kind, forward=forward)


@action("place.next")
def go_next(screen: ReadingScreen, call: Call) -> None:
    """The next place of the kind that the letter names."""
    _begin(screen, call, forward=True)


@action("place.previous")
def go_previous(screen: ReadingScreen, call: Call) -> None:
    """The place before of the kind that the letter names."""
    _begin(screen, call, forward=False)


def _repeat(screen: ReadingScreen, call: Call, *, same_way: bool) -> None:
    kind, forward = screen.last_kind
    if not kind:
        screen.say("nothing to repeat yet; ] and a letter goes to the next of a kind")
        return
    for _ in times(call):
        if not _go(screen, kind, forward=forward is same_way):
            return


@action("place.repeat")
def repeat(screen: ReadingScreen, call: Call) -> None:
    """The last `]` or `[` again."""
    _repeat(screen, call, same_way=True)


@action("place.reverse")
def reverse(screen: ReadingScreen, call: Call) -> None:
    """The last `]` or `[` the other way."""
    _repeat(screen, call, same_way=False)


@action("place.sentence")
def to_sentence(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """Go to the sentence of the article that the comment, or the segment under the cursor, is about."""
    from thread_reader.screens.picker import Choice, PickerScreen

    reader = screen.reader
    if reader.stats is None or (reader.visible and reader.place.comment >= reader.stats.seen):
        screen.say("what the comments say to the sentences is still being counted")
        return
    found = abouts(reader.stats, reader.place) if reader.visible else []

    def go(number: str | None) -> None:
        if number is not None:
            screen.show_pane("article")
            screen.article.go(int(number))
            screen.show()

    if not found:
        screen.say("no words here that lead to a sentence of the article")
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
        screen.app.push_screen(PickerScreen("about which sentence", choices), go)


@action("place.mark")
def mark(screen: ReadingScreen, call: Call) -> None:
    """Set a mark here; the same letter on the same place takes it away."""
    reader = screen.reader
    if not reader.visible or not call.letter:
        return
    if reader.bookmarks.marks.get(call.letter) == reader.place:
        del reader.bookmarks.marks[call.letter]
        screen.say(f"mark {call.letter} taken away")
    else:
        reader.bookmarks.marks[call.letter] = reader.place
        screen.say(f"marked {call.letter}; ' {call.letter} comes back here")


@action("place.go")
def go_to_mark(screen: ReadingScreen, call: Call) -> None:
    """Go to a mark."""
    place = screen.reader.bookmarks.marks.get(call.letter or "")
    if place is None:
        screen.say(f"there is no mark {call.letter}")
        return
    screen.show_pane("comments")
    if not screen.reader.go(place, jump=True):
        screen.say("that place is behind the filter; F shows all")


@action("place.back")
def back(screen: ReadingScreen, call: Call) -> None:
    """Back to where the last jump began."""
    for _ in times(call):
        place = screen.reader.bookmarks.back()
        if place is None:
            screen.say("this is where the way back ends")
            return
        screen.show_pane("comments")
        if not screen.reader.go(place):
            screen.say("that place is behind the filter; F shows all")
