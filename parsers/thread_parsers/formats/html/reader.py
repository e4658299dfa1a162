"""Reading a page with an engine: comments, their tree, the article, and what every byte of the file is."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import islice
from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.html.head import read_head
from thread_parsers.formats.html.page import Page
from thread_parsers.formats.html.receipt import mark_rest
from thread_parsers.formats.json.fields import epoch, iso_time
from thread_parsers.formats.plain.counts import number
from thread_parsers.markup.selectors import MAX_ANCESTORS, is_one, select, selector
from thread_parsers.times.times import TimeReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.html.engines import Engine
    from thread_parsers.formats.html.page import Found

SLICE_COMMENTS = 32
"""Comments between two yields."""
_NUMBER = re.compile(r"\d{1,9}")
_ISO_START = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?:Z|\s?[+-]\d\d:?\d\d(?!\d))?")
_PROFILE = re.compile(r"(?:https?://[^/]{1,200})?/(?:(?:user|u|users|profile)/)?([^/?#]{1,100})/?")
"""The address of a user's page, which ends in the name."""
_SAYS = re.compile(r"\s*(?:\b(?:says|said|sagte|schrieb|dit|a dit|dice|dijo|skriver|pisze)\b)?\s*:?\s*$", re.IGNORECASE)
"""What themes write after the name of an author."""
_TIME_LABEL = re.compile(r"^.*?»\s*|^[^\d]{0,30}?\b(?:on|am|le|el|il|um)\s+(?=\d)|\s*@\s*(?=\d)", re.IGNORECASE)
NOBODY = frozenset({"[deleted]", "[removed]", "deleted", ""})


def read_page(discussion: Discussion, engine: Engine) -> Iterator[None]:
    """Read a page."""
    page = Page(discussion.file)
    yield from page.build()
    yield from _Reader(discussion, engine, page).read()


