"""Fingerprints and their comparison: of twice the comments at most twice the work, and a little of it in every step."""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import pytest

from harness.discussions import Post, make_discussion
from harness.work import calls, largest_step, lines_executed
from thread_parsers.identity.changes import changes
from thread_parsers.identity.fingerprints import Fingerprints, fingerprint_steps
from thread_parsers.identity.letters import letters, pieces
from thread_parsers.identity.matching import is_same, is_same_steps, match, match_steps, sample, sample_steps
from thread_parsers.identity.site_ids import site_id
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from thread_parsers.discussion.discussion import Discussion

TWICE = 2.2
MAX_CALLS = 6_000
"""Calls between two chances to yield: a few milliseconds."""
MAX_CALLS_TO_COMPARE = 40_000
"""The same for values that are already there, whose calls are shorter."""
SIZES = 3_000, 6_000
KINDS: dict[str, Callable[[int], str]] = {
    "different": "The ferry number {} was late again.".format,
    "Chinese": "第{}艘渡轮又晚点了，码头上没有人知道为什么。".format,
    "marked up": "The [ferry](https://a.example/{}) &amp; <b>pier</b> :smile: [1]".format,
    "all equal": lambda _: "Thanks",
    "empty": lambda _: "",
}
ATOMS = (
    "[", "](", "](a", "<a", "<a ", "&a", "&#1", ":a", ":a:", "```a", "http://", "https://a ", "www.", "\\", "[a.b",
    "[a.gif]", "x", "渡", "\u0301", "e\u0301", "паром", "\udcff", "👍", " ", "\n", "‘",
)  # fmt: skip


def made(kind: str, count: int) -> Discussion:
    discussion = make_discussion([Post(text=KINDS[kind](number)) for number in range(count)])
    discussion.columns.ids.update((at, f"comment-{at}") for at in range(count))
    return discussion


@pytest.mark.parametrize("kind", KINDS)
def test_fingerprints_take_linear_work_in_small_steps(kind: str) -> None:
    run_to_end(fingerprint_steps(made(kind, 10)))  # what is done once, tables, is not counted
    work = [calls(lambda count=count: run_to_end(fingerprint_steps(made(kind, count)))) for count in SIZES]  # type: ignore[misc]
    assert work[1] <= TWICE * work[0]
    assert largest_step(fingerprint_steps(made(kind, SIZES[1]))) <= MAX_CALLS


@pytest.mark.parametrize("kind", KINDS)
def test_comparing_takes_linear_work(kind: str) -> None:
    saves = [run_to_end(fingerprint_steps(made(kind, count))) for count in (*SIZES, SIZES[1] + 1)]

    def compared(known: Fingerprints, now: Fingerprints) -> None:
        sample(now)
        is_same(known, 0, now, 0)
        changes(known, now, match(known, now))

    work = [lines_executed(lambda save=save: compared(save, saves[2])) for save in saves[:2]]  # type: ignore[misc]
    assert work[1] <= TWICE * work[0]


COMPARING: dict[str, Callable[[Fingerprints, Fingerprints], Iterator[None]]] = {
    "match": match_steps,
    "is same": lambda known, now: is_same_steps(known, 0, now, 0),
    "sample": lambda _, now: sample_steps(now),
}


@pytest.mark.parametrize("name", COMPARING)
def test_comparing_large_saves_yields_all_the_time(name: str) -> None:
    known, now = (
        Fingerprints(
            *(
                array("q", [at * 0x9E3779B97F4A7C1 % (1 << 62) for at in range(first, first + 100_000)])
                for _ in range(4)
            )
        )
        for first in (0, 50_000)
    )
    assert largest_step(COMPARING[name](known, now)) <= MAX_CALLS_TO_COMPARE
    assert len(list(COMPARING[name](known, now))) >= 10


@pytest.mark.parametrize("atom", ATOMS, ids=ascii)
def test_a_long_text_of_one_atom_takes_linear_work_in_small_steps(atom: str) -> None:
    def of(size: int) -> Discussion:
        return make_discussion([Post(text=atom * (size // len(atom.encode("utf-8", "surrogateescape"))))])

    run_to_end(fingerprint_steps(of(100_000)))
    work = [calls(lambda size=size: run_to_end(fingerprint_steps(of(size)))) for size in (200_000, 400_000)]  # type: ignore[misc]
    assert work[1] <= TWICE * work[0]
    assert largest_step(fingerprint_steps(of(400_000))) <= MAX_CALLS


@pytest.mark.parametrize("atom", ATOMS, ids=ascii)
def test_a_piece_is_bounded(atom: str) -> None:
    data = (atom * 20_000).encode("utf-8", "surrogateescape")
    assert max(len(letters(piece)) for piece in pieces(data)) <= 3 * (1 << 14)


@pytest.mark.parametrize("atom", ["a", "a-", "comment-", "1", "_", "#", "?id=", "/", "&p=1", ".", "at://"])
def test_an_id_of_a_megabyte_takes_the_work_of_a_short_one(atom: str) -> None:
    assert calls(lambda: site_id(atom * 1_000_000, "https://a.example/" + atom * 1_000_000)) <= 200
