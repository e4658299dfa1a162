"""The query language, the same in the filter prompt, on the command line and in the library.

    query   = either                      an empty query matches everything
    either  = all ("OR" all)*             so `a b OR c` is `(a b) OR c`
    all     = one (["AND"] one)*          terms side by side must all hold
    one     = ("-" | "NOT") one | "(" either ")" | term
    term    = word | "exact phrase" | /regular expression/ | field:value | @name

The only recursion is into parentheses, and their nesting is limited, so that no query can exhaust the stack.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.errors import QueryError
from thread_parsers.query.fields import FIELD_NAMED, FIELDS, FieldValue
from thread_parsers.query.has_and_is import MARK_TERMS
from thread_parsers.query.lexer import Token, tokens
from thread_parsers.query.nodes import And, CommentTest, Contains, Highlight, Node, Not, Or, SegmentTest
from thread_parsers.query.pattern import Pattern
from thread_parsers.query.values import BadValue
from thread_parsers.quoting import MAX_QUERY_CHARS
from thread_parsers.text.folding import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thread_parsers.query.sql import SqlCondition

MAX_SHOWN_CHARS = 40
"""Characters of the name of an unknown field in a message."""
MAX_NESTING = 50
"""Levels of nested parentheses."""


@dataclass(frozen=True, slots=True)
class Term:
    """A top-level term of a query, all of which must hold: `text` is the query from `start` to `end`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Query:
    """A parsed query."""

    text: str
    root: Node
    terms: tuple[Term, ...]
    """The top-level terms, in the order in which they are written."""
    highlights: tuple[Highlight, ...]
    """What to highlight in matches: the words and figures that are searched for, without those that are negated."""

    def __reduce__(self) -> tuple[object, ...]:
        """Pickled as its text."""
        return parse_query, (self.text,)

    @property
    def is_empty(self) -> bool:
        """True for the query without terms, which matches everything."""
        return not self.terms

    def narrows(self, earlier: Query) -> bool:
        """Whether `earlier` matches everything that this query matches, as when a word is typed letter by letter;
        False if unknown. If True, it is enough to scan the result of `earlier`."""
        parts = self._parts
        texts = {text for text, _ in parts}
        patterns = [node.pattern for _, node in parts if isinstance(node, Contains)]
        narrower = {caseless: _Needles(patterns, caseless=caseless) for caseless in (False, True)}

        def is_implied(text: str, node: Node) -> bool:
            if text in texts:
                return True
            if not isinstance(node, Contains) or node.pattern.is_expression:
                return False
            return narrower[node.pattern.caseless].imply(node.pattern.needle)

        return all(is_implied(text, node) for text, node in earlier._parts)

    @property
    def _parts(self) -> list[tuple[str, Node]]:
        # One term in parentheses, as in `(a b)`, is an And with two parts but one term.
        nodes = self.root.parts if isinstance(self.root, And) and len(self.terms) != 1 else (self.root,)
        return [(term.text, node) for term, node in zip(self.terms, nodes, strict=True)]

    @property
    def names_authors(self) -> bool:
        """Whether the query has `user:` or `to:`: what these match depends on all the names of the discussion."""
        return any(token.kind == "field" and token.field in ("user", "to") for token in tokens(self.text))

    @property
    def user_marks(self) -> tuple[str, ...]:
        """The terms that depend on what the user has read or marked, as `is:unread`; only the reader knows that."""
        return tuple(dict.fromkeys(_user_marks(self.root)))

    def to_sql(self) -> SqlCondition:
        """A condition on the rows of the table `comments` of a corpus (docs/bulk.md), as SQL of DuckDB. It is true for
        every comment that matches. What it does not decide, `Matching` does on a discussion."""
        from thread_parsers.query.sql import sql_of

        return sql_of(self.root)

    def without(self, *numbers: int) -> str:
        """The text of the query without the terms with these numbers, from 0."""
        removed = frozenset(numbers)
        return " ".join(term.text for number, term in enumerate(self.terms) if number not in removed)


def parse_query(text: str) -> Query:
    """Parse a query. Raises QueryError, with the column of the error, if it is not valid."""
    if len(text) > MAX_QUERY_CHARS:
        raise QueryError(f"the query is longer than {MAX_QUERY_CHARS:,} characters", text, MAX_QUERY_CHARS)
    parser = _Parser(text)
    root = parser.query()
    terms = tuple(Term(text[start:end], start, end) for start, end in parser.top)
    return Query(text, root, terms, tuple(dict.fromkeys(_highlights(root))))


def both(first: str, second: str) -> str:
    """The query for what both of these valid queries match."""
    one, other = parse_query(first), parse_query(second)
    known = {term.text for term in one.terms}
    if all(term.text in known for term in other.terms):
        return first
    return " ".join(f"({query.text})" if isinstance(query.root, Or) else query.text.strip() for query in (one, other))


