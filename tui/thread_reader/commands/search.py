"""Searching: the prompt, the hits, the words of a comment, and Esc."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.text.printable import printable
from thread_reader.commands import row_filter
from thread_reader.commands.move import repetitions
from thread_reader.commands.registry import handler
from thread_reader.host import Choice
from thread_reader.prompts.finding import SearchPrompt
from thread_reader.session.jobs import NOT_STOPPED
from thread_reader.view.bookmarks import Place
from thread_reader.view.hits import go_to_hit, next_hit, tally
from thread_reader.view.text_search import ARTICLE

if TYPE_CHECKING:
    from thread_reader.keymap import Call
    from thread_reader.session.session import Session

WORD = re.compile(r"\w{4,}")
"""A word that is long enough to be worth searching for."""


@handler("search.open")
def open_search(session: Session, _call: Call) -> None:
    """Open the search prompt."""
    session.open_prompt(SearchPrompt(session))


def _go(session: Session, call: Call, *, forward: bool) -> None:
    reader = session.reader
    if reader.search.pattern is None:
        session.say("no search yet; / searches")
        return
    reader.bookmarks.leave(reader.place)
    for _ in repetitions(call):
        hit = next_hit(reader, forward=forward)
        if hit is None and not reader.search.complete:
            session.say("still searching")
            return
        if hit is None:
            session.say(f"no hit for {printable(reader.search.text)}" + _hidden(session))
            return
        go_to_hit(reader, hit)
        _show_hit(session)


def _hidden(session: Session) -> str:
    hidden = tally(session.reader).behind_filter
    return f" in the visible comments; {hidden} hidden by the filter, F shows all" if hidden else ""


def _show_hit(session: Session) -> None:
    """Focus the pane that the current hit is in."""
    hit = session.reader.search.current
    if hit is None:
        return
    if hit.comment == ARTICLE:
        session.host.article.show(hit.paragraph, hit.start)
        if session.pane != "article":
            session.show_pane("article")
    elif session.pane != "comments":
        session.show_pane("comments")


@handler("search.next")
def next_(session: Session, call: Call) -> None:
    """Go to the next hit; the first one follows the last."""
    _go(session, call, forward=True)


@handler("search.previous")
def previous(session: Session, call: Call) -> None:
    """Go to the previous hit; the last one precedes the first."""
    _go(session, call, forward=False)


@handler("search.word")
def search_word(session: Session, _call: Call) -> None:
    """Pick a longer word of the comment, the entered segment or the sentence of the article, and search for it."""
    reader = session.reader
    if session.pane == "article":
        texts = [reader.sentences.words]
    elif reader.visible:
        segments = reader.discussion.segments(reader.position.comment)
        if reader.position.segment is not None:
            segments = segments[reader.position.segment : reader.position.segment + 1]
        texts = [reader.discussion.displayed(segment.text).replace("\n", " ") for segment in segments]
    else:
        return
    words = dict.fromkeys(WORD.findall(" ".join(map(printable, texts))))

    def picked(word: str) -> None:
        reader.search.ask(word)
        session.jobs.search()
        hit = next_hit(reader)
        if hit is not None:
            go_to_hit(reader, hit)
        session.host.redraw()

    session.host.pick("search for a word", [Choice(word, word) for word in words], picked)


@handler("search.clear")
def clear(session: Session, _call: Call) -> None:
    """Undo one thing: stop running jobs, leave the segment, clear the search, leave a flat order, clear the filter, or
    leave the pane."""
    reader = session.reader
    if session.pane == "stats" and session.host.stats.drop_range():
        return
    jobs = [kind for kind in session.scheduler.running if kind not in NOT_STOPPED]
    if jobs:
        reader.stopped = not reader.discussion.complete
        session.scheduler.stop(*jobs)
        session.say("stopped; results so far are kept")
    elif session.jobs.match_stats.stop():
        session.say("counting stopped; the stats so far are kept")
    elif reader.position.segment is not None:
        reader.go(Place(reader.position.comment))
    elif reader.search.pattern is not None:
        reader.search.ask("")
        reader.close_opened()
    elif reader.is_flat:
        reader.leave_flat()
        session.say("with the tree again")
    elif reader.filter.text:
        row_filter.undo(session)
    elif session.pane != "comments" and len(reader.columns):
        session.show_pane("comments")
