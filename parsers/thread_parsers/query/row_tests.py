"""A query as tests of the rows of a table of comments, for engines that know neither folding nor threads.

A row is that of one comment, with the columns of docs/bulk.md. Of each query there are two tests: every comment that
matches passes the first, and every one that passes the second matches. Where they are the same, the rows decide;
between them, `evaluate` does, which defines what matches.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.bodies.wikitext import CHANGES_WORDS
from thread_parsers.figures.candidates import IN_SCALE_WORDS
from thread_parsers.figures.numerals import digits
from thread_parsers.query.has_and_is import QUESTION_MARKS
from thread_parsers.query.nodes import (
    ACCEPTED,
    BADGE,
    DELETED,
    DEPTH,
    EDITED,
    HAS_LINK,
    HAS_NUMBER,
    HAS_QUESTION,
    HAS_QUOTE,
    HOUR,
    LIKES,
    NEW,
    NOTED,
    REPLIES,
    SEGMENTS,
    STARRED,
    TIME,
    UNREAD,
    WORDS,
    And,
    CommentTest,
    Contains,
    InArticle,
    Not,
    Or,
    SegmentTest,
    Within,
)
from thread_parsers.query.required import HasAddress, HasText, Named, Spells, States, required
from thread_parsers.query.stand_ins import (
    FOLDS_BEYOND_ASCII,
    is_written_by_letters,
    is_written_in_one_way,
    ligatures,
    re2_class,
    spelling,
    stand_ins,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from thread_parsers.figures.figure import Value
    from thread_parsers.query.nodes import Node

MAX_TESTS = 200
"""Tests that are joined. More of them, as in pasted text, exclude hardly any more rows."""
ZONES_SECONDS = 2 * 24 * 60 * 60
"""More than the clocks of two zones can differ."""

DECLARED, CHARACTERS = "declared", "characters"
"""Numbers of a row besides those of queries: replies that the page declares, or 0, and characters of the text."""
STATED_BADGE, GONE, ZONED, REPLY, LINKED = "badge", "gone", "zoned", "reply", "linked"
"""What holds for a row or not: it has a badge, a state of GONE_STATES, a zone, a parent, links behind its words."""
COMMENT, VISIBLE, AUTHOR = "comment", "visible", "author"
"""The texts of a row: its segments, with line feeds between them, the same without what `stand_ins.invisible` matches,
and the name of its author, without it, too."""


@dataclass(frozen=True, slots=True)
class Between:
    """A number of the row is known, and within limits, of which there is at least one; None for no limit."""

    number: str
    least: int | None
    most: int | None


@dataclass(frozen=True, slots=True)
class Holds:
    """Something holds for the row."""

    fact: str


@dataclass(frozen=True, slots=True)
class Includes:
    """A text of the row contains some letters and digits; without case, they are in lower case, and those of ASCII are
    found in any case."""

    text: str
    letters: str
    caseless: bool


@dataclass(frozen=True, slots=True)
class Matches:
    """A text of the row has a match of a regular expression of RE2."""

    text: str
    expression: str


@dataclass(frozen=True, slots=True)
class Parent:
    """The comment that is answered passes a test."""

    test: RowTest


@dataclass(frozen=True, slots=True)
class AllOf:
    """All tests pass; without any, every row does."""

    tests: tuple[RowTest, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One of the tests passes; without any, no row does."""

    tests: tuple[RowTest, ...]


@dataclass(frozen=True, slots=True)
class NotThis:
    """A test does not pass."""

    test: RowTest


RowTest = Between | Holds | Includes | Matches | Parent | AllOf | AnyOf | NotThis
ALWAYS, NEVER = AllOf(()), AnyOf(())


class RowTests(NamedTuple):
    """The tests of a query."""

    possible: RowTest
    """Every comment that matches passes it."""
    certain: RowTest
    """Every comment that passes it matches."""

    @property
    def is_exact(self) -> bool:
        """Whether the rows decide what matches."""
        return self.possible == self.certain


UNKNOWN, NOTHING = RowTests(ALWAYS, NEVER), RowTests(NEVER, NEVER)


