"""Formats that others registered through the entry point group `thread_reader.formats`."""

from __future__ import annotations

from functools import cache

from thread_parsers.formats import Format

GROUP = "thread_reader.formats"


@cache
def plugins() -> tuple[tuple[Format, ...], tuple[str, ...]]:
    """The formats of others, and what is to be said of those that could not be loaded: a failing plug-in must not
    keep anybody from reading."""
    from importlib.metadata import entry_points

    formats: list[Format] = []
    failures: list[str] = []
    for entry in entry_points(group=GROUP):
        try:
            loaded = entry.load()
        except Exception as error:
            failures.append(f"the format {entry.name} could not be loaded: {type(error).__name__}: {error}")
            continue
        if isinstance(loaded, Format):
            formats.append(loaded)
        else:
            failures.append(f"the format {entry.name} is no Format but {type(loaded).__name__}")
    return tuple(formats), tuple(failures)
