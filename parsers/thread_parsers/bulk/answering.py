"""What the command prints of a corpus: the comments that match a query, how many they are, or the stats."""

from __future__ import annotations

import signal
import sqlite3
import sys
from itertools import chain, count
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING

from thread_parsers.bulk.asking import count_in, found_in
from thread_parsers.bulk.folder import Refused
from thread_parsers.bulk.stored import StoredCorpus
from thread_parsers.bulk.sums import summed
from thread_parsers.discussion.numbered import Numbered
from thread_parsers.errors import DiscussionError, PatternTooSlow, QueryError, system_reason
from thread_parsers.export import csv, jsonl
from thread_parsers.export.json_pieces import encoded
from thread_parsers.export.stats_json import values
from thread_parsers.export.stats_text import report_of_sums
from thread_parsers.export.writers import WRITERS
from thread_parsers.query import parse_query
from thread_parsers.text.counted import counted
from thread_parsers.text.text_pieces import printable_lines

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator

    from thread_parsers.bulk.asking import Found
    from thread_parsers.bulk.console import Console
    from thread_parsers.bulk.sums import CorpusStats
    from thread_parsers.query import Query

FOUND, NOTHING, UNUSABLE, UNWRITTEN = 0, 1, 2, 3
FORM = "jsonl"
PLACED = {"jsonl": jsonl.write_pages, "csv": csv.write_pages}
"""Forms in which each comment has its page."""


class _Unwritten(Exception):
    """Standard output cannot be written to. The text is the reason."""


def answer(options: Namespace, console: Console) -> int:
    """Print what the options ask of a corpus, and return the exit status."""
    folder = options.inputs[0]
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `| head` ends it without a message
    try:
        query = parse_query(options.where or "")
        if query.user_marks:
            console.say(f"--where: {query.user_marks[0]}: a corpus does not know what was read or marked")
            return UNUSABLE
        status = _answer(StoredCorpus(folder), query, options, console)
        if status == NOTHING and query.is_empty:
            console.say(f"{folder}: has no discussions")
        return status
    except _Unwritten as error:
        console.say(f"standard output: {error}")
        return UNWRITTEN
    except (QueryError, PatternTooSlow) as error:
        console.say(f"--where: {error}")
    except sqlite3.Error as error:
        console.say(f"{gettempdir()}: cannot keep what is counted: {error}")
        return UNWRITTEN
    except (Refused, DiscussionError) as error:
        console.say(f"{folder}: {error}")
    except FileNotFoundError:
        console.say(f"{folder}: {'is not a corpus' if Path(folder).is_dir() else 'does not exist'}")
    except OSError as error:
        console.say(f"{folder}: {system_reason(error)}")
    finally:
        console.clear()
    return UNUSABLE


def _answer(corpus: StoredCorpus, query: Query, options: Namespace, console: Console) -> int:
    if options.count:
        matches = count_in(corpus, query, console.asked)
        _print([f"{matches}\n"], console)
        return FOUND if matches else NOTHING
    if options.stats:
        sums = _summed(corpus, query, console)
        if sums.discussions:
            _print(_stats_json(sums) if options.to == "json" else _stats_text(sums), console)
        return FOUND if sums.discussions else NOTHING
    found = found_in(corpus, query, report=console.asked)
    first = next(found, None)
    if first is None:
        return NOTHING
    form = options.to or FORM
    _print(_written(chain([first], found), form), console, WRITERS[form].broken_bytes)
    return FOUND


def _summed(corpus: StoredCorpus, query: Query, console: Console) -> CorpusStats:
    parts, passes = corpus.parts(), count()  # both passes read the same parts, even while others are added

    def found() -> Iterator[Found]:
        at = next(passes)
        return found_in(corpus, query, parts, receipts=False, report=lambda share: console.asked((at + share) / 2))

    return summed(found, query)


def _written(found: Iterable[Found], form: str) -> Iterator[str]:
    """The comments in a form, in pieces."""
    if form in PLACED:
        return PLACED[form](found)
    numbered = (Numbered(number, each.page, each.discussion, each.chosen) for number, each in enumerate(found, 1))
    return WRITERS[form].write_several(numbered)


def _stats_text(sums: CorpusStats) -> Iterator[str]:
    yield f"{'pages':<10} {counted(sums.discussions, 'discussion')}\n"
    if 0 < sums.declaring < sums.discussions:
        who = f"{sums.declaring:,} of {counted(sums.discussions, 'discussion')}"
        yield f"{'declared':<10} {counted(sums.declared, 'comment')} by {who}, of which {sums.read:,} were read\n"
    yield from report_of_sums(sums.stats, sums.values)


def _stats_json(sums: CorpusStats) -> Iterator[str]:
    declared = {"discussions": sums.declaring, "comments": sums.declared, "read": sums.read}
    stats = values(sums.stats)
    del stats["figures"]["conflicts"]  # with an article; and comments of many discussions have no ids
    for phrase in stats["phrases"]:
        del phrase["ids"]
    of_all = {"discussions": sums.discussions, "declared": declared, "values": sums.values}
    yield encoded({**of_all, "stats": stats}) + "\n"


def _print(pieces: Iterable[str], console: Console, broken_bytes: str = "backslashreplace") -> None:
    """Write to standard output; on a terminal, only what is safe. Raises _Unwritten."""
    out = sys.stdout
    if out is None:
        raise _Unwritten("is closed")
    is_terminal = out.isatty()
    for piece in printable_lines(pieces) if is_terminal else pieces:
        if is_terminal:
            console.clear()
        try:
            out.buffer.write(piece.encode("utf-8", broken_bytes))
        except OSError as error:
            raise _Unwritten(system_reason(error)) from error
    console.clear()
    try:
        out.flush()
    except OSError as error:
        raise _Unwritten(system_reason(error)) from error