def row_tests(node: Node) -> RowTests:
    """The tests for a node of a query. The recursion ends with its parentheses, whose nesting is limited."""
    match node:
        case And(parts):
            tests = [row_tests(part) for part in parts]
            # What is certain is so of whole comments, and not of one of their segments.
            return RowTests(
                _all(each.possible for each in tests),
                _if_few(_all, [each.certain for each in tests], NEVER),
            )
        case Or(parts):
            tests = [row_tests(part) for part in parts]
            return RowTests(
                _if_few(_any, [each.possible for each in tests], ALWAYS),
                _any(each.certain for each in tests),
            )
        case Not(part):
            possible, certain = row_tests(part)
            return RowTests(_negated(certain), _negated(possible))
        case InArticle():
            return NOTHING
        case Contains() | SegmentTest() | CommentTest():
            return _of_test(node)


def _of_test(test: Contains | SegmentTest | CommentTest) -> RowTests:
    match required(test):
        case HasText(needle, caseless):
            return RowTests(_spelled(VISIBLE, _runs(needle), caseless=caseless), NEVER)
        case Spells(words):
            spelled = [_spelled(VISIBLE, [word], caseless=True) for word in words]
            return RowTests(_if_few(_any, spelled, ALWAYS), NEVER)
        case Named(names, of_parent):
            runs = [run for name, _ in names for run in _runs(name)]
            named = _spelled(AUTHOR, runs, caseless=True)
            return RowTests(_all([Holds(REPLY), Parent(named)]) if of_parent else named, NEVER)
        case States(value):
            return RowTests(_states(value), NEVER)
        case HasAddress(part):
            written = _spelled(COMMENT, re.findall("[A-Za-z0-9]+", part), caseless=True)
            return RowTests(_any([Holds(LINKED), written]), NEVER)
        case Within(quantity) as within if quantity in _WITHIN:
            possible, certain = _WITHIN[quantity](within)
            return RowTests(possible, certain if isinstance(test, CommentTest) and test.is_within else NEVER)
        case _:
            return UNKNOWN


def _runs(folded: str) -> list[str]:
    """What a text contains, once it is folded, that contains a folded one: letters and digits in a row, unless its
    characters are unsure."""
    runs = list[str]()
    for word in re.findall(r"[^\W_]+", folded):
        runs += [word] if is_written_by_letters(word) else re.findall("[A-Za-z0-9]+", word)
    return runs


def _spelled(text: str, runs: Sequence[str], *, caseless: bool) -> RowTest:
    """A text contains all of some runs, or a character that may stand for a part of one, or for nothing."""
    if not runs:
        return ALWAYS
    found = [_run(text, run, caseless=caseless) for run in runs]
    letters = "".join(runs)
    of_ascii = letters.isascii()
    unsure = [stand_ins("".join(filter(str.isascii, letters)))]
    unsure += [] if of_ascii else [re2_class(FOLDS_BEYOND_ASCII.pattern), ligatures(letters)]
    unsure += [CHANGES_WORDS] if text == VISIBLE else []
    where = COMMENT if text == VISIBLE and of_ascii else text  # it has no more of these, and is there already
    expression = "|".join(filter(None, unsure))
    return _any([_all(found), Matches(where, expression)] if expression else [_all(found)])


def _run(text: str, run: str, *, caseless: bool) -> RowTest:
    if is_written_in_one_way(run):
        return Includes(text, run.lower() if caseless else run, caseless)
    return Matches(text, spelling(run, caseless=caseless))


def _states(value: Value) -> RowTest:
    """A text has the digits of a value, or numbers in words or other scripts. All scales in letters but the dozen are
    powers of ten. Dates and years may be stated with other digits."""
    wanted = set() if value.kind in {"date", "year"} else set("123456789").intersection(digits(value.amount))
    stated = [Includes(COMMENT, digit, caseless=False) for digit in sorted(wanted)]
    of_digits = _all(stated) if stated else Matches(COMMENT, "[0-9]")
    return _any([of_digits, Matches(COMMENT, f"{_OTHER_NUMBERS}|(?i:{'|'.join(IN_SCALE_WORDS)})|{CHANGES_WORDS}")])


