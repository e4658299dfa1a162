"""The text in a zip archive of a known family, such as an exported chat. Every other zip archive is refused.

Sizes are checked before anything is expanded, nothing but the text is read, and nothing is written to a disk.
"""

from __future__ import annotations

import io
import struct
from typing import IO, TYPE_CHECKING, NamedTuple

from thread_parsers.errors import Unreadable
from thread_parsers.source.chat_zip import chats
from thread_parsers.source.limited import read_limited

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zipfile import ZipInfo

ZIP_MAGIC = b"PK\x03\x04"
"""First bytes of a zip archive that is not empty."""


class Limits(NamedTuple):
    """What an archive may have at most."""

    members: int = 10_000
    """Files and folders."""
    directory_bytes: int = 1 << 22
    """Size of the list of them, which is read as a whole."""
    expanded_bytes: int = 1 << 28
    """Size of the text."""
    ratio: int = 200
    """Size of the text by that of its compressed data. Deflate reaches 1,000 with what says nothing."""
    ratio_matters_from_bytes: int = 1 << 20
    """A smaller text may have any ratio."""


LIMITS = Limits()
FAMILIES = (chats,)
"""The families that may be an archive: each picks the texts of its own among the files."""
UNPACKED = (
    ("result.json", "a zipped Telegram export; unpack it"),
    ("channels.json", "a zipped Slack export; unpack it"),
)
"""Names of files of families that are not read from an archive, and what is said instead."""

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


def text_in_zip(path: str, archive: IO[bytes]) -> bytes:
    """The bytes of the text in an archive. Raises Unreadable."""
    import zlib
    from zipfile import BadZipFile, ZipFile

    damage = (BadZipFile, zlib.error, struct.error, EOFError, OSError, ArithmeticError, ValueError, RuntimeError)
    _check_list(path, archive)
    try:
        with ZipFile(archive) as opened:
            text = _chosen(path, opened.infolist())
            with opened.open(text) as stream:
                return read_limited(stream, path, LIMITS.expanded_bytes)
    except damage as error:
        raise Unreadable(path, "damaged zip data") from error


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


def _chosen(path: str, files: Sequence[ZipInfo]) -> ZipInfo:
    """The one text of a known family in an archive."""
    if len(files) > LIMITS.members:  # the record at the end may state fewer
        raise Unreadable(path, f"a zip of over {LIMITS.members:,} files; unpack it")
    texts = next((found for family in FAMILIES if (found := family(files))), [])
    if not texts:
        names = {file.filename.rpartition("/")[2] for file in files}
        raise Unreadable(path, next((reason for name, reason in UNPACKED if name in names), "is a zip archive"))
    if len(texts) > 1:
        raise Unreadable(path, "a zip of several chats; unpack it")
    (text,) = texts
    if text.flag_bits & _ENCRYPTED:
        raise Unreadable(path, "is an encrypted zip archive")
    if text.compress_type not in _METHODS:
        raise Unreadable(path, "zip data in an unknown compression")
    if text.file_size > LIMITS.expanded_bytes:
        raise Unreadable(path, f"too large: over {LIMITS.expanded_bytes >> 20} MiB")
    if text.file_size > max(LIMITS.ratio * text.compress_size, LIMITS.ratio_matters_from_bytes):
        raise Unreadable(path, f"zip data that expands {LIMITS.ratio}-fold")
    return text
