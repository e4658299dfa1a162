"""Heads of comments in clipped notes: `> > **name** · [time](link) · 12 points`.

The parts between the dots are recognized by their content, since clippers order them differently: the link may be the
time or the points.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.columns import NO_SCORE
from thread_parsers.formats.plain.edit_marks import edit_mark, is_edit_line

if TYPE_CHECKING:
    from thread_parsers.times.times import TimeReader, When

_DOT = "(?:·|•|∙|⋅|・|\\||—|–)"
_LINK = r"\[(?:[^\[\]\n\\]|\\.){1,120}\]\([^()\n]{1,600}\)"
_BOLD = r"\*\*(?:[^*\n\\]|\\.){1,120}\*\*|__(?:[^\n\\_]|\\.){1,120}__"
HEAD = re.compile(
    rf"^(?P<quotes>(?:[ \t]{{0,3}}>)*+)[ \t]{{0,3}}(?:#{{1,6}} )?"
    rf"(?P<name>{_BOLD}|\[(?:{_BOLD})\]\([^()\n]{{1,600}}\)|{_LINK})"
    rf"[ \t]*(?P<rest>(?:{_DOT}|-|,|\(|\[)[^\n]{{1,800}})$".encode(),
    re.MULTILINE,
)
"""A line that begins with something bold or a link, inside of quotes or not, and goes on with a dot."""
_PARTS = re.compile(rf"\s*{_DOT}\s*|\s+-\s+|\s*,\s+(?=\[)|^\s*-\s+|^\s*,\s+")
_LINKED = re.compile(r"\[((?:[^\[\]\\]|\\.){1,120})\]\(([^()]{0,600})\)")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_COUNT = re.compile(r"([+-]?\d[\d,.  ]{0,12}?)\s?([KkMm])?\s?([^\W\d_]{1,20}|👍|❤️?|♥|▲|⬆️?)s?")
_LABELLED = re.compile(
    r"(?:score|points|likes|votes|♥|❤️?|👍|▲|⬆️?):?\s?([+-]?\d[\d,.]{0,12}?)\s?([KkMm])?", re.IGNORECASE
)
_REPLIES = frozenset(("reply", "replies", "comment", "comments", "response", "responses", "answer", "answers"))
_OTHER_COUNTS = frozenset(("view", "views", "share", "shares", "repost", "reposts", "bookmark", "bookmarks"))
"""Counts that are neither scores nor replies."""
_MAX_BADGE_WORDS = 2
MAX_LIKES = (1 << 31) - 1


class Head(NamedTuple):
    """One head. `start` and `end` are bytes of the window, `end` after the line feed."""

    start: int
    end: int
    quotes: int
    """The number of quote marks before it: the level of its comment."""
    name: str
    when: When | None
    time_words: str
    likes: int
    """NO_SCORE where the head has none."""
    replies: int
    badge: str
    linked: bool
    """Whether a part is a link, as clippers write permalinks."""
    edited: str | None
    """When it was edited, as written; "" for an edit without a time, None for no edit."""


def head_of(found: re.Match[bytes], size: int, times: TimeReader) -> Head | None:
    """The head of a line that matches HEAD; None if it has neither a time nor a score. `size` is that of the window."""
    rest = found["rest"].decode("utf-8", "surrogateescape").strip()
    name = _name(found["name"].decode("utf-8", "surrogateescape"))
    when: When | None = None
    time_words, badge = "", ""
    edited: str | None = None
    likes, replies = NO_SCORE, -1
    linked = counted = False
    for part in _PARTS.split(rest):
        words = _unwrapped(part)
        linked = linked or bool(_LINKED.search(part))
        if not words:
            continue
        count = _COUNT.fullmatch(words)
        if edited is None and is_edit_line(words):
            edited = edit_mark(words)
        elif when is None and (read := times.read(words)) is not None:
            when, time_words = read, words
        elif likes == NO_SCORE and (labelled := _LABELLED.fullmatch(words)):
            counted, likes = True, _number(labelled[1], labelled[2])
        elif count:
            counted = True
            number = _number(count[1], count[2])
            if count[3].casefold() in _REPLIES:
                replies = number
            elif likes == NO_SCORE and count[3].casefold() not in _OTHER_COUNTS:
                likes = number
        elif not badge and not any(char.isdigit() for char in words) and len(words.split()) <= _MAX_BADGE_WORDS:
            badge = words
        else:
            return None
    if not name or (when is None and not counted):
        return None
    end = min(found.end() + 1, size)
    return Head(
        found.start(), end, found["quotes"].count(b">"), name, when, time_words, likes, replies, badge, linked, edited
    )


def is_apart(data: bytes, head: Head) -> bool:
    """Whether the line above a head is blank, or of another level: a head does not follow the words of its level."""
    above = data[max(0, head.start - 400) : max(0, head.start - 1)].rpartition(b"\n")[2]
    bare = above.lstrip(b" \t>")
    return not bare.strip() or above[: len(above) - len(bare)].count(b">") != head.quotes


def without_links(words: str) -> str:
    """Words with those of their links, without the addresses."""
    return _LINKED.sub(r"\1", words)


def _name(words: str) -> str:
    """The name without Markdown: bold, a link, `\\_` for `_`, and the `u/` of Reddit."""
    bare = words.strip()
    for _ in range(2):  # **[name](link)** and [**name**](link)
        linked = _LINKED.fullmatch(bare)
        bare = linked[1] if linked else bare
        for mark in ("**", "__"):
            if bare.startswith(mark) and bare.endswith(mark) and len(bare) > 4:
                bare = bare[2:-2]
    bare = _ESCAPED.sub(r"\1", bare).strip().rstrip(":").strip()
    return re.sub(r"^/?u/(?=\S)", "", bare)


def _unwrapped(part: str) -> str:
    """A part without its link, its brackets and marks of emphasis."""
    bare = _LINKED.sub(r"\1", part).strip().strip("*_()[]").strip()
    return _ESCAPED.sub(r"\1", bare)


_DECIMAL = re.compile(r"\d+(?:[.,]\d+)?")


def _number(digits: str, scale: str | None) -> int:
    factor = {"k": 1000, "m": 1_000_000}.get((scale or "").lower())
    sign = -1 if digits.startswith("-") else 1
    decimal = _DECIMAL.search(digits)
    if factor and decimal:
        number = round(float(decimal[0].replace(",", ".")) * factor)
    else:
        number = int(re.sub(r"\D", "", digits) or 0)
    return min(number, MAX_LIKES) * sign