class _Reader:
    """Reads the comments of a page one after another."""

    def __init__(self, discussion: Discussion, engine: Engine, page: Page) -> None:
        self._engine, self._page = engine, page
        self._rendering = Rendering(discussion, has_lines=True)
        self._times = TimeReader()
        self._elements: list[int] = []
        self._known: frozenset[int] = frozenset()

    def read(self) -> Iterator[None]:
        """Read everything."""
        engine, page = self._engine, self._page
        read_head(page, self._rendering)
        yield
        self._elements = [one for one in select(page.tree, engine.comment) if self._has_words(one)]
        self._known = frozenset(self._elements)
        yield
        self._opening_post()
        texts = (page.field(element, engine.time) for element in self._elements)
        self._times.decide_order([found.text for found in texts if found])
        yield
        open_: list[tuple[int, int, int]] = []  # element, depth and row of the comments that replies may come to
        for count, element in enumerate(self._elements, 1):
            depth = self._depth(element)
            while open_ and not self._is_under(element, depth, open_[-1]):
                open_.pop()
            row = self._rendering.add(self._post(element), open_[-1][2] if open_ else -1)
            if engine.nesting != "flat":
                open_.append((element, depth, row))
            if count % SLICE_COMMENTS == 0:
                yield
        yield from mark_rest(page.tree.markup, self._rendering)

    def _has_words(self, element: int) -> bool:
        """Whether an element is a comment and not an empty form or an advertisement: it names an author. Comments with
        a depth may be deleted ones without one."""
        return self._engine.nesting == "level" or self._page.field(element, self._engine.author) is not None

    def _is_under(self, element: int, depth: int, above: tuple[int, int, int]) -> bool:
        if self._engine.nesting == "level":
            return above[1] < depth
        return self._page.tree.stop[self._scope(above[0])] > element

    def _scope(self, element: int) -> int:
        """The element that replies to a comment are inside of."""
        if not self._engine.scope:
            return element
        tree, wanted = self._page.tree, selector(self._engine.scope)
        around = islice(tree.ancestors(element), MAX_ANCESTORS)
        return next((above for above in around if is_one(tree, above, wanted)), element)

    def _depth(self, element: int) -> int:
        if self._engine.nesting != "level":
            return 0
        found = self._page.field(element, self._engine.level, self._others(element))
        digits = _NUMBER.search(found.text) if found else None
        return int(digits[0]) if digits else 0

    def _others(self, element: int) -> frozenset[int]:
        """The comments that are not this one. Only those inside matter: what is asked is inside of the element."""
        return self._known if self._engine.nesting == "inside" else frozenset()

    def _post(self, element: int) -> Post:
        engine, page, others = self._engine, self._page, self._others(element)
        author = page.field(element, engine.author, others)
        name = _name(author)
        state = next((state for wanted, state in engine.states if is_one(page.tree, element, selector(wanted))), "")
        score = page.field(element, engine.score, others)
        link = page.field(element, engine.permalink, others)
        identity = page.field(element, engine.id)
        bodies = (found for wanted in engine.body for found in select(page.tree, wanted, element, others))
        body = next(bodies, -1)
        start, end = page.tree.content(body) if body >= 0 else (page.tree.start[element],) * 2
        post = Post(
            author="" if name.casefold() in NOBODY else name,
            text=page.body(body, engine.dropped, self._inside(body)) if body >= 0 else "",
            id=identity.text if identity else "",
            likes=number(score.text) if score else NO_SCORE,
            state=state,
            badge=next((badge for wanted, badge in engine.badges if is_one(page.tree, element, selector(wanted))), ""),
            permalink=link.text if link and link.text.startswith(("http://", "https://")) else "",
            object_span=(page.tree.start[element], end),
            body_span=(start, end),
        )
        self._set_time(post, element, others)
        if author:
            self._rendering.mark(author.start, author.end, "author")
        if score:
            self._rendering.mark(score.start, score.end, "score")
        return post

    def _inside(self, body: int) -> list[int]:
        """The comments inside of a body."""
        at = bisect_left(self._elements, body)
        stop = self._page.tree.stop[body]
        return self._elements[at : bisect_left(self._elements, stop, at)]

    def _set_time(self, post: Post, element: int, others: frozenset[int]) -> None:
        for row in self._engine.time:
            found = self._page.field(element, (row,), others)
            if found is not None and self._read_time(post, found):
                self._rendering.mark(found.start, found.end, "time")
                return

    def _read_time(self, post: Post, found: Found) -> bool:
        text = found.text
        start = _ISO_START.match(text)
        stated = iso_time(start[0] if start else text)
        if stated is not None:
            post.time, zone = stated
            post.zone = self._engine.zone if zone is None else zone
            return True
        seconds = epoch(text) if text.isdigit() and len(text) >= 9 else None
        if seconds is not None:
            post.time, post.zone = seconds, 0
            return True
        for words in (text, _TIME_LABEL.sub(" ", text, count=1).strip()):
            when = self._times.read(words)
            if when is None:
                continue
            if when.seconds is not None:
                post.time, post.zone, post.time_unit = when.seconds, when.zone, when.unit
            else:
                post.time_text = words
            return True
        return False

    def _opening_post(self) -> None:
        """Read the first post as the article, if the page has it."""
        engine, page, rendering = self._engine, self._page, self._rendering
        opening = next(select(page.tree, engine.opening), -1) if engine.opening else -1
        if opening >= 0:
            bodies, author, time = engine.opening_body, engine.opening_author, engine.opening_time
        elif engine.first_is_article and self._elements and self._is_first_page():
            opening = self._elements.pop(0)
            bodies, author, time = engine.body, engine.author, engine.time
        else:
            return
        article = rendering.discussion.article
        body = next((found for wanted in bodies for found in select(page.tree, wanted, opening)), -1)
        if body >= 0:
            rendering.article(page.body(body, engine.dropped), *page.tree.content(body))
        named = page.field(opening, author)
        article.author = _name(named) or article.author
        post = Post()
        dated = page.field(opening, time)
        if dated is not None and self._read_time(post, dated) and post.time != NO_TIME:
            article.time = rendering.moment(post.time, post.zone)

    def _is_first_page(self) -> bool:
        found = self._page.field(self._elements[0], self._engine.number)
        digits = _NUMBER.search(found.text) if found else None
        return digits is None or int(digits[0]) == 1


def _name(found: Found | None) -> str:
    """The name of an author, without what themes write around it; of an address, the end of its path."""
    if found is None:
        return ""
    profile = _PROFILE.fullmatch(found.text) if "/" in found.text else None
    return profile[1] if profile else _SAYS.sub("", found.text).lstrip("@")
