"""Filtering: the prompt, on and off, context, authors, single terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.query import by_user
from thread_parsers.text.printable import printable
from thread_reader.commands import row_filter
from thread_reader.commands.keeping import ask
from thread_reader.commands.registry import handler
from thread_reader.host import Choice
from thread_reader.prompts.finding import FilterPrompt

if TYPE_CHECKING:
    from thread_reader.keymap import Call
    from thread_reader.session.session import Session

NO_FILTER = "no filter set; f sets one"


@handler("filter.open")
def open_filter(session: Session, _call: Call) -> None:
    """Open the filter prompt on the current query."""
    session.open_prompt(FilterPrompt(session))


@handler("filter.toggle")
def toggle(session: Session, _call: Call) -> None:
    """Switch the filter off without forgetting it, or on again."""
    filter_ = session.reader.filter
    if not filter_.text:
        session.say(NO_FILTER)
        return
    filter_.on = not filter_.on
    session.reader.rearrange()


@handler("filter.context")
def cycle_context(session: Session, _call: Call) -> None:
    """Cycle through how much context of the matches is visible."""
    filter_ = session.reader.filter
    # The cursor stays on its match, even if the user has not moved since it was put there.
    session.reader.stay()
    filter_.context = filter_.context.next
    session.reader.rearrange()
    session.say(f"context: {filter_.context.value}")


@handler("filter.author")
def only_author(session: Session, _call: Call) -> None:
    """Show only the author under the cursor, in the stats the person in the row; show all if that is the filter
    already."""
    reader = session.reader
    if session.pane == "stats":
        term = _person_in_row(session)
        if term:
            row_filter.toggle(session, term)
        else:
            session.say("no person in this row")
        return
    if reader.visible:
        term = by_user(reader.discussion.author(reader.position.comment))
    else:
        return
    is_shown = reader.filter.active and reader.filter.text == term
    reader.followed = None if is_shown else reader.columns.author[reader.position.comment]
    session.filter_by("" if is_shown else term)


def _person_in_row(session: Session) -> str:
    """The query for the person in the row under the cursor of the stats; empty if there is none."""
    stats, query = session.reader.shown_stats, session.host.stats.query_here
    people = stats.people.authors if stats is not None and stats.people is not None else ()
    return next((person.query for person in people if person.query and person.query == query), "")


@handler("filter.authors")
def pick_author(session: Session, _call: Call) -> None:
    """Pick an author to filter by, most comments first."""
    from collections import Counter

    columns = session.reader.columns
    counts = Counter(columns.author).most_common()
    names = [(columns.author_names[author], count) for author, count in counts]
    choices = [Choice(by_user(name), printable(name) or "(no name)", f"{count:,}") for name, count in names]

    def picked(query: str) -> None:
        session.filter_by(query)
        session.host.redraw()

    so_far = "" if session.reader.discussion.complete else ", of those read so far"
    session.host.pick(f"show only{so_far}", choices, picked)


@handler("filter.saved")
def pick_saved(session: Session, _call: Call) -> None:
    """Pick a saved query to filter by, or to delete."""
    shared = session.shared
    if not shared.saved_queries:
        session.say("no saved queries yet; Ctrl-s in the filter prompt saves one")
        return

    def picked(query: str) -> None:
        session.filter_by(query)
        session.host.redraw()

    def delete(query: str) -> None:
        ask(session, "delete this saved query?", printable(query), lambda: shared.delete_query(query))

    choices = [Choice(query, printable(query)) for query in shared.saved_queries]
    session.host.pick("saved queries", choices, picked, delete=delete)


@handler("filter.terms")
def pick_term(session: Session, _call: Call) -> None:
    """Pick a term of the filter to switch off or on."""
    filter_ = session.reader.filter
    if not filter_.text:
        session.say(NO_FILTER)
        return
    choices = [
        Choice(str(number), printable(words), "off" if number in filter_.switched_off else "on")
        for number, words in enumerate(filter_.terms())
    ]

    def picked(number: str) -> None:
        filter_.switch(int(number))
        session.jobs.filter()
        session.host.redraw()

    session.host.pick("switch a filter term off or on", choices, picked)
