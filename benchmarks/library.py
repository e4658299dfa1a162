"""The library with many files: `python benchmarks/library.py [--files 10000] [--pages FOLDER]`.

Each part runs in a process of its own, and of processor time unless it says otherwise. What is found is compared with
what the query engine finds in every file.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from many_files import write_files
from measured import Row
from run import prepare, say

if TYPE_CHECKING:
    from collections.abc import Iterator

QUERIES = (
    "zyzzyva",
    "quokka",
    "quokk",
    '"a quokka was"',
    "北京大学",
    "京大",
    "/zyzz.va/",
    "user:the_of zyzzyva",
    "likes:>39",
)

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
seconds, rows = ran(lambda: library.rows([folder]))
used = peak() - empty
unchanged, _ = ran(lambda: list(library.refresh([folder])))
changed = []
for row in rows[:20]:
    path = Path(row.path)
    path.write_bytes(path.read_bytes().replace(b"the", b"teh", 1) + b"\\n")
    changed.append(ran(lambda: list(library.refresh([row.path])))[0])
print(json.dumps([len(rows), seconds, used, unchanged, sorted(changed)[10]]))
"""
"""Rows, seconds and MiB for them; seconds for a refresh without changes, and of one changed file."""
QUERY = """
query = parse_query(sys.argv[3])
library = Library(cache)
next(iter(library.search(parse_query("imports"), [folder])), None)
began, first, found = clock(), 0.0, []
for hit in library.search(query, [folder]):
    if hit is not None:
        first = first or clock() - began
        found.append((hit.path, hit.comment))
print(json.dumps([first, clock() - began, len(found), len({path for path, _ in found})]))
"""
"""Seconds until the first hit and all hits; hits and the files that have them."""
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
    count, seconds, used, unchanged, changed = _run(ROWS, cache, folder)
    yield Row(f"{count:,} rows", "≤ 300 ms", f"{_milliseconds(seconds)}, {used:.0f} MiB")
    yield Row("a refresh without changes", "", _milliseconds(unchanged))
    yield Row("one changed file", "≤ 50 ms", _milliseconds(changed))


def searching(cache: Path, folder: Path, *, compare: bool) -> Iterator[Row]:
    """Searches, compared with reading all files."""
    for query in QUERIES:
        first, whole, hits, files = _run(QUERY, cache, folder, query)
        against, ratio = "", ""
        if compare:
            _, scanned, *other = _run(SCAN, cache, folder, query)
            against = f"without an index {_milliseconds(scanned)}, " + (
                "the same" if other == [hits, files] else "OTHER HITS"
            )
            ratio = f"{whole / scanned:.3g}"
        figures = f"first after {_milliseconds(first)}, all after {_milliseconds(whole)}: {hits:,} in {files:,} files"
        yield Row(f"`{query}`", "≤ 50 ms", figures, against, ratio)


def main() -> None:
    """Measure, and print each row when it is done."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--pages", type=Path, help="the folder for the files; a temporary one otherwise")
    parser.add_argument("--no-comparison", action="store_true", help="do not read all files for each query")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        pages = options.pages or Path(temporary, "pages")
        if not pages.exists():
            write_files(pages, options.files)
        prepare(pages)
        say("| what | to reach | ours | against | ratio |\n|---|---|---|---|---|")
        cache = Path(temporary, "cache")
        for row in refreshing(cache, pages):
            say(row)
        for row in searching(cache, pages, compare=not options.no_comparison):
            say(row)


if __name__ == "__main__":
    main()
