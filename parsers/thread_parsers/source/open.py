"""Opening a page: what kind of file it is, how its bytes become UTF-8 with line feeds, and what is refused.

A UTF-8 file with line feeds is read where it is. Everything else is converted once into a buffer, and the source says
from what: compressed files (with a limit on what they may become), other encodings, other line ends.
"""

from __future__ import annotations

import codecs
import os
import stat
import sys
from typing import IO, TYPE_CHECKING

from thread_parsers.errors import Unreadable
from thread_parsers.source.source import BufferSource, FileSource, Source
from thread_parsers.source.stamp import stamp

if TYPE_CHECKING:
    from typing import BinaryIO

BEGINNING = 1 << 16
"""Bytes that show what a large file is."""
WHOLE = 1 << 22
"""A file up to this size is looked at whole."""
MOST = 1 << 29
"""Bytes that a converted or compressed page, or standard input, may have."""
MAX_EXPANDED_BYTES = 1 << 28
"""Bytes that a compressed page may become."""

CURLY = frozenset(b"\x80\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa9\xae\xb0\xb7")
"""Bytes of Windows's Latin alphabet that are no letters: quotes, dashes, the euro, the dot between words."""
MOST_NULS = 0.9
"""The share of NUL bytes from which UTF-8 is no text. A page whose disk gave way has runs of them between its words."""
MOST_NULS_ELSEWHERE = 0.02
"""The same for bytes that are not UTF-8 besides."""

BINARY = (
    (b"\x00asm", "is a program"),
    (b"%PDF-", "is a PDF"), (b"\x89PNG", "is a picture"), (b"\xff\xd8\xff", "is a picture"),
    (b"PK\x03\x04", "is a zip archive"), (b"PK\x05\x06", "is a zip archive"), (b"\x7fELF", "is a program"),
    (b"SQLite format 3\x00", "is a database"), (b"7z\xbc\xaf\x27\x1c", "is an archive"),
    (b"Rar!\x1a", "is an archive"), (b"\xca\xfe\xba\xbe", "is a program"), (b"OggS\x00", "is sound"),
    (b"\x28\xb5\x2f\xfd", "is compressed by zstd; unpack it first"),
)  # fmt: skip
"""How files begin that are no text."""
BINARY_WORDS = ((b"GIF8", "is a picture"), (b"RIFF", "is sound or a picture"), (b"ID3", "is sound"))
"""The same where a text might begin so, too: a control character stands near."""
TAR, TAR_AT = b"ustar", 257
"""What an archive of tar says, and where."""
CONTROLS = frozenset(range(0x20)) - frozenset(b"\t\n\v\f\r\x1b")

BOMS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
"""Byte order marks, the longer ones first where one begins like another."""


def open_source(path: str, standard_input: BinaryIO | None = None) -> Source:
    """Open a page for reading; `-` is standard input. Raises Unreadable."""
    if path == "-":
        stream = standard_input if standard_input is not None else sys.stdin.buffer
        return _from_bytes("-", _all_of(stream, "-", MOST))
    descriptor = _opened(path)
    try:
        before = stamp(os.fstat(descriptor))
        source = _from_file(path, descriptor)
    except BaseException:
        os.close(descriptor)
        raise
    source.stamp = before
    return source


def _opened(path: str) -> int:
    try:
        kind = os.stat(path).st_mode  # noqa: PTH116
        if stat.S_ISDIR(kind):
            raise Unreadable(path, "is a folder")
        if not stat.S_ISREG(kind):
            raise Unreadable(path, "is no ordinary file; - reads a pipe")
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except OSError as error:
        raise Unreadable(path, _why(error)) from error
    except ValueError as error:
        raise Unreadable(path, "is no name of a file") from error


def _why(error: OSError) -> str:
    reasons = {
        2: "is not there",
        13: "may not be read",
        20: "is not there",
        36: "has too long a name",
        40: "is a link to itself",
    }
    return reasons.get(error.errno or 0, f"cannot be opened ({error.strerror})")


def _from_file(path: str, descriptor: int) -> Source:
    size = os.fstat(descriptor).st_size
    if not size and (data := _without_a_size(path, descriptor)):
        os.close(descriptor)
        return _from_bytes(path, data)
    source = FileSource(path, descriptor, size)
    beginning = source.read(0, size if size <= WHOLE else BEGINNING)
    if _as_it_is(path, beginning, whole=size == len(beginning)):
        return source
    if size > MOST:
        raise Unreadable(path, f"is too large to convert (over {MOST >> 20} MiB)")
    converted = _from_bytes(path, source.read(0, size))
    source.close()
    return converted


def _without_a_size(path: str, descriptor: int) -> bytes:
    """What is in a file of no bytes: some that the system makes up, as in /proc, are said to be empty and are not."""
    with open(descriptor, "rb", closefd=False) as stream:
        return _all_of(stream, path, MOST)


def _as_it_is(path: str, beginning: bytes, *, whole: bool) -> bool:
    """Whether a file can be read where it is: UTF-8, or nearly, with line feeds and no mark."""
    _refuse_binary(path, beginning)
    if b"\x00" in beginning or beginning.startswith(codecs.BOM_UTF8) or _compressed(beginning):
        return False
    if b"\r" in beginning and (b"\r\n" in beginning or b"\n" not in beginning):
        return False
    return _is_utf8(beginning, whole=whole) or _nearly_utf8(beginning)


def _refuse_binary(path: str, beginning: bytes) -> None:
    if beginning[TAR_AT : TAR_AT + len(TAR)] == TAR:
        raise Unreadable(path, "is an archive")
    for magic, what in BINARY:
        if beginning.startswith(magic):
            raise Unreadable(path, what)
    for magic, what in BINARY_WORDS:
        if beginning.startswith(magic) and CONTROLS.intersection(beginning[:64]):
            raise Unreadable(path, what)


