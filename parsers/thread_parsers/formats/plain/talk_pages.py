"""Copied talk pages of wikis: the words of a comment end with `Name (talk) 12:34, 5 March 2021 (UTC)`.

A signature is a name, the words of links in brackets, and a time with its zone, in any language. Nothing says where the
words end and the name begins but a dash or the end of a sentence. What is certain in one signature decides the others;
where nothing does, the comment has no author.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.formats.plain.article import announces_comments
from thread_parsers.formats.plain.comments import FIRST_LINE_BYTES, Row, first_line
from thread_parsers.formats.plain.heads import Head
from thread_parsers.formats.plain.layouts.page_lines import Line
from thread_parsers.formats.plain.layouts.stamps import has_time
from thread_parsers.formats.plain.margins import trim
from thread_parsers.formats.plain.names import ends_with_initial, plausible
from thread_parsers.formats.plain.windows import lines
from thread_parsers.formats.wikitext.moments import ZONE, time_before, zone_minutes
from thread_parsers.times.when import When

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.source.source import Source

_QUICK = re.compile(rb"[0-9.\x80-\xff][ ]?\([A-Z+\x80-\xff-][^()\n]{0,24}\)")
"""A page without a zone behind a time has no signatures."""
_TAIL_CHARS = 400
"""Characters at the end of a line in which a signature is looked for."""
_MAX_ZONE_CHARS = 80
"""Characters at the end of a line in which the zone is looked for."""
_JOINING = " ,،\u00a0\u200e\u200f"
_AFTER = re.compile(r"(?:\s{0,2}\[?[^\W\d_]{1,20}\]?){0,3}\s*")
"""What may follow a signature: the button "Reply", or "[reply]"."""
_LINKS = re.compile(r"\s?[(（](?P<words>[^()（）]{1,60})[)）]\s*$")
_DASH = re.compile(r"(?:^|[\s.!?…。！？)”\"’])(?:--+|[–—―~]+|-(?=\s))\s?")
_SENTENCE = re.compile(r"[.!?…。！？][\"”’»)\]]*(?:\s+|(?<=[。！？]))")
_CLOSING = re.compile(r"\w{2,20}(?:\s\w{1,12})?,\s+")
"""Words of a greeting before the name: "Best wishes, "."""
_ADDED_BY = re.compile(r"\s(?:by|von|par|por|da|di|door|av|af|przez|от|від)\s+(?=[^\s]{1,60}(?:\s\S{1,30}){0,2}$)")
"""Before the name that a program added: "Preceding unsigned comment added by"."""
_MAX_NAME_WORDS = 4
_NAMES_CHARS = 120
_ADDRESS = re.compile(r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,4}){2,7})$")
"""The internet address of an editor without an account."""
_MIN_SIGNATURES = 2
_MAX_HEADING_CHARS = 80
_HEADING_END = re.compile(r"[.!?…。！？:;,，：；]\W*$")
_COUNT = re.compile(r"\d{1,5}\s?[^\d.!?]{1,40}")
_FIRST_LINES = 12
"""Lines at the beginning of a comment among which headings are looked for."""
_SLICE_LINES = 64


class Signature(NamedTuple):
    """The end of a line that signs and dates the words before it."""

    names: str
    """What is before the links, or before the time of a signature without links: words and a name."""
    is_whole: bool
    """Whether they are the line from its beginning."""
    rest: int
    """Characters of the line behind them."""
    is_linked: bool
    when: When
    time_words: str


@dataclass(frozen=True, slots=True)
class TalkPage:
    """What the beginning of a page tells about its signatures."""

    known: frozenset[str]
    """The names that are certain."""
    start: int
    """Where the first comment begins."""
    count: int

    @property
    def reason(self) -> str:
        """For people: what was found."""
        return f"{self.count} comments that end with a name, links in brackets, and a time with its zone"

    def rows(self, source: Source) -> Iterator[Row | None]:
        """The comments in page order, and None now and then, as a chance to stop."""
        unit = _Unit()
        ready: tuple[_Unit, _Lined, Signature] | None = None
        for number, lined in enumerate(_lined(source, self.start)):
            if number % _SLICE_LINES == 0:
                yield None
            signature = signature_in(lined.text)
            unit.add(lined)
            if signature is None:
                continue
            if ready is not None:
                yield _row(source, self, *ready, unit.start)
            ready, unit = (unit, lined, signature), _Unit()
        if ready is not None:
            yield _row(source, self, *ready, ready[1].end)


def signature_in(text: str) -> Signature | None:
    """The signature at the end of a line."""
    tail = text[-_TAIL_CHARS:]
    if ")" not in tail[-_MAX_ZONE_CHARS:]:
        return None
    for zone in ZONE.finditer(tail, max(0, len(tail) - _MAX_ZONE_CHARS)):
        found = time_before(tail, zone.start()) if _AFTER.fullmatch(tail, zone.end()) else None
        if found is None:
            continue
        start, seconds = found
        when = When(None if seconds == NO_TIME else seconds, zone_minutes(zone[1]))
        names = tail[:start].rstrip(_JOINING)
        is_linked = False
        while (links := _LINKS.search(names)) is not None and any(map(str.isalpha, links["words"])):
            names, is_linked = names[: links.start()].rstrip(_JOINING), True
        rest = len(tail) - len(names)
        return Signature(names, len(tail) == len(text), rest, is_linked, when, tail[start : zone.end()])
    return None


def talk_page(source: Source) -> Generator[None, None, TalkPage | None]:
    """The signatures of the beginning of a page; None where it is no talk page. In steps."""
    if not _QUICK.search(source.read(0, source.size)):
        return None
    found: list[Signature] = []
    start, wordless = -1, 0
    above: list[_Lined] = []
    for number, lined in enumerate(_lined(source, 0)):
        if number % _SLICE_LINES == 0:
            yield
        signature = signature_in(lined.text)
        if signature is None:
            above = [*above[-_FIRST_LINES:], lined]
        else:
            if start < 0:
                start = _first_start([*above, lined])
            found.append(signature)
            wordless += not above and _is_alone(signature)
            above = []
    # Lines of a name, a place in brackets and a time are a programme.
    if sum(one.is_linked for one in found) < _MIN_SIGNATURES or 2 * wordless > len(found):
        return None
    return TalkPage(_certain(found), start, len(found))


class _Lined(NamedTuple):
    """A line with words."""

    start: int
    end: int
    """Without its line feed and the blanks at its end."""
    indent: bytes
    text: str
    apart: bool


@dataclass(slots=True)
class _Unit:
    """The lines from one signature to the next."""

    first: list[_Lined] = field(default_factory=list)

    def add(self, lined: _Lined) -> None:
        if len(self.first) < _FIRST_LINES:
            self.first.append(lined)

    @property
    def words(self) -> _Lined:
        """The first line of the words, after headings and what is around them."""
        at = 0
        for number, lined in enumerate(self.first[:-1]):
            if _is_heading(lined) or (at == number and _is_beside_heading(lined)):
                at = number + 1
            elif number > at + 1:
                break
        return self.first[min(at, len(self.first) - 1)]

    @property
    def start(self) -> int:
        return self.words.start


def _lined(source: Source, start: int) -> Iterator[_Lined]:
    apart = True
    for begin, stop, data in lines(source, start, source.size):
        text = data.decode("utf-8", "surrogateescape")
        if len(data) < stop - begin and text.strip():  # the end of a long line
            text += source.read(max(begin, stop - _TAIL_CHARS), stop).decode("utf-8", "surrogateescape")
        bare = text.strip()
        if bare:
            blanks = text[len(text.rstrip()) :]
            yield _Lined(
                begin,
                stop - len(blanks.encode("utf-8", "surrogateescape")),
                data[: len(data) - len(data.lstrip(b" \t"))],
                bare,
                apart,
            )
        apart = not bare


def _is_heading(lined: _Lined) -> bool:
    return (
        len(lined.text) <= _MAX_HEADING_CHARS
        and not _HEADING_END.search(lined.text)
        and not lined.indent
        and lined.text[0] not in ">|-–—*•"
    )


def _is_beside_heading(lined: _Lined) -> bool:
    """Whether a line is a button, or tells how many comments there are and when the last one was written."""
    line = Line(lined.start, lined.end, lined.indent, lined.text, lined.apart)
    return (
        line.is_button
        or line.is_mark
        or line.is_counted
        or bool(_COUNT.fullmatch(lined.text))
        or (len(lined.text) <= _MAX_HEADING_CHARS and (has_time(lined.text) or announces_comments(lined.text)))
    )


def _first_start(above: list[_Lined]) -> int:
    """Where the first comment begins: after the last heading, or else with the paragraph of its signature."""
    for at in range(len(above) - 2, -1, -1):
        if _is_heading(above[at]) or _is_beside_heading(above[at]):
            return above[at + 1].start
    return next(lined.start for lined in reversed(above) if lined.apart or lined is above[0])


def _is_alone(one: Signature) -> bool:
    """Whether no words are before the name in its line."""
    return one.is_whole and (not one.names or _fits(one.names))


def _certain(found: list[Signature]) -> frozenset[str]:
    """The names that a dash or a line of their own shows, or that several signatures have after a sentence."""
    certain: set[str] = set()
    likely = Counter[str]()
    for one in found:
        name, is_sure = _name(one)
        if is_sure:
            certain.add(name)
        elif name:
            likely[name] += 1
    return frozenset(certain.union(name for name, count in likely.items() if count > 1))


def _name(one: Signature) -> tuple[str, bool]:
    """The name of a signature, "" where it cannot be told, and whether it is certain."""
    tail = one.names[-_NAMES_CHARS:]
    address = _ADDRESS.search(tail)
    if address:
        return address[0], True
    dashes = list(_DASH.finditer(tail))
    if dashes:
        name = tail[dashes[-1].end() :]
        by = None if _fits(name) else _ADDED_BY.search(name)
        name = name[by.end() :] if by else name
        if _fits(name):
            return name, True
    ends = [end.end() for end in _SENTENCE.finditer(tail) if not ends_with_initial(tail[: end.end()].rstrip())]
    if not ends:
        return (tail, True) if one.is_whole and len(tail) == len(one.names) and _fits(tail) else ("", False)
    name = tail[ends[-1] :]
    closing = _CLOSING.match(name)
    name = name[closing.end() :] if closing else name
    return (name, " " not in name) if _fits(name) else ("", False)


def _fits(name: str) -> bool:
    """Whether words may be a name. Users of wikis begin with a capital, a digit, or a letter without capitals, but may
    sign otherwise."""
    return plausible(name, _MAX_NAME_WORDS) and not (name[0].islower() and " " in name)


def _author(page: TalkPage, one: Signature) -> str:
    known = max((name for name in page.known if _ends_with(one.names, name)), key=len, default="")
    name, is_sure = _name(one)
    if known and not (is_sure and len(name) > len(known)):
        return known
    return name if one.is_linked or is_sure else ""


def _ends_with(names: str, name: str) -> bool:
    return names.endswith(name) and not names[: -len(name)][-1:].isalnum()


def _row(source: Source, page: TalkPage, unit: _Unit, last: _Lined, one: Signature, end: int) -> Row:
    """The row of a comment: its lines up to the one with its signature. `end` is where the next one begins."""
    name, first = _author(page, one), unit.words
    words = one.names.removesuffix(name).rstrip(" -–—―~") if name else one.names
    signed = last.text[len(last.text) - one.rest - len(one.names) + len(words) :]
    stop = last.end - len(signed.encode("utf-8", "surrogateescape"))
    if one.is_whole and not words:
        stop = last.start
    start, limit, margin = trim(source.read(first.start, max(stop, first.start)), b"")
    body_start, body_end = first.start + start, first.start + limit
    written = "" if one.when.absolute else one.time_words
    head = Head(first.start, body_start, first.indent, name, one.when, written, NO_SCORE, "", "", True)
    begun = source.read(body_start, min(body_end, body_start + FIRST_LINE_BYTES))
    return Row(head, body_start, body_end, max(end, last.end), margin, NO_SCORE, -1, first_line(begun))