_OTHER_NUMBERS = (
    r"[\x{80}-\x{9f}\x{b2}\x{b3}\x{b9}\x{bc}-\x{be}\x{600}-\x{1dff}\x{1f00}-\x{1fff}\x{2030}-\x{209f}"
    r"\x{20d0}-\x{10ffff}]"
)
"""Characters beyond ASCII that may be numbers, or a part of one, by their blocks: not those of Latin, Greek, Cyrillic,
Armenian and Hebrew letters, spaces, dashes, quotes and currencies."""


def _all(tests: Iterable[RowTest]) -> RowTest:
    """All of some tests; if they are many, the first ones."""
    kept = [test for test in dict.fromkeys(tests) if test != ALWAYS][:MAX_TESTS]
    return NEVER if NEVER in kept else kept[0] if len(kept) == 1 else AllOf(tuple(kept))


def _any(tests: Iterable[RowTest]) -> RowTest:
    """Any of some tests; if they are many, of the first ones."""
    kept = [test for test in dict.fromkeys(tests) if test != NEVER][:MAX_TESTS]
    return ALWAYS if ALWAYS in kept else kept[0] if len(kept) == 1 else AnyOf(tuple(kept))


def _if_few(join: Callable[[Iterable[RowTest]], RowTest], tests: Sequence[RowTest], otherwise: RowTest) -> RowTest:
    return join(tests) if len(dict.fromkeys(tests)) <= MAX_TESTS else otherwise


def _negated(test: RowTest) -> RowTest:
    match test:
        case AllOf(()):
            return NEVER
        case AnyOf(()):
            return ALWAYS
        case NotThis(inner):
            return inner
        case _:
            return NotThis(test)


def _exact(test: RowTest) -> RowTests:
    return RowTests(test, test)


def _number(within: Within) -> RowTests:
    return _exact(Between(within.quantity, within.least, within.most))


def _time(within: Within) -> RowTests:
    """A time with a zone is compared by the clock of the discussion, which its row does not have."""
    without, zoned = NotThis(Holds(ZONED)), Holds(ZONED)
    here = AllOf((without, Between(TIME, within.least, within.most)))
    wide, narrow = (
        Between(
            TIME,
            None if within.least is None else within.least - slack,
            None if within.most is None else within.most + slack,
        )
        for slack in (ZONES_SECONDS, -ZONES_SECONDS)
    )
    return RowTests(AnyOf((here, AllOf((zoned, wide)))), AnyOf((here, AllOf((zoned, narrow)))))


def _replies(within: Within) -> RowTests:
    """Direct replies are counted, unless the page declares more."""
    possible = ALWAYS if within.most is None else Between(DECLARED, None, within.most)
    return RowTests(possible, Between(DECLARED, within.least, None) if within.most is None else NEVER)


def _words(within: Within) -> RowTests:
    """A word has at least one character."""
    return RowTests(Between(CHARACTERS, within.least, None) if (within.least or 0) > 0 else ALWAYS, NEVER)


def _link(_: Within) -> RowTests:
    return RowTests(AnyOf((Holds(LINKED), Matches(COMMENT, r"(?i:http|www\.|ma[i\x{130}\x{131}]lto:)"))), NEVER)


def _fact(fact: str) -> Callable[[Within], RowTests]:
    return lambda _: _exact(Holds(fact))


def _characters(expression: str) -> Callable[[Within], RowTests]:
    return lambda _: RowTests(Matches(COMMENT, expression), NEVER)


_WITHIN: dict[str, Callable[[Within], RowTests]] = {
    **dict.fromkeys((LIKES, DEPTH, HOUR, SEGMENTS), _number),
    TIME: _time,
    REPLIES: _replies,
    WORDS: _words,
    DELETED: _fact(GONE),
    ACCEPTED: _fact(ACCEPTED),
    EDITED: _fact(EDITED),
    BADGE: _fact(STATED_BADGE),
    HAS_LINK: _link,
    HAS_NUMBER: _characters(r"[0-9]|[^\x00-\x7f]"),
    HAS_QUESTION: _characters(f"[{re2_class(QUESTION_MARKS)}]"),
    HAS_QUOTE: _characters(r'[>"\x{ab}\x{201c}\x{201e}\x{300c}\x{300e}]'),
    **dict.fromkeys((UNREAD, STARRED, NEW, NOTED), lambda _: NOTHING),
}
"""What the rows say of quantities. Nothing is known of the user: a comment is neither read nor marked."""
