"""The layout of a page: what is learned from its repetitions, and how the lines of one comment are divided by it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from thread_parsers.formats.plain.badges import is_badge
from thread_parsers.formats.plain.edit_marks import is_edit_line
from thread_parsers.formats.plain.layouts.badge_words import NO_BADGE_WORDS, BadgeWords
from thread_parsers.formats.plain.layouts.furniture import Furniture, repeats_name
from thread_parsers.formats.plain.layouts.stamps import has_time

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from thread_parsers.formats.plain.layouts.anchors import Anchor
    from thread_parsers.formats.plain.layouts.page_lines import Line

NamePlace = Literal["line", "top", "column", "inside", "below", "none"]
"""Where the name is: in the anchor, in the first line of a head that furniture bounds, some lines above the head's
furniture, among that furniture, below the anchor, or nowhere."""

MAX_PANEL_LINES = 40
"""Lines between an anchor and the words."""
_SURE_BUTTONS_CHARS = 16
"""A longer row of known buttons is furniture wherever it is."""
_MAX_REPEATS = 4
"""Lines above a head that repeat it."""
_MAX_STRANGE = 2
"""Lines in a row that are not furniture between two that are: the values below labels."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How the comments of a page are laid out."""

    kind: str
    """Of the anchors."""
    furniture: Furniture
    name_place: NamePlace
    column: int = 0
    """For "column": lines between the name and the head's furniture, counted from 1."""
    lead: int = 1
    """For "top": how many lines of names most heads have."""
    least: int = 1
    """For "top": how many lines of names each head has above its furniture."""
    label: str = ""
    """In small letters, what all anchors have ahead of their times: "posted:"; "" without such a label."""
    prefix: str = ""
    """Words ahead of every name: "by ", "Message de "."""
    suffix: re.Pattern[str] | None = None
    """What all names end with: "Offline", "ha detto:"."""
    badge_words: BadgeWords = NO_BADGE_WORDS
    """Which words behind names are badges."""
    doubled: bool = False
    """Whether names are written twice, as the text of a picture and as a name."""
    beside: tuple[int, str, bool] | None = None
    """(-1 or 1, key, whether it must be equal) of the line beside the anchors."""
    divided: bool = False
    """Whether furniture divides all comments of the sample, so that an anchor without it is words."""
    reach: int = 12
    """How many lines after such furniture an anchor can be."""
    time_at_end: bool = False
    """Whether the time of a comment is below its words: "Ann said..." above them."""
    has_events: bool = False
    """Whether lines between the comments say what happened to an issue."""
    time_below: bool = False
    """Whether another line with a time follows the anchor."""
    spine: frozenset[str] = frozenset()
    """Keys of lines of which one must be before each anchor: what has none is the foot of the page."""
    level: str = ""
    """The key of a line that states the level of a reply: "level 0"."""
    score: float = 0.0
    count: int = 0
    """Comments in the sample."""
    start: int = 0
    """Where the first head of the sample begins."""
    reason: str = ""
    complete: bool = False
    """Whether every comment of the sample has words and is divided by furniture from the next."""
    names: frozenset[str] = field(default=frozenset(), repr=False)
    """The names of the sample where they are all that an anchor's head has."""
    places: tuple[int, ...] = field(default=(), repr=False)
    """Where the anchors of the sample begin."""

    @property
    def is_structured(self) -> bool:
        """Whether more than names and times repeats."""
        return not self.furniture.is_empty or self.time_below or self.time_at_end

    def accepts(self, anchor: Anchor, above: Line | None, below: Line | None) -> bool:
        """Whether an anchor is that of a comment."""
        if anchor.kind != self.kind:
            return False
        if self.beside is None:
            return True
        where, key, equal = self.beside
        line = above if where < 0 else below
        return ((line.key if line else "") == key) is equal


def tail_end(furniture: Furniture, lines: Sequence[Line], low: int, high: int) -> int:
    """One past the last line between two anchors that is furniture below the words; `low` if none is."""
    last = next((at for at in range(high - 1, low - 1, -1) if furniture.is_tail(lines[at])), None)
    if last is None:
        return low
    end = last + 1
    while end < high and _may_follow_tail(furniture, lines[end]):
        end += 1
    return end


def _may_follow_tail(furniture: Furniture, line: Line) -> bool:
    counted = line.is_number and not furniture.numbers_above
    return counted or line.is_button or line.is_counted or (line.key[:1] == "0" and line.key in furniture.often)


