"""Reading a clipped note: front matter, the article, and the comments in their quotes."""

from __future__ import annotations

import re
from datetime import timedelta, timezone
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.discussion.long_paragraphs import divided
from thread_parsers.discussion.relative_times import read_saved
from thread_parsers.formats import Likeness
from thread_parsers.formats.clipped.front_matter import FrontMatter, front_matter
from thread_parsers.formats.clipped.heads import HEAD, Head, head_of, is_apart, without_links
from thread_parsers.formats.plain.article import Around, announces, is_rule
from thread_parsers.formats.plain.margins import trim
from thread_parsers.formats.plain.windows import lines, lines_in_steps, matches, windows
from thread_parsers.source.source import BufferSource
from thread_parsers.steps import next_in_steps
from thread_parsers.text.counted import counted
from thread_parsers.times.clock import is_day
from thread_parsers.times.epoch import EPOCH
from thread_parsers.times.times import TimeReader

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.receipt import Kind
    from thread_parsers.formats.plain.windows import Window
    from thread_parsers.source.source import Source

JUDGED_BYTES = 1 << 18
"""The beginning of a page, by which it is judged and in which its first comment is looked for."""
MAX_JUDGED_HEADS = 2000
"""Lines like heads that are tried there."""
_MAX_PARAGRAPH_LINES = 500
_MAX_PARAGRAPHS = 100_000
"""From here on, lines are joined to longer paragraphs: each takes memory on the screen."""
_SLICE_LINES = 500
_SLICE_COMMENTS = 64
"""Lines and comments between two yields."""
_MAX_LEVELS = 64
"""Levels of quotes whose end is looked for. Deeper comments go up to the next head."""


def likeness(source: Source) -> Generator[None, None, Likeness]:
    """How much the beginning of a source looks like a clipped note, in steps."""
    source = BufferSource(source.read(0, min(JUDGED_BYTES, source.size)))
    front = front_matter(source)
    heads: list[Head] = []
    for tried, found in enumerate(islice(_heads(source, front.end, TimeReader()), MAX_JUDGED_HEADS)):
        if found is None or tried % _SLICE_COMMENTS == 0:
            yield
        if found is not None:
            heads.append(found[1])
    if heads and front.end:
        return Likeness(0.95, f"front matter and {counted(len(heads), 'head')} of comments in bold")
    quoted = sum(head.quotes > 0 for head in heads)
    linked = sum(head.linked for head in heads)
    if len(heads) > 1 and 2 * quoted >= len(heads):
        return Likeness(
            0.9 if 2 * linked >= len(heads) else 0.75, f"{len(heads)} quotes with a name in bold and a time"
        )
    if len(heads) > 1 and 2 * linked >= len(heads):
        return Likeness(0.65, f"{len(heads)} lines with a name in bold and a time with a link")
    if front.end and front.facts.get("source", "").startswith("http"):
        return Likeness(0.45, "front matter with the address of a page, and no comments", 0)
    return Likeness(0.0, "no front matter with comments, and no heads of comments in bold")


def read(discussion: Discussion) -> Iterator[None]:
    """Fill the discussion from its source."""
    source, times = discussion.file, TimeReader()
    front = front_matter(source)
    around = Around(discussion.receipt)
    _facts(discussion, front, times, around)
    times.decide_order((yield from _dates(source, front.end)))
    yield
    begin, linked = yield from _opening(source, front.end, times)
    heads = (
        found if found is not None and (found[1].linked or not linked) else None
        for found in _heads(source, begin, times)
    )  # fmt: skip
    first = yield from next_in_steps(heads)
    start = source.size if first is None else first[0].start + first[1].start
    yield from _article(discussion, front, start, around, followed=first is not None)
    builder = _Builder(discussion, around)
    if first is not None:
        builder.add(*first)
    for count, found in enumerate(heads):
        if found is not None:
            builder.add(*found)
        if found is None or count % _SLICE_COMMENTS == _SLICE_COMMENTS - 1:
            yield
    builder.finish()


def _heads(source: Source, start: int, times: TimeReader) -> Iterator[tuple[Window, Head] | None]:
    """The heads of comments, each with the window in which it is; None for each line that looks like a head and is
    none, and as a chance to stop."""
    for window in windows(source, start):
        for found in matches(HEAD, window.data, window.first, window.limit):
            head = None if found is None else head_of(found, window.limit, times)
            yield (window, head) if head is not None and is_apart(window.data, head) else None


