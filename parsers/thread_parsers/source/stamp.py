"""What became of a file since it was opened, by its place on the disk, its size and its time."""

from __future__ import annotations

import os
from typing import NamedTuple


class Stamp(NamedTuple):
    """By what a file is known again. `size` is bytes, `modified` nanoseconds."""

    device: int
    inode: int
    size: int
    modified: int


def stamp(status: os.stat_result) -> Stamp:
    """The stamp of a file that was asked for its status."""
    return Stamp(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns)


def change(path: str, before: Stamp) -> str | None:
    """What became of the file with this stamp, as words after its name: `has grown`. None while it is as it was."""
    try:
        now = stamp(os.stat(path))  # noqa: PTH116
    except (OSError, ValueError):
        return "is gone"
    if now == before:
        return None
    if now[:2] != before[:2]:
        return "was replaced"
    if now.size != before.size:
        return "has grown" if now.size > before.size else "has shrunk"
    return "was changed"
