"""Who says what: the name and the beginning of the words in a line behind its stamp."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

MAX_NAME_CHARS = 80
_MAX_NAME_WORDS = 8
MARKS = "\u200e\u200f\u2060\ufeff\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Marks of direction, as exports put them around names and dates, and the byte order mark."""
_CLEAN = str.maketrans("\u00a0\u202f\t", "   ", MARKS)
_MAX_BRIDGED_NAME_WORDS = 4
"""Names in angle brackets have blanks only where a bridge to another network writes them."""
_QUOTES = '"“”„«»'
_BLANKS = f" \t\u00a0\u202f{MARKS}"

EVENT_MARKS = ("-!-", "***", "-->", "<--", "=!=", "==", "--", "→", "←", "•")
"""Marks of system lines in logs of irssi, mIRC, ZNC, WeeChat and HexChat."""
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d\b|\d{1,2}$")
SENT_FROM = "(?:From|Von|De|Da|Van)"
SENT_TO = "(?i:to|an|à|a|para|aan)"
"""Before and after the name of who wrote in the chats of meetings (Zoom, in its languages with Latin letters)."""
_SENT = re.compile(rf"^{SENT_FROM}\s+(\S.*?)\s+{SENT_TO}\s+[^:]{{1,60}}$|^{SENT_FROM}\s\s+(\S.*)$")
"""`From Ann to Everyone: words`; older ones have only `From  Ann : words`, with wide blanks."""
_EVENT = re.compile(
    r"\S+ (?:\S+ )?(?:has (?:joined|left|quit|changed|set|kicked|been)\b|is now known as\b|sets? (?:mode|topic)\b|"
    r"changes? topic\b|(?:joined|left|quit) [#&(])|(?:Joins|Parts|Quits|Topic|Now talking|Disconnected|Connected|"
    r"Set by|Topic for|Users on|You are|Mode)\b"
)
"""What follows `* ` in old logs for system events: joins, parts, modes (texts of mIRC, HexChat, XChat)."""
_STATUS = "@+%&~!"
"""Marks of the status of a name in a channel: operator, voice and so on."""


class Said(NamedTuple):
    """The author of a line, empty for a system line, and where its words begin (an index into the text)."""

    name: str
    words: int


@lru_cache(maxsize=1 << 12)
def cleaned(name: str) -> str:
    """A name without marks of direction, and with ordinary blanks."""
    return name.translate(_CLEAN).strip()


@lru_cache(maxsize=1 << 12)
def _sender(name: str) -> str:
    name = cleaned(name)
    found = _SENT.match(name)
    return name if found is None else found[1] or found[2]


def colon(text: str, start: int, end: int, known: frozenset[str]) -> Said | None:
    """`name: words`. None where there is no name: such a line is of the messenger itself. `known` are the names of
    other messages."""
    limit = min(end, start + MAX_NAME_CHARS + 1)
    at = _colon(text, start, limit)
    if at < 0:
        return None
    if at + 1 < end and not text[at + 1].isspace():
        # A colon inside a name or a word: the name continues if a colon with a blank follows, and the text before the
        # first colon is not a name.
        later = text.find(": ", at, limit)
        inside = text.startswith("//", at + 1) or (text[at + 1].isdigit() and text[at - 1].isdigit())
        if inside or (later > 0 and cleaned(text[start:at]) not in known):
            if later < 0:
                return None
            at = later
    name = _sender(text[start:at])
    return Said(name, at + 1) if name in known or _is_name(name, known) else None


def _colon(text: str, start: int, limit: int) -> int:
    at = text.find(":", start, limit)
    return at if at >= 0 else text.find("：", start, limit)


def _is_name(name: str, known: frozenset[str]) -> bool:
    if not name or name[0] in "<*[" or _CLOCK.match(name) or name.count(" ") >= _MAX_NAME_WORDS:
        return False
    # `Ann changed the subject to "Tea: when?"`: an open quotation, a sentence, or one that begins with a name.
    if sum(name.count(quote) for quote in _QUOTES) % 2:
        return False
    words = name.split()
    if len(words) > 4 and sum(word[0].islower() for word in words) > 2:
        return False
    return len(words) < 4 or not any(" ".join(words[:count]) in known for count in range(1, len(words) - 2))


def angle(text: str, start: int, end: int) -> Said | None:
    """A line of IRC: `<name> words`, `* name does`, `-!- something happened`."""
    if text.startswith("<", start) and not text.startswith("<-", start):
        close = text.find(">", start, min(end, start + MAX_NAME_CHARS))
        name = cleaned(text[start + 1 : close]).lstrip(_STATUS).strip() if close > 0 else ""
        return Said(name, close + 1) if name and name.count(" ") < _MAX_BRIDGED_NAME_WORDS else None
    for mark in EVENT_MARKS:
        if text.startswith(mark, start):
            return Said("", start + len(mark))
    if not text.startswith("*", start):
        return None
    begin = skip_blanks(text, start + 1, end)
    if _EVENT.match(text, begin, end):
        return Said("", begin)
    stop = begin
    while stop < end and not text[stop].isspace():
        stop += 1
    return Said(cleaned(text[begin:stop]).lstrip(_STATUS), stop) if stop > begin else None


def separated(text: str, start: int, end: int, separators: str) -> Said | None:
    """A name, one of some separators, and the words. A name without letters or digits is a mark: `*` of an
    action or an event."""
    stop = min((at for mark in separators if (at := text.find(mark, start, end)) >= 0), default=-1)
    if stop < 0:
        return None
    name = cleaned(text[start:stop])
    if any(char.isalnum() for char in name):
        return Said(name.lstrip(_STATUS).strip("<>").rstrip(":"), stop + 1)
    if name != "*":
        return Said("", stop + 1)
    begin = skip_blanks(text, stop + 1, end)
    name = text[begin:end].split(maxsplit=1)[0] if text[begin:end].strip() else ""
    return Said(cleaned(name).lstrip(_STATUS), begin + len(name))


def below(text: str, start: int, end: int) -> Said | None:
    """The name alone in its line; the words are under it."""
    name = cleaned(text[start:end])
    if not name or len(name) > MAX_NAME_CHARS or name.count(" ") >= _MAX_NAME_WORDS:
        return None
    return Said(name, end)


def skip_blanks(text: str, at: int, end: int) -> int:
    """The index of the first character that is neither a blank nor a mark of direction."""
    while at < end and text[at] in _BLANKS:
        at += 1
    return at


_BADGE = re.compile(
    r"\s*(?:\((pinned|edited|bot|guest|owner|host|external|extern|unverified|gast|gäst|gjest|invité|invitado|convidado|ospite|gość|"
    r"гость|misafir|externe|externo|esterno)\)|\b((?-i:APP|BOT|OP|MOD)))$",
    re.IGNORECASE,
)
"""Words behind a name are badges only in capitals, as Slack and Discord write them: "Cash App" is a name."""
_ACCOUNT = re.compile(r"\(\d{4,}\)$")


def without_badge(name: str) -> tuple[str, str]:
    """A name that stands alone in its line, without the badge behind it: (name, badge)."""
    found = _BADGE.search(name)
    if found and found.start():
        return name[: found.start()].strip(), found[1] or found[2]
    return _ACCOUNT.sub("", name), ""
