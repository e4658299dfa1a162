"""Counters of what the text of comments says, which add up as those of `counters` do: figures, terms, phrases.

Terms and phrases take two passes, as in one discussion: they are chosen from a sample, and then found in all comments.
The sample has the comments whose hashes are the lowest. So it is the same for all divisions into ranges, and no phrase
is left out because a range has it too seldom: nothing is chosen before all counters are merged.

    first = sum of text_counters_of(...)
    chosen = chosen_wording(first)
    second = sum of text_counters_of(..., wanted=chosen)
    figure_totals(first), wording_totals(second)
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from thread_parsers.discussion.sampling import MAX_SAMPLE_COMMENTS, sample_texts
from thread_parsers.stats.figure_stats import MAX_FORMS, FigureCollector
from thread_parsers.stats.phrases import PhraseChooser
from thread_parsers.stats.scan.blocks import blocks
from thread_parsers.stats.scan.finder import Finder
from thread_parsers.stats.scan.marker import Marker
from thread_parsers.stats.sums import Sums
from thread_parsers.stats.terms import TermChooser
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats.counted_rows import Rows
    from thread_parsers.stats.scan.marker import Block
    from thread_parsers.text.search_text import SearchText

MAX_SAMPLE_CHARS = 2000
"""Characters at the beginning of a comment that belong to the sample."""
MAX_HASHED_BYTES = 1 << 16
"""Bytes at the beginning of a comment that its hash is made of."""
SLICE_VALUES = 512
"""Values between two yields."""


@dataclass(slots=True)
class TextCounters(Sums):
    """Sums over comments. An author is a name, which is empty for comments without one."""

    comments: int = 0
    figures: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(value in its canonical form, author) to the comments of the author that state it."""
    forms: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(value, how it is written) to how often."""
    sample: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The lowest hashes of comments, up to MAX_SAMPLE_COMMENTS, to the author and the folded text in pieces. Comments
    of one author with the same words are one."""
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(wanted text, author) to the comments of the author that contain it."""

    CHOSEN: ClassVar = {"sample": min}

    def count(self, discussion: Discussion, rows: Rows, wanted: Sequence[SearchText] = ()) -> Iterator[None]:
        """Add more comments, a slice at a time: their figures and the sample; or, if texts are wanted, only these."""
        finder, figures, sample = Finder(wanted), FigureCollector(), _Sample(discussion)
        self.comments += len(rows)
        for block in blocks(discussion, rows, Marker([finder] if wanted else [])):
            if block is None:
                yield
            elif wanted:
                yield from finder.add(discussion, block)
            else:
                yield from figures.add(block)
                yield from sample.add(block)
        self.sample.update(sample.comments)
        self._limit_sample()
        names, numbers = discussion.columns.author_names, discussion.columns.author
        for each, found in finder.rows.items():
            self.found.update((each.text, names[numbers[row]]) for row in found)
            yield
        for count, (value, entry) in enumerate(figures.entries.items()):
            self.figures.update((value.name, names[numbers[row]]) for row in entry.rows)
            for form, times in entry.forms.items():
                self.forms[value.name, form] += times
            if count % SLICE_VALUES == 0:
                yield
        yield from figures.clear()

    def merge(self, other: TextCounters) -> None:
        """Add those of the comments that come next: a later range of a discussion, or another discussion."""
        Sums.merge(self, other)
        self._limit_sample()

    def _limit_sample(self) -> None:
        for key in sorted(self.sample)[MAX_SAMPLE_COMMENTS:]:
            del self.sample[key]


class _Sample:
    """The comments of a discussion with the lowest hashes, which are a random part of them, whatever they are merged
    with."""

    def __init__(self, discussion: Discussion) -> None:
        self._discussion = discussion
        self.comments: dict[str, tuple[str, ...]] = {}
        """As in `TextCounters.sample`, up to twice as many."""
        self._limit = ""
        """No higher hash is one of the lowest; empty while there are not enough comments."""

    def add(self, block: Block) -> Iterator[None]:
        """Add some comments, in slices."""
        columns = self._discussion.columns
        for row, body in zip(block.rows, block.texts, strict=True):
            author = columns.author_names[columns.author[row]]
            name = blake2b(author.encode("utf-8", "surrogatepass"), digest_size=16).digest()
            key = blake2b(body[:MAX_HASHED_BYTES], digest_size=8, key=name).hexdigest()
            if key in self.comments or (self._limit and key > self._limit):
                continue
            texts, chars = [author], 0
            for text in sample_texts(self._discussion, row, MAX_SAMPLE_CHARS):
                if not text:
                    yield
                elif chars < MAX_SAMPLE_CHARS:
                    texts.append(text)
                    chars += len(text)
            self.comments[key] = tuple(texts)
            if len(self.comments) >= 2 * MAX_SAMPLE_COMMENTS:
                lowest = sorted(self.comments)[:MAX_SAMPLE_COMMENTS]
                self.comments, self._limit = {each: self.comments[each] for each in lowest}, lowest[-1]
        yield


class FigureTotal(NamedTuple):
    """One value that comments state."""

    value: str
    """In its canonical form, as in a query."""
    forms: tuple[str, ...]
    """How it is written, the most frequent form first."""
    comments: int
    people: int


class WordingTotal(NamedTuple):
    """One term or phrase."""

    text: str
    """In lower case."""
    comments: int
    people: int


def text_counters_of(
    discussion: Discussion, rows: Rows | None = None, wanted: Sequence[SearchText] = ()
) -> TextCounters:
    """The counters of all comments, or of these, counted at once. `wanted`: count only in how many these texts are."""
    counters = TextCounters()
    for _ in counters.count(discussion, range(len(discussion.columns)) if rows is None else rows, wanted):
        pass
    return counters


def chosen_wording(counters: TextCounters) -> list[SearchText]:
    """The terms and phrases of a sample: what is used more often than in plain language, and wording that several
    people share. What the articles say is not taken into account."""
    terms, phrases = TermChooser(), PhraseChooser()
    sample = sorted((texts[0], key, texts[1:]) for key, texts in counters.sample.items())
    people = {author for author, _, _ in sample}
    for _ in terms.read_comments(((author, texts) for author, _, texts in sample), is_of_one=len(people) == 1):
        pass
    for _ in phrases.read_comments((author, texts) for author, _, texts in sample):
        pass
    return list(dict.fromkeys((*run_to_end(terms.chosen()), *run_to_end(phrases.chosen()))))


def figure_totals(counters: TextCounters) -> list[FigureTotal]:
    """All values, those that most people state first."""
    forms: dict[str, list[tuple[int, str]]] = {}
    for (value, form), times in counters.forms.items():
        forms.setdefault(value, []).append((-times, form))
    return [
        FigureTotal(value, tuple(form for _, form in sorted(forms[value])[:MAX_FORMS]), comments, people)
        for value, comments, people in _totals(counters.figures)
    ]


def wording_totals(counters: TextCounters) -> list[WordingTotal]:
    """The wanted texts that were found, those that most people use first."""
    return list(map(WordingTotal._make, _totals(counters.found)))


def _totals(counts: Counter[tuple[str, str]]) -> list[tuple[str, int, int]]:
    """Each text with comments and people, most people first."""
    comments, people = Counter[str](), Counter[str]()
    for (text, _), count in counts.items():
        comments[text] += count
        people[text] += 1
    order = sorted(comments, key=lambda text: (-people[text], -comments[text], text))
    return [(text, comments[text], people[text]) for text in order]
