"""Whether a query is still being typed at its end, so that its result would only flicker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.errors import QueryError
from thread_parsers.query.fields import FIELD_NAMED, FieldValue
from thread_parsers.query.lexer import KEYWORDS, tokens
from thread_parsers.query.nearest import unmatched_author
from thread_parsers.query.values import BadValue
from thread_parsers.quoting import MAX_QUERY_CHARS

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.query.lexer import Token


def is_half_typed(text: str, discussion: Discussion) -> bool:
    """Whether the last word is the beginning of a field or an operator, a field whose value is missing or not valid,
    an author that does not exist, or has an open quote. A word that is followed by a space is complete."""
    if len(text) > MAX_QUERY_CHARS:
        return False
    last: Token | None = None
    try:
        for token in tokens(text):
            last = token
    except QueryError:
        return True  # an open quote or regular expression goes on to the end of the text
    if last is None:
        return False
    if last.kind in ("and", "or", "-"):
        return True
    if last.end < len(text):
        return False
    if last.kind == "word":
        return _begins_term(last.text)
    if last.kind == "field" and last.field in FIELD_NAMED:
        return not _is_valid(last) or unmatched_author(text[last.start :], discussion) is not None
    return False


def _begins_term(word: str) -> bool:
    names = (*FIELD_NAMED, *KEYWORDS)
    return word == "-" or any(name.startswith(word) for name in names)


def _is_valid(token: Token) -> bool:
    try:
        FIELD_NAMED[token.field].read(FieldValue(token.text, token.quoted))
    except BadValue:
        return False
    return bool(token.text) or token.quoted
