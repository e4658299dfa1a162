"""Which layout the messages of a text have, if it is a chat. A wrong author is worse than none.

All heads of a layout are collected from the beginning of the text. They must occur again, say names, and names must be
written by people: words for levels of a log, headings and numbers are none.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.formats import Likeness
from thread_parsers.formats.chat import names
from thread_parsers.formats.chat.layouts import LAYOUTS, MIXED, Layout
from thread_parsers.formats.chat.stamps import has_year, is_stamp
from thread_parsers.formats.plain.names import LABELS
from thread_parsers.formats.plain.windows import matches
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Generator

    from thread_parsers.formats.chat.names import Said

_MAX_SAMPLE_HEADS = 1000
_SLICE_HEADS = 64
"""Heads between two yields."""
_MAX_LINES_PER_MESSAGE = 8
"""Lines with words for each message, unless the text begins with one: otherwise it is a text that quotes a chat."""
_LEVEL = re.compile(
    r"\W*(?:info|warn(?:ing)?|error|err|debug|trace|fatal|critical|notice|severe|verbose|exception|traceback)\W*$"
    r"|.*\b(?-i:INFO|WARN|WARNING|ERROR|DEBUG|TRACE|FATAL|NOTICE)\b|.*\[\d+\]$",
    re.IGNORECASE,
)
"""Names in logs of programs: levels, processes with their number."""
_PROGRAM = re.compile(r".*(?:\]|\))$|.*[/\\={}]")
"""The same where the layout alone does not tell a chat: places in programs, paths, fields."""
_LETTERS = re.compile(r"[^\W\d_]")
_SEVERAL_WORDS = re.compile(r"^(?=.* )(?=.*[^\W\d_])|[\u0e00-\u0edf\u1000-\u109f\u1780-\u17ff\u3040-\u9fff]{2}")
"""Words with blanks between them, or of a script that writes none: Thai, Lao, Burmese, Khmer, Japanese, Chinese."""
_PHONE = re.compile(r"[\u2068\u202a~\s]*\+\d[\d\s().\u2010-\u2015-]{6,20}[\u2069\u202c]?")
"""A phone number in place of a name, as WhatsApp writes it for people who are not in the contacts."""
_HANDLE = re.compile(r"@?\w*(?:[^\W\d_A-Z][A-Z]|\d|_)[\w.-]*|@\w+")
"""A name as only users have it: capitals or digits inside, underscores."""
_NOT_ALONE = re.compile(r"[:<>|*]")
"""Marks of a line that has more than a name in it."""
_FIELD = re.compile(r"\d+(?:\.\d+)?%?$")


class Kind(NamedTuple):
    """The kind of a stamp. All stamps of a file are of one kind."""

    dated: bool
    clocked: bool
    mark: str
    """What is between the numbers of the date."""
    with_year: bool = True


ANY_MARK = "*"
"""Instead of the mark of a kind: all kinds with date and time."""
_WITHOUT_DATE = (Kind(False, False, ""), Kind(False, True, ""))


class Head(NamedTuple):
    """The beginning of a message: characters of the text."""

    start: int
    said: Said | None
    line_end: int


class Detected(NamedTuple):
    """The layout of a chat, and what was seen of it."""

    layout: Layout
    kind: Kind
    heads: list[Head]
    score: float

    @property
    def known(self) -> frozenset[str]:
        """The names that occur at least twice in the sample."""
        found = Counter(head.said.name for head in self.heads if head.said)
        return frozenset(name for name, times in found.items() if name and times > 1)

    @property
    def reason(self) -> str:
        """For people: what was found."""
        more = " and more" if len(self.heads) >= _MAX_SAMPLE_HEADS else ""
        return f"{counted(len(self.heads), 'message')}{more} of the shape `{self.layout.title}`"


def kind_of(found: re.Match[str]) -> Kind:
    """The kind of a head's stamp."""
    date, clocked = found["date"], found["clock"] is not None
    if date is None:
        return _WITHOUT_DATE[clocked]
    mark = found["mark"]
    return Kind(True, clocked, mark) if mark else Kind(True, clocked, "", with_year=has_year(date))


