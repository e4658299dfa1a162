"""Standard output and the files of `-o`: exact text for a file or a pipe, made safe for a terminal."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from thread_parsers.text.printable import printable
from thread_reader.diagnostics import UNUSABLE, Unwritable, reason
from thread_reader.signals import unwinding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Encode = Callable[[str], bytes]

STDOUT = "standard output"
BATCH = 1 << 16
"""Characters that are gathered before they are put out."""


def is_terminal() -> bool:
    """Whether standard output is shown to a person."""
    return sys.stdout is not None and sys.stdout.isatty()


def encoded(piece: str) -> bytes:
    """UTF-8, with bytes of a page that were no UTF-8 as they were."""
    return piece.encode("utf-8", "surrogateescape")


def put(pieces: Iterable[str], target: str = "-", source_path: str = "-", encode: Encode = encoded) -> None:
    """Write pieces of whole lines to a file, or to standard output for `-`; never onto the file they come from."""
    if target == "-":
        _to_stdout(pieces, encode)
    else:
        _to_file(pieces, Path(target), source_path, encode)


def _to_stdout(pieces: Iterable[str], encode: Encode) -> None:
    if sys.stdout is None:
        raise Unwritable(STDOUT, "is closed")
    as_bytes = _for_terminal if is_terminal() else encode
    try:
        for batch in _batches(pieces):
            sys.stdout.buffer.write(as_bytes(batch))
        sys.stdout.buffer.flush()
    except OSError as error:
        _forget_stdout()
        if isinstance(error, BrokenPipeError):
            raise
        raise Unwritable(STDOUT, reason(error)) from error


def _for_terminal(batch: str) -> bytes:
    safe = "\n".join(map(printable, batch.split("\n")))
    return safe.encode(sys.stdout.encoding, "replace")


def _forget_stdout() -> None:
    """What is left in the buffer must not be written, or complained about, when the interpreter ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def _batches(pieces: Iterable[str]) -> Iterable[str]:
    batch: list[str] = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece)
        if size >= BATCH:
            yield "".join(batch)
            batch, size = [], 0
    yield "".join(batch)


def _to_file(pieces: Iterable[str], target: Path, source_path: str, encode: Encode) -> None:
    try:
        place = target.resolve()
        found = place.stat() if place.exists() else None
        _refuse(place, found, source_path)
        if found and not stat.S_ISREG(found.st_mode):
            _into(pieces, place, encode)
        else:
            with unwinding():
                _replace(pieces, place, found, encode)
    except Unwritable as error:
        raise Unwritable(str(target), error.reason, error.status) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Unwritable(str(target), reason(error), _status(error)) from error


def _refuse(place: Path, found: os.stat_result | None, source_path: str) -> None:
    if found is None:
        return
    if stat.S_ISDIR(found.st_mode):
        raise Unwritable(str(place), "is a folder", UNUSABLE)
    if source_path != "-" and os.path.samestat(found, Path(source_path).stat()):
        raise Unwritable(str(place), "is the file that is being read", UNUSABLE)
    if not os.access(place, os.W_OK):
        raise Unwritable(str(place), "permission denied", UNUSABLE)


def _into(pieces: Iterable[str], place: Path, encode: Encode) -> None:
    """A device or a named pipe is written to, not replaced."""
    with place.open("wb") as stream:
        stream.writelines(map(encode, _batches(pieces)))


def _replace(pieces: Iterable[str], place: Path, found: os.stat_result | None, encode: Encode) -> None:
    """The whole under another name in the same folder, then that name for this one: never half a file."""
    import tempfile

    descriptor, name = tempfile.mkstemp(prefix=".thread-reader-", dir=place.parent)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.writelines(map(encode, _batches(pieces)))
            stream.flush()
            os.fchmod(descriptor, stat.S_IMODE(found.st_mode) if found else 0o666 & ~_umask())
            os.fsync(descriptor)
        Path(name).replace(place)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _status(error: OSError) -> int:
    """A place where nothing can be written is a call that is not usable; a disk that fills up is not the caller's."""
    return UNUSABLE if isinstance(error, (FileNotFoundError, NotADirectoryError, PermissionError)) else 1
