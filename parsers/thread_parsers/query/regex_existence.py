"""Forms of a regular expression that tell only whether a text has a hit, for many texts at once.

The texts are joined, with SEPARATOR before and after each, which none of them contains: no part of the expression may
match it, except before the beginning of a line.
There are two forms that give the same answer. One is as typed but for that. The other is *simple*, and several times
faster. Case is ignored by lowering the ASCII letters of the text. What does not change the answer is left out: of
`\\w+ing.*`, `\\wing` is left, and the engine is made to look for `ing` first.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import groupby
from math import inf
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.query.regex_parts import ASSERTION, CHARACTER, CLASS, CLOSE, OPEN, OR, OTHER, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thread_parsers.query.regex_parts import Part

MIN_LITERAL_CHARS = 2
"""Characters of a word that the engine is made to look for first."""
MAX_BEFORE_LITERAL = 64
"""Characters before it, which are then compared backwards."""
MAX_WRITTEN_OUT = 8
"""A class that is repeated up to so many times is written as often: the engine is faster then."""
MAX_SHORT_HIT = 1 << 9
"""Characters of a hit that is short."""

_APART = {
    ".": r"[^\n\x00]", r"\W": r"[^\w\x00]", r"\D": r"[^\d\x00]", r"\S": r"[^\s\x00]", "^": r"(?<![^\n\x00])",
    "$": r"(?![^\n\x00])",
}  # fmt: skip
"""Parts that match SEPARATOR, or do not take it for the end of a text, and what is written instead."""
_NEGATED = {r"\W", r"\D", r"\S"}
_UNKNOWN = re.compile(r"--|&&|\|\||~~|\0|\\(?![DSWdswnrt]|[!-/:-@\[-`{-~])")
"""In a class: operations on classes, and escapes that may stand for anything."""
_ELEMENT = re.compile(r"\\.|.", re.DOTALL)
_PLAIN_GROUP = re.compile(r"\((?:\?:|\?P?<\w+>)?")
_WITHOUT_WIDTH = {"(?=", "(?!", "(?<=", "(?<!"}
_ALIKE = {"i": ("İ", "ı"), "k": ("\u212a",), "s": ("ſ",), "ss": ("ß", "ẞ")}
"""Characters beyond ASCII that equal letters if case is ignored."""
_RANGES = ((0, ord("A") - 1), (ord("Z") + 1, 127), (0x3041, 0x9FFF), (0xAC00, 0xD7A3))
"""Characters between which a range has a letter of ASCII if and only if it has the small one, and no other case."""


class Existence(NamedTuple):
    """Whether texts have a hit of an expression."""

    typed: str
    """To be compiled with the flags of the expression."""
    simple: str | None
    """To be compiled without those for case. If case is ignored, ASCII has to be lower case in the text. None if that
    is not enough to ignore it."""
    is_short: bool
    """Whether the hits of the simple one have at most MAX_SHORT_HIT characters."""
    is_led: bool
    """Whether the simple one begins with a word."""
    alike: tuple[str, ...]
    """Texts that contain one of these need the expression as typed."""


def existence_of(body: str, *, caseless: bool) -> Existence | None:
    """The test for an expression. None for one that is not understood, or that may have an empty hit."""
    parts = _kept_apart(parts_of(body) or ())
    if not parts:
        return None
    branches = [_trimmed(_at_line(branch)) for branch in _branches(_without_groups(parts))]
    widths = [_width(branch) for branch in branches]
    if not all(least for least, _ in widths):
        return None
    simple: str | None = None
    if not caseless or all(map(_is_decided_by_lowering, parts)):
        simple = _literal_first(branches[0]) if len(branches) == 1 else "|".join(map(_written, branches))
    typed = "|".join("".join(part.text + part.repeat for part in _at_line(branch)) for branch in _branches(parts))
    return Existence(
        typed,
        simple,
        is_short=max(most for _, most in widths) <= MAX_SHORT_HIT,
        is_led=simple is not None and len(branches) == 1 and simple[:MIN_LITERAL_CHARS].isalnum(),
        alike=_alike(parts) if caseless else (),
    )


def _kept_apart(parts: Iterable[Part]) -> list[Part]:
    """The parts in a form in which none of them matches SEPARATOR; empty if that is not known."""
    found: list[Part] = []
    for part in parts:
        # What `{,}` and repeats of assertions mean is for the engine to say.
        if part.kind == OTHER or part.repeat in {"{}", "{,}"} or (part.kind == ASSERTION and part.repeat):
            return []
        text = _APART.get(part.text, part.text)
        if part.kind == CLASS and part.text[0] == "[":
            text = _class_apart(part.text[1:-1])
        if not text or text == "\0":
            return []
        found.append(part._replace(text=text))
    return found


def _class_apart(inside: str) -> str:
    """A class that does not match SEPARATOR; empty if that is not known."""
    if _UNKNOWN.search(inside):
        return ""
    if inside[0] == "^":
        return r"[^\x00" + ("\\" if inside[1] in "]-" else "") + inside[1:] + "]"
    elements = set(_ELEMENT.findall(inside))
    if any({element, element.lower()} <= elements for element in _NEGATED):
        return r"[^\x00]"
    return f"[{inside}]" if _NEGATED.isdisjoint(elements) else rf"(?:(?!\x00)[{inside}])"


def _without_groups(parts: list[Part]) -> list[Part]:
    """The parts without the parentheses that have no effect: not repeated, and without alternatives."""
    begun: list[int] = []
    divided: set[int] = set()
    left_out: set[int] = set()
    for at, part in enumerate(parts):
        if part.kind == OPEN:
            begun.append(at)
        elif part.kind == OR and begun:
            divided.add(begun[-1])
        elif part.kind == CLOSE:
            start = begun.pop()
            if _PLAIN_GROUP.fullmatch(parts[start].text) and start not in divided and not part.repeat:
                left_out |= {start, at}
    return [part for at, part in enumerate(parts) if at not in left_out]


def _branches(parts: list[Part]) -> Iterator[list[Part]]:
    """The alternatives outside groups."""
    depth = start = 0
    for at, part in enumerate(parts):
        depth += (part.kind == OPEN) - (part.kind == CLOSE)
        if part.kind == OR and not depth:
            yield parts[start:at]
            start = at + 1
    yield parts[start:]


def _at_line(branch: list[Part]) -> list[Part]:
    """A branch that begins with the line feed or SEPARATOR before a line instead of a look behind for it: the engine
    finds those faster."""
    is_at_line = branch and branch[0].text == _APART["^"]
    return [branch[0]._replace(text=r"[\n\x00]"), *branch[1:]] if is_at_line else branch


def _trimmed(branch: list[Part]) -> list[Part]:
    """A branch with the least at its ends: where a hit begins or ends with some characters of a class, there is one
    that begins or ends with as few of them as possible."""
    return _begun_late(_begun_late(branch)[::-1])[::-1]


def _begun_late(branch: list[Part]) -> list[Part]:
    for at, part in enumerate(branch):
        if part.kind not in (CHARACTER, CLASS) or part.is_fixed or part.is_possessive:
            return branch[at:]
        if part.least:
            times = f"{{{part.least}}}" if part.least > 1 else ""
            return [part._replace(repeat=times, most=part.least), *branch[at + 1 :]]
    return []


def _width(branch: Iterable[Part]) -> tuple[float, float]:
    """The least and the most characters of a hit."""
    outer: list[list[tuple[float, float]]] = []
    opened: list[str] = []
    sums = [(0.0, 0.0)]  # of the alternatives of a group
    for part in branch:
        inner = (1.0, 1.0) if part.kind in (CHARACTER, CLASS) else (0.0, 0.0)
        if part.kind == OPEN:
            outer.append(sums)
            opened.append(part.text)
            sums = [(0.0, 0.0)]
        elif part.kind == OR:
            sums.append((0.0, 0.0))
        elif part.kind == CLOSE:
            if opened.pop() not in _WITHOUT_WIDTH:
                inner = min(least for least, _ in sums), max(most for _, most in sums)
            sums = outer.pop()
        times = inf if part.most is None else part.most
        most = inner[1] * times if inner[1] and times else 0.0
        sums[-1] = sums[-1][0] + inner[0] * part.least, sums[-1][1] + most
    return sums[0]


def _literal_first(branch: list[Part]) -> str:
    """A branch, with a word that has classes before it in front of them: the engine finds words many times faster."""
    fixed = next((at for at, part in enumerate(branch) if not _has_place(part)), len(branch))
    runs = [list(run) for is_word, run in groupby(range(fixed), lambda at: _is_in_word(branch[at])) if is_word]
    run = max(runs, key=len, default=[])
    before = branch[: run[0]] if run else []
    is_last = len(run) < MIN_LITERAL_CHARS or not any(part.kind == CLASS for part in before)
    if is_last or sum(part.least for part in before) > MAX_BEFORE_LITERAL:
        return _written(branch)
    word = _written(branch[at] for at in run)
    return f"{word}(?<={_written(before)}{word}){_written(branch[run[-1] + 1 :])}"


def _has_place(part: Part) -> bool:
    """Whether it is known how many characters a part has."""
    return part.kind == ASSERTION or (part.kind in (CHARACTER, CLASS) and part.is_fixed)


def _is_in_word(part: Part) -> bool:
    return part.kind == CHARACTER and part.text.isalnum() and not part.repeat


def _written(parts: Iterable[Part]) -> str:
    return "".join(
        part.text * part.least
        if part.kind == CLASS and part.is_fixed and 1 <= part.least <= MAX_WRITTEN_OUT
        else part.text + part.repeat
        for part in parts
    )


def _is_decided_by_lowering(part: Part) -> bool:
    """Whether a part without capitals matches the same text with and without regard to case, if that is lower case."""
    if part.kind == CHARACTER:
        return _has_no_other_case(part.text[-1])
    if part.kind != CLASS:
        return True
    elements = _ELEMENT.findall(part.text)
    return all(map(_has_no_other_case, part.text)) and all(
        any(first <= ord(elements[at - 1][-1]) and ord(elements[at + 1][-1]) <= last for first, last in _RANGES)
        for at, element in enumerate(elements)
        if element == "-"
    )


def _has_no_other_case(char: str) -> bool:
    """Whether a character is of ASCII, or is equal to no other one if case is ignored, nor to a part of one."""
    return char.isascii() or (
        char.lower() == char.upper() == char.casefold() and unicodedata.category(char)[0] in "LPSZ"
        and unicodedata.category(char) != "Lm"
    )  # fmt: skip


def _alike(parts: Iterable[Part]) -> tuple[str, ...]:
    """The characters beyond ASCII that equal something in an expression without capitals."""
    elements = [element for part in parts for element in _ELEMENT.findall(part.text)]
    has_range = any(part.kind == CLASS and "-" in part.text for part in parts)
    return tuple(
        char
        for letters, chars in _ALIKE.items()
        if elements.count(letters[0]) >= len(letters) or (has_range and len(letters) == 1)
        for char in chars
    )
