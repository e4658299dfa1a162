"""The library with many files. `--files 10000 --compare` is thorough, `--files 100000 --comments 2` is large.

Each part runs in a process of its own, and of processor time. With `--compare`, what is found is compared with what the
query engine finds in every file.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

from fresh_process import values_of
from machine import PYTHON
from many_files import write_files
from measured import NotMeasured, Row, milliseconds, once, rounds
from programs import EMPTY
from timed import Timed

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from measured import Group
    from programs import Bench

QUERIES = (
    "zyzzyva",
    "quokka",
    "quokk",
    '"a quokka was"',
    "北京大学",
    "京大",
    "/zyzz.va/",
    "the",
    "京",
    "user:the_of zyzzyva",
    "user:the_of",
    "user:a",
    "likes:>39",
    "likes:>1000",
    "is:deleted",
    "is:op",
    "after:2030",
    "words:>300",
    "segments:>1",
    "has:question",
    "value:45%",
    "-the",
)
"""Words of one file, of some and of all, in several scripts; expressions; authors, numbers, marks, times and figures;
what nearly every file has."""
ROUNDS = 5
"""How often the first screen is drawn."""

BEGIN = """
import json, os, resource, sys, time
from pathlib import Path
from thread_parsers import Matching, parse_query, read
from thread_parsers.library import Library
cache, folder = Path(sys.argv[1]), sys.argv[2]
clock = time.process_time
def ran(work):
    began = clock()
    result = work()
    return clock() - began, result
def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
"""
READ = """
files = [str(path) for path in sorted(Path(folder).rglob("*.*"))][:1000]
def work():
    for file in files:
        read(file).close()
work()  # imports
print(json.dumps([len(files) / ran(work)[0]]))
"""
"""Files per second that are only read."""
REFRESH = """
library = Library(cache)
empty, began, steps, last = peak(), clock(), [], clock()
for step in library.refresh([folder]):
    steps.append(clock() - last)
    last = clock()
whole = clock() - began
library.close()
size = sum(path.stat().st_size for path in cache.iterdir())
pages = sum(path.stat().st_size for path in Path(folder).rglob("*.*"))
usual = sorted(steps)[int(0.99 * len(steps))]
print(json.dumps([step.read / whole, size / pages, pages / 1e6, peak() - empty, usual, max(steps)]))
"""
"""Files per second; size by size of pages, and that; MiB; steps."""
ROWS = """
library = Library(cache)
empty = peak()
first, _ = ran(lambda: next(page for page in library.pages([folder]) if page))
seconds, rows = ran(lambda: library.rows([folder]))
used = peak() - empty
steps, last = [], clock()
for _ in library.pages([folder]):
    steps.append(clock() - last)
    last = clock()
unchanged, _ = ran(lambda: list(library.refresh([folder])))
changed = []
for row in rows[:20]:
    path = Path(row.path)
    path.write_bytes(path.read_bytes().replace(b"the", b"teh", 1) + b"\\n")
    changed.append(ran(lambda: list(library.refresh([row.path])))[0])
running = library.refresh([folder])
next(running)
stopped, _ = ran(running.close)
print(json.dumps([len(rows), first, seconds, used, max(steps), unchanged, stopped, sorted(changed)[10]]))
"""
"""Rows, seconds for the first page and all of them, MiB, the longest step; seconds for a refresh without changes, for
stopping one, and for that of one changed file."""
QUERY = """
query = parse_query(sys.argv[3])
library = Library(cache)
for kind in ("*.txt", "*.html", "*.json"):
    read(next(iter(Path(folder).rglob(kind)))).close()  # what a program that was used before has imported
next(iter(library.search(parse_query("imports"), [folder])), None)
began, first, found, steps, last = clock(), 0.0, [], [], clock()
for hit in library.search(query, [folder]):
    steps.append(clock() - last)
    if hit is not None:
        first = first or clock() - began
        found.append((hit.path, hit.comment))
    last = clock()
print(json.dumps([first or clock() - began, clock() - began, len(found), len({path for path, _ in found}), max(steps)]))
"""
"""Seconds until the first hit, or until it is known that there is none, and all hits; hits and the files that have
them; the longest step."""
SCAN = """
query = parse_query(sys.argv[3])
def work():
    found = [hit for hit in Library(None).search(query, [folder]) if hit is not None]
    return len(found), len({hit.path for hit in found})
