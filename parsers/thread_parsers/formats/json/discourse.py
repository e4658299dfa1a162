"""Discourse: a topic as JSON (`/t/ID.json`), or several in a list or one after another.

The first post is the article, if it is there: a later page of a topic does not have it. `stream` names the ids of all
posts of the topic, `posts` usually has the first 20. Posts refer to each other by their numbers in the topic. A list of
posts without their topics (`/posts.json`) is divided by topic.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from thread_parsers.bodies import Markup
from thread_parsers.bodies.html import html_words
from thread_parsers.discussion.posts import Posts
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import Value, batches, fields, stated
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.json.listed import ListReader
from thread_parsers.formats.json.places import finder

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from thread_parsers.bodies import Body
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.json.listed import Run
    from thread_parsers.source.source import Source

_DECODED = ("actions_summary",)
"""Members that are decoded together with a post."""
_POSTS = re.compile(rb'\A(?:\xef\xbb\xbf)?[\s\[]*+\{\s*+"post_stream"\s*+:\s*+\{\s*+"posts"\s*+:\s*+\[(?=\s*+\{)')
"""Where the posts of a topic begin, which are read before what the page says of the topic."""
_FIND_WORDS = finder("cooked", finds_empty=True)
SLICE_IDS = 1 << 12
"""Ids of posts between two yields."""
_LIKE = 2
"""The id of likes among the actions on a post."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the topics of a file."""
    yield from read_topics(discussion.file, Rendering(discussion))


def read_topics(file: Source, first: Rendering) -> Iterator[None]:
    """Read topics from a file, or from a part of one, into `first` and further parts of it."""
    reader = ListReader(file)
    last: _Topic | None = None
    ahead: _Topic | None = None
    if (yield from reader.find_list(_POSTS, "{{[", "[{{[")):
        ahead = _Topic(reader, first.part(), "")
        yield from ahead.read_ahead()
    yield from reader.index()
    loose: dict[str, _Topic] = {}
    for root in reader.roots():
        yield
        listed = reader.members(root).get("latest_posts", root)
        for page in reader.items(listed) if isinstance(listed, Nested) and listed.is_list else (root,):
            values = reader.members(page, whole=_DECODED)
            if "cooked" in values and "post_number" in values:
                name = fields.identifier(values, "topic_id")
                if name not in loose:
                    loose[name] = _Topic(reader, first.part(), name)
                loose[name].hold([Value(values, page.start, page.end, whole=False)])
                continue
            stream = reader.members(values.get("post_stream"))
            name = fields.identifier(values, "id")
            if not isinstance(stream.get("posts"), Nested):
                continue
            if ahead is not None:
                last, ahead = ahead, None
                last.name = name
            elif last is None or not name or name != last.name:
                if last is not None:
                    yield from last.finish()
                last = _Topic(reader, first.part(), name)
            last.page(page, values)
            yield from last.posts(stream)
    for topic in (*loose.values(), ahead, last):
        if topic is not None:
            yield from topic.finish()
    first.note_damage(reader.damaged)


