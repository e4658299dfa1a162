"""Reading files of all kinds, from the file to the tree.

Each figure is from a process of its own, and of processor time; the processes take turns. JSON is compared with
`json.loads`, which only decodes it. Pages of text are always 1 MB, about the most that is copied.
"""

from __future__ import annotations

from functools import partial
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from fresh_process import values_of
from measured import NotMeasured, Row, once, ratio, rounds
from saved_files import FILES
from saved_text import TEXT_FILES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from measured import Group
    from programs import Bench

TREE = """
import json, resource, sys, time
from thread_parsers import read
from thread_parsers.reading import begin
from thread_parsers.source.open import open_source

read(sys.argv[2]).close()  # modules and patterns take as long to load as half a megabyte to read
began = last = time.process_time()
discussion, steps = begin(open_source(sys.argv[1]))
first = slowest = 0.0
for _ in steps:
    now = time.process_time()
    slowest, first = max(slowest, now - last), first or (now - began) * (len(discussion.parts[0].columns) > 0)
    last = time.process_time()
whole = time.process_time() - began
total = sum(len(part.columns) for part in discussion.parts)
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(json.dumps([whole, first or whole, slowest, peak, total]))
"""
"""Seconds until all is read, until the first comments are there, and of the longest step; peak MiB; comments."""
DECODE = """
import json, sys, time
data = open(sys.argv[1], encoding="utf-8").read()
began = time.process_time()
for line in data.splitlines() if sys.argv[1].endswith(("ndjson", "jsonl")) else (data,):
    json.loads(line)
print(json.dumps(time.process_time() - began))
"""
BARS = {
    **dict.fromkeys((".json", ".ndjson", ".jsonl"), "≥ 60 MB/s"),
    ".html": "≥ 4 MB/s", ".mbox": "≥ 20 MB/s",
}  # fmt: skip
"""Targets by file suffix; XML has none."""
ONE_LINE_BAR = "≤ 120 MB at 100 MB in one line; first comments before the end"
JSON = (".json", ".ndjson", ".jsonl")
ONE_LINE, COPIED = 100, 1
"""Megabytes of the file of one line, and of copied text."""
FEW = 12
"""Comments of the file that is read first, so that modules and patterns are loaded."""
HOSTILE = {
    "open elements": "<div>",
    "attributes": "<a b='",
    "lists": "<ul><li>x",
    "comments of blogs": "<li class=comment><b class=fn>Ada</b>",
}
"""What hostile markup is made of."""
HOSTILE_BYTES = 500_000
HAS_NO_COMMENTS = ("code",)
"""Kinds in which there are no comments to be found."""


class Reading(NamedTuple):
    """What TREE prints."""

    whole: float
    first: float
    slowest: float
    peak: float
    comments: float


def reading(bench: Bench) -> Group:
    """From file to tree, beside decoding alone."""
    for kind in FILES:
        yield partial(_throughput, bench, kind)
    yield partial(_one_line, bench)
    for name in HOSTILE:
        yield partial(_hostile, bench, name)


def _read(path: Path, few: Path) -> Reading:
    return Reading(*values_of(TREE, path, few))


def _throughput(bench: Bench, kind: str) -> list[Row]:
    is_text = kind in TEXT_FILES
    path, few = bench.file(kind, COPIED if is_text else None), bench.comments_of(kind, FEW)
    megabytes = path.stat().st_size / 1e6
    readings: list[Reading] = []

    def whole() -> float:
        readings.append(_read(path, few))
        return readings[-1].whole

    contestants: dict[str, Callable[[], float]] = {"ours": whole}
    is_json = path.suffix in JSON
    if is_json:
        contestants["decode"] = lambda: values_of(DECODE, path)
    found = rounds(bench.rounds, contestants)
    if not readings[0].comments and kind not in HAS_NO_COMMENTS:
        raise NotMeasured(f"no comments found in {path.name}")
    each = median(found["ours"]) / megabytes
    first, peak = median(one.first for one in readings), median(one.peak for one in readings)
    figures = (
        f"{f'{each:.2f} s/MB' if is_text else f'{1 / each:.1f} MB/s'}; first comments after "
        f"{100 * first / median(found['ours']):.0f} %, longest step "
        f"{1000 * median(one.slowest for one in readings):.0f} ms, {peak:.0f} MiB at most"
    )
    return [
        Row(
            f"{path.name}, {readings[0].comments:,.0f} comments",
            "≤ 0.5 s/MB" if is_text else BARS.get(path.suffix, ""), figures,
            f"decoding alone {megabytes / median(found['decode']):.1f} MB/s" if is_json else "",
            ratio(found["ours"], found["decode"]) if is_json else "",
        )
    ]  # fmt: skip


def _one_line(bench: Bench) -> list[Row]:
    found = _read(bench.file("youtube", ONE_LINE), bench.comments_of("youtube", FEW))
    first = f"first comments after {100 * found.first / found.whole:.0f} % of {once(found.whole)}"
    return [
        Row(f"{ONE_LINE} MB in one line, {found.comments:,.0f} comments", ONE_LINE_BAR, f"{found.peak:.0f} MiB", first)
    ]


def _hostile(bench: Bench, name: str) -> list[Row]:
    seconds = []
    for times in (1, 2):
        path = bench.folder / f"hostile-{times}.html"
        path.write_text("<!DOCTYPE html><body>" + HOSTILE[name] * (times * HOSTILE_BYTES // len(HOSTILE[name])))
        seconds.append(min(_read(path, bench.comments_of("hackernews", FEW)).whole for _ in range(2)))
    speed = 2 * HOSTILE_BYTES / 1e6 / seconds[1]
    against, grown = f"half of it {once(seconds[0])}", f"{seconds[1] / seconds[0]:.2f} × for twice as much"
    return [Row(f"hostile HTML: {name}, 1 MB", "≥ 4 MB/s, linear", f"{speed:.1f} MB/s", against, grown)]
