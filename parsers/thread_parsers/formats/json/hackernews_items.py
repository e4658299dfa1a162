"""Hacker News: items of the API of the site (`/v0/item/ID`), one or as many as a tool has put together.

An item names its parent and, in `kids`, its replies in the order in which the site shows them. A story alone is an
article. `deleted` items have no author and no words, `dead` ones may have both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.bodies.html import html_text, html_words_without_links
from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import Value, fields, stated
from thread_parsers.formats.json.gathered import Gathered
from thread_parsers.formats.json.hackernews import address
from thread_parsers.formats.threads import Threads
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

INSIDE = frozenset({"root", "story", "item", "items", "comments", "children", "replies", "data"})
"""Keys under which tools put items."""
STORIES = frozenset({"story", "job", "poll"})
"""Types of items that are not comments or options of a poll."""
_SIGNS = frozenset({"by", "type", "time", "parent", "kids", "deleted", "dead"})
"""Members of which an item has one at least."""
_BELOW = ("kids", "children", "comments", "replies")
"""Keys under which tools put the replies themselves in place of their ids."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the items of a file: first how they belong together, then what they say."""
    first = Rendering(discussion)
    gathered = Gathered(discussion.file, INSIDE)
    links = _Links()
    for number, item in enumerate(_items(gathered), 1):
        if item is None or number % stated.SLICE_COMMENTS == 0:
            yield
        if item is not None:
            links.add(item.value)
            discussion.bytes_read = item.end // 2
    stories = Threads(first)
    for number, item in enumerate(_items(gathered), 1):
        if item is None or number % stated.SLICE_COMMENTS == 0:
            yield
        if item is None:
            continue
        discussion.bytes_read = (discussion.file.size + item.end) // 2
        part = stories.part(links.story_of(fields.identifier(item.value, "id")))
        if _is_story(item.value):
            _story(part, gathered, item)
        elif fields.text(item.value, "type") == "pollopt":
            part.article(_option(item.value), *gathered.place(item, "text"))
        else:
            part.hold(_post(gathered, item, links))
    first.discussion.receipt.stub_comments = links.missing()
    yield from stories.finish()
    gathered.note_damage(first)


class _Links:
    """Which items belong to which."""

    def __init__(self) -> None:
        self._parents: dict[str, str] = {}
        """The parent that each item in the file states."""
        self._listed: dict[str, tuple[str, int]] = {}
        """Of each item that another one names in `kids`: the other one, and the place there."""
        self._stories: dict[str, str] = {}
        """The stories of the file, and of the items above which they were found."""
        self._story_count = 0

    def add(self, item: dict[str, Any]) -> None:
        """Take the links of an item."""
        name = fields.identifier(item, "id")
        if _is_story(item):
            self._stories[name] = name
            self._story_count += 1
        self._parents.setdefault(name, fields.identifier(item, "parent") or fields.identifier(item, "poll"))
        for index, kid in enumerate(_kids(item)):
            self._listed.setdefault(kid, (name, index))

    def parent(self, name: str) -> str:
        """The parent of an item: as it states, or the item that lists it; empty for an answer to a story."""
        above = self._above(name)
        return "" if self._stories.get(above) == above else above

    def rank(self, name: str) -> int:
        """The place of an item among the replies to its parent; last if no item lists it."""
        return self._listed[name][1] if name in self._listed else len(self._listed)

    def story_of(self, name: str) -> str:
        """The story above an item if the file has several; empty if it is not in the file."""
        if self._story_count < 2:
            return ""
        path: dict[str, None] = {}
        while name and name not in self._stories and name not in path:
            path[name] = None
            name = self._above(name)
        story = self._stories.get(name, "")
        self._stories.update(dict.fromkeys(path, story))
        return story

    def missing(self) -> int:
        """How many items are listed and not in the file."""
        return sum(name not in self._parents for name in self._listed)

    def _above(self, name: str) -> str:
        return self._parents.get(name) or self._listed.get(name, ("", 0))[0]


def _items(gathered: Gathered) -> Iterator[Value | None]:
    """The items of a file, those that are inside others too, each with the ids of its replies in `kids`; None for
    anything else."""
    for found in gathered.objects():
        if found is None:
            yield None
            continue
        waiting = [found]
        while waiting:
            item = waiting.pop()
            below = [reply for key in _BELOW for reply in fields.objects(item.value, key)]
            if below:
                waiting.extend(Value(reply, *found[1:3], whole=False) for reply in reversed(below))
                item = item._replace(value={**item.value, "kids": [reply.get("id") for reply in below]})
            yield item if "id" in item.value and not _SIGNS.isdisjoint(item.value) else None


def _kids(item: dict[str, Any]) -> list[str]:
    kids = item.get("kids")
    return [fields.identifier(kid) for kid in kids] if isinstance(kids, list) else []


def _is_story(item: dict[str, Any]) -> bool:
    return fields.text(item, "type") in STORIES or ("title" in item and "parent" not in item)


def _story(part: Rendering, gathered: Gathered, item: Value) -> None:
    values, discussion = item.value, part.discussion
    article, engagement = discussion.article, discussion.engagement
    if article.title_span is None:
        part.title(fields.text(values, "title"), *gathered.place(item, "title"))
    part.article(html_words_without_links(fields.text(values, "text")), *gathered.place(item, "text"))
    time = fields.epoch(values, "time")
    article.author = fields.text(values, "by") or None
    article.time = None if time is None else part.moment(time)
    article.url = fields.text(values, "url") or address(fields.identifier(values, "id")) or None
    engagement.likes = fields.integer(values, "score")
    engagement.comments = discussion.receipt.declared_comments = fields.integer(values, "descendants")


def _option(item: dict[str, Any]) -> str:
    """An option of a poll, with its points."""
    points = fields.integer(item, "score")
    more = "" if points is None else f" ({counted(points, 'point')})"
    return f"- {html_text(fields.text(item, 'text'))}{more}"


def _post(gathered: Gathered, item: Value, links: _Links) -> Post:
    values = item.value
    name, time = fields.identifier(values, "id"), fields.epoch(values, "time")
    return Post(
        author=fields.text(values, "by"),
        text=html_words_without_links(fields.text(values, "text")),
        id=name,
        parent_id=links.parent(name),
        rank=links.rank(name),
        time=NO_TIME if time is None else time,
        zone=None if time is None else 0,
        replies=len(_kids(values)) or -1,
        state=next((state for state in ("deleted", "dead") if fields.flag(values, state)), ""),
        permalink=address(name),
        object_span=(item.start, item.end),
        body_span=gathered.place(item, "text"),
    )
