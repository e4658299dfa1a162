"""Deterministic pages of any size: an article and N comments as a Gate post, about 780 bytes each, and the same
comments as a threaded mailbox for mail readers.

`quokka` is in every thousandth comment, `zyzzyva` in the middle one, `harbour` in about half of them.
"""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NEWEST = datetime(2025, 3, 20, 18, 20)
OLDEST_MAIL = datetime(2020, 1, 1)
FEW = ("the", "of", "and", "a", "to", "in", "is", "it", "for", "that", "was", "on", "with", "they", "at", "not")
KNOWN = ("ferry", "bridge", "ticket", "council", "painters", "rust", "tide", "pier", "winter", "budget", "captain")
ODD = ("… haha", " 渡轮又晚点了", " 🚢🌊", " for $19 million", " in 2019, or 45%")
LINES = 20_000
"""Number of different lines that comments are made of."""

ARTICLE = """\
The harbour bridge is closed until May
Painters found rust under the second arch. The council puts the cost at $19 million.
Ferries run every ten minutes in the meantime, and a ticket for the bridge is good for the boat.
7 Likes
Reward
7
{count}
Repost
Share
Comment
0/400
"""


class Post(NamedTuple):
    """One comment."""

    author: str
    time: datetime
    body: str


def posts(count: int) -> Iterator[Post]:
    """The comments of a page, the newest first."""
    chance = random.Random(count)
    lines = _lines(chance)
    authors = ["".join(parts) for parts in product(_syllables(chance, 40), _syllables(chance, 30))]
    time = NEWEST
    for index in range(count):
        body = chance.choices(lines, k=max(1, min(40, int(chance.lognormvariate(2.09, 0.45)))))
        if index % 1000 == 999:
            body[-1] += " A quokka was seen."
        if index == count // 2:
            body[0] += " And a zyzzyva beetle."
        if chance.random() < 0.2:
            body.insert(len(body) // 2, "---")
        yield Post(_one(authors, chance), time, "\n".join(body))
        time -= timedelta(minutes=1 + index * 7919 % 3)


def write_page(path: Path, count: int) -> None:
    """A saved page."""
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(ARTICLE.format(count=count))
        for index, (author, time, body) in enumerate(posts(count)):
            stream.write(f"{author}\n· {time:%Y-%m-%d %H:%M}\n{body}\nReply{index % 9 if index % 10 == 0 else 0}\n")


def write_mailbox(path: Path, count: int) -> None:
    """The same comments as mail; three of five are replies to one of the fifty before."""
    chance = random.Random(7)
    threads: list[tuple[str, ...]] = []
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        for index, (author, _, body) in enumerate(posts(count)):
            above = chance.choice(threads) if threads and chance.random() < 0.6 else ()
            name, sent = f"<{index}@example.invalid>", OLDEST_MAIL + timedelta(minutes=index)
            threads = [*threads[-49:], (*above, name)[-12:]]
            stream.write(f"From {author}@example.invalid {sent:%a %b %e %H:%M:%S %Y}\n")
            stream.write(f"From: {author} <{author}@example.invalid>\nTo: list@example.invalid\n")
            stream.write(f"Subject: the bridge\nDate: {sent:%a, %d %b %Y %H:%M:%S} +0000\nMessage-ID: {name}\n")
            stream.write(f"In-Reply-To: {above[-1]}\nReferences: {' '.join(above)}\n" if above else "")
            stream.write(f"Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{body}\n\n")


def _one(authors: list[str], chance: random.Random) -> str:
    """An author; those at the start of the list are far more frequent."""
    return authors[int(len(authors) * chance.random() ** 3)]


def _lines(chance: random.Random) -> list[str]:
    words = [*KNOWN, *("".join(parts) for parts in product(_syllables(chance, 60), _syllables(chance, 60)))]
    weights = [1 / (place + 8) for place in range(len(words))]
    made = []
    for _ in range(LINES):
        length = max(3, min(45, int(chance.lognormvariate(2.75, 0.42))))
        rare = chance.choices(words, weights, k=length)
        line = " ".join(chance.choice(FEW) if chance.random() < 0.45 else word for word in rare).capitalize()
        if chance.random() < 0.1:
            line += " near the harbour"
        made.append(line + (chance.choice(ODD) if chance.random() < 0.05 else chance.choice(".?!")))
    return made


def _syllables(chance: random.Random, count: int) -> list[str]:
    made = ["".join(parts) for parts in product("bdfgklmnprstvw", "aeiou", ("", "n", "r", "l"))]
    return chance.sample(made, count)
