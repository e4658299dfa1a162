"""Filtering: the prompt, off and on, context, authors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.query import by_user
from thread_parsers.text.printable import printable
from thread_reader.commands.registry import action
from thread_reader.prompts import FilterPrompt, start_filter

if TYPE_CHECKING:
    from thread_reader.commands.keymap import Call
    from thread_reader.screens.reading_screen import ReadingScreen


def filter_by(screen: ReadingScreen, query: str) -> None:
    """Put a query in force, as if it had been typed."""
    screen.reader.filter.ask(query)
    screen.reader.filter.remember()
    start_filter(screen)


@action("filter.open")
def open_filter(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """Open the filter prompt with the words in force."""
    screen.ask(FilterPrompt(screen))


@action("filter.toggle")
def toggle(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """Switch the filter off and keep it, or on again."""
    filter_ = screen.reader.filter
    if not filter_.text:
        screen.say("there is no filter; f makes one")
        return
    filter_.on = not filter_.on
    screen.reader.rearrange()


@action("filter.context")
def context(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """Show more around the matches, or less."""
    filter_ = screen.reader.filter
    filter_.context = filter_.context.next
    screen.reader.rearrange()
    screen.say(f"around matches: {filter_.context.value}")


@action("filter.author")
def only_author(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """Only the author under the cursor; everybody when that is what is shown."""
    reader = screen.reader
    if not reader.visible:
        return
    term = by_user(reader.discussion.author(reader.position.comment))
    filter_by(screen, "" if reader.filter.active and reader.filter.text == term else term)


@action("filter.authors")
def authors(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """Pick an author from all, those with most comments first."""
    from collections import Counter

    from thread_reader.screens.picker import Choice, PickerScreen

    columns = screen.reader.columns
    counts = Counter(columns.author).most_common()
    names = [(columns.author_names[author], count) for author, count in counts]
    choices = [Choice(by_user(name), printable(name) or "(no name)", f"{count:,}") for name, count in names]

    def choose(query: str | None) -> None:
        if query is not None:
            filter_by(screen, query)
            screen.show()

    screen.app.push_screen(PickerScreen("show only", choices), choose)


@action("filter.terms")
def terms(screen: ReadingScreen, call: Call) -> None:  # noqa: ARG001
    """Pick a term of the filter to switch off or on."""
    from thread_reader.screens.picker import Choice, PickerScreen

    filter_ = screen.reader.filter
    if not filter_.text:
        screen.say("there is no filter; f makes one")
        return
    choices = [
        Choice(str(number), printable(words), "off" if number in filter_.switched_off else "on")
        for number, words in enumerate(filter_.terms())
    ]

    def choose(number: str | None) -> None:
        if number is not None:
            filter_.switch(int(number))
            start_filter(screen)
            screen.show()

    screen.app.push_screen(PickerScreen("switch a term of the filter", choices), choose)
