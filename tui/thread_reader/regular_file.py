"""Reading a small file that may be anything: damaged, huge, a folder, a pipe that nothing is written to."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def read_regular(path: Path, max_bytes: int) -> bytes:
    """Read a regular file of up to `max_bytes`. Never blocks. Raises OSError, also for other kinds of files."""
    # Opening a pipe would wait for a writer without O_NONBLOCK.
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise OSError(errno.EFBIG, f"larger than {max_bytes >> 10:,} KiB")
    return data
