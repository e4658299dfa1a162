"""Front matter: the facts of a page between two `---` lines at the beginning of a note.

Clippers write a few fields, each in one line or as a list. This is not YAML, and need not be: what is not understood
is skipped.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from thread_parsers.source.source import Source

MAX_BYTES = 1 << 16
"""Size of the longest front matter."""

_BLOCK = re.compile(rb"\A---[ \t]*\n(?P<fields>(?:(?!---[ \t]*$)[^\n]*\n){0,1000}?)---[ \t]*(?:\n|\Z)", re.MULTILINE)
_FIELD = re.compile(rb"^(?P<name>[A-Za-z][\w -]{0,40}):[ \t]*(?P<value>[^\n]*)$", re.MULTILINE)
_LINE = re.compile(rb"[A-Za-z][\w -]{0,40}:(?:[ \t][^\n]*)?|[ \t]+[^\n]*|-[ \t][^\n]*|[ \t]*#[^\n]*|[ \t]*")
_ITEM = re.compile(rb"\n[ \t]*-[ \t]+([^\n]+)")
_FIELDS = {
    "title": ("title",),
    "author": ("author", "authors", "by", "creator"),
    "published": ("published", "date", "date published", "publish date", "pubdate", "published_at"),
    "saved": ("created", "clipped", "saved", "date clipped", "date saved"),
    "source": ("source", "url", "link", "original", "permalink"),
}
"""The wanted facts, and their names in Obsidian Web Clipper, MarkDownload, Omnivore and Readwise."""


@dataclass(slots=True)
class FrontMatter:
    """The facts, and where they are. Spans are bytes of the source."""

    end: int = 0
    """One past the closing line; 0 where there is no front matter."""
    title: tuple[int, int] | None = None
    title_line: tuple[int, int] | None = None
    """The whole line of the title."""
    facts: dict[str, str] = field(default_factory=dict)
    """`author`, `published`, `saved` and `source` as text."""


def front_matter(source: Source) -> FrontMatter:
    """The front matter of a source."""
    head = source.read(0, min(source.size, MAX_BYTES))
    found = FrontMatter()
    block = _BLOCK.match(head)
    if block is None or not all(_LINE.fullmatch(line) for line in block["fields"].split(b"\n")):
        return found
    found.end = block.end()
    start = block.start("fields")
    wanted = {name: fact for fact, names in _FIELDS.items() for name in names}
    for line in _FIELD.finditer(head, start, block.end("fields")):
        fact = wanted.get(line["name"].decode().strip().lower())
        if fact is None or fact in found.facts:
            continue
        begin, end = line.span("value")
        if not line["value"].strip() and (item := _ITEM.match(head, end, block.end("fields"))):
            begin, end = item.span(1)
        # A title may begin and end with brackets of its own.
        begin, end = _bare(head, begin, end, _AROUND[:1] if fact == "title" else _AROUND)
        if begin == end:
            continue
        found.facts[fact] = _text(head[begin:end])
        if fact == "title":
            feed = head.find(b"\n", end) + 1
            found.title, found.title_line = (begin, end), (head.rfind(b"\n", 0, begin) + 1, feed)
    return found


_EDGES = b" \t\r\"'"
_AROUND = ((b"", b""), (b"[", b"]"), (b"[", b"]"), (b"[", b"]"))
"""What is removed around a value, each with the blanks and quotation marks inside of it: `["[[name]]"]`."""


def _bare(head: bytes, begin: int, end: int, around: tuple[tuple[bytes, bytes], ...]) -> tuple[int, int]:
    """A span without blanks, quotation marks, and the brackets of links and lists."""
    for opening, closing in around:
        if not (head.startswith(opening, begin, end) and head.endswith(closing, begin, end)):
            break
        begin, end = begin + len(opening), end - len(closing)
        while begin < end and head[begin] in _EDGES:
            begin += 1
        while begin < end and head[end - 1] in _EDGES:
            end -= 1
    return begin, max(begin, end)


def _text(value: bytes) -> str:
    return value.decode("utf-8", "surrogateescape").strip()
