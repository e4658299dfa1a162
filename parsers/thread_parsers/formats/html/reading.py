"""Reading a file of HTML: with the engine that it was recognized by; without comments, with what else may find some.

Comments may be those of another engine whose signs are far down in the page (a forum in a blog), blocks of a form that
no engine has (a plug-in), or in a frame: SingleFile keeps the documents of frames in `srcdoc` attributes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.families import SEARCHED_FOR_CAPITALS, may_match, sign_flags
from thread_parsers.formats.html.engines import ENGINES
from thread_parsers.formats.html.head import read_head
from thread_parsers.formats.html.moments import load_times
from thread_parsers.formats.html.page import Page
from thread_parsers.formats.html.reader import Reader
from thread_parsers.steps import import_in_steps

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.html.engines import Engine

FRAMES = "iframe[srcdoc]"
MAX_FRAMES = 20
MIN_FRAME_BYTES = 500
"""Smaller frames are counters and pictures."""
MAX_SEARCHED_BYTES = 1 << 25
"""How much of a page is searched for the signs of engines."""
SEARCHED_BYTES, MAX_SIGN_BYTES = 1 << 15, 1 << 10
"""Bytes that are searched between two yields, and those that one sign may span."""
_GATE_COUNTER = "0/400"
"""In the box for a comment of Gate Square, whose mirrors have any address."""
_INDUCTION = (
    "induction.vocabulary", "induction.texts", "induction.blocks", "induction.sample", "induction.fields",
    "induction.scores", "induction.confidence", "induction.engine", "generic",
)  # fmt: skip
"""Modules that only pages of no known engine need."""
_STATED = ("json.decode", "json.places", "json.nested", "json.discourse", "json.jsonld", "html.preloaded")
"""Those that only pages need whose markup has no comments."""


def read_file(discussion: Discussion, engine: Engine | None = None, *, is_gate: bool = False) -> Iterator[None]:
    """Read a file. `engine` is None for a page of no known engine. `is_gate`: whether it is a post of Gate Square,
    which is read by its text."""
    page = Page(discussion.file)
    yield from page.build()
    rendering = Rendering(discussion, has_lines=True)
    yield from read_head(page, rendering, *((engine.titles, engine.counts) if engine else ()))
    yield
    if engine is not None:
        reader = Reader(rendering, engine, page)
        yield from reader.read()
        if engine.first_is_article and reader.comments.opening >= 0:  # also without replies it is a page of this engine
            yield from _mark_rest(page, rendering)
            return
    if is_gate:
        yield from _read_gate(page, rendering)
    if not _has_comments(discussion):
        yield from _read_stated(page, rendering)
    if not _has_comments(discussion):
        yield from _read_document(page, rendering, engine, gate_tried=is_gate)
        yield from _read_frames(page, rendering)
        if engine is None and not _has_comments(discussion):
            rendering.note("format", "a page of no known engine: its main text is shown as an article")
    yield from _mark_rest(page, rendering)


def _read_gate(page: Page, rendering: Rendering) -> Iterator[None]:
    yield from load_times()
    from thread_parsers.formats.html.gate_page import read_gate  # few pages are posts of Gate Square

    yield from read_gate(page, rendering)


def _read_stated(page: Page, rendering: Rendering) -> Iterator[None]:
    """Read the comments that a page states for its script only."""
    yield from import_in_steps("thread_parsers.formats", *_STATED)
    from thread_parsers.formats.html.preloaded import read_preloaded, read_stated

    yield from read_preloaded(page, rendering)
    if not _has_comments(rendering.discussion):
        yield from read_stated(page, rendering)


def _mark_rest(page: Page, rendering: Rendering) -> Iterator[None]:
    from thread_parsers.formats.html.receipt import mark_rest  # not before the first comments are shown

    yield
    yield from mark_rest(page.tree, rendering)


def _has_comments(discussion: Discussion) -> bool:
    """Whether comments were found, in any of the discussions of the file."""
    return any(len(part.columns) for part in discussion.parts)


def _read_document(
    page: Page, rendering: Rendering, tried: Engine | None, *, gate_tried: bool = False
) -> Iterator[None]:
    """Read the comments of a document with the engines whose signs it has and that were not tried yet, else by their
    form."""
    columns = rendering.discussion.columns
    there = yield from _signs_in(page)
    for engine in ENGINES:
        if engine is not tried and any(there.issuperset(signs) for signs in engine.signs):
            yield from Reader(rendering, engine, page).read()
            if len(columns):
                rendering.note("format", f"the comments are those of another engine: {engine.title}")
                return
        yield
    if not gate_tried and (yield from page.has(_GATE_COUNTER)):
        yield from _read_gate(page, rendering)
        if len(columns):
            rendering.note("format", "the comments are those of a post of Gate Square, read by the text of the page")
            return
    yield from load_times()
    yield from import_in_steps("thread_parsers.formats.html", *_INDUCTION)
    from thread_parsers.formats.html.generic import read_unknown

    yield from read_unknown(page, rendering)


def _signs_in(page: Page) -> Generator[None, None, set[bytes]]:
    """The signs of engines that a page has. Searches in steps: a page may be megabytes."""
    missing = {sign for engine in ENGINES for signs in engine.signs for sign in signs}
    found, markup = set[bytes](), page.tree.markup
    flags = sign_flags(markup[:SEARCHED_FOR_CAPITALS].encode("latin-1"))
    for at in range(0, min(len(markup), MAX_SEARCHED_BYTES), SEARCHED_BYTES):
        part = markup[at : at + SEARCHED_BYTES + MAX_SIGN_BYTES].encode("latin-1")
        may_be = missing if flags else {sign for sign in missing if may_match(sign, part)}
        found.update(sign for sign in may_be if re.search(sign, part, flags))
        missing -= found
        yield
    return found


def _read_frames(page: Page, rendering: Rendering) -> Iterator[None]:
    """Read the comments of the frames of a page, as far as it has their documents."""
    columns, tree = rendering.discussion.columns, page.tree
    for frame in (yield from page.first_of(FRAMES, MAX_FRAMES)):
        if len(columns):
            return
        if tree.inner[frame] - tree.start[frame] < MIN_FRAME_BYTES:
            continue
        inner = Page((yield from page.document(frame, "srcdoc")))
        yield from inner.build()
        rendering.within = tree.start[frame], tree.inner[frame]
        yield from _read_document(inner, rendering, None)
        rendering.within = None
