"""The table of layouts: where the stamp of a message is, and where its name and its words are.

A *frame* is what is around the stamp (`[12:03] `, `12/03/24, 18:20 - `); a *style* is what follows it (`name: words`,
`<name> words`, ...). A file has one layout: a frame with a style, and stamps of one kind.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from thread_parsers.formats.chat.names import MARKS, SENT_FROM, SENT_TO
from thread_parsers.formats.chat.stamps import CLOCK, ERA, SPACE, STAMP, STAMP_BEFORE_A_NAME, STAMP_WITH_TIME_FIRST

Style = Literal["colon", "angle", "tab", "bar", "below", "given"]
"""What follows the stamp: `name: words`; `<name> words` and other lines of IRC; tab, name, tab, words; `name | words`;
the name alone, with the words on the next lines. `given`: the name is in the frame itself."""


@dataclass(frozen=True)
class Layout:
    """A row of the table."""

    title: str
    """For people: `[time] name: words`."""
    style: Style
    pattern: str
    """What a head begins with, from the beginning of the line up to the words or the name."""
    sign: str
    """A quick test: bytes without it have no such head."""
    dated: bool | None = None
    """Whether stamps must have a date (True) or must not (False)."""
    clocked: bool = False
    """Whether stamps must have a time of day."""
    needs_names_again: bool = False
    """Whether names must occur again, since other texts have lines of this shape: programmes, logs, tables."""
    mixes: bool = False
    """Whether lines in the other such layouts, and with other dates, are messages too if all have date and time: an
    export may be joined from the exports of several phones."""
    bracketed: bool = False
    """Whether the stamp is in brackets, which few other texts have."""
    below: bool = False
    """Whether the words are on the lines under the head."""
    certain: bool = False
    """Whether heads have words that only chats have, so that no name must occur again."""
    apart: bool = False
    """Whether heads have two lines and must follow blank lines."""

    @cached_property
    def head(self) -> re.Pattern[str]:
        """The pattern, compiled when it is first needed."""
        return re.compile(self.pattern, re.MULTILINE)

    @cached_property
    def quick(self) -> re.Pattern[bytes]:
        """The sign, compiled when it is first needed."""
        return re.compile(self.sign.encode(), re.MULTILINE)


_G = f"[{MARKS}]{{0,6}}+"
_START = rf"^{_G}{SPACE}{{0,3}}{_G}"
_NOTE = r"(?: \| (?P<note>[^\]\n|]{1,60}))?"
"""What Skype writes behind a stamp: `| Edited 14:05:11`."""
_BRACKET = rf"{_START}[\[(]{_G}{SPACE}?{STAMP}{_NOTE}{SPACE}?[\])]{_G}{SPACE}{{0,2}}{_G}"
_RULE = rf"(?:-{SPACE})?"
"""Between brackets and a name in old exports: `[time] - name: words`."""
_DIGIT = rf"(?=\d|[A-Z][a-z]{{2}} \d|[上下午]午?[午前後]?\d|오[전후] ?\d|{ERA}\d)"
"""How bare stamps begin: with a digit, a month, a half of the day, or an era of Japan."""
_BARE = rf"{_START}{_DIGIT}{STAMP}"
_BEFORE_A_NAME = rf"{_START}{_DIGIT}{STAMP_BEFORE_A_NAME}"
_DAY = (
    rf"(?:(?P<day>\d{{1,2}}[./-]\d{{1,2}}\.?(?:[./-]?\d{{2,4}})?|[^\W\d_]{{2,14}}(?: \d{{1,2}}\.?)?),?{SPACE}{{1,2}})?"
)
"""A day without a year, or its name: "1/15", "Monday", "Yesterday". Such days are kept as written."""
_DAY_AND_CLOCK = rf"{_START}\[{_DAY}{CLOCK}(?:{SPACE}(?P<half>[AaPp]\.?[Mm]\.?))?\]{SPACE}{{1,2}}"
_DASH = rf"{_BARE}{SPACE}{{1,2}}{_G}[-–—]{_G}{SPACE}{_G}"
_NAME = r"(?P<name>[^\s\[\](){}<>,:;|\d/][^\n\[\](){}<>,:;|]{0,59}?)"

_CLOCK_IN_BRACKETS = r"^\W{0,16}\[[^\]\n]{0,24}\d[:.]\d\d"
_SENT = rf"\d[:.]\d\d[^\n]{{0,14}}{SENT_FROM}[ \t]"
_CLOCK_AND_NAME = (
    r"^[ \t]{0,24}(?:\d|[A-Z][a-z]{2} )[^\n]{5,40}\d[:.]\d\d[^\n]{0,100}\n[ \t]{0,24}[^\s:|<>][^\n:|<>]{0,99}$"
)
_IN_BRACKETS = r"^[^\w\n]{0,16}[\[(]"
_IRC_WORDS = r"(?=<|\*|-!-|-->|<--|==|=!=|→|←|•)"

MIXED = Layout(
    "[time] name: words, time - name: words", "colon",
    rf"{_START}(?:[\[(]{_G})?{STAMP}(?:[\])]{_G}{SPACE}{{0,2}}{_G}{_RULE}|{SPACE}{{1,2}}{_G}[-–—]{_G}{SPACE}{_G})", "",
)  # fmt: skip
"""All layouts that mix."""

LAYOUTS = (
    Layout("[time] name: words", "colon", _BRACKET + _RULE, _IN_BRACKETS, bracketed=True, mixes=True),
    Layout("time - name: words", "colon", _DASH, " (?:-|–|—) ", mixes=True),
    Layout("date time: name: words", "colon", rf"{_BARE}:{SPACE}{_G}", ":[ ]", dated=True, clocked=True),
    Layout("date time, name: words", "colon", rf"{_BARE},{SPACE}{_G}", ",", dated=True, clocked=True),
    Layout(
        "[time date] name: words", "colon", rf"{_START}[\[(]{_G}{STAMP_WITH_TIME_FIRST}[\])]{_G}{SPACE}{{0,2}}{_G}",
        _IN_BRACKETS, bracketed=True,
    ),
    Layout(
        "time date - name: words", "colon",
        rf"{_START}(?=\S){STAMP_WITH_TIME_FIRST}{SPACE}{{1,2}}{_G}[-–—]{_G}{SPACE}{_G}", " (?:-|–|—) ",
    ),
    Layout("[time] <name> words", "angle", rf"{_BRACKET}{_IRC_WORDS}", _IN_BRACKETS),
    Layout("time <name> words", "angle", rf"{_BARE}{SPACE}{{1,3}}{_IRC_WORDS}", r"^[^\n]{4,40}(?:<|\*|-!-)"),
    Layout("time, tab, name, tab, words", "tab", rf"{_BARE}\t", "\t", needs_names_again=True),
    Layout(
        "time From name To name, and words below", "given",
        rf"{_START}{_DIGIT}{STAMP_BEFORE_A_NAME}{SPACE}{{1,4}}{SENT_FROM}{SPACE}{{1,3}}(?P<name>[^\s:][^:\n]{{0,59}}?)"
        rf"{SPACE}{{1,3}}{SENT_TO}{SPACE}{{1,3}}[^:\n]{{1,80}}:{SPACE}{{0,2}}\r?$", _SENT, below=True,
        certain=True,
    ),
    Layout(
        "time name: words", "colon", rf"{_BEFORE_A_NAME}{SPACE}{{1,2}}{_G}(?=[\w@~])", ":[ ]", needs_names_again=True,
    ),
    Layout(
        "time name | words", "bar", rf"{_BEFORE_A_NAME}{SPACE}{{1,30}}(?=[^|│\n]{{1,40}}[|│])", r"(?:\||│)",
        needs_names_again=True,
    ),
    Layout(
        "[name] [time] words", "given",
        rf"{_START}\[(?P<name>[^\[\]\n]{{1,60}})\]{SPACE}\[{STAMP}\]{SPACE}{{0,2}}", r"\] ?\[",
    ),
    Layout("[time] name, and words below", "below", _BRACKET, _IN_BRACKETS, below=True),
    Layout(
        "[day time] name: words", "colon", _DAY_AND_CLOCK, _CLOCK_IN_BRACKETS, dated=False, clocked=True,
        bracketed=True,
    ),
    Layout("[day time] name, and words below", "below", _DAY_AND_CLOCK, _CLOCK_IN_BRACKETS, dated=False, below=True),
    Layout(
        "time, name below, words under it", "given",
        rf"^[ \t]{{0,24}}{_DIGIT}{STAMP_BEFORE_A_NAME}(?:{SPACE}\([^()\n]{{1,80}}\))?{SPACE}{{0,2}}\r?\n"
        rf"[ \t]{{0,24}}(?P<name>[^\s:|<>][^\n:|<>]{{0,59}}?){SPACE}{{0,2}}\r?$", _CLOCK_AND_NAME,
        dated=True, clocked=True, needs_names_again=True, below=True, apart=True,
    ),
    Layout(
        "name, [time], and words below", "given",
        rf"{_START}(?:(?P<name>[^\n\[\]]{{1,60}}?),? )?\[{STAMP}\]:?{SPACE}{{0,2}}$", r"\]:?\s*$", below=True,
    ),
    Layout(
        "name  time, and words below", "given",
        rf"{_START}(?:{_NAME}(?:{SPACE}{{2,4}}|\t))?{CLOCK}(?:{SPACE}(?P<half>[AaPp]\.?[Mm]\.?))?{SPACE}{{0,2}}$",
        r"\d:\d\d(?: ?[AaPp]\.?[Mm]\.?)?\s*$", dated=False, needs_names_again=True, below=True,
    ),
    Layout(
        "date time name, and words below", "below", rf"{_BEFORE_A_NAME}{SPACE}{{1,2}}", r"\d:\d\d", dated=True,
        needs_names_again=True, below=True,
    ),
)  # fmt: skip
"""All layouts. Earlier ones win where two occur equally often."""
