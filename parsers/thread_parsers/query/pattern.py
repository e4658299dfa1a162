"""A pattern to search text for: words, or a regular expression between slashes.

Smart case: case is ignored unless the pattern has a capital. `text.folding` defines what compares equal; besides,
curly and straight quotes do.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from thread_parsers.errors import PatternTooSlow, QueryError
from thread_parsers.query.regex_literals import required_words
from thread_parsers.text.folding import OffsetMap, folded, has_capital, plain, straight_quotes

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_REGEX_CHARS = 1000
"""Length limit of a regular expression."""

REGEX_TIMEOUT_SECONDS = 0.1
"""Time limit of a regular expression on one text; as much again for every REGEX_TIMEOUT_CHARS of the text."""

REGEX_TIMEOUT_CHARS = 200_000
"""Characters of a text for which the time limit is extended once."""


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
    _expression: Any = field(default=None, repr=False, compare=False)

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
        compiled = _compiled(straight_quotes(body), query, column, caseless=caseless)
        return cls(f"/{body}/", caseless, "", tuple(map(str.encode, required_words(body))), compiled)

    @property
    def is_expression(self) -> bool:
        """True for a regular expression, False for words."""
        return self._expression is not None

    def narrows(self, earlier: Pattern) -> bool:
        """Whether every text that contains this pattern also contains `earlier`; False if unknown."""
        if self.is_expression or earlier.is_expression:
            return self == earlier
        if self.caseless and not earlier.caseless:
            return False
        return earlier.needle in folded(self.needle, caseless=earlier.caseless)

    def found_in(self, text: str) -> bool:
        """Whether the text has a hit. Raises PatternTooSlow if a regular expression times out."""
        if self._expression is not None:
            return any(True for _ in self._expression_hits(self._compared(text)))
        return self.needle in self._compared(text)

    def spans(self, text: str, max_hits: int | None = None) -> list[tuple[int, int]]:
        """The hits, or the first `max_hits`: first and one past the last character of `text`. Raises PatternTooSlow on
        a timeout."""
        is_expression = self._expression is not None
        compared = self._compared(text)
        found = self._expression_hits(compared) if is_expression else self._literal_hits(compared)
        hits = list(islice(found, max_hits))
        # ASCII folds character by character; of the same length, nothing was deleted and the offsets are the same.
        if not hits or (text.isascii() and len(text) == len(compared)):
            return hits
        offsets = OffsetMap(text, caseless=self.caseless, lines=is_expression)
        return _merged([offsets.original(*hit) for hit in hits])

    def _compared(self, text: str) -> str:
        """The form of a text that is searched. `OffsetMap` needs nothing for the quotes, which keep their length."""
        return straight_quotes(plain(text) if self.is_expression else folded(text, caseless=self.caseless))

    def _literal_hits(self, compared: str) -> Iterator[tuple[int, int]]:
        needle, size = self.needle, len(self.needle)
        at = compared.find(needle)
        while at >= 0:
            yield at, at + size
            at = compared.find(needle, at + size)

    def _expression_hits(self, compared: str) -> Iterator[tuple[int, int]]:
        timeout = REGEX_TIMEOUT_SECONDS * (1 + len(compared) // REGEX_TIMEOUT_CHARS)
        try:
            for match in self._expression.finditer(compared, timeout=timeout, concurrent=True):
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

    if len(body) > MAX_REGEX_CHARS:
        raise QueryError(f"the regular expression is longer than {MAX_REGEX_CHARS:,} characters", query, column)
    flags = regex.VERSION1 | regex.MULTILINE | (regex.IGNORECASE | regex.FULLCASE if caseless else 0)
    try:
        return regex.compile(body, flags)
    except regex.error as error:
        where = column + min(getattr(error, "pos", None) or 0, len(body))
        raise QueryError(f"invalid regular expression: {error.msg}", query, where) from error
    # Besides its own error, `regex` raises these for some malformed expressions.
    except (RecursionError, OverflowError, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise QueryError("invalid regular expression", query, column) from error
