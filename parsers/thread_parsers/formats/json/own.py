"""Our own JSON, as `--to json` and `--to jsonl` write it: it opens again as the same discussions.

`json` is one object for each discussion, `jsonl` one comment a line, with the number of its discussion if there are
several. Words are kept to the byte. The parent of a comment is not in the file if a query left it out.
"""

from __future__ import annotations

from dataclasses import fields as members_of
from typing import TYPE_CHECKING, Any, get_args

from thread_parsers.bodies import BodyForm
from thread_parsers.discussion.discussion import Engagement
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import fields, stated
from thread_parsers.formats.json.gathered import note_bad_lines
from thread_parsers.formats.json.lines import LineReader
from thread_parsers.formats.json.pull import JsonReader
from thread_parsers.formats.threads import Threads
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from datetime import date, datetime

    from thread_parsers.discussion.columns import Inferred
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.json import Value

SEPARATOR = "\n---\n"
"""What is put between segments, so that they are divided again."""
_INFERRED: tuple[Inferred, ...] = ("parent", "time")


def read(discussion: Discussion) -> Iterator[None]:
    """Read the discussions, or the lines, of a file."""
    first = Rendering(discussion, exact=True)
    if (yield from _has_discussions(discussion)):
        yield from _objects(first)
    else:
        yield from _lines(first)


def _has_discussions(discussion: Discussion) -> Generator[None, None, bool]:
    """Whether the first object is a discussion, and not a comment."""
    for key in JsonReader(discussion.file).members_in_steps():
        yield
        if key in ("schema", "comments"):
            return True
    return False


def _objects(first: Rendering) -> Iterator[None]:
    reader, saved = JsonReader(first.discussion.file), first.discussion.saved
    while reader.kind:
        yield
        part = first.part()
        part.discussion.saved = saved  # as the user says, and not as another part does
        yield from _discussion(reader, part)
        if not reader.following():
            break
    first.note_damage(reader.damaged)


def _discussion(reader: JsonReader, part: Rendering) -> Iterator[None]:
    discussion = part.discussion
    count = comments_of_page = 0
    for key in reader.members_in_steps():
        yield
        if key == "comments":
            for found in reader.objects():
                if found is None:
                    yield
                    continue
                _hold(part, found)
                count += 1
                if count % stated.SLICE_COMMENTS == 0:
                    discussion.bytes_read = found.end
                    yield
        elif key == "receipt":
            comments_of_page = yield from _receipt(part, reader)
        elif key in ("title", "article", "engagement", "saved", "format", "body_form"):
            yield from _head(part, key, (yield from reader.value_in_steps()))
    yield from part.thread()
    if comments_of_page > count:
        part.note(
            "left out", f"the page has {counted(comments_of_page, 'comment')}, of which {count:,} are in the file"
        )


def _lines(first: Rendering) -> Iterator[None]:
    parts, reader = Threads(first), LineReader(first.discussion.file)
    for number, found in enumerate(reader.values(), 1):
        if found is None:
            yield
            continue
        if isinstance(found.value, dict):
            _hold(parts.part(fields.identifier(found.value, "discussion")), found)
        if number % stated.SLICE_COMMENTS == 0:
            first.discussion.bytes_read = found.end
            yield
    yield from parts.finish()
    note_bad_lines(reader, first)


def _head(part: Rendering, key: str, found: Value) -> Iterator[None]:
    """Take one of the members before the comments."""
    discussion, value = part.discussion, found.value
    if key == "title" and isinstance(value, str):
        part.title(value, found.start, found.end)
    elif key == "article":
        article = discussion.article
        for number, paragraph in enumerate(fields.strings(value, "paragraphs"), 1):
            part.article(paragraph, found.start, found.end)
            if number % stated.SLICE_COMMENTS == 0:
                yield
        author, url = fields.member(value, "author"), fields.member(value, "url")
        article.author = author if isinstance(author, str) else None
        article.url = url if isinstance(url, str) else None
        article.time = stated.article_time(value, "time")
    elif key == "engagement":
        for member in members_of(Engagement):
            setattr(discussion.engagement, member.name, fields.integer(value, member.name))
    elif key == "saved" and discussion.saved is None:
        discussion.saved = _moment(value)
    elif key == "body_form" and value in get_args(BodyForm):
        discussion.body_form = value
    elif key == "format" and isinstance(value, str) and value:
        part.note("format", f"the page was read as {value}")


def _moment(value: object) -> datetime | date | None:
    """A time, or a date if there is no time of day."""
    found = fields.iso_time(value)
    moment = Rendering.moment(*found) if found else None
    return moment.date() if moment is not None and isinstance(value, str) and "T" not in value else moment


def _receipt(part: Rendering, reader: JsonReader) -> Generator[None, None, int]:
    """Take what the page itself says of its comments. Returns how many were read from it."""
    receipt = part.discussion.receipt
    read_comments = 0
    for key in reader.members_in_steps():
        yield
        if key == "declared_comments":
            receipt.declared_comments = fields.integer((yield from reader.value_in_steps()).value)
        elif key == "stub_comments":
            receipt.stub_comments = max(fields.integer((yield from reader.value_in_steps()).value) or 0, 0)
        elif key == "read_comments":
            read_comments = fields.integer((yield from reader.value_in_steps()).value) or 0
    return read_comments


def _hold(part: Rendering, found: Value) -> None:
    values: dict[str, Any] = found.value
    time, zone = stated.time_and_zone(values, "time")
    edited, inferred = values.get("edited"), fields.strings(values, "inferred")
    post = Post(
        author=fields.text(values, "author"),
        text=SEPARATOR.join(fields.strings(values, "segments")),
        id=fields.text(values, "site_id"),
        parent_id=fields.identifier(values, "parent"),
        time=time,
        zone=zone,
        time_text=fields.text(values, "time_text"),
        likes=stated.score(values, "likes"),
        replies=stated.count(values, "replies"),
        badge=fields.text(values, "badge"),
        state=fields.text(values, "state"),
        edited="" if edited is True else edited if isinstance(edited, str) else None,
        permalink=fields.text(values, "permalink"),
        subject=fields.text(values, "subject"),
        accepted=fields.flag(values, "accepted"),
        address=fields.text(values, "address"),
        attachments=tuple(fields.strings(values, "attachments")),
        missing_parent=fields.text(values, "missing_parent"),
        inferred=tuple(name for name in _INFERRED if name in inferred) if inferred else (),
        object_span=(found.start, found.end),
    )
    part.hold(post, fields.identifier(values, "id"))
