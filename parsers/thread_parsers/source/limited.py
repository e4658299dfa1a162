"""Reading a stream up to a limit."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Protocol

from thread_parsers.errors import Unreadable

if TYPE_CHECKING:
    from collections.abc import Generator

READ_BYTES = 1 << 18
"""Bytes read or decompressed at a time: a step of a millisecond."""


class Readable(Protocol):
    """What has bytes to read."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, about `size` of them; none at the end."""


def read_in_steps(stream: Readable, path: str, max_bytes: int) -> Generator[None, None, bytes]:
    """All bytes of a stream, at most `max_bytes`, in steps. Raises Unreadable.

    In pieces: the size that a file or an archive states may be false, and a few bytes may expand without end.
    """
    found = io.BytesIO()  # getvalue() does not copy, unlike joining pieces
    while piece := stream.read(READ_BYTES):
        if found.tell() + len(piece) > max_bytes:
            raise Unreadable(path, f"too large: over {max_bytes >> 20} MiB")
        found.write(piece)
        yield
    return found.getvalue()
