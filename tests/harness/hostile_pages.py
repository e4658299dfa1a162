"""Hostile pages of our own making: built from pieces that do harm somewhere, or a sound page and what befell it."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BITS = [
    "\x1b[2J", "\x1b]0;title\x07", "\x1b]8;;http://a\x1b\\", "\x1bP", "\x9b31m", "\x9d", "\x07", "\x08", "\x00",
    "\x7f", "\x85", "\t", "\r", "\v", "\f", "\x1c", "\u2028", "\u202e", "\u2066", "\u200b", "\u200d", "\u00ad",
    "\ufeff", "\u3164", "\u034f", "\U000e0041", "\ufffe", "\ue000", "\u0301", "\u0301\u0302\u0303\u0304\u0305",
    "\u093f", "\u1161", "\u20e3", "\ufe0f", "\U0001f469\u200d\U0001f467", "\U0001f44d\U0001f3fd",
    "\U0001f1e9\U0001f1ea", "\U0001f1e9", "1\ufe0f\u20e3", "\u2764\ufe0f", "[", "]", "[/", "[/]", "[bold]",
    "[@click=app.quit]x[/]", "[link=file:///x]", "\\[", "$", "{}", "%s", ":smile:", "`", "<b>", "word",
    "words of a page", "http://example.org/\u202ea", "www.example.org", "x" * 90, "日本語の長い言葉", " ", "  ", "?",
    "'", '"', "@name", "---", "3 Likes", "Reply2", "· 2025-03-09 18:20", "> quoted",
]  # fmt: skip
"""What lines are made of: controls, what hides, what is wide, markup of every kind, words, signs of the format."""

FOOT = "3 Likes\nReward\n3\n2\nRepost\nShare\nComment\n0/400\n"


def built(chance: Random) -> bytes:
    """A page of the shape that the program knows best, every word of it from the pieces."""

    def words(most: int) -> str:
        return "".join(chance.choices(BITS, k=chance.randint(1, most)))

    comments = "".join(
        f"{words(3)}\n· 2025-03-09 18:{at:02}\n"
        + "\n---\n".join(words(8) for _ in range(chance.randint(1, 3)))
        + "\nReply0\n"
        for at in range(chance.randint(0, 8))
    )
    return f"{words(4)}\n{words(12)}\n{FOOT}{comments}".encode("utf-8", "surrogatepass")


def broken(sound: bytes, chance: Random) -> bytes:
    """A sound page with pieces put in, parts taken away, doubled or moved, and bytes changed."""
    page = bytearray(sound)
    for _ in range(chance.randint(1, 20)):
        first, last = sorted(chance.randrange(len(page) + 1) for _ in range(2))
        what = chance.randrange(5)
        if what == 0:
            page[first:first] = chance.choice(BITS).encode("utf-8", "surrogatepass")
        elif what == 1:
            del page[first : min(last, first + 300)]
        elif what == 2:
            page[last:last] = page[first : min(last, first + 600)]
        elif what == 3:
            page[first:first] = chance.randbytes(chance.randint(1, 9))
        else:
            lines = bytes(page).split(b"\n")
            chance.shuffle(lines)
            page = bytearray(b"\n".join(lines))
    return bytes(page)


def large() -> Iterator[bytes]:
    """Pages that are hostile by their size: one line, many lines, many levels, many segments, floods."""
    yield b"word " * 200_000
    yield b"x\n" * 300_000
    yield b"\x1b[31m" * 100_000
    yield b"".join(b">" * (depth % 400) + b" said\n" for depth in range(20_000))
    yield "Ann\n· 2025-03-09 18:20\n".encode() + b"a\n---\n" * 100_000 + b"Reply0\n"
    yield b"e" + "\u0301".encode() * 200_000
    yield bytes(100_000) + b"words\n" * 50_000
    yield "".join(f"n{at}\n· 2025-03-09 18:20\nyes\nReply{at % 3}\n" for at in range(30_000)).encode()
    yield "\n".join("  " * depth + f"a{depth}, 2 hours ago\n" + "  " * depth + "yes" for depth in range(1_500)).encode()


def pages(count: int, sound: Sequence[bytes], seed: int) -> Iterator[bytes]:
    """So many pages, the same for the same seed: half of them built, half of them broken."""
    for number in range(count):
        chance = Random(f"{seed}/{number}")
        yield built(chance) if number % 2 else broken(chance.choice(sound), chance)
