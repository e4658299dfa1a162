"""Anchors: lines of a page that fix where its comments are, since each has a time, or says who said something.

An anchor may be the whole head, a part of it ("· 3h", "answered Jul 31, 2008 at 22:17"), or be below the words. Which,
is learned for each page (`learning`).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.formats.plain.edit_marks import edit_mark
from thread_parsers.formats.plain.layouts.events import is_event
from thread_parsers.formats.plain.layouts.head_parts import HeadParts, head_parts, is_deleted
from thread_parsers.formats.plain.layouts.stamps import Stamp, has_time, stamp
from thread_parsers.formats.plain.names import MAX_NAME_CHARS, plausible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.formats.plain.layouts.page_lines import Line
    from thread_parsers.times.times import TimeReader, When

_SAID = re.compile(
    r"(?P<name>\S.{0,60}?)\s+(?:said|says|wrote|writes|schrieb|sagt|sagte|meinte?|a dit|a écrit|dit|dijo|dice|escribió|"
    r"disse|ha detto|написал\S{0,3}|пишет|says on)\s?(?:\.\.\.|…|:)"
)
_SPOKEN = re.compile(r"(?P<name>\S.{0,60}?)\s(?P<verb>[^\W\d]\S{0,20})\s?(?:\.\.\.|…):?")
"""Blogger in any language: "Ann hat gesagt…"."""
_SAYING_ENDS = ("...", "…", ":")
"""How the lines that both patterns match end."""
_LIKED = re.compile(r"\W*[❤♥♡👍▲△⬆]\W*(\d{1,7})\W*|\W*\[(\d{1,7}) (?:favorites?|likes?|points?)\]\W*")
"""A score behind the time."""
_DATED = re.compile(r"\d{4}|\d{1,2}[./-]\d{1,2}")
_FOLDED = re.compile(r"(\S{1,40})\s+comment score below threshold\b.{0,30}")
_NOT_NAMES = re.compile(
    r"(?:gravatar image|user avatar|avatar)$|\d[\d.,]* (?:points?|votes?) by\b|submitted\b", re.IGNORECASE
)
"""The text of a picture without a name, and the head of a story."""
_SIGNED = re.compile(r"[.!?…)\"”’]\s+[–—-]\s+(?P<name>\S.{0,60})$")
_COUNT_OF_REPLY = re.compile(r"[«»]\s*(?:[^\W\d]+ #\d+)?\s*")
"""Of "« Reply #3 on: …": the first post has no number."""
_AFTER_KINDS = tuple(
    (re.compile(pattern, re.IGNORECASE), kind)
    for pattern, kind in (
        (r"\s*(?:#\s?\d|[(\[]\s*#?\d+\s*[)\]])", "#"),
        (r"\s*\)", ")"),
        (r"\s*:", ":"),
        (r"\s*post subject", "subject"),
        (r"\s*\|", "|"),
    )
)
"""What follows a time, and what it is called in the kind of an anchor."""
_COARSE = ((":", re.compile(r"[\d:]+")), ("m", re.compile(r"[^\W\d]+\.?\s\d{4}")))
"""Times that are not mixed with others: a clock, which may be the length of a film, and a month, which may be that of
an archive."""
_EDIT_VERBS = ("edited", "modified", "updated", "bearbeitet")
MIN_ANCHORS = 3
MAX_GROUPS = 24
_MAX_NAME_WORDS = 7
_CACHED_ANCHORS = 1 << 14
_MAX_CACHED_CHARS = 80
_MAX_SAID_CHARS = 100


class Anchor(NamedTuple):
    """A line with a time or with "said"."""

    at: int
    """Index of the line."""
    kind: str
    """What all anchors of one kind have alike; see `anchor`."""
    parts: HeadParts
    when: When | None
    time_words: str
    edited: str | None

    @property
    def name(self) -> str:
        """The name in the line, "" without one."""
        return self.parts.name


def anchor(text: str, times: TimeReader) -> Anchor | None:
    """The anchor in a line, None without one. Its kind begins with a letter: T for a time without a name, N for a name
    and a time, W for words that are signed and dated, S for "Ann said:"."""
    if text.startswith(">"):
        return None
    found = stamp(text, times)
    if found is None:
        return _without_time(text)
    around = _around(found.before, found.after)
    if around is None:
        return None
    parts, after, edited, is_signed = around
    if is_signed:
        kind = f"W{parts.label}"
    elif is_deleted(parts.name):
        kind = f"T{after}"
    elif (
        is_event(text)
        or _NOT_NAMES.match(parts.name)
        or (parts.name and not parts.separator.strip() and not _is_plain_head(parts, found))
    ):
        return None
    elif parts.name and len(parts.name) <= MAX_NAME_CHARS and "___" not in parts.name:
        verb = parts.label.split(" ")[0] if len(parts.label) > 3 else ""
        kind = f"N{parts.separator.strip()}{'' if verb in _EDIT_VERBS else verb}{after}"
    elif not parts.name:
        coarse = next((mark for mark, pattern in _COARSE if pattern.fullmatch(found.words)), "")
        kind = f"T{coarse}{_COUNT_OF_REPLY.sub('', parts.label)}{after}"
    else:
        return None
    return Anchor(0, kind, parts, found.when, found.words, edited)


@lru_cache(_CACHED_ANCHORS)
def _around(before: str, after: str) -> tuple[HeadParts, str, str | None, bool] | None:
    """What is around a time: (the parts before it, the kind of what is after it, when it was edited, whether words are
    signed before it); None if it is not the time of an anchor."""
    kind, edited, parts = "", None, head_parts(before)
    if after:
        kind = next((kind for pattern, kind in _AFTER_KINDS if pattern.match(after)), "")
        edited = edit_mark(after)
        liked = _LIKED.fullmatch(after) if not parts.points else None
        if liked:
            parts = parts._replace(points=liked[1] or liked[2])
    if parts.name and has_time(parts.name) and any(map(str.isdigit, parts.name)) and _DATED.search(parts.name):
        return None  # a time whose words are not known is not a name: "3 mars 2014 kl"
    signed = _SIGNED.search(_without_label(before, parts)) if before else None
    if signed:
        parts = HeadParts(signed["name"].strip(), "", parts.label, parts.separator, "", "")
    return parts, kind, edited, signed is not None


class AnchorFinder:
    """Finds the anchors of the lines of a page. Those of short lines are cached, since times and buttons repeat."""

    def __init__(self, times: TimeReader, kind: str = "", label: str = "") -> None:
        """`kind`, `label`: only those of this kind and with this label need be found."""
        self._is_said = kind.startswith("S")
        self._label = label
        self._times = times
        self._order = times.order
        self._found: dict[str, Anchor | None] = {}

    def find(self, text: str) -> Anchor | None:
        """The anchor in a line, whose `at` is 0."""
        if (self._is_said and not text.endswith(_SAYING_ENDS)) or (self._label and self._label not in text.casefold()):
            return None
        if len(text) > _MAX_CACHED_CHARS:
            return anchor(text, self._times)
        if self._order != self._times.order or len(self._found) >= _CACHED_ANCHORS:
            self._order = self._times.order
            self._found.clear()  # full, or the order of day and month has changed
        if text not in self._found:
            self._found[text] = anchor(text, self._times)
        return self._found[text]


def _without_time(text: str) -> Anchor | None:
    """The anchor in a line without a time: a folded comment, or "Ann said:"."""
    if len(text) >= _MAX_SAID_CHARS:
        return None
    folded = _FOLDED.fullmatch(text) if "threshold" in text else None
    if folded:
        return Anchor(0, "N", HeadParts(folded[1], "", "", "", "", ""), None, "", None)
    if not text.endswith(_SAYING_ENDS):
        return None
    said = _SAID.fullmatch(text)
    if said is not None:
        return Anchor(0, "S", HeadParts(said["name"], "", "", "", "", ""), None, "", None)
    spoken = _SPOKEN.fullmatch(text)
    if spoken is None or not plausible(spoken["name"], _MAX_NAME_WORDS):
        return None
    return Anchor(0, f"S{spoken['verb']}", HeadParts(spoken["name"], "", "", "", "", ""), None, "", None)


def is_of_video(lines: Sequence[Line], at: int) -> bool:
    """Whether the time in a line is below a count of views, as in lists of other videos."""
    above = lines[max(0, at - 2) : at]
    return any(line.counts_views for line in above[-1 if above and not above[-1].is_mark else 0 :])


def _is_plain_head(parts: HeadParts, found: Stamp) -> bool:
    """Whether a name and a time without a mark between them are a head and not a sentence: "We met 3 years ago."."""
    if not plausible(parts.name, _MAX_NAME_WORDS):
        return False
    return any(map(str.isdigit, found.words)) and found.after.strip()[:1] not in (".", "!", "?", "…", ",", ";")


def _without_label(before: str, parts: HeadParts) -> str:
    words = before.rstrip(" ,:")
    if parts.label and words.casefold().endswith(parts.label):
        words = words[: -len(parts.label)]
    return words.rstrip()


Beside = tuple[int, str, bool]
"""(-1 or 1, key, whether it must be equal) of the line above or below the anchors of a group."""


def groups(anchors: list[Anchor], lines: Sequence[Line]) -> list[tuple[list[Anchor], Beside | None]]:
    """Anchors that may be those of the comments, by kind. Times without a name are also divided by the line above or
    below them, since the times under a label ("Joined") are not those of comments."""
    by_kind: dict[str, list[Anchor]] = defaultdict(list)
    for one in anchors:
        by_kind[one.kind].append(one)
    found: list[tuple[list[Anchor], Beside | None]] = []
    for kind, group in by_kind.items():
        found.append((group, None))
        if kind[0] == "T":
            found += _divided(group, lines, -1)
            found += _divided(group, lines, 1)
    found = [(group, beside) for group, beside in found if len(group) >= MIN_ANCHORS]
    # Of many kinds of anchors the rare ones are not those of the comments, and each costs a look at the whole page.
    return sorted(found, key=lambda pair: -len(pair[0]))[:MAX_GROUPS]


def _divided(group: list[Anchor], lines: Sequence[Line], where: int) -> list[tuple[list[Anchor], Beside]]:
    """The anchors with the commonest line above (-1) or below (1) them, and the others."""
    keys = {one.at: lines[one.at + where].key if 0 <= one.at + where < len(lines) else "" for one in group}
    counts = Counter(filter(None, keys.values()))
    if not counts:
        return []
    key, count = counts.most_common(1)[0]
    if count < MIN_ANCHORS or count == len(group):
        return []
    return [([one for one in group if (keys[one.at] == key) is equal], (where, key, equal)) for equal in (True, False)]
