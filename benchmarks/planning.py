"""What planning costs without reading: `python benchmarks/planning.py [--shards 1000000] [--pages 1]`. Needs `dask`.

The process that writes a corpus finds pages, leaves out those that it knows, makes shards, sends them, and takes the
tables. Here nothing is read: pages are names, and the workers of the cluster are a function that returns no rows.
Prints the processor time of a shard, and memory, after more and more shards.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from thread_parsers.bulk import parse_shard, write_corpus
from thread_parsers.bulk.inputs import Inputs
from thread_parsers.bulk.pages import Page
from thread_parsers.bulk.writing import SHARD_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from thread_parsers.bulk import Tables

NOTHING = parse_shard([])


class Generated(Inputs):
    """Names of pages that are not there."""

    def __init__(self, shards: int, pages: int) -> None:
        super().__init__([])
        self._shards, self._pages = shards, pages
        self._began = time.process_time()

    def sizes(self) -> Iterator[int]:
        """All of them together."""
        yield self._shards * SHARD_BYTES

    def pages(self) -> Iterator[Page]:
        """The pages, and a line for each power of two of shards."""
        for shard in range(1, self._shards + 1):
            for number in range(self._pages):
                name = f"/crawl/2025-{shard % 97:02}/{shard // 1000:06}/{shard:09}-{number:03}.html"
                yield Page(name, name, size=SHARD_BYTES // self._pages)
            self.bytes_read += SHARD_BYTES
            if shard & (shard - 1) == 0 or shard == self._shards:
                spent = time.process_time() - self._began
                most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
                print(f"{shard:,} shards: {1e6 * spent / shard:,.0f} us each, {most} MiB", flush=True)  # noqa: T201


class Done:
    """What a worker has done, as Dask has it."""

    def result(self) -> Tables:
        """No rows."""
        return NOTHING

    def add_done_callback(self, function: Callable[[Done], None]) -> None:
        """It is done already."""
        function(self)


class Client:
    """A client of a cluster that has nothing to do."""

    status = "running"

    def nthreads(self) -> dict[str, int]:
        """Some workers."""
        return {"worker": 100}

    def submit(self, *_given: object, pure: bool) -> Done:
        """Do nothing."""
        return Done()


def main() -> None:
    """Plan, and print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shards", type=int, default=1_000_000)
    parser.add_argument("--pages", type=int, default=1, help="pages of a shard, up to 128 (default: 1)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        write_corpus(Generated(options.shards, options.pages), Path(folder) / "corpus", client=Client())


if __name__ == "__main__":
    main()
