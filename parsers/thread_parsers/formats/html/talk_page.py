"""Talk pages of MediaWiki as HTML, whose comments are between marks of the extension DiscussionTools.

The id of a mark states who wrote the comment and when, and author and time of the comment that it replies to:
`c-Ada_Rook-20240301120000-Ben-20240229090000`; a comment on the section has the name of the section instead.
Older versions write times as `2024-03-01T12:00:00.000Z`. Times are in UTC. Sections are discussions, as in wikitext.
(Extension:DiscussionTools, CommentFormatter.php and its test cases.)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import islice, pairwise
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from thread_parsers.bodies.html import html_text
from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.formats.json.fields import iso_time

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.rendering import Rendering
    from thread_parsers.formats.html.page import Edit, Page

_MARK = re.compile(r"\sdata-mw-comment-(?:start|end)\b")
_TIME = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?Z|\d{14}"
_ID = re.compile(rf"c-(?P<name>.{{1,300}}?)-(?P<time>{_TIME})(?:-(?P<to>.*))?")
_TO = re.compile(rf"(?P<name>.{{1,300}})-(?P<time>{_TIME})(?:-\d{{1,4}})?")
_HEADING = re.compile(r"h([1-6])")
SECTION_LEVEL = 2
"""Headings up to this level begin a discussion; on a page that has only lower ones, the highest of them do."""
BUTTONS = frozenset({"ext-discussiontools-init-replylink-buttons", "ext-discussiontools-init-replybutton"})
STAMP_LINK = "ext-discussiontools-init-timestamplink"
_STAMP = re.compile(
    r"\d[:.]\d\d[^()]{0,400}\((?:<[^<>]{0,200}>)?[A-Z]{2,5}(?:[+\-]\d{1,4})?(?:</\w{1,10}>)?\)(?:</a>)?"
)
"""The end of a signature: a time of day, and a zone in brackets."""
_BEFORE_SIGNATURE = re.compile(r"(?:\s|&nbsp;|&#160;|-|&[mn]dash;|\xe2\x80[\x93-\x95]){1,40}\Z")
MAX_STAMP, MAX_GAP, MAX_WRAPPERS = 2000, 30, 6
"""Characters between a signature's last link and the end of its time; characters of text between two of its links;
elements around it."""
SLICE_MARKS, SLICE_ELEMENTS = 1 << 6, 1 << 9
"""Marks, and elements of a comment, between two yields."""


class _Mark(NamedTuple):
    """What is between two marks: a comment or a heading."""

    id: str
    element: int
    """The element of the mark at its beginning."""
    start: int
    end: int


def read_talk(page: Page, rendering: Rendering) -> Iterator[None]:
    """Read the comments of a talk page; nothing if it has no marks."""
    marks = yield from _marks(page)
    levels = (_level(page, mark) for mark in marks if not mark.id.startswith("c-"))
    highest = max(SECTION_LEVEL, min(levels, default=SECTION_LEVEL))
    part, ids = None, dict[tuple[str, str], str]()
    for count, mark in enumerate(marks, 1):
        if mark.id.startswith("c-"):
            part = part or rendering.part()
            yield from _comment(page, part, mark, ids)
        elif _level(page, mark) <= highest:
            if part is not None:
                yield from part.thread()
            part, ids = rendering.part(), {}
            part.title(html_text(page.markup(mark.start, mark.end)), mark.start, mark.end)
        if count % SLICE_MARKS == 0:
            yield
    if part is not None:
        yield from part.thread()


def _marks(page: Page) -> Generator[None, None, list[_Mark]]:
    """The comments and headings of a page. Each ends at its end mark, or at the next start mark if that comes first."""
    tree, begun, ends = page.tree, list[tuple[str, int]](), dict[str, int]()
    for count, found in enumerate(_MARK.finditer(tree.markup), 1):
        element = bisect_right(tree.start, found.start()) - 1
        attributes = tree.attributes(element) if element >= 0 else {}
        if "data-mw-comment-start" in attributes:
            begun.append((page.attribute_text(element, "id"), element))
        elif "data-mw-comment-end" in attributes:
            ends[page.attribute_text(element, "data-mw-comment-end")] = element
        if count % SLICE_MARKS == 0:
            yield
    last = len(tree.markup)
    marks: list[_Mark] = []
    for (name, element), (_, after) in pairwise([*begun, ("", -1)]):
        limit = tree.start[after] if after >= 0 else last
        end = tree.start[ends[name]] if name in ends else limit
        marks.append(_Mark(name, element, tree.end[element], max(tree.end[element], min(end, limit))))
    return marks


def _level(page: Page, mark: _Mark) -> int:
    """The level of a heading."""
    names = (page.tree.names[one] for one in islice(page.tree.ancestors(mark.element), MAX_WRAPPERS))
    levels = (_HEADING.fullmatch(name) for name in names)
    return next((int(level[1]) for level in levels if level), SECTION_LEVEL)


def _comment(page: Page, part: Rendering, mark: _Mark, ids: dict[tuple[str, str], str]) -> Iterator[None]:
    """Add a comment. `ids` are those of the section by author and time, as replies refer to them."""
    stated = _ID.fullmatch(mark.id)
    name, time = (stated["name"], stated["time"]) if stated else ("", "")
    to = _TO.fullmatch(stated["to"] or "") if stated else None
    author = name.replace("_", " ")
    edits = yield from _edits(page, mark, author)
    # As ISO 8601, in which newer versions leave out all signs.
    moment = iso_time(time if "T" in time else f"{time[:8]}T{time[8:]}Z") or (NO_TIME, None)
    url = part.discussion.article.url
    post = Post(
        author=author,
        text=(yield from page.rendered(mark.start, mark.end, edits)),
        id=mark.id,
        parent_id=ids.get((to["name"], to["time"]), "") if to else "",
        time=moment[0],
        zone=moment[1],
        permalink=f"{url.partition('#')[0]}#{mark.id}" if url else "",
        object_span=(page.tree.start[mark.element], mark.end),
        body_span=(mark.start, mark.end),
    )
    ids[name, time] = mark.id
    part.mark(page.tree.start[mark.element], mark.start, "author")
    part.hold(post)


def _edits(page: Page, mark: _Mark, author: str) -> Generator[None, None, list[Edit]]:
    """What is left out of the words of a comment: buttons, and the signature."""
    tree, edits, links, stamp = page.tree, list[tuple[int, int, str]](), list[int](), -1
    at, count = mark.element + 1, 0
    while at < len(tree) and tree.start[at] < mark.end:
        count += 1
        if count % SLICE_ELEMENTS == 0:
            yield
        attributes = tree.attributes(at)
        classes = attributes.get("class", "").split()
        if not BUTTONS.isdisjoint(classes):
            edits.append((tree.start[at], min(tree.end[at], mark.end), ""))
            at = tree.stop[at]
            continue
        if STAMP_LINK in classes:
            stamp = tree.end[at]
        elif "href" in attributes and author and _leads_to(page.attribute_text(at, "href", MAX_STAMP), author):
            links.append(at)
        at += 1
    signature = _signature(page, mark, links, stamp)
    if signature is not None:
        edits = [edit for edit in edits if not signature[0] <= edit[0] < signature[1]]
        edits.append((*signature, ""))
    return sorted(edits)


def _leads_to(href: str, author: str) -> bool:
    """Whether an address is that of a user's page or talk page: `/wiki/User:Ada_Rook`, `title=User_talk:Ada_Rook`."""
    words = unquote(href.partition("#")[0].partition("&")[0]).replace("_", " ")
    return words.casefold().endswith((f":{author}".casefold(), f"/{author}".casefold()))


