"""What stands around the comments of a Gate page: menu, banner, title, article, counters ahead; the tail behind.

The article is what is left between the menu and the counters. Where the page brings it a second time after the last
comment, that repeat tells where it begins; without one, a banner is known by how the site cuts it off.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.receipt import Note
from thread_parsers.formats.gate.counters import Counters, is_box, may_be_disclaimer, read_counters
from thread_parsers.formats.gate.labels import NAVIGATION
from thread_parsers.formats.gate.lines import ENDS_SENTENCE, Lines, is_title
from thread_parsers.formats.gate.repeat import Tail, read_tail

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.receipt import Kind
    from thread_parsers.formats.gate.footers import Footers
    from thread_parsers.source.source import Source

FEWEST_MENU_LINES = 3
"""Lines of the menu that must be there for it to be one."""
LONGEST_MENU = 120
"""Lines of words in which the menu ends."""
LONGEST_MENU_LINE = 100
"""Characters."""
MOST_BOXES = 50
"""Lines like that of a comment box that are tried in a page without comments."""
BANNER_LENGTH = 600
"""UTF-16 units at which the site cuts a banner off, its line ends counted (seen on five banners of 2025 and 2026)."""
BANNER_BEGINS = re.compile(r"[^\w\s\"'“”‘’«(\[#@$*•·-]|Gate Square\b|.*\bin Gate Square\b")
BANNER_ENDS = re.compile(r"(?:\S.{0,20}[:：]\s*)?https?://\S*gate\S*/announcements/\S+")
LONGEST_TAIL = 1 << 17
"""Bytes behind the last comment that are looked at, beside as many as stand ahead of the first."""


class Ahead(NamedTuple):
    """What stands ahead of the comments."""

    lines: Lines
    counters: Counters
    candidates: list[int]
    """The lines that may be the article or a banner: after the menu, before the counters, blank ones left out."""
    words: list[str]
    """What the candidates say."""


def read_around(discussion: Discussion, first_comment: int, last_body: int, footers: Footers) -> int:
    """Take what stands around the comments, of which the first begins at `first_comment` and the body of the last at
    `last_body`. Gives back where the last comment ends."""
    source = discussion.source
    lines = Lines(source, 0, first_comment)
    ahead = _ahead(lines, read_counters(lines, len(lines), footers))
    behind = Lines(source, _tail_start(source, last_body, first_comment), source.size)
    places = behind.wordy()
    tail = read_tail(ahead.words, [behind.text(at) for at in places], footers, comments=True)
    end = places[tail.first] if tail.first < len(places) else len(behind)
    _take(discussion, ahead, behind, end, places, tail)
    return behind.bounds[end]


def read_alone(discussion: Discussion, footers: Footers) -> None:
    """Take a page that has no comments: its counters are sought from the end."""
    source = discussion.source
    lines = Lines(source, 0, source.size)
    counters, end = counters_somewhere(lines, footers)
    ahead = _ahead(Lines(source, 0, lines.bounds[end]), counters)
    behind = Lines(source, lines.bounds[end], source.size)
    places = behind.wordy()
    tail = read_tail(ahead.words, [behind.text(at) for at in places], footers, comments=False)
    _take(discussion, ahead, behind, 0, places, tail)


def _tail_start(source: Source, last_body: int, ahead: int) -> int:
    """The beginning of a line behind which title and repeat must be: they are no longer than what stands ahead."""
    lowest = source.size - ahead - LONGEST_TAIL
    if lowest <= last_body:
        return last_body
    for at, piece in source.slices(lowest):
        line_feed = piece.find(b"\n")
        if line_feed >= 0:
            return at + line_feed + 1
    return source.size


def counters_somewhere(lines: Lines, footers: Footers) -> tuple[Counters, int]:
    """The last block of counters, and the line after it; the page as a whole where there is none."""
    ends = (at + 1 for at in range(len(lines) - 1, -1, -1) if is_box(lines.text(at)))
    for end in islice(ends, MOST_BOXES):
        counters = read_counters(lines, end, footers)
        if counters.found:
            return counters, end
    return read_counters(lines, len(lines), footers), len(lines)


def _ahead(lines: Lines, counters: Counters) -> Ahead:
    places = lines.wordy(0, counters.first)
    words = [lines.text(at) for at in places]
    menu = _menu(words)
    return Ahead(lines, counters, places[menu:], words[menu:])


def _menu(words: list[str]) -> int:
    """How many lines the menu of the site has. One that is not known may stand between two that are."""
    known = end = 0
    for at, text in enumerate(words[:LONGEST_MENU]):
        if text.casefold() in NAVIGATION:
            known, end = known + 1, at + 1
        elif at > end or len(text) > LONGEST_MENU_LINE or ENDS_SENTENCE.search(text):
            break
    return end if known >= FEWEST_MENU_LINES else 0


def _take(discussion: Discussion, ahead: Ahead, behind: Lines, end: int, places: list[int], tail: Tail) -> None:
    """Put title, paragraphs and counters in their places, and what every line is into the receipt. `end` is the first
    line behind that is not the last comment's, `places` are those with words."""
    source, article, receipt = discussion.source, discussion.article, discussion.receipt
    part, title = _article(ahead.words, tail)
    paragraphs = [ahead.candidates[at] for at in part if at != title]
    kinds: dict[int, Kind] = dict.fromkeys(ahead.counters.numbers, "engagement")
    kinds |= dict.fromkeys(paragraphs, "article")
    kinds_behind: dict[int, Kind] = {}
    if tail.repeat is not None:
        kinds_behind |= dict.fromkeys(places[tail.repeat.at : tail.repeat.at + tail.repeat.length], "repeat")
    if title is not None:
        kinds[ahead.candidates[title]] = "title"
        article.title_span = ahead.lines.words_span(source, ahead.candidates[title])
    elif tail.title_behind is not None:
        kinds_behind[places[tail.title_behind]] = "title"
        article.title_span = behind.words_span(source, places[tail.title_behind])
    article.paragraph_spans = [ahead.lines.words_span(source, at) for at in paragraphs]
    receipt.around = ahead.lines.spans(kinds, "furniture") + behind.spans(kinds_behind, "furniture", end)
    _declare(discussion, ahead.counters)
    if tail.repeat is not None and part.start > (title is not None and title < part.start):
        lines = "1 line" if part.start == 1 else f"{part.start} lines"
        words = f"{lines} ahead of the article not repeated with it: taken for a banner"
        receipt.notes.append(Note("banner", words, source.line_at(ahead.lines.bounds[ahead.candidates[0]])))


