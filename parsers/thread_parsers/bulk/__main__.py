"""`thread-reader-bulk INPUT... -o FOLDER`: saved discussions to Parquet tables, many at a time."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from contextlib import nullcontext
from importlib.util import find_spec
from typing import IO, TYPE_CHECKING

from thread_parsers.bulk.console import Console
from thread_parsers.bulk.pages import PAGE_SECONDS
from thread_parsers.bulk.stopping import end_at_once

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractContextManager

    from distributed import Client

DONE, FAILED, UNUSABLE, UNWRITTEN, INTERNAL_ERROR = 0, 1, 2, 3, 70
NEEDED = ("pyarrow", "fastwarc")
"""What the extra brings; zstd is read without it from Python 3.14 on."""
MISSING = "needs pip install 'thread-reader[bulk]'"
MISSING_DASK = "--scheduler needs pip install 'thread-reader[dask]'"
DESCRIPTION = """\
Read saved discussions and write them as Parquet tables: discussions, comments and receipts. A run that was stopped goes
on where it was when it is called again; pages that the folder has are not read again."""
EPILOG = """\
INPUT is a file, a folder, a pattern in quotes ('pages/*.html'), an archive (.warc, .wet, also .gz), a dump with a value
in each line (.ndjson, .jsonl, also .zst), or - for a list of these on standard input, one a line or with NUL characters
between them.

exit status: 0 for success; 1 if pages failed, each of which is one line on standard error; 2 if the arguments or the
folder cannot be used; 3 if the tables could not be written, where finished parts stay; 128 + N after signal N, where
what was read is written."""


def main(words: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    parser = argparse.ArgumentParser(
        "thread-reader-bulk",
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="what to read")
    parser.add_argument("-o", "--out", required=True, metavar="FOLDER", help="the folder of the tables")
    readers = parser.add_mutually_exclusive_group()
    readers.add_argument(
        "-j", "--jobs", type=_count, metavar="N", help="processes that read (default: one for each processor)"
    )
    readers.add_argument(
        "--scheduler", metavar="ADDRESS", help="read with the workers of a Dask cluster, such as tcp://HOST:8786"
    )
    parser.add_argument(
        "--page-time",
        type=_count,
        default=PAGE_SECONDS,
        metavar="SECONDS",
        help="how long one page may take (default: %(default)s)",
    )
    parser.add_argument(
        "--part-size", type=_count, default=128, metavar="MB", help="size of the files, about (default: %(default)s)"
    )
    options = parser.parse_args(words)
    end_at_once()
    console = Console()
    if any(find_spec(name) is None for name in NEEDED):
        console.say(MISSING)
        return UNUSABLE
    if options.scheduler and find_spec("distributed") is None:
        console.say(MISSING_DASK)
        return UNUSABLE
    try:
        return _run(options, console)
    except Exception as error:
        if os.environ.get("THREAD_READER_DEBUG"):
            raise
        console.say(f"internal error ({type(error).__name__}: {error}); THREAD_READER_DEBUG=1 prints the traceback")
        return INTERNAL_ERROR


def _run(options: argparse.Namespace, console: Console) -> int:
    from thread_parsers.bulk.corpus import Refused
    from thread_parsers.bulk.inputs import STANDARD_INPUT, Inputs
    from thread_parsers.bulk.workers import NoWorkers
    from thread_parsers.bulk.writing import Unwritten, write_corpus

    folder = options.out
    names = _spooled() if STANDARD_INPUT in options.inputs else None
    inputs = Inputs(options.inputs, names, apart_from=folder)
    try:
        with console.stopped_by_signals(), _client(options.scheduler) as client:
            report = write_corpus(
                inputs,
                folder,
                workers=options.jobs,
                client=client,
                page_seconds=options.page_time,
                part_bytes=options.part_size << 20,
                watcher=console,
            )
    except Refused as error:
        console.say(f"{folder}: {error}")
        return UNUSABLE
    except Unwritten as error:
        console.say(f"{folder}: {error}; call it again to go on")
        return UNWRITTEN
    except NoWorkers as error:
        console.say(str(error))
        return UNUSABLE
    console.end(report)
    if console.signal:
        return 128 + console.signal
    return FAILED if report.failed else DONE


def _client(address: str | None) -> AbstractContextManager[Client | None]:
    """The client of a Dask cluster, for a `with` block. Raises NoWorkers."""
    if address is None:
        return nullcontext()
    from thread_parsers.bulk.cluster import connected

    return connected(address)


def _count(word: str) -> int:
    number = int(word)
    if number < 1:
        raise ValueError
    return number


_count.__name__ = "number from 1"  # what argparse calls it


def _spooled() -> IO[bytes]:
    """Standard input in a file without a name, since the list is read twice."""
    names = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
    if sys.stdin is not None:
        shutil.copyfileobj(sys.stdin.buffer, names)
    return names


if __name__ == "__main__":
    sys.exit(main())
