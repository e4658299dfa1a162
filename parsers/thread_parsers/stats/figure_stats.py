"""Which figures the article and the comments state, who states them, and where they disagree."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import accumulate, chain, repeat
from operator import itemgetter
from typing import TYPE_CHECKING

from thread_parsers.figures.figures import figures_in_steps
from thread_parsers.stats import queries
from thread_parsers.stats.conflicts import ArticleFigures, Conflict, conflicts
from thread_parsers.stats.counted_rows import SLICE_ROWS, people_in_steps
from thread_parsers.stats.figure_entry import FigureEntry
from thread_parsers.stats.scan import marker
from thread_parsers.steps import emptied_in_steps, sorted_in_steps
from thread_parsers.text.large_texts import SLICE_BYTES, decoded_in_steps
from thread_parsers.text.segments import may_be_divided, pieces, pieces_in_steps

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.figures.figure import Figure, Value
    from thread_parsers.stats.scan.marker import Block

MAX_FORMS = 5
"""Ways of writing one value that are listed."""

SHORT_BYTES = 4000
"""Bytes of a comment that is searched together with others: all of its lines, not only those with figures."""
SLICE_FIGURES = 256
"""Figures added between two yields."""
SLICE_SEGMENTS = 64
"""Segments of a comment between two yields."""
SLICE_LINES = 2048
"""Lines of a comment between two yields."""
SLICE_ARTICLE_FORMS = 2048
"""Figures of the article counted between two yields."""
VALUE_ROWS = 64
"""Comments whose people take as long to count as what is done for each value."""


@dataclass(frozen=True, slots=True)
class Stated:
    """One value and how many state it."""

    value: Value
    forms: tuple[str, ...]
    """How it is written, the most frequent form first."""
    comments: int
    people: int
    in_article: bool
    query: str
    name: str
    """The value in its canonical form, as in a query."""
    rows: Sequence[int] = field(default=(), repr=False, compare=False)
    """The indices of the comments, ascending. It grows while comments are counted."""


@dataclass(frozen=True, slots=True)
class FigureStats:
    """All figures of a discussion."""

    stated: tuple[Stated, ...]
    """Most people first; those that only the article states come last."""
    conflicts: tuple[Conflict, ...]
    """Most people first."""


class _JoinedTexts:
    """Short texts of comments that are searched for figures as one text."""

    _BETWEEN = "\n\0\n"
    """No figure goes across, and none has it around it."""

    def __init__(self) -> None:
        self._rows: list[int] = []
        self._texts: list[str] = []

    def add(self, row: int, body: bytes) -> None:
        """Add the segments of a comment."""
        texts = [body[start:end] for start, end in pieces(body)] if may_be_divided(body) else [body]
        self._rows += repeat(row, len(texts))
        self._texts += [text.decode("utf-8", "surrogateescape") for text in texts]

    def find(self, found: list[tuple[int, Figure]]) -> Iterator[None]:
        """Append the figures of all of them, with the rows of their comments, in slices."""
        ends = accumulate(len(text) + len(self._BETWEEN) for text in self._texts)
        rows, end, row = iter(self._rows), 0, -1
        for figure in figures_in_steps(self._BETWEEN.join(self._texts)):
            if figure is None:
                yield
                continue
            while figure.start >= end:
                row, end = next(rows), next(ends)
            found.append((row, figure))


class FigureCollector:
    """Collects the figures of the comments, block by block."""

    def __init__(self) -> None:
        self.entries: defaultdict[Value, FigureEntry] = defaultdict(FigureEntry)
        """Each value that was found, to the comments that state it."""
        self._article: ArticleFigures | None = None

    def add(self, block: Block) -> Iterator[None]:
        """Add the figures of some comments, in slices. Only comments whose marks have FIGURE are read, and of long ones
        only the lines."""
        found: list[tuple[int, Figure]] = []
        # Many short texts are searched as one. Those beyond ASCII are not among the others, which are searched faster.
        ascii_, others = _JoinedTexts(), _JoinedTexts()
        marks_of_comments = block.marks.translate(None, marker.ALL_BUT_FIGURES).split(bytes([marker.COMMENT]))
        for row, body, marks in zip(block.rows, block.texts, marks_of_comments, strict=True):
            if marker.FIGURE not in marks:
                continue
            if len(body) <= SHORT_BYTES:
                (ascii_ if body.isascii() else others).add(row, body)
            else:
                yield from self._read(row, body, marks.split(bytes([marker.LINE])), found)
        yield from ascii_.find(found)
        yield from others.find(found)
        found.sort(key=itemgetter(0))
        for number, (row, figure) in enumerate(found, 1):
            self.entries[figure.value].add(figure, row)
            if number % SLICE_FIGURES == 0:
                yield

    def _read(self, row: int, body: bytes, lines: Sequence[bytes], found: list[tuple[int, Figure]]) -> Iterator[None]:
        """Find the figures of a comment. `lines` are the marks of the lines of the body."""
        first = counted = 0
        for number, piece in enumerate(pieces_in_steps(body), 1):
            if piece is None or number % SLICE_SEGMENTS == 0:
                yield
            if piece is None:
                continue
            start, end = piece
            first, counted = first + body.count(b"\n", counted, start), start
            if end - start > SLICE_BYTES:
                text = yield from decoded_in_steps(body, start, end)
            else:
                text = body[start:end].decode("utf-8", "surrogateescape")
            for figure in figures_in_steps(text, _lines_with_figures(text, lines, first)):
                if figure is None:
                    yield
                else:
                    found.append((row, figure))

    def result(self, discussion: Discussion) -> Generator[None, None, FigureStats]:
        """The figures that were added so far, a slice at a time."""
        if self._article is None:
            self._article = yield from article_figures(discussion)
        article_forms: defaultdict[Value, Counter[str]] = defaultdict(Counter)
        for count, (figure, _) in enumerate(self._article, 1):
            article_forms[figure.value][figure.text] += 1
            if count % SLICE_ARTICLE_FORMS == 0:
                yield
        stated: list[Stated] = []
        size = 0
        only_in_article = (value for value in article_forms if value not in self.entries)
        for value in chain(self.entries, only_in_article):
            stated.append((yield from self._stated(discussion, value, article_forms)))
            size += VALUE_ROWS + len(stated[-1].rows)
            if size > SLICE_ROWS:
                yield
                size = 0
        stated = yield from sorted_in_steps(
            stated, lambda each: (-each.people, -each.comments, not each.in_article, each.name)
        )
        return FigureStats(tuple(stated), (yield from conflicts(discussion, self.entries, self._article)))

    def clear(self) -> Iterator[None]:
        """Free the figures, in steps."""
        yield from emptied_in_steps(self.entries)

    def _stated(
        self, discussion: Discussion, value: Value, article_forms: dict[Value, Counter[str]]
    ) -> Generator[None, None, Stated]:
        entry, in_article = self.entries.get(value) or FigureEntry(), value in article_forms
        forms = entry.forms + article_forms[value] if in_article else entry.forms
        entry.name = entry.name or value.name
        return Stated(
            value,
            tuple(forms) if len(forms) == 1 else tuple(form for form, _ in forms.most_common(MAX_FORMS)),
            len(entry.rows),
            (yield from people_in_steps(discussion.columns, entry.rows)),
            in_article,
            queries.of_value(entry.name),
            entry.name,
            entry.rows,
        )


def _lines_with_figures(text: str, lines: Sequence[bytes], first: int) -> Iterator[tuple[int, int] | None]:
    """First and one past the last character of each line of a text that may contain a figure, and None now and then.
    `lines[first]` are the marks of its first line."""
    at = 0
    while at < len(text):
        for marks in lines[first : first + SLICE_LINES]:
            after = text.find("\n", at)
            after = after if after >= 0 else len(text)
            if marker.FIGURE in marks and after > at:
                yield at, after
            at = after + 1
        first += SLICE_LINES
        yield None


def article_figures(discussion: Discussion) -> Generator[None, None, ArticleFigures]:
    """The figures of the title and the paragraphs, with the texts that they are in."""
    found: ArticleFigures = []
    read, article = discussion.text.text, discussion.article
    for span in (*article.paragraph_spans, article.title_span):
        text = read(*span) if span is not None else ""
        for figure in figures_in_steps(text):
            if figure is None:
                yield
            else:
                found.append((figure, text))
        yield
    return found
