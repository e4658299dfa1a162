"""Reading a talk page: sections are discussions, and a line with a signature ends a comment.

A comment begins after the line with the signature before it, or after the heading. Its words stay wikitext, without
the signature, and are rendered when they are displayed. Level and parent follow from the marks (`:`, `*`, `#`, `;`)
before the first line: the parent is the nearest comment before it in the section that has fewer. After `{{outdent}}`,
levels are counted from the comment before.

Unsigned text is not a comment: it goes into the article of the section.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.bodies.wikitext import has_words, wikitext_text
from thread_parsers.discussion.post import Post
from thread_parsers.discussion.rendering import Rendering
from thread_parsers.formats.wikitext.lines import (
    Heading,
    Indentation,
    Line,
    collapsing,
    heading_of,
    indentation_of,
    lines,
    may_be_signed,
    only_closes,
    signature_of,
    whole_characters,
)

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.receipt import Kind
    from thread_parsers.formats.wikitext.signatures import Signature

SLICE_BYTES = 1 << 13
"""Bytes between two yields."""
LINE_COST = 50
"""Bytes that a line counts in addition to its own."""
SECTION_LEVEL = 2
"""Headings up to this level begin a discussion; as long as a page has only lower ones, the highest of them do."""
SLICE_UNSIGNED = 1 << 12
"""Bytes of unsigned text between two yields."""
MAX_UNSIGNED_LINE = 1 << 14
"""A longer line of such text is divided."""
MAX_UNSIGNED = 1000
"""Pieces of unsigned text in a section."""
MAX_JUDGED_LINES = 1000
"""Lines that are tried to judge a page: those with a number before a bracket, or a template."""
MAX_PARAGRAPHS = 100_000
"""From here on, empty lines in such text do not end a paragraph: each one takes memory."""


def signature_counts(head: bytes, enough: int) -> Generator[None, None, tuple[int, int]]:
    """Count in steps how many lines of the beginning of a page are signed, up to `enough`, and how many of them end
    with that."""
    signed = ending = tried = cost = 0
    for line in lines(head):
        cost += LINE_COST + line.end - line.start
        if cost >= SLICE_BYTES:
            cost = 0
            yield
        if not may_be_signed(line):
            continue
        found = signature_of(line)
        if found is not None:
            signed += 1
            after = head[found.end : line.end].decode("utf-8", "replace")
            ending += not has_words(after)
        tried += 1
        if signed >= enough or tried >= MAX_JUDGED_LINES:
            break
    return signed, ending


MAX_TEMPLATE_BYTES = 1 << 14
"""How much of the text above the first heading is searched for words."""


def read(discussion: Discussion) -> Iterator[None]:
    """Read a file in wikitext."""
    rendering = Rendering(discussion, has_lines=True)
    page = TalkPage(rendering, discussion.file.read(0, discussion.file.size))
    for at in page.read():
        discussion.bytes_read = at
        yield


class Section:
    """A section of a page: one discussion, once it has a comment."""

    def __init__(self, level: int, title: str, start: int, end: int) -> None:
        self.level = level
        """That of its heading; 0 above the first heading."""
        self.title = title
        self.heading = start, end
        """The bytes of the line with the heading."""
        self.part: Rendering | None = None
        self.unsigned: list[tuple[int, int]] = []
        """Unsigned text."""


class TalkPage:
    """Reads one page into discussions of a file."""

    def __init__(
        self,
        rendering: Rendering,
        data: bytes,
        title: str = "",
        origin: tuple[int, int] | None = None,
    ) -> None:
        """`title` is that of the page. `origin`: the bytes of the file that hold the page, if it is not the file."""
        self._rendering = rendering
        self._data = data
        self._title = title
        self._origin = origin
        self._last: Rendering | None = None
        """The last discussion of the page; None before the first one."""
        self._section = Section(0, "", 0, 0)
        self._highest = 6
        """The highest level of all headings so far, as a number."""
        self._subject = ""
        """The heading of the open subsection."""
        self._start: int | None = None
        """Where the comment begins that the next signature ends; None before its first line."""
        self._indentation = Indentation("", outdented=False, is_complete=False)
        self._follows_signature = False
        self._collapsed = 0
        """Templates in which comments are hidden, that are open."""
        self._path: list[tuple[int, int]] = []
        """Level and index of the last comment and its ancestors."""
        self._base = 0
        """What is added to levels after an outdent."""
        self._homeless: tuple[int, int] | None = None
        """Sections without comments, which wait for the first discussion."""

    def read(self) -> Iterator[int]:
        """Read the page in steps; yields how far it has been read."""
        size = 0
        for line in lines(self._data):
            heading = heading_of(line)
            if heading is not None:
                self._end_words(line.start)
                yield from self._begin(heading, line)
            else:
                self._line(line)
            size += line.end - line.start + LINE_COST
            if size >= SLICE_BYTES:
                size = 0
                yield line.end
        self._end_words(len(self._data))
        yield from self._end_section(len(self._data))
        if self._homeless:  # a page without comments
            yield from self._write(self._rendering.part(), *self._homeless)

    def _begin(self, heading: Heading, line: Line) -> Iterator[int]:
        """Begin a section or a subsection."""
        self._highest = min(self._highest, heading.level)
        title = " ".join(wikitext_text(heading.words).split())
        self._path.clear()
        self._base = 0
        if heading.level <= max(SECTION_LEVEL, self._highest):
            yield from self._end_section(line.start)
            self._section = Section(heading.level, title, line.start, line.end)
            self._subject, self._collapsed = "", 0
        else:
            self._subject = title
            self._mark(line.start, line.end, "title")

    def _line(self, line: Line) -> None:
        """Read a line other than a heading."""
        if self._start is None:
            if not line.data.strip() and not self._data[line.start : line.end].strip():
                self._mark(line.start, line.end, "blank")
                return
            if self._follows_signature and only_closes(line, self._data):
                self._mark(line.start, line.end, "furniture")
                self._collapsed = max(0, self._collapsed + collapsing(line))
                return
            self._start, self._indentation = line.start, indentation_of(line)
        elif not self._indentation.is_complete and line.data.strip():
            found = indentation_of(line)
            self._indentation = found._replace(outdented=found.outdented or self._indentation.outdented)
        self._follows_signature = False
        signature = signature_of(line)
        if signature is not None:
            self._comment(self._start, line, signature)
            self._start, self._follows_signature = None, True
        self._collapsed = max(0, self._collapsed + collapsing(line))

    def _comment(self, start: int, line: Line, signature: Signature) -> None:
        """Add the comment that a signature ends."""
        before, after = self._data[start : signature.start], self._data[signature.end : line.end]
        if signature.start < start:  # the template of a signature with the beginning of the comment in it
            before = b""
        text = without_marks((before + after).decode("utf-8", "surrogateescape"), self._indentation.marks)
        end = line.end if after.strip() else max(start, signature.start)
        if not text:  # a vote: all that was written is the signature
            text, end = without_marks(self._text(start, line.end), self._indentation.marks), line.end
        parent = self._parent()
        index = self._part().add(
            Post(
                author=signature.author,
                text=text,
                time=signature.time,
                zone=signature.zone,
                time_text=signature.time_text,
                subject=self._subject,
                state="collapsed" if self._collapsed else "",
                object_span=self._in_file(start, line.end),
                body_span=self._in_file(start, end),
            ),
            parent,
        )
        self._mark(end, line.end, "author")
        self._path.append((self._base + len(self._indentation.marks), index))

    def _parent(self) -> int:
        """The index of the comment that the one with this indentation replies to, or -1."""
        level, path = len(self._indentation.marks), self._path
        if self._indentation.outdented and path:
            self._base = path[-1][0] + 1
        elif not level:
            self._base = 0
        while path and path[-1][0] >= self._base + level:
            path.pop()
        return path[-1][1] if path else -1

    def _part(self) -> Rendering:
        """The discussion of the open section."""
        section = self._section
        if section.part is None:
            section.part = self._last = self._rendering.part()
            section.part.discussion.rendered = wikitext_text
            title = f"{self._title}#{section.title}".strip("#")
            place = section.heading if self._origin is None else (self._origin[0], self._origin[0])
            section.part.title(title, *place)
        return section.part

    def _end_words(self, end: int) -> None:
        """End the unsigned text before a heading or at the end of the page."""
        start, self._start, self._follows_signature = self._start, None, False
        if start is None:
            return
        section = self._section
        if (
            not section.level
            and not section.part
            and not has_words(self._text(start, min(end, start + MAX_TEMPLATE_BYTES)))
        ):
            self._mark(start, end, "furniture")  # templates about the page
        elif len(section.unsigned) < MAX_UNSIGNED:
            section.unsigned.append((start, end))
        else:
            section.unsigned[-1] = section.unsigned[-1][0], end

    def _end_section(self, end: int) -> Iterator[int]:
        """Write the unsigned text of a section. That of a section without comments goes into the article of the
        discussion before it on the page, or of the first one."""
        section, homeless = self._section, self._homeless
        if section.part is not None:
            spans = [*section.unsigned, *filter(None, [homeless])]
            self._homeless = None
        elif section.unsigned:
            start = section.heading[0] if section.level else section.unsigned[0][0]
            self._homeless = homeless[0] if homeless else start, end
            spans = [self._homeless] if self._last else []
            self._homeless = None if self._last else self._homeless
        else:
            self._mark(*section.heading, "furniture")
            spans = []
        part = section.part or self._last
        for span in spans:
            assert part is not None, "without a discussion they wait"
            yield from self._write(part, *span)

    def _write(self, part: Rendering, start: int, end: int) -> Iterator[int]:
        """Write words into the article of a discussion, in slices of whole lines."""
        while start < end:
            stop = min(end, start + SLICE_UNSIGNED)
            if stop < end:
                stop = self._data.rfind(b"\n", start, stop) + 1 or stop
                if stop == start + SLICE_UNSIGNED:  # in a long line
                    feed = self._data.find(b"\n", stop, start + MAX_UNSIGNED_LINE)
                    stop = feed + 1 if feed >= 0 else min(end, whole_characters(self._data, start + MAX_UNSIGNED_LINE))
            words = wikitext_text(self._text(start, stop))
            if len(part.discussion.article.paragraph_spans) > MAX_PARAGRAPHS:
                words = "\n".join(line for line in words.splitlines() if line.strip())
            if words:
                part.article(words, *self._in_file(start, stop))
            else:
                self._mark(start, stop, "furniture")
            yield stop
            start = stop

    def _text(self, start: int, end: int) -> str:
        return self._data[start:end].decode("utf-8", "surrogateescape")

    def _in_file(self, start: int, end: int) -> tuple[int, int]:
        return self._origin or (start, end)

    def _mark(self, start: int, end: int, kind: Kind) -> None:
        if self._origin is None:
            self._rendering.mark(start, end, kind)


def without_marks(text: str, marks: str) -> str:
    """The words of a comment without its marks of indentation, in all lines that have them."""
    if marks:
        text = re.sub(rf"^[ \t]*{re.escape(marks)}[ \t]*", "", text, flags=re.MULTILINE)
    return text.strip()
