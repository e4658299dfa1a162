"""The filter language, what it finds in a discussion, and the patterns of the search prompt."""

from __future__ import annotations

from thread_parsers.query.completion import complete, word_at
from thread_parsers.query.fields import FIELDS, Field
from thread_parsers.query.has_and_is import original_poster
from thread_parsers.query.language import Query, Term, parse_query
from thread_parsers.query.matching import WHOLE_COMMENT, Found, Matching
from thread_parsers.query.nodes import Marks, NothingMarked
from thread_parsers.query.pattern import Pattern
from thread_parsers.query.pattern_search import article_hits, searching
from thread_parsers.quoting import by_user, quoted

__all__ = [
    "FIELDS",
    "WHOLE_COMMENT",
    "Field",
    "Found",
    "Marks",
    "Matching",
    "NothingMarked",
    "Pattern",
    "Query",
    "Term",
    "article_hits",
    "by_user",
    "complete",
    "original_poster",
    "parse_query",
    "quoted",
    "searching",
    "word_at",
]
