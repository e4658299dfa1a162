"""The comments of a page that are signed below their words."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from thread_parsers.discussion.columns import NO_SCORE
from thread_parsers.formats.plain.article import announces_comments
from thread_parsers.formats.plain.badges import is_badge
from thread_parsers.formats.plain.comments import FIRST_LINE_BYTES, Row, first_line
from thread_parsers.formats.plain.counts import number
from thread_parsers.formats.plain.edit_marks import is_edit_line
from thread_parsers.formats.plain.heads import Head
from thread_parsers.formats.plain.layouts.anchors import Anchor, AnchorFinder
from thread_parsers.formats.plain.layouts.page_lines import Line, page_lines
from thread_parsers.formats.plain.layouts.signatures import MAX_FOOT_LINES, MAX_UNIT_LINES, signed_name
from thread_parsers.formats.plain.layouts.tail_counts import first_counts
from thread_parsers.formats.plain.names import TWICE, named
from thread_parsers.formats.plain.trailers import is_trailer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.formats.plain.layouts.signatures import Signature, SignedPage
    from thread_parsers.source.source import Source
    from thread_parsers.times.times import TimeReader

_PICTURE_OF = re.compile(r"(?:['’]s user avatar|\s?gravatar image)$")
_SLICE_LINES = 64


@dataclass(slots=True)
class _Pending:
    """The lines since the end of the last comment."""

    lines: list[Line] = field(default_factory=list)

    def add(self, line: Line) -> None:
        if len(self.lines) < MAX_UNIT_LINES:
            self.lines.append(line)
        else:
            self.lines[-1] = line


def signed_rows(source: Source, page: SignedPage, times: TimeReader) -> Iterator[Row | None]:
    """The comments in page order, and None now and then, as a chance to stop."""
    pending, finder = _Pending(), AnchorFinder(times)
    found: tuple[Anchor, Signature, list[Line]] | None = None
    foot: list[Line] = []
    for count, line in enumerate(page_lines(source, page.start, source.size), 1):
        if line is None or count % _SLICE_LINES == 0:
            yield None
        if line is None:
            continue
        if found is not None:
            signature = found[1]
            owned = len(foot) < MAX_FOOT_LINES and (
                (signature.place == "below" and len(foot) <= signature.skipped)
                or line.is_button
                or line.is_mark
                or line.is_counted
                or is_edit_line(line.text)
                or not signature.furniture.isdisjoint(line.keys)
                or (line.is_number and signature.place in ("top", "below") and not _ended(foot))
            )
            if owned:
                foot.append(line)
                continue
            yield _row(source, *found, foot, line.start)
            found, foot, pending = None, [], _Pending()
        one = finder.find(line.text)
        if one is not None and one.kind in page.signatures and (pending.lines or one.kind[0] == "W"):
            found = one, page.signatures[one.kind], [*pending.lines, line]
        else:
            pending.add(line)
    if found is not None:
        yield _row(source, *found, foot, foot[-1].end + 1 if foot else found[2][-1].end + 1)


def _ended(foot: list[Line]) -> bool:
    """Whether a count after these lines is that of the next comment."""
    return any(line.is_number or is_trailer(line.text) for line in foot)


def _row(source: Source, one: Anchor, signature: Signature, lines: list[Line], foot: list[Line], end: int) -> Row:
    """The row of a comment: `lines` up to its anchor, `foot` below it. `end` is where the next one begins."""
    end = min(end, source.size)
    words, likes = lines[:-1], NO_SCORE
    head = 0
    name, badge = signature.badge_words.divided(one.parts.whole.removeprefix(signature.prefix))
    badge = one.parts.badge or badge
    if signature.place == "above" and words:
        name = signed_name(words.pop())
    elif signature.place == "below" and len(foot) > signature.skipped:
        name = _PICTURE_OF.sub("", foot[signature.skipped].text)
    elif signature.place == "top" and len(words) > 1:
        while head < len(words) - 2 and is_badge(words[head].text):
            head += 1
        name, head = words[head].text, head + 1
        while head < len(words) - 1 and is_badge(words[head].text):
            head += 1
        badge = next((line.text for line in words[:head] if is_badge(line.text)), badge)
    counted = _votes(signature, words, head)
    if counted is not None:
        # Below the rank of the author it is a level.
        likes = number(words[counted].text) if counted == head or signature.place != "top" else NO_SCORE
        head = counted
        last = len(words) - (one.kind[0] != "W")
        while head < last and (words[head].is_number or words[head].is_mark):
            head += 1
    while head < len(words) - 1 and _is_furniture(signature, words, head):
        head += 1
    stop = len(words)
    while stop - 1 > head and _is_furniture(signature, words, stop - 1):
        stop -= 1
    start = lines[0].start
    if one.kind[0] == "W":
        line = lines[-1]
        text = source.read(line.start, line.end)
        cut = text.rfind(name.encode("utf-8", "surrogateescape"))
        body_start = words[head].start if head < len(words) else line.start
        body_end = line.start + len(text[:cut].rstrip().rstrip("–—-".encode()).rstrip()) if cut > 0 else line.end
        while body_end > body_start and source.read(body_end - 1, body_end) in b" \t":
            body_end -= 1
    else:
        body_start = words[head].start if head < len(words) else lines[-1].start
        body_end = (
            words[stop].start
            if stop < len(words)
            else (lines[-1].start if signature.place != "above" else lines[len(words)].start)
        )
    below, replies = first_counts(foot)
    likes = likes if counted is not None else below
    twice = TWICE.fullmatch(name) if signature.place in ("below", "line") else None
    name = twice["name"] if twice and 2 * len(twice["name"]) >= len(name) - 20 else named(name)[0]
    head_line = Head(start, body_start, b"", name, one.when, one.time_words, likes, "", "", True)
    first = source.read(body_start, min(body_end, body_start + FIRST_LINE_BYTES))
    return Row(
        head_line, body_start, body_end, end, 0, likes, replies,
        first_line(first),
        badge=badge, level=1 if one.parts.label == "commented" else 0,
    )  # fmt: skip


def _votes(signature: Signature, words: list[Line], low: int) -> int | None:
    """The line of the votes above the words of a comment, after the buttons of the one before it; None without one."""
    for at in range(low, min(low + 6, len(words) - (signature.kind[0] != "W"))):
        line = words[at]
        if line.is_number:
            return at
        if line.is_wordy and not (
            _is_furniture(signature, words, at) or is_trailer(line.text) or announces_comments(line.text)
            or line.key.startswith("sort")
        ):  # fmt: skip
            return None
    return None


def _is_furniture(signature: Signature, words: list[Line], at: int) -> bool:
    """Whether a line above an anchor is not one of the words: buttons, who edited them and when."""
    line = words[at]
    known = line.is_button or line.is_mark or not signature.furniture.isdisjoint(line.keys) or line.key[:6] == "edited"
    if known or signature.place != "below":
        return known
    near = words[max(0, at - 2) : at]
    return any(other.key[:6] == "edited" for other in near) or line.key == "community wiki"
