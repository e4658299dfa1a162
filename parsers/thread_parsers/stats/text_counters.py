"""Counters of what the text of comments says, which add up as those of `counters` do: figures, terms, phrases.

Terms and phrases take two passes, as in one discussion: they are chosen from a sample, and then found in all comments.
Nothing is chosen before all counters are merged, so no phrase is left out because a range has it too seldom.

    first = sum of text_counters_of(...)
    chosen = chosen_wording(first)
    second = sum of text_counters_of(..., wanted=chosen.chosen)

The sample of one discussion is that of its stats: up to MAX_SAMPLE_COMMENTS comments, evenly spaced. Of several ones,
those with the lowest priorities are kept: a hash divided by the number of comments that each stands for (priority
sampling), so that a comment of a long discussion is in the sample as probably as one of a short one. Which these are
does not depend on how the comments were divided.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from hashlib import blake2b
from heapq import nsmallest
from typing import TYPE_CHECKING, ClassVar

from thread_parsers.discussion.sampling import (
    MAX_SAMPLE_COMMENTS,
    article_texts,
    sample_step,
    sample_texts,
    sampled,
    segment_chars,
)
from thread_parsers.stats.figure_stats import FigureCollector, article_figures
from thread_parsers.stats.scan.blocks import blocks
from thread_parsers.stats.scan.finder import Finder
from thread_parsers.stats.scan.marker import Marker
from thread_parsers.stats.sums import Sums
from thread_parsers.stats.wording import TermsAndPhrases

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats.counted_rows import Rows
    from thread_parsers.stats.scan.marker import Block
    from thread_parsers.text.search_text import SearchText

MAX_ALL_CHARS = 8_000_000
"""Characters of the comments of a sample and of their articles, from which no more comments are added."""
MAX_HASHED_BYTES = 1 << 16
"""Bytes at the beginning of a comment that its hash is made of."""
MAX_WAITING_CHARS = 1_000_000
"""Characters that are added to a sample before it is limited again."""
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
    article_forms: Counter[tuple[str, str]] = field(default_factory=Counter)
    """The same in the articles."""
    names: dict[str, int] = field(default_factory=dict)
    """The first two names of authors in alphabetical order, which say whether there are several."""
    sample: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The lowest priorities, each with the index of the comment, to the author, the key of the article in `articles`,
    and the folded text in pieces."""
    articles: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """The folded texts of the articles of these comments."""
    found: Counter[tuple[str, str]] = field(default_factory=Counter)
    """(wanted text, author) to the comments of the author that contain it."""

    CHOSEN: ClassVar = {"names": min, "sample": min, "articles": min}

    def merge(self, other: TextCounters) -> None:
        """Add those of the comments that come next: a later range of a discussion, or another discussion."""
        Sums.merge(self, other)
        self.limit()

    def limit(self) -> None:
        """Drop what is not among the lowest."""
        self.names = dict.fromkeys(sorted(self.names)[:2], 1)
        kept: dict[str, tuple[str, ...]] = {}
        articles: dict[str, tuple[str, ...]] = {}
        chars = 0
        for priority in sorted(self.sample):
            # The one that exceeds the limit is kept, too, so that all later ones exceed it wherever they are merged.
            if len(kept) == MAX_SAMPLE_COMMENTS or chars >= MAX_ALL_CHARS:
                break
            kept[priority] = comment = self.sample[priority]
            chars += sum(map(len, comment))
            article = comment[1]
            if article not in articles:
                articles[article] = self.articles[article]
                chars += sum(map(len, articles[article]))
        self.sample, self.articles = kept, articles


