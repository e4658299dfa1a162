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
from thread_parsers.errors import internal_error, system_reason
from thread_parsers.signals import end_at_once
from thread_parsers.source.page_paths import NO_EXTRA

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager

    from distributed import Client

DONE, FAILED, UNUSABLE, UNWRITTEN, INTERNAL_ERROR = 0, 1, 2, 3, 70
NEEDED = ("pyarrow", "fastwarc")
"""What the extra brings; zstd is read without it from Python 3.14 on."""
NO_DASK = "--scheduler needs pip install 'thread-reader[dask]'"
USAGE = """\
thread-reader-bulk INPUT... -o FOLDER [-j N | --scheduler ADDRESS] [--page-time SECONDS] [--part-size MIB]
       thread-reader-bulk -w QUERY [-t FORM | --count] CORPUS
       thread-reader-bulk --stats [-w QUERY] [-t json] CORPUS"""
DESCRIPTION = """\
Read saved discussions and write them as Parquet tables: discussions, comments and receipts. A run that was stopped goes
on where it was when it is called again; pages that the folder has are not read again. Such a folder is a corpus, which
--where and --stats ask."""
EPILOG = """\
INPUT is a file, a folder, a pattern in quotes ('pages/*.html'), an archive (.warc, .wet, also .gz), a dump with a value
in each line (.ndjson, .jsonl, also .zst), or - for a list of these on standard input, one a line or with NUL characters
between them. QUERY is one of thread-reader, which explains them: thread-reader --help query.

exit status: 0 for success; 1 if pages failed, each of which is one line on standard error, or if the query matched
nothing; 2 if the arguments or the folder cannot be used; 3 if the tables could not be written, where finished parts
stay; 128 + N after signal N, where what was read is written."""
FORMS = ("jsonl", "csv", "json", "md", "txt", "html")


def main(words: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status."""
    options = _options(words)
    end_at_once()
    console = Console(is_asking=options.out is None)
    if any(find_spec(name) is None for name in NEEDED):
        console.say(NO_EXTRA)
        return UNUSABLE
    if options.scheduler and find_spec("distributed") is None:
        console.say(NO_DASK)
        return UNUSABLE
    try:
        if options.out is not None:
            return _run(options, console)
        from thread_parsers.bulk.answering import answer

        return answer(options, console)
    except Exception as error:
        if os.environ.get("THREAD_READER_DEBUG"):
            raise
        console.say(internal_error(error))
        return INTERNAL_ERROR


def _options(words: Sequence[str] | None) -> argparse.Namespace:
    """What the arguments say: either `out`, or `where` or `stats` and one input. Exits with status 2 for others."""
    parser = argparse.ArgumentParser(
        "thread-reader-bulk",
        usage=USAGE,
        description=DESCRIPTION,
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("inputs", nargs="+", metavar="INPUT", help="what to read, or a corpus")
    parser.add_argument("-o", "--out", metavar="FOLDER", help="the folder of the tables")
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
        "--part-size",
        type=_count,
        default=128,
        metavar="MIB",
        help="size of a part in MiB, about (default: %(default)s)",
    )
    parser.add_argument("-w", "--where", metavar="QUERY", help="print the comments of a corpus that match")
    parser.add_argument(
        "-t", "--to", choices=FORMS, metavar="FORM", help=f"as {', '.join(FORMS)} (default: {FORMS[0]})"
    )
    parser.add_argument("--count", action="store_true", help="print how many comments match")
    parser.add_argument("--stats", action="store_true", help="print the statistics of a corpus, or of what matches")
    options = parser.parse_args(list(_with_queries(iter(sys.argv[1:] if words is None else words))))
    asked = options.where is not None or options.stats
    if options.out is None and not asked:
        parser.error("one of -o FOLDER, --where and --stats is needed")
    if options.out is not None and asked:
        parser.error("-o is not for --where and --stats")
    if asked and len(options.inputs) > 1:
        parser.error("--where and --stats ask one corpus")
    of_reading = ("jobs", "scheduler", "page_time", "part_size")
    if asked and any(getattr(options, name) != parser.get_default(name) for name in of_reading):
        parser.error("-j, --scheduler, --page-time and --part-size are for -o")
    if options.count and (options.where is None or options.stats or options.to):
        parser.error("--count is for --where alone")
    if options.to and (not asked or (options.stats and options.to != "json")):
        parser.error("--to is for --where; with --stats it is json")
    return options


def _with_queries(words: Iterator[str]) -> Iterator[str]:
    """The arguments with `--where=-word` for `-w -word`, which argparse would take for an option."""
    for word in words:
        query = next(words, None) if word in ("-w", "--where") else None
        yield word if query is None else f"--where={query}"


def _run(options: argparse.Namespace, console: Console) -> int:
    from thread_parsers.bulk.folder import Refused
    from thread_parsers.bulk.inputs import STANDARD_INPUT, Inputs
    from thread_parsers.bulk.workers import NoWorkers
    from thread_parsers.bulk.writing import Unwritten, write_corpus

    folder = options.out
    try:
        names = _spooled() if STANDARD_INPUT in options.inputs else None
    except OSError as error:
        console.say(f"the list on standard input: {system_reason(error)}")
        return UNWRITTEN
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
