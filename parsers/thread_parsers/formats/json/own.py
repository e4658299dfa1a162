"""Our own JSON, as `--to json` and `--to jsonl` write it: it opens again as the same discussions.

`json` is one object for each discussion, `jsonl` one comment a line, with the number of its discussion if there are
several. Words are kept to the byte. The parent of a comment is not in the file if a query left it out.
"""

from __future__ import annotations

from dataclasses import fields as members_of
from typing import TYPE_CHECKING, Any, get_args

from thread_parsers.bodies import BodyForm
from thread_parsers.discussion.discussion import Engagement
from thread_parsers.discussion.posts import Posts
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.json import batches, fields, stated
from thread_parsers.formats.json.flat import SLICE_BYTES, SLICE_COMMENTS
from thread_parsers.formats.json.gathered import note_bad_lines
from thread_parsers.formats.json.lines import LineReader
from thread_parsers.formats.json.pull import JsonReader
from thread_parsers.formats.threads import Threads
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
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
            for some in reader.object_lists():
                if some:
                    _hold(part, some)
                    count += len(some)
                    discussion.bytes_read = some[-1].end
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
    held: list[Value] = []
    for count, found in enumerate(reader.values(), 1):
        if found is None:
            yield
        elif isinstance(found.value, dict):
            if held and (len(held) >= SLICE_COMMENTS or found.end - held[0].start >= SLICE_BYTES):
                _hold_by_discussion(parts, held)
                first.discussion.bytes_read = held[-1].end
                held = []
                yield
            held.append(found)
        elif count % SLICE_COMMENTS == 0:
            yield
    if held:
        _hold_by_discussion(parts, held)
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


def _hold_by_discussion(parts: Threads, comments: Sequence[Value]) -> None:
    """Hold comments, each for the discussion whose number it has."""
    objects = [comment[0] for comment in comments]
    numbers = batches.identifiers(objects, "discussion")
    if numbers.count(numbers[0]) == len(numbers):
        _hold(parts.part(numbers[0]), comments)
        return
    for number, post, name in zip(numbers, _posts(comments).each(), batches.identifiers(objects, "id"), strict=True):
        parts.part(number).hold(post, name)


def _hold(part: Rendering, comments: Sequence[Value]) -> None:
    part.hold_all(_posts(comments), batches.identifiers([comment.value for comment in comments], "id"))


def _posts(comments: Sequence[Value]) -> Posts:
    objects: list[dict[str, Any]] = [comment.value for comment in comments]
    times, zones = batches.iso_times(objects, "time")
    edited = [values.get("edited") for values in objects]
    attachments, inferred = (batches.string_lists(objects, key) for key in ("attachments", "inferred"))
    return Posts(
        author=batches.texts(objects, "author"),
        text=list(map(SEPARATOR.join, batches.string_lists(objects, "segments"))),
        object_span=[(comment.start, comment.end) for comment in comments],
        id=batches.texts(objects, "site_id"),
        parent_id=batches.identifiers(objects, "parent"),
        time=times,
        zone=zones,
        time_text=batches.texts(objects, "time_text"),
        likes=batches.scores(objects, "likes"),
        replies=batches.counts(objects, "replies"),
        badge=batches.texts(objects, "badge"),
        state=batches.texts(objects, "state"),
        edited=["" if each is True else each if isinstance(each, str) else None for each in edited],
        permalink=batches.texts(objects, "permalink"),
        subject=batches.texts(objects, "subject"),
        accepted=batches.flags(objects, "accepted"),
        address=batches.texts(objects, "address"),
        attachments=list(map(tuple, attachments)) if any(attachments) else (),
        missing_parent=batches.texts(objects, "missing_parent"),
        inferred=[tuple(name for name in _INFERRED if name in names) for names in inferred] if any(inferred) else (),
    )
