"""Writing a file atomically: readers see the old file or the new one, never half of one."""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def replacing(path: Path, *, mode: int | None = None, prefix: str = ".thread-reader-") -> Iterator[IO[bytes]]:
    """Within this context, a temporary file beside `path`, which is renamed to `path` at the end.

    `mode` is the permission bits of the new file; by default only the owner may read and write it. The name of the
    temporary file starts with `prefix`, so that one left by a killed process can be recognised. Raises OSError; after
    that, and any other error within the context, the temporary file is removed.
    """
    import tempfile  # most runs write no file

    # In the same folder, because a rename is atomic only within one file system.
    descriptor, temporary = tempfile.mkstemp(prefix=prefix, dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            if mode is not None:
                Path(temporary).chmod(mode)  # mkstemp has created it with 0600, whatever the umask
            os.fsync(descriptor)  # before the rename: otherwise a power cut can leave an empty file under the new name
        Path(temporary).replace(path)
        _keep_names(path.parent)
    except BaseException:  # a signal may raise SystemExit here
        with suppress(OSError):
            Path(temporary).unlink()
        raise


def _keep_names(folder: Path) -> None:
    """Let a power cut not take back a rename in a folder, where the system can be told so."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | getattr(os, "O_DIRECTORY", 0))
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
