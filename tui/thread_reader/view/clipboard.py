"""A comment or a segment of it as text to take away: as it is, quoted, as Markdown, as a place in the file."""

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
    """The words alone; segments divided as on the page."""
    return "\n---\n".join(_segments(discussion, place))


def _who(discussion: Discussion, place: Place) -> str:
    comment = discussion.comments[place.comment]
    time = comment.time.isoformat(" ", "minutes") if comment.time else comment.time_text
    return ", ".join(part for part in (comment.author, time) if part) or "somebody"


def quoted(discussion: Discussion, place: Place) -> str:
    """As mail quotes: who wrote, then every line behind `> `."""
    lines = text(discussion, place).split("\n")
    return f"{_who(discussion, place)} wrote:\n" + "\n".join(f"> {line}".rstrip() for line in lines)


def markdown(discussion: Discussion, place: Place) -> str:
    """As Markdown: the author in bold, then a block quote. Markup of the page is escaped."""
    from thread_parsers.export.markdown import line, quoted, remarks  # not needed for the first screen

    words = quoted(remarks(_segments(discussion, place)))
    return f"**{line(_who(discussion, place).strip())}**\n\n{words}".rstrip()


def link(discussion: Discussion, place: Place) -> str:
    """Where it stands: file, lines, number of the comment."""
    first, last = discussion.comments[place.comment].lines
    return f"{discussion.source.name}:{first}-{last} (comment {place.comment + 1})"


COPIES: tuple[tuple[str, str, Callable[[Discussion, Place], str]], ...] = (
    ("t", "text", text),
    ("q", "quoted", quoted),
    ("m", "Markdown", markdown),
    ("l", "link: file, lines, number", link),
)
"""Letter, title and function of each way to copy."""