def is_head(found: re.Match[str], kind: Kind) -> bool:
    """Whether a match of a layout has a stamp of a kind."""
    other = kind_of(found)
    if kind.mark == ANY_MARK:
        return other.dated and other.clocked and other.with_year
    return other == kind and is_stamp(found)


def said_by(layout: Layout, found: re.Match[str], line_end: int, known: frozenset[str]) -> Said | None:
    """The name of a head and where its words begin; None if it has no name."""
    text, at = found.string, found.end()
    match layout.style:
        case "colon":
            return names.colon(text, at, line_end, known)
        case "angle":
            return names.angle(text, at, line_end)
        case "tab":
            return names.separated(text, at, line_end, "\t")
        case "bar":
            return names.separated(text, at, line_end, "|│")
        case "below":
            return names.below(text, at, line_end)
        case "given":
            return names.Said(names.cleaned(found["name"] or ""), at)


def likeness(beginning: bytes) -> Generator[None, None, Likeness]:
    """How much the beginning of a source looks like a chat, in steps."""
    detected = yield from detect(beginning)
    if detected is None:
        return Likeness(0.0, "no repeated lines that begin with a time and a name")
    return Likeness(detected.score, detected.reason)


def detect(beginning: bytes) -> Generator[None, None, Detected | None]:
    """The layout with the most heads, if they are those of a chat. In steps."""
    text = beginning.decode("utf-8", "surrogateescape")
    best: Detected | None = None
    for layout in LAYOUTS:
        yield
        if not layout.quick.search(beginning):
            continue
        by_kind = yield from _by_kind(layout, text)
        for kind, heads in by_kind.items():
            yield
            if best is not None and _weight(heads) <= _weight(best.heads):
                continue
            score = _score(layout, kind, heads, text)
            if score:
                best = Detected(layout, kind, heads, score)
    return best if best is None else (yield from _mixed(best, text))


def _mixed(best: Detected, text: str) -> Generator[None, None, Detected]:
    """The same with the heads of other exports, if there are any."""
    kind = best.kind
    if not (best.layout.mixes and kind.dated and kind.clocked and kind.with_year):
        return best
    kind = kind._replace(mark=ANY_MARK)
    heads: list[Head] = []
    for number, found in enumerate(matches(MIXED.head, text, 0)):
        if found is None or number % _SLICE_HEADS == 0:
            yield
        if found is not None and is_head(found, kind):
            heads.append(_head(MIXED, found))
            if len(heads) >= _MAX_SAMPLE_HEADS:
                break
    return Detected(MIXED, kind, heads, best.score) if len(heads) > len(best.heads) else best


def _weight(heads: list[Head]) -> int:
    """The number of heads that are understood."""
    return sum(head.said is not None for head in heads)


def _by_kind(layout: Layout, text: str) -> Generator[None, None, dict[Kind, list[Head]]]:
    """The heads of a layout in a sample, by the kind of their stamps."""
    found: dict[Kind, list[Head]] = {}
    for number, match in enumerate(matches(layout.head, text, 0)):
        if match is None or number % _SLICE_HEADS == 0:
            yield
        if match is None or not is_stamp(match):
            continue
        kind = kind_of(match)
        if (layout.dated is not None and kind.dated != layout.dated) or (layout.clocked and not kind.clocked):
            continue
        heads = found.setdefault(kind, [])
        heads.append(_head(layout, match))
        if len(heads) >= _MAX_SAMPLE_HEADS:
            break
    return found


def _head(layout: Layout, found: re.Match[str]) -> Head:
    end = found.string.find("\n", found.end())
    end = end if end >= 0 else len(found.string)
    return Head(found.start(), said_by(layout, found, end, frozenset()), end)


