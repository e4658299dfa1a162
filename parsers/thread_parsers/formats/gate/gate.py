"""Gate Square posts saved as text: an article, its counters, and comments, newest first.

Structure matters more than words: a comment begins at a line that is followed by a line with a time and nothing else
(`· 2025-12-24 06:14`, `· 15h ago`), whatever its author is called. Its body goes up to the next one, without the footer
on its last line. Both ends of the page are read before the comments, so that title and article are there at once; the
comments are then indexed in one pass.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.discussion.receipt import Note
from thread_parsers.formats import Format, Likeness
from thread_parsers.formats.gate.above import MAX_MENU_LINES, before_article
from thread_parsers.formats.gate.fill import fill
from thread_parsers.formats.gate.footers import NO_NUMBER
from thread_parsers.formats.gate.heads import (
    first_head,
    last_head,
    learn,
    learn_from,
    window,
    with_few_dots,
)
from thread_parsers.formats.gate.lines import Lines
from thread_parsers.formats.gate.page import find_counters, read_around, read_without_comments
from thread_parsers.steps import run_to_end
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.formats.gate.counters import Counters
    from thread_parsers.formats.gate.heads import Window
    from thread_parsers.formats.near import Near
    from thread_parsers.source.source import Source

JUDGED_BYTES = 1 << 18
"""The beginning of a page, by which it is judged and from which the label of its footers is learned."""
MAX_JUDGED_DOTS = 1 << 12
"""Dots in the beginning by which it is judged."""


_DIGIT = re.compile(rb"\d")
_LEVEL = re.compile(rb"^[ \t]*level \d{1,3}[ \t\r]*$", re.MULTILINE)
"""The line above the name of a comment on pages of Reddit, which has the same line of time below it."""
MIN_REPEATED_BLOCKS = 3
"""Blocks of buttons on a page that are not those of its post."""
MIN_MENU_ALONE_LINES = 10
"""Lines of the menu by which a page without counters is recognized."""


def likeness(source: Source) -> Likeness:
    """How much a source looks like a post of Gate Square."""
    return run_to_end(likeness_in_steps(source))


def likeness_in_steps(source: Source) -> Generator[None, None, Likeness]:
    """Look for pairs of name and time lines, else for the counters of a page without comments."""
    piece = _beginning(source)
    yield
    exact = yield from piece.heads_in_steps()
    if exact:
        return _pairs(len(exact), "date time")
    times = yield from learn_from(source, piece, exact)
    lines = yield from Lines.in_steps(source, 0, min(JUDGED_BYTES, source.size))
    counters, end = yield from find_counters(lines, times.footers)
    learned = yield from piece._replace(times=times).heads_in_steps()
    found = [match[4] for _, _, match in learned]
    if found and len(_LEVEL.findall(piece.data)) >= len(found):
        return Likeness(0.0, "a line with the level of the comment above each name, as on pages of Reddit")
    if found and (counters.found or times.has_footers):
        return _pairs(len(found), found[0].decode("utf-8", "replace").strip())
    if counters.found and not _repeats(lines, counters, end):
        may_have_comments = counters.comments != 0 and not counters.empty
        reason = "the counters and buttons of a post without comments"
        return Likeness(0.75, reason, lines.bounds[end] if may_have_comments else None)
    yield
    places = lines.wordy(0, min(len(lines), 2 * MAX_MENU_LINES))
    menu = before_article([lines.text(at) for at in places], places)
    if menu >= MIN_MENU_ALONE_LINES:
        return Likeness(0.72, f"{counted(menu, 'line')} of the menu of the site", lines.bounds[places[menu - 1] + 1])
    return Likeness(0.0, "no name with a line `· date time` under it, no counters of a post")


def _beginning(source: Source) -> Window:
    return with_few_dots(window(source, 0, min(JUDGED_BYTES, source.size)), MAX_JUDGED_DOTS)


def _repeats(lines: Lines, counters: Counters, end: int) -> bool:
    """Whether the labels of a block are also elsewhere, as the buttons below each comment of other sites."""
    labels = {lines.words[at] for at in lines.wordy(counters.first, end) if not _DIGIT.search(lines.words[at])}
    return bool(labels) and all(lines.words.count(label) >= MIN_REPEATED_BLOCKS for label in labels)


def _pairs(count: int, time: str) -> Likeness:
    shape = f"{counted(count, 'name')} with a line `· {time}` under {'them' if count > 1 else 'it'}"
    return Likeness(0.95 if count > 1 else 0.8, shape)


def read(discussion: Discussion) -> Iterator[None]:
    """Fill the discussion from its source: first everything around the comments, then these, slice by slice."""
    source, columns = discussion.file, discussion.columns
    times = yield from learn(source, JUDGED_BYTES)
    yield
    first = yield from first_head(source, times)
    last = None if first is None else (yield from last_head(source, times))
    if first is None or last is None:
        yield from read_without_comments(discussion, times.footers)
        return
    end = yield from read_around(discussion, first.start, last.body_start, times.footers)
    yield
    yield from fill(columns, source, last, end, times)
    if columns.replies[-1] == NO_NUMBER and columns.body_end[-1] == end:
        line = source.line_at(columns.start[-1])
        discussion.receipt.notes.append(Note("footer", "the last comment has no footer", line))


def near(source: Source) -> Iterator[Near | None]:
    """Yield lines with a dot and some words, under a line that can be a name, that are not the time of a comment; and
    None every few milliseconds."""
    from thread_parsers.formats.near import MAX_NEAR_LINES, Near

    piece = _beginning(source)
    times = yield from learn_from(source, piece)
    candidates = yield from piece.candidates()
    for candidate in candidates[:MAX_NEAR_LINES]:
        if not times.is_head(candidate):
            missing = "no time that is known" if times.stated(candidate.words) is None else "no footer above the name"
            text = candidate.words.decode("utf-8", "replace")
            line = source.line_at(candidate.start) + 1
            yield Near(line, f"· {text}", f"a dot under what may be a name, but {missing}")


GATE = Format(
    "gate",
    "posts of Gate Square with their comments",
    likeness,
    read,
    near,
    likeness_in_steps=likeness_in_steps,
)
