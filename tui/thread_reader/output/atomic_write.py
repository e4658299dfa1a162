"""Writing a file atomically: readers see the old file or the new one, never half of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.whole_files import replacing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


def write_atomically(
    path: Path, chunks: Iterable[bytes], *, mode: int | None = None, prefix: str = ".thread-reader-"
) -> None:
    """Write the chunks as `write_in_steps` does, all at once."""
    for _ in write_in_steps(path, chunks, mode=mode, prefix=prefix):
        pass


def write_in_steps(
    path: Path, chunks: Iterable[bytes], *, mode: int | None = None, prefix: str = ".thread-reader-"
) -> Iterator[None]:
    """Write the chunks to a temporary file beside `path`, then rename it to `path`, as `replacing` does. Yields after
    every chunk.

    Raises OSError, and whatever iterating over `chunks` raises; the temporary file is then removed, and also if the
    generator is closed before its end.
    """
    with replacing(path, mode=mode, prefix=prefix) as stream:
        for chunk in chunks:
            stream.write(chunk)
            yield