def _article(words: list[str], tail: Tail) -> tuple[range, int | None]:
    """Which of the lines ahead are the article, and which is the title, if it stands there."""
    if tail.repeat is None:
        start = _banner(words)
        title = start if len(words) > start + 1 and is_title(words[start], words[start + 1]) else None
        return range(start, len(words)), title
    rest = words[tail.repeat.last + 1 :]
    disclaimed = rest and len(rest) <= 2 and may_be_disclaimer(rest[-1])
    return range(tail.repeat.first, tail.repeat.last + 1 if disclaimed else len(words)), tail.title_ahead


def _banner(words: list[str]) -> int:
    """How many lines a banner has that no repeat tells from the article."""
    if not words or not BANNER_BEGINS.match(words[0]):
        return 0
    length = end = 0
    for at, text in enumerate(words):
        length += len(text.encode("utf-16-le", "surrogatepass")) // 2
        if length > BANNER_LENGTH:
            break
        if length > BANNER_LENGTH - 6 or BANNER_ENDS.fullmatch(text):
            end = at + 1
        length += 1
    return end if end < len(words) else 0


def _declare(discussion: Discussion, counters: Counters) -> None:
    engagement = discussion.engagement
    engagement.likes, engagement.comments = counters.likes, counters.comments
    engagement.reposts, engagement.shares = counters.reposts, counters.shares
    discussion.receipt.declared_comments = counters.comments