def _score(layout: Layout, kind: Kind, heads: list[Head], text: str) -> float:
    """0 where the heads are not those of a chat."""
    said = [head.said for head in heads if head.said is not None]
    people = [names.without_badge(one.name)[0] if layout.below else one.name for one in said if one.name]
    certain = kind.dated and kind.clocked and layout.style in ("colon", "angle") and not layout.needs_names_again
    if (
        not people
        or not _are_names(people, certain=certain)
        or not any(_LETTERS.search(name) or _PHONE.fullmatch(name) for name in people)
    ):
        return 0.0
    judged = text if len(heads) < _MAX_SAMPLE_HEADS else text[: heads[-1].line_end]
    lines = sum(1 for line in judged.split("\n") if line.strip())
    first = not text[: heads[0].start].strip()
    again = len(set(people)) < len(people) or _are_handles(people, small=layout.bracketed)
    several = len(people) > 2 and len(set(people)) > 1
    if layout.below:
        return _score_below(layout, kind, heads, people, text)
    if len(people) < 2:
        return 0.55 if certain and first else 0.0
    if layout.style == "angle" or certain:
        # Many names, each of which occurs once, are a table.
        if not again and len(people) >= 20:
            return 0.0
        return 0.95 if first else 0.8 if _MAX_LINES_PER_MESSAGE * len(heads) >= lines else 0.0
    if layout.style == "given":
        return 0.9
    if layout.style in ("tab", "bar"):
        return 0.65 if several and again and 3 * len(heads) >= lines and _have_words(heads, text) else 0.0
    dense = 2 * len(heads) >= lines
    if layout.needs_names_again or not (layout.bracketed and kind.clocked):
        return 0.65 if several and again and dense else 0.0
    if dense:
        return 0.85 if len(people) > 2 and again else 0.0
    return 0.65 if len(people) > 2 and again and 4 * len(heads) >= lines else 0.0


def _score_below(layout: Layout, kind: Kind, heads: list[Head], people: list[str], text: str) -> float:
    """The same where the words are under the head."""
    again = layout.certain or len(set(people)) < len(people) or _are_handles(people, small=False)
    if layout.style == "given" and not layout.needs_names_again:  # a clock alone in brackets goes on with the same name
        again = again or any(head.said is not None and not head.said.name for head in heads)
    if len(people) < 2 or any(_NOT_ALONE.search(name) or len(name.split()) > 5 for name in people):
        return 0.0
    if layout.apart and 5 * sum(_is_apart(text, head.start) for head in heads) < 4 * len(heads):
        return 0.0
    with_words = sum(bool(text[head.line_end + 1 : head.line_end + 80].partition("\n")[0].strip()) for head in heads)
    if layout.style == "below" and layout.needs_names_again and len(set(people)) < 2:
        return 0.0  # the same text after every time is a place, not a name: "来自北京"
    if 3 * with_words < 2 * len(heads) or (layout.needs_names_again and not (again and len(people) > 2)):
        return 0.0
    return 0.75 if kind.dated else 0.65 if again else 0.0


def _is_apart(text: str, start: int) -> bool:
    """Whether the line above a place is blank, or none."""
    return not text[max(0, start - 80) : max(0, start - 1)].rpartition("\n")[2].strip()


def _are_names(people: list[str], *, certain: bool) -> bool:
    """Whether names are those of people. Shares are written without division: a third, a half."""
    levels = sum(bool(_LEVEL.match(name)) for name in people)
    labels = sum(name.casefold() in LABELS or bool(_FIELD.match(name)) for name in people)
    if 3 * levels >= len(people) or 2 * labels >= len(people):
        return False
    return certain or 3 * sum(bool(_PROGRAM.match(name)) or len(name.split()) > 5 for name in people) < len(people)


def _are_handles(people: list[str], *, small: bool) -> bool:
    """Whether most names are those of users, so that none has to occur again. `small`: also words in small letters."""
    handles = sum(bool(_HANDLE.fullmatch(name)) or (small and name.islower()) for name in people)
    return len(people) > 2 and 3 * handles >= 2 * len(people)


def _have_words(heads: list[Head], text: str) -> bool:
    """Whether most messages say more than a word or a number."""
    rests = [text[head.said.words : head.line_end].strip() for head in heads if head.said]
    return 2 * sum(bool(_SEVERAL_WORDS.search(rest)) for rest in rests) >= len(rests)
