"""Standard output and the files of `-o`: exact text for a file or a pipe, sanitised text for a terminal."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from thread_parsers.text.printable import printable
from thread_reader.atomic_write import write_atomically
from thread_reader.diagnostics import UNUSABLE, UNWRITTEN, Unwritable, reason
from thread_reader.signals import unwinding
from thread_reader.streams import discard_output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    Encode = Callable[[str], bytes]

STDOUT = "standard output"
BATCH_CHARACTERS = 1 << 16
"""Characters collected before each write."""


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def encoded(piece: str) -> bytes:
    """Encode as UTF-8. Bytes of the page that were not valid UTF-8 come out unchanged."""
    return piece.encode("utf-8", "surrogateescape")


def put(
    pieces: Iterable[str],
    target: str = "-",
    sources: Sequence[str] = (),
    encode: Encode = encoded,
    *,
    is_styled: bool = False,
) -> None:
    """Write pieces of text to the file `target`, or to standard output for `-`.

    A piece does not end within a word. `sources` are the files that are being read; writing to one of them is refused.
    `is_styled`: the pieces are printable already, and have our own escape sequences, which a terminal gets unchanged.
    Raises Unwritable, and BrokenPipeError when the reader of a pipe has gone.
    """
    if target == "-":
        _to_stdout(pieces, encode, is_styled=is_styled)
    else:
        _to_file(pieces, Path(target), sources, encode)


def _to_stdout(pieces: Iterable[str], encode: Encode, *, is_styled: bool) -> None:
    if sys.stdout is None:
        raise Unwritable(STDOUT, "is closed")
    to_bytes = (_styled if is_styled else _for_terminal) if is_terminal() else encode
    try:
        for batch in _batches(pieces):
            sys.stdout.buffer.write(to_bytes(batch))
        sys.stdout.buffer.flush()
    except OSError as error:
        discard_output(sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            raise
        raise Unwritable(STDOUT, reason(error)) from error


def _for_terminal(batch: str) -> bytes:
    return _styled("\n".join(map(printable, batch.split("\n"))))


def _styled(batch: str) -> bytes:
    return batch.encode(sys.stdout.encoding, "replace")


def _batches(pieces: Iterable[str]) -> Iterator[str]:
    """Join pieces into batches of at least `BATCH_CHARACTERS`, except the last."""
    batch: list[str] = []
    size = 0
    for piece in pieces:
        batch.append(piece)
        size += len(piece)
        if size >= BATCH_CHARACTERS:
            yield "".join(batch)
            batch, size = [], 0
    yield "".join(batch)


def _to_file(pieces: Iterable[str], target: Path, sources: Sequence[str], encode: Encode) -> None:
    try:
        path = target.resolve()  # a symbolic link stays, and the file it points to is replaced
        existing = path.stat() if path.exists() else None
        _refuse(path, existing, sources)
        chunks = map(encode, _batches(pieces))
        if existing and not stat.S_ISREG(existing.st_mode):
            _write_into(path, chunks)
        else:
            mode = stat.S_IMODE(existing.st_mode) if existing else 0o666 & ~_umask()
            with unwinding():  # so that a signal removes the temporary file
                write_atomically(path, chunks, mode=mode)
    except Unwritable as error:
        # The message must name the file as the user typed it, not the resolved path.
        raise Unwritable(str(target), error.reason, error.status) from error
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Unwritable(str(target), reason(error), _status(error)) from error


def _refuse(path: Path, existing: os.stat_result | None, sources: Sequence[str]) -> None:
    """Raise Unwritable if `path` must not be written to."""
    if existing is None:
        return
    if stat.S_ISDIR(existing.st_mode):
        raise Unwritable(str(path), "is a folder", UNUSABLE)
    if any(_is(existing, source) for source in sources):
        raise Unwritable(str(path), "is the file that is being read", UNUSABLE)
    if not os.access(path, os.W_OK):  # replacing it would need write permission on the folder only
        raise Unwritable(str(path), "permission denied", UNUSABLE)


def _is(existing: os.stat_result, source: str) -> bool:
    """Whether a source is the file with this status. `-` is none, and a missing one has been reported before."""
    try:
        return source != "-" and os.path.samestat(existing, Path(source).stat())
    except (OSError, ValueError):
        return False


def _write_into(path: Path, chunks: Iterable[bytes]) -> None:
    """Write to a device or a named pipe, which must not be replaced by a regular file."""
    with path.open("wb") as stream:
        stream.writelines(chunks)


def _umask() -> int:
    """Return the umask. It can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _status(error: OSError) -> int:
    """Return the exit status: an unusable target is the caller's mistake, a full disk is not."""
    unusable_target = isinstance(error, (FileNotFoundError, NotADirectoryError, PermissionError))
    return UNUSABLE if unusable_target else UNWRITTEN
