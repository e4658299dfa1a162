"""The filter: its query, the matches so far, how much context is visible, and the history of queries."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.errors import PatternTooSlow, QueryError
from thread_reader.view.visible import Context

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.query import Matching, Query
    from thread_parsers.query.nodes import Node
    from thread_reader.view.bookmarks import Bookmarks

MAX_HISTORY = 100
MAX_CACHED_COMMENTS = 1000
"""More than one screen shows."""


class FilterSnapshot(NamedTuple):
    """What a filter asks for, without its results."""

    text: str
    query: Query | None
    switched_off: frozenset[int]
    on: bool


class Filter:
    """Restricts the visible comments. While an invalid query is being typed, the last valid one stays in effect."""

    def __init__(self) -> None:
        self.text = ""
        """The query in effect, as typed."""
        self.query: Query | None = None
        """The parsed query, without the terms switched off; None before the first query."""
        self.matches: array[int] = array("I")
        """The matching comments found so far, in page order."""
        self.complete = True
        """False while comments are still being matched."""
        self.on = True
        """False while the filter is switched off but kept."""
        self.context: Context = Context.MATCHES
        self.error: QueryError | None = None
        """What is wrong with the text last typed; None if it is valid."""
        self.trouble = ""
        """Why the query was aborted (a regular expression took too long); empty otherwise."""
        self.switched_off: frozenset[int] = frozenset()
        """Indices of the terms that are switched off individually."""
        self.history: list[str] = []
        """Earlier queries, each once, the latest last."""
        self._matching: Matching | None = None
        self._tests_text = False
        """Whether the query in effect has a condition on the text of single segments that is not negated."""
        self._segments: dict[int, frozenset[int]] = {}
        """Comment to its matching segments: `value:` and `about:` take too long to be evaluated for every frame."""
        self._asked_of: Hashable = None
        """The state that the query in effect is evaluated on, as passed to `narrowed`."""
        self._last: tuple[Query, array[int], Hashable] | None = None
        """The last query with a complete result: the query, its matches, the state it was evaluated on."""

    @property
    def active(self) -> bool:
        """Whether the filter may hide comments."""
        return self.on and bool(self.text.strip())

    def ask(self, text: str) -> bool:
        """Set a new query. If it is invalid, keep the last valid one, set `error` and return False."""
        from thread_parsers.query import parse_query  # not at the top: the first screen rarely has a query

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

    def hold(self) -> None:
        """Keep the last valid query while the text is half typed, without an error."""
        self.error = None

    def row_of(self, comment: int) -> int | None:
        """Return which of the matches found so far a comment is, from 0; None if it is none of them."""
        at = bisect_left(self.matches, comment)
        return at if at < len(self.matches) and self.matches[at] == comment else None

    def shows_as_context(self, comment: int) -> bool:
        """Return whether a visible comment is only the context of a match."""
        return self.active and self.context is not Context.MATCHES and self.row_of(comment) is None

    def found_nothing(self) -> bool:
        """Whether the query in effect was evaluated to the end without a match."""
        return self.active and self.complete and not self.trouble and not self.matches

    def snapshot(self) -> FilterSnapshot:
        """Return the query in effect, to be restored later, possibly in another filter."""
        return FilterSnapshot(self.text, self.query, self.switched_off, self.on)

    def restore(self, snapshot: FilterSnapshot) -> None:
        """Set the query of a snapshot. Its matches are still to be found."""
        self.text, query, self.switched_off, self.on = snapshot
        self.error = None
        self._put(query)

    def _put(self, query: Query | None) -> None:
        """Start over with another query, keeping the result of the last one for `narrowed` if it is complete."""
        if self.query is not None and self.complete and not self.trouble:
            self._last = (self.query, self.matches, self._asked_of)
        self.query, self._matching, self.trouble = query, None, ""
        self._tests_text = query is not None and _tests_text(query.root)
        self._segments.clear()
        self.matches, self.complete = array("I"), False

    def narrowed(self, asked_of: Hashable) -> Sequence[int] | None:
        """Return the only comments that can match, if the query narrows the last one with a complete result, as typing
        another word does; otherwise None.

        `asked_of` identifies everything that matching depends on: the number of comments, the marks, the read
        comments. The last result is reused only if it was computed for the same value.
        """
        self._asked_of = asked_of
        if self.query is None or self._last is None or self._last[2] != asked_of:
            return None
        query, matches, _ = self._last
        return matches if not query.is_empty and self.query.narrows(query) else None

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return the spans in a displayed text that the filter matches, in order, without overlaps."""
        if self.query is None or not self.active or self.trouble:
            return []
        found: list[tuple[int, int]] = []
        try:
            for first, last in sorted(span for part in self.query.highlights for span in part.spans(text)):
                if not found or first >= found[-1][1]:  # of overlapping spans, the first one wins
                    found.append((first, last))
        except PatternTooSlow as error:
            self.trouble = str(error)
            return []
        return found

    def matching_segments(self, discussion: Discussion, marks: Bookmarks, comment: int) -> frozenset[int]:
        """Return the segments of a comment that the query matches by their text; none if it has no such condition, or
        if the comment is long and the filter has not come to it yet."""
        if not self._tests_text or not self.active or self.trouble:
            return frozenset()
        if len(self._segments) > MAX_CACHED_COMMENTS:
            self._segments.clear()
        if comment not in self._segments:
            try:
                found = self.matching(discussion, marks).comment_if_known(comment)
            except PatternTooSlow as error:
                self.trouble = str(error)
                return frozenset()
            if found is None:
                return frozenset()
            self._segments[comment] = frozenset(found)
        return self._segments[comment]

    def terms(self) -> list[str]:
        """Return the text of each term that can be switched off."""
        from thread_parsers.query import parse_query

        return [term.text for term in parse_query(self.text).terms]

    def switch(self, term: int) -> None:
        """Switch a term off, or on again. `text` stays the same."""
        from thread_parsers.query import parse_query

        self.switched_off ^= {term}
        whole = parse_query(self.text)
        self._put(parse_query(whole.without(*self.switched_off)) if self.switched_off else whole)

    def matching(self, discussion: Discussion, marks: Bookmarks) -> Matching:
        """Return the query in effect, ready to be evaluated on a discussion. Created once for each query."""
        from thread_parsers.query import Matching, parse_query

        if self._matching is None:
            self._matching = Matching(discussion, self.query or parse_query(""), marks)
        return self._matching

    def remember(self) -> None:
        """Move the query in effect to the end of the history."""
        if self.text.strip():
            self.history = [*(old for old in self.history if old != self.text), self.text][-MAX_HISTORY:]


def _tests_text(root: Node) -> bool:
    """Whether a condition on the text of single segments is wanted: words, `value:`, `about:`, `has:`."""
    from thread_parsers.query.nodes import And, Contains, Not, Or, SegmentTest

    stack: list[tuple[Node, bool]] = [(root, True)]
    while stack:
        node, wanted = stack.pop()
        match node:
            case Contains() | SegmentTest() if wanted:
                return True
            case And(parts) | Or(parts):
                stack += [(part, wanted) for part in parts]
            case Not(part):
                stack.append((part, not wanted))
    return False
