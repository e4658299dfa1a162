"""Writing a file atomically: readers see the old file or the new one, never half of one."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def write_atomically(
    path: Path, chunks: Iterable[bytes], *, mode: int | None = None, prefix: str = ".thread-reader-"
) -> None:
    """Write the chunks as `write_in_steps` does, all at once."""
    for _ in write_in_steps(path, chunks, mode=mode, prefix=prefix):
        pass


def write_in_steps(
    path: Path, chunks: Iterable[bytes], *, mode: int | None = None, prefix: str = ".thread-reader-"
) -> Iterator[None]:
    """Write the chunks to a temporary file beside `path`, then rename it to `path`. Yields after every chunk.

    `mode` is the permission bits of the new file; by default only the owner may read and write it. The name of the
    temporary file starts with `prefix`, so that one left by a killed process can be recognised.
    Raises OSError, and whatever iterating over `chunks` raises; the temporary file is then removed, and also if the
    generator is closed before its end.
    """
    import tempfile  # most runs write no file

    # In the same folder, because a rename is atomic only within one file system.
    descriptor, temporary = tempfile.mkstemp(prefix=prefix, dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            for chunk in chunks:
                stream.write(chunk)
                yield
            stream.flush()
            if mode is not None:
                Path(temporary).chmod(mode)  # mkstemp has created it with 0600, whatever the umask
            os.fsync(descriptor)  # before the rename: otherwise a power cut can leave an empty file under the new name
        Path(temporary).replace(path)
    except BaseException:  # a signal raises SystemExit here; see signals.unwinding
        with suppress(OSError):
            Path(temporary).unlink()
        raise