class _Parser:
    """A recursive descent over the tokens; the only recursion is into parentheses, up to MAX_NESTING."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(tokens(text))
        self._at = 0
        self._depth = 0
        self.top: list[tuple[int, int]] = []

    def query(self) -> Node:
        """Parse the whole query."""
        if not self._tokens:
            return And(())
        root = self._either()
        if self._here:
            raise self._error("unmatched )", self._here)
        return root

    @property
    def _here(self) -> Token | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _error(self, message: str, token: Token | None) -> QueryError:
        return QueryError(message, self._text, token.start if token else len(self._text))

    def _take(self, *kinds: str) -> Token | None:
        token = self._here
        if token is None or token.kind not in kinds:
            return None
        self._at += 1
        return token

    def _either(self) -> Node:
        parts = [self._all()]
        while self._take("or"):
            parts.append(self._all())
        if len(parts) > 1 and not self._depth:
            # With OR at the top, the whole query is one term: its parts need not all hold.
            self.top = [(self._tokens[0].start, self._tokens[self._at - 1].end)]
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all(self) -> Node:
        parts = [self._one()]
        while (token := self._here) and token.kind not in ("or", ")"):
            self._take("and")
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _one(self) -> Node:
        first = self._here
        # `--a` is `a`. A loop, since a query may be ten thousand dashes.
        negated = False
        while self._take("-"):
            negated = not negated
        node = self._group() if self._take("(") else self._term()
        if first and not self._depth:
            self.top.append((first.start, self._tokens[self._at - 1].end))
        return Not(node) if negated else node

    def _group(self) -> Node:
        opening = self._tokens[self._at - 1]
        if self._depth == MAX_NESTING:
            raise self._error(f"more than {MAX_NESTING} levels of parentheses", opening)
        self._depth += 1
        node = self._either()
        if not self._take(")"):
            raise self._error("unclosed (", opening)
        self._depth -= 1
        return node

    def _term(self) -> Node:
        token = self._take("word", "phrase", "expression", "field")
        if token is None:
            raise self._error("missing term", self._here)
        if token.kind == "field":
            return self._field(token)
        if token.kind == "expression":
            return Contains(Pattern.expression(token.text, self._text, token.start + 1))
        return Contains(Pattern.words(token.text, self._text, token.start))

    def _field(self, token: Token) -> Node:
        field = FIELD_NAMED.get(token.field)
        if field is None:
            raise self._error(f"no field {_shortened(token.field)}:; {_known_fields(token.field)}", token)
        if not token.text and not token.quoted:
            raise QueryError(f"{field.name}: needs a value, as in {field.examples[0]}", self._text, token.end)
        try:
            return field.read(FieldValue(token.text, token.quoted))
        except BadValue as error:
            raise self._error(f"{field.name}: {error}", token) from None


def _known_fields(name: str) -> str:
    """What to type in place of a field that does not exist."""
    from thread_parsers.query.nearest import nearest_field

    nearest = nearest_field(name)
    if nearest is not None:
        return f"did you mean {nearest}:?"
    return f"fields are {', '.join(f'{each.name}:' for each in FIELDS)}; quote it to search for the text itself"


def _shortened(text: str) -> str:
    return text if len(text) <= MAX_SHOWN_CHARS else f"{text[:MAX_SHOWN_CHARS]}…"


class _Needles:
    """The words of patterns, to ask whether a text that contains them all contains other words too. There may be
    thousands of both."""

    def __init__(self, patterns: Iterable[Pattern], *, caseless: bool) -> None:
        # Ignoring case finds more than respecting it, so such words imply nothing about words with their case.
        usable = (each for each in patterns if not each.is_expression and (caseless or not each.caseless))
        self._needles = {folded(each.needle, caseless=caseless) for each in usable}
        self._joined = "\0".join(self._needles)  # folded text has no control characters

    def imply(self, needle: str) -> bool:
        """Whether a text with all the patterns contains the needle."""
        return needle in self._needles or needle in self._joined


def _user_marks(root: Node) -> Iterator[str]:
    stack: list[Node] = [root]
    while stack:
        match stack.pop():
            case CommentTest(bind) if bind in MARK_TERMS:
                yield MARK_TERMS[bind]
            case And(parts) | Or(parts):
                stack += reversed(parts)
            case Not(part):
                stack.append(part)


def _highlights(root: Node) -> list[Highlight]:
    """The patterns and figures that are not negated (or negated twice), in order. A stack, not recursion: a query may
    be long."""
    found: list[Highlight] = []
    stack: list[tuple[Node, bool]] = [(root, True)]
    while stack:
        node, wanted = stack.pop()
        match node:
            case Contains(pattern) if wanted:
                found.append(pattern)
            case SegmentTest(highlight=highlight) if wanted and highlight is not None:
                found.append(highlight)
            case And(parts) | Or(parts):
                stack += [(part, wanted) for part in reversed(parts)]
            case Not(part):
                stack.append((part, not wanted))
    return found
