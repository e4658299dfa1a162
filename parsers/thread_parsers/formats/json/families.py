"""The table of JSON families: what each one is, how it is recognized, and which module reads it.

A family is recognized by patterns in the first 64 KiB of the file. Adding one is a row here and a module with a
function `read(discussion)`.
"""

from __future__ import annotations

import re
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.formats import Format, Likeness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.source.source import Source

FAMILY_SCORE, UNKNOWN_SCORE = 0.95, 0.75
"""The scores of a family whose signs are there, and of JSON of no known family."""


class Family(NamedTuple):
    """One kind of JSON file."""

    name: str
    title: str
    module: str
    """In this package. It has a function `read(discussion)` as described by `Format.read`."""
    signs: tuple[tuple[bytes, ...], ...]
    """Alternatives: a file is of the family if all patterns of one of them are found in its beginning."""


FAMILIES: tuple[Family, ...] = (
    Family(
        "reddit", "comments of a Reddit page (JSON)", "reddit",
        ((rb'"kind":\s*"Listing"', rb'"kind":\s*"t[13]"'),),
    ),
)  # fmt: skip


def _likeness(source: Source, family: Family) -> Likeness:
    sniffed = source.sniffed
    if sniffed.container != "json":
        return Likeness(0.0, "not JSON")
    for signs in family.signs:
        found = [re.search(sign, sniffed.head) for sign in signs]  # compiled once, and only for JSON
        if all(found):
            seen = ", ".join(match[0].decode("utf-8", "replace")[:40] for match in found if match)
            return Likeness(FAMILY_SCORE, f"JSON with {seen}")
    return Likeness(0.0, f"JSON without the members of {family.name}")


def _read(discussion: Discussion, module: str) -> Iterator[None]:
    # Imported here: most pages are text and need none of these modules.
    read = import_module(f"{__package__}.{module}").read
    yield from read(discussion)


def _format(family: Family) -> Format:
    likeness, read = partial(_likeness, family=family), partial(_read, module=family.module)
    return Format(family.name, family.title, likeness, read, container="json")


def _unknown(source: Source) -> Likeness:
    if source.sniffed.container != "json":
        return Likeness(0.0, "not JSON")
    return Likeness(UNKNOWN_SCORE, "JSON, no known kind of discussion")


JSON_FORMATS = (
    *map(_format, FAMILIES),
    Format("json", "JSON of no known kind of discussion", _unknown, partial(_read, module="generic"), container="json"),
)
"""The formats of all families, then the one for any other JSON."""
