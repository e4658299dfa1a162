"""`python -m thread_parsers FILE...`: convert saved discussions to another format with the standard library alone.

For computers on which the reader does not run. `thread-reader` does more: see its `--help`.
"""

from __future__ import annotations

import argparse
import signal
import sys
from itertools import count
from typing import TYPE_CHECKING

from thread_parsers.discussion.numbered import Numbered
from thread_parsers.errors import DiscussionError
from thread_parsers.export.writers import WRITERS
from thread_parsers.query import Matching, Query, parse_query
from thread_parsers.reading import read_all
from thread_parsers.text.printable import printable
from thread_parsers.text.text_pieces import printable_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the discussions of the files to standard output. Returns 0, or 2 after an error, with a line for it."""
    parser = argparse.ArgumentParser(
        "python -m thread_parsers", description="Convert saved discussions to another format."
    )
    parser.add_argument("files", nargs="+", metavar="FILE", help="a saved page, or - for standard input")
    parser.add_argument("-t", "--to", choices=sorted(WRITERS), default="json", help="the output format (default: json)")
    parser.add_argument("-w", "--where", default="", metavar="QUERY", help="write only the comments that match")
    options = parser.parse_args(arguments)
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # `| head` ends it without a message
    to_terminal = sys.stdout.isatty()
    failed: list[str] = []
    try:
        query = parse_query(options.where)
        writer = WRITERS[options.to]
        pieces = writer.write_several(_numbered(options.files, query, failed))
        for piece in printable_lines(pieces) if to_terminal else pieces:
            sys.stdout.buffer.write(writer.encoded(piece))
    except DiscussionError as error:
        failed.append(str(error))
    for message in failed:
        sys.stderr.write(printable(f"thread_parsers: {message}") + "\n")
    return 2 if failed else 0


def _numbered(files: Sequence[str], query: Query, failed: list[str]) -> Iterator[Numbered]:
    """The discussions of the files with comments that match; errors are appended to `failed`. One is open at a time."""
    numbers = count(1)
    for file in files:
        try:
            parts = read_all(file)
        except DiscussionError as error:
            failed.append(str(error))
            continue
        with parts[0]:
            for part in parts:
                number, chosen = next(numbers), Matching(part, query).all()
                if chosen or query.is_empty:
                    yield Numbered(number, file, part, chosen)


if __name__ == "__main__":
    sys.exit(main())
