"""The formats of HTML pages: one for each engine, then one for any other page."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from thread_parsers.formats import Format
from thread_parsers.formats.families import Family, likeness_of, unknown_likeness
from thread_parsers.formats.html.engines import ENGINES
from thread_parsers.steps import import_in_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.html.engines import Engine


_MODULES = (
    "bodies.html", "discussion.rendering", "markup.selectors", "markup.tree", "formats.html.page", "formats.html.head",
    "formats.html.reader", "formats.html.reading",
)  # fmt: skip


def _read(discussion: Discussion, engine: Engine | None = None, *, is_gate: bool = False) -> Iterator[None]:
    # Most files are not HTML, and need none of these modules.
    yield from import_in_steps("thread_parsers", *_MODULES)
    from thread_parsers.discussion.rendering import with_large_bodies
    from thread_parsers.formats.html.reading import read_file

    yield from with_large_bodies(discussion, read_file(discussion, engine, is_gate=is_gate))


def _format(engine: Engine) -> Format:
    family = Family(engine.name, engine.title, "", engine.signs)
    likeness = partial(likeness_of, family=family, container="html")
    return Format(
        engine.name, engine.title, likeness, partial(_read, engine=engine), container="html", body_form="html"
    )


_GATE_SIGNS = (
    (rb"(?:og:url|canonical|saved from url)[^>]{0,200}\bgate[^>]{0,100}/post/status/\d",),
    (
        rb">\s*+0/400\s*+<",
        rb">\s*+(?:(?:\xc2\xb7|&middot;|&#183;|&#xb7;)\s*+)?+\d{4}-\d\d-\d\d \d\d:\d\d\s*+<",
    ),
)
"""The address of a post; or the counter of the box for a comment, and a time as the site writes it."""
_GATE = Family("gate-page", "post of Gate Square (HTML)", "", _GATE_SIGNS)
_OTHER = partial(unknown_likeness, container="html")
HTML_FORMATS = (
    *map(_format, ENGINES),
    Format(
        _GATE.name,
        _GATE.title,
        partial(likeness_of, family=_GATE, container="html"),
        partial(_read, is_gate=True),
        container="html",
    ),
    Format("html", "any other saved HTML page", _OTHER, _read, container="html", body_form="html"),
)
