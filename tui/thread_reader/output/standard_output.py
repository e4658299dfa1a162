"""Standard output and the files of `-o`: exact text for a file or a pipe, sanitised text for a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from thread_parsers.errors import system_reason
from thread_parsers.text.printable import printable
from thread_parsers.text.text_pieces import batches, whole_lines
from thread_reader.output.pager import page, pager_command
from thread_reader.output.streams import discard_output, is_terminal
from thread_reader.output.target_file import Unwritable, written_in_steps
from thread_reader.signals import unwinding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    Encode = Callable[[str], bytes]

STDOUT = "standard output"
BATCH_CHARACTERS = 1 << 16
"""Characters collected before each write."""


def encoded(piece: str) -> bytes:
    """Encode as UTF-8. Bytes of the page that were not valid UTF-8 come out unchanged."""
    return piece.encode("utf-8", "surrogateescape")


def put(
    pieces: Iterable[str],
    target: str = "-",
    sources: Sequence[str] = (),
    encode: Encode = encoded,
    *,
    is_styled: bool = False,
    is_paged: bool = False,
) -> None:
    """Write pieces of text to the file `target`, or to standard output for `-`.

    What goes to a terminal is made printable line by line. `sources` are the files that are being read; writing to one
    of them is refused.
    `is_styled`: the pieces are printable already, and have our own escape sequences, which a terminal gets unchanged.
    `is_paged`: on a terminal, they are shown in a pager.
    Raises Unwritable, and BrokenPipeError when the reader of a pipe has gone.
    """
    if target == "-":
        _to_stdout(pieces, encode, is_styled=is_styled, is_paged=is_paged)
    else:
        _to_file(pieces, target, sources, encode)


def _to_stdout(pieces: Iterable[str], encode: Encode, *, is_styled: bool, is_paged: bool) -> None:
    if sys.stdout is None:
        raise Unwritable(STDOUT, "is closed")
    to_bytes = (_styled if is_styled else _for_terminal) if is_terminal() else encode
    pieces = whole_lines(pieces) if is_terminal() else pieces
    pager = pager_command() if is_paged and is_terminal() else []
    try:
        if pager:
            page(pager, map(to_bytes, batches(pieces, BATCH_CHARACTERS)))
            return
        for batch in batches(pieces, BATCH_CHARACTERS):
            sys.stdout.buffer.write(to_bytes(batch))
        sys.stdout.buffer.flush()
    except OSError as error:
        discard_output(sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise Unwritable(STDOUT, system_reason(error)) from error


def _for_terminal(batch: str) -> bytes:
    return _styled("\n".join(map(printable, batch.split("\n"))))


def _styled(batch: str) -> bytes:
    return batch.encode(sys.stdout.encoding, "replace")


def _to_file(pieces: Iterable[str], target: str, sources: Sequence[str], encode: Encode) -> None:
    with unwinding():  # so that a signal removes the temporary file
        for _ in written_in_steps(target, map(encode, batches(pieces, BATCH_CHARACTERS)), sources):
            pass
