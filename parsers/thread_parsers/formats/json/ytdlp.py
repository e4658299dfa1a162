"""YouTube and other videos: the facts about a video that yt-dlp writes (`info.json`), or its comments alone.

Comments are flat, and at the end of a file that begins with hundreds of addresses of streams. The site only tells the
age of a comment ("1 year ago"), from which yt-dlp computes `timestamp`: as exact as the age is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from thread_parsers.discussion.posts import Posts
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import batches, fields, flat
from thread_parsers.formats.json.places import finder
from thread_parsers.formats.json.pull import JsonReader

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.json import Value

EDITED = "(edited)"
"""What follows the age of a comment that was edited."""
_FIND_WORDS = finder("text")
ROOT = "root"
"""The parent of comments on the video."""
FACTS = frozenset(
    ("uploader", "channel", "webpage_url", "timestamp", "upload_date", "like_count", "view_count", "comment_count")
)


def read(discussion: Discussion) -> Iterator[None]:
    """Read the comments of a video, or of those of a playlist."""
    yield from _File(discussion).read()


class _File:
    """The file."""

    def __init__(self, discussion: Discussion) -> None:
        self._source = discussion.file
        self._reader = JsonReader(discussion.file)
        self._first = Rendering(discussion)
        self._pace = flat.Pace(discussion)

    def read(self) -> Iterator[None]:
        """Read the comments alone, or with the facts about their video."""
        if self._reader.kind == "[":
            yield from self._comments(self._first.part())
        else:
            yield from self._video(is_file=True)
        self._first.note_damage(self._reader.damaged)

    def _video(self, *, is_file: bool = False) -> Iterator[None]:
        """Read the object under the cursor."""
        reader, rendering = self._reader, self._first.part()
        facts: dict[str, Any] = {}
        for key in reader.members_in_steps():
            yield
            if key == "comments":
                yield from self._comments(rendering)
            elif key == "entries" and is_file:
                for _ in reader.items():
                    yield
                    if reader.kind == "{":
                        yield from self._video()
                    else:
                        yield from reader.skip_in_steps()
            elif key in ("title", "description"):
                words = yield from reader.value_in_steps()
                write = rendering.title if key == "title" else rendering.article
                write(fields.text(words.value), words.start, words.end)
            elif key in FACTS:
                facts[key] = (yield from reader.value_in_steps()).value
            elif key is not None and reader.kind in ("[", "{"):
                start = reader.offset
                yield from reader.skip_in_steps()
                rendering.mark(start, reader.offset, "skipped")
        _state(rendering, facts)

    def _comments(self, rendering: Rendering) -> Iterator[None]:
        yield from self._pace.hold(rendering, self._reader, self._posts)
        yield from rendering.thread()

    def _posts(self, comments: Sequence[Value]) -> Posts:
        objects: list[dict[str, Any]] = [comment.value for comment in comments]
        words, parents = batches.texts(objects, "text"), batches.identifiers(objects, "parent")
        ages = batches.texts(objects, "_time_text")
        if "" in ages:
            ages = [age or other for age, other in zip(ages, batches.texts(objects, "time_text"), strict=True)]
        return Posts(
            author=batches.texts(objects, "author"),
            text=words,
            object_span=[(comment.start, comment.end) for comment in comments],
            id=batches.identifiers(objects, "id"),
            parent_id=["" if parent == ROOT else parent for parent in parents],
            time=batches.epochs(objects, "timestamp"),
            zone=[0] * len(objects),
            time_text=[age.replace(EDITED, "").strip() for age in ages],
            likes=batches.scores(objects, "like_count"),
            badge=["OP" if is_uploader else "" for is_uploader in batches.flags(objects, "author_is_uploader")],
            edited=["" if EDITED in age else None for age in ages],
            find_body=[_FIND_WORDS] * len(comments),
        )


def _state(rendering: Rendering, facts: dict[str, Any]) -> None:
    """Write down what the file says of the video."""
    discussion = rendering.discussion
    article, engagement = discussion.article, discussion.engagement
    article.author = fields.text(facts, "channel") or fields.text(facts, "uploader") or None
    article.url = fields.text(facts, "webpage_url") or None
    time = fields.epoch(facts, "timestamp")
    day = fields.iso_time(facts, "upload_date")
    if time is not None:
        article.time = rendering.moment(time)
    elif day is not None:
        article.time = rendering.moment(*day)
    engagement.likes = fields.integer(facts, "like_count")
    engagement.views = fields.integer(facts, "view_count")
    engagement.comments = discussion.receipt.declared_comments = fields.integer(facts, "comment_count")
