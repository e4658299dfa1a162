"""Reading through file descriptors, also where the system is not POSIX: Windows has no `pread` and other flags."""

from __future__ import annotations

import os
from threading import Lock

READ_FLAGS = os.O_RDONLY | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
"""How files are opened for reading: as bytes, not inherited, and not blocking in case a pipe has replaced the file."""
NO_LINK = getattr(os, "O_NOFOLLOW", 0)
"""The flag for not following a symbolic link."""
_SEEKING = Lock()


def read_at(descriptor: int, size: int, start: int) -> bytes:
    """At most `size` bytes of a file from the offset `start`; from several threads at once. Raises OSError."""
    if hasattr(os, "pread"):
        return os.pread(descriptor, size, start)
    with _SEEKING:
        os.lseek(descriptor, start, os.SEEK_SET)
        return os.read(descriptor, size)
