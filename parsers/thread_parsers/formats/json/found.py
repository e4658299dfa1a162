"""A discussion in JSON of no known kind, read by the shape of its comments."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from thread_parsers.bodies.html import html_words_without_links
from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.formats.json import fields, names, stated
from thread_parsers.formats.json.nested import Nested
from thread_parsers.formats.json.shape import (
    Shape,
    author_name,
    comment_in,
    has_shape,
    identity,
    parent_of,
    score_of,
    shape_of,
    words,
    written_by,
)
from thread_parsers.markup.entities import decode_entities
from thread_parsers.times.times import TimeReader

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator, Mapping

    from thread_parsers.discussion.rendering import Rendering
    from thread_parsers.formats.json.nested import NestedReader

SLICE_MEMBERS = 1 << 10
"""Members of one comment that are looked at between two yields."""
SLICE_BYTES = 1 << 16
"""Bytes of comments that are read between two yields."""
_STATES = {
    "deleted": "deleted",
    "isdeleted": "deleted",
    "removed": "removed",
    "isremoved": "removed",
    "hidden": "hidden",
}
_UTC = ("gmt", "utc")
"""How the keys of times end that are in UTC."""
_EDITED = frozenset({"edited", "isedited", "editedat"})


class _Replies(NamedTuple):
    """A list of comments that is being read, and the comment around it."""

    items: Iterator[Nested]
    shape: Shape
    row: int = -1
    name: str = ""
    """The id of the comment."""


class FoundDiscussion:
    """One discussion: an object with a title, and lists of comments below it."""

    def __init__(self, reader: NestedReader, rendering: Rendering, shape: Shape, people: Mapping[str, str]) -> None:
        self._reader, self._rendering, self._people = reader, rendering, people
        self._times = TimeReader()
        if shape.is_html:
            rendering.discussion.body_form = "html"
        self._is_flat = bool(shape.id and (shape.parent or shape.is_dotted))
        """Whether comments name their parents; otherwise replies are inside of them."""

    def article(self, holder: Nested) -> None:
        """Read the object with the title as the article."""
        reader, rendering = self._reader, self._rendering
        values = reader.members(holder)
        keys = {names.normal(key): key for key in values}
        for known in (names.TITLES, names.ARTICLE_TEXTS):
            key = next((keys[name] for name in known if name in keys and fields.text(values, keys[name]).strip()), "")
            if key:
                words = stated.plain(fields.text(values, key))
                place = stated.place(reader, holder, values, key)
                if known is names.ARTICLE_TEXTS:
                    rendering.article(words, *place)
                else:
                    rendering.title(words if isinstance(words, str) else words[0], *place)
        article = rendering.discussion.article
        strong = (keys[name] for name in names.AUTHORS if name in keys and name not in names.WEAK_AUTHORS)
        article.author = next(filter(None, (author_name(reader, values[key], self._people) for key in strong)), None)
        times = (self._time(values[keys[name]]) for name in names.TIMES if name in keys)
        seconds, zone = next((time for time in times if time[0] != NO_TIME), (NO_TIME, None))
        article.time = None if seconds == NO_TIME else rendering.moment(seconds, zone)
        links = (fields.text(values, keys[name]) for name in names.LINKS if name in keys)
        article.url = next((link for link in links if link.startswith("http")), None)

    def comments(self, items: Iterator[Nested], shape: Shape) -> Iterator[None]:
        """Read a list of comments, with the lists of comments that are inside of them."""
        rendering = self._rendering
        stack = [_Replies(items, shape)]
        count = read = 0
        while stack:
            replies = stack[-1]
            item = next(replies.items, None)
            if item is None:
                stack.pop()
                continue
            comment, values = comment_in(self._reader, item, replies.shape)
            post = self._post(comment, values, replies.shape)
            post.object_span = item.start, item.end
            if not post.author and not post.text:
                rendering.mark(item.start, item.end, "skipped")
                continue
            row = -1
            if len(values) <= SLICE_MEMBERS:
                inner = self._replies(values.items(), replies.shape)
            else:
                inner = yield from self._replies_in_steps(values, replies.shape)
            if inner is not None and post.body_span:
                post.object_span = item.start, post.body_span[1]
            if self._is_flat:
                post.parent_id = post.parent_id or replies.name
                rendering.hold(post)
            else:
                row = rendering.add(post, replies.row)
            if inner is not None:
                stack.append(_Replies(self._reader.items(inner[0]), inner[1], row, post.id))
            count += 1
            read += item.end - item.start
            if count % stated.SLICE_COMMENTS == 0 or read >= SLICE_BYTES:
                read = 0
                rendering.discussion.bytes_read = item.end
                yield

    def finish(self) -> Iterator[None]:
        """Put comments in thread order."""
        if self._is_flat:
            yield from self._rendering.thread()

    def _replies_in_steps(
        self, values: dict[str, Any], shape: Shape
    ) -> Generator[None, None, tuple[Nested, Shape] | None]:
        """The same as `_replies` of all members of a comment, in steps: there may be a hundred thousand."""
        members = iter(values.items())
        while some := list(islice(members, SLICE_MEMBERS)):
            found = self._replies(some, shape)
            if found is not None:
                return found
            yield
        return None

    def _replies(self, members: Iterable[tuple[str, Any]], shape: Shape) -> tuple[Nested, Shape] | None:
        """The list of replies among members of a comment, directly or one level down, and the shape of those."""
        for key, value in members:
            if not isinstance(value, Nested) or key in shape:
                continue
            lists = [value] if value.is_list else islice(self._reader.members(value).values(), SLICE_MEMBERS)
            for inner in lists:
                if not isinstance(inner, Nested) or not inner.is_list:
                    continue
                if has_shape(self._reader, inner, shape):
                    return inner, shape
                if names.normal(key) in names.REPLIES:
                    other, _ = shape_of(self._reader, self._reader.items(inner), self._people)
                    if other is not None:
                        return inner, other
        return None

    def _post(self, item: Nested, values: dict[str, Any], shape: Shape) -> Post:
        reader = self._reader
        time = values.get(shape.time)
        clock = fields.text(values, shape.clock)
        time = f"{time} {clock.strip()}" if clock and isinstance(time, str) else time
        seconds, zone = self._time(time)
        zone = 0 if zone is None and seconds != NO_TIME and names.normal(shape.time).endswith(_UTC) else zone
        link = fields.text(values, shape.link)
        body = words(reader, values.get(shape.text))
        is_text = isinstance(values.get(shape.text), str)
        marks = {names.normal(key): True for key in names.first_keys(values) if values[key] is True}
        name = identity(reader, values.get(shape.id))
        before_dot = name.rpartition(".")[0] if shape.is_dotted else ""
        author = written_by(reader, values, shape.author, self._people)
        return Post(
            author=decode_entities(author) if shape.is_html and "&" in author else author,
            text=html_words_without_links(body) if shape.is_html else body,
            id=name,
            parent_id=parent_of(reader, values.get(shape.parent)) or before_dot,
            time=seconds,
            zone=zone,
            time_text=time if seconds == NO_TIME and isinstance(time, str) else "",
            time_unit=stated.time_unit([time], 0) if seconds != NO_TIME else None,
            likes=score_of(reader, values.get(shape.likes)),
            state=next((_STATES[key] for key in marks if key in _STATES), ""),
            edited=None if _EDITED.isdisjoint(marks) else "",
            permalink=link if link.startswith("http") else "",
            object_span=(item.start, item.end),
            body_span=reader.string_place(item, shape.text, values[shape.text]) if is_text else None,
        )

    def _time(self, value: object) -> tuple[int, int | None]:
        """A time as ISO 8601 or since 1970, in seconds or milliseconds."""
        if isinstance(value, Nested):
            members = self._reader.members(value)
            value = next((members[key] for key in names.IDENTITIES if key in members), None)
        return stated.written_time(self._times, value)
