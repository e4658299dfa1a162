"""The description of the query language: one row for each field and for each other kind of term.

The help screen, `--help query` and the table of README.md are generated from these rows.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.query.fields import FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.query.fields import Field


@dataclass(frozen=True, slots=True)
class Syntax:
    """One row: terms as they are typed, and what they match."""

    examples: tuple[str, ...]
    """Valid queries, the typical one first."""
    title: str
    """What they match, short enough for a row of 80 columns with `short` before it."""
    short: str
    """The examples in one column of a terminal, for fields with a list of values as `has:link|number`."""


def _row(*examples: str, title: str) -> Syntax:
    return Syntax(examples, title, "  ".join(examples))


TERMS = (
    _row("word", title="contains it; a capital makes it match case"),
    _row('"exact phrase"', title="contains these words in this order"),
    _row("/regex/", title="matches a regular expression"),
    _row("-word", "NOT word", "-user:Name", title="comments without a match"),
    _row("a b", "a AND b", title="both in one segment"),
    _row("a OR b", title="either"),
    _row("a (b OR c)", title="grouping"),
    _row('user:"Name"', '@"Name"', title="the author with exactly this name"),
)
"""The terms and operators that are not fields."""


def _rows_of(field: Field) -> Iterator[Syntax]:
    """The row of a field, and others for those of its values that have another title."""
    if not field.values:
        yield _row(*field.examples, title=field.title)
        return
    titled_otherwise = {value for _, values in field.other_titles for value in values}
    first = tuple(value for value in field.values if value not in titled_otherwise)
    for title, values in ((field.title, first), *field.other_titles):
        yield Syntax(tuple(f"{field.name}:{value}" for value in values), title, f"{field.name}:{'|'.join(values)}")


SYNTAX = (*TERMS, *(row for field in FIELDS for row in _rows_of(field)))
"""Every row, in the order in which help lists them."""

SHORT_WIDTH = max(len(row.short) for row in SYNTAX)
"""Characters of the widest `short`."""


def syntax_table() -> str:
    """The query language as plain text: two columns, one line a row."""
    return "".join(f"  {row.short:<{SHORT_WIDTH}}  {row.title}\n" for row in SYNTAX)
