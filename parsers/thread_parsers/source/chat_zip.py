"""The text of a chat in the zip archive that WhatsApp exports. Every other zip archive is refused.

Such an archive has one text in it, and perhaps pictures, which are never read. Sizes are checked before anything is
expanded, and nothing is written to a disk.
"""

from __future__ import annotations

import io
import struct
from typing import IO, TYPE_CHECKING

from thread_parsers.errors import Unreadable
from thread_parsers.source.limited import read_limited

if TYPE_CHECKING:
    from zipfile import ZipInfo

ZIP_MAGIC = b"PK\x03\x04"
"""First bytes of a zip archive that is not empty."""
NAME_OF_CHAT = "_chat.txt"
"""The name that iOS gives. Android writes `WhatsApp Chat with X.txt`, in the language of the phone."""
MAX_DIRECTORY_BYTES = 1 << 22
"""Size limit of the list of files in an archive: about 40,000 of them."""
_END = struct.Struct("<4s4H2LH")
"""The record at the end of an archive: magic, disks, numbers of files, size and place of the list, a comment."""
_END_MAGIC = b"PK\x05\x06"
_ZIP64_MAGIC, _ZIP64_BYTES = b"PK\x06\x07", 20
"""What stands before that record in an archive with another list, of any size."""
_MAX_COMMENT_BYTES = 1 << 16
_ENCRYPTED = 1
"""Bit of the flags of a file in an archive."""
_METHODS = (0, 8)
"""Compressions that WhatsApp uses: none, deflate."""


def chat_in_zip(path: str, archive: IO[bytes], max_bytes: int) -> bytes:
    """The bytes of the chat in an archive, at most `max_bytes`. Raises Unreadable."""
    import zlib
    from zipfile import BadZipFile, ZipFile

    damage = (BadZipFile, zlib.error, struct.error, EOFError, OSError, ArithmeticError, ValueError, RuntimeError)
    if not _has_a_short_directory(archive):
        raise Unreadable(path, "is a zip archive")
    try:
        with ZipFile(archive) as opened:
            chat = _chosen(path, opened.infolist())
            if chat.file_size > max_bytes:
                raise Unreadable(path, f"too large: over {max_bytes >> 20} MiB")
            with opened.open(chat) as stream:
                return read_limited(stream, path, max_bytes)
    except damage as error:
        raise Unreadable(path, "damaged zip data") from error


def _has_a_short_directory(archive: IO[bytes]) -> bool:
    """Whether the list of files can be read without much memory."""
    size = archive.seek(0, io.SEEK_END)
    archive.seek(max(0, size - _END.size - _MAX_COMMENT_BYTES))
    tail = archive.read(_END.size + _MAX_COMMENT_BYTES)
    at = tail.rfind(_END_MAGIC)
    if at < 0 or len(tail) - at < _END.size or tail[max(0, at - _ZIP64_BYTES) : at].startswith(_ZIP64_MAGIC):
        return False
    directory_bytes: int = _END.unpack_from(tail, at)[5]
    return directory_bytes <= MAX_DIRECTORY_BYTES


def _chosen(path: str, files: list[ZipInfo]) -> ZipInfo:
    """The chat among the files of an archive, at its top or in one folder."""
    texts = [file for file in files if file.filename.count("/") < 2 and not file.filename.startswith("__MACOSX/")]
    named = [file for file in texts if file.filename.rpartition("/")[2] == NAME_OF_CHAT]
    chats = named or [file for file in texts if _is_of_android(file.filename.rpartition("/")[2])]
    if not chats:
        raise Unreadable(path, "is a zip archive")
    if len(chats) > 1:
        raise Unreadable(path, "a zip of several chats; unpack it")
    chat = chats[0]
    if chat.flag_bits & _ENCRYPTED:
        raise Unreadable(path, "is an encrypted zip archive")
    if chat.compress_type not in _METHODS:
        raise Unreadable(path, "zip data in an unknown compression")
    return chat


def _is_of_android(name: str) -> bool:
    return name.endswith(".txt") and "whatsapp" in name.casefold()
