"""Plain discussions: any text with an article and remarks, divided by repeated head lines or by dash lines.

`reader` is imported inside the functions: its patterns and tables take longer to load than the rest of the program,
and pages of other formats do not need them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.formats import Format, Likeness
from thread_parsers.steps import import_in_steps, run_to_end

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.near import Near
    from thread_parsers.source.source import Source


def likeness(source: Source) -> Likeness:
    """How much a source looks like a plain discussion. Never 0: any text opens as an article."""
    return run_to_end(_likeness_in_steps(source))


def _likeness_in_steps(source: Source) -> Generator[None, None, Likeness]:
    yield from _import_modules()
    from thread_parsers.formats.plain import reader

    return (yield from reader.likeness(source))


def _import_modules() -> Iterator[None]:
    """Import the modules that take long to import."""
    yield from import_in_steps("thread_parsers.times", "clock", "dates", "times")
    yield from import_in_steps(
        "thread_parsers.formats.plain",
        "names",
        "head_shapes",
        "article",
        "trailers",
        "heads",
        "layouts.head_parts",
        "layouts.stamps",
        "layouts.layout",
        "layouts.name_places",
        "layouts.anchors",
        "layouts.page_lines",
        "detect",
        "layouts.signatures",
        "layouts.learning",
        "layouts.rows",
        "quoted_mail",
        "dashes",
        "talk_pages",
        "pushes",
    )


def read(discussion: Discussion) -> Iterator[None]:
    """Fill the discussion from its source."""
    yield from _import_modules()
    from thread_parsers.formats.plain import reader

    yield from reader.read(discussion)


def _near(source: Source) -> Iterator[Near | None]:
    from thread_parsers.formats.near import lines_with_times

    return lines_with_times(source)


PLAIN = Format(
    "plain",
    "any text with remarks under head lines or between dash lines",
    likeness,
    read,
    _near,
    likeness_in_steps=_likeness_in_steps,
)
"""The fallback: reads whatever no other format recognises. Its likeness is never above 0.6."""
