"""What the options of a call stand for: a query, the time of saving, an older save, what is remembered."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from thread_reader.diagnostics import CallError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from contextlib import ExitStack

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.relative_times import Saved
    from thread_parsers.query import Query, UserMarks
    from thread_reader.command_line.known_marks import KnownMarks
    from thread_reader.older_save import OlderSave

CHANGED = "is:new OR is:edited"
"""What is written of a save that is compared with an older one."""


def query_of(options: Namespace) -> Query | None:
    """The query of `--where`; with `--since` alone, that of what is new and edited. Raises QueryError and CallError."""
    where = CHANGED if options.where is None and options.since is not None else options.where
    if where is None:
        return None
    from thread_parsers.query import parse_query

    query = parse_query(where)
    check_remembered(options, query, "--where")
    return query


def check_remembered(options: Namespace, query: Query, option: str) -> None:
    """Raise CallError if a query asks the state database, which --no-state leaves out."""
    terms = _remembered(options, query)
    if options.no_state and terms:
        raise CallError(f"{option}: {terms[0]} is about what is remembered, which --no-state leaves out")


def _remembered(options: Namespace, query: Query) -> list[str]:
    """The terms of a query that ask the state database: an older save that is given answers `is:new` itself."""
    return [term for term in query.user_marks if options.since is None or term != "is:new"]


def marks_database(options: Namespace, query: Query | None, stack: ExitStack, *, with_kept: bool) -> KnownMarks | None:
    """The state database, if the query or what is written is about what is remembered. Raises CallError if it cannot be
    used for a query."""
    is_asked = query is not None and bool(_remembered(options, query))
    if not (is_asked or with_kept):
        return None
    from thread_reader.command_line.known_marks import KnownMarks, kept_if_any

    known = KnownMarks() if is_asked else kept_if_any()
    return known if known is None else stack.enter_context(closing(known))


def marks_for(
    options: Namespace, query: Query | None, known: KnownMarks | None
) -> Callable[[Discussion], UserMarks] | None:
    """What tells a query what is new, read and starred: an older save, the state database, or neither."""
    if query is None or not (query.user_marks or options.since):
        return None
    from thread_reader.command_line.known_marks import MarksSince

    of = known.of if known is not None and _remembered(options, query) else None
    older = older_save(options)
    return of if older is None else MarksSince(older, of).of


def older_save(options: Namespace) -> OlderSave | None:
    """The older save to compare with."""
    if options.since is None:
        return None
    from thread_reader.older_save import OlderSave

    return OlderSave(options.since)


def saved_at(options: Namespace) -> Saved | None:
    """When the page was saved, as `--saved` says. Raises CallError."""
    if options.saved is None:
        return None
    from thread_parsers.discussion.relative_times import read_saved

    saved = read_saved(options.saved)
    if saved is None:
        raise CallError(f"--saved takes a date, with or without a time of day, as in 2024-03-09T18:20: {options.saved}")
    return saved
