"""Which columns of repeated blocks state scores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.formats.html.induction.sample import Ratings
from thread_parsers.formats.html.induction.vocabulary import (
    NOT_SCORE_WORDS,
    SCORE,
    SCORE_ATTRIBUTES,
    SCORE_WORDS,
    STATED_SCORE,
    words_of,
)

if TYPE_CHECKING:
    from thread_parsers.formats.html.induction.sample import Sample

MIN_VALID_SHARE = 0.7
"""Share of the values of a column that must be scores."""
MIN_SCORE_SHARE = 0.3
"""Share of the blocks that must state a score; with fewer, scores are not read."""
MAX_NO_SCORE_CHARS = 2
"""Characters in the place of a score that is not shown: `~`."""


def score_rows(sample: Sample) -> tuple[str, ...]:
    """Rows that find the scores of blocks: numbers in elements that are named so, or with the word behind them. Blocks
    without votes may have none."""
    ratings = Ratings()
    for name, values in sample.attributes.items():
        pattern = SCORE if name.rpartition("@")[2] in SCORE_ATTRIBUTES else STATED_SCORE
        found = {block for block, value in values.items() if pattern.fullmatch(value)}
        if len(found) >= MIN_VALID_SHARE * len(values):
            ratings.add(name, sample.share(len(found)) + 1, found)
    for name, elements in sample.columns.items():
        named = words_of(name.rsplit(maxsplit=1)[-1])
        if not named.isdisjoint(NOT_SCORE_WORDS):
            continue
        texts = {block: sample.texts.words(element) for block, element in elements.items()}
        patterns = (STATED_SCORE,) if named.isdisjoint(SCORE_WORDS) else (STATED_SCORE, SCORE)
        found = {block for block, words in texts.items() if any(one.fullmatch(words) for one in patterns)}
        without = sum(len(words) <= MAX_NO_SCORE_CHARS for block, words in texts.items() if block not in found)
        if len(found) + without >= MIN_VALID_SHARE * len(elements):
            ratings.add(name, sample.share(len(found)), found)
    rows, count = ratings.best()
    return rows if sample.share(count) >= MIN_SCORE_SHARE else ()
