"""A file as a stream of what is in it, decompressed: for files that are too large to be read as a whole."""

from __future__ import annotations

from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, NamedTuple

from thread_parsers.errors import Unreadable
from thread_parsers.source.decode import compression_of, decompressing
from thread_parsers.source.open import reason_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.source.limited import Readable

MAGIC_BYTES = 16
"""Bytes that say how a file is compressed."""


class Expanded(NamedTuple):
    """An open file."""

    content: Readable
    """What is in it."""
    on_disk: IO[bytes]
    """The file itself, which says how much of it has been read."""


@contextmanager
def expanded(path: str) -> Iterator[Expanded]:
    """Within this context, the content of a file. Raises Unreadable, also for errors of reading it."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            compression = compression_of(file.read(MAGIC_BYTES))
            file.seek(0)
            if compression is None:
                yield Expanded(file, file)
            else:
                with decompressing(path, file, compression) as content:
                    yield Expanded(content, file)
    except OSError as error:
        raise Unreadable(path, reason_of(error) if error.errno else f"damaged: {error}") from error
