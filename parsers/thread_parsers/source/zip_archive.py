"""The texts in a zip archive of a known family, such as an exported chat. Every other zip archive is refused.

Sizes are checked before anything is expanded, nothing but these texts is read, and nothing is written to a disk.
"""

from __future__ import annotations

import io
import struct
from typing import IO, TYPE_CHECKING, NamedTuple

from thread_parsers.errors import Unreadable
from thread_parsers.source.chat_zip import chats, telegram_chats
from thread_parsers.source.file_set import FileSet, file_set
from thread_parsers.source.limited import read_in_steps
from thread_parsers.source.limits import LIMITS
from thread_parsers.source.slack_export import export_files

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence
    from zipfile import ZipFile, ZipInfo


class Family(NamedTuple):
    """A family whose files may be in an archive."""

    files: Callable[[Sequence[str]], list[str]]
    """Picks the paths of its own among those of all files. Empty if there are none."""
    is_set: bool = False
    """Whether it consists of several files; otherwise an archive with several is refused."""


FAMILIES = (Family(chats), Family(telegram_chats), Family(export_files, is_set=True))
"""The families that may be an archive. The first that finds files counts."""

_END = struct.Struct("<4s4H2LH")
"""The record at the end of an archive: magic, disks, numbers of files, size and place of the list, a comment."""
_END_MAGIC = b"PK\x05\x06"
_ZIP64_MAGIC, _ZIP64_BYTES = b"PK\x06\x07", 20
"""What is before that record in an archive with another list, of any size."""
_MAX_COMMENT_BYTES = 1 << 16
_ENCRYPTED = 1
"""Bit of the flags of a file in an archive."""
_METHODS = (0, 8)
"""Compressions that exports use: none, deflate."""


def text_in_zip(path: str, archive: IO[bytes]) -> Generator[None, None, bytes | FileSet]:
    """The bytes of the text in an archive, or the files of one that has several, in steps. Raises Unreadable."""
    import zlib
    from zipfile import BadZipFile, ZipFile

    damage = (BadZipFile, zlib.error, struct.error, EOFError, OSError, ArithmeticError, ValueError, RuntimeError)
    _check_list(path, archive)
    try:
        with ZipFile(archive) as opened:
            yield
            files, is_set = _chosen(path, opened.infolist())
            yield
            if is_set:
                contents = _contents(path, opened, files)
                return (yield from file_set(path, contents, f"a zip of {len(files):,} files"))
            return (yield from _content(path, opened, files[0], LIMITS.expanded_bytes))
    except damage as error:
        raise Unreadable(path, "damaged zip data") from error


def _contents(path: str, opened: ZipFile, files: Sequence[ZipInfo]) -> Iterator[tuple[str, bytes] | None]:
    left = LIMITS.expanded_bytes
    for file in files:
        content = yield from _content(path, opened, file, left)
        left -= len(content)
        yield file.filename, content


def _content(path: str, opened: ZipFile, file: ZipInfo, max_bytes: int) -> Generator[None, None, bytes]:
    with opened.open(file) as stream:
        return (yield from read_in_steps(stream, path, max_bytes))


def _check_list(path: str, archive: IO[bytes]) -> None:
    """Raise Unreadable unless the list of files can be read without much memory."""
    size = archive.seek(0, io.SEEK_END)
    archive.seek(max(0, size - _END.size - _MAX_COMMENT_BYTES))
    tail = archive.read(_END.size + _MAX_COMMENT_BYTES)
    at = tail.rfind(_END_MAGIC)
    if at < 0 or len(tail) - at < _END.size or tail[max(0, at - _ZIP64_BYTES) : at].startswith(_ZIP64_MAGIC):
        raise Unreadable(path, "is a zip archive")
    *_, members, directory_bytes, _, _ = _END.unpack_from(tail, at)
    if members > LIMITS.members or directory_bytes > LIMITS.directory_bytes:
        raise Unreadable(path, f"a zip of over {LIMITS.members:,} files; unpack it")


def _chosen(path: str, files: Sequence[ZipInfo]) -> tuple[list[ZipInfo], bool]:
    """The texts of a known family in an archive, and whether they are a set."""
    if len(files) > LIMITS.members:  # the record at the end may state fewer
        raise Unreadable(path, f"a zip of over {LIMITS.members:,} files; unpack it")
    by_path = {file.filename: file for file in files}
    for family in FAMILIES:
        texts = [by_path[name] for name in family.files(list(by_path))]
        if texts:
            break
    else:
        raise Unreadable(path, "is a zip archive")
    if len(texts) > 1 and not family.is_set:
        raise Unreadable(path, "a zip of several chats; unpack it")
    if any(text.flag_bits & _ENCRYPTED for text in texts):
        raise Unreadable(path, "is an encrypted zip archive")
    if any(text.compress_type not in _METHODS for text in texts):
        raise Unreadable(path, "zip data in an unknown compression")
    size, compressed = sum(text.file_size for text in texts), sum(text.compress_size for text in texts)
    if size > LIMITS.expanded_bytes:
        raise Unreadable(path, f"too large: over {LIMITS.expanded_bytes >> 20} MiB")
    if size > max(LIMITS.ratio * compressed, LIMITS.ratio_matters_from_bytes):
        raise Unreadable(path, f"zip data that expands {LIMITS.ratio}-fold")
    return texts, family.is_set
