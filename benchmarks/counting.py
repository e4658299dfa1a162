"""The stats of pages of all kinds: everything that `--stats` prints, which is also what the pane counts."""

from __future__ import annotations

from functools import partial
from statistics import median
from typing import TYPE_CHECKING

from fresh_process import values_of
from measured import Row, milliseconds, once, ratio
from programs import ours, processor
from saved_files import PAGES

if TYPE_CHECKING:
    from pathlib import Path

    from measured import Group
    from programs import Bench

COUNT = """
import json, resource, sys, time
from thread_parsers import read
from thread_parsers.stats import measure
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
discussion = read(sys.argv[1])
began, before = time.process_time(), peak()
measure(discussion)
print(json.dumps([time.process_time() - began, peak() - before, len(discussion.columns)]))
"""
"""Seconds of processor time, MiB more than reading needs, and comments."""
FIXED = 1_000


def stats(bench: Bench) -> Group:
    """Fixed cost, growth, and megabytes a second (processor time)."""
    for kind in ("english", "german", "chinese"):
        yield partial(_fixed, bench, kind)
    for kind in PAGES:
        yield partial(_per_megabyte, bench, kind)
    yield partial(_large, bench)
    yield partial(_whole, bench)


def _fixed(bench: Bench, kind: str) -> list[Row]:
    pages = {count: bench.comments_of(kind, count) for count in (FIXED, 2 * FIXED)}
    once_, twice = ([_seconds(page) for _ in range(bench.rounds)] for page in pages.values())
    fixed = [max(0.0, 2 * one - two) for one, two in zip(once_, twice, strict=True)]
    return [
        Row(
            f"stats, {FIXED:,} comments of {kind}", "fixed cost ≤ 0.15 s", milliseconds(once_),
            f"{2 * FIXED:,} comments {milliseconds(twice)}", f"fixed {once(median(fixed))}",
        )
    ]  # fmt: skip


def _per_megabyte(bench: Bench, kind: str) -> list[Row]:
    page, english = bench.file(kind), bench.file("english")
    found: dict[str, list[float]] = {"ours": [], "english": []}
    for _ in range(bench.rounds):
        found["ours"].append(_seconds(page) / (page.stat().st_size / 1e6))
        found["english"].append(_seconds(english) / (english.stat().st_size / 1e6))
    return [
        Row(
            f"stats, {bench.megabytes} MB of {kind}", "≤ 2 × English prose per MB",
            f"{median(found['ours']):.2f} s/MB", f"English {median(found['english']):.2f} s/MB",
            ratio(found["ours"], found["english"]),
        )
    ]  # fmt: skip


def _large(bench: Bench) -> list[Row]:
    half, whole = (bench.comments_of("english", count) for count in (bench.large // 2, bench.large))
    before, (seconds, memory, _) = _seconds(half), values_of(COUNT, whole)
    return [
        Row(
            f"stats, {bench.large:,} comments of english, {whole.stat().st_size / 1e6:.0f} MB",
            "≤ 3 s at 100,000, growth linear", f"{once(seconds)}, {memory:.0f} MiB more than reading",
            f"{bench.large // 2:,} comments {once(before)}", f"{seconds / before:.2f} × for twice as many",
        )
    ]  # fmt: skip


def _whole(bench: Bench) -> list[Row]:
    used = processor(ours(bench.page(bench.large), "--stats"))()
    return [Row(f"`--stats`, {bench.large:,} comments of repeated lines, whole process", "", once(used))]


def _seconds(page: Path) -> float:
    seconds: float = values_of(COUNT, page)[0]
    return seconds
