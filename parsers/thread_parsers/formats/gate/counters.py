"""The block under the article: the button of the original, a disclaimer, likes, counters and buttons, the comment box.

It is read from its end upwards, and each thing counts only in its place, so an article whose last paragraph is `Share`
or `100` keeps it. Where no table has the words of a page, the shape of the block is enough: two numbers in a short list
above the letter counter of the comment box, or a list of five lines whose second and last are the same.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from thread_parsers.formats.gate.amounts import Amount, amount_of, labelled, numbers_in
from thread_parsers.formats.gate.labels import folded, texts

if TYPE_CHECKING:
    from thread_parsers.formats.gate.footers import Footers
    from thread_parsers.formats.gate.lines import Lines

BOX = re.compile(r"(.{0,30}?)\s*[0-9]{1,5}\s?/\s?[0-9]{3,5}")
"""The letter counter of the comment box (`0/400`), after the label of the button or alone."""
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


class Counters:
    """Where the block begins, and the numbers that it declares."""

    def __init__(self, first: int, *, found: bool = False, empty: bool = False) -> None:
        self.first = first
        """Index of its first line; without a block, of the line after the article."""
        self.likes: int | None = None
        self.comments: int | None = None
        self.reposts: int | None = None
        self.shares: int | None = None
        self.at_least: dict[str, int] = {}
        """Those of them that may be larger: `99+`."""
        self.unclear: tuple[int, int] | None = None
        """The only number and its line, if nothing says whether it counts likes or comments."""
        self.numbers: list[int] = []
        """The lines of these numbers."""
        self.found = found
        """Whether there is a block."""
        self.empty = empty
        """Whether it says that there are no comments."""

    def declare(self, name: str, amount: Amount) -> None:
        """Set one of the numbers by its name."""
        setattr(self, name, amount.number)
        self.at_least.pop(name, None)
        if amount.at_least:
            self.at_least[name] = amount.number


COUNTED = (("likes", "likes"), ("comment", "comments"), ("repost", "reposts"), ("share", "shares"))
"""The role of a label, and what the number under it counts."""


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
    counters = Counters(0, found=True, empty=not folded("empty").isdisjoint(labels[top:]))
    _read_numbers(counters, labels, places, top, box)
    top = _read_likes(counters, labels, places, top)
    if counters.unclear is not None:
        counters.likes = None
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


@cache
def _buttons() -> frozenset[str]:
    """The labels of a block, in all languages."""
    return folded("likes") | folded("repost") | folded("share") | folded("comment") | folded("empty")


def _top_by_words(labels: list[str], box: int) -> int:
    """The position of the first button, by known labels: from the box up to the reward button, over labels and
    numbers. `box` where there are fewer than two known labels."""
    buttons, known, top = _buttons(), 0, box
    for position in range(box - 1, max(-1, box - 1 - MAX_BLOCK_LINES), -1):
        if labels[position] in folded("reward"):
            return position
        if labels[position] in buttons:
            known, top = known + 1, position
        elif amount_of(labels[position]) is None:
            break
    return top if known > 1 else box


def _top_by_shape(labels: list[str], box: int) -> int:
    """The position of the first button, by the shape of the block, in any language. `box` where there is none.

    With counters, the lines are `Reward, 128, 7, Repost, Share, Comment, 0/400`: likes and comments are two numbers in
    a row. They may have labels: `Reward, Like, 128, Comment, 7, Repost, Share, Comment, 0/400`. Without counters, the
    lines are `Reward, Comment, Repost, Share, Comment, 0/400`: the last label comes twice.
    """
    if box == len(labels):
        return box
    for likes in range(box - 2, max(-1, box - 8), -1):
        if amount_of(labels[likes]) and amount_of(labels[likes + 1]):
            above = likes - 1  # the reward button, which some pages lack
            has_reward = above >= 0 and _are_short(labels[above:likes]) and not amount_of(labels[above])
            top = above if has_reward else likes
            return top if _are_short(labels[top:box]) else box
    for comment in range(box - 3, max(2, box - 9), -1):
        if labels[comment] == labels[box - 1] and _counts(labels, comment) and _counts(labels, comment - 2):
            top = max(0, comment - 3)
            return top if _are_short(labels[top:box]) else box
    reward, comment, last = box - 5, box - 4, box - 1
    if reward >= 0 and labels[last] == labels[comment] and _are_short(labels[reward:box]):
        return reward
    return box


def _counts(labels: list[str], position: int) -> bool:
    """Whether a label has a number under it."""
    return amount_of(labels[position]) is None and amount_of(labels[position + 1]) is not None


def _are_short(labels: list[str]) -> bool:
    return all(len(label) <= MAX_LABEL_CHARS for label in labels)


def _read_numbers(counters: Counters, labels: list[str], places: list[int], top: int, box: int) -> None:
    """Numbers under a label that says what they count are that; the first two others are likes and comments."""
    button = ""
    rest: list[tuple[Amount, int]] = []
    for position in range(top, box):
        amount = amount_of(labels[position])
        if amount is None:
            button = labels[position]
            continue
        counters.numbers.append(places[position])
        counted = next((name for role, name in COUNTED if button in folded(role)), None)
        if counted is not None:
            counters.declare(counted, amount)
        else:
            rest.append((amount, places[position]))
    if counters.likes is None and rest:
        counters.declare("likes", rest[0][0])
        if len(rest) == 1 and counters.comments is None:
            counters.unclear = rest[0][0].number, rest[0][1]
        del rest[0]
    if counters.comments is None and rest:
        counters.declare("comments", rest[0][0])


def _read_likes(counters: Counters, labels: list[str], places: list[int], top: int) -> int:
    """Read the line `16 Likes` above the buttons. Returns the new top, or `top` if there is no such line. In an
    unknown language it must have the number that is below it."""
    if not top or not _are_short(labels[top - 1 : top]):
        return top
    label = labels[top - 1]
    likes = next((amount for amount, rest in labelled(label) if rest in folded("likes")), None)
    if likes is None:
        if counters.likes is None or numbers_in(label).count(counters.likes) != 1:
            return top
        likes = Amount(counters.likes)
    # With the likes up here, the only number below is that of the comments.
    if counters.likes is not None and counters.comments is None and counters.likes != likes.number:
        counters.comments = counters.likes
    counters.declare("likes", likes)
    counters.unclear = None
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
