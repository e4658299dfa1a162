"""Stack Exchange: tables of a dump as rows. Posts.xml has questions and answers, Comments.xml comments on both.

Each question is a discussion with its answers as comments. The comments of Comments.xml are one discussion: the posts
that they are about are in another file. Names are in a third one, Users.xml in the same folder.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from thread_parsers.bodies.html import html_words
from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.origins import MAX_SEARCHED_BYTES
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json.fields import integer
from thread_parsers.formats.threads import Threads
from thread_parsers.formats.xml.records import RecordReader, attribute_place, find_attribute
from thread_parsers.formats.xml.times import utc_time
from thread_parsers.formats.xml.users import read_users
from thread_parsers.steps import emptied_in_steps
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.bodies import Body, Markup
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.xml.records import Record

NESTING = {"": ("row",)}
_FIND_WORDS = {key: partial(find_attribute, key) for key in ("Body", "Text")}
"""What finds the words of a row for the receipt."""
QUESTION, ANSWER = "1", "2"
"""Values of PostTypeId. The others are pages about tags and moderation."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read the rows of a table."""
    rendering = Rendering(discussion, has_lines=True)
    names = yield from read_users(discussion.file, rendering)
    table = _Table(rendering, names)
    reader = RecordReader(discussion.file, NESTING)
    for record in reader.records():
        if record is None:
            discussion.bytes_read = reader.bytes_read
            yield
        elif "PostTypeId" in record.attributes:
            table.post(record)
        elif "PostId" in record.attributes and "Text" in record.attributes:
            rendering.hold(table.comment(record))
        else:
            table.left_out += 1
    yield from table.finish()
    yield from rendering.thread()
    if table.left_out:
        rendering.note("left out", f"{counted(table.left_out, 'row')} of other kinds (about tags, moderation)")
    for note in reader.notes():
        rendering.note(note.kind, note.text)


class _Table:
    """What is known of the rows so far."""

    def __init__(self, rendering: Rendering, names: dict[str, str]) -> None:
        self.threads = Threads(rendering)
        self._file = rendering.discussion.file
        self._names = names
        self._accepted: dict[str, None] = {}
        """Ids of accepted answers. The question comes before its answers."""
        self.left_out = 0

    def post(self, record: Record) -> None:
        """Add a question or an answer."""
        row = record.attributes
        kind = row["PostTypeId"]
        if kind == QUESTION:
            self._question(record)
        elif kind == ANSWER:
            author = self._author(row, "OwnerDisplayName", "OwnerUserId")
            post = self._row(record, author, html_words(row.get("Body", "")), "Body")
            post.accepted = post.id in self._accepted
            self.threads.part(row.get("ParentId", "")).hold(post)
        else:
            self.left_out += 1

    def finish(self) -> Iterator[None]:
        """Put answers in order, and free what is known of questions and users, in steps."""
        yield from self.threads.finish()
        yield from emptied_in_steps(self._accepted)
        yield from emptied_in_steps(self._names)

    def comment(self, record: Record) -> Post:
        """A row of Comments.xml."""
        row = record.attributes
        author = self._author(row, "UserDisplayName", "UserId")
        post = self._row(record, author, row["Text"], "Text")
        post.subject = f"post {row['PostId']}"
        return post

    def _row(self, record: Record, author: str, text: str | Body | Markup, key: str) -> Post:
        """A row with words that are the attribute `key`."""
        row, is_large = record.attributes, record.end - record.start > MAX_SEARCHED_BYTES
        time, score = utc_time(row.get("CreationDate", "")), integer(row, "Score")
        return Post(
            author=author,
            text=text,
            id=row.get("Id", ""),
            time=time[0] if time else NO_TIME,
            zone=time[1] if time else None,
            likes=NO_SCORE if score is None else score,
            edited=row.get("LastEditDate"),
            object_span=(record.start, record.end),
            body_span=attribute_place(self._file, record, key) if is_large else None,
            find_body=_FIND_WORDS[key],
        )

    def _question(self, record: Record) -> None:
        row, whole = record.attributes, (record.start, record.end)
        part = self.threads.part(row.get("Id", ""))
        discussion = part.discussion
        article, engagement = discussion.article, discussion.engagement
        if article.title_span is None:
            part.title(row.get("Title", ""), *(attribute_place(self._file, record, "Title") or whole))
            article.author = self._author(row, "OwnerDisplayName", "OwnerUserId") or None
            time = utc_time(row.get("CreationDate", ""))
            article.time = part.moment(*time) if time else None
            engagement.likes, engagement.views = integer(row, "Score"), integer(row, "ViewCount")
            engagement.comments = discussion.receipt.declared_comments = integer(row, "AnswerCount")
        part.article(html_words(row.get("Body", "")), *(attribute_place(self._file, record, "Body") or whole))
        if row.get("AcceptedAnswerId"):
            self._accepted[row["AcceptedAnswerId"]] = None

    def _author(self, row: dict[str, str], name: str, number: str) -> str:
        user = row.get(number, "")
        return row.get(name) or self._names.get(user) or user
