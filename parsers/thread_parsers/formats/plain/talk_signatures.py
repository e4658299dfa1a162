"""Signatures of copied talk pages in any language: a name, words of links in brackets, and a time with its zone."""

from __future__ import annotations

import re
from typing import NamedTuple

from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.formats.plain.names import ends_with_initial, plausible
from thread_parsers.formats.wikitext.moments import moments
from thread_parsers.times.when import When

TAIL_CHARS = 400
"""Characters at the end of a line in which a signature is looked for."""
_MAX_ZONE_CHARS = 80
"""Characters at the end of a line in which the zone is looked for."""
_JOINING = " ,،\u00a0\u200e\u200f"
_AFTER = re.compile(r"(?:\s{0,2}\[?[^\W\d_]{1,20}\]?){0,3}\s*")
"""What may follow a signature: the button "Reply", or "[reply]"."""
_LINKS = re.compile(r"\s?[(（](?P<words>[^()（）]{1,60})[)）]\s*$")
_DASH = re.compile(r"(?:^|[\s.!?…。！？)”\"’])(?:--+|[–—―~]+|-(?=\s))\s?")
_SENTENCE = re.compile(r"[.!?…。！？][\"”’»)\]]*(?:\s+|(?<=[。！？]))")
_CLOSING = re.compile(r"\w{2,20}(?:\s\w{1,12})?,\s+")
"""Words of a greeting before the name: "Best wishes, "."""
_ADDED_BY = re.compile(r"\s(?:by|von|par|por|da|di|door|av|af|przez|от|від)\s+(?=[^\s]{1,60}(?:\s\S{1,30}){0,2}$)")
"""Before the name that a program added: "Preceding unsigned comment added by"."""
_MAX_NAME_WORDS = 4
_NAMES_CHARS = 120
_ADDRESS = re.compile(r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{0,4}){2,7})$")
"""The internet address of an editor without an account."""


class Signature(NamedTuple):
    """The end of a line that signs and dates the words before it."""

    names: str
    """What is before the links, or before the time of a signature without links: words and a name."""
    is_whole: bool
    """Whether they are the line from its beginning."""
    rest: int
    """Characters of the line behind them."""
    is_linked: bool
    when: When
    time_words: str


def signature_in(text: str) -> Signature | None:
    """The signature at the end of a line."""
    tail = text[-TAIL_CHARS:]
    if ")" not in tail[-_MAX_ZONE_CHARS:]:
        return None
    for moment in moments(tail, max(0, len(tail) - _MAX_ZONE_CHARS)):
        if not _AFTER.fullmatch(tail, moment.end):
            continue
        when = When(None if moment.time == NO_TIME else moment.time, moment.zone)
        names = tail[: moment.start].rstrip(_JOINING)
        is_linked = False
        while (links := _links_at_end(names)) is not None and any(map(str.isalpha, links["words"])):
            names, is_linked = names[: links.start()].rstrip(_JOINING), True
        rest = len(tail) - len(names)
        return Signature(names, len(tail) == len(text), rest, is_linked, when, tail[moment.start : moment.end])
    return None


def _links_at_end(names: str) -> re.Match[str] | None:
    """The last words in brackets, if the text ends with them."""
    opening = max(names.rfind("("), names.rfind("（"))
    return _LINKS.search(names, max(0, opening - 1)) if opening >= 0 else None


def is_alone(one: Signature) -> bool:
    """Whether no words are before the name in its line."""
    return one.is_whole and (not one.names or _fits(one.names))


def stated_name(one: Signature) -> tuple[str, bool]:
    """The name of a signature, "" where it cannot be told, and whether it is certain."""
    tail = one.names[-_NAMES_CHARS:]
    address = _ADDRESS.search(tail)
    if address:
        return address[0], True
    dashes = list(_DASH.finditer(tail))
    if dashes:
        name = tail[dashes[-1].end() :]
        by = None if _fits(name) else _ADDED_BY.search(name)
        name = name[by.end() :] if by else name
        if _fits(name):
            return name, True
    ends = [end.end() for end in _SENTENCE.finditer(tail)]
    end = next((end for end in reversed(ends) if not ends_with_initial(tail[:end].rstrip())), 0)
    if not end:
        return (tail, True) if one.is_whole and len(tail) == len(one.names) and _fits(tail) else ("", False)
    name = tail[end:]
    closing = _CLOSING.match(name)
    name = name[closing.end() :] if closing else name
    return (name, " " not in name) if _fits(name) else ("", False)


def _fits(name: str) -> bool:
    """Whether words may be a name. Users of wikis begin with a capital, a digit, or a letter without capitals, but may
    sign otherwise."""
    return plausible(name, _MAX_NAME_WORDS) and not (name[0].islower() and " " in name)
