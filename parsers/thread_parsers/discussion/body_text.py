"""The words of comments as they are written into a discussion's text: line feeds, halves of surrogates, links."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.bodies import Body, Link
from thread_parsers.steps import run_to_end
from thread_parsers.text.surrogates import encodable

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

SLICE_LINKS = 1 << 9
"""Links between two yields."""


def with_line_feeds(body: str | Body) -> str | Body:
    """A body whose lines end in line feeds."""
    if isinstance(body, str):
        return body.replace("\r\n", "\n").replace("\r", "\n") if "\r" in body else body
    text, links = body
    if "\r" not in text:
        return body
    return Body(text.replace("\r\n", "\n").replace("\r", "\n"), _moved_by_line_feeds(text, links))


def encoded(text: str) -> bytes:
    """UTF-8. Bytes that were not UTF-8 in the file are as they were, halves of surrogate pairs are replaced."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return encodable(text).encode("utf-8", "surrogateescape")


def hidden_links(body: Body, start: int) -> tuple[Link, ...]:
    """The links whose address is not in the words, with bytes instead of characters; `start` is that of the text."""
    return run_to_end(hidden_links_in_steps(*body, start))


def hidden_links_in_steps(text: str, links: Sequence[Link], start: int) -> Generator[None, None, tuple[Link, ...]]:
    """The same as `hidden_links`."""
    found, at = list[Link](), 0
    for number, link in enumerate(links, 1):
        if number % SLICE_LINKS == 0:
            yield
        if text[link.start : link.end] != link.address:
            start += len(encoded(text[at : link.start]))
            size = len(encoded(text[link.start : link.end]))
            found.append(Link(start, start + size, encodable(link.address)))
            at = link.start
    return tuple(found)


def _moved_by_line_feeds(text: str, links: Sequence[Link]) -> tuple[Link, ...]:
    """The links of a text where they are once its lines end in line feeds. They are in the order of the text."""
    moved: list[Link] = []
    at = removed = 0

    def place(offset: int) -> int:
        nonlocal at, removed
        # A pair with its line feed at `at` was not counted before.
        removed += text.count("\r\n", max(at - 1, 0), offset)
        at = max(at, offset)
        return offset - removed

    for link in links:
        moved.append(Link(place(link.start), place(link.end), link.address))
    return tuple(moved)
