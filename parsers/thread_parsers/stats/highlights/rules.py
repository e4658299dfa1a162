"""The rules by which highlights are chosen, as a table. Each ranks comments by something that can be counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.discussion.columns import NO_SCORE, NO_TIME
from thread_parsers.discussion.roles import is_by_original_poster, original_poster
from thread_parsers.stats.highlights.quotations import quoted_by
from thread_parsers.text.counted import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Generator, Iterable, Sequence

    from thread_parsers.discussion.columns import Columns
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.figures.figure import Value
    from thread_parsers.stats.figure_stats import FigureStats, Stated

MAX_REASONS = 12
"""Comments that one rule names: no more are listed."""
MIN_QUOTING = 2
"""The least others who quote a comment that stands out."""
MAX_WITH_ONE = 4
"""Comments that may have one reply, or one like, where none has more: if there are more of them, none stands out."""
MIN_REPEATING = 1
"""The least others who repeat a figure."""
MIN_NUMBER = 13
"""The least number without a unit that counts as a figure: hours, months and dozens say nothing."""
SLICE_ROWS = 1 << 12
"""Comments between two yields."""


class Evidence(NamedTuple):
    """What the rules look at."""

    discussion: Discussion
    figures: FigureStats | None
    among: Container[int] | None = None
    """The comments that may be named; None for all."""

    def may_name(self, row: int) -> bool:
        """Whether a comment may be named."""
        return self.among is None or row in self.among


class Reason(NamedTuple):
    """Why a comment is listed."""

    row: int
    """The index of the comment."""
    rule: str
    """The name of the rule."""
    number: int | None
    """Replies, likes, others who quote it, or others who repeat the figure; None for an answer."""
    words: str
    """The same for people, from the page: `9 replies`, `+44`, `by 3 others`, `14 million`, `to Ann`."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule."""

    name: str
    title: str
    """The heading of the comments that it names."""
    what: str
    """How it chooses, for the help."""
    reasons: Callable[[Evidence], Generator[None, None, list[Reason]]]
    """Names the comments, the most remarkable first, at most `MAX_REASONS`, in slices."""


def _answered(evidence: Evidence) -> Generator[None, None, list[Reason]]:
    columns = evidence.discussion.columns
    counts = yield from _replies_in_file(columns)
    for start in range(0, len(columns), SLICE_ROWS):
        slice_ = slice(start, start + SLICE_ROWS)
        counts[slice_] = map(max, counts[slice_], columns.replies[slice_])
        yield
    found = yield from _standing_out((yield from _among(evidence, counts, 0)))
    return [Reason(row, "answered", number, counted(number, "reply", "replies")) for row, number in found]


def _liked(evidence: Evidence) -> Generator[None, None, list[Reason]]:
    found = yield from _standing_out((yield from _among(evidence, evidence.discussion.columns.likes, NO_SCORE)))
    return [Reason(row, "liked", number, counted(number, "like")) for row, number in found]


def _quoted(evidence: Evidence) -> Generator[None, None, list[Reason]]:
    numbers = yield from quoted_by(evidence.discussion)
    rows = sorted(filter(evidence.may_name, numbers))
    yield
    found = yield from _largest([numbers[row] for row in rows], MIN_QUOTING)
    return [Reason(rows[at], "quoted", number, f"by {counted(number, 'other')}") for at, number in found]


def _figures(evidence: Evidence) -> Generator[None, None, list[Reason]]:
    """The comments that were the first to state a figure. The article was first with those that it states."""
    stated = evidence.figures.stated if evidence.figures is not None else ()
    repeated: list[Stated] = []
    for each in stated:  # most people first
        if each.people <= MIN_REPEATING or len(repeated) == MAX_REASONS:
            break
        if not each.in_article and not _is_small(each.value):
            repeated.append(each)
    reasons = []
    for each in repeated:
        row = yield from _earliest(evidence.discussion, each.rows)
        if not evidence.may_name(row):
            continue
        reasons.append(Reason(row, "figure", each.people - 1, each.forms[0]))
    return reasons


def _is_small(value: Value) -> bool:
    """Whether a value is a small number without a unit, which means something else in each comment."""
    return value.kind == "number" and not value.unit and abs(value.amount) < MIN_NUMBER


