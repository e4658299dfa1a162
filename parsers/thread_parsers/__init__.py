"""Read saved discussions as trees, query them, export them. Imports only the standard library at import time.

discussion = read("page.txt")
discussion.comments[0].author
Matching(discussion, parse_query("user:Ann has:link")).all()
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thread_parsers.discussion.comment import Comment
    from thread_parsers.discussion.discussion import Article, Discussion, Engagement
    from thread_parsers.discussion.numbered import Numbered
    from thread_parsers.discussion.receipt import Note, Receipt, Span
    from thread_parsers.discussion.receipt_spans import LineSpan, byte_spans, line_spans
    from thread_parsers.discussion.segment import Segment
    from thread_parsers.errors import DiscussionError, NoSuchPart, PatternTooSlow, QueryError, UnknownFormat, Unreadable
    from thread_parsers.export.writers import WRITERS, Writer
    from thread_parsers.formats import Format, Likeness
    from thread_parsers.query import Matching, Query, parse_query
    from thread_parsers.reading import FORMATS, begin, judge, parse, read, read_all
    from thread_parsers.source.open import open_source
    from thread_parsers.source.source import BufferSource, Source
    from thread_parsers.stats import Stats, measure
    from thread_parsers.text.printable import printable

__all__ = [
    "FORMATS", "WRITERS", "Article", "BufferSource", "Comment", "Discussion", "DiscussionError", "Engagement",
    "Format", "Likeness", "LineSpan", "Matching", "NoSuchPart", "Note", "Numbered", "PatternTooSlow", "Query",
    "QueryError", "Receipt", "Segment", "Source", "Span", "Stats", "UnknownFormat", "Unreadable", "Writer", "begin",
    "byte_spans", "judge", "line_spans", "measure", "open_source", "parse", "parse_query", "printable", "read",
    "read_all",
]  # fmt: skip

_MODULES = {
    "errors": "DiscussionError NoSuchPart PatternTooSlow QueryError UnknownFormat Unreadable",
    "export.writers": "WRITERS Writer",
    "formats": "Format Likeness",
    "source.open": "open_source",
    "query": "Matching Query parse_query",
    "reading": "FORMATS begin judge parse read read_all",
    "discussion.numbered": "Numbered",
    "discussion.receipt": "Note Receipt Span",
    "discussion.receipt_spans": "LineSpan byte_spans line_spans",
    "text.printable": "printable",
    "source.source": "BufferSource Source",
    "stats": "Stats measure",
    "discussion.comment": "Comment",
    "discussion.discussion": "Article Discussion Engagement",
    "discussion.segment": "Segment",
}
"""Module to its public names. A module is imported when one of its names is first used."""


if not TYPE_CHECKING:  # with a module __getattr__, type checkers would accept any name

    def __getattr__(name: str) -> Any:
        for module, names in _MODULES.items():
            if name in names.split():
                return getattr(import_module(f"{__name__}.{module}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
