"""Pairs of marks around words: `*`, `_` and `~` in runs of one or more.

The rules are those of CommonMark 0.31 (appendix "process emphasis"). Linear: a search for the opening run that fails is
not repeated over the same runs, and one that succeeds removes the runs that it has passed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_reader.render.bodies.dialects import Dialect


class Pair(NamedTuple):
    """Words between two marks of `size` characters: one before `start`, one from `end` on."""

    start: int
    end: int
    size: int
    look: int


class Run:
    """A run of one mark: the part from `start` to `end` is not yet part of a pair."""

    __slots__ = ("char", "closes", "end", "opens", "size", "start")

    def __init__(self, char: str, start: int, end: int, *, opens: bool, closes: bool) -> None:
        self.char, self.start, self.end = char, start, end
        self.size = end - start
        self.opens, self.closes = opens, closes


def run_at(text: str, start: int, end: int, dialect: Dialect) -> Run | None:
    """The run of marks from `start` to `end`; None if it is text."""
    char = text[start]
    sizes = dialect.marks[char]
    if len(sizes) == 1 and end - start not in sizes:
        return None
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    space_before, space_after = before.isspace(), after.isspace()
    word_before, word_after = before.isalnum(), after.isalnum()
    opens = not space_after and (word_after or not word_before)
    closes = not space_before and (word_before or not word_after)
    if char not in dialect.within_words:
        opens, closes = opens and not word_before, closes and not word_after
    return Run(char, start, end, opens=opens, closes=closes) if opens or closes else None


def pairs(runs: Sequence[Run], dialect: Dialect) -> Iterator[Pair]:
    """Yield the pairs that runs form, which are given in order."""
    openers: list[Run] = []
    hopeless: dict[tuple[str, int, bool], int] = {}
    """By kind of closing run, how many of the openers are known not to fit."""
    for run in runs:
        sizes = dialect.marks[run.char]
        while run.closes and run.end > run.start:
            kind = run.char, run.size % 3, run.opens
            at = len(openers) - 1
            lowest = hopeless.get(kind, 0)
            while at >= lowest and not _fit(openers[at], run, is_exact=len(sizes) == 1):
                at -= 1
            if at < lowest:
                hopeless[kind] = len(openers)
                break
            opener = openers[at]
            del openers[at + 1 :]
            size = max(size for size in sizes if size <= min(opener.end - opener.start, run.end - run.start))
            yield Pair(opener.end, run.start, size, sizes[size])
            opener.end -= size
            run.start += size
            if opener.end == opener.start:
                openers.pop()
            for other, count in hopeless.items():
                hopeless[other] = min(count, len(openers))
        if run.opens and run.end > run.start:
            openers.append(run)


def _fit(opener: Run, closer: Run, *, is_exact: bool) -> bool:
    if opener.char != closer.char:
        return False
    if is_exact:
        return True
    ambiguous = opener.closes or closer.opens
    return not (ambiguous and (opener.size + closer.size) % 3 == 0 and (opener.size % 3 or closer.size % 3))
