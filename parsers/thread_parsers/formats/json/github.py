"""GitHub: issues, pull requests and discussions as JSON of the REST API, of `gh --json`, or of GraphQL.

Two shapes:

- A list of comments (REST). Each names its issue or pull request, which is not in the file; review comments name the
  one that they reply to.
- A topic with its comments inside (`gh --json`, GraphQL), or without any (a REST issue). Comments are in lists or in
  connections (`nodes`, `edges`), anywhere below `data`; replies are inside their comment.

Both are found by what an object has, not by where it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.bodies.html import html_words_without_links
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, stated
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.json.github_posts import DECODED, author, body_key, is_comment, is_topic, likes, post
from thread_parsers.formats.json.nested import NestedReader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion

COMMENT_LISTS = (
    "comments", "reviews", "reviewThreads", "timelineItems", "replies",
    "comments_data", "reviews_data", "review_comments_data",
    "comment_regular_data", "comment_data", "review_data",
)  # fmt: skip
"""Members of a topic, a review or a comment that hold comments, in the order in which they are read. Those that end in
`_data` are of Perceval and of github-backup, which store all answers about a topic in one object."""
COUNTED_LISTS = frozenset({"comments", "reviews", "replies"})
"""Those whose `totalCount` counts comments."""
TOPICS = ("issue", "pullRequest", "pull_request", "discussion")
"""Members that are a topic, beside a list of its comments."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read all topics and comments of a file."""
    reader = NestedReader(discussion.file)
    yield from reader.index()
    first = Rendering(discussion)
    listed = _Listed(reader, first)
    topic: _Topic | None = None
    waiting: list[Iterator[Nested]] = [reader.roots()]
    count = 0
    while waiting:
        count += 1
        if count % stated.SLICE_COMMENTS == 0:
            yield
        nested = next(waiting[-1], None)
        if nested is None:
            waiting.pop()
            continue
        if nested.is_list:
            waiting.append(reader.items(nested))
            continue
        values = reader.members(nested, whole=DECODED)
        if is_topic(values, COMMENT_LISTS):
            name = _name(values)
            if topic is None or topic.name != name:
                if topic is not None:
                    topic.finish()
                topic = _Topic(reader, first.part(), name)
            yield from topic.read(nested, values)
        elif is_comment(values):
            listed.comment(nested, values)
        else:
            waiting.append(iter([value for value in values.values() if isinstance(value, Nested)]))
        discussion.bytes_read = nested.end
    if topic is not None:
        topic.finish()
    yield from listed.finish()
    first.note_damage(reader.damaged)


def _name(values: dict[str, Any]) -> str:
    """What tells one topic from another: pages of one are read as one."""
    found = (fields.identifier(values, key) for key in ("id", "url", "number", "title"))
    return next(filter(None, found), "")


class _Listed:
    """Comments in lists, those of each issue in a part of their own."""

    def __init__(self, reader: NestedReader, first: Rendering) -> None:
        self._reader, self._first = reader, first
        self._renderings: dict[str, Rendering] = {}
        """By the address of the issue."""

    def comment(self, nested: Nested, values: dict[str, Any]) -> None:
        """Hold a comment."""
        keys = ("issue_url", "pull_request_url", "commit_id")
        issue = next(filter(None, (fields.text(values, key) for key in keys)), "").replace("/pulls/", "/issues/")
        rendering = self._renderings.get(issue)
        if rendering is None:
            rendering = self._renderings[issue] = self._first.part()
            rendering.discussion.article.url = fields.text(values, "html_url").partition("#")[0] or None
        comment = post(self._reader, nested, values)
        comment.parent_id = fields.identifier(values, "in_reply_to_id")
        rendering.hold(comment)

    def finish(self) -> Iterator[None]:
        """Put the comments of all issues in thread order."""
        for rendering in self._renderings.values():
            yield from rendering.thread()


class _Comments:
    """A list of comments that is being read."""

    def __init__(self, items: Iterator[Nested], parent: int, *, is_thread: bool, is_counted: bool) -> None:
        self.items = items
        self.parent = parent
        """The row of the comment above."""
        self.is_thread = is_thread
        """Whether the first comment is the one that the others reply to."""
        self.is_counted = is_counted
        """Whether the file states how many there are."""


