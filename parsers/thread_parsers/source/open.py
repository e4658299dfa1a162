"""Opening a file: checks what kind of file it is, and refuses what cannot be a text.

A UTF-8 file with line feeds is read in place. Everything else is converted once into a buffer (see `decode`), in steps.
"""

from __future__ import annotations

import errno
import gc
import io
import os
import stat
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from thread_parsers.errors import Unreadable
from thread_parsers.source.decode import ZIP_MAGIC, converted, converted_zip, needs_no_conversion
from thread_parsers.source.descriptors import READ_FLAGS
from thread_parsers.source.detection import JUDGED_BYTES
from thread_parsers.source.limited import read_in_steps
from thread_parsers.source.page_paths import corpora, page_at
from thread_parsers.source.source import BufferSource, FileSource, Source
from thread_parsers.source.stamp import stamp_of
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator
    from typing import BinaryIO

HEAD_BYTES = 1 << 16
"""Bytes at the beginning of a large file that decide how it is read."""
MAX_CONVERTED_BYTES = 1 << 29
"""Size limit of a file that has to be converted, and of standard input."""

REASONS = {
    errno.ENOENT: "does not exist",
    errno.ENOTDIR: "does not exist",
    errno.EACCES: "permission denied",
    errno.ENAMETOOLONG: "the name is too long",
    errno.ELOOP: "is a symbolic link to itself",
}
"""Why a file could not be opened, by error number."""


def open_source(path: str, standard_input: BinaryIO | None = None, *, format_name: str | None = None) -> Source:
    """Open a file for reading; `-` is standard input. `format_name`: the format that is named in the call, which
    decides how a folder is read. Raises Unreadable."""
    return run_to_end(open_in_steps(path, standard_input, format_name=format_name))


def open_in_steps(
    path: str, standard_input: BinaryIO | None = None, *, format_name: str | None = None
) -> Generator[None, None, Source]:
    """The same as `open_source`, in steps: a file may have to be decompressed and decoded as a whole."""
    if path == "-":
        if standard_input is None and sys.stdin is None:
            raise Unreadable(path, "is closed")
        stream = sys.stdin.buffer if standard_input is None else standard_input
        return (yield from converted(path, (yield from _read_all(stream, path))))
    page = page_at(path)
    if page is not None:
        return corpora(path).open_page(path, page)
    descriptor = _opened(path)
    if descriptor is None:
        return (yield from _folder(path, format_name))
    status = os.fstat(descriptor)
    file = FileSource(path, descriptor, status.st_size)
    try:
        source = yield from _from_file(file, descriptor)
    except BaseException:
        file.close()
        raise
    if source is not file:
        file.close()
    source.stamp = stamp_of(status)  # from before reading, so that a change while the file is read is noticed
    return source


def source_of(data: bytes, name: str = "-", *, charset: str = "") -> Source:
    """Bytes in memory as a source, decompressed and decoded as a file of them would be. `charset`: their encoding, as
    Python calls it, if it is stated outside of them; what they state themselves counts more. Raises Unreadable."""
    head = data if len(data) <= JUDGED_BYTES else data[:HEAD_BYTES]
    if not data.startswith(ZIP_MAGIC) and run_to_end(
        needs_no_conversion(name, head, whole=head is data, charset=charset)
    ):
        return BufferSource(data, name)
    return run_to_end(converted(name, data, charset))


def _folder(path: str, format_name: str | None) -> Generator[None, None, Source]:
    """A folder of a kind that is read like one file. Raises Unreadable."""
    from thread_parsers.source import mail_folders, slack_export
    from thread_parsers.source.chat_zip import NAME_OF_EXPORT
    from thread_parsers.source.folders import folder_kind

    readers: dict[str, Callable[[str], Generator[None, None, Source]]] = {
        "slack": slack_export.read_folder,
        "maildir": mail_folders.read_maildir,
        "pipermail": mail_folders.read_pipermail,
    }
    with _refusing(path):
        kind = folder_kind(path, format_name)
        if kind.refusal:
            raise Unreadable(path, kind.refusal)
        if kind.name == "telegram":
            return (yield from open_in_steps(os.path.join(path, NAME_OF_EXPORT)))  # noqa: PTH118
        before = stamp_of(os.stat(path))  # noqa: PTH116
        source = yield from readers[kind.name](path)
    source.stamp = before
    return source


def _opened(path: str) -> int | None:
    """A descriptor of a file; None for a folder. Raises Unreadable."""
    with _refusing(path):
        mode = os.stat(path).st_mode  # noqa: PTH116
        if stat.S_ISDIR(mode):
            return None
        # Opening a pipe or a device could block for ever, or have side effects.
        if not stat.S_ISREG(mode):
            raise Unreadable(path, "not a regular file; - reads a pipe")
        try:
            return os.open(path, READ_FLAGS)
        except OSError as error:
            if error.errno != errno.EMFILE:
                raise
        gc.collect()  # discussions that nobody uses any more may still hold descriptors
        return os.open(path, READ_FLAGS)


@contextmanager
def _refusing(path: str) -> Iterator[None]:
    """Turn errors of the system into Unreadable."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise Unreadable(path, reason_of(error, "opened")) from error


def reason_of(error: OSError | ValueError, done: str = "read") -> str:
    """Why something cannot be opened or read, as a clause."""
    if isinstance(error, ValueError):  # a NUL character in the name
        return "not a valid file name"
    return REASONS.get(error.errno or 0, f"cannot be {done} ({error.strerror})")


def _from_file(file: FileSource, descriptor: int) -> Generator[None, None, Source]:
    """The source for a file that is open: the same one if it can be read in place."""
    path, size = file.name, file.size
    if not size and (data := (yield from _read_unsized(path, descriptor))):
        return (yield from converted(path, data))
    head = file.read(0, size if size <= JUDGED_BYTES else HEAD_BYTES)
    if head.startswith(ZIP_MAGIC):
        with open(descriptor, "rb", closefd=False) as archive:
            return (yield from converted_zip(path, archive))
    if (yield from needs_no_conversion(path, head, whole=size == len(head))):
        return file
    if size > MAX_CONVERTED_BYTES:
        raise Unreadable(path, f"too large to convert (over {MAX_CONVERTED_BYTES >> 20} MiB)")
    return (yield from converted(path, (yield from _whole(file))))


def _whole(file: FileSource) -> Generator[None, None, bytes]:
    found = io.BytesIO()
    for _, piece in file.slices():
        found.write(piece)
        yield
    return found.getvalue()


def _read_unsized(path: str, descriptor: int) -> Generator[None, None, bytes]:
    """The content of a file of size 0: generated files, as in /proc, report that size and are not empty."""
    with open(descriptor, "rb", closefd=False) as stream:
        return (yield from _read_all(stream, path))


def _read_all(stream: IO[bytes], path: str) -> Generator[None, None, bytes]:
    try:
        return (yield from read_in_steps(stream, path, MAX_CONVERTED_BYTES))
    except IsADirectoryError as error:
        raise Unreadable(path, "is a folder") from error
    except OSError as error:
        raise Unreadable(path, f"cannot be read ({error.strerror})") from error
