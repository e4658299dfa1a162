"""The prompts: search, filter, and going to a comment. In search and filter every keystroke takes effect at once, and
Esc restores what was before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.query import is_half_typed, nearest_hint
from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_reader.host import Offers
from thread_reader.view.completions import Completions
from thread_reader.view.hits import tally
from thread_reader.view.navigation import go_to
from thread_reader.view.text_search import ARTICLE

if TYPE_CHECKING:
    from thread_parsers.errors import QueryError
    from thread_reader.host import PromptField
    from thread_reader.session.session import Session


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
            self._session.jobs.search(follow=True)

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
            session.jobs.search()  # also without a text: what still searches for the other one is stopped
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
        where = f" in {counted(found.comments, 'comment')}" if found.comments else ""
        hits = f"{found.total:,}+ hits" if found.truncated else counted(found.total, "hit")
        return f"{hits}{where}{so_far}"

    def accept(self, offer: int, field: PromptField) -> None:
        """Nothing is offered."""

    def offers(self, _field: PromptField) -> Offers:
        """Nothing: any text may be searched for."""
        return Offers()


class FilterPrompt:
    """Filters the comments, and saves queries."""

    sign = "filter"

    def __init__(self, session: Session) -> None:
        self._session = session
        filter_ = session.reader.filter
        self._before = filter_.snapshot()
        self._history_index = len(filter_.history)
        self.text = filter_.text
        self._typed = filter_.text
        self._held = False
        """True while the text is half typed and the last result stays."""
        self._told = ("", "")
        """The text at which something was said, and what."""
        self._completions = Completions(session.reader.discussion, filter_.text)
        self._hint = ("", 0, "")
        """The text and the number of comments for which a hint was computed, and the hint."""

    def typed(self, text: str) -> None:
        """Filter by the new text. While it is invalid or half typed, the last valid query stays in force."""
        filter_ = self._session.reader.filter
        self._typed = text
        self._held = is_half_typed(text, self._session.reader.discussion)
        if self._held:
            filter_.hold()
        elif filter_.ask(text):
            self._session.jobs.filter()

    def key(self, key: str, field: PromptField) -> bool:
        """Enter keeps the filter unless it is invalid, Esc restores the previous one, Tab and arrows choose a
        completion; without completions, up and down browse the history."""
        session, filter_ = self._session, self._session.reader.filter
        self._completions.follow(*field.words)
        if key == "enter":
            self._enter()
        elif key == "escape":
            filter_.restore(self._before)
            session.jobs.filter()
            session.close_prompt()
        elif key == "ctrl+s":
            self._save()
        elif key in ("tab", "shift+tab") or (key in ("up", "down") and self._completions.rows):
            field.put(*self._completions.choose(-1 if key in ("up", "shift+tab") else 1, *field.words))
            session.host.redraw(())
        elif key in ("up", "down"):
            self._recall(-1 if key == "up" else 1, field)
        else:
            return False
        return True

    def _save(self) -> None:
        """Save the query that is typed. The prompt stays open; an invalid query is explained instead."""
        session, text = self._session, self._typed.strip()
        if self._held:
            self._tell("not saved: the query is half typed")
        elif text and session.reader.filter.error is None:
            session.shared.save_query(text, self._tell)

    def _tell(self, words: str) -> None:
        """Show words in place of the note until the text changes."""
        self._told = (self._typed, words)
        self._session.host.redraw(())

    def _enter(self) -> None:
        """Apply the text and close the prompt. It stays open for an invalid query, which is now explained."""
        session, filter_ = self._session, self._session.reader.filter
        if self._held:
            self._held = False
            if filter_.ask(self._typed):
                session.jobs.filter()
        if filter_.error is not None:
            session.host.redraw(())
            return
        session.remember_query()
        session.close_prompt()
        session.show_pane("comments")
        session.say_if_nothing_found()
        session.host.redraw(())

    def _recall(self, step: int, field: PromptField) -> None:
        history = self._session.reader.filter.history
        self._history_index = max(0, min(self._history_index + step, len(history)))
        field.put(history[self._history_index] if self._history_index < len(history) else "")
        self._completions.hide(*field.words)

    def accept(self, offer: int, field: PromptField) -> None:
        """Put a completion into the text."""
        field.put(*self._completions.accept(offer, *field.words))

    def offers(self, field: PromptField) -> Offers:
        """The completions of the word at the cursor."""
        self._completions.follow(*field.words)
        return Offers(self._completions.rows, self._completions.chosen)

    def note(self) -> str:
        """The number of matches, or what is wrong with the query and where."""
        reader = self._session.reader
        filter_ = reader.filter
        if filter_.error is not None:
            return error_text(filter_.error)
        if self._told[0] == self._typed and self._told[1]:
            return self._told[1]
        if filter_.trouble:
            return printable(filter_.trouble)
        hint = self._nearest() if self._held or filter_.found_nothing() else ""
        if not filter_.text.strip() and self._typed.strip():
            return hint or "half typed: all comments are shown"
        if not filter_.text.strip():
            return hint or "word  user:Name  after:2025-12-01  has:link   Tab completes"
        so_far = "" if filter_.complete else " so far"
        return f"{len(filter_.matches):,} of {len(reader.columns):,}{so_far}{hint and '; '}{hint}"

    def _nearest(self) -> str:
        """What the text may have been meant for. Cached: a note is written at every redraw."""
        discussion = self._session.reader.discussion
        state = (self._typed, len(discussion.columns))
        if self._hint[:2] != state:
            self._hint = (*state, printable(nearest_hint(self._typed, discussion)))
        return self._hint[2]


class GoToPrompt:
    """Goes to a comment or line."""

    sign = ":"
    text = ""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._typed = ""

    def typed(self, text: str) -> None:
        """Keep the text for Enter."""
        self._typed = text

    def key(self, key: str, field: PromptField) -> bool:
        """Enter goes there or says what is wrong, Esc cancels."""
        if key not in ("enter", "escape"):
            return False
        session, target = self._session, field.words[0]
        session.close_prompt()
        if key == "enter" and target.strip():
            error = go_to(session.reader, target)
            if error:
                session.say(error)
            else:
                session.show_pane("comments")
        return True

    def accept(self, offer: int, field: PromptField) -> None:
        """Nothing is offered."""

    def offers(self, _field: PromptField) -> Offers:
        """Nothing: the note says what can be typed."""
        return Offers()

    def note(self) -> str:
        """What can be typed."""
        line = "   line:300" if self._session.reader.discussion.has_lines else ""
        return f"12   50%{line}"


def error_text(error: QueryError) -> str:
    """A query error with its column, counted from 1."""
    return f"column {error.column + 1}: {printable(error.message)}"