def _is_utf8(data: bytes, *, whole: bool = True) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(data, final=whole)
    except UnicodeDecodeError:
        return False
    return True


def _compressed(data: bytes) -> str | None:
    for magic, name in ((b"\x1f\x8b\x08", "gzip"), (b"BZh", "bzip2"), (b"\xfd7zXZ\x00", "xz")):
        if data.startswith(magic) and (name != "bzip2" or data[4:10] == b"1AY&SY"):
            return name
    return None


def _from_bytes(path: str, data: bytes) -> Source:
    notes: list[str] = []
    packing = _compressed(data)
    if packing:
        data = _expanded(path, data, packing)
        notes.append(packing)
        if _compressed(data):
            raise Unreadable(path, "is compressed twice; unpack it first")
    _refuse_binary(path, data)
    text, encoding = _as_utf8(path, data)
    if encoding:
        notes.append(encoding)
    if b"\r" in text:
        text, ends = _with_line_feeds(text)
        notes += ends
    return BufferSource(text, path, ", ".join(notes) or None)


def _expanded(path: str, data: bytes, packing: str) -> bytes:
    import io
    from importlib import import_module

    module = import_module({"gzip": "gzip", "bzip2": "bz2", "xz": "lzma"}[packing])
    try:
        with module.open(io.BytesIO(data)) as stream:
            return _all_of(stream, path, MAX_EXPANDED_BYTES)
    except (OSError, EOFError, ValueError, module.__dict__.get("LZMAError", OSError)) as error:
        raise Unreadable(path, f"is damaged: {packing} cannot unpack it") from error
    except Exception as error:
        if type(error).__module__ == "zlib":
            raise Unreadable(path, f"is damaged: {packing} cannot unpack it") from error
        raise


def _all_of(stream: IO[bytes], path: str, most: int) -> bytes:
    pieces, size = [], 0
    try:
        while piece := stream.read(1 << 20):
            size += len(piece)
            if size > most:
                raise Unreadable(path, f"is too large: over {most >> 20} MiB")
            pieces.append(piece)
    except IsADirectoryError as error:
        raise Unreadable(path, "is a folder") from error
    except OSError as error:
        if error.errno is None:
            raise  # said by what unpacks it, not by the system
        raise Unreadable(path, f"cannot be read ({error.strerror})") from error
    return b"".join(pieces)


def _as_utf8(path: str, data: bytes) -> tuple[bytes, str | None]:
    """The bytes as UTF-8, and what they were, None for UTF-8. Bytes that are no text in any encoding that is tried
    stay as they are when nearly all of the file is UTF-8."""
    for bom, encoding, name in BOMS:
        if data.startswith(bom):
            return _decoded(data[len(bom) :], encoding), name
    if b"\x00" in data:
        wide = _wide(data)
        if wide is not None:
            return _decoded(data, wide), f"{wide.upper()} without a byte order mark"
        if data.count(b"\x00") > (MOST_NULS if _is_utf8(data) else MOST_NULS_ELSEWHERE) * len(data):
            raise Unreadable(path, "is no text: it is full of NUL bytes")
    if _is_utf8(data) or _nearly_utf8(data):
        return data, None
    guess = _guessed(data)
    try:
        text = data.decode(guess, "surrogateescape")
    except UnicodeDecodeError:  # UTF-16 with half a character at the end
        text = data.decode(guess, "replace")
    return text.encode("utf-8", "surrogateescape"), guess


def _decoded(data: bytes, encoding: str) -> bytes:
    """Nothing is lost but what cannot be written: half a character at the end, a number past the last one."""
    try:
        text = data.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
    return text.encode("utf-8", "surrogatepass")


def _wide(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a mark. Of western text every second byte is NUL; hardly anything but UTF-32 decodes as
    it."""
    head = data[:4096]
    for encoding in ("utf-32-le", "utf-32-be"):
        try:
            if "\x00" not in head[: len(head) & ~3].decode(encoding):
                return encoding
        except UnicodeDecodeError:
            pass
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 0.4 * len(head) / 2 and even < 0.05 * len(head):
        return "utf-16-le"
    if even > 0.4 * len(head) / 2 and odd < 0.05 * len(head):
        return "utf-16-be"
    return None


def _nearly_utf8(data: bytes) -> bool:
    """More characters of several bytes that are right than bytes that are wrong, or hardly any wrong ones."""
    text = data[:WHOLE].decode("utf-8", "surrogateescape")
    wrong = sum(1 for character in text if "\udc80" <= character <= "\udcff")
    right = sum(1 for character in text if character > "\x7f") - wrong
    return right >= wrong


def _guessed(data: bytes) -> str:
    """The likeliest encoding of bytes that are no UTF-8. Curly quotes and dashes alone are Windows's Latin alphabet,
    which the detector takes for other ones (measured over 44 texts)."""
    high = set(data[:WHOLE]) - set(range(0x80))
    if high <= CURLY:
        return "cp1252"
    import chardet

    found = chardet.detect(data[:200_000])["encoding"]
    try:
        return codecs.lookup(found).name if found else "cp1252"
    except LookupError:
        return "cp1252"


def _with_line_feeds(text: bytes) -> tuple[bytes, list[str]]:
    """Line ends as line feeds. A carriage return alone ends a line only where the page has no line feed at all."""
    if b"\n" not in text:
        return text.replace(b"\r", b"\n"), ["carriage returns as line ends"]
    if b"\r\n" in text:
        return text.replace(b"\r\n", b"\n"), ["CRLF line ends"]
    return text, []
