"""Head lines of plain discussions: the table of shapes.

A shape only says where a name and a time can be (`heads` decides whether they are).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from thread_parsers.formats.plain.names import SENDER
from thread_parsers.times.time_words import PHRASES


@dataclass(frozen=True)
class Shape:
    """One shape of head lines: a row of the table."""

    title: str
    """For people: `Name · time`."""
    line: re.Pattern[bytes]
    """Groups: margin, and those of name, time, points, rest and links that the shape has; `both` where the time must be
    parsed to know where the name begins."""
    mark: re.Pattern[bytes] | None = None
    """What each head of this shape has in its line, so that the other lines need not be matched. Heads are of one line
    then."""
    times: Literal["any", "clocked", "relative", "none"] = "any"
    """Which times make a head. "Paris, 3 March 1915" is the head of a letter, so a comma needs a clock or "ago"."""
    name_above: bool = False
    """Whether the name is on the line above."""
    loose: bool = False
    """Whether anything can be a name, since the rest of the line is proof enough."""
    proper: bool = False
    """Whether names must be written like names (`names.proper`), since only a colon marks them."""
    says: bool = False
    """Whether the line says that somebody wrote something, as above quotations in mail."""
    max_words: int = 8
    """Words of a name."""

    @property
    def sign(self) -> re.Pattern[bytes]:
        """A quick test: bytes without a match have no head of this shape."""
        return _COLON_SIGN if self.proper else _DIGIT

    @cached_property
    def is_timed(self) -> bool:
        """Whether the time has a group of its own."""
        return "time" in self.line.groupindex

    @property
    def linked(self) -> bool:
        """Whether the head ends in navigation links."""
        return "links" in self.line.groupindex


_DOT = "(?:·|•|∙|⋅|・|\\|)"
_DASH = "(?:—|–|―|--?)"
_POINTS = "(?:points?|pts?|likes?|votes?|upvotes?|karma)"
_SAYINGS = "|".join(re.escape(saying) for saying in sorted(PHRASES, key=len, reverse=True))
# Blanks are matched possessively: nothing after them can begin with a blank, and a line of thousands of them would be
# tried again for each of its characters.
_MARGIN = r"^(?P<margin>[ \t>]{0,65535}+)"
_MARK = r"(?:[-*+]|•|└|├|#{1,6}|#?\d{1,6}[.):]|#\d{1,6})"
_START = rf"{_MARGIN}(?:\[(?:–|[+-])\][ \t]*+|{_MARK}[ \t]++)?"
_NAME = r"(?P<name>[^\s>][^\n]{0,90}?)"
_SCORED = rf"{_NAME}(?!(?<=\d)\d)"
"""A name before a count. "39 points" is not the name "3" and 9 points."""
_WORD = r"(?P<name>[^\s>]{1,60})"
_NO_NUMBER = r"(?=[^\n]{0,80}[A-Za-z\x80-\xff:/-]|[^\n]{0,80}\.[^\n]{1,4}\.)"
"""What a time has and numbers have not, so that lines of numbers are left out early."""
_TIME = rf"(?P<time>(?!{_DOT}|{_DASH})(?=[^\n]{{0,60}}\d){_NO_NUMBER}[^\n]{{2,80}}?|(?i:{_SAYINGS}))"
_LETTER = r"(?=[^\n]{0,60}[A-Za-z\x80-\xff])"
_AMOUNT = r"-?\d{1,3}(?:,\d{3}){1,2}|-?\d{1,7}(?:\.\d)?[kK]?"
_COUNT = rf"(?:(?P<points>{_AMOUNT})[ \t]*+{_POINTS}|score (?:hidden|below threshold))"
_REST = rf"[ \t]*+{_DOT}[ \t]*+(?P<rest>[^\n]{{0,80}}?)|[ \t]++\(\d{{1,6}} (?:children|child|repl(?:y|ies))\)"
_PERMALINK = rf"[ \t]++{_DOT}[ \t]++https?://[^\s]{{1,400}}+"
"""The address of the comment, as in our own text form."""
_END = rf"(?:{_REST})?(?:{_PERMALINK})?[ \t]*+\r?$"
_COLON = r"[ \t]?(?::|：)[ \t]*+\r?$"
_LINKS = r"(?P<links>(?:unvote|root|parent|prev|next|link|flag|reply|context|favorite|on)\b[^\n]{0,160})$"
_ON = "(?:On|Le|El|Em|Il giorno|Il|In data|在)"
_WROTE = "(?:wrote|writes|said|a écrit|escribió|escreveu|ha scritto|写道)"
_BY = "(?:[Pp]ost(?:ed)? by|[Cc]omment(?:ed)? by|[Rr]eply by|[Ww]ritten by|[Bb]y|[Ff]rom:?)"
_SENT = (
    "(?:Sent|Date|Gesendet|Datum|Envoyé|Enviado(?: el| em)?|Fecha|Data|Inviato|Verzonden|Skickat|Sendt|Dato|Wysłano"
    "|Отправлено|Дата|Надіслано|Lähetetty|Elküldve|送信日時|日時|发送时间|日期|寄件日期|보낸 날짜|날짜)"
)
"""What mail programs call the field of when a mail was sent."""
_FIELD_MARK = r"[ \t]?(?::|：)[ \t]*+"
_FIELD = r"\n[ \t>]{0,80}+[^\s:]{1,40}(?: [^\s:]{1,20}){0,2}(?::|：)[ \t][^\n]{0,400}"
_DIGIT = re.compile(rb"\d")
_COLON_SIGN = re.compile(":|：".encode())
COUNTED = re.compile(rf"(?:^|[ \t]){_COUNT}".encode())


def _lines(pattern: str) -> re.Pattern[bytes]:
    return re.compile(pattern.encode(), re.MULTILINE)


_MAIL_NAME = r"(?P<name>[^\s>][^\n]{0,120}?)[ \t]*+\r?"
_MAIL_TIME = r"(?P<time>(?=[^\n]{0,60}\d)[^\n]{8,60}?)[ \t]*+\r?"
_PIPE, _DOTTED, _DASHED = _lines(r"\|"), _lines(_DOT), _lines(rf"[ \t]{_DASH}[ \t]")
_POINTED = _lines(f"{_POINTS}|score ")

SHAPES = (
    Shape(
        "Name time | parent | next",
        _lines(rf"{_START}{_WORD}[ \t]++{_TIME}[ \t]++\|[ \t]++{_LINKS}"),
        mark=_PIPE,
        loose=True,
    ),
    Shape(
        "On DATE, Name wrote:",
        _lines(rf"{_MARGIN}{_ON}[ \t]?(?P<both>[^\n]{{6,160}}?)[ \t]?(?:\n[ \t>]*+)?{_WROTE}{_COLON}"),
        says=True,
    ),
    Shape(
        "Am DATE schrieb Name:",
        _lines(rf"{_MARGIN}(?:Am|Op|Den) {_TIME} (?:schrieb|schreef|skrev) {_NAME}{_COLON}"),
        mark=_lines("schrieb|schreef|skrev"),
        says=True,
    ),
    Shape(
        "From: Name, and Sent: time below",
        _lines(
            rf"{_MARGIN}{SENDER}{_FIELD_MARK}{_MAIL_NAME}(?:{_FIELD}){{0,2}}?"
            rf"\n[ \t>]{{0,80}}+{_SENT}{_FIELD_MARK}{_MAIL_TIME}(?:{_FIELD}){{0,5}}+$"
        ),
    ),
    Shape(
        "Date: time, and From: Name below",
        _lines(
            rf"{_MARGIN}(?:Message: \d{{1,4}}\r?\n)?{_SENT}{_FIELD_MARK}{_MAIL_TIME}"
            rf"\n[ \t>]{{0,80}}+{SENDER}{_FIELD_MARK}{_MAIL_NAME}(?:{_FIELD}){{0,6}}+$"
        ),
    ),
    Shape(
        "Name (12 points) time",
        _lines(rf"{_START}{_SCORED}[ \t]*+[(\[]?{_COUNT}[)\]]?[ \t]*+(?:{_DOT}|,|{_DASH})?[ \t]*+{_TIME}{_END}"),
        mark=_POINTED,
        loose=True,
    ),
    Shape(
        "Posted by Name on DATE",
        _lines(rf"{_START}{_BY}[ \t]++{_NAME}[ \t]*+(?:,|(?<=[ \t])(?:on|at)|»|{_DASH}|{_DOT})[ \t]++{_TIME}{_END}"),
        mark=_lines("[Bb]y[ \t]|[Ff]rom"),
    ),
    Shape(
        "Name · time",
        _lines(rf"{_START}{_NAME}[ \t]*+{_DOT}[ \t]*+(?:{_COUNT}[ \t]*+{_DOT}[ \t]*+)?{_TIME}{_END}"),
        mark=_DOTTED,
        loose=True,
    ),
    Shape("Name — time", _lines(rf"{_START}{_NAME}[ \t]++{_DASH}[ \t]++{_TIME}{_END}"), mark=_DASHED, max_words=5),
    Shape(
        "Name, time",
        _lines(rf"{_START}{_NAME},[ \t]++{_TIME}{_END}"),
        mark=_lines(",[ \t]"),
        times="clocked",
        max_words=5,
    ),
    Shape("Name time ago", _lines(rf"{_START}{_WORD}[ \t]++{_LETTER}{_TIME}{_END}"), times="relative"),
    Shape(
        "Name, and the time on the next line",
        _lines(rf"{_MARGIN}(?:(?:{_DOT}|{_DASH})[ \t]*+)?{_TIME}{_END}"),
        name_above=True,
        max_words=5,
    ),
    Shape(
        "Name (12 points)",
        _lines(rf"{_START}{_NAME}[ \t]*+[(\[]{_COUNT}[)\]]{_END}"),
        mark=_POINTED,
        times="none",
        max_words=4,
    ),
    Shape(
        "Name:", _lines(rf"{_MARGIN}(?P<name>[^\s>][^\n:]{{0,60}}?){_COLON}"), times="none", proper=True, max_words=4
    ),
)
"""Earlier shapes win where two occur equally often."""
