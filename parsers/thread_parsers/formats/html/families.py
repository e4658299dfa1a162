"""The formats of HTML pages: one for each engine, then one for any other page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from thread_parsers.formats import Format
from thread_parsers.formats.families import Family, likeness_of, unknown_likeness
from thread_parsers.formats.html.engines import ENGINES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.html.engines import Engine


def _read(discussion: Discussion, engine: Engine | None = None) -> Iterator[None]:
    from thread_parsers.formats.html.reading import read_file  # most files are not HTML

    yield from read_file(discussion, engine)


def _format(engine: Engine) -> Format:
    family = Family(engine.name, engine.title, "", engine.signs)
    likeness = partial(likeness_of, family=family, container="html")
    return Format(engine.name, engine.title, likeness, partial(_read, engine=engine), container="html")


_OTHER = partial(unknown_likeness, container="html")
HTML_FORMATS = (
    *map(_format, ENGINES),
    Format("html", "any other saved HTML page", _OTHER, _read, container="html"),
)
