"""Posts of Gate Square as saved HTML.

The site names its classes anew with every release, so the page is read by its text: it is written in the lines in which
a browser shows it, and read by the reader of copied posts. Every line keeps the place of its markup.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.post import Post
from thread_parsers.formats.gate.gate import GATE, likeness_in_steps
from thread_parsers.markup.entities import decode_entities
from thread_parsers.markup.tokenizer import Kind, tokens
from thread_parsers.source.source import BufferSource

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.rendering import Rendering
    from thread_parsers.formats.html.page import Page

MIN_LIKENESS = 0.9
_BLOCKS = frozenset(
    {"address", "article", "aside", "blockquote", "body", "br", "dd", "div", "dl", "dt", "footer", "form", "h1", "h2",
     "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "table", "td", "tr",
     "ul"}
)  # fmt: skip
"""Elements that begin a line and end one."""
_LEFT_OUT = frozenset({"head", "header", "nav", "noscript", "svg", "template"})
_MIN_PARAGRAPH_CHARS = 40
"""A line with as many characters outside of links is the beginning of the article."""
_BLANKS = re.compile(r"\s+")
_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d", re.ASCII)
_SLICE_TOKENS, _SLICE_COMMENTS = 1 << 11, 1 << 6


class PageLines:
    """The text of a page in lines, and where they are in it."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._pieces: list[str] = []
        """Those of the line that is open."""
        self._places: list[int] = []
        """The first byte of each line in the text; then those in the file, and one past its last."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._size = 0
        self._first = self._end = 0
        self._linked = self._unlinked = 0
        """Links that are open, and characters of the line outside of them."""
        self._is_below = False
        """Whether the article has begun."""
        self._left_out: tuple[str, int, int] | None = None
        """The last line, if it was left out: its text and its place."""

    def link(self, change: int) -> None:
        """Enter a link, or leave it."""
        self._linked = max(self._linked + change, 0)

    def text(self, words: str, start: int, end: int) -> None:
        """Add text to the line."""
        shown = _BLANKS.sub(" ", decode_entities(words))
        if _TIME.fullmatch(shown.strip()):
            shown = f"· {shown.strip()}"  # the dot may be drawn by a style
        if shown.lstrip().startswith("·"):
            # The name and the time of a comment are one above the other.
            self._is_below = True
            self.line_end()
            if self._left_out:
                self._append(*self._left_out)
        if not self._pieces:
            self._first = start
            shown = shown.lstrip()
        if shown:
            self._pieces.append(shown)
            self._end = end
        self._unlinked += 0 if self._linked else len(shown.strip())

    def line_end(self) -> None:
        """Begin a new line, unless this one is empty. Links above the article are left out: they are menus, and who has
        posted it. The last of them is the name of the first comment if a time follows."""
        line, unlinked = "".join(self._pieces).strip(), self._unlinked
        self._pieces, self._unlinked = [], 0
        self._is_below = self._is_below or unlinked >= _MIN_PARAGRAPH_CHARS
        if line and (unlinked or self._is_below):
            self._append(line, self._first, self._end)
        elif line:
            self._left_out = line, self._first, self._end

    def _append(self, line: str, first: int, end: int) -> None:
        self._lines.append(line)
        self._places.append(self._size)
        self._starts.append(first)
        self._ends.append(end)
        self._size += len(line.encode("utf-8", "surrogateescape")) + 1
        self._left_out = None

    def source(self) -> BufferSource:
        """The text."""
        self.line_end()
        text = "".join(f"{line}\n" for line in self._lines)
        return BufferSource(text.encode("utf-8", "surrogateescape"))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """The bytes of the file with the lines of a part of the text."""
        first, last = (max(bisect_right(self._places, at) - 1, 0) for at in (start, max(end - 1, start)))
        return (self._starts[first], self._ends[last]) if self._starts else (0, 0)


def page_lines(page: Page) -> Generator[None, None, PageLines]:
    """Write the text of a page in lines, in steps. What is hidden is not left out: it may be folded."""
    lines, skipped, depth = PageLines(), "", 0
    for count, (kind, name, start, end) in enumerate(tokens(page.tree.markup), 1):
        if count % _SLICE_TOKENS == 0:
            yield
        if skipped:
            if name == skipped and kind in (Kind.START, Kind.END):
                depth += 1 if kind is Kind.START else -1
                skipped = skipped if depth else ""
        elif kind is Kind.START and name in _LEFT_OUT:
            skipped, depth = name, 1
        elif kind is Kind.TEXT:
            lines.text(page.markup(start, end), start, end)
        elif kind in (Kind.START, Kind.END) and name == "a":
            lines.link(1 if kind is Kind.START else -1)
        elif kind in (Kind.START, Kind.END) and name in _BLOCKS:
            lines.line_end()
    return lines


def read_gate(page: Page, rendering: Rendering) -> Iterator[None]:
    """Read a page as a post of Gate Square. Nothing is read if its text does not look like one."""
    lines = yield from page_lines(page)
    source = lines.source()
    yield
    if (yield from likeness_in_steps(source)).score < MIN_LIKENESS:
        return
    post = Discussion(source, GATE.name)
    yield from GATE.read(post)
    yield from _write(post, lines, rendering)


def _write(post: Discussion, lines: PageLines, rendering: Rendering) -> Iterator[None]:
    """Write what was read of the text as the discussion of the page."""
    discussion, columns = rendering.discussion, post.columns
    if not len(columns):
        return
    if post.article.title_span and discussion.article.title_span is None:
        rendering.title(post.title or "", *lines.place(*post.article.title_span))
    for span, paragraph in zip(post.article.paragraph_spans, post.paragraphs, strict=True):
        rendering.article(paragraph, *lines.place(*span))
    discussion.engagement = post.engagement
    discussion.receipt.declared_comments = post.receipt.declared_comments
    for row, comment in enumerate(post.comments):
        start, body, stop, end = (
            each[row] for each in (columns.start, columns.body_start, columns.body_end, columns.end)
        )
        rendering.add(
            Post(
                author=comment.author,
                text=post.text.text(body, stop).rstrip("\n"),
                time=columns.time[row],
                time_text=columns.times_as_written.get(row) or "",
                time_unit=columns.time_units.get(row),
                likes=columns.likes[row],
                replies=columns.replies[row],
                badge=columns.badges.get(row) or "",
                object_span=lines.place(start, end),
                body_span=lines.place(body, stop),
            ),
            columns.parent[row],
        )
        if row % _SLICE_COMMENTS == 0:
            yield
    for note in post.receipt.notes:
        rendering.note(note.kind, note.text)