def head_top(layout: Layout, lines: Sequence[Line], low: int, anchor: Anchor, at: int) -> int:
    """The first line of the head whose anchor is `lines[at]`, not before `low`."""
    furniture = layout.furniture
    if layout.name_place == "top":
        bound = tail_end(furniture, lines, low, at)
        # An advertisement between two comments is not a part of the second.
        if bound > low and len(eligible(furniture, lines[bound:at])) <= layout.lead + 2:
            return bound
    top = above_top(furniture, lines, low, at, anchor.name, strangers=layout.name_place not in ("line", "below"))
    wanted = layout.column if layout.name_place == "column" else layout.least if layout.name_place == "top" else 0
    while wanted and top > low:
        top -= 1
        line = lines[top]
        wanted -= not (line.is_mark or line.is_number or line.is_counted or is_badge(line.text))
    if low < top < at:
        over, name = lines[top - 1], lines[top]
        # A letter instead of a picture, or the text of one: "u/ann avatar".
        if over.key == name.key[:1] or (len(name.text) > 2 and repeats_name(over, name.text) and not over.is_wordy):
            top -= 1
        return _above_repeats(lines, low, top, name.text.lstrip("@"))
    return top


def _above_repeats(lines: Sequence[Line], low: int, top: int, name: str) -> int:
    """The first of the lines directly above a head that are its name, or have its name and a time: the head is there
    twice."""
    for _ in range(_MAX_REPEATS):
        over = lines[top - 1] if top > low and len(name) > 1 else None
        if over is None or not (over.text.lstrip("@") == name or (repeats_name(over, name) and has_time(over.text))):
            break
        top -= 1
    return top


def above_top(
    furniture: Furniture, lines: Sequence[Line], low: int, at: int, name: str = "", *, strangers: bool = True
) -> int:
    """The first line of the furniture above the anchor `lines[at]`. `strangers`: values may be among it."""
    top, strange = at, 0
    for above in range(at - 1, max(low, at - MAX_PANEL_LINES) - 1, -1):
        line = lines[above]
        known = furniture.is_above(line) if not line.is_mark else not strange
        known = known or (furniture.names_above and repeats_name(line, name))
        if known or (not strangers and is_badge(line.text)):
            top, strange = above, 0
        elif not strangers or not line.is_number:
            strange += 1
            if not strangers or strange > _MAX_STRANGE:
                break
    return top


def panel_end(layout: Layout, lines: Sequence[Line], low: int, high: int) -> int:
    """The first line of the words below an anchor, `lines[low - 1]`."""
    furniture = layout.furniture
    end, strange = low, 0
    if layout.time_below:
        end = next((at + 1 for at in range(low, min(low + 3, high)) if has_time(lines[at].text)), low)
    for at in range(end, min(high, low + MAX_PANEL_LINES)):
        if furniture.in_panel(lines[at]):
            end, strange = at + 1, 0
        elif end == at and (
            is_badge(lines[at].text)
            or is_edit_line(lines[at].text)
            or (lines[at].is_mark and not furniture.is_tail(lines[at]))
        ):
            end = at + 1
        else:
            strange += 1
            if strange > _MAX_STRANGE:
                break
    # The value of the last label.
    return end + (low < end < high - 1 and lines[end].is_number)


def body_end(furniture: Furniture, lines: Sequence[Line], low: int, high: int, name: str = "") -> int:
    """One past the last line of the words between `low`, their first line, and `high`. A line with the author's name
    below the words is furniture, too."""
    bound = tail_end(furniture, lines, low + 1, high)
    end = bound if bound > low + 1 else high
    sure_end = next((at for at in range(end - 1, low, -1) if furniture.is_tail(lines[at])), high)
    while end - 1 > low:
        line, above = lines[end - 1], lines[end - 2]
        if line.is_counted and end - 1 > sure_end:
            end -= 1
            continue
        unknown = line.may_be_name or line.is_counted
        strange = end < high and unknown and (furniture.is_tail(above) or above.text == name)
        if not (furniture.may_be_tail(line) or (end < high and line.text == name) or strange):
            break
        end -= 1
    # A row of known buttons may be words where nothing else says that it is furniture.
    sure = bool(furniture.tail) or furniture.numbers_below
    proof = (
        furniture.is_tail(line)
        or line.key in furniture.often
        or (line.is_button and (sure or len(line.text) >= _SURE_BUTTONS_CHARS))
        for line in lines[end:high]
    )
    return end if any(proof) else high


def eligible(furniture: Furniture, lines: Sequence[Line]) -> list[Line]:
    """The lines of a head that may be its name, without those that repeat another one ("u/ann avatar")."""
    found = [line for line in lines if not (furniture.is_above(line) or line.is_no_name)]
    return [
        line
        for line in found
        if not any(
            other is not line and 1 < len(other.text) < len(line.text) and other.text in line.text
            for other in found
            if line.text[0] != "@"
        )
    ]
