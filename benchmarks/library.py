"""The library with many files: `python benchmarks/library.py [--files 10000] [--pages FOLDER]`.

`--files 100000 --comments 2 --no-comparison` is the large one. Each part runs in a process of its own, and of processor
time unless it says otherwise. What is found is compared with what the query engine finds in every file.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from many_files import COMMENTS, write_files
from measured import Row, milliseconds, rounds
from run import EMPTY, prepare, say
from timed import Timed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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


def _run(code: str, *arguments: str | Path) -> list[Any]:
    command = [sys.executable, "-c", BEGIN + code, *map(str, arguments)]
    values: list[Any] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return values


def _milliseconds(seconds: float) -> str:
    return f"{1000 * seconds:,.{0 if seconds >= 0.02 else 1}f} ms"


def refreshing(cache: Path, folder: Path) -> Iterator[Row]:
    """A first refresh, rows, and later ones."""
    (alone,) = _run(READ, cache, folder)
    speed, share, megabytes, memory, usual, longest = _run(REFRESH, cache, folder)
    what = f"first refresh of {megabytes:.0f} MB"
    yield Row(what, "", f"{speed:.0f} files/s", f"only reading: {alone:.0f} files/s", f"{alone / speed:.2f}")
    yield Row("its steps", "≤ 8 ms", f"99 %: {_milliseconds(usual)}, longest {_milliseconds(longest)}")
    yield Row("its memory", "", f"{memory:.0f} MiB more than an empty library")
    yield Row("size of the index", "", f"{share:.2f} MB for each MB of pages")
    count, first, seconds, used, longest, unchanged, stopped, changed = _run(ROWS, cache, folder)
    rows = f"first page {_milliseconds(first)}, all {_milliseconds(seconds)}, longest step {_milliseconds(longest)}"
    yield Row(f"{count:,} rows", "≤ 300 ms", f"{rows}, {used:.0f} MiB")
    yield Row("a refresh without changes", "", f"{_milliseconds(unchanged)}; stopping it {_milliseconds(stopped)}")
    yield Row("one changed file", "≤ 50 ms", _milliseconds(changed))


def drawing(cache: Path, folder: Path) -> Iterator[Row]:
    """From exec to the first rows of a list that is in the index, compared with an empty Textual app and a file."""
    environment = {"XDG_CACHE_HOME": str(cache.parent), "XDG_STATE_HOME": str(cache.parent / "state")}
    page = min(folder.rglob("*.txt"))
    reader = [sys.executable, "-m", "thread_reader"]

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
    yield Row("first screen of the list", "≤ 300 ms", milliseconds(found["list"]), against)
    yield Row("… of it beyond an empty Textual app", "", milliseconds(own))


def searching(cache: Path, folder: Path, *, compare: bool) -> Iterator[Row]:
    """Searches, compared with reading all files."""
    for query in QUERIES:
        first, whole, hits, files, longest = _run(QUERY, cache, folder, query)
        against, ratio = "", ""
        if compare:
            _, scanned, *other = _run(SCAN, cache, folder, query)
            against = f"without an index {_milliseconds(scanned)}, " + (
                "the same" if other == [hits, files] else "OTHER HITS"
            )
            ratio = f"{whole / scanned:.3g}"
        figures = f"first after {_milliseconds(first)}, all after {_milliseconds(whole)}: {hits:,} in {files:,} files"
        figures += f"; longest step {_milliseconds(longest)}"
        yield Row(f"`{query}`", "≤ 50 ms", figures, against, ratio)


def main() -> None:
    """Measure, and print each row when it is done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--comments", type=int, default=COMMENTS, help="of each file")
    parser.add_argument("--pages", type=Path, help="the folder for the files; a temporary one otherwise")
    parser.add_argument("--no-comparison", action="store_true", help="do not read all files for each query")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        pages = options.pages or Path(temporary, "pages")
        if not pages.exists():
            write_files(pages, options.files, options.comments)
        prepare(pages)
        say("| what | to reach | ours | against | ratio |\n|---|---|---|---|---|")
        cache = Path(temporary, "thread-reader")
        for row in refreshing(cache, pages):
            say(row)
        for row in drawing(cache, pages):
            say(row)
        for row in searching(cache, pages, compare=not options.no_comparison):
            say(row)


if __name__ == "__main__":
    main()
