"""The ledger: which figures the article and the comments state, who states them, and where they disagree."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from thread_parsers.stats import queries
from thread_parsers.stats.anchors import may_state
from thread_parsers.stats.asked import singular
from thread_parsers.stats.bodies import bodies
from thread_parsers.stats.disagreement import Conflict, conflicts
from thread_parsers.stats.figures import figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.stats.figures import Figure, Value
    from thread_parsers.tree import Discussion

SLICE = 64
"""Comments between two chances to stop."""

MOST_FORMS = 5
"""Ways of writing one value that are shown."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One value and who states it."""

    value: Value
    forms: tuple[str, ...]
    """How it is written, the most frequent way first."""
    comments: int
    people: int
    in_article: bool
    query: str

    @property
    def name(self) -> str:
        """The value as it is named."""
        return self.value.name


@dataclass(frozen=True, slots=True)
class Ledger:
    """All figures of a discussion."""

    stated: tuple[Stated, ...]
    """Most people first; those that only the article states come last."""
    conflicts: tuple[Conflict, ...]
    """Most people first."""


class Entry:
    """One value as it is collected. Rows are indices of comments, each once, in order."""

    __slots__ = ("forms", "nouns", "present", "rows")

    def __init__(self) -> None:
        self.forms: Counter[str] = Counter()
        self.rows = array("I")
        self.nouns: defaultdict[str, array[int]] = defaultdict(lambda: array("I"))
        """Words after a number, in the singular, to the comments where they follow it."""
        self.present = array("I")
        """Comments that say of a year that it is the present one."""

    def add(self, figure: Figure, row: int) -> None:
        """Take in a figure of a comment; comments come in order."""
        self.forms[figure.text] += 1
        _append(self.rows, row)
        for word in figure.noun:
            _append(self.nouns[singular(word)], row)
        if figure.present:
            _append(self.present, row)


def _append(rows: array[int], row: int) -> None:
    if not rows or rows[-1] != row:
        rows.append(row)


class Figures:
    """Collects the figures of the comments as they come."""

    def __init__(self) -> None:
        self.seen = 0
        """Comments that were looked at."""
        self.entries: dict[Value, Entry] = {}

    def grow(self, discussion: Discussion) -> Iterator[None]:
        """Look at the comments that are there and were not looked at yet, a slice at a time."""
        while self.seen < len(discussion.columns):
            stop = min(self.seen + SLICE, len(discussion.columns))
            for row, body in enumerate(bodies(discussion, self.seen, stop), self.seen):
                if may_state(body):
                    self._look(discussion, row)
            self.seen = stop
            yield

    def _look(self, discussion: Discussion, row: int) -> None:
        for segment in discussion.segments(row):
            for figure in figures(segment.text):
                self.entries.setdefault(figure.value, Entry()).add(figure, row)

    def ledger(self, discussion: Discussion) -> Ledger:
        """What was collected so far."""
        article = article_figures(discussion)
        written: defaultdict[Value, Counter[str]] = defaultdict(Counter)
        for figure, _ in article:
            written[figure.value][figure.text] += 1
        stated = [self._stated(discussion, value, written) for value in {**self.entries, **written}]
        stated.sort(key=lambda each: (-each.people, -each.comments, not each.in_article, each.name))
        return Ledger(tuple(stated), conflicts(discussion, self.entries, article))

    def _stated(self, discussion: Discussion, value: Value, article: dict[Value, Counter[str]]) -> Stated:
        entry = self.entries.get(value) or Entry()
        forms = entry.forms + article.get(value, Counter())
        return Stated(
            value,
            tuple(form for form, _ in forms.most_common(MOST_FORMS)),
            len(entry.rows),
            len({discussion.columns.author[row] for row in entry.rows}),
            value in article,
            queries.of_value(value.name),
        )


def article_figures(discussion: Discussion) -> list[tuple[Figure, str]]:
    """The figures of the title and the paragraphs, each with the text in which it stands."""
    texts = [*discussion.paragraphs, discussion.title or ""]
    return [(figure, text) for text in texts for figure in figures(text)]
