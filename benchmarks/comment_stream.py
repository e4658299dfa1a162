"""Comments without end, for files of any size."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sentences import TYPICAL_WORDS, Sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

PEOPLE = 3_000
FIRST = datetime(2023, 5, 1, 8, 0, tzinfo=UTC)
NEEDLES = {"german": "Ein Quokka war da.", "chinese": "看见一只短尾矮袋鼠。", "japanese": "クアッカワラビーがいた。"}
"""What is in one text of NEEDLE_EVERY, where it is not the English sentence."""
NEEDLE, NEEDLE_EVERY = "A quokka was seen.", 200
FIRST_LEVELS = 1_000
"""Comments of a chain of replies."""


class Comment(NamedTuple):
    """What the formats below write in their own way."""

    number: int
    """From 1."""
    parent: int
    """0: a reply to the article."""
    author: str
    time: datetime
    text: str
    likes: int


class Kind(NamedTuple):
    """What comments are like."""

    language: str = ""
    """A row of `sentences.STYLES`; without one they are mixed."""
    typical_words: float = TYPICAL_WORDS
    lines: int = 1
    """Texts of a comment, on lines of their own."""
    segments: int = 1
    """Texts of a comment, with dashes between them."""
    figures: float = 0.02
    """The share of words that a number follows."""
    is_chain: bool = False
    """Whether each is a reply to the one before."""


def comments(kind: Kind = Kind()) -> Iterator[Comment]:  # noqa: B008 - an immutable value
    """Comments without end, two of three of them replies to a recent one."""
    sentences = Sentences(7, kind.language)
    chance = sentences.chance
    number, written, time = 0, 0, FIRST
    between = "\n---\n" if kind.segments > 1 else "\n"
    while True:
        number += 1
        time += timedelta(seconds=chance.randint(1, 900))
        parent = max(0, number - 1 - int(chance.expovariate(0.2))) if chance.random() < 0.66 else 0
        if kind.is_chain:
            parent = number - 1 if number % FIRST_LEVELS != 1 else 0
        texts = [sentences.text(kind.typical_words, kind.figures) for _ in range(max(kind.lines, kind.segments))]
        before, written = written, written + len(texts)
        if written // NEEDLE_EVERY > before // NEEDLE_EVERY:
            texts[-1] += " " + NEEDLES.get(kind.language, NEEDLE)
        text = between.join(texts)
        yield Comment(number, parent, sentences.name(PEOPLE), time, text, int(chance.lognormvariate(1, 1.3)) - 2)