seconds, found = ran(work)
print(json.dumps([0.0, seconds, *found]))
"""
"""The same, without an index."""


def library(bench: Bench) -> Group:
    """A first refresh, rows, later refreshes, the first screen of the list, and searches."""
    folder = bench.folder / f"files-{bench.files}-{bench.comments}"
    cache = Path(mkdtemp(dir=bench.folder), "thread-reader")
    if not folder.exists():
        write_files(folder, bench.files, bench.comments)
    yield partial(_refreshed, cache, folder)
    yield partial(_rows, cache, folder)
    yield partial(_drawn, cache, folder)
    for query in QUERIES:
        yield partial(_searched, cache, folder, query, compare=bench.compare)


def _run(code: str, *arguments: str | Path) -> Any:
    return values_of(BEGIN + code, *arguments)


def _refreshed(cache: Path, folder: Path) -> list[Row]:
    if cache.exists():
        for path in cache.iterdir():  # an index of an earlier try
            path.unlink()
    (alone,) = _run(READ, cache, folder)
    speed, share, megabytes, memory, usual, longest = _run(REFRESH, cache, folder)
    what = f"first refresh of {megabytes:.0f} MB"
    return [
        Row(what, "", f"{speed:.0f} files/s", f"only reading: {alone:.0f} files/s", f"{alone / speed:.2f}"),
        Row("its steps", "≤ 8 ms", f"99 %: {once(usual)}, longest {once(longest)}"),
        Row("its memory", "", f"{memory:.0f} MiB more than an empty library"),
        Row("size of the index", "", f"{share:.2f} MB for each MB of pages"),
    ]


def _rows(cache: Path, folder: Path) -> list[Row]:
    count, first, seconds, used, longest, unchanged, stopped, changed = _run(ROWS, cache, folder)
    if not count:
        raise NotMeasured("the index has no rows")
    rows = f"first page {once(first)}, all {once(seconds)}, longest step {once(longest)}"
    return [
        Row(f"{count:,} rows", "≤ 300 ms", f"{rows}, {used:.0f} MiB"),
        Row("a refresh without changes", "", f"{once(unchanged)}; stopping it {once(stopped)}"),
        Row("one changed file", "≤ 50 ms", once(changed)),
    ]


def _drawn(cache: Path, folder: Path) -> list[Row]:
    """From exec to the first rows of a list that is in the index, compared with an empty Textual app and a file."""
    environment = {"XDG_CACHE_HOME": str(cache.parent)}
    page = min(folder.rglob("*.txt"))
    reader = [PYTHON, "-m", "thread_reader"]

    def processor(command: list[str], shows: str) -> Callable[[], float]:
        def measure() -> float:
            with Timed(command, environment=environment) as program:
                program.until(shows)
                return program.processor

        return measure

    contestants = {
        "empty": processor(EMPTY, "ready"),
        "file": processor([*reader, str(page)], "1 of"),
        "list": processor([*reader, str(folder)], "item-"),
    }
    found = rounds(ROUNDS, contestants)
    own = [ours - empty for ours, empty in zip(found["list"], found["empty"], strict=True)]
    against = f"empty app {milliseconds(found['empty'])}, one file {milliseconds(found['file'])}"
    return [
        Row("first screen of the list", "≤ 300 ms", milliseconds(found["list"]), against),
        Row("… of it beyond an empty Textual app", "", milliseconds(own)),
    ]


def _searched(cache: Path, folder: Path, query: str, *, compare: bool) -> list[Row]:
    first, whole, hits, files, longest = _run(QUERY, cache, folder, query)
    against, ratio = "", ""
    if compare:
        _, scanned, *other = _run(SCAN, cache, folder, query)
        if other != [hits, files]:
            raise NotMeasured(f"other hits without an index, {other}, than {[hits, files]}: {query}")
        against, ratio = f"without an index {once(scanned)}, the same", f"{whole / scanned:.3g}"
    figures = f"first after {once(first)}, all after {once(whole)}: {hits:,} in {files:,} files"
    return [Row(f"`{query}`", "≤ 50 ms", f"{figures}; longest step {once(longest)}", against, ratio)]
