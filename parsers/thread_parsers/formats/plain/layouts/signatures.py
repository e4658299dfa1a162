"""Comments that are signed below their words: "words / – Ann / Commented Sep 21, 2008", "words – Ann Commented …",
"Ann / words / 2023-05-10 12:10 / 3 / Reply".

Pages may have two kinds of them, as answers and the comments on them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from thread_parsers.formats.plain.article import announces_comments
from thread_parsers.formats.plain.badges import is_badge
from thread_parsers.formats.plain.edit_marks import is_edit_line
from thread_parsers.formats.plain.labels import is_label as words_are_label
from thread_parsers.formats.plain.layouts.author_names import are_names, common_prefix
from thread_parsers.formats.plain.layouts.badge_words import NO_BADGE_WORDS, BadgeWords
from thread_parsers.formats.plain.layouts.head_parts import SIGNATURES
from thread_parsers.formats.plain.names import TWICE
from thread_parsers.formats.plain.trailers import is_trailer

if TYPE_CHECKING:
    from collections.abc import Sequence, Set

    from thread_parsers.formats.plain.layouts.anchors import Anchor
    from thread_parsers.formats.plain.layouts.page_lines import Line


NamePlace = Literal["line", "above", "below", "top"]
_DASHES = "–—-"
_STATED = (*SIGNATURES, "asked")
"""Labels of times that pages of questions and answers have below the words."""
_SURE = 0.85
MAX_FOOT_LINES = 8
"""Lines of a signature below its time."""
_MAX_SKIPPED = 3
MAX_UNIT_LINES = 400
_MAX_FIRST_LINES = 60
"""Lines of the first comment, whose beginning only a blank line or a heading shows."""


@dataclass(frozen=True, slots=True)
class Signature:
    """One kind of signature of a page."""

    kind: str
    """Of its anchors."""
    place: NamePlace
    """Where the name is: in the anchor, above or below it, or in the first line of the comment."""
    furniture: frozenset[str]
    """Keys of lines that repeat around the anchors."""
    skipped: int = 0
    """For "below": lines between the anchor and the name, as the text of a picture."""
    prefix: str = ""
    """Words ahead of every name: "posted by "."""
    badge_words: BadgeWords = NO_BADGE_WORDS
    """Which words behind names in the anchors are badges."""


@dataclass(frozen=True, slots=True)
class SignedPage:
    """The signatures of a page."""

    signatures: dict[str, Signature]
    """By the kind of their anchors."""
    start: int
    """Where the first comment begins."""
    count: int
    """Comments in the sample."""
    places: tuple[int, ...] = field(default=(), repr=False)

    @property
    def reason(self) -> str:
        """For people: what was found."""
        return f"{self.count} comments with names and times below their words"


def learn_signatures(lines: Sequence[Line], anchors: Sequence[Anchor]) -> SignedPage | None:
    """The signatures of a page, None if its comments are not signed."""
    kinds: dict[str, list[Anchor]] = {}
    for one in anchors:
        kinds.setdefault(one.kind, []).append(one)
    found = {}
    # A page may have one answer, and many comments or only its question.
    labelled = sum(one.kind[0] == "T" and one.parts.label in _STATED for one in anchors)
    for kind, group in kinds.items():
        is_label = _is_label(group[0])
        enough = len(group) > 2 or (is_label and labelled > 1)
        if enough and (is_label or kind[0] == "W" or _ends_comments(lines, group)):
            signature = _signature(lines, kind, group if is_label or kind[0] == "W" else _without_article(lines, group))
            if signature is not None:
                found[kind] = signature
    group = [one for one in anchors if one.kind in found]
    if not group:
        return None
    if found[group[0].kind].place in ("top", "line") and group[0].kind[0] in "TN":
        group = _without_article(lines, group)
    start = _first_line(lines, group[0], found[group[0].kind])
    places = tuple(lines[one.at].start for one in group)
    return SignedPage(found, lines[start].start, len(group), places)


def _without_article(lines: Sequence[Line], group: list[Anchor]) -> list[Anchor]:
    """The anchors without the first, if it is not below words as the second is: it may be that of the article."""
    first = len(group) > 2 and not _is_below_words(lines, group[0].at) and _is_below_words(lines, group[1].at)
    return group[first:]


def _is_label(one: Anchor) -> bool:
    return one.kind[0] == "T" and one.parts.label in SIGNATURES


def _ends_comments(lines: Sequence[Line], group: list[Anchor]) -> bool:
    """Whether times are below the words: above the first one are words, and below the last one is nothing else but
    buttons."""
    if group[0].kind[0] not in "TN" or group[0].kind[:2] in ("T:", "Tm"):
        return False
    if 2 * sum(two.at == one.at + 1 for one, two in pairwise(group)) >= len(group) - 1:
        return False  # a list of names and times: a programme
    below_words = [_is_below_words(lines, one.at) for one in group]
    # The first time may be that of the article.
    if not any(below_words[:2]) or 3 * sum(below_words) < len(group):
        return False
    if group[0].kind[0] == "N" and not any(below_words[1:]):
        return False  # the first is below the title of the page
    inner = [one.at for one in group[1:]]
    if not any(lines[at].apart for at in inner) and all(line.apart for at in inner for line in lines[at + 1 : at + 2]):
        return True  # blank lines are only below the times
    last = group[-1].at
    follow = Counter(key for one in group for line in lines[one.at + 1 : one.at + 4] for key in line.keys[:1])
    common = {key for key, count in follow.items() if 2 * count >= len(group)}
    end = last + 1
    while end < min(len(lines), last + MAX_FOOT_LINES) and (is_foot(lines[end]) or lines[end].key in common):
        end += 1
    return end == len(lines) or end > last + 1


def is_foot(line: Line) -> bool:
    """Whether a line is furniture below words: a button, a count, a mark."""
    return line.is_button or line.is_number or line.is_mark or line.is_counted or is_trailer(line.text)


def _is_below_words(lines: Sequence[Line], at: int) -> bool:
    """Whether words are above a line, or above the buttons that are directly above it."""
    above = at - 1
    while above > max(0, at - 4) and (lines[above].is_button or lines[above].is_number):
        above -= 1
    return above >= 0 and lines[above].is_wordy and (above < at - 1 or not lines[at].apart)


def _signature(lines: Sequence[Line], kind: str, group: list[Anchor]) -> Signature | None:
    around = Counter[str]()
    low = max(0, group[0].at - 8)
    for one in group:
        low = max(low, one.at - MAX_UNIT_LINES)
        around.update({key for line in lines[low : one.at] for key in line.keys if not line.is_number})
        low = one.at + 1
    below = [{key for line in lines[one.at + 1 : one.at + 4] for key in line.keys} for one in group]
    # What is below all anchors, and so below the last one, is no name.
    repeated = set.intersection(*below) if len(group) > 2 else set()
    furniture = repeated.union(key for key, count in around.items() if 2 * count >= len(group) and count > 2)
    skipped = _alike_below(lines, group)
    places: dict[NamePlace, list[str]] = {
        "line": [one.name for one in group],
        "above": [signed_name(lines[one.at - 1]) for one in group if one.at],
        "below": [lines[one.at + 1 + skipped].text for one in group if one.at + 1 + skipped < len(lines)],
    }
    if kind[0] in "NW":
        prefix = common_prefix(places["line"], set())
        badge_words = BadgeWords.of(
            (one.parts.whole.removeprefix(prefix) for one in group), (line.text for line in lines)
        )
        found = Signature(kind, "line", frozenset(furniture), prefix=prefix, badge_words=badge_words)
        return found if are_names(places["line"]) else None
    dashed = sum(lines[one.at - 1].text[0] in _DASHES for one in group if one.at)
    if dashed >= _SURE * len(group) and are_names(places["above"]):
        return Signature(kind, "above", frozenset(furniture))
    named_below = sum(lines[one.at + 1 + skipped].may_be_name for one in group if one.at + 1 + skipped < len(lines))
    if _is_label(group[0]):
        twice = sum(bool(TWICE.fullmatch(name)) for name in places["below"]) >= _SURE * len(group)
        few = len(group) < 3 and not any(map(words_are_label, places["below"]))
        fits = named_below >= _SURE * len(group) and (twice or few or are_names(places["below"]))
        return Signature(kind, "below", frozenset(furniture), skipped) if fits else None
    tops = [lines[_after(lines, one.at, furniture, len(lines))] for one in group[:-1]]
    if sum(line.may_be_name for line in tops) >= _SURE * len(tops) and are_names([line.text for line in tops]):
        return Signature(kind, "top", frozenset(furniture))
    return None


def _alike_below(lines: Sequence[Line], group: list[Anchor]) -> int:
    """How many lines directly below the anchors are the same below all of them, or the texts of pictures."""
    for count in range(_MAX_SKIPPED):
        below = {lines[one.at + 1 + count].text for one in group if one.at + 1 + count < len(lines)}
        if not below or not (all(map(words_are_label, below)) or (len(group) > 1 and len(below) == 1)):
            return count
    return 0


def signed_name(line: Line) -> str:
    """The name in a line like "– Ann"."""
    return line.text.lstrip(_DASHES + " ")


def _after(lines: Sequence[Line], at: int, furniture: Set[str], high: int) -> int:
    """The first line after an anchor that is not furniture."""
    end = at + 1
    while end < min(high, at + MAX_FOOT_LINES) and (
        is_foot(lines[end])
        or is_badge(lines[end].text)
        or is_edit_line(lines[end].text)
        or not furniture.isdisjoint(lines[end].keys)
    ):
        end += 1
    return min(end, len(lines) - 1)


def _first_line(lines: Sequence[Line], one: Anchor, signature: Signature) -> int:
    """The first line of the first comment: its words go up to a blank line, a heading or a name."""
    at = one.at - (signature.place == "above")
    if signature.kind[0] == "W":
        return at
    at = max(at - 1, 0)
    if signature.place == "top":
        for above in range(at, max(0, at - _MAX_FIRST_LINES), -1):
            line = lines[above]
            if line.apart and line.may_be_name and signature.furniture.isdisjoint(line.keys):
                return above
        while at > 0 and not lines[at].is_wordy:
            at -= 1
        while at > 1 and (not lines[at - 1].may_be_name or not signature.furniture.isdisjoint(lines[at - 1].keys)):
            at -= 1
        return max(at - 1, 0)
    least = max(0, at - _MAX_FIRST_LINES)
    if signature.place == "below":
        votes = next((above for above in range(at, least, -1) if lines[above].is_number), None)
        if votes is not None:
            return votes
    while at > least and not (lines[at].apart or lines[at - 1].is_number or announces_comments(lines[at - 1].text)):
        at -= 1
    return at - 1 if at and lines[at - 1].is_number and not lines[at].apart else at
