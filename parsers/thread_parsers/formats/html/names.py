"""What pages write around and in the place of the name of an author: labels, addresses, words for nobody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.bodies import Body, Link
from thread_parsers.formats.html.said import BEFORE_TIME, SAID, SAYS

if TYPE_CHECKING:
    from thread_parsers.formats.html.page import Found

_PROFILE = re.compile(
    r"(?:\S{1,500}/(?=https?:/))?(?:https?://[^/]{1,200})?/(?:(?:user|u|users|profile)/)?([^/?#]{1,100})/?"
)
"""The address of a user's page, which ends in the name; archives of the web write their own address before it."""
SAID_AT = re.compile(rf"\s+(?:{SAID})(?:\s+(?:{BEFORE_TIME}))?(?=[\s:][^\n]{{0,20}}\d)", re.IGNORECASE)
_DATED = re.compile(rf"{SAID_AT.pattern}|\s[—–|·]\s(?=[^\n]{{0,20}}\d)", re.IGNORECASE)
"""What themes write between a name and a time that is in the same element."""
_BY = re.compile(r"(?:(?:comment|posted|written|kommentar|comentario)\s+)?(?:by|von|por)[:\s]\s*+(?=\S)", re.IGNORECASE)
"""What themes write before a name."""
TIME_LIKE = re.compile(r"\d\D{1,3}\d|\d\D{1,12}\d{4}")
"""Digits as a date or a time of day has them."""
NUMBERED = re.compile(r"\W{0,4}#\W{0,4}\d{0,9}\W{0,4}")
"""The number of a comment, as a link to it."""
_HEAD_REST = re.compile(
    rf"(?:[\W_]*\b(?:by|{BEFORE_TIME}|{SAID})\b)*[\W_]*:(?=\s)\s*|[^\w\n]*\n\s*",
    re.IGNORECASE,
)
MAX_LABEL_CHARS = 1 << 10
"""How much of the words may be such a rest."""
NOBODY = frozenset({"[deleted]", "[removed]", "deleted", ""})
STATES = {
    "[deleted]": "deleted", "[removed]": "removed", "[dead]": "dead", "[flagged]": "hidden", "[delayed]": "pending",
    "[comment removed by author]": "deleted", "[comment removed by moderator]": "removed",
}  # fmt: skip
"""What sites write for the words or the author of a comment that is not shown."""


def is_label(words: str) -> bool:
    """Whether words are what themes write before a name, and nothing else."""
    label = _BY.match(f"{words} .")
    return label is not None and label.end() > len(words)


def without_label(words: Body) -> Body:
    """Words without what is left of a head whose author and time were taken out: `says:`, `on`, dashes."""
    label = _HEAD_REST.match(words.text, 0, MAX_LABEL_CHARS)
    if label is None or not label.end():
        return words
    cut = label.end()
    links = tuple(Link(link.start - cut, link.end - cut, link.address) for link in words.links if link.start >= cut)
    return Body(words.text[cut:], links)


def name_before_time(words: str, label: re.Pattern[str] = _DATED) -> str:
    """The words before a verb or dash with a time behind it; empty if there is none."""
    dated = label.search(words) if TIME_LIKE.search(words) else None
    return words[: dated.start()] if dated else ""


def author_name(found: Found | None) -> str:
    """The name of an author, without what themes write around it; of an address, the end of its path."""
    if found is None:
        return ""
    profile = _PROFILE.fullmatch(found.text) if "/" in found.text else None
    if profile:
        return profile[1]
    shown = name_before_time(found.text) or found.text
    label = _BY.match(shown)
    return SAYS.sub("", shown[label.end() :] if label else shown).strip().lstrip("@").removeprefix("u/")
