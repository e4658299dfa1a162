"""Reading files of all kinds, from the file to the tree: `python benchmarks/reading.py [--megabytes 20]`.

Each figure is from a process of its own, and of processor time; the processes take turns. JSON is compared with
`json.loads`, which only decodes it. Pages of text are always 1 MB, about the most that is copied.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from comment_stream import comments
from measured import Row, milliseconds, ratio, rounds
from pages import write_page
from run import opening, ours, prepare, say
from saved_files import FILES, write_file
from saved_text import TEXT_FILES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TREE = """
import resource, sys, time
from thread_parsers.reading import begin, parse
from thread_parsers.source.open import open_source

if sys.argv[1].endswith(".txt"):  # its patterns take as long to load as half a megabyte to read
    parse("Ann · 3h ago\\n\\nwarm?\\n\\nBo · 2h ago\\n\\nwarm.\\n")
began = last = time.process_time()
discussion, steps = begin(open_source(sys.argv[1]))
first = slowest = 0.0
for _ in steps:
    now = time.process_time()
    slowest, first = max(slowest, now - last), first or (now - began) * (len(discussion.parts[0].columns) > 0)
    last = time.process_time()
whole = time.process_time() - began
total = sum(len(part.columns) for part in discussion.parts)
print(whole, first or whole, slowest, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, total)
"""
"""Seconds until all is read, until the first comments are there, and of the longest step; peak MiB; comments."""
DECODE = """
import json, sys, time
data = open(sys.argv[1], encoding="utf-8").read()
began = time.process_time()
for line in data.splitlines() if sys.argv[1].endswith(("ndjson", "jsonl")) else (data,):
    json.loads(line)
print(time.process_time() - began)
"""
BARS = {
    **dict.fromkeys((".json", ".ndjson", ".jsonl"), "≥ 60 MB/s"),
    ".html": "≥ 4 MB/s", ".mbox": "≥ 20 MB/s", ".txt": "≤ 0.5 s/MB",
}  # fmt: skip
"""Targets by file suffix; XML has none."""
ONE_LINE_BAR = "≤ 120 MB at 100 MB in one line; first comments before the end"
TEXT_BYTES = 1_000_000
OPENED = {"hackernews": 566, "reddit": 476, "mailbox": 1_000}
"""Kinds of files that are opened in a terminal, with the number of comments."""


class Reading(NamedTuple):
    """What TREE prints."""

    whole: float
    first: float
    slowest: float
    peak: float
    comments: float


def _run(code: str, path: Path) -> list[float]:
    command = [sys.executable, "-c", code, str(path)]
    return list(map(float, subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()))


def throughput(folder: Path, size: int, turns: int, kinds: list[str]) -> Iterator[Row]:
    """From file to tree, beside decoding alone."""
    for kind in kinds:
        is_text = kind in TEXT_FILES
        path = write_file(kind, folder, TEXT_BYTES if is_text else size)
        megabytes = path.stat().st_size / 1e6
        readings: list[Reading] = []

        def whole(path: Path = path, readings: list[Reading] = readings) -> float:
            readings.append(Reading(*_run(TREE, path)))
            return readings[-1].whole

        contestants: dict[str, Callable[[], float]] = {"ours": whole}
        is_json = path.suffix in (".json", ".ndjson", ".jsonl")
        if is_json:
            contestants["decode"] = lambda path=path: _run(DECODE, path)[0]  # type: ignore[misc]
        found = rounds(turns, contestants)
        each = median(found["ours"]) / megabytes
        speed = f"{each:.2f} s/MB" if is_text else f"{1 / each:.1f} MB/s"
        first, peak = median(one.first for one in readings), median(one.peak for one in readings)
        figures = (
            f"{speed}; first comments after {100 * first / median(found['ours']):.0f} %, longest step "
            f"{1000 * median(one.slowest for one in readings):.0f} ms, {peak:.0f} MiB at most"
        )
        decoding = f"decoding alone {megabytes / median(found['decode']):.1f} MB/s" if is_json else ""
        yield Row(
            f"{path.name}, {readings[0].comments:,.0f} comments", BARS.get(path.suffix, ""), figures, decoding,
            ratio(found["ours"], found["decode"]) if is_json else "",
        )  # fmt: skip


def memory(folder: Path) -> Iterator[Row]:
    """100 MB of JSON in one line."""
    found = Reading(*_run(TREE, write_file("youtube", folder, 100_000_000)))
    first = f"first comments after {100 * found.first / found.whole:.0f} % of the time"
    yield Row(f"100 MB in one line, {found.comments:,.0f} comments", ONE_LINE_BAR, f"{found.peak:.0f} MiB", first)


def first_comment(folder: Path, turns: int) -> Iterator[Row]:
    """From exec to the first comment, beside as many comments as text."""
    for kind, count in OPENED.items():
        name, write = FILES[kind]
        path, text = folder / f"{count}-{name}", folder / f"{count}.txt"
        path.write_text("".join(write(islice(comments(), count))), encoding="utf-8")
        write_page(text, count)
        found = rounds(turns, {"ours": opening(ours(path), "1 of"), "text": opening(ours(text), "1 of")})
        yield Row(
            f"exec to the first of {count} comments, {kind}", "≤ 1.3 × as text",
            milliseconds(found["ours"]), f"text {milliseconds(found['text'])}", ratio(found["ours"], found["text"]),
        )  # fmt: skip


def main() -> None:
    """Measure, and print each row when it is done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=20, help="size of each file")
    parser.add_argument("--rounds", type=int, default=5, help="how often each thing is measured")
    parser.add_argument("--pages", type=Path, help="the folder for the files; a temporary one otherwise")
    parser.add_argument("--only", choices=FILES, nargs="+", default=list(FILES), help="some kinds of files")
    parser.add_argument("--no-terminal", action="store_true", help="only what is measured without a terminal")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.pages or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        prepare(folder)
        say("| what | to reach | ours | against | ratio |\n|---|---|---|---|---|")
        for row in throughput(folder, options.megabytes * 1_000_000, options.rounds, options.only):
            say(row)
        if "youtube" in options.only:
            say(*memory(folder))
        if not options.no_terminal:
            for row in first_comment(folder, options.rounds):
                say(row)


if __name__ == "__main__":
    main()