class TextPass:
    """One pass over the text of discussions, one after the other: for figures and the sample or, if texts are wanted,
    for these."""

    def __init__(self, wanted: Sequence[SearchText] = ()) -> None:
        self._finder = Finder(wanted)
        self._marker = Marker([self._finder] if wanted else [])
        self._is_search = bool(wanted)
        self._highest = ""
        """No higher priority is one of the lowest; empty while there are not enough comments."""
        self._waiting_chars = 0
        """Characters that were added to the sample since it was limited."""

    def count(self, counters: TextCounters, discussion: Discussion, rows: Rows) -> Iterator[None]:
        """Add more comments, a slice at a time."""
        counters.comments += len(rows)
        return self._search(counters, discussion, rows) if self._is_search else self._read(counters, discussion, rows)

    def count_article(self, counters: TextCounters, discussion: Discussion) -> Iterator[None]:
        """Add the figures of the article, once for each discussion, a slice at a time."""
        if not self._is_search:
            for figure, _ in (yield from article_figures(discussion)):
                counters.article_forms[figure.value.name, figure.text] += 1

    def _search(self, counters: TextCounters, discussion: Discussion, rows: Rows) -> Iterator[None]:
        for block in blocks(discussion, rows, self._marker):
            if block is not None:
                yield from self._finder.add(discussion, block)
            yield
        names, numbers = discussion.columns.author_names, discussion.columns.author
        for each, found in self._finder.rows.items():
            counters.found.update((each.text, names[numbers[row]]) for row in found)
            del found[:]  # the next discussion has other rows
            yield

    def _read(self, counters: TextCounters, discussion: Discussion, rows: Rows) -> Iterator[None]:
        figures, sample = FigureCollector(), _Sample(discussion, rows, self._highest)
        for block in blocks(discussion, rows, self._marker):
            if block is not None:
                yield from figures.add(block)
                yield from sample.add(block)
            yield
        names, numbers = discussion.columns.author_names, discussion.columns.author
        for count, (value, entry) in enumerate(figures.entries.items()):
            name = value.name
            counters.figures.update((name, names[numbers[row]]) for row in entry.rows)
            for form, times in entry.forms.items():
                counters.forms[name, form] += times
            if count % SLICE_VALUES == 0:
                yield
        yield from figures.clear()
        counters.names.update(dict.fromkeys(nsmallest(2, {*counters.names, *names}), 1))
        self._waiting_chars += yield from sample.move(counters)
        if self._waiting_chars > MAX_WAITING_CHARS:
            counters.limit()
            self._waiting_chars = 0
            self._highest = max(counters.sample) if len(counters.sample) == MAX_SAMPLE_COMMENTS else ""


class _Sample:
    """The sample of a discussion, as far as it may belong to that of all of them."""

    def __init__(self, discussion: Discussion, rows: Rows, highest: str) -> None:
        self._discussion, self._highest = discussion, highest
        whole = range(len(discussion.columns)) if isinstance(rows, range) else rows
        sample = sampled(whole)
        self._rows = frozenset(row for row in sample if row in rows) if isinstance(rows, range) else frozenset(sample)
        """Those of a range are the part of the sample of all comments that is in it."""
        self._step, self._chars = sample_step(len(whole)), segment_chars(discussion, sample)
        self._found: dict[str, tuple[str, ...]] = {}

    def add(self, block: Block) -> Iterator[None]:
        """Add some comments, in slices."""
        columns = self._discussion.columns
        for row, body in zip(block.rows, block.texts, strict=True):
            if row not in self._rows:
                continue
            author = columns.author_names[columns.author[row]]
            priority = self._priority(row, author, body)
            if self._highest and priority > self._highest:
                continue
            texts = []
            for text in sample_texts(self._discussion, row, self._chars):
                if text:
                    texts.append(text)
                else:
                    yield
            self._found[priority] = (author, *texts)
        yield

    def _priority(self, row: int, author: str, body: bytes) -> str:
        name = blake2b(author.encode("utf-8", "surrogatepass"), digest_size=16).digest()
        digest = blake2b(body[:MAX_HASHED_BYTES], digest_size=16, key=name, salt=row.to_bytes(8, "big")).digest()
        return f"{int.from_bytes(digest, 'big') // self._step:032x}-{row}"

    def move(self, counters: TextCounters) -> Generator[None, None, int]:
        """Add what was found to the counters. Returns how many characters it has."""
        if not self._found:
            return 0
        texts = tuple((yield from article_texts(self._discussion)))
        article = blake2b("\n".join(texts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
        counters.articles[article] = texts
        for priority, (author, *pieces) in self._found.items():
            counters.sample[priority] = (author, article, *pieces)
        return sum(map(len, texts)) + sum(sum(map(len, comment)) for comment in self._found.values())


def text_counters_of(
    discussion: Discussion, rows: Rows | None = None, wanted: Sequence[SearchText] = ()
) -> TextCounters:
    """The counters of all comments and the article, or of these comments only, counted at once. `wanted`: count only in
    how many comments these texts are."""
    counters, text_pass = TextCounters(), TextPass(wanted)
    if rows is None:
        for _ in text_pass.count_article(counters, discussion):
            pass
    for _ in text_pass.count(counters, discussion, range(len(discussion.columns)) if rows is None else rows):
        pass
    counters.limit()
    return counters


def chosen_wording(counters: TextCounters) -> TermsAndPhrases:
    """The terms and phrases of a sample: what is used more often than in plain language and in the articles, and
    wording that several people share."""
    counters.limit()
    # In the order of one discussion, so that the same part of it is compared as in its stats; of several, all begin.
    order = sorted(counters.sample, key=lambda priority: (int(priority.rpartition("-")[2]), priority))
    comments = [(counters.sample[priority][0], counters.sample[priority][2:]) for priority in order]
    chosen = TermsAndPhrases()
    for _ in chosen.choose_from(comments, counters.articles.values(), is_of_one=len(counters.names) == 1):
        pass
    return chosen
