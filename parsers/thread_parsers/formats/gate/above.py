"""What is before the article of a Gate page: the box that offers the app, the menu, a banner.

The article is what remains. Pages usually repeat it after the last comment, and then the repeat shows where it begins;
these rules are for the pages without one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.formats.gate.lines import ENDS_SENTENCE
from thread_parsers.formats.gate.menus import APP_BOX, NAVIGATION, PRODUCTS, QR_CODE, SUMMARY_ICON, key

if TYPE_CHECKING:
    from collections.abc import Sequence

MIN_MENU_LINES = 3
"""Known lines of the menu that make a menu."""
MAX_MENU_LINES = 120
"""Lines of words in which the menu ends."""
MAX_MENU_LINE_CHARS = 100
MAX_GAP_LINES = 18
"""Lines in an unknown language between two products of the menu."""
MAX_LABEL_CHARS = 60
"""A longer line that ends like a sentence is not part of a menu, unless it is known."""
MAX_BOX_LINES_ABOVE = 2
"""Lines of words before the picture of the box that offers the app."""
MAX_BOX_LINES_BELOW = 2
MAX_BOX_LINE_CHARS = 40
"""The longest line of that box in an unknown language."""
BANNER_UTF16_UNITS = 600
"""Where the site cuts a banner off, line ends included (seen on five banners of 2025 and 2026)."""
_SQUARES = "Gate Plaza|Plaza Gate|Praça Gate|Gate Meydanı|Quảng [Tt]rường Gate|Place Gate"
"""Plausible translations of "Gate Square" in Latin letters; no public page with them was found."""
BANNER_START = re.compile(
    rf"[^\w\s\"'“”‘’«(\[#@$*•·-]|Gate Square\b|.*\bin Gate Square\b|Gate ?[^\x00-\x7f]|(?:{_SQUARES})\b"
)
"""How banners begin: with a symbol, or with the name of the square, as `Gate 广场`."""
BANNER_LAST_LINE = re.compile(r"(?:\S.{0,20}[:：]\s*)?https?://\S*gate\S*/announcements/\S+")


def before_article(words: Sequence[str], places: Sequence[int]) -> int:
    """The number of lines of the box and of the menu. `words` are lines of text, `places` their numbers in the page."""
    box = _app_box(words, places)
    return box + _menu(words[box:])


def summary_lines(words: Sequence[str]) -> range:
    """The two lines that say that a summary is being made: at the beginning, or after the title."""
    for at in range(min(2, len(words) - 1)):
        if words[at].casefold() == SUMMARY_ICON and len(words[at + 1]) <= MAX_BOX_LINE_CHARS:
            return range(at, at + 2)
    return range(0)


def _app_box(words: Sequence[str], places: Sequence[int]) -> int:
    labels = [text.casefold().replace("’", "'") for text in words[: MAX_BOX_LINES_ABOVE + 1]]
    if QR_CODE not in labels:
        return 0
    end = labels.index(QR_CODE) + 1
    known = end
    while known < len(words) and words[known].casefold().replace("’", "'") in APP_BOX:
        known += 1
    if known > end:
        return known
    # In an unknown language: up to two short lines, if a blank line or the menu follows them.
    for at in range(end, min(len(words), end + MAX_BOX_LINES_BELOW)):
        if len(words[at]) > MAX_BOX_LINE_CHARS or ENDS_SENTENCE.search(words[at]):
            return end
        if at + 1 < len(words) and (places[at + 1] > places[at] + 1 or key(words[at + 1]) in NAVIGATION):
            return at + 1
    return end


def _menu(words: Sequence[str]) -> int:
    """The number of lines of the site's menu. Unknown lines count if there are known ones on both sides: one line, or
    more of them between the names of products."""
    known = end = products = described = 0
    has_sentence = False  # since the last known line
    for at, text in enumerate(words[:MAX_MENU_LINES]):
        # Only the end decides: searched in a long line, the pattern takes quadratic time.
        name, is_sentence = key(text), ENDS_SENTENCE.search(text[-MAX_LABEL_CHARS:]) is not None
        if name in PRODUCTS or (name in NAVIGATION and at <= end + 1 and not has_sentence):
            known, end, has_sentence = known + 1, at + 1, False
            products += name in PRODUCTS
            described += name in PRODUCTS and at + 1 < len(words) and key(words[at + 1]) not in NAVIGATION
        elif at >= end + MAX_GAP_LINES or len(text) > (MAX_LABEL_CHARS if is_sentence else MAX_MENU_LINE_CHARS):
            break
        else:
            has_sentence = has_sentence or is_sentence
    if known < MIN_MENU_LINES:
        return 0
    if 2 * described > products >= MIN_MENU_LINES:
        end += 1  # a language that no table has: what is under the last product describes it, like the others
    return min(end, len(words))


def banner(words: Sequence[str]) -> int:
    """The number of lines of a banner, where no repeat shows which lines are the article."""
    if not words or not BANNER_START.match(words[0][:BANNER_UTF16_UNITS]):
        return 0
    length = end = 0
    for at, text in enumerate(words):
        length += len(text.encode("utf-16-le", "surrogatepass")) // 2
        if length > BANNER_UTF16_UNITS:
            break
        if length > BANNER_UTF16_UNITS - 6 or BANNER_LAST_LINE.fullmatch(text):
            end = at + 1
        length += 1  # its line end
    return end if end < len(words) else 0
