"""Comments without end, for files of any size."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from sentences import Sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

PEOPLE = 3_000
FIRST = datetime(2023, 5, 1, 8, 0, tzinfo=UTC)


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


def comments(typical_words: float = 26.0) -> Iterator[Comment]:
    """Comments without end, two of three of them replies to a recent one."""
    sentences = Sentences(7)
    chance = sentences.chance
    number, time = 0, FIRST
    while True:
        number += 1
        time += timedelta(seconds=chance.randint(1, 900))
        parent = max(0, number - 1 - int(chance.expovariate(0.2))) if chance.random() < 0.66 else 0
        text = sentences.text(typical_words)
        yield Comment(number, parent, sentences.name(PEOPLE), time, text, int(chance.lognormvariate(1, 1.3)) - 2)
