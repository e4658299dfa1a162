"""Dumps with a value in each line: a file that is too large to be read as a whole is cut at its lines."""

from __future__ import annotations

import io
import os
import re
from itertools import pairwise
from typing import TYPE_CHECKING

from thread_parsers.bulk.expanded import MAGIC_BYTES, expanded
from thread_parsers.bulk.pages import Page, encodable_name
from thread_parsers.errors import Unreadable
from thread_parsers.source.decode import MAX_EXPANDED_BYTES, compression_of
from thread_parsers.source.limited import READ_BYTES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

NAMES = re.compile(
    r"(?:\.(?:ndjson|jsonl)(?:\.(?:zst|gz|bz2|xz))?|(?:\A|[\\/])R[CS]_[\d-]+\.(?:zst|bz2|xz))\Z", re.IGNORECASE
)
"""Files that have a value in each line; dumps of Reddit are called RC_2015-01.zst."""
PIECE_BYTES = 1 << 26
"""Size of a piece of a larger file."""


def pages_in(path: str, told: Callable[[int], None], whole_bytes: int = MAX_EXPANDED_BYTES) -> Iterator[Page]:
    """A file that has at most so many bytes as one page, a larger one in pieces of whole lines. `told` is called with
    how many bytes of the file have been read. Raises Unreadable after the last whole line if there should be more."""
    name = encodable_name(path)
    if _is_small(path, whole_bytes):
        yield Page(name, path, size=os.path.getsize(path))  # noqa: PTH202
        return
    limit, number = whole_bytes + 1, 0
    rest = io.BytesIO()
    try:
        with expanded(path) as file:
            while piece := file.content.read(READ_BYTES):
                rest.write(piece)
                told(file.on_disk.tell())
                if rest.tell() < limit:
                    continue
                limit, data = min(PIECE_BYTES, whole_bytes), rest.getvalue()
                cuts = _cuts(data, limit)
                for start, end in pairwise(cuts):
                    number += 1
                    yield Page(f"{name}#{number}", data=data[start:end], source=name, record=number)
                rest = io.BytesIO()
                rest.write(data[cuts[-1] :])
    except Unreadable as error:
        if number:
            raise Unreadable(path, f"{error.reason} after piece {number:,}") from error
        # reading it as a whole says the same
    if not number:
        yield Page(name, path, size=rest.tell())
    elif rest.tell():
        yield Page(f"{name}#{number + 1}", data=rest.getvalue(), source=name, record=number + 1)


def _is_small(path: str, whole_bytes: int) -> bool:
    """Whether a file that is not compressed has at most so many bytes. How many a compressed one has is known when it
    has been read."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123
            return compression_of(file.read(MAGIC_BYTES)) is None and os.fstat(file.fileno()).st_size <= whole_bytes
    except OSError:  # reading it says why
        return False


def _cuts(data: bytes, size: int) -> list[int]:
    """Where whole lines of about a size begin and end. What is left after the last place is shorter, and a longer line
    is cut."""
    cuts = [0]
    while len(data) - cuts[-1] >= size:
        cuts.append(data.rfind(b"\n", cuts[-1], cuts[-1] + size) + 1 or cuts[-1] + size)
    return cuts
