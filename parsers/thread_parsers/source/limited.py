"""Reading a stream up to a limit."""

from __future__ import annotations

import io
from typing import Protocol

from thread_parsers.errors import Unreadable

READ_BYTES = 1 << 20
"""Bytes read, decompressed or decoded at a time. One wide character makes a decoded text take four bytes per character,
so no large file is decoded at once."""


class Readable(Protocol):
    """What has bytes to read."""

    def read(self, size: int, /) -> bytes:
        """The next bytes, about `size` of them; none at the end."""


def read_limited(stream: Readable, path: str, max_bytes: int) -> bytes:
    """All bytes of a stream, at most `max_bytes`. Raises Unreadable.

    In pieces: the size that a file or an archive states may be false, and a few bytes may expand without end.
    """
    found = io.BytesIO()  # getvalue() does not copy, unlike joining pieces
    while piece := stream.read(READ_BYTES):
        if found.tell() + len(piece) > max_bytes:
            raise Unreadable(path, f"too large: over {max_bytes >> 20} MiB")
        found.write(piece)
    return found.getvalue()
