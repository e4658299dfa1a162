"""The ledger: which figures the article and the comments state, who states them, and where they disagree."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from thread_parsers.figures.figure_query import singular
from thread_parsers.figures.figures import figures
from thread_parsers.stats import queries
from thread_parsers.stats.conflicts import Article, Conflict, conflicts
from thread_parsers.stats.scan import marker
from thread_parsers.text.segments import pieces

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.figures.figures import Figure, Value
    from thread_parsers.stats.scan.marker import Block

MOST_FORMS = 5
"""Ways of writing one value that are shown."""

SLICE = 128
"""Values between two chances to stop."""


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
class FigureStats:
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
        self.entries: defaultdict[Value, Entry] = defaultdict(Entry)
        self._article: Article | None = None

    def take(self, block: Block) -> None:
        """Take in neighbouring comments."""
        every = block.marks.translate(None, marker.BUT_OF_FIGURES).split(bytes([marker.COMMENT]))
        for row, (body, here) in enumerate(zip(block.texts, every, strict=True), block.first):
            if marker.FIGURE in here:
                self._look(row, body, [marker.FIGURE in line for line in here.split(bytes([marker.LINE]))])

    def _look(self, row: int, body: bytes, lines: Sequence[bool]) -> None:
        """Read the figures of a comment, of which the lines are told that may have an anchor."""
        for start, end in pieces(body):
            first = body.count(b"\n", 0, start)
            text = body[start:end].decode("utf-8", "surrogateescape")
            sizes = [len(line) + 1 for line in text.split("\n")]
            within = [
                (after - size, after - 1)
                for size, after, has_anchor in zip(sizes, accumulate(sizes), lines[first:], strict=False)
                if has_anchor
            ]
            for figure in figures(text, within):
                self.entries[figure.value].add(figure, row)

    def ledger(self, discussion: Discussion) -> Generator[None, None, FigureStats]:
        """What was collected so far, a slice at a time."""
        if self._article is None:
            self._article = yield from _article_figures(discussion)
        written: defaultdict[Value, Counter[str]] = defaultdict(Counter)
        for figure, _ in self._article:
            written[figure.value][figure.text] += 1
        stated: list[Stated] = []
        for value in {**self.entries, **written}:
            stated.append(self._stated(discussion, value, written))
            if len(stated) % SLICE == 0:
                yield
        stated.sort(key=lambda each: (-each.people, -each.comments, not each.in_article, each.name))
        yield
        return FigureStats(tuple(stated), (yield from conflicts(discussion, self.entries, self._article)))

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


def _article_figures(discussion: Discussion) -> Generator[None, None, Article]:
    """The figures of the title and the paragraphs."""
    found: Article = []
    for text in (*discussion.paragraphs, discussion.title or ""):
        found += ((figure, text) for figure in figures(text))
        yield
    return found
