"""Copied talk pages of wikis: the words of a comment end with `Name (talk) 12:34, 5 March 2021 (UTC)`.

Nothing says where the words end and the name begins but a dash or the end of a sentence. What is certain in one
signature decides the others; where nothing does, the comment has no author.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_SCORE
from thread_parsers.formats.plain.article import announces_comments
from thread_parsers.formats.plain.comments import FIRST_LINE_BYTES, Row, first_line
from thread_parsers.formats.plain.heads import Head
from thread_parsers.formats.plain.layouts.page_lines import Line
from thread_parsers.formats.plain.layouts.stamps import has_time
from thread_parsers.formats.plain.margins import trim
from thread_parsers.formats.plain.talk_signatures import TAIL_CHARS, is_alone, signature_in, stated_name
from thread_parsers.formats.plain.windows import lines

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from thread_parsers.formats.plain.talk_signatures import Signature
    from thread_parsers.source.source import Source

_QUICK = re.compile(rb"[0-9.\x80-\xff][ ]?\([A-Z+\x80-\xff-][^()\n]{0,24}\)")
"""A page without a zone behind a time has no signatures."""
_MIN_SIGNATURES = 2
_MAX_HEADING_CHARS = 80
_HEADING_END = re.compile(r"[.!?…。！？:;,，：；]\W*$")
_COUNT = re.compile(r"\d{1,5}\s?[^\d.!?]{1,40}")
_FIRST_LINES = 12
"""Lines at the beginning of a comment among which headings are looked for."""
_SLICE_LINES = 64


@dataclass(frozen=True, slots=True)
class TalkPage:
    """What the beginning of a page tells about its signatures."""

    known: frozenset[str]
    """The names that are certain."""
    start: int
    """Where the first comment begins."""
    count: int
    longest: int
    """Characters of the longest name that is certain."""

    @property
    def reason(self) -> str:
        """For people: what was found."""
        return f"{self.count} comments that end with a name, links in brackets, and a time with its zone"

    def rows(self, source: Source) -> Iterator[Row | None]:
        """The comments in page order, and None now and then, as a chance to stop."""
        unit: list[Line] = []
        for number, line in enumerate(_lines(source, self.start)):
            if number % _SLICE_LINES == 0:
                yield None
            if len(unit) < _FIRST_LINES:
                unit.append(line)
            signature = signature_in(line.text)
            if signature is not None:
                yield _row(source, self, _first_words(unit), line, signature)
                unit = []


def talk_page(source: Source) -> Generator[None, None, TalkPage | None]:
    """The signatures of the beginning of a page; None where it is no talk page. In steps."""
    if not _QUICK.search(source.read(0, source.size)):
        return None
    found: list[Signature] = []
    start, wordless = -1, 0
    above: list[Line] = []
    for number, line in enumerate(_lines(source, 0)):
        if number % _SLICE_LINES == 0:
            yield
        signature = signature_in(line.text)
        if signature is None:
            above = [*above[-_FIRST_LINES:], line]
        else:
            if start < 0:
                start = _first_start([*above, line])
            found.append(signature)
            wordless += not above and is_alone(signature)
            above = []
    # Lines of a name, a place in brackets and a time are a programme.
    if sum(one.is_linked for one in found) < _MIN_SIGNATURES or 2 * wordless > len(found):
        return None
    known = _certain(found)
    return TalkPage(known, start, len(found), max(map(len, known), default=0))


def _first_words(lines: Sequence[Line]) -> Line:
    """The first line of the words of a comment, after headings and what is around them. `lines`: those from the
    signature before it on."""
    at = 0
    for number, line in enumerate(lines[:-1]):
        if _is_heading(line) or (at == number and _is_beside_heading(line)):
            at = number + 1
        elif number > at + 1:
            break
    return lines[min(at, len(lines) - 1)]


def _lines(source: Source, start: int) -> Iterator[Line]:
    apart = True
    for begin, stop, data in lines(source, start, source.size):
        text = data.decode("utf-8", "surrogateescape")
        if len(data) < stop - begin and text.strip():  # the end of a long line
            text += source.read(max(begin, stop - TAIL_CHARS), stop).decode("utf-8", "surrogateescape")
        bare = text.strip()
        if bare:
            blanks = text[len(text.rstrip()) :]
            yield Line(
                begin,
                stop - len(blanks.encode("utf-8", "surrogateescape")),
                data[: len(data) - len(data.lstrip(b" \t"))],
                bare,
                apart,
            )
        apart = not bare


def _is_heading(line: Line) -> bool:
    return (
        len(line.text) <= _MAX_HEADING_CHARS
        and not _HEADING_END.search(line.text)
        and not line.indent
        and line.text[0] not in ">|-–—*•"
    )


def _is_beside_heading(line: Line) -> bool:
    """Whether a line is a button, or tells how many comments there are and when the last one was written."""
    return (
        line.is_button
        or line.is_mark
        or line.is_counted
        or bool(_COUNT.fullmatch(line.text))
        or (len(line.text) <= _MAX_HEADING_CHARS and (has_time(line.text) or announces_comments(line.text)))
    )


def _first_start(above: list[Line]) -> int:
    """Where the first comment begins: after the last heading, or else with the paragraph of its signature."""
    for at in range(len(above) - 2, -1, -1):
        if _is_heading(above[at]) or _is_beside_heading(above[at]):
            return above[at + 1].start
    return next(line.start for line in reversed(above) if line.apart or line is above[0])


def _certain(found: list[Signature]) -> frozenset[str]:
    """The names that a dash or a line of their own shows, or that several signatures have after a sentence."""
    certain: set[str] = set()
    likely = Counter[str]()
    for one in found:
        name, is_sure = stated_name(one)
        if is_sure:
            certain.add(name)
        elif name:
            likely[name] += 1
    return frozenset(certain.union(name for name, count in likely.items() if count > 1))


def _author(page: TalkPage, one: Signature) -> str:
    known = _known_end(one.names, page)
    name, is_sure = stated_name(one)
    if known and not (is_sure and len(name) > len(known)):
        return known
    return name if one.is_linked or is_sure else ""


def _known_end(names: str, page: TalkPage) -> str:
    """The longest known name, from the beginning of a word on, with which a text ends; "" for none."""
    # Looked up by each beginning of a word: a page may have thousands of names.
    for start in range(max(0, len(names) - page.longest), len(names)):
        if not names[start - 1 : start].isalnum() and names[start:] in page.known:
            return names[start:]
    return ""


def _row(source: Source, page: TalkPage, first: Line, last: Line, one: Signature) -> Row:
    """The row of a comment: its lines up to the one with its signature."""
    name = _author(page, one)
    words = one.names.removesuffix(name).rstrip(" -–—―~") if name else one.names
    signed = last.text[len(last.text) - one.rest - len(one.names) + len(words) :]
    stop = last.end - len(signed.encode("utf-8", "surrogateescape"))
    if one.is_whole and not words:
        stop = last.start
    start, limit, margin = trim(source.read(first.start, max(stop, first.start)), b"")
    body_start, body_end = first.start + start, first.start + limit
    head = Head(first.start, body_start, first.indent, name, one.when, one.time_words, NO_SCORE, "", "", True)
    begun = source.read(body_start, min(body_end, body_start + FIRST_LINE_BYTES))
    return Row(head, body_start, body_end, last.end, margin, NO_SCORE, -1, first_line(begun))
