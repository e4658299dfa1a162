"""Reading a page with an engine: comments, their tree, the article, and what every byte of the file is."""

from __future__ import annotations

import re
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.html.head import read_head
from thread_parsers.formats.html.page import NO_ELEMENTS, Elements, Page
from thread_parsers.formats.html.receipt import mark_rest
from thread_parsers.formats.json.fields import epoch, iso_time
from thread_parsers.formats.plain.counts import number
from thread_parsers.markup.selectors import MAX_ANCESTORS, is_one, select, selector
from thread_parsers.times.times import TimeReader

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.bodies import Body
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.html.engines import Engine
    from thread_parsers.formats.html.page import Found

SLICE_COMMENTS = 32
"""Comments between two yields."""
SLICE_ELEMENTS = 1 << 10
"""Elements between two yields."""
MAX_TWIN_DEPTH = 8
"""Elements between two that are one comment."""
REPLIES = "ul, ol, .children"
"""Elements that replies are inside of."""
_NUMBER = re.compile(r"\d{1,9}")
_ISO_START = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d{1,9})?(?:Z|\s?[+-]\d\d:?\d\d(?!\d))?")
_PROFILE = re.compile(r"(?:https?://[^/]{1,200})?/(?:(?:user|u|users|profile)/)?([^/?#]{1,100})/?")
"""The address of a user's page, which ends in the name."""
_SAYS = re.compile(
    r"(?:\s(?:says|said|sagt|sagte|schrieb|dit|a dit|dice|dijo|ha scritto|diz|disse|zegt|skriver|pisze|siger|säger))?"
    r"\s*+:\s*+$",
    re.IGNORECASE,
)
"""What themes write after the name of an author. Without the colon, the word can be a part of the name: Edward Said."""
_TIME_LABEL = re.compile(r"^.*?»\s*|^[^\d]{0,30}?\b(?:on|am|le|el|il|um)\s+(?=\d)|\s*@\s*(?=\d)", re.IGNORECASE)
MIN_SECONDS_DIGITS, MIN_MILLISECONDS_DIGITS = 9, 12
NOBODY = frozenset({"[deleted]", "[removed]", "deleted", ""})
STATES = {
    "[deleted]": "deleted", "[removed]": "removed", "[dead]": "dead", "[flagged]": "hidden", "[delayed]": "pending",
    "[comment removed by author]": "deleted", "[comment removed by moderator]": "removed",
}  # fmt: skip
"""What sites write for the words or the author of a comment that is not shown."""


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
        self._known = NO_ELEMENTS
        self._opening = -1

    def read(self) -> Iterator[None]:
        """Read everything."""
        engine, page = self._engine, self._page
        read_head(page, self._rendering)
        yield
        yield from self._find_comments()
        self._opening_post()
        texts: list[str] = []
        for count, element in enumerate(self._elements, 1):
            found = page.field(element, engine.time, self._known)
            if found is not None:
                texts.append(found.text)
            if count % SLICE_COMMENTS == 0:
                yield
        self._times.decide_order(texts)
        open_: list[tuple[int, int, int]] = []  # the depth, last element and row of comments that may have replies
        for count, element in enumerate(self._elements, 1):
            depth = self._depth(element)
            while open_ and not _is_under(element, depth, open_[-1]):
                open_.pop()
            row = self._rendering.add(self._post(element), open_[-1][2] if open_ else -1)
            if engine.nesting != "flat":
                open_.append((depth, page.tree.stop[self._scope(element)], row))
            if count % SLICE_COMMENTS == 0:
                yield
        yield from mark_rest(page.tree.markup, self._rendering)

    def _find_comments(self) -> Iterator[None]:
        """Find the elements of the comments. Those without an author are forms and advertisements, unless comments
        state a depth: then they are deleted ones.

        Where one comment is two elements, one inside of the other, the outer one has the replies: it is the one without
        an author of its own.
        """
        engine, page = self._engine, self._page
        found = yield from self._candidates()
        if engine.nesting == "level":
            self._elements, self._known = found, Elements(found)
            return
        candidates = Elements(found)
        twins: set[int] = set()
        for count, element in enumerate(found, 1):
            if element in twins:
                continue
            if page.field(element, engine.author, candidates) is not None:
                self._elements.append(element)
            else:
                inner = candidates.first_inside(page.tree, element)
                if inner >= 0 and self._is_twin(element, inner, candidates):
                    twins.add(inner)
                    self._elements.append(element)
            if count % SLICE_COMMENTS == 0:
                yield
        self._known = Elements(self._elements)

    def _candidates(self) -> Generator[None, None, list[int]]:
        """Find the elements that may be comments, and the opening post."""
        engine, tree = self._engine, self._page.tree
        wanted, outside, opening = (
            selector(text) if text else () for text in (engine.comment, engine.outside, engine.opening)
        )
        found: list[int] = []
        at = count = 0
        while at < len(tree):
            if outside and is_one(tree, at, outside):
                at = tree.stop[at]
                continue
            if is_one(tree, at, wanted):
                found.append(at)
            if self._opening < 0 and opening and is_one(tree, at, opening):
                self._opening = at
            at, count = at + 1, count + 1
            if count % SLICE_ELEMENTS == 0:
                yield
        return self._of_unique_ids(found) if engine.has_unique_ids else found

    def _of_unique_ids(self, elements: list[int]) -> list[int]:
        """The elements without those whose id an earlier one has."""
        attributes = self._page.tree.attributes
        first: dict[str, int] = {}
        return [at for at in elements if first.setdefault(attributes(at).get("id") or f"at {at}", at) == at]

    def _is_twin(self, element: int, inner: int, candidates: Elements) -> bool:
        """Whether the first candidate inside of another one is the same comment, and not a reply to it."""
        page = self._page
        between = list(takewhile(element.__ne__, islice(page.tree.ancestors(inner), MAX_TWIN_DEPTH)))
        is_near = len(between) < MAX_TWIN_DEPTH
        is_reply = any(is_one(page.tree, one, selector(REPLIES)) for one in between)
        return is_near and not is_reply and page.field(inner, self._engine.author, candidates) is not None

    def _scope(self, element: int) -> int:
        """The element that replies to a comment are inside of."""
        if not self._engine.scope:
            return element
        tree, wanted = self._page.tree, selector(self._engine.scope)
        around = islice(tree.ancestors(element), MAX_ANCESTORS)
        return next((above for above in around if is_one(tree, above, wanted)), element)

    def _depth(self, element: int) -> int:
        """The depth that a comment states, -1 if it states none: then it is that of the element."""
        if self._engine.nesting != "level":
            return -1
        found = self._page.field(element, self._engine.level, self._known)
        digits = _NUMBER.search(found.text) if found else None
        return int(digits[0]) if digits else -1

    def _post(self, element: int) -> Post:
        engine, page, others = self._engine, self._page, self._known
        author = page.field(element, engine.author, others)
        name = _name(author)
        state = next((state for wanted, state in engine.states if is_one(page.tree, element, selector(wanted))), "")
        score = page.field(element, engine.score, others)
        link = page.field(element, engine.permalink, others)
        edited = page.field(element, engine.edited, others)
        identity = page.field(element, engine.id, others)
        bodies = (found for wanted in engine.body for found in select(page.tree, wanted, element, others))
        body = next(bodies, -1)
        start, end = page.content(body, others) if body >= 0 else (page.tree.start[element],) * 2
        words: str | Body = page.body(body, engine.dropped, others) if body >= 0 else ""
        shown = (words if isinstance(words, str) else words.text).strip().casefold()
        state = state or STATES.get(shown) or STATES.get(name.casefold(), "")
        post = Post(
            author="" if name.casefold() in NOBODY else name,
            text=words,
            id=identity.text if identity else "",
            likes=number(score.text) if score else NO_SCORE,
            state=state,
            badge=next((badge for wanted, badge in engine.badges if is_one(page.tree, element, selector(wanted))), ""),
            edited=edited.text if edited else None,
            permalink=link.text if link and link.text.startswith(("http://", "https://")) else "",
            object_span=(page.tree.start[element], end),
            body_span=(start, end),
        )
        self._set_time(post, element)
        if author:
            self._rendering.mark(author.start, author.end, "author")
        if score:
            self._rendering.mark(score.start, score.end, "score")
        if edited:
            self._rendering.mark(edited.start, edited.end, "time")
        return post

    def _set_time(self, post: Post, element: int) -> None:
        for row in self._engine.time:
            found = self._page.field(element, (row,), self._known)
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
        # Seconds have nine digits or more, milliseconds twelve or more.
        digits = text[:-3] if len(text) >= MIN_MILLISECONDS_DIGITS else text
        seconds = epoch(digits) if text.isdigit() and len(text) >= MIN_SECONDS_DIGITS else None
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
        opening = self._opening
        if opening >= 0:
            bodies, author, time = engine.opening_body, engine.opening_author, engine.opening_time
        elif engine.first_is_article and self._elements and self._is_first_page():
            opening = self._elements.pop(0)
            bodies, author, time = engine.body, engine.author, engine.time
        else:
            return
        article = rendering.discussion.article
        body = next((found for wanted in bodies for found in select(page.tree, wanted, opening, self._known)), -1)
        if body >= 0:
            words = page.body(body, engine.dropped, self._known)
            rendering.article(words, *page.content(body, self._known))
        named = page.field(opening, author, self._known)
        article.author = _name(named) or article.author
        post = Post()
        dated = page.field(opening, time, self._known)
        if dated is not None and self._read_time(post, dated) and post.time != NO_TIME:
            article.time = rendering.moment(post.time, post.zone)

    def _is_first_page(self) -> bool:
        found = self._page.field(self._elements[0], self._engine.number, self._known)
        digits = _NUMBER.search(found.text) if found else None
        return digits is None or int(digits[0]) == 1


def _is_under(element: int, depth: int, above: tuple[int, int, int]) -> bool:
    """Whether an element is a reply to a comment above: (depth, one past its last element, row)."""
    return above[0] < depth if depth >= 0 <= above[0] else element < above[1]


def _name(found: Found | None) -> str:
    """The name of an author, without what themes write around it; of an address, the end of its path."""
    if found is None:
        return ""
    profile = _PROFILE.fullmatch(found.text) if "/" in found.text else None
    return profile[1] if profile else _SAYS.sub("", found.text).strip().lstrip("@")
