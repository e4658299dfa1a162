"""Disqus: the export of all comments of a site. The threads (pages of the site) come first, then the posts of all.

Each thread with posts is a discussion, in the order of their first posts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.bodies.html import html_words
from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.threads import Threads
from thread_parsers.formats.xml.records import RecordReader, plain
from thread_parsers.formats.xml.times import Moment, utc_time
from thread_parsers.steps import emptied_in_steps
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.bodies import Body, Markup
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.xml.records import Record
    from thread_parsers.source.source import Source

NESTING = {"": ("thread", "post")}
TITLE, BODY = "title", "message"
STATES = (("isDeleted", "deleted"), ("isSpam", "spam"))
_TITLE_CHARACTERS = 1_000


class _Page(NamedTuple):
    """What the file says of a thread, until its first post comes."""

    title: str
    title_span: tuple[int, int]
    text: str | Body | Markup
    """The page itself, which few exports have."""
    text_span: tuple[int, int]
    author: str
    url: str
    time: Moment | None


def read(discussion: Discussion) -> Iterator[None]:
    """Read the threads and the posts of a file."""
    rendering = Rendering(discussion, has_lines=True)
    threads, pages = Threads(rendering), dict[str, _Page]()
    reader = RecordReader(discussion.file, NESTING, (TITLE, BODY))
    for record in reader.records():
        if record is None:
            discussion.bytes_read = reader.bytes_read
            yield
        elif record.tag == "post":
            key = record.attribute("thread", "dsq:id")
            part = threads.part(key)
            if key in pages:
                _begin(part, pages.pop(key))
            part.hold(_comment(record, discussion.file))
        elif record.fields:  # after damage in a post, what is left of it may be `<thread dsq:id="1"/>`
            pages.setdefault(record.attributes.get("dsq:id", ""), _page(record, discussion.file))
    yield from threads.finish()
    for note in reader.notes():
        rendering.note(note.kind, note.text)
    if pages:
        rendering.note("left out", f"{counted(len(pages), 'thread')} without comments")
    yield from emptied_in_steps(pages)


def _page(record: Record, file: Source) -> _Page:
    return _Page(
        plain(record.text(TITLE)[:_TITLE_CHARACTERS]),
        record.place(TITLE),
        html_words(record.markup(BODY, file)),
        record.place(BODY),
        plain(record.text("author/name")),
        record.text("link").strip(),
        utc_time(record.text("createdAt")),
    )


def _begin(part: Rendering, page: _Page) -> None:
    if part.discussion.article.title_span is not None:
        return  # the last discussion of the file has the comments of further ones
    part.title(page.title, *page.title_span)
    part.article(page.text, *page.text_span)
    article = part.discussion.article
    article.author, article.url = page.author or None, page.url or None
    article.time = part.moment(*page.time) if page.time else None


def _comment(record: Record, file: Source) -> Post:
    time = utc_time(record.text("createdAt"))
    states = [state for field, state in STATES if record.text(field).strip().lower() == "true"]
    return Post(
        author=plain(record.text("author/name", "author/username")),
        text=html_words(record.markup(BODY, file)),
        id=record.attributes.get("dsq:id", ""),
        parent_id=record.attribute("parent", "dsq:id"),
        time=time[0] if time else NO_TIME,
        zone=time[1] if time else None,
        state=states[0] if states else "",
        object_span=(record.start, record.end),
        body_span=record.places.get(BODY),
    )
