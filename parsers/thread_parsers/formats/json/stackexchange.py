"""Stack Exchange: answers of its API: questions with answers and comments, or answers or comments alone.

Each question is a discussion. Names, titles and Markdown come with entities; which bodies are there depends on the
filter of the request, and by default there are none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.bodies.html import html_words
from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, flat, stated
from thread_parsers.formats.json.brackets import Nested
from thread_parsers.formats.json.nested import NestedReader
from thread_parsers.markup.entities import decode_entities

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.bodies import Body, Markup
    from thread_parsers.discussion.discussion import Discussion

WHOLE = ("owner",)
ESCAPED = frozenset("<>\"'")
"""Characters that are never in what the API has escaped."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the posts of a file."""
    reader = NestedReader(discussion.file)
    yield from reader.index()
    yield from _Answers(reader, Rendering(discussion)).read()


class _Answers:
    """The file: one answer of the API or several, or the items of one."""

    def __init__(self, reader: NestedReader, rendering: Rendering) -> None:
        self._reader, self._first = reader, rendering
        self._loose: Rendering | None = None
        """Posts whose question is not in the file."""
        self._asker = ""
        """The id of who asked the question that is being read."""

    def read(self) -> Iterator[None]:
        """Read all items, one after another."""
        for number, item in enumerate(self._items(), 1):
            yield from self._item(item)
            if number % stated.SLICE_COMMENTS == 0:
                yield
        self._first.note_damage(self._reader.damaged)

    def _items(self) -> Iterator[Nested]:
        reader = self._reader
        for root in reader.roots():
            for page in reader.elements(root):
                values = reader.members(page)
                if isinstance(values.get("items"), Nested):
                    if fields.flag(values, "has_more"):
                        self._first.note("comments", "the answer has more pages, which are not in the file")
                    yield from reader.items(values["items"])
                else:
                    yield page

    def _item(self, item: Nested) -> Iterator[None]:
        values = self._reader.members(item, WHOLE)
        if "question_id" in values and "answer_id" not in values:
            yield from self._question(item, values)
        elif "answer_id" in values or "comment_id" in values:
            if self._loose is None:
                self._loose = self._first.part()
            self._asker = ""
            yield from self._post(self._loose, item, values, -1)

    def _question(self, item: Nested, values: dict[str, Any]) -> Iterator[None]:
        rendering = self._first.part()
        discussion = rendering.discussion
        article, engagement = discussion.article, discussion.engagement
        rendering.title(
            decode_entities(fields.text(values, "title")), *stated.place(self._reader, item, values, "title")
        )
        rendering.article(*self._body(item, values))
        article.author = decode_entities(fields.text(values, "owner", "display_name")) or None
        time = fields.epoch(values, "creation_date")
        article.time = rendering.moment(time) if time is not None else None
        article.url = fields.text(values, "link") or None
        engagement.likes = fields.integer(values, "score")
        engagement.views = fields.integer(values, "view_count")
        self._asker = fields.identifier(values, "owner", "user_id")
        answers, comments = (fields.integer(values, f"{kind}_count") for kind in ("answer", "comment"))
        if answers is not None and "answers" in values:
            engagement.comments = answers + (comments or 0 if "comments" in values else 0)
            discussion.receipt.declared_comments = engagement.comments
        for key in ("comments", "answers"):
            for post in self._reader.items(values.get(key)):
                yield from self._post(rendering, post, self._reader.members(post, WHOLE), -1)

    def _post(self, rendering: Rendering, item: Nested, values: dict[str, Any], parent: int) -> Iterator[None]:
        """Add an answer with the comments on it, or a comment."""
        time, edited = fields.epoch(values, "creation_date"), fields.epoch(values, "last_edit_date")
        text, start, end = self._body(item, values)
        asker = fields.identifier(values, "owner", "user_id")
        post = Post(
            author=decode_entities(fields.text(values, "owner", "display_name")),
            text=text,
            id=fields.identifier(values, "answer_id") or fields.identifier(values, "comment_id"),
            time=NO_TIME if time is None else time,
            zone=0,
            likes=stated.score(values, "score"),
            badge="OP" if asker and asker == self._asker else "",
            edited=flat.iso(edited) if edited is not None else "" if fields.flag(values, "edited") else None,
            permalink=fields.text(values, "share_link") or fields.text(values, "link"),
            accepted=fields.flag(values, "is_accepted"),
            object_span=(item.start, end),
            body_span=(start, end),
        )
        row = rendering.add(post, parent)
        if "answer_id" not in values:
            return
        comments = fields.integer(values, "comment_count")
        discussion = rendering.discussion
        if comments is not None and "comments" in values and discussion.receipt.declared_comments is not None:
            discussion.receipt.declared_comments += comments
            discussion.engagement.comments = discussion.receipt.declared_comments
        for number, comment in enumerate(self._reader.items(values.get("comments")), 1):
            yield from self._post(rendering, comment, self._reader.members(comment, WHOLE), row)
            if number % stated.SLICE_COMMENTS == 0:
                yield

    def _body(self, item: Nested, values: dict[str, Any]) -> tuple[str | Body | Markup, int, int]:
        """The words of a post, and the bytes of the file that have them."""
        markdown = fields.text(values, "body_markdown")
        if markdown:
            # Escaped Markdown has no angle brackets; other programs write this member without escaping it.
            words = markdown if ESCAPED.intersection(markdown) else decode_entities(markdown)
            return words, *stated.place(self._reader, item, values, "body_markdown")
        return html_words(fields.text(values, "body")), *stated.place(self._reader, item, values, "body")
