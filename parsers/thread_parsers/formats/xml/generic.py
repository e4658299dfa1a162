"""XML of no known kind of discussion.

Elements of one name are comments if at least three of them have an author and a text. Otherwise the whole file is the
article, as an outline.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.bodies.html import HTML_TAG, html_words
from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.xml.outline import Outline
from thread_parsers.formats.xml.records import RecordReader, plain
from thread_parsers.formats.xml.sample import Sample, role_of
from thread_parsers.formats.xml.times import feed_time
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.xml.records import Record
    from thread_parsers.formats.xml.sample import Role, Shape

_EPOCH = re.compile(r"(\d{9,10})(?:\d{3})?", re.ASCII)
MAX_SHOWN_BYTES = 1 << 16
"""How much of a file of a known family is shown if nothing could be read of it."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read comments, or else an outline of the file."""
    rendering = Rendering(discussion, has_lines=True)
    sample = Sample(discussion.file)
    yield from sample.scan()
    shape = sample.shape()
    if shape is None:
        rendering.note("format", "XML, no known kind of discussion: all of it is the article, as an outline")
        outline = Outline(rendering, discussion.file)
        yield from outline.read()
        for note in outline.notes():
            rendering.note(note.kind, note.text)
        return
    rendering.note("format", f"XML, no known kind of discussion: each <{shape.name}> has an author and a text")
    title = sample.title(shape)
    if title is not None:
        rendering.title(plain(title.text), title.start, title.end)
    reader = RecordReader(discussion.file, {"": (shape.name,), shape.name: (shape.name,)}, shape.texts)
    for record in reader.records():
        if record is None:
            discussion.bytes_read = reader.bytes_read
            yield
        else:
            rendering.hold(_comment(record, shape), str(record.start) if shape.is_nested else None)
    yield from rendering.thread()
    for note in reader.notes():
        rendering.note(note.kind, note.text)


def show(discussion: Discussion) -> Iterator[None]:
    """Show the outline of the beginning of a file as its article: of a known family, but without anything to read."""
    rendering, file = Rendering(discussion, has_lines=True), discussion.file
    yield from Outline(rendering, BufferSource(file.read(0, MAX_SHOWN_BYTES), file.name)).read()
    rendering.note("format", "no discussion was found: the file is shown as an outline")
    if file.size > MAX_SHOWN_BYTES:
        rendering.mark(MAX_SHOWN_BYTES, file.size, "skipped")
        rendering.note("format", f"the first {MAX_SHOWN_BYTES >> 10} KiB are shown")


def _comment(record: Record, shape: Shape) -> Post:
    values = _values(record)
    path, text = values.get("text", ("", ""))
    parent = values.get("parent", ("", ""))[1].strip()
    if shape.is_nested:
        parent = str(record.outer.start) if record.outer else ""
    written = values.get("time", ("", ""))[1]
    time = feed_time(written) or _since_1970(written)
    return Post(
        author=plain(values.get("author", ("", ""))[1]),
        text=html_words(text) if HTML_TAG.search(text) else text,
        id=values.get("id", ("", ""))[1].strip(),
        parent_id=parent,
        time=time[0] if time else NO_TIME,
        zone=time[1] if time else None,
        object_span=(record.start, record.end),
        body_span=record.places.get(path),
    )


def _since_1970(written: str) -> tuple[int, int | None] | None:
    """A time in seconds or milliseconds since 1970."""
    found = _EPOCH.fullmatch(written)
    return (int(found[1]), 0) if found else None


def _values(record: Record) -> dict[Role, tuple[str, str]]:
    """For each role of a comment the path and the text of the first attribute or field that has it."""
    values: dict[Role, tuple[str, str]] = {}
    for name, value in record.attributes.items():
        role = role_of(name)
        if role and value.strip():
            values.setdefault(role, ("", value))
    for path, text, attributes in record.fields:
        name, _, inner = path.partition("/")
        role = role_of(name) if path else "text"
        if inner and not (role == "author" and (inner == "name" or role_of(inner) == "author")):
            continue
        value = attributes.get("id", "") if role == "parent" and not text.strip() else text
        if role == "author":
            value = attributes.get("name", "").strip() or value
        if role and value.strip():
            values.setdefault(role, (path, value))
    return values
