"""A pattern to search text for: words, or a regular expression between slashes.

Smart case: case is ignored unless the pattern has a capital. `text.folding` defines what compares equal; besides,
curly and straight quotes do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from time import thread_time
from typing import TYPE_CHECKING, Any

from thread_parsers.errors import PatternTooSlow, QueryError
from thread_parsers.query.regex_existence import existence_of
from thread_parsers.query.regex_literals import required_words
from thread_parsers.query.regex_parts import written_out
from thread_parsers.steps import next_in_steps, run_to_end
from thread_parsers.text.folded_text import FoldedText, compared, compared_in_steps
from thread_parsers.text.folding import OffsetMap, folded, has_capital, straight_quotes
from thread_parsers.text.text_pieces import MAX_HIT_CHARS, PIECE_CHARS, WINDOW_CHARS, windows

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.query.regex_existence import Existence

MAX_REGEX_CHARS = 1000
"""Length limit of a regular expression."""

MAX_WRITTEN_OUT = 100_000
"""Limit of the parts of an expression with its repeats written out, as the engine does: each takes some 300 bytes."""

REGEX_TIMEOUT_SECONDS = 0.1
"""Time limit of a regular expression on one text; as much again for every REGEX_TIMEOUT_CHARS of the text."""

REGEX_TIMEOUT_CHARS = 200_000
"""Characters of a text for which the time limit is extended once."""

SEARCHED_CHARS = 1 << 18
"""Characters where a hit of words may begin in one call of a search."""

MIN_REGEX_SECONDS = 0.001
"""What is left of the time limit for the next window of a text whose time is used up."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """Words or a regular expression to search for. Hits are never empty and do not overlap."""

    typed: str
    """The pattern as typed, with the slashes of a regular expression."""
    caseless: bool
    needle: str = ""
    """The folded words; empty for a regular expression."""
    required: tuple[bytes, ...] = ()
    """Lower-case words; every hit of the regular expression contains one of them. Empty if unknown."""
    existence: Existence | None = None
    """Whether many texts have a hit of the regular expression. None if it must be asked of one after the other."""
    _expression: Any = field(default=None, repr=False, compare=False)
    _compiled: dict[tuple[str, bool], Any] = field(default_factory=dict, repr=False, compare=False)
    """Other forms of the regular expression, compiled when they are first needed."""

    @classmethod
    def of(cls, text: str) -> Pattern:
        """The pattern for the text of the search prompt: `/re/` is a regular expression, anything else is literal."""
        if len(text) > 2 and text[0] == text[-1] == "/":
            return cls.expression(text[1:-1], text, 1)
        return cls.words(text)

    @classmethod
    def words(cls, text: str, query: str | None = None, column: int = 0) -> Pattern:
        """A literal pattern. Raises QueryError, at `column` of `query`, if the text has only invisible characters."""
        caseless = not has_capital(text)
        needle = straight_quotes(folded(text, caseless=caseless))
        if not needle:
            raise QueryError("nothing to search for", text if query is None else query, column)
        return cls(text, caseless, needle)

    @classmethod
    def expression(cls, body: str, query: str | None = None, column: int = 0) -> Pattern:
        """A regular expression. Raises QueryError, with its column in `query`, if it does not compile."""
        query = body if query is None else query
        caseless = not has_capital(_without_escapes(body))
        if len(body) > MAX_REGEX_CHARS:
            raise QueryError(f"the regular expression is longer than {MAX_REGEX_CHARS:,} characters", query, column)
        if written_out(body) > MAX_WRITTEN_OUT:
            raise QueryError("the regular expression repeats too much", query, column)
        straight = straight_quotes(body)
        compiled = _compiled(straight, query, column, caseless=caseless)
        required = tuple(map(str.encode, required_words(body)))
        return cls(f"/{body}/", caseless, "", required, existence_of(straight, caseless=caseless), compiled)

    @property
    def is_expression(self) -> bool:
        """True for a regular expression, False for words."""
        return self._expression is not None

    def compared(self, text: str) -> str:
        """The form of a text that is searched."""
        return compared(text, caseless=self.caseless, lines=self.is_expression)

    def compared_in_steps(self, text: str) -> Generator[None, None, str]:
        """The same as `compared`, a piece at a time."""
        return compared_in_steps(text, caseless=self.caseless, lines=self.is_expression)

    def is_in(self, compared_text: str) -> bool:
        """Whether a text, as returned by `compared`, has a hit. Raises PatternTooSlow on a timeout."""
        if self._expression is None:
            return self.needle in compared_text
        if len(compared_text) <= WINDOW_CHARS + MAX_HIT_CHARS:
            try:
                match = self._expression.search(compared_text, timeout=REGEX_TIMEOUT_SECONDS, concurrent=True)
            except TimeoutError as error:
                raise PatternTooSlow(self.typed) from error
            if match is None or match.end() > match.start():
                return match is not None
        return any(self._expression_hits(compared_text))  # hits are pairs; in between there is None

    def is_in_steps(self, compared_text: str, expression: Any = None) -> Generator[None, None, bool]:
        """The same as `is_in`, a window of the text at a time, or the same for another form of the expression."""
        if self._expression is None:
            yield
            return (yield from next_in_steps(self._literal_hits(compared_text))) is not None
        return (yield from next_in_steps(self._expression_hits(compared_text, expression))) is not None

    def in_form(self, form: str, *, caseless: bool) -> Any:
        """A form of the regular expression, compiled."""
        found = self._compiled.get((form, caseless))
        if found is None:
            found = self._compiled[form, caseless] = _compiled(form, form, 0, caseless=caseless)
        return found

    def found_in(self, text: str) -> bool:
        """Whether the text has a hit. Raises PatternTooSlow if a regular expression times out."""
        return self.is_in(self.compared(text))

    def spans(self, text: str) -> list[tuple[int, int]]:
        """The hits: first and one past the last character of `text`. Raises PatternTooSlow on a timeout."""
        if len(text) > PIECE_CHARS:
            return run_to_end(self.spans_in_steps(text))
        compared_text = self.compared(text)
        hits = list(filter(None, self._hits(compared_text)))
        # ASCII folds character by character; of the same length, nothing was deleted and the offsets are the same.
        if not hits or (text.isascii() and len(text) == len(compared_text)):
            return hits
        offsets = OffsetMap(text, caseless=self.caseless, lines=self.is_expression)
        return _merged([offsets.original(*hit) for hit in hits])

    def spans_in_steps(self, text: str, max_hits: int | None = None) -> Generator[None, None, list[tuple[int, int]]]:
        """The same as `spans`, or the first `max_hits` of them, a piece of the text at a time."""
        whole = FoldedText(text, caseless=self.caseless, lines=self.is_expression)
        yield from whole.fold()
        is_same = text.isascii() and len(text) == len(whole.folded)
        hits: list[tuple[int, int]] = []
        mapped = 0
        for hit in self._hits(whole.folded):
            if hit is None or whole.mapped_pieces > mapped:
                mapped = whole.mapped_pieces
                yield
            if hit is None:
                continue
            hits.append(hit if is_same else whole.original(*hit))
            if len(hits) == max_hits:
                break
        return hits if is_same else _merged(hits)

    def _hits(self, compared_text: str) -> Iterator[tuple[int, int] | None]:
        """The hits in order, and None now and then, where the search can be interrupted."""
        if self._expression is not None:
            return self._expression_hits(compared_text)
        return self._literal_hits(compared_text)

    def _literal_hits(self, compared_text: str) -> Iterator[tuple[int, int] | None]:
        needle, size = self.needle, len(self.needle)
        at, slice_end = 0, PIECE_CHARS
        while at < len(compared_text):
            # A call of `find` is given a part of a long text: where there is no hit, it looks at all of it.
            found = compared_text.find(needle, at, at + SEARCHED_CHARS + size - 1)
            if found < 0:
                at += SEARCHED_CHARS
                if at < len(compared_text):
                    yield None
                continue
            if found >= slice_end:
                yield None
                slice_end = found + PIECE_CHARS
            yield found, found + size
            at = found + size

    def _expression_hits(self, compared_text: str, expression: Any = None) -> Iterator[tuple[int, int] | None]:
        """The hits, and None after each window. A search cannot be interrupted, so in a long text it is given a window
        at a time; it sees what is before the window, and up to MAX_HIT_CHARS of what is after it."""
        size = len(compared_text)
        if size <= WINDOW_CHARS + MAX_HIT_CHARS:
            yield from self._expression_hits_in(expression, compared_text, 0, size, REGEX_TIMEOUT_SECONDS)
            return
        seconds_left = REGEX_TIMEOUT_SECONDS * (1 + size // REGEX_TIMEOUT_CHARS)
        at = 0
        for stop, limit in windows(size):
            began = thread_time()
            end = stop
            timeout = max(seconds_left, MIN_REGEX_SECONDS)
            for hit in self._expression_hits_in(expression, compared_text, at, limit, timeout):
                if hit[0] >= stop < size:
                    break
                end = hit[1]
                # What is done with the hit does not count.
                seconds_left -= thread_time() - began
                yield hit
                began = thread_time()
            at = max(stop, end)
            seconds_left -= thread_time() - began
            yield None

    def _expression_hits_in(
        self, expression: Any, text: str, start: int, end: int, timeout: float
    ) -> Iterator[tuple[int, int]]:
        try:
            for match in (expression or self._expression).finditer(text, start, end, timeout=timeout, concurrent=True):
                if match.end() > match.start():
                    yield match.span()
        except TimeoutError as error:
            raise PatternTooSlow(self.typed) from error


def _merged(hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Merge overlapping hits, as of two parts of one character ("s" twice in "ß")."""
    merged = hits[:1]
    for start, end in hits[1:]:
        if start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _without_escapes(body: str) -> str:
    """The expression without the character after each backslash: the W of \\W does not make it case-sensitive."""
    pieces = body.split("\\")
    return pieces[0] + "".join(piece[1:] for piece in pieces[1:])


def _compiled(body: str, query: str, column: int, *, caseless: bool) -> Any:
    import regex  # type: ignore[import-untyped]

    flags = regex.VERSION1 | regex.MULTILINE | (regex.IGNORECASE | regex.FULLCASE if caseless else 0)
    try:
        return regex.compile(body, flags)
    except regex.error as error:
        where = column + min(getattr(error, "pos", None) or 0, len(body))
        raise QueryError(f"invalid regular expression: {error.msg}", query, where) from error
    # Besides its own error, `regex` raises these for some malformed expressions.
    except (RecursionError, OverflowError, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise QueryError("invalid regular expression", query, column) from error
