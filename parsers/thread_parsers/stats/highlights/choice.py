"""Which of the comments that the rules name are listed: the first of each rule, then the second, as time allows."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING

from thread_parsers.stats.highlights.rules import RULES, Evidence, Reason
from thread_parsers.steps import run_to_end
from thread_parsers.text.reading_time import WORDS_A_MINUTE, seconds, unspaced_share
from thread_parsers.text.word_count import count_in_steps

if TYPE_CHECKING:
    from collections.abc import Container, Generator, Iterable

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats.figure_stats import FigureStats

MAX_HIGHLIGHTS = 12
MAX_A_RULE = 4
"""Highlights that stand under one rule."""
MAX_SECONDS = 5 * 60.0
"""How long all highlights together may take to read."""
MAX_BYTES = 1 << 15
"""A comment of more bytes takes longer than that at any usual pace, and is not listed. No word is counted for that."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """A comment to read first."""

    row: int
    """The index of the comment."""
    reasons: tuple[Reason, ...]
    """Why it is listed, at least one: the rule under which it stands, then those that name it as well."""
    words: int
    """Words of the comment."""
    seconds: float
    """How long it takes to read."""

    @property
    def rule(self) -> str:
        """The name of the rule under which it stands."""
        return self.reasons[0].rule


def highlights(
    discussion: Discussion,
    figures: FigureStats | None = None,
    pace: int = WORDS_A_MINUTE,
    among: Container[int] | None = None,
) -> tuple[Highlight, ...]:
    """`highlights_in_steps` at once."""
    return run_to_end(highlights_in_steps(discussion, figures, pace, among))


def highlights_in_steps(
    discussion: Discussion,
    figures: FigureStats | None = None,
    pace: int = WORDS_A_MINUTE,
    among: Container[int] | None = None,
) -> Generator[None, None, tuple[Highlight, ...]]:
    """The highlights in the order of the rules, in slices of a few milliseconds.

    `figures` are those of the stats; without them no comment is listed for a figure. `pace` is in words a minute.
    `among`: the comments that may be listed; None for all.
    """
    named: list[list[Reason]] = []
    for rule in RULES:
        named.append((yield from rule.reasons(Evidence(discussion, figures, among))))
        yield
    chosen: dict[int, Highlight] = {}
    left = MAX_SECONDS
    for reason in _by_turns(named):
        if len(chosen) >= MAX_HIGHLIGHTS:
            break
        of_rule = sum(each.rule == reason.rule for each in chosen.values())
        if reason.row in chosen or of_rule >= MAX_A_RULE:
            continue
        size = yield from _size(discussion, reason.row, pace)
        if size is not None and size[1] <= left:
            left -= size[1]
            others = (each for reasons in named for each in reasons if each.row == reason.row and each != reason)
            chosen[reason.row] = Highlight(reason.row, (reason, *others), *size)
    order = [rule.name for rule in RULES]
    # Within a rule they stay in its order.
    return tuple(sorted(chosen.values(), key=lambda each: order.index(each.rule)))


def minutes(chosen: Iterable[Highlight]) -> int:
    """How long highlights take to read, in minutes, rounded up."""
    return math.ceil(sum(each.seconds for each in chosen) / 60)


def _by_turns(named: list[list[Reason]]) -> Iterable[Reason]:
    """The first reason of each rule, then the second of each, and so on."""
    return (reason for turn in zip_longest(*named) for reason in turn if reason is not None)


def _size(discussion: Discussion, row: int, pace: int) -> Generator[None, None, tuple[int, float] | None]:
    """Words of a comment and the seconds that they take; None for one without text, or with too much."""
    columns = discussion.columns
    if columns.body_end[row] - columns.body_start[row] > MAX_BYTES:
        return None
    body = discussion.text.read(columns.body_start[row], columns.body_end[row])
    words = yield from count_in_steps(body)
    share = 0.0 if body.isascii() else unspaced_share(body.decode("utf-8", "replace"))
    return (words, seconds(words, pace, share)) if words else None