def _dates(source: Source, start: int) -> Generator[None, None, list[str]]:
    """What may have dates in the heads at the beginning of a page, in steps."""
    data = source.read(start, min(source.size, JUDGED_BYTES))
    dates: list[str] = []
    for found in matches(HEAD, data, 0):
        if found is None:
            yield
        elif len(dates) < MAX_JUDGED_HEADS:
            dates.append(without_links(found["rest"].decode("utf-8", "surrogateescape")))
    return dates


def _opening(source: Source, start: int, times: TimeReader) -> Generator[None, None, tuple[int, bool]]:
    """Where to look for comments, and whether their heads must have links, as the beginning of a page tells.

    Comments begin at the first head under a line that announces comments, else under any heading, else at the first
    head: what is like a head before is a quotation in the article. Where most heads have links, one without is a
    quotation in a comment."""
    announced: int | None = None
    headed: int | None = None
    links: list[tuple[int, bool]] = []
    beginning = BufferSource(source.read(0, min(source.size, JUDGED_BYTES)))
    for number, head_found in enumerate(_heads(beginning, start, times)):
        if head_found is None or number % _SLICE_COMMENTS == 0:
            yield
        if head_found is None:
            continue
        window, head = head_found
        place = window.start + head.start
        before = window.data[max(0, head.start - _LOOKBACK_BYTES) : head.start]
        announced = place if announced is None and announces(before) else announced
        headed = place if headed is None and _LAST_HEADING.search(before) else headed
        links.append((place, head.linked))
    begin = announced if announced is not None else headed
    begin = start if begin is None else begin
    found = [linked for place, linked in links if place >= begin]
    return begin, 2 * sum(found) > len(found)


def _facts(discussion: Discussion, front: FrontMatter, times: TimeReader, around: Around) -> None:
    """Read the facts of the article from the front matter, which is never part of its text."""
    article = discussion.article
    if front.title and front.title_line:
        article.title_span = front.title
        around.mark(0, front.title_line[0], "furniture")
        around.mark(*front.title_line, "title")
        around.mark(front.title_line[1], front.end, "furniture")
    else:
        around.mark(0, front.end, "furniture")
    article.author = front.facts.get("author", "").removeprefix("@") or None
    article.url = front.facts.get("source") or None
    when = times.read(front.facts.get("published", ""))
    if when is not None and when.seconds is not None:
        article.time = EPOCH + timedelta(seconds=when.seconds)
        if when.zone is not None:
            article.time = article.time.replace(tzinfo=timezone(timedelta(minutes=when.zone)))
    if discussion.saved is None and article.url:  # what was clipped was saved when the note was made
        discussion.saved = read_saved(front.facts.get("saved", ""))


_HEADING = re.compile(rb"[ \t]{0,3}#{1,6}[ \t]+([^\n]*?)[ \t#]*")
_LAST_HEADING = re.compile(rb"(?:\A|\n)([ \t]{0,3}#{1,6}[ \t][^\n]*)\n[ \t\n]*\Z")
_DECLARED = re.compile(rb"\d[\d,.]{0,8}")
_LOOKBACK_BYTES = 400


def _article(discussion: Discussion, front: FrontMatter, end: int, around: Around, *, followed: bool) -> Iterator[None]:
    """Read what is between front matter and comments: blocks of lines are paragraphs, rules do not divide anything."""
    article = discussion.article
    stop = _comments_heading(discussion, front.end, end) if followed else end
    block: list[tuple[int, int]] = []

    def end_block() -> None:
        if block:
            article.paragraph_spans.extend(divided(discussion.file, block[0][0], block[-1][1]))
            block.clear()

    for count, line in enumerate(lines_in_steps(discussion.file, front.end, stop)):
        if line is None:
            yield
            continue
        start, feed, words = line
        after = feed + (feed < stop)
        found = _HEADING.fullmatch(words) if words[:4].lstrip().startswith(b"#") else None
        if not words.strip() or _is_rule(words):
            if len(article.paragraph_spans) < _MAX_PARAGRAPHS:
                end_block()
            around.mark(start, after, "separator" if words.strip() else "blank")
        elif found and found[1] and article.title_span is None and not article.paragraph_spans and not block:
            article.title_span = start + found.start(1), start + found.end(1)
            around.mark(start, after, "title")
        else:
            if found or len(block) >= _MAX_PARAGRAPH_LINES:
                end_block()
            block.append((start, feed))
            if found:
                end_block()
            around.mark(start, after, "article")
        if count % _SLICE_LINES == _SLICE_LINES - 1:
            yield
    end_block()
    around.mark(stop, end, "furniture")


