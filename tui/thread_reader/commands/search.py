"""Searching: the prompt, the hits, the word under the cursor, and taking things back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.text.printable import printable
from thread_reader.commands.move import times
from thread_reader.commands.registry import action
from thread_reader.prompts import FindPrompt, start_search
from thread_reader.view.bookmarks import Place
from thread_reader.view.hits import go_to_hit, next_hit
from thread_reader.view.text_search import ARTICLE

if TYPE_CHECKING:
    from thread_reader.commands.keymap import Call
    from thread_reader.screens.reading_screen import ReadingScreen

WORD = re.compile(r"\w{4,}")


@action("find.open")
def find(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """Open the search prompt."""
    screen.ask(FindPrompt(screen))


def _go(screen: ReadingScreen, call: Call, *, forward: bool) -> None:
    if screen.reader.search.pattern is None:
        screen.say("nothing is searched for; / searches")
        return
    screen.reader.bookmarks.leave(screen.reader.place)
    for _ in times(call):
        hit = next_hit(screen.reader, forward=forward)
        if hit is None and not screen.reader.search.complete:
            screen.say("still searching")
            return
        if hit is None:
            screen.say(f"no hit for {printable(screen.reader.search.text)}" + _behind(screen))
            return
        go_to_hit(screen.reader, hit)
        look_at_hit(screen)


def _behind(screen: ReadingScreen) -> str:
    behind = screen.reader.tally().behind_filter
    return f" in what is shown; {behind} behind the filter, F shows all" if behind else ""


def look_at_hit(screen: ReadingScreen) -> None:
    """Show the pane that the current hit is in."""
    hit = screen.reader.search.current
    if hit is None:
        return
    if hit.comment == ARTICLE:
        screen.article.show(hit.paragraph, hit.start)
        if screen.pane != "article":
            screen.show_pane("article")
    elif screen.pane != "comments":
        screen.show_pane("comments")


@action("find.next")
def find_next(screen: ReadingScreen, call: Call) -> None:
    """The next hit, round the end."""
    _go(screen, call, forward=True)


@action("find.previous")
def find_previous(screen: ReadingScreen, call: Call) -> None:
    """The hit before, round the beginning."""
    _go(screen, call, forward=False)


@action("find.word")
def find_word(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """Pick one of the longer words of the comment (or segment) under the cursor and search for it."""
    from thread_reader.screens.picker import Choice, PickerScreen

    reader = screen.reader
    if not reader.visible:
        return
    segments = reader.discussion.segments(reader.position.comment)
    if reader.position.segment is not None:
        segments = segments[reader.position.segment : reader.position.segment + 1]
    words = dict.fromkeys(WORD.findall(" ".join(printable(segment.text.replace("\n", " ")) for segment in segments)))

    def search(word: str | None) -> None:
        if word is not None:
            reader.search.ask(word)
            start_search(screen)
            hit = next_hit(reader)
            if hit is not None:
                go_to_hit(reader, hit)
            screen.show()

    screen.app.push_screen(PickerScreen("search for a word", [Choice(word, word) for word in words]), search)


@action("find.clear")
def clear(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """Take back one thing: work that goes on, the segment, the search, the filter."""
    reader = screen.reader
    waited_for = [kind for kind in screen.scheduler.running if kind != "counting"]
    if waited_for:
        reader.stopped = not reader.discussion.complete
        screen.scheduler.stop(*waited_for)
        screen.say("stopped; what was found so far stays")
    elif reader.position.segment is not None:
        reader.go(Place(reader.position.comment))
    elif reader.search.pattern is not None:
        reader.search.ask("")
        reader.close_opened()
    elif reader.filter.text:
        reader.filter.ask("")
        reader.rearrange()
    elif screen.pane != "comments" and len(reader.columns):
        screen.show_pane("comments")
