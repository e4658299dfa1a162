"""What is beside a name in a head: badges, points, edit marks, verbs."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from thread_parsers.formats.plain.badges import BADGE_PATTERN
from thread_parsers.formats.plain.counts import COUNT_UNITS
from thread_parsers.formats.plain.names import named

_BADGE = re.compile(
    rf"(?:\s*\[(?P<letter>[SMAFH]|(?i:{BADGE_PATTERN}))\]|\s+\((?P<round>(?i:{BADGE_PATTERN}))\)"
    rf"|(?<=\S)\s+(?P<word>(?i:{BADGE_PATTERN})))\s*$"
)
"""Old Reddit: [S] submitter, [M] moderator, [A] admin, [F] friend."""
_COUNT = re.compile(
    rf"[\s·•|,(\[]*(?:(?P<count>[+−-]?\d[\d.,]*\s?[kKmM]?)\s+(?:{COUNT_UNITS})|score hidden"
    rf"|(?:comment )?score below threshold)[)\]\s]*$",
    re.IGNORECASE,
)
_SEPARATORS = " \t\xa0·•∙⋅・|»,—–-@:([<"
_VERBS = re.compile(
    r"(?:^|\s+)(?:on|at|am|um|le|el|il|в|(?:(?:has |hat )?(?:commented|replied|posted|said|says|wrote|writes|answered|"
    r"asked|edited|modified|updated|last edited|last seen|joined|registered|created|submitted|viewed|active|"
    r"geschrieben|schrieb|sagte?|kommentierte|antwortete|beantwortet|bearbeitet|a écrit|a dit|posté|répondu|"
    r"escribió|dijo|comentó|respondió|написал|сказал|ответил|发表于|發表於|回复于|回覆於|发布于|發佈於|投稿日|作成日|작성일|작성|"
    r"verfasst|publicado|enviado|publié|envoyé|pubblicato|inviato|scritto|geplaatst|geschreven|napisano|wysłano|wysłany|"
    r"dodano|opublikowano|přidáno|odesláno|отправлено|добавлено|опубликовано|написано|надіслано|lähetetty|kirjoitettu|"
    r"skrevet|skrivet|postat|inlagt|gönderildi|yazıldı|elküldve|diposting|δημοσιεύτηκε|post|comment|message)(?:\s+(?:on|at|am|le|el|il|em|op|den|:))?:?))$",
    re.IGNORECASE,
)
"""The words between a name and a time. Alone ahead of a time they are a label and not a name."""
SIGNATURES = ("commented", "answered")
"""Labels of times that are always below the words: Stack Exchange."""
_ID = re.compile(r"\s*\(\s*\d{1,10}\s*\)$")
_NUMBERED = re.compile(r"#\s?\d{1,9}\.?|№\s?\d{1,9}|.{0,40}\d{1,7}\s?[楼樓层層]")
"""The number of a comment in the place of a name: "#12 — 3. März 2024"."""
_BOARD = re.compile(r"\d{1,5}\s?(?:名前)?\s?[:：]\s?(?P<name>\S.{0,60}?)\s?[:：]\s*")
"""Japanese boards: "12 ： name ：2014/03/12"."""
_DIGITS = re.compile(r"\d+")
_POSTER = ("op", "original poster")
"""Badges without a name, as pages say whose names are not in their text."""
_DELETED = frozenset(("[deleted]", "[removed]", "deleted", "comment deleted by user"))


class HeadParts(NamedTuple):
    """The words of a head ahead of its time, taken apart."""

    name: str
    """"" where they have no name: only a label, a count or marks."""
    addressee: str
    label: str
    """A verb or label where that is all ("answered", "Posted:"), in small letters."""
    separator: str
    """What was between the name and the time: a mark, a blank or "" for glued ones."""
    points: str
    badge: str
    word: str = ""
    """A badge that is only a word behind the name, and may be a part of it (`badge_words`)."""

    @property
    def whole(self) -> str:
        """The name with that word."""
        return f"{self.name} {self.word}" if self.word and not self.addressee else self.name


@lru_cache(1 << 12)
def head_parts(before: str) -> HeadParts:
    """Take apart what is ahead of the time in a head."""
    board = _BOARD.fullmatch(before)
    words = board["name"] if board else before.rstrip()
    separator = " " if words != before else ""
    bare = words.rstrip(_SEPARATORS)
    if bare != words:
        separator = words[len(bare) :].strip()[:1] or separator
    points, badge, label, word = "", "", "", ""
    for _ in range(4):
        verb = _VERBS.search(bare)
        count = _COUNT.search(bare)
        mark = _BADGE.search(bare)
        if count:
            points, bare = (count["count"] or "").strip(), bare[: count.start()]
        elif mark and bare[: mark.start()].strip(_SEPARATORS):
            word, bare = mark["word"] or "", bare[: mark.start()]
            badge = badge if word else mark["letter"] or mark["round"]
        elif verb:
            label, bare = verb[0].strip().casefold(), bare[: verb.start()]
        elif _ID.search(bare):
            bare = _ID.sub("", bare)
        else:
            break
        bare = bare.rstrip(_SEPARATORS)
    name = bare.lstrip(" \t·•|»—–")
    if name.endswith(":") or before.rstrip().endswith(":"):
        label, name = _DIGITS.sub("0", (name or label).casefold()), ""
    if name.isdecimal():
        points, name = points or name, ""
    if _NUMBERED.fullmatch(name):
        name = ""
    if name.casefold() in _POSTER:
        badge, name = badge or name, ""
    author, addressee = named(name) if name else ("", "")
    return HeadParts(author, addressee, label, separator, points, badge, word)


def is_count(words: str) -> bool:
    """Whether words are only a count: "39 points"."""
    return bool(_COUNT.fullmatch(words)) or words.isdecimal()


def is_deleted(name: str) -> bool:
    """Whether a name says that the author is gone."""
    return name.casefold() in _DELETED