_SPACED_RULE = re.compile(rb"[ \t]{0,3}([-*_])(?:[ \t]+\1){2,}[ \t\r]*")


def _is_rule(line: bytes) -> bool:
    """Whether a line only divides; in Markdown its marks may have blanks between them: `* * *`."""
    return is_rule(line) or bool(_SPACED_RULE.fullmatch(line))


def _comments_heading(discussion: Discussion, start: int, end: int) -> int:
    """Where the heading directly before the comments begins; `end` without one. It may say how many there are:
    "Comments (12)"."""
    begin = max(start, end - _LOOKBACK_BYTES)
    before = discussion.file.read(begin, end)
    if begin > start:  # not from the middle of a line
        cut = before.find(b"\n") + 1 or len(before)
        begin, before = begin + cut, before[cut:]
    found = _LAST_HEADING.search(before)
    if found is None:
        return end
    number = _DECLARED.search(found[1])
    if number is not None:
        declared = int(re.sub(rb"\D", b"", number[0]))
        discussion.receipt.declared_comments = discussion.engagement.comments = declared
    return begin + found.start(1)


class _Builder:
    """Puts comments under the nearest comment before them with fewer quote marks."""

    def __init__(self, discussion: Discussion, around: Around) -> None:
        self._discussion = discussion
        self._around = around
        self._path: list[tuple[int, int]] = []
        """Level and row of the last comment and its ancestors."""
        self._last: tuple[int, Head] | None = None
        """The last head, and where its window begins."""

    def add(self, window: Window, head: Head) -> None:
        """Add the next head, and with it the comment before it."""
        self._end_comment(window.start + head.start)
        self._last = window.start, head

    def finish(self) -> None:
        """Add the last comment, and close the receipt."""
        self._end_comment(self._discussion.file.size)
        self._around.close()

    def _end_comment(self, end: int) -> None:
        if self._last is None:
            return
        base, head = self._last
        source, columns = self._discussion.file, self._discussion.columns
        start, words = base + head.start, base + head.end
        body = source.read(words, end)
        stop = len(body)
        if 0 < head.quotes <= _MAX_LEVELS and (outside := _outside(head.quotes).search(body)):
            stop = outside.start()
        first, last, margin = trim(body[:stop], b">" * head.quotes)
        while self._path and self._path[-1][0] >= head.quotes:
            self._path.pop()
        index = columns.append(
            start=start,
            body_start=words + first,
            body_end=words + last,
            end=words + stop,
            author=head.name,
            time=NO_TIME if head.when is None or head.when.seconds is None else head.when.seconds,
            likes=head.likes,
            replies=max(head.replies, -1),
            parent=self._path[-1][1] if self._path else -1,
            margin=margin,
        )
        self._path.append((head.quotes, index))
        when = head.when
        if when is not None and (when.seconds is None or when.unit is not None):
            columns.times_as_written[index] = head.time_words  # reading completes relative times and months
        elif when is not None and is_day(columns.time[index], head.time_words):
            columns.time_units[index] = "day"
        if when is not None and when.zone is not None:
            columns.zones[index] = when.zone
        if head.badge:
            columns.badges[index] = head.badge
        if head.edited is not None:
            columns.edited[index] = head.edited
        self._claim(words + stop, end)

    def _claim(self, start: int, end: int) -> None:
        """Claim what is outside of the quotes of a comment: rules between comments, the foot of a page."""
        for begin, feed, words in lines(self._discussion.file, start, end) if start < end else ():
            kind: Kind = "blank" if not words.strip(b" \t\r>") else "separator" if _is_rule(words) else "furniture"
            self._around.mark(begin, feed + (feed < end), kind)


@lru_cache(maxsize=_MAX_LEVELS)
def _outside(quotes: int) -> re.Pattern[bytes]:
    """The first line with words that is less deep than a level."""
    return re.compile(rb"^(?!(?:[ \t]{0,3}>){%d})[ \t>]*+[^\s>]" % quotes, re.MULTILINE)