class _Topic:
    """One issue, pull request or discussion, in one or more pages."""

    def __init__(self, reader: NestedReader, rendering: Rendering, name: str) -> None:
        self.name = name
        self._reader, self._rendering = reader, rendering
        self._stack: list[_Comments] = []
        """The lists that are being read, outermost last."""
        self._answer = ""
        """The id of the accepted answer."""
        self._stated: dict[str, int] = {}
        """How many comments each list of the topic has, as stated. Each page states it again."""
        self._stated_inside = 0
        """How many replies are stated."""
        self._has_more: dict[str, bool] = {}
        """Whether the site has more comments of a list than were read so far, and the file does not state how many."""
        self._counted = self._uncounted = 0
        """Comments that were read, in lists whose number is stated and in others."""

    def read(self, topic: Nested, values: dict[str, Any]) -> Iterator[None]:
        """Read the topic and all comments in it."""
        self._article(topic, values)
        self._open(values, -1)
        count = 0
        while self._stack:
            comments = self._stack[-1]
            nested = next(comments.items, None)
            if nested is None:
                self._stack.pop()
                continue
            self._item(nested, comments)
            count += 1
            if count % stated.SLICE_COMMENTS == 0:
                yield
        if self._stated or self._stated_inside:
            discussion = self._rendering.discussion
            declared = sum(self._stated.values()) + self._stated_inside
            discussion.engagement.comments = discussion.receipt.declared_comments = declared + self._uncounted
            discussion.receipt.stub_comments = max(declared - self._counted, 0)

    def finish(self) -> None:
        """Note what is missing when all pages have been read."""
        if any(self._has_more.values()):
            self._rendering.note("comments", "there are more comments than the file has")

    def _item(self, nested: Nested, comments: _Comments) -> None:
        """Read an element of a list: a comment, a thread of comments, or an event of the time line."""
        values = self._reader.members(nested, whole=DECODED)
        if isinstance(values.get("node"), Nested):  # an edge of a connection
            nested = values["node"]
            values = self._reader.members(nested, whole=DECODED)
        if not is_comment(values):
            opened = self._open(values, comments.parent, is_thread=True)
            if not opened:
                self._rendering.mark(nested.start, nested.end, "skipped")
            return
        comment = post(self._reader, nested, values)
        comment.accepted = comment.accepted or bool(self._answer and self._answer == comment.id)
        if any(isinstance(values.get(key), Nested) for key in COMMENT_LISTS) and comment.body_span:
            comment.object_span = nested.start, comment.body_span[1]
        row = self._rendering.add(comment, comments.parent)
        if comments.is_thread:
            comments.parent, comments.is_thread = row, False
        if comments.is_counted:
            self._counted += 1
        else:
            self._uncounted += 1
        self._open(values, row)

    def _open(self, values: dict[str, Any], parent: int, *, is_thread: bool = False) -> bool:
        """Begin the lists of comments that are in an object. Returns whether there are any."""
        opened = []
        for key in COMMENT_LISTS:
            nested = values.get(key)
            if not isinstance(nested, Nested):
                continue
            total = None
            if not nested.is_list:
                connection = self._reader.members(nested, whole=DECODED)
                nested = connection.get("nodes") or connection.get("edges")
                if key in COUNTED_LISTS:
                    total = fields.integer(connection, "totalCount")
                if total is None and parent < 0:
                    self._has_more[key] = fields.flag(connection, "pageInfo", "hasNextPage")
                self._count(key, parent, total)
            items = self._reader.items(nested)
            opened.append(_Comments(items, parent, is_thread=is_thread, is_counted=total is not None))
        self._stack.extend(reversed(opened))
        return bool(opened)

    def _count(self, key: str, parent: int, total: int | None) -> None:
        if total is not None and total > 0 and parent < 0:
            self._stated[key] = max(self._stated.get(key, 0), total)
        elif total is not None and total > 0:
            self._stated_inside += total

    def _article(self, topic: Nested, values: dict[str, Any]) -> None:
        for key in TOPICS:
            inner = values.get(key)
            if isinstance(inner, Nested) and "title" not in values:
                topic, values = inner, self._reader.members(inner, whole=DECODED)
        rendering, article = self._rendering, self._rendering.discussion.article
        self._answer = self._answer or fields.identifier(values, "answer", "id")
        if article.title_span is not None:
            return  # another page of the topic
        rendering.title(fields.text(values, "title"), *stated.place(self._reader, topic, values, "title"))
        key = body_key(values)
        body = fields.text(values, key)
        words = html_words_without_links(body) if key == "bodyHTML" else body
        if key == "bodyHTML":
            rendering.discussion.body_form = "html"
        rendering.article(words, *stated.place(self._reader, topic, values, key))
        if "author" in values or "user" in values:
            article.author = author(values)
        article.time = stated.article_time(values, "created_at") or stated.article_time(values, "createdAt")
        article.url = fields.text(values, "html_url") or fields.text(values, "url") or None
        engagement, receipt = rendering.discussion.engagement, rendering.discussion.receipt
        engagement.likes = likes(values)
        stated_comments = [fields.integer(values, key) for key in ("comments", "review_comments")]
        if any(number is not None for number in stated_comments):
            engagement.comments = receipt.declared_comments = sum(filter(None, stated_comments))