def _is_near(page: Page, before: int, after: int) -> bool:
    """Whether there is next to no text between two links."""
    start, end = page.tree.end[before], page.tree.start[after]
    return end - start <= MAX_STAMP and len(html_text(page.markup(start, end))) <= MAX_GAP


def _signature(page: Page, mark: _Mark, links: list[int], stamp: int) -> tuple[int, int] | None:
    """The place of the signature: from the first of the links to pages of the author that follow each other at the end,
    with the elements around it, to the end of the time behind the last one."""
    if not links:
        return None
    tree, first = page.tree, len(links) - 1
    while first and _is_near(page, links[first - 1], links[first]):
        first -= 1
    end = stamp
    if end < tree.end[links[-1]]:
        behind = tree.end[links[-1]]
        found = _STAMP.search(tree.markup, behind, min(mark.end, behind + MAX_STAMP))
        if found is None:
            return None
        end = found.end()
    start = tree.start[links[first]]
    for around in islice(tree.ancestors(links[first]), MAX_WRAPPERS):
        is_within = mark.start <= tree.start[around] and tree.end[around] <= mark.end
        if not is_within or html_text(page.markup(tree.inner[around], start)).strip():
            break
        start = tree.start[around]
    dash = _BEFORE_SIGNATURE.search(tree.markup, max(mark.start, start - 40), start)
    return dash.start() if dash else start, end
