"""Tables of many pages: `python benchmarks/bulk.py [--pages 20000] [--records 20000] [--folder FOLDER]`.

The shard function is compared with `parse` alone, and with `parse` and every comment read, in turn in one process. The
command then writes all pages, and a WET-like archive of which one record in ten is a discussion, with one and with two
processes. Figures are of processor time unless they say otherwise.
"""

from __future__ import annotations

import argparse
import gzip
import resource
import subprocess
import sys
import tempfile
import threading
import time
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from many_files import write_files
from measured import rounds
from sentences import Sentences

from thread_parsers import parse
from thread_parsers.bulk import parse_shard

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHARD = 128
COMPARED = 1500
"""Pages of the comparison."""
SAMPLED_SECONDS = 0.2
"""How often memory is looked at."""
RECORD = (
    "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: http://pages.example/{number}\r\n"
    "WARC-Date: 2025-04-05T06:07:08Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{number:012}>\r\n"
    "Content-Type: text/plain\r\nContent-Length: {size}\r\n\r\n"
)
Item = tuple[str, bytes]


def main() -> None:
    """Print all figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=20_000)
    parser.add_argument("--records", type=int, default=20_000)
    parser.add_argument("--folder", type=Path, help="pages that were written before")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary) / "pages"
        if options.folder is None:
            write_files(folder, options.pages)
        compare(folder, options.rounds)
        memory(folder)
        archive = Path(temporary) / "crawl.wet.gz"
        write_archive(archive, folder, options.records)
        for what, source in (("pages", folder), ("an archive", archive)):
            for jobs in (1, 2):
                run(what, source, Path(temporary) / f"corpus-{source.name}-{jobs}", jobs)


def say(line: str) -> None:
    """Print at once: the measurements take minutes."""
    print(line, flush=True)  # noqa: T201


def items(folder: Path) -> Iterator[Item]:
    """The pages of a folder."""
    return ((str(path), path.read_bytes()) for path in sorted(folder.rglob("*.*")) if path.is_file())


def compare(folder: Path, count: int) -> None:
    """The shard function beside what it is made of."""
    found = list(islice(items(folder), COMPARED))
    kinds = {suffix: [item for item in found if item[0].endswith(suffix)] for suffix in (".txt", ".json", ".html")}
    for kind, some in {"all": found, **kinds}.items():
        results = rounds(
            count,
            {
                "parse": lambda some=some: spent(some, read=False),  # type: ignore[misc]
                "read": lambda some=some: spent(some, read=True),  # type: ignore[misc]
                "shard": lambda some=some: shards(some),  # type: ignore[misc]
            },
        )
        alone, read, shard = (min(results[name]) for name in ("parse", "read", "shard"))
        speeds = (
            f"parse {len(some) / alone:,.0f}, and all comments {len(some) / read:,.0f}, shard {len(some) / shard:,.0f}"
        )
        say(f"{kind}, pages/s: {speeds}: {alone / shard:.2f} of parse, {read / shard:.2f} of parse and comments")


def spent(some: list[Item], *, read: bool) -> float:
    """Seconds to parse pages, and to read every comment."""
    began = time.process_time()
    for name, data in some:
        for part in parse(data, name).parts:
            for _ in part.comments if read else ():
                pass
    return time.process_time() - began


def batched(all_items: Iterable[Item]) -> Iterator[list[Item]]:
    """Pages in shards; `itertools` has this from Python 3.12 on."""
    rest = iter(all_items)
    while shard := list(islice(rest, SHARD)):
        yield shard


def shards(some: list[Item]) -> float:
    """Seconds to make tables of pages."""
    began = time.process_time()
    for shard in batched(some):
        parse_shard(shard)
    return time.process_time() - began


def memory(folder: Path) -> None:
    """The most memory that one process has used, after more and more pages."""
    peaks = []
    for number, shard in enumerate(batched(items(folder)), 1):
        parse_shard(shard)
        if number & (number - 1) == 0:
            peaks.append(f"{number * SHARD:,} pages {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MiB")
    say(f"memory of the shard function: {', '.join(peaks)}")


def write_archive(path: Path, folder: Path, records: int) -> None:
    """An archive of prose and, each tenth record, a page."""
    sentences, pages = Sentences(22), items(folder)
    with path.open("wb") as stream:
        for number in range(records):
            page = next(pages, None) if number % 10 == 0 else None
            content = page[1] if page else "\n\n".join(sentences.text() for _ in range(20)).encode()
            head = RECORD.format(number=number, size=len(content)).encode()
            stream.write(gzip.compress(head + content + b"\r\n\r\n", 1))


def run(what: str, source: Path, corpus: Path, jobs: int) -> None:
    """The command as a whole."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.monotonic()
    command = [sys.executable, "-m", "thread_parsers.bulk", str(source), "-o", str(corpus), "-j", str(jobs)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        most = Most(process.pid)
        _, said = process.communicate()
        most.end()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    user, system = after.ru_utime - before.ru_utime, after.ru_stime - before.ru_stime
    size = sum(path.stat().st_size for path in corpus.rglob("*.parquet")) / 1e6
    say(
        f"{what}, {jobs} processes: {user + system:.1f} s of processor, {time.monotonic() - began:.1f} s by the clock,"
        f" {most.of_all >> 10} MiB together, {size:.1f} MB of tables; {said.strip().rpartition(': ')[2]}"
    )


class Most:
    """The most memory that a process and its children have used together, in KiB."""

    def __init__(self, process: int) -> None:
        self.of_all = 0
        self._process, self._ended = process, threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def end(self) -> None:
        """Stop looking."""
        self._ended.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._ended.wait(SAMPLED_SECONDS):
            self.of_all = max(self.of_all, sum(map(resident, self._family())))

    def _family(self) -> list[int]:
        try:
            children = Path(f"/proc/{self._process}/task/{self._process}/children").read_text(encoding="ascii")
        except OSError:
            return []
        return [self._process, *map(int, children.split())]


def resident(process: int) -> int:
    """The memory of a process that it shares with no file, in KiB."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="ascii", errors="replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("RssAnon:")), 0)


if __name__ == "__main__":
    main()
