"""What is looked for in text: words, or a regular expression between slashes.

Case is ignored unless there is a capital in what was typed. What counts as the same text is told in `folding`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from thread_parsers.errors import PatternTooSlow, QueryError
from thread_parsers.query.regex_literals import required_words
from thread_parsers.text.folding import Places, folded, has_capital, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 1000
"""Characters of a regular expression."""

PATIENCE = 0.1
"""Seconds that a regular expression may take on one text, and once more for every 200,000 characters of it."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One thing to look for. Hits are never empty, and do not overlap."""

    typed: str
    """As it was typed, with the slashes of a regular expression."""
    caseless: bool
    needle: str = ""
    """The folded words; empty for a regular expression."""
    required: tuple[bytes, ...] = ()
    """Lower-case words of which every hit of a regular expression holds one; none where that cannot be said."""
    _expression: Any = field(default=None, repr=False, compare=False)

    @classmethod
    def of(cls, text: str) -> Pattern:
        """The pattern for text from the search prompt: `/re/` is an expression, all else is taken literally."""
        if len(text) > 2 and text[0] == text[-1] == "/":
            return cls.expression(text[1:-1], text, 1)
        return cls.words(text)

    @classmethod
    def words(cls, text: str, query: str | None = None, column: int = 0) -> Pattern:
        """Look for this text itself. QueryError, at `column` of `query`, when nothing of it can be seen."""
        caseless = not has_capital(text)
        needle = folded(text, caseless=caseless)
        if not needle:
            raise QueryError("there is nothing to look for", text if query is None else query, column)
        return cls(text, caseless, needle)

    @classmethod
    def expression(cls, body: str, query: str | None = None, column: int = 0) -> Pattern:
        """Look for a regular expression. QueryError, with its column in `query`, when it is none."""
        query = body if query is None else query
        caseless = not has_capital(_without_escapes(body))
        compiled = _compiled(body, query, column, caseless=caseless)
        return cls(f"/{body}/", caseless, "", tuple(map(str.encode, required_words(body))), compiled)

    @property
    def is_expression(self) -> bool:
        """True for a regular expression, False for words."""
        return self._expression is not None

    def narrows(self, earlier: Pattern) -> bool:
        """Whether every text in which this is found has `earlier` in it too; False also where that is not known."""
        if self.is_expression or earlier.is_expression:
            return self == earlier
        if self.caseless and not earlier.caseless:
            return False
        return earlier.needle in folded(self.needle, caseless=earlier.caseless)

    def found_in(self, text: str) -> bool:
        """Whether there is a hit. PatternTooSlow when an expression was stopped."""
        if self._expression is not None:
            return any(True for _ in self._expression_hits(plain(text)))
        return self.needle in folded(text, caseless=self.caseless)

    def spans(self, text: str) -> list[tuple[int, int]]:
        """The hits: first and one past the last character of `text`. PatternTooSlow when an expression was stopped."""
        is_expression = self._expression is not None
        compared = plain(text) if is_expression else folded(text, caseless=self.caseless)
        hits = list(self._expression_hits(compared) if is_expression else self._literal_hits(compared))
        if not hits or (text.isascii() and len(text) == len(compared)):
            return hits
        places = Places(text, caseless=self.caseless, lines=is_expression)
        return _apart([places.back(*hit) for hit in hits])

    def _literal_hits(self, compared: str) -> Iterator[tuple[int, int]]:
        needle, size = self.needle, len(self.needle)
        at = compared.find(needle)
        while at >= 0:
            yield at, at + size
            at = compared.find(needle, at + size)

    def _expression_hits(self, compared: str) -> Iterator[tuple[int, int]]:
        timeout = PATIENCE * (1 + len(compared) // 200_000)
        try:
            for match in self._expression.finditer(compared, timeout=timeout, concurrent=True):
                if match.end() > match.start():
                    yield match.span()
        except TimeoutError as error:
            raise PatternTooSlow(self.typed) from error


def _apart(hits: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Hits on two parts of one character ("s" in "ß") made one."""
    apart = hits[:1]
    for start, end in hits[1:]:
        if start < apart[-1][1]:
            apart[-1] = (apart[-1][0], max(end, apart[-1][1]))
        else:
            apart.append((start, end))
    return apart


def _without_escapes(body: str) -> str:
    """The expression without what follows its backslashes: the W of \\W is no capital that somebody looks for."""
    pieces = body.split("\\")
    return pieces[0] + "".join(piece[1:] for piece in pieces[1:])


def _compiled(body: str, query: str, column: int, *, caseless: bool) -> Any:
    import regex  # type: ignore[import-untyped]

    if len(body) > LONGEST:
        raise QueryError(f"the regular expression is longer than {LONGEST:,} characters", query, column)
    flags = regex.VERSION1 | regex.MULTILINE | (regex.IGNORECASE | regex.FULLCASE if caseless else 0)
    try:
        return regex.compile(body, flags)
    except regex.error as error:
        where = column + min(getattr(error, "pos", None) or 0, len(body))
        raise QueryError(f"the regular expression cannot be read: {error.msg}", query, where) from error
    except (RecursionError, OverflowError, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise QueryError("the regular expression cannot be read", query, column) from error
