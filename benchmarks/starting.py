"""From exec to the first comment, to keys being answered, and to everything being read; and memory after that."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from machine import PYTHON
from measured import Row, milliseconds, ratio, rounds
from programs import (
    EMPTY,
    LARGE,
    elapsed,
    is_read,
    opening,
    ours,
    processor,
    processor_until,
    readers,
)
from saved_files import PAGES
from timed import Timed

if TYPE_CHECKING:
    from collections.abc import Callable

    from measured import Group
    from programs import Bench

SPLIT = "import sys; len(open(sys.argv[1], encoding='utf-8').read().splitlines())"
INDEX = "import sys; from thread_parsers import read; len(read(sys.argv[1]).columns)"
OPENED = {"hackernews": 566, "reddit": 476, "mailbox": 1_000}
"""Kinds of files that are opened beside the same discussion as text, with the number of comments."""


def starting(bench: Bench) -> Group:
    """From exec to keys being answered, beside an empty app; pages of any size and kind beside the smallest one."""
    yield partial(_sizes, bench)
    for kind in OPENED:
        yield partial(_beside_text, bench, kind)
    for kind in PAGES:
        yield partial(_page, bench, kind)


def _sizes(bench: Bench) -> list[Row]:
    small, largest = bench.sizes[0], bench.sizes[-1]
    contestants = {"pass": elapsed([PYTHON, "-c", "pass"]), "empty": opening(EMPTY, "ready")}
    for count in bench.sizes:
        contestants[f"{count:,}"] = opening(ours(bench.page(count)), f"1 of {count if count <= small else ''}")
    found = rounds(bench.rounds, contestants)
    first, last = found[f"{small:,}"], found[f"{largest:,}"]
    rows = [
        Row(
            f"exec to keys live, {small} comments", "≤ 1.20 × an empty Textual app, tried for 1.15",
            milliseconds(first), f"empty app {milliseconds(found['empty'])}", ratio(first, found["empty"]),
        )
    ]  # fmt: skip
    for count in bench.sizes[1:]:
        name = f"{count:,}"
        against = f"{small} comments {milliseconds(first)}"
        rows.append(
            Row(
                f"the same, {name} comments", f"≤ 1.2 × {small}",
                milliseconds(found[name]), against, ratio(found[name], first),
            )
        )  # fmt: skip
    against = f"`python -c pass` {milliseconds(found['pass'])}"
    return [*rows, Row("exec to first comment readable", "", milliseconds(last), against, ratio(last, found["pass"]))]


def _beside_text(bench: Bench, kind: str) -> list[Row]:
    count = OPENED[kind]
    path, text = bench.comments_of(kind, count), bench.comments_of("gate", count)
    rows = []
    for measure, what in ((opening, ""), (processor_until, " (processor time)")):
        found = rounds(bench.rounds, {"ours": measure(ours(path), "1 of"), "text": measure(ours(text), "1 of")})
        rows.append(
            Row(
                f"exec to the first of {count} comments, {kind}{what}", "≤ 1.3 × the same discussion as text",
                milliseconds(found["ours"]), f"text {milliseconds(found['text'])}", ratio(found["ours"], found["text"]),
            )
        )  # fmt: skip
    return rows


def _page(bench: Bench, kind: str) -> list[Row]:
    small = opening(ours(bench.page(bench.sizes[0])), "1 of")
    found = rounds(3, {"page": opening(ours(bench.file(kind)), "1 of"), "small": small})
    return [
        Row(
            f"exec to keys live, {bench.megabytes} MB of {kind}", f"≤ 1.2 × {bench.sizes[0]} comments",
            milliseconds(found["page"]), f"{bench.sizes[0]} comments {milliseconds(found['small'])}",
            ratio(found["page"], found["small"]),
        )
    ]  # fmt: skip


def beside_others(bench: Bench) -> Group:
    """The same page opened by other programs, and read whole by Python."""
    for name, (command, shows) in readers(bench).items():
        yield partial(_beside, bench, name, opening(command, shows))
    for count in bench.sizes[-2:]:
        yield partial(_indexed, bench, count)


def _beside(bench: Bench, name: str, theirs: Callable[[], float]) -> list[Row]:
    found = rounds(max(3, bench.rounds // 2), {name: theirs, "ours": opening(ours(bench.page(bench.large)), "1 of")})
    return [
        Row(
            f"open {bench.large:,} comments", f"beside {name}",
            milliseconds(found["ours"]), f"{name} {milliseconds(found[name])}", ratio(found["ours"], found[name]),
        )
    ]  # fmt: skip


def _indexed(bench: Bench, count: int) -> list[Row]:
    page, turns = str(bench.page(count)), bench.rounds if count <= LARGE else 3
    found = rounds(
        turns, {"ours": processor([PYTHON, "-c", INDEX, page]), "split": processor([PYTHON, "-c", SPLIT, page])}
    )
    return [
        Row(
            f"{count:,} comments indexed, all columns (processor time)", "≤ 0.5 × `open().read().splitlines()`",
            milliseconds(found["ours"]), f"splitlines {milliseconds(found['split'])}",
            ratio(found["ours"], found["split"]),
        )
    ]  # fmt: skip


def memory(bench: Bench) -> Group:
    """Anonymous memory after everything is read and counted."""
    for count in bench.sizes[-2:]:
        yield partial(_memory, f"{count:,} comments", ours(bench.page(count)), count)
    for kind in ("english", "english_json", "english_html", "english_mbox"):
        count = 20_000
        yield partial(_memory, f"{count:,} comments of {kind}", ours(bench.comments_of(kind, count)), count)


def _memory(what: str, command: list[str], count: int) -> list[Row]:
    with Timed(EMPTY) as program:
        program.until("ready")
        floor = program.memory()
    with Timed(command) as program:
        program.until(is_read)
        used = program.memory()
    each = (used - floor) * (1 << 20) / count
    return [
        Row(
            f"memory, {what}", "≤ empty app + 100 bytes a comment, and its text where that is not the file",
            f"{used:.0f} MiB", f"empty app {floor:.0f} MiB", f"+ {each:.0f} bytes each",
        )
    ]  # fmt: skip
