"""The block under the article: the button of the original, a disclaimer, likes, counters and buttons, the comment box.

It is read from its end upwards, and each thing counts only in its place, so an article whose last paragraph is `Share`
or `100` keeps it. Where no table has the words of a page, the shape of the block is enough: two numbers in a short list
above the letter counter of the comment box, or a list of five lines whose second and last are the same.
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
"""The letter counter of the comment box (`0/400`), after the label of the button or alone."""
NUMBER = re.compile(r"([0-9][0-9,]{0,14}|[0-9]{1,4}\.[0-9]{1,3})\s?([kmb万]?)", re.IGNORECASE)
_SCALE = {"": 1, "k": 1_000, "m": 1_000_000, "b": 1_000_000_000, "万": 10_000}
LIKES_LINE = re.compile(
    rf"{NUMBER.pattern}\s*(?P<after>[^0-9]+)|(?P<before>[^0-9]+?)\s*[:：]?\s*{NUMBER.pattern}", re.IGNORECASE
)
"""A number before or after a label: `16 Likes`, `Likes: 16`."""
BULLET = re.compile(r"[•*·-]\s+")
DISCLAIMER = tuple(text.casefold() for text in texts("disclaimer"))
BRAND, MIN_DISCLAIMER_CHARS = "Gate", 60
"""A disclaimer names the site in every language and is a sentence or two."""
MAX_LABEL_CHARS = 40
"""The longest line that may be a button in an unknown language."""
MAX_LINES_BELOW_BOX = 6
"""Lines of words between the comment box and the first comment."""
MAX_BLOCK_LINES = 14
"""Lines of words from the reward button to the comment box."""
MAX_LINES_READ = 6 * MAX_BLOCK_LINES
"""Lines above the comments among which the block is looked for, blank ones included."""


@dataclass(slots=True)
class Counters:
    """Where the block begins, and the numbers that it declares."""

    first: int
    """Index of its first line; without a block, of the line after the article."""
    likes: int | None = None
    comments: int | None = None
    reposts: int | None = None
    shares: int | None = None
    numbers: list[int] = field(default_factory=list)
    """The lines of these numbers."""
    found: bool = False
    """Whether there is a block."""


def read_counters(lines: Lines, end: int, footers: Footers) -> Counters:
    """The block that ends before the line `end`.

    Below, a position is an index of `places`, the lines with words, and of `labels`, their text in lower case.
    """
    places = lines.wordy(max(0, end - MAX_LINES_READ), end)
    labels = [BULLET.sub("", lines.text(at), count=1).casefold() for at in places]
    box = _box(labels)
    top = min(_top_by_words(labels, box), _top_by_shape(labels, box))
    if top == box:
        return Counters(places[box] if box < len(places) else end)
    counters = Counters(0, found=True)
    _read_numbers(counters, labels, places, top, box)
    top = _read_likes(counters, labels, places, top)
    top = _top_of_original_and_disclaimer(labels, [lines.text(at) for at in places], top, footers)
    counters.first = places[top]
    return counters


def is_box(text: str) -> bool:
    """Whether a line can be the last one of a block: the comment box, or the label of a page without comments."""
    if len(text) > MAX_LABEL_CHARS:
        return False
    label, box = text.casefold(), BOX.fullmatch(text)
    return label in folded("empty") or (box is not None and (not box[1] or box[1].casefold() in folded("comment")))


def _box(labels: list[str]) -> int:
    """The position of the comment box; the number of labels where there is none."""
    for position in range(len(labels) - 1, max(-1, len(labels) - 2 - MAX_LINES_BELOW_BOX), -1):
        if is_box(labels[position]) and labels[position] not in folded("empty"):
            return position
    return len(labels)


def _top_by_words(labels: list[str], box: int) -> int:
    """The position of the first button, by known labels: from the box up to the reward button, over labels and
    numbers. `box` where there are fewer than two known labels."""
    buttons = folded("repost") | folded("share") | folded("comment") | folded("empty")
    known, top = 0, box
    for position in range(box - 1, max(-1, box - 1 - MAX_BLOCK_LINES), -1):
        if labels[position] in folded("reward"):
            return position
        if labels[position] in buttons:
            known, top = known + 1, position
        elif not NUMBER.fullmatch(labels[position]):
            break
    return top if known > 1 else box


def _top_by_shape(labels: list[str], box: int) -> int:
    """The position of the first button, by the shape of the block, in any language. `box` where there is none.

    With counters, the lines are `Reward, 128, 7, Repost, Share, Comment, 0/400`: likes and comments are two numbers in
    a row. Without, they are `Reward, Comment, Repost, Share, Comment, 0/400`: the last label comes twice.
    """
    if box == len(labels):
        return box
    for likes in range(box - 2, max(-1, box - 8), -1):
        if NUMBER.fullmatch(labels[likes]) and NUMBER.fullmatch(labels[likes + 1]):
            above = likes - 1  # the reward button, which some pages lack
            has_reward = above >= 0 and _are_short(labels[above:likes]) and not NUMBER.fullmatch(labels[above])
            top = above if has_reward else likes
            return top if _are_short(labels[top:box]) else box
    reward, comment, last = box - 5, box - 4, box - 1
    if reward >= 0 and labels[last] == labels[comment] and _are_short(labels[reward:box]):
        return reward
    return box


def _are_short(labels: list[str]) -> bool:
    return all(len(label) <= MAX_LABEL_CHARS for label in labels)


def _read_numbers(counters: Counters, labels: list[str], places: list[int], top: int, box: int) -> None:
    """Numbers under repost, share and comment are their counters; the first two under other buttons are likes and
    comments."""
    button, rest = "", []
    for position in range(top, box):
        amount = amount_of(labels[position])
        if amount is None:
            button = labels[position]
            continue
        counters.numbers.append(places[position])
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


def _read_likes(counters: Counters, labels: list[str], places: list[int], top: int) -> int:
    """Read the line `16 Likes` above the buttons. Returns the new top, or `top` if there is no such line. In an
    unknown language it must have the number that is below it."""
    if not top or not _are_short(labels[top - 1 : top]):
        return top
    label = labels[top - 1]
    match = LIKES_LINE.fullmatch(label)
    if match and (match["after"] or match["before"]) in folded("likes"):
        # Number and scale are groups 1 and 2 before the label, 5 and 6 after it.
        likes = amount_of((match[1] or match[5]) + (match[2] or match[6] or ""))
    else:
        amounts = [amount_of(word) for word in label.split()]
        if counters.likes is None or amounts.count(counters.likes) != 1:
            return top
        likes = counters.likes
    # With the likes up here, the only number below is that of the comments.
    if counters.likes is not None and counters.comments is None and counters.likes != likes:
        counters.comments = counters.likes
    counters.likes = likes
    counters.numbers.append(places[top - 1])
    return top - 1


def _top_of_original_and_disclaimer(labels: list[str], line_texts: list[str], top: int, footers: Footers) -> int:
    """The position where the block begins with the disclaimer and the button of the original, each at most once and in
    either order."""
    has_disclaimer = has_original = False
    while top:
        text, before = line_texts[top - 1], line_texts[top - 2] if top > 1 else ""
        if not has_original and footers.is_original(text):
            has_original = True
        elif not has_disclaimer and (
            labels[top - 1].startswith(DISCLAIMER) or (may_be_disclaimer(text) and footers.is_original(before))
        ):
            has_disclaimer = True
        else:
            break
        top -= 1
    return top


def may_be_disclaimer(text: str) -> bool:
    """Whether a line in an unknown language can be the disclaimer."""
    return BRAND in text and len(text) >= MIN_DISCLAIMER_CHARS


def amount_of(label: str) -> int | None:
    """The number of a counter, None for another label. A rounded one is taken as it is: `1.2K` is 1200."""
    match = NUMBER.fullmatch(label)
    if match is None:
        return None
    return round(float(match[1].replace(",", "")) * _SCALE[match[2].lower()])
