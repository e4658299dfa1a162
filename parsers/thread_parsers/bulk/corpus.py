"""The folder of a corpus: its parts, which are written whole or not at all, and who may write to it.

A part is a file in the folder of each table. That of `discussions` is written last, so that a part without one is what
a run that was killed has left, and is deleted by the next one.
"""

from __future__ import annotations

import json
import os
from contextlib import ExitStack, contextmanager, suppress
from typing import IO, TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from thread_parsers.bulk.folder import Refused, check_schema, part_file, part_numbers, part_path
from thread_parsers.bulk.schema import SCHEMA, SCHEMAS, Tables, joined
from thread_parsers.bulk.views import VIEWS, views_sql
from thread_parsers.source.descriptors import READ_FLAGS
from thread_parsers.source.page_paths import MARK
from thread_parsers.whole_files import replacing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PREFIX = ".unfinished-"
"""How the names of files begin that are being written."""
GROUP_BYTES = 1 << 23
"""Rows in memory that are written as one row group: what is read for one page."""
GROUP_TABLES = 1 << 12
"""How many tables may wait for that: small ones take memory, too."""


class Corpus:
    """A folder that this process alone writes to. Raises Refused and OSError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        if folder.exists() and not folder.is_dir():
            raise Refused("is not a folder")
        folder.mkdir(exist_ok=True)
        with ExitStack() as stack:
            stack.enter_context(_locked(folder))
            _check_mark(folder)
            for name in SCHEMAS:
                (folder / name).mkdir(exist_ok=True)
            self._clean()
            self.next_part = max(part_numbers(folder, "discussions"), default=-1) + 1
            self._lock = stack.pop_all()

    def close(self) -> None:
        """Let others write to the folder."""
        self._lock.close()

    def pages(self) -> Iterator[tuple[str, str, bytes | None]]:
        """(name, outcome, sha256) of all pages. Raises Refused for a part that is damaged, or has other tables."""
        for number in sorted(part_numbers(self.folder, "discussions")):
            with part_file(self.folder, "discussions", number) as file:
                for batch in file.iter_batches(columns=["page", "part", "outcome", "sha256"]):
                    rows = zip(*(batch.column(name).to_pylist() for name in batch.schema.names), strict=True)
                    yield from ((page, outcome, sha256) for page, part, outcome, sha256 in rows if part == 1)

    def write_views(self) -> None:
        """Write the views, unless they are there as they are now. Raises OSError."""
        path, views = self.folder / VIEWS, views_sql().encode()
        with suppress(FileNotFoundError), path.open("rb") as before:
            if before.read(len(views) + 1) == views:
                return
        with replacing(path, prefix=PREFIX) as stream:
            stream.write(views)

    @contextmanager
    def part(self) -> Iterator[Part]:
        """Within this context, a new part. It is there when the context ends without an error."""
        with ExitStack() as stack:
            # The last one that is entered is renamed first.
            streams = {
                name: stack.enter_context(replacing(part_path(self.folder, name, self.next_part), prefix=PREFIX))
                for name in Tables._fields
            }
            part = Part(streams)
            try:
                yield part
                part.finish()
            except BaseException:
                part.abandon()
                raise
        self.next_part += 1

    def _clean(self) -> None:
        """Delete what a run that was killed has left."""
        whole = part_numbers(self.folder, "discussions")
        for name in SCHEMAS:
            for number in part_numbers(self.folder, name) - whole:
                part_path(self.folder, name, number).unlink()
        for folder in (self.folder, *(self.folder / name for name in SCHEMAS)):
            for path in folder.glob(f"{PREFIX}*"):
                path.unlink()


class Part:
    """A part that is being written."""

    def __init__(self, streams: dict[str, IO[bytes]]) -> None:
        self._streams = streams
        self._writers = {
            name: pq.ParquetWriter(stream, SCHEMAS[name], compression="zstd") for name, stream in streams.items()
        }
        self._waiting: list[Tables] = []
        self._waiting_bytes = 0

    @property
    def bytes(self) -> int:
        """How large it is, with what waits in memory."""
        return self._waiting_bytes + sum(stream.tell() for stream in self._streams.values())

    def add(self, tables: Tables) -> None:
        """Add rows. Raises OSError."""
        self._waiting.append(tables)
        self._waiting_bytes += tables.bytes
        if self._waiting_bytes >= GROUP_BYTES or len(self._waiting) >= GROUP_TABLES:
            self._write()

    def finish(self) -> None:
        """Write what waits, and the ends of the files. Raises OSError."""
        self._write()
        for writer in self._writers.values():
            writer.close()

    def abandon(self) -> None:
        """Keep the writers from writing the ends of the files when they are freed: these are closed then."""
        for writer in self._writers.values():
            with suppress(OSError, pa.ArrowException):
                writer.close()
            writer.is_open = False

    def _write(self) -> None:
        if self._waiting:
            tables = joined(self._waiting)
            self._waiting, self._waiting_bytes = [], 0
            for name, table in tables._asdict().items():
                if table.num_rows:
                    self._writers[name].write_table(table)


def _check_mark(folder: Path) -> None:
    """Raises Refused for a folder that is something else. An empty one gets a mark."""
    names = {each.name for each in folder.iterdir() if not each.name.startswith(PREFIX)}
    if MARK not in names:
        if names:
            raise Refused("is not empty, and not a corpus")
        with replacing(folder / MARK, prefix=PREFIX) as stream:
            stream.write(json.dumps({"schema": SCHEMA}).encode() + b"\n")
        return
    check_schema(folder)


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Within this context no other process writes to the folder, where the system has locks."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    descriptor = os.open(folder, READ_FLAGS)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Refused("is being written to by another process") from error
        except OSError:  # some file systems have none
            pass
        yield
    finally:
        os.close(descriptor)
