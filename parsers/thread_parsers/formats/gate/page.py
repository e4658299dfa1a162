"""Everything around the comments of a Gate page: menu, banner, title, article and counters before, the tail after them.

The article is what remains between the menu and the counters. Pages usually repeat it after the last comment, and then
the repeat shows where it begins; without one, `above` recognises a banner by how the site cuts it off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.long_paragraphs import divided
from thread_parsers.discussion.receipt import Note
from thread_parsers.formats.gate.above import banner, before_article, summary_lines
from thread_parsers.formats.gate.counters import Counters, is_box, may_be_disclaimer, read_counters
from thread_parsers.formats.gate.lines import Lines, is_title, with_kind
from thread_parsers.formats.gate.repeat import Tail, read_tail
from thread_parsers.steps import SLICE_ITEMS, listed_in_steps, next_in_steps
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.receipt import Kind
    from thread_parsers.formats.gate.footers import Footers
    from thread_parsers.source.source import Source

MAX_BOXES = 50
"""Lines like a comment box that are tried in a page without comments."""
MAX_TRAILER_BYTES = 1 << 17
"""How much more than the bytes before the first comment is read after the last one."""


class Before(NamedTuple):
    """The part of a page before the comments."""

    lines: Lines
    counters: Counters
    candidates: list[int]
    """The lines that may be the article or a banner: those with words after the menu and before the counters."""
    words: list[str]
    """The text of the candidates."""


def read_around(
    discussion: Discussion, first_comment: int, last_body: int, footers: Footers
) -> Generator[None, None, int]:
    """Record everything outside the comments. The first comment begins at `first_comment`, the body of the last one at
    `last_body`. Returns the offset where the last comment ends. In slices."""
    source = discussion.file
    lines = yield from Lines.in_steps(source, 0, first_comment)
    before = yield from _before(lines, read_counters(lines, len(lines), footers))
    after = yield from Lines.in_steps(source, _tail_start(source, last_body, first_comment), source.size)
    places = yield from after.wordy_in_steps()
    words = yield from listed_in_steps(map(after.text, places))
    tail = yield from read_tail(before.words, words, footers, comments=True)
    end = places[tail.first] if tail.first < len(places) else len(after)
    yield from _record(discussion, before, after, end, places, tail)
    return after.bounds[end]


def read_without_comments(discussion: Discussion, footers: Footers) -> Iterator[None]:
    """Record a page without comments, in slices. Its counters are searched from the end."""
    source = discussion.file
    lines = yield from Lines.in_steps(source, 0, source.size)
    counters, end = yield from find_counters(lines, footers)
    after = yield from Lines.in_steps(source, lines.bounds[end], source.size)
    lines = yield from Lines.in_steps(source, 0, lines.bounds[end])
    before = yield from _before(lines, counters)
    places = yield from after.wordy_in_steps()
    words = yield from listed_in_steps(map(after.text, places))
    tail = yield from read_tail(before.words, words, footers, comments=False)
    yield from _record(discussion, before, after, 0, places, tail)


def _tail_start(source: Source, last_body: int, bytes_before: int) -> int:
    """The start of a line after which title and repeat must be: they are not longer than the part before the comments,
    which has `bytes_before` bytes."""
    lowest = source.size - bytes_before - MAX_TRAILER_BYTES
    if lowest <= last_body:
        return last_body
    for at, piece in source.slices(lowest):
        line_feed = piece.find(b"\n")
        if line_feed >= 0:
            return at + line_feed + 1
    return source.size


def find_counters(lines: Lines, footers: Footers) -> Generator[None, None, tuple[Counters, int]]:
    """The last block of counters, and the line after it; the end of the page where there is none. In slices."""
    ends = (at + 1 if lines.words[at] and is_box(lines.text(at)) else None for at in range(len(lines) - 1, -1, -1))
    for _ in range(MAX_BOXES):
        end = yield from next_in_steps(ends, SLICE_ITEMS)
        if end is None:
            break
        counters = read_counters(lines, end, footers)
        if counters.found:
            return counters, end
        yield
    return read_counters(lines, len(lines), footers), len(lines)


def _before(lines: Lines, counters: Counters) -> Generator[None, None, Before]:
    places = yield from lines.wordy_in_steps(0, counters.first)
    words = yield from listed_in_steps(map(lines.text, places))
    start = before_article(words, places)
    places, words = places[start:], words[start:]
    for at in reversed(summary_lines(words)):
        del places[at], words[at]
    return Before(lines, counters, places, words)


def _record(
    discussion: Discussion, before: Before, after: Lines, end: int, places: list[int], tail: Tail
) -> Iterator[None]:
    """Record title, paragraphs and counters, and the kind of every line in the receipt. `end` is the first line of
    `after` that is not the last comment's; `places` are its lines with words."""
    source, article, receipt = discussion.file, discussion.article, discussion.receipt
    article_range, title = _article(before.words, tail)
    paragraphs = yield from listed_in_steps(before.candidates[at] for at in article_range if at != title)
    kinds: dict[int, Kind] = dict.fromkeys(before.counters.numbers, "engagement")
    yield from with_kind(kinds, paragraphs, "article")
    kinds_after: dict[int, Kind] = {}
    if tail.repeat is not None:
        yield from with_kind(kinds_after, places[tail.repeat.at : tail.repeat.at + tail.repeat.length], "repeat")
    if title is not None:
        kinds[before.candidates[title]] = "title"
        article.title_span = before.lines.words_span(source, before.candidates[title])
    elif tail.title_after is not None:
        kinds_after[places[tail.title_after]] = "title"
        article.title_span = after.words_span(source, places[tail.title_after])
    article.paragraph_spans = yield from listed_in_steps(
        part for at in paragraphs for part in divided(source, *before.lines.words_span(source, at))
    )
    around = yield from before.lines.spans(kinds, "furniture")
    around += yield from after.spans(kinds_after, "furniture", end)
    receipt.around = around
    _declare(discussion, before.lines, before.counters)
    has_title_before = title is not None and title < article_range.start
    if tail.repeat is not None and article_range.start > has_title_before:
        words = f"{counted(article_range.start, 'line')} before the article, not repeated with it: taken for a banner"
        receipt.notes.append(Note("banner", words, source.line_at(before.lines.bounds[before.candidates[0]])))


def _article(words: list[str], tail: Tail) -> tuple[range, int | None]:
    """The range of the candidates that are the article, and the candidate that is the title, if one is."""
    if tail.repeat is None:
        start = banner(words)
        title = start if len(words) > start + 1 and is_title(words[start], words[start + 1]) else None
        return range(start, len(words)), title
    rest = words[tail.repeat.last + 1 :]
    ends_with_disclaimer = rest and len(rest) <= 2 and may_be_disclaimer(rest[-1])
    return range(tail.repeat.first, tail.repeat.last + 1 if ends_with_disclaimer else len(words)), tail.title_before


def _declare(discussion: Discussion, lines: Lines, counters: Counters) -> None:
    engagement, receipt = discussion.engagement, discussion.receipt
    engagement.likes, engagement.comments = counters.likes, counters.comments
    engagement.reposts, engagement.shares = counters.reposts, counters.shares
    receipt.declared_comments = counters.comments
    receipt.notes += [
        Note("counters", f"{number:,}+ {name} on the page: there may be more")
        for name, number in counters.at_least.items()
    ]
    if counters.unclear is not None:
        number, place = counters.unclear
        words = f"only one number among the buttons, {number:,}: likes or comments, the page does not say which"
        receipt.notes.append(Note("counters", words, discussion.file.line_at(lines.bounds[place])))
