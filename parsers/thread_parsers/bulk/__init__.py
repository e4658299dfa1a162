"""Millions of saved discussions as Parquet tables. Needs the extra `bulk`: pyarrow, fastwarc and zstandard.

`parse_shard` makes tables of some pages and needs no engine; `write_corpus` does it with processes of its own, into a
folder that can be resumed. docs/bulk.md has the tables.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from thread_parsers.bulk.asking import found_in
    from thread_parsers.bulk.folder import Refused
    from thread_parsers.bulk.pages import Page
    from thread_parsers.bulk.rebuilt import discussion_from, discussion_of
    from thread_parsers.bulk.schema import SCHEMA, Tables
    from thread_parsers.bulk.shard import parse_shard
    from thread_parsers.bulk.stored import StoredCorpus
    from thread_parsers.bulk.sums import summed
    from thread_parsers.bulk.workers import NoWorkers
    from thread_parsers.bulk.writing import Report, Unwritten, write_corpus

__all__ = [
    "SCHEMA", "NoWorkers", "Page", "Refused", "Report", "StoredCorpus", "Tables", "Unwritten",
    "discussion_from", "discussion_of", "found_in", "parse_shard", "summed", "write_corpus",
]  # fmt: skip

_MODULES = {
    "SCHEMA": "schema",
    "NoWorkers": "workers",
    "Page": "pages",
    "Refused": "folder",
    "Report": "writing",
    "StoredCorpus": "stored",
    "Tables": "schema",
    "Unwritten": "writing",
    "discussion_of": "rebuilt",
    "found_in": "asking",
    "parse_shard": "shard",
    "summed": "sums",
    "discussion_from": "rebuilt",
    "write_corpus": "writing",
}

if not TYPE_CHECKING:  # as in thread_parsers: a name imports what it needs when it is first used

    def __getattr__(name: str) -> Any:
        if name in _MODULES:
            return getattr(import_module(f"{__name__}.{_MODULES[name]}"), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