def _answers(evidence: Evidence) -> Generator[None, None, list[Reason]]:
    """The replies of the original poster to others, those with the most replies first."""
    discussion = evidence.discussion
    columns, poster = discussion.columns, original_poster(discussion)
    answers: list[int] = []
    for start in range(0, len(columns), SLICE_ROWS):
        for row, author in enumerate(columns.author[start : start + SLICE_ROWS], start):
            is_posters = author == poster or (row in columns.badges and is_by_original_poster(discussion, row))
            if (
                is_posters
                and evidence.may_name(row)
                and columns.parent[row] >= 0
                and columns.author[columns.parent[row]] != author
            ):
                answers.append(row)
        yield
    replies = yield from _replies_in_file(columns)
    found = yield from _largest([replies[row] for row in answers], 0)
    named = [answers[at] for at, _ in found]
    return [Reason(row, "answers", None, f"to {_name(discussion, columns.parent[row])}") for row in named]


RULES = (
    Rule(
        "answered",
        "most answered",
        "the most direct replies: those that the page declares, or those in the file if they are more",
        _answered,
    ),
    Rule("liked", "most liked", "the highest scores above zero", _liked),
    Rule(
        "quoted",
        "most quoted",
        f"quoted by at least {MIN_QUOTING} other people; a quote is a line that begins with > and whose words are in "
        "the comment",
        _quoted,
    ),
    Rule(
        "figure",
        "first with a figure that others repeat",
        "the earliest comment with a figure that is not in the article and that another person states too; numbers "
        f"without a unit count from {MIN_NUMBER} on",
        _figures,
    ),
    Rule(
        "answers",
        "the poster's answers",
        "replies of the original poster to others, the most answered first",
        _answers,
    ),
)
"""The rules, in the order of the list."""


def _replies_in_file(columns: Columns) -> Generator[None, None, list[int]]:
    """How many direct replies each comment has in the file."""
    counts = [0] * len(columns)
    for start in range(0, len(columns), SLICE_ROWS):
        for parent in columns.parent[start : start + SLICE_ROWS]:
            if parent >= 0:
                counts[parent] += 1
        yield
    return counts


def _among(evidence: Evidence, values: Sequence[int], other: int) -> Generator[None, None, Sequence[int]]:
    """The values of the comments that may be named, with another one in place of those of the rest."""
    if evidence.among is None:
        return values
    found = list[int]()
    for start in range(0, len(values), SLICE_ROWS):
        some = enumerate(values[start : start + SLICE_ROWS], start)
        found += [value if row in evidence.among else other for row, value in some]
        yield
    return found


def _largest(values: Sequence[int], least: int) -> Generator[None, None, list[tuple[int, int]]]:
    """The places of the largest values that are at least `least`, and the values, at most `MAX_REASONS`, the largest
    first and equal ones in their order."""
    best: list[tuple[int, int]] = []
    for start in range(0, len(values), SLICE_ROWS):
        # An equal one that comes later changes nothing once there are enough.
        floor = -best[-1][0] if len(best) == MAX_REASONS else least - 1
        some = enumerate(values[start : start + SLICE_ROWS], start)
        best = sorted([*best, *((-value, at) for at, value in some if value > floor)])[:MAX_REASONS]
        yield
    return [(at, -value) for value, at in best]


def _standing_out(values: Sequence[int]) -> Generator[None, None, list[tuple[int, int]]]:
    """The same for values from 1 on, but nothing where all that is stated is equal. A single one counts only where
    nothing is larger, and few have it."""
    largest = yield from _largest(values, 1)
    if not largest or (largest[0][1] == 1 and len(largest) > MAX_WITH_ONE):
        return []
    usual = {largest[0][1], NO_SCORE}
    for start in range(0, len(values), SLICE_ROWS):
        if not usual.issuperset(values[start : start + SLICE_ROWS]):
            return [each for each in largest if each[1] >= min(2, largest[0][1])]
        yield
    return []


def _earliest(discussion: Discussion, rows: Iterable[int]) -> Generator[None, None, int]:
    """The comment that was written first; without times, the first on the page."""
    columns = discussion.columns
    first, first_time = -1, NO_TIME
    for number, row in enumerate(rows):
        time = columns.instant(row)
        if first < 0 or (time != NO_TIME and (first_time == NO_TIME or time < first_time)):
            first, first_time = row, time
        if number % SLICE_ROWS == 0:
            yield
    return first


def _name(discussion: Discussion, row: int) -> str:
    return discussion.author(row) or f"comment {row + 1}"
