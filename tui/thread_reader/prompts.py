"""The search prompt and the filter prompt. Every keystroke takes effect at once; Esc restores what was before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.query import complete, word_at
from thread_parsers.text.printable import printable
from thread_reader.view.hits import tally
from thread_reader.view.text_search import ARTICLE

if TYPE_CHECKING:
    from thread_parsers.errors import QueryError
    from thread_reader.host import PromptField
    from thread_reader.session import Session


class SearchPrompt:
    """Searches article, author names and comments."""

    sign = "/"

    def __init__(self, session: Session) -> None:
        self._session = session
        self._before = (session.reader.search.text, session.reader.position, session.pane)
        self.text = ""

    def typed(self, text: str) -> None:
        """Search for the new text from where the search began."""
        reader = self._session.reader
        if reader.search.ask(text):
            reader.close_opened()
            reader.returns_to(self._before[1])
            self._session.start_search(follow=True)

    def key(self, key: str, field: PromptField) -> bool:
        """Enter keeps the search, Esc restores the previous search, position and pane."""
        session, reader = self._session, self._session.reader
        if key == "enter":
            session.close_prompt()
            if reader.search.current is not None:
                session.show_pane("article" if reader.search.current.comment == ARTICLE else "comments")
        elif key == "escape":
            text, position, pane = self._before
            reader.search.ask(text)
            reader.close_opened()
            reader.returns_to(position)
            session.close_prompt()
            session.show_pane(pane)
            if text:
                session.start_search()
        else:
            return False
        return True

    def note(self) -> str:
        """The number of hits, or what is wrong with the expression."""
        search = self._session.reader.search
        if search.error is not None:
            return error_text(search.error)
        if search.trouble:
            return printable(search.trouble)
        if search.pattern is None:
            return "words or /regex/   Enter keeps   Esc cancels"
        found = tally(self._session.reader)
        so_far = "" if search.complete else " so far"
        where = f" in {found.comments:,} comments" if found.comments else ""
        return f"{found.total:,}{'+' * found.truncated} hits{where}{so_far}"


class FilterPrompt:
    """Filters the comments."""

    sign = "filter"

    def __init__(self, session: Session) -> None:
        self._session = session
        filter_ = session.reader.filter
        self._before = filter_.snapshot()
        self._history_index = len(filter_.history)
        self.text = filter_.text

    def typed(self, text: str) -> None:
        """Filter by the new text; while it is invalid the last valid query stays in force."""
        if self._session.reader.filter.ask(text):
            self._session.start_filter()

    def key(self, key: str, field: PromptField) -> bool:
        """Enter keeps the filter, Esc restores the previous one, up and down browse the history, Tab completes."""
        session, filter_ = self._session, self._session.reader.filter
        if key == "enter":
            filter_.remember()
            session.close_prompt()
            session.show_pane("comments")
        elif key == "escape":
            filter_.restore(self._before)
            session.start_filter()
            session.close_prompt()
        elif key in ("up", "down"):
            self._recall(-1 if key == "up" else 1, field)
        elif key == "tab":
            self._complete(field)
        else:
            return False
        return True

    def _recall(self, step: int, field: PromptField) -> None:
        history = self._session.reader.filter.history
        self._history_index = max(0, min(self._history_index + step, len(history)))
        field.put(history[self._history_index] if self._history_index < len(history) else "")

    def _complete(self, field: PromptField) -> None:
        words, cursor = field.words
        choices = complete(words, cursor, self._session.reader.discussion)
        if choices:
            start, _ = word_at(words, cursor)
            field.put(words[:start] + choices[0] + words[cursor:], start + len(choices[0]))

    def note(self) -> str:
        """The number of matches, or what is wrong with the query and where."""
        reader = self._session.reader
        filter_ = reader.filter
        if filter_.error is not None:
            return error_text(filter_.error)
        if filter_.trouble:
            return printable(filter_.trouble)
        if not filter_.text.strip():
            return "word  user:Name  after:2025-12-01  has:link   Tab completes"
        so_far = "" if filter_.complete else " so far"
        return f"{len(filter_.matches):,} of {len(reader.columns):,}{so_far}"


def error_text(error: QueryError) -> str:
    """A query error with its column, counted from 1."""
    return f"column {error.column + 1}: {printable(error.message)}"
