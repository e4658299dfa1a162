"""The block under the article: the button of the original, a disclaimer, likes, counters and buttons, the comment box.

It is read from its end upwards, and each thing counts only in its place: an article whose last paragraph is `Share`
or `100` keeps it. Where no table has the words of a page, its shape is enough: two numbers in a short list above the
letter counter of the comment box, or a list of five whose second and last are the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from thread_parsers.formats.gate.labels import folded, texts

if TYPE_CHECKING:
    from thread_parsers.formats.gate.footers import Footers
    from thread_parsers.formats.gate.lines import Lines

BOX = re.compile(r"(.{0,30}?)\s*[0-9]{1,5}\s?/\s?[0-9]{3,5}")
"""The letter counter of the comment box, behind the button or alone."""
NUMBER = re.compile(r"([0-9][0-9,]{0,14}|[0-9]{1,4}\.[0-9]{1,3})\s?([kmb万]?)", re.IGNORECASE)
_SCALE = {"": 1, "k": 1_000, "m": 1_000_000, "b": 1_000_000_000, "万": 10_000}
LIKES = re.compile(
    rf"{NUMBER.pattern}\s*(?P<behind>[^0-9]+)|(?P<ahead>[^0-9]+?)\s*[:：]?\s*{NUMBER.pattern}", re.IGNORECASE
)
"""A number with words ahead of it or behind."""
BULLET = re.compile(r"[•*·-]\s+")
DISCLAIMER = tuple(text.casefold() for text in texts("disclaimer"))
BRAND, SHORTEST_DISCLAIMER = "Gate", 60
"""A disclaimer names the site in every language, and is a sentence or two of characters."""
LONGEST_LABEL = 40
"""Characters of the longest line that may be a button of an unknown language."""
MOST_BELOW_BOX = 6
"""Lines of words that may stand between the comment box and the first comment."""
MOST_LINES = 14
"""Lines of words from the reward button to the comment box."""


@dataclass(slots=True)
class Counters:
    """Where the block begins, and what it declares."""

    first: int
    """The line at which it begins; that after the article where there is no block."""
    likes: int | None = None
    comments: int | None = None
    reposts: int | None = None
    shares: int | None = None
    numbers: list[int] = field(default_factory=list)
    """The lines that hold what is declared."""
    found: bool = False


def read_counters(lines: Lines, end: int, footers: Footers) -> Counters:
    """The block that ends ahead of the line `end`."""
    places = lines.wordy(max(0, end - 6 * MOST_LINES), end)
    labels = [BULLET.sub("", lines.text(at), count=1).casefold() for at in places]
    box = _box(labels)
    top = min(_top_by_words(labels, box), _top_by_shape(labels, box))
    if top == box:
        return Counters(places[box] if box < len(places) else end)
    counters = Counters(0, found=True)
    _take_numbers(counters, labels, places, top, box)
    top = _take_likes(counters, labels, places, top)
    top = _above(labels, [lines.text(at) for at in places], top, footers)
    counters.first = places[top]
    return counters


def is_box(text: str) -> bool:
    """Whether a line can be the last one of a block: the comment box, or that there are no comments."""
    if len(text) > LONGEST_LABEL:
        return False
    label, box = text.casefold(), BOX.fullmatch(text)
    return label in folded("empty") or (box is not None and (not box[1] or box[1].casefold() in folded("comment")))


def _box(labels: list[str]) -> int:
    """The place of the comment box, or past the last label."""
    for place in range(len(labels) - 1, max(-1, len(labels) - 2 - MOST_BELOW_BOX), -1):
        if is_box(labels[place]) and labels[place] not in folded("empty"):
            return place
    return len(labels)


def _top_by_words(labels: list[str], box: int) -> int:
    """Where the buttons begin by their words: upwards to the reward button, over known words and numbers."""
    buttons = folded("repost") | folded("share") | folded("comment") | folded("empty")
    known, top = 0, box
    for place in range(box - 1, max(-1, box - 1 - MOST_LINES), -1):
        if labels[place] in folded("reward"):
            return place
        if labels[place] in buttons:
            known, top = known + 1, place
        elif not NUMBER.fullmatch(labels[place]):
            break
    return top if known > 1 else box


def _top_by_shape(labels: list[str], box: int) -> int:
    """Where the buttons begin by their shape, in a page of any language."""
    if box == len(labels):
        return box
    for pair in range(box - 2, max(-1, box - 8), -1):
        if NUMBER.fullmatch(labels[pair]) and NUMBER.fullmatch(labels[pair + 1]):
            above = pair and len(labels[pair - 1]) <= LONGEST_LABEL and not NUMBER.fullmatch(labels[pair - 1])
            top = pair - 1 if above else pair
            return top if _short(labels[top:box]) else box
    if box >= 5 and labels[box - 1] == labels[box - 4] and _short(labels[box - 5 : box]):
        return box - 5
    return box


def _short(labels: list[str]) -> bool:
    return all(len(label) <= LONGEST_LABEL for label in labels)


def _take_numbers(counters: Counters, labels: list[str], places: list[int], top: int, box: int) -> None:
    """The numbers under repost, share and comment are theirs; the first ones under another button are likes and
    comments."""
    button, rest = "", []
    for place in range(top, box):
        amount = amount_of(labels[place])
        if amount is None:
            button = labels[place]
            continue
        counters.numbers.append(places[place])
        if button in folded("repost"):
            counters.reposts = amount
        elif button in folded("share"):
            counters.shares = amount
        elif button in folded("comment"):
            counters.comments = amount
        else:
            rest.append(amount)
    if rest:
        counters.likes = rest[0]
    if len(rest) > 1:
        counters.comments = rest[1]


def _take_likes(counters: Counters, labels: list[str], places: list[int], top: int) -> int:
    """The line `16 Likes` above the buttons, if it is there: where the block begins then. In an unknown language it
    must say the number that stands below."""
    if not top or not _short(labels[top - 1 : top]):
        return top
    label = labels[top - 1]
    match = LIKES.fullmatch(label)
    if match and (match["behind"] or match["ahead"]) in folded("likes"):
        likes = amount_of((match[1] or match[5]) + (match[2] or match[6] or ""))
    else:
        said = [amount_of(word) for word in label.split()]
        if counters.likes is None or said.count(counters.likes) != 1:
            return top
        likes = counters.likes
    if counters.likes is not None and counters.comments is None and counters.likes != likes:
        counters.comments = counters.likes
    counters.likes = likes
    counters.numbers.append(places[top - 1])
    return top - 1


def _above(labels: list[str], texts_: list[str], top: int, footers: Footers) -> int:
    """Where the block begins with the disclaimer and the button of the original, each once and in either order."""
    disclaimed = original = False
    while top:
        text, before = texts_[top - 1], texts_[top - 2] if top > 1 else ""
        if not original and footers.is_original(text):
            original = True
        elif not disclaimed and (
            labels[top - 1].startswith(DISCLAIMER) or (may_be_disclaimer(text) and footers.is_original(before))
        ):
            disclaimed = True
        else:
            break
        top -= 1
    return top


def may_be_disclaimer(text: str) -> bool:
    """Whether a line of an unknown language can be the disclaimer."""
    return BRAND in text and len(text) >= SHORTEST_DISCLAIMER


def amount_of(label: str) -> int | None:
    """The number that a line of the counters says; a rounded one ("1.2K") as far as it goes."""
    match = NUMBER.fullmatch(label)
    if match is None:
        return None
    return round(float(match[1].replace(",", "")) * _SCALE[match[2].lower()])
