"""The query language: parsing, matching, completion, help, and the patterns of the search prompt."""

from __future__ import annotations

from thread_parsers.query.completion import Completion, complete, completions, word_at
from thread_parsers.query.fields import FIELDS, Field
from thread_parsers.query.half_typed import is_half_typed
from thread_parsers.query.language import Query, Term, both, parse_query
from thread_parsers.query.matching import WHOLE_COMMENT, Found, Matching
from thread_parsers.query.nearest import nearest_hint, not_compared, nothing_found
from thread_parsers.query.nodes import NoUserMarks, UserMarks
from thread_parsers.query.pattern import Pattern
from thread_parsers.query.pattern_search import article_hits, search_comments
from thread_parsers.query.plain_text import text_test
from thread_parsers.query.syntax import SYNTAX, Syntax, syntax_table
from thread_parsers.quoting import by_user, quoted

__all__ = [
    "FIELDS",
    "SYNTAX",
    "WHOLE_COMMENT",
    "Completion",
    "Field",
    "Found",
    "Matching",
    "NoUserMarks",
    "Pattern",
    "Query",
    "Syntax",
    "Term",
    "UserMarks",
    "article_hits",
    "both",
    "by_user",
    "complete",
    "completions",
    "is_half_typed",
    "nearest_hint",
    "not_compared",
    "nothing_found",
    "parse_query",
    "quoted",
    "search_comments",
    "syntax_table",
    "text_test",
    "word_at",
]