class _Topic:
    """One topic, in one or more pages."""

    def __init__(self, reader: ListReader, rendering: Rendering, name: str) -> None:
        self.name = name
        """The id of the topic."""
        self._reader, self._rendering = reader, rendering
        self._seen: set[str] = set()
        """The ids of posts that are in the file."""
        self._named: dict[str, None] = {}
        """The ids of posts that the topic has."""
        self._lists: list[Nested] = []
        """The lists of these ids, one a page."""
        self._loose_title: tuple[str, int, int] | None = None
        """The title that a post names, and its place, for topics whose page has none."""

    def page(self, page: Nested, values: dict[str, Any]) -> None:
        """Read what a page says of its topic."""
        discussion = self._rendering.discussion
        title = fields.text(values, "title")
        if discussion.article.title_span is None:
            self._rendering.title(title, *stated.place(self._reader, page, values, "title"))
        posts = fields.integer(values, "posts_count")
        if posts is not None and posts > 0:
            discussion.receipt.declared_comments = discussion.engagement.comments = posts - 1
        discussion.engagement.likes = fields.integer(values, "like_count")
        discussion.engagement.views = fields.integer(values, "views")

    def read_ahead(self) -> Iterator[None]:
        """Read the posts that the reader gives before it has seen the rest of the page."""
        for nested in self._reader.first_elements(self._take):
            if nested is not None:
                self.hold([self._reader.decoded(nested, _DECODED)])
            yield

    def _take(self, run: Run) -> Generator[None, None, bool]:
        self.hold([item for item in run.items if item[0]])
        self._rendering.discussion.bytes_read = run.end
        yield
        return True

    def posts(self, stream: dict[str, Any]) -> Iterator[None]:
        """Read the posts of a page."""
        rendering, reader = self._rendering, self._reader
        for some in reader.decoded_lists(stream["posts"], _DECODED):
            self.hold(some)
            rendering.discussion.bytes_read = some[-1].end
            yield
        names = stream.get("stream")
        if isinstance(names, Nested):
            ids = reader.value(names).value
            yield
            for some in _slices(ids if isinstance(ids, list) else []):
                self._named.update(dict.fromkeys(map(fields.identifier, some)))
                yield
            self._lists.append(names)

    def hold(self, posts: Sequence[Value]) -> None:
        """Read some posts: the first one of the topic is the article."""
        objects = [item[0] for item in posts]
        self._seen.update(batches.identifiers(objects, "id"))
        if self._loose_title is None and any(batches.texts(objects, "topic_title")):
            named = [item for item in posts if fields.text(item.value, "topic_title").strip()]
            if named:
                title = fields.text(named[0].value, "topic_title")
                self._loose_title = title, *self._reader.place(named[0], "topic_title", title)
        numbers = batches.integers(objects, "post_number", 0)
        if 1 in numbers:
            for number, post in zip(numbers, posts, strict=True):
                if number == 1:
                    self._first_post(post)
            posts = [post for number, post in zip(numbers, posts, strict=True) if number != 1]
        if posts:
            self._rendering.hold_all(self._posts(posts))

    def finish(self) -> Iterator[None]:
        """Put the posts in thread order."""
        if self._loose_title is not None and self._rendering.discussion.article.title_span is None:
            self._rendering.title(*self._loose_title)
        missing = self._rendering.discussion.receipt.stub_comments = yield from self._missing()
        for names in self._lists if missing else ():
            self._rendering.mark(names.start, names.end, "stub")
        yield from self._rendering.thread()

    def _missing(self) -> Generator[None, None, int]:
        """The number of posts that are named and not in the file. Ids that were made anonymous may fit no post."""
        missing = 0
        for some in _slices(list(self._named)):
            missing += sum(name not in self._seen for name in some)
            yield
        return min(missing, max(len(self._named) - len(self._seen), 0))

    def _first_post(self, item: Value) -> None:
        rendering, article, values = self._rendering, self._rendering.discussion.article, item.value
        if not article.paragraph_spans:
            cooked = fields.text(values, "cooked")
            rendering.article(_words(values, html_words(cooked)), *self._reader.place(item, "cooked", cooked))
        article.author = fields.text(values, "username") or None
        article.time = stated.article_time(values, "created_at")

    def _posts(self, posts: Sequence[Value]) -> Posts:
        objects: list[dict[str, Any]] = [item[0] for item in posts]
        cooked = batches.texts(objects, "cooked")
        times, zones = batches.iso_times(objects, "created_at")
        versions, updated = batches.integers(objects, "version", 1), batches.texts(objects, "updated_at")
        parents, users = (
            batches.identifiers(objects, "reply_to_post_number"),
            batches.scores(objects, "reaction_users_count"),
        )
        return Posts(
            author=batches.texts(objects, "username"),
            text=_texts(objects, cooked),
            object_span=[item[1:3] for item in posts],
            id=batches.identifiers(objects, "post_number"),
            parent_id=["" if parent == "1" else parent for parent in parents],
            time=times,
            zone=zones,
            likes=list(map(_likes, objects, users)),
            replies=batches.counts(objects, "reply_count"),
            badge=_badges(objects),
            state=_states(objects),
            edited=[time if version > 1 else None for time, version in zip(updated, versions, strict=True)],
            permalink=batches.texts(objects, "post_url"),
            accepted=batches.flags(objects, "accepted_answer"),
            body_span=[] if all(item[3] for item in posts) else list(map(self._place, posts, cooked)),
            find_body=[_FIND_WORDS] * len(posts),
        )

    def _place(self, item: Value, cooked: str) -> tuple[int, int] | None:
        """The bytes of the words of a post that was not decoded as a whole."""
        return None if item.whole else self._reader.place(item, "cooked", cooked)


def _slices(ids: list[Any]) -> Iterator[list[Any]]:
    return (ids[at : at + SLICE_IDS] for at in range(0, len(ids), SLICE_IDS))


def _texts(objects: Sequence[dict[str, Any]], cooked: Sequence[str]) -> list[str | Body | Markup]:
    """The words of some posts."""
    words = map(html_words, cooked)
    return list(map(_words, objects, words) if any(batches.texts(objects, "action_code")) else words)


def _words(values: dict[str, Any], words: str | Body | Markup) -> str | Body | Markup:
    """The words of a post; of one that has none, what was done to the topic."""
    action = fields.text(values, "action_code")
    if isinstance(words, Markup) or not action or (words if isinstance(words, str) else words.text).strip():
        return words
    who = fields.text(values, "action_code_who")
    return f"[{action.replace('.', ' ').replace('_', ' ')}{f' @{who}' if who else ''}]"


def _likes(values: dict[str, Any], users: int) -> int:
    """The likes among the actions on a post; without any, the users who have reacted to it."""
    actions = values.get("actions_summary")
    for action in actions if type(actions) is list else ():
        number = action.get("id") if type(action) is dict else None
        if (number if type(number) is int else fields.integer(number)) == _LIKE:
            return stated.score(action, "count")
    return users


def _badges(objects: Sequence[dict[str, Any]]) -> list[str]:
    admins, moderators = batches.flags(objects, "admin"), batches.flags(objects, "moderator")
    return ["Admin" if first else "Mod" if second else "" for first, second in zip(admins, moderators, strict=True)]


def _states(objects: Sequence[dict[str, Any]]) -> list[str]:
    by_user, deleted, hidden = (
        batches.flags(objects, "user_deleted"), batches.texts(objects, "deleted_at"), batches.flags(objects, "hidden"),
    )  # fmt: skip
    return [
        "deleted" if first or second else "hidden" if third else ""
        for first, second, third in zip(by_user, deleted, hidden, strict=True)
    ]
