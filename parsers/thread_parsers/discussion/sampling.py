"""Folded texts of a discussion, and the sample from which the terms worth counting are chosen.

The terms are chosen from the sample, and then counted in all comments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.text import tokens
from thread_parsers.text.folded_text import compared, compared_in_steps

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

    from thread_parsers.discussion.discussion import Discussion

MAX_SAMPLE_COMMENTS = 1000
"""Comments in the sample."""

MAX_SAMPLE_CHARS = 50_000
"""Characters at the beginning of a segment that belong to the sample."""
MAX_BYTES_OF_ALL = 2_000_000
"""Bytes of all comments of the sample from which less of each segment belongs to it."""


SLICE_TEXTS = 64
"""Texts between two yields."""


def sample_rows(discussion: Discussion) -> Sequence[int]:
    """The rows of the sample: all, or up to MAX_SAMPLE_COMMENTS, evenly spaced."""
    return sampled(range(len(discussion.columns)))


def sampled(rows: Sequence[int]) -> Sequence[int]:
    """All of these rows, or up to MAX_SAMPLE_COMMENTS of them, evenly spaced."""
    return rows[:: sample_step(len(rows))]


def sample_step(comments: int) -> int:
    """How many comments each one of the sample stands for."""
    return max(1, -(-comments // MAX_SAMPLE_COMMENTS))  # rounded up


def segment_chars(discussion: Discussion, sample: Sequence[int]) -> int:
    """Characters at the beginning of each segment of the comments of a sample that belong to it."""
    starts, ends = discussion.columns.body_start, discussion.columns.body_end
    if sum(map(ends.__getitem__, sample)) - sum(map(starts.__getitem__, sample)) <= MAX_BYTES_OF_ALL:
        return MAX_SAMPLE_CHARS
    return min(MAX_SAMPLE_CHARS, MAX_BYTES_OF_ALL // len(sample))


def sample_texts(discussion: Discussion, row: int, chars: int) -> Iterator[str]:
    """The segments of a comment, up to so many characters of each, as queries compare them and in pieces. An empty text
    where the work can be interrupted although there was none."""
    for segment in discussion.segments_in_steps(row):
        if segment is None:
            yield ""
            continue
        for piece in tokens.pieces(segment.text[:chars]):
            yield compared(piece, caseless=True)


def segment_texts(discussion: Discussion, row: int) -> Generator[None, None, list[str]]:
    """The segments of a comment as queries compare them, in steps."""
    texts = []
    for segment in discussion.segments_in_steps(row):
        if segment is not None:
            texts.append((yield from compared_in_steps(segment.text, caseless=True)))
        if segment is None or len(texts) % SLICE_TEXTS == 0:
            yield
    return texts


def article_texts(discussion: Discussion) -> Generator[None, None, list[str]]:
    """The title and the paragraphs of the article as queries compare them, in steps."""
    article, read = discussion.article, discussion.text.text
    texts = []
    for number, span in enumerate((article.title_span, *article.paragraph_spans), 1):
        text = read(*span) if span is not None else ""
        texts.append((yield from compared_in_steps(text, caseless=True)))
        if number % SLICE_TEXTS == 0:
            yield
    return texts
