"""The query language, the same in the filter prompt, on the command line and in the library.

    query   = either                      an empty query matches everything
    either  = all ("OR" all)*             so `a b OR c` is `(a b) OR c`
    all     = one (["AND"] one)*          terms side by side must all hold
    one     = "-" one | "(" either ")" | term
    term    = word | "exact phrase" | /regular expression/ | field:value | @name

Parentheses are counted: fifty levels are more than anybody reads, and no query can exhaust the stack.
"""

from __future__ import annotations

from dataclasses import dataclass

from thread_parsers.errors import QueryError
from thread_parsers.query.fields import FIELD_NAMED, FIELDS, Value
from thread_parsers.query.lexer import Token, tokens
from thread_parsers.query.nodes import Every, Node, Not, Some, Words
from thread_parsers.query.pattern import Pattern
from thread_parsers.query.values import BadValue

LONGEST = 10_000
"""Characters of a query."""
DEEPEST = 50
"""Parentheses within parentheses."""


@dataclass(frozen=True, slots=True)
class Term:
    """One of the terms at the top of a query that must all hold: `text` stands at `start` to `end` of the query."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Query:
    """A query that was understood."""

    text: str
    root: Node
    terms: tuple[Term, ...]
    """What must all hold, in the order in which it is written."""
    patterns: tuple[Pattern, ...]
    """What is to be marked in the text of matches: all that is looked for, and not what is ruled out."""

    @property
    def is_empty(self) -> bool:
        """True for the query that matches everything because it asks nothing."""
        return not self.terms

    def narrows(self, earlier: Query) -> bool:
        """Whether all that this query matches is matched by `earlier` too, as when a word is typed on; False also
        where that is not known. Then only the result of `earlier` need be looked at."""
        return all(any(_implies(ours, theirs) for ours in self._parts) for theirs in earlier._parts)

    @property
    def _parts(self) -> list[tuple[str, Node]]:
        nodes = self.root.parts if isinstance(self.root, Every) and len(self.terms) != 1 else (self.root,)
        return [(term.text, node) for term, node in zip(self.terms, nodes, strict=True)]

    def without(self, *numbers: int) -> str:
        """The text of the query without the terms of these numbers."""
        gone = frozenset(numbers)
        return " ".join(term.text for number, term in enumerate(self.terms) if number not in gone)


def parse_query(text: str) -> Query:
    """Understand a query. QueryError, with the column of the trouble, where it cannot be."""
    if len(text) > LONGEST:
        raise QueryError(f"the query is longer than {LONGEST:,} characters", text, LONGEST)
    parser = _Parser(text)
    root = parser.query()
    terms = tuple(Term(text[start:end], start, end) for start, end in parser.top)
    return Query(text, root, terms, tuple(dict.fromkeys(_looked_for(root))))


class _Parser:
    """One pass over the tokens; the only recursion is into parentheses, which are counted."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = list(tokens(text))
        self._at = 0
        self._depth = 0
        self.top: list[tuple[int, int]] = []

    def query(self) -> Node:
        """The whole query."""
        if not self._tokens:
            return Every(())
        root = self._either()
        if self._here:
            raise self._error("there is no ( for this )", self._here)
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
            self.top = [(self._tokens[0].start, self._tokens[self._at - 1].end)]
        return parts[0] if len(parts) == 1 else Some(tuple(parts))

    def _all(self) -> Node:
        parts = [self._one()]
        while (token := self._here) and token.kind not in ("or", ")"):
            self._take("and")
            parts.append(self._one())
        return parts[0] if len(parts) == 1 else Every(tuple(parts))

    def _one(self) -> Node:
        first = self._here
        odd = False
        while self._take("-"):
            odd = not odd
        node = self._group() if self._take("(") else self._term()
        if first and not self._depth:
            self.top.append((first.start, self._tokens[self._at - 1].end))
        return Not(node) if odd else node

    def _group(self) -> Node:
        opening = self._tokens[self._at - 1]
        if self._depth == DEEPEST:
            raise self._error(f"more than {DEEPEST} parentheses within each other", opening)
        self._depth += 1
        node = self._either()
        if not self._take(")"):
            raise self._error("the ( is not closed", opening)
        self._depth -= 1
        return node

    def _term(self) -> Node:
        token = self._take("word", "phrase", "expression", "field")
        if token is None:
            raise self._error("a term is missing here", self._here)
        if token.kind == "field":
            return self._field(token)
        if token.kind == "expression":
            return Words(Pattern.expression(token.text, self._text, token.start + 1))
        return Words(Pattern.words(token.text, self._text, token.start))

    def _field(self, token: Token) -> Node:
        field = FIELD_NAMED.get(token.field)
        if field is None:
            known = ", ".join(f"{each.name}:" for each in FIELDS)
            raise self._error(f"there is no field {token.field}:, there are {known}; quotes make it plain words", token)
        if not token.text and not token.quoted:
            raise QueryError(f"{field.name}: needs a value, as in {field.example}", self._text, token.end)
        try:
            return field.read(Value(token.text, token.quoted))
        except BadValue as error:
            raise self._error(f"{field.name}: {error}", token) from None


def _implies(ours: tuple[str, Node], theirs: tuple[str, Node]) -> bool:
    (text, node), (their_text, their_node) = ours, theirs
    if isinstance(node, Words) and isinstance(their_node, Words):
        return node.pattern.narrows(their_node.pattern)
    return text == their_text


def _looked_for(root: Node) -> list[Pattern]:
    found: list[Pattern] = []
    stack: list[tuple[Node, bool]] = [(root, True)]
    while stack:
        node, wanted = stack.pop()
        match node:
            case Words(pattern) if wanted:
                found.append(pattern)
            case Every(parts) | Some(parts):
                stack += [(part, wanted) for part in reversed(parts)]
            case Not(part):
                stack.append((part, not wanted))
    return found
