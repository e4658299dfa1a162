"""The filter: its words, what it found so far, how much context is shown, and the history of what was asked."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from thread_parsers.errors import PatternTooSlow, QueryError
from thread_reader.view.visible import Context

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.query import Matching, Query, UserMarks

HISTORY = 100
"""Queries that are remembered."""


@dataclass(slots=True)
class Filter:
    """What narrows the comments. The last query that could be read stays in force while a broken one is typed."""

    text: str = ""
    """The query in force, as typed."""
    query: Query | None = None
    """The same as it was read; None as long as nothing was asked."""
    matches: array[int] = field(default_factory=lambda: array("I"))
    """Comments that match, in page order, as far as they were looked at."""
    complete: bool = True
    """False while comments are still being looked at."""
    on: bool = True
    """False while the filter is switched off and kept."""
    context: Context = Context.MATCHES
    error: QueryError | None = None
    """What is wrong with the words last typed, where they cannot be read."""
    trouble: str = ""
    """Why the query was given up: an expression in it would have taken too long."""
    switched_off: frozenset[int] = frozenset()
    """Numbers of the terms that are switched off singly."""
    history: list[str] = field(default_factory=list)
    _matching: Matching | None = None
    _asked_of: Hashable = None
    """What the query in force was put to, as `narrowed` was told."""
    _last: tuple[Query, array[int], Hashable] | None = None
    """The last query that was answered whole, its answer, and what it was put to."""

    @property
    def active(self) -> bool:
        """True when comments may be hidden by it."""
        return self.on and bool(self.text.strip())

    def ask(self, text: str) -> bool:
        """Take new words. False, with `error` set and the last good query kept, when they cannot be read."""
        from thread_parsers.query import parse_query  # the first screen, mostly, has no query

        try:
            query = parse_query(text)
        except QueryError as error:
            self.error = error
            return False
        self.error = None
        self.text, self.on = text, True
        self.switched_off = frozenset()
        self._put(query)
        return True

    def _put(self, query: Query) -> None:
        if self.query is not None and self.complete and not self.trouble:
            self._last = (self.query, self.matches, self._asked_of)
        self.query, self._matching, self.trouble = query, None, ""
        self.matches, self.complete = array("I"), False

    def narrowed(self, asked_of: Hashable) -> Sequence[int] | None:
        """The comments that the query in force can match at all, when it narrows the last one that was answered whole;
        None when it is a question of its own. `asked_of` says what it is put to: the number of comments, and marks
        and what was read, which queries ask for too. An answer about anything else narrows nothing."""
        self._asked_of = asked_of
        if self.query is None or self._last is None or self._last[2] != asked_of:
            return None
        query, matches, _ = self._last
        return matches if not query.is_empty and self.query.narrows(query) else None

    def spans(self, text: str) -> list[tuple[int, int]]:
        """The places in a shown text of what the filter looks for, in order and apart from each other."""
        if self.query is None or not self.active or self.trouble:
            return []
        found: list[tuple[int, int]] = []
        try:
            for first, last in sorted(span for pattern in self.query.patterns for span in pattern.spans(text)):
                if not found or first >= found[-1][1]:
                    found.append((first, last))
        except PatternTooSlow as error:
            self.trouble = str(error)
            return []
        return found

    def terms(self) -> list[str]:
        """The words of each term that can be switched off."""
        from thread_parsers.query import parse_query

        return [term.text for term in parse_query(self.text).terms]

    def switch(self, term: int) -> None:
        """Switch a term off, or on again; the words stay as they are."""
        from thread_parsers.query import parse_query

        self.switched_off ^= {term}
        whole = parse_query(self.text)
        self._put(parse_query(whole.without(*self.switched_off)) if self.switched_off else whole)

    def matching(self, discussion: Discussion, marks: UserMarks) -> Matching:
        """The query in force, put to a discussion."""
        from thread_parsers.query import Matching, parse_query

        if self._matching is None:
            self._matching = Matching(discussion, self.query or parse_query(""), marks)
        return self._matching

    def remember(self) -> None:
        """Put the query in force at the end of the history."""
        if self.text.strip():
            self.history = [*(old for old in self.history if old != self.text), self.text][-HISTORY:]
