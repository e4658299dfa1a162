"""The query language: parsing, matching, completion, help, and the patterns of the search prompt. A module is imported
when one of its names is first used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_MODULES = {
    "query.completion": "Completion complete completions word_at",
    "query.fields": "FIELDS Field",
    "query.half_typed": "is_half_typed",
    "query.language": "Query Term both parse_query",
    "query.matching": "WHOLE_COMMENT Found Matching",
    "query.nearest": "nearest_hint not_compared nothing_found",
    "query.nodes": "NoUserMarks UserMarks",
    "query.pattern": "Pattern",
    "query.pattern_search": "article_hits search_comments",
    "query.plain_text": "text_test",
    "query.syntax": "SYNTAX Syntax syntax_table",
    "quoting": "by_user quoted",
}
"""Module to its names."""


if not TYPE_CHECKING:  # with a module __getattr__, type checkers would accept any name

    def __getattr__(name: str) -> Any:
        for module, names in _MODULES.items():
            if name in names.split():
                value = globals()[name] = getattr(import_module(f"thread_parsers.{module}"), name)
                return value
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
