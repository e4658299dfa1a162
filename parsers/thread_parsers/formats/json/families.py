"""The table of JSON families: what each one is, how it is recognized, and which module reads it."""

from __future__ import annotations

from thread_parsers.formats.families import Family, formats_of

FAMILIES: tuple[Family, ...] = (
    Family(
        "reddit", "comments of a Reddit page (JSON)", "reddit",
        ((rb'"kind":\s*"Listing"', rb'"kind":\s*"t[13]"'),),
    ),
)  # fmt: skip

JSON_FORMATS = formats_of("json", __package__, FAMILIES)
"""The formats of all families, then the one for any other JSON."""
