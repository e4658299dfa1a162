"""The text that is copied for a comment: plain, quoted, as Markdown, its place in the file, or its address."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.view.bookmarks import Place


def _segments(discussion: Discussion, place: Place) -> list[str]:
    segments = discussion.segments(place.comment)
    if place.segment is not None:
        segments = segments[place.segment : place.segment + 1]
    return [segment.text for segment in segments]


def text(discussion: Discussion, place: Place) -> str:
    """Return the plain text; segments are separated by `---` as on the page."""
    return "\n---\n".join(_segments(discussion, place))


def _attribution(discussion: Discussion, place: Place) -> str:
    """Return `author, time`, as far as they are known."""
    comment = discussion.comments[place.comment]
    return ", ".join(part for part in (comment.author, comment.shown_time) if part) or "unknown author"


def quoted(discussion: Discussion, place: Place) -> str:
    """Return the text as a quotation in an e-mail: author and time, then every line after `> `."""
    lines = text(discussion, place).split("\n")
    return f"{_attribution(discussion, place)} wrote:\n" + "\n".join(f"> {line}".rstrip() for line in lines)


def markdown(discussion: Discussion, place: Place) -> str:
    """Return the text as Markdown: author and time in bold, then a block quote. Markup of the page is escaped."""
    from thread_parsers.export.markdown import line, quoted, remarks  # not needed for the first screen

    words = quoted(remarks(_segments(discussion, place)))
    return f"**{line(_attribution(discussion, place).strip())}**\n\n{words}".rstrip()


def link(discussion: Discussion, place: Place) -> str:
    """Return `FILE:214`, with `--part 2` in a file with several discussions: what opens the reader at the comment."""
    part = f" --part {discussion.part_number}" if len(discussion.parts) > 1 else ""
    return f"{discussion.file.name}:{place.comment + 1}{part}"


def permalink(discussion: Discussion, place: Place) -> str:
    """Return the address of the comment on the site; else the id that the site gave it, after the name of the format;
    empty if the page states neither."""
    columns = discussion.columns
    address, site_id = columns.permalinks.get(place.comment), columns.ids.get(place.comment)
    return address or (f"{discussion.format} {site_id}" if site_id else "")


NOTHING_TO_COPY = {"p": "the page states no address or id of this comment"}
"""What to say if a way to copy returns an empty text, by its key."""

COPIES: tuple[tuple[str, str, Callable[[Discussion, Place], str]], ...] = (
    ("t", "text", text),
    ("q", "quoted", quoted),
    ("m", "Markdown", markdown),
    ("l", "link: FILE:number", link),
    ("p", "permalink: address on the site", permalink),
)
"""The ways to copy: key, title, function."""
