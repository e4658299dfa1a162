"""The two prompts at the foot: search and filter. What is typed takes effect as it is typed; Esc takes it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from thread_parsers.query import complete, word_at
from thread_parsers.text.printable import printable
from thread_reader.view.hits import first_hit_from, go_to_hit
from thread_reader.view.jobs import filter_steps, search_steps
from thread_reader.view.text_search import ARTICLE

if TYPE_CHECKING:
    from thread_parsers.errors import QueryError
    from thread_reader.screens.reading_screen import ReadingScreen


class Prompt(Protocol):
    """One line that asks for words."""

    sign: str
    """What stands before the words."""
    text: str
    """The words when it opens."""

    def typed(self, text: str) -> None:
        """The words have changed."""

    def key(self, key: str) -> bool:
        """A key came; True when it is not for the words."""

    def note(self) -> str:
        """What to say beside the words."""


def start_search(screen: ReadingScreen, *, follow: bool = False) -> None:
    """Look for the hits of the search in all comments, between keys. With `follow` the cursor goes to the first one
    from where it is, as soon as it is found."""
    reader = screen.reader
    origin = reader.place

    def report() -> None:
        if follow and reader.search.current is None and reader.place == origin:
            hit = first_hit_from(reader, origin)
            if hit is not None:
                go_to_hit(reader, hit)
                if hit.comment == ARTICLE:
                    screen.article.show(hit.paragraph, hit.start)
        screen.show_prompt_note()
        screen.show()

    screen.scheduler.start("searching", search_steps(reader), report)


def start_filter(screen: ReadingScreen) -> None:
    """Find what matches the filter, between keys."""
    reader = screen.reader

    def report() -> None:
        reader.rearrange()
        screen.show_prompt_note()
        screen.show()

    screen.scheduler.start("filtering", filter_steps(reader), report)


class FindPrompt:
    """Searches article, names and segments."""

    sign = "/"

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        self._before = (screen.reader.search.text, screen.reader.position, screen.pane)
        self.text = ""

    def typed(self, text: str) -> None:
        """Search for other words from where the search began."""
        reader = self._screen.reader
        if reader.search.ask(text):
            reader.close_opened()
            reader.returns_to(self._before[1])
            start_search(self._screen, follow=True)

    def key(self, key: str) -> bool:
        """Enter keeps the search, Esc goes back to where it began."""
        screen, reader = self._screen, self._screen.reader
        if key == "enter":
            screen.ask(None)
            if reader.search.current is not None and reader.search.current.comment == ARTICLE:
                screen.show_pane("article")
            elif reader.search.current is not None:
                screen.show_pane("comments")
        elif key == "escape":
            text, position, pane = self._before
            reader.search.ask(text)
            reader.close_opened()
            reader.returns_to(position)
            screen.ask(None)
            screen.show_pane(pane)
            if text:
                start_search(screen)
        else:
            return False
        return True

    def note(self) -> str:
        """Hits, or what is wrong with the expression."""
        search = self._screen.reader.search
        if search.error is not None:
            return explained(search.error)
        if search.trouble:
            return printable(search.trouble)
        if search.pattern is None:
            return "words, or /expression/   Enter keeps   Esc back"
        tally = self._screen.reader.tally()
        so_far = "" if search.complete else " so far"
        where = f" in {tally.comments:,} comments" if tally.comments else ""
        return f"{tally.total:,} hits{where}{so_far}"


class FilterPrompt:
    """Narrows the comments."""

    sign = "filter"

    def __init__(self, screen: ReadingScreen) -> None:
        self._screen = screen
        filter_ = screen.reader.filter
        self._before = (filter_.text, filter_.on, filter_.switched_off)
        self._recalled = len(filter_.history)
        self.text = filter_.text

    def typed(self, text: str) -> None:
        """Filter by other words; broken ones leave the last good ones in force."""
        if self._screen.reader.filter.ask(text):
            start_filter(self._screen)

    def key(self, key: str) -> bool:
        """Enter keeps the filter, Esc brings the old one back, up and down recall, Tab completes."""
        screen, filter_ = self._screen, self._screen.reader.filter
        if key == "enter":
            filter_.remember()
            screen.ask(None)
            screen.show_pane("comments")
        elif key == "escape":
            text, on, switched_off = self._before
            filter_.ask(text)
            for term in switched_off:
                filter_.switch(term)
            filter_.on = on
            start_filter(screen)
            screen.ask(None)
        elif key in ("up", "down"):
            self._recall(-1 if key == "up" else 1)
        elif key == "tab":
            self._complete()
        else:
            return False
        return True

    def _recall(self, step: int) -> None:
        history = self._screen.reader.filter.history
        self._recalled = max(0, min(self._recalled + step, len(history)))
        self._screen.prompt_line.put(history[self._recalled] if self._recalled < len(history) else "")

    def _complete(self) -> None:
        words, cursor = self._screen.prompt_line.words
        choices = complete(words, cursor, self._screen.reader.discussion)
        if choices:
            start, _ = word_at(words, cursor)
            self._screen.prompt_line.put(words[:start] + choices[0] + words[cursor:], start + len(choices[0]))

    def note(self) -> str:
        """Live counts, or what is wrong where."""
        reader = self._screen.reader
        filter_ = reader.filter
        if filter_.error is not None:
            return explained(filter_.error)
        if filter_.trouble:
            return printable(filter_.trouble)
        if not filter_.text.strip():
            return "word  user:Name  after:2025-12-01  has:link   Tab completes"
        so_far = "" if filter_.complete else " so far"
        return f"{len(filter_.matches):,} of {len(reader.columns):,}{so_far}"


def explained(error: QueryError) -> str:
    """An error with its column."""
    return f"column {error.column + 1}: {printable(error.message)}"
