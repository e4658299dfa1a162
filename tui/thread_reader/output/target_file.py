"""Files that are written to: what must not be, and writing one whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from thread_parsers.errors import system_reason
from thread_reader.output.atomic_write import write_in_steps

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Unwritable(Exception):
    """Output that could not be written. `target` is the name the user typed, `reason` a clause such as `is closed`,
    `is_unusable` whether such a target can never be written to, while a disk may be full today only."""

    def __init__(self, target: str, reason: str, *, is_unusable: bool = False) -> None:
        super().__init__(f"{target}: {reason}")
        self.target = target
        self.reason = reason
        self.is_unusable = is_unusable


def written_in_steps(target: str, chunks: Iterable[bytes], sources: Sequence[str]) -> Iterator[None]:
    """Write to a file, yielding after every chunk. `sources` are the files that are being read; writing to one of them
    is refused. Raises Unwritable, and BrokenPipeError when the reader of a pipe has gone."""
    try:
        path = Path(target).resolve()  # a symbolic link stays, and the file it points to is replaced
        existing = path.stat() if path.exists() else None
        _refuse(target, path, existing, sources)
        if existing and not stat.S_ISREG(existing.st_mode):
            yield from _into(path, chunks)
        else:
            mode = stat.S_IMODE(existing.st_mode) if existing else 0o666 & ~_umask()
            yield from write_in_steps(path, chunks, mode=mode)
    except BrokenPipeError:
        raise
    except OSError as error:
        # An unusable target is the caller's mistake, a full disk is not.
        is_unusable = isinstance(error, (FileNotFoundError, NotADirectoryError, PermissionError))
        raise Unwritable(target, system_reason(error), is_unusable=is_unusable) from error


def _refuse(target: str, path: Path, existing: os.stat_result | None, sources: Sequence[str]) -> None:
    """Raise Unwritable if `path` must not be written to. `target` is its name for the message."""
    if existing is None:
        return
    if stat.S_ISDIR(existing.st_mode):
        raise Unwritable(target, "is a folder", is_unusable=True)
    if any(_is(existing, source) for source in sources):
        raise Unwritable(target, "is the file that is being read", is_unusable=True)
    if not os.access(path, os.W_OK):  # replacing it would need write permission on the folder only
        raise Unwritable(target, "permission denied", is_unusable=True)


def _is(existing: os.stat_result, source: str) -> bool:
    """Whether a source is the file with this status. `-` is none, and a missing one has been reported before."""
    try:
        return source != "-" and os.path.samestat(existing, Path(source).stat())
    except (OSError, ValueError):
        return False


def _into(path: Path, chunks: Iterable[bytes]) -> Iterator[None]:
    """Write to a device or a named pipe, which must not be replaced by a regular file."""
    with path.open("wb") as stream:
        for chunk in chunks:
            stream.write(chunk)
            yield


def _umask() -> int:
    """Return the umask. It can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
