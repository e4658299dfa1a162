"""Detects whether a file has changed since it was opened."""

from __future__ import annotations

import os
from datetime import datetime
from typing import NamedTuple

_MASK, _SIGN = (1 << 64) - 1, 1 << 63


class Stamp(NamedTuple):
    """Identity of a file version: device, inode, size in bytes, modification time in nanoseconds."""

    device: int
    inode: int
    size: int
    modified: int

    @property
    def signed(self) -> Stamp:
        """The same in numbers that a database can store: signed, 64 bits. Some file systems use all of them."""
        return Stamp(*((number & _MASK) - ((number & _SIGN) << 1) for number in self))


def stamp_of(status: os.stat_result) -> Stamp:
    """The stamp for a result of `os.stat`."""
    return Stamp(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def modified_at(stamp: Stamp) -> datetime:
    """When the file was last modified, to the minute, by the clock of this computer."""
    return datetime.fromtimestamp(stamp.modified // 10**9).replace(second=0)


def change(path: str, before: Stamp) -> str | None:
    """How a file differs from its stamp, as a clause after its name ("has grown"), or None if it has not changed."""
    try:
        now = stamp_of(os.stat(path))  # noqa: PTH116
    except (OSError, ValueError):
        return "is gone"
    if now == before:
        return None
    if now[:2] != before[:2]:  # another file has taken its name, as when an editor saves
        return "was replaced"
    if now.size != before.size:
        return "has grown" if now.size > before.size else "has shrunk"
    return "was changed"
