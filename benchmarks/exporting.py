"""Writing, and work on many files at once: megabytes and pages a second, on one core and on all."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
from functools import partial
from itertools import islice
from statistics import median
from time import monotonic
from typing import TYPE_CHECKING

from fresh_process import values_of
from machine import PYTHON
from many_files import write_files
from measured import NotMeasured, Row, once, ratio, rounds
from programs import ours, processor

if TYPE_CHECKING:
    from pathlib import Path

    from measured import Group
    from programs import Bench

FORMS = ("json", "jsonl", "csv", "md", "txt", "html")
PARSED = """
import json, sys, time
from pathlib import Path
from thread_parsers import parse
from thread_parsers.stats import measure
pages = [path.read_bytes() for path in sorted(Path(sys.argv[1]).rglob("*.txt"))[:200]]
def speed(work):
    for page in pages[:20]:
        work(page)  # modules, patterns and tables are loaded
    began = time.process_time()
    for page in pages:
        work(page)
    return len(pages) / (time.process_time() - began)
print(json.dumps([speed(parse), speed(lambda page: measure(parse(page)))]))
"""
"""Pages of 9 kB in a second that are parsed, and whose stats are counted."""
BULK_FILES = 600
"""Files that are written by one process and by several."""


def bulk(bench: Bench) -> Group:
    """Writing in all forms, beside jq; pages a second; several processes; a file that cannot be read."""
    for form in FORMS:
        yield partial(_written, bench, form)
    if shutil.which("jq"):
        yield partial(_beside_jq, bench)
    yield partial(_pages, bench)
    yield partial(_processes, bench)
    yield partial(_damaged, bench)


def _written(bench: Bench, form: str) -> list[Row]:
    speeds = []
    for kind in ("english", "chinese"):
        page = bench.file(kind)
        found = rounds(bench.rounds, {"ours": processor(ours(page, "--to", form))})
        speeds.append(page.stat().st_size / 1e6 / median(found["ours"]))
    megabytes = f"{bench.megabytes} MB of english"
    return [
        Row(f"`--to {form}`, {megabytes}, whole process", "", f"{speeds[0]:.0f} MB/s", f"Chinese {speeds[1]:.0f} MB/s")
    ]


def _beside_jq(bench: Bench) -> list[Row]:
    page, written = bench.file("english"), bench.folder / "written.json"
    with written.open("wb") as stream:
        subprocess.run(ours(page, "--to", "json"), check=True, stdout=stream)
    contestants = {
        "ours": processor(ours(page, "--to", "json")),
        "again": processor(ours(written, "--to", "json")),
        "jq": processor(["jq", ".", str(written)]),
    }
    found = rounds(bench.rounds, contestants)
    against = f"`jq .` of that JSON {once(median(found['jq']))}"
    named = {"ours": "`--to json` of a page", "again": "`--to json` of that JSON"}
    return [
        Row(name, "beside jq", once(median(found[key])), against, ratio(found[key], found["jq"]))
        for key, name in named.items()
    ]


def _folder(bench: Bench) -> Path:
    folder = bench.folder / "bulk"
    if not folder.exists():
        write_files(folder, BULK_FILES)
    return folder


def _pages(bench: Bench) -> list[Row]:
    parsed, counted = zip(*(values_of(PARSED, _folder(bench)) for _ in range(bench.rounds)), strict=True)
    return [
        Row("pages of 9 kB, `parse`, one core", "≥ 3,000 a second", f"{median(parsed):,.0f} a second"),
        Row("the same, and their stats", "≥ 300 a second", f"{median(counted):,.0f} a second"),
    ]


def _processes(bench: Bench) -> list[Row]:
    files, cores = sorted(map(str, _folder(bench).rglob("*.*"))), len(os.sched_getaffinity(0))

    def seconds(processes: int) -> float:
        began = monotonic()
        running = [
            subprocess.Popen(_lines(*islice(files, at, None, processes)), stdout=subprocess.DEVNULL)
            for at in range(processes)
        ]
        if any(process.wait() for process in running):
            raise NotMeasured("a process failed")
        return monotonic() - began

    found = rounds(bench.rounds, {"one": lambda: seconds(1), "all": lambda: seconds(cores)})
    speeds = {name: median(len(files) / each for each in values) for name, values in found.items()}
    faster = median(one / every for one, every in zip(found["one"], found["all"], strict=True))
    return [
        Row(
            f"{len(files):,} files written as lines of JSON by {cores} processes", "≥ 0.9 × cores × one process",
            f"{speeds['all']:.0f} files/s", f"one process {speeds['one']:.0f} files/s",
            f"{faster / cores:.2f} × {cores} × one",
        )
    ]  # fmt: skip


def _damaged(bench: Bench) -> list[Row]:
    files = sorted(_folder(bench).rglob("*.txt"))[:20]
    damaged = bench.folder / "damaged.txt.gz"
    whole = gzip.compress(files[0].read_bytes(), mtime=0)
    damaged.write_bytes(whole[: len(whole) // 2])
    paths = [*map(str, files[:10]), str(damaged), *map(str, files[10:])]
    run = subprocess.run(_lines(*paths), check=False, capture_output=True, text=True)
    alone = subprocess.run(_lines(*map(str, files)), check=True, capture_output=True, text=True)
    if damaged.name not in run.stderr:
        raise NotMeasured(f"the damaged file is not named: {run.stderr!r}")
    lost = len(alone.stdout.splitlines()) - len(run.stdout.splitlines())
    said = run.stderr.strip().replace(str(bench.folder), "…").replace("|", "\\|")
    return [
        Row(
            "one damaged file among 20",
            "is named, and nothing else is lost",
            f"{lost} other comments lost",
            f"`{said}`",
        )
    ]


def _lines(*paths: str) -> list[str]:
    return [PYTHON, "-m", "thread_reader", *paths, "--no-state", "-t", "jsonl"]
