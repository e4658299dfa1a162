"""A query as tests of the rows of a table of comments, for engines that know neither folding nor threads.

A row is that of one comment, with the columns of docs/bulk.md. Of each query there are two tests: every comment that
matches passes the first, and every one that passes the second matches. Where they are the same, the rows decide;
between them, `evaluate` does, which defines what matches.
"""

from __future__ import annotations

import re
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
from thread_parsers.query.row_test_kinds import (
    ALWAYS,
    AUTHOR,
    CHARACTERS,
    COMMENT,
    DECLARED,
    GONE,
    LINKED,
    NEVER,
    REPLY,
    STATED_BADGE,
    VISIBLE,
    ZONED,
    AllOf,
    AnyOf,
    Between,
    Holds,
    Includes,
    Matches,
    NotThis,
    Parent,
    all_of,
    any_of,
    if_few,
    negated,
)
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
    from collections.abc import Callable, Sequence

    from thread_parsers.figures.figure import Value
    from thread_parsers.query.nodes import Node
    from thread_parsers.query.row_test_kinds import RowTest

ZONES_SECONDS = 2 * 24 * 60 * 60
"""More than the clocks of two zones can differ."""


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
                all_of(each.possible for each in tests),
                if_few(all_of, [each.certain for each in tests], NEVER),
            )
        case Or(parts):
            tests = [row_tests(part) for part in parts]
            return RowTests(
                if_few(any_of, [each.possible for each in tests], ALWAYS),
                any_of(each.certain for each in tests),
            )
        case Not(part):
            possible, certain = row_tests(part)
            return RowTests(negated(certain), negated(possible))
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
            return RowTests(if_few(any_of, spelled, ALWAYS), NEVER)
        case Named(names, of_parent):
            runs = [run for name, _ in names for run in _runs(name)]
            named = _spelled(AUTHOR, runs, caseless=True)
            return RowTests(all_of([Holds(REPLY), Parent(named)]) if of_parent else named, NEVER)
        case States(value):
            return RowTests(_states(value), NEVER)
        case HasAddress(part):
            written = _spelled(COMMENT, re.findall("[A-Za-z0-9]+", part), caseless=True)
            return RowTests(any_of([Holds(LINKED), written]), NEVER)
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
    return any_of([all_of(found), Matches(where, expression)] if expression else [all_of(found)])


def _run(text: str, run: str, *, caseless: bool) -> RowTest:
    if is_written_in_one_way(run):
        return Includes(text, run.lower() if caseless else run, caseless)
    return Matches(text, spelling(run, caseless=caseless))


def _states(value: Value) -> RowTest:
    """A text has the digits of a value, or numbers in words or other scripts. All scales in letters but the dozen are
    powers of ten. Dates and years may be stated with other digits."""
    wanted = set() if value.kind in {"date", "year"} else set("123456789").intersection(digits(value.amount))
    stated = [Includes(COMMENT, digit, caseless=False) for digit in sorted(wanted)]
    of_digits = all_of(stated) if stated else Matches(COMMENT, "[0-9]")
    return any_of([of_digits, Matches(COMMENT, f"{_OTHER_NUMBERS}|(?i:{'|'.join(IN_SCALE_WORDS)})|{CHANGES_WORDS}")])


_OTHER_NUMBERS = (
    r"[\x{80}-\x{9f}\x{b2}\x{b3}\x{b9}\x{bc}-\x{be}\x{600}-\x{1dff}\x{1f00}-\x{1fff}\x{2030}-\x{209f}"
    r"\x{20d0}-\x{10ffff}]"
)
"""Characters beyond ASCII that may be numbers, or a part of one, by their blocks: not those of Latin, Greek, Cyrillic,
Armenian and Hebrew letters, spaces, dashes, quotes and currencies."""


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
