"""Converting bytes to UTF-8 with line feeds: compression, encodings, line ends. Binary files are refused.

The converted source records what the bytes were before.
"""

from __future__ import annotations

import codecs
import io
import re
from contextlib import contextmanager
from itertools import pairwise
from typing import IO, TYPE_CHECKING, NamedTuple

from thread_parsers.errors import Unreadable
from thread_parsers.source.charsets import declared_charset, is_seven_bit, known_charset
from thread_parsers.source.containers import HEADER_BYTES, is_mail
from thread_parsers.source.decoded import DecodedSource, Places, text_starts
from thread_parsers.source.limited import READ_BYTES, read_limited
from thread_parsers.source.link_numbers import has_link_numbers, without_link_numbers
from thread_parsers.source.source import BufferSource, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.source.limited import Readable
    from thread_parsers.source.mhtml import SavedPage

ZIP_MAGIC = b"PK\x03\x04"
"""First bytes of a zip archive that is not empty."""
WHOLE_BYTES = 1 << 22
"""A file up to this size is examined whole, and of a larger one this much to detect its encoding."""
MAX_EXPANDED_BYTES = 1 << 28
"""Size limit of a compressed file after decompression."""
DETECTION_BYTES = 200_000
"""Bytes given to the encoding detector."""

CP1252_PUNCTUATION = frozenset(b"\x80\x82\x84\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa9\xae\xb0\xb7")
"""Bytes of Windows-1252 that are not letters: quotes, dashes, the euro sign, the middle dot."""
MAX_NUL_SHARE_UTF8 = 0.9
"""Share of NUL bytes above which UTF-8 is not text. A page from a damaged disk has runs of them between its words."""
MAX_NUL_SHARE_OTHER = 0.02
"""The same for bytes that are not UTF-8 either."""


class Compression(NamedTuple):
    """A way in which a file may be compressed."""

    magic: re.Pattern[bytes]
    """The first bytes."""
    name: str
    module: str
    """The module that reads it, imported on demand: compressed files are rare, and each module costs start-up time."""
    opener: str = "open"
    """Its function from a compressed stream to one to read."""


COMPRESSIONS = (
    Compression(re.compile(rb"\x1f\x8b\x08"), "gzip", "gzip"),
    Compression(re.compile(rb"BZh.1AY&SY", re.DOTALL), "bzip2", "bz2"),  # text may begin with "BZh"
    Compression(re.compile(rb"\xfd7zXZ\x00"), "xz", "lzma"),
    # A frame of data, or one to be skipped, which some writers put first.
    Compression(
        re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"), "zstd", "thread_parsers.source.zstd", "open_zstd"
    ),
)
MISSING = "needs pip install 'thread-reader[zst]'"
"""What is said of a file in a compression that needs another package."""

BINARY = (
    (b"\x00asm", "is a program"),
    (b"%PDF-", "is a PDF"), (b"\x89PNG", "is a picture"), (b"\xff\xd8\xff", "is a picture"),
    (b"PK\x03\x04", "is a zip archive"), (b"PK\x05\x06", "is a zip archive"), (b"\x7fELF", "is a program"),
    (b"SQLite format 3\x00", "is a database"), (b"7z\xbc\xaf\x27\x1c", "is an archive"),
    (b"Rar!\x1a", "is an archive"), (b"\xca\xfe\xba\xbe", "is a program"), (b"OggS\x00", "is an audio file"),
)  # fmt: skip
"""First bytes of files that are not text, and what to say about them."""
BINARY_WORDS = (
    (b"GIF8", "is a picture"),
    (b"RIFF", "is an audio file or a picture"),
    (b"ID3", "is an audio file"),
)
"""The same for first bytes that a text may have too: it is binary only if a control character follows."""
TAR_MAGIC, TAR_MAGIC_OFFSET = b"ustar", 257
"""Magic bytes of a tar archive, and where they are."""
ASCII = bytes(range(0x80))
LETTERS = b"abcXYZ012<>"
"""Bytes that are the same text in all encodings but EBCDIC and those of more than one byte for a letter."""
CONTROLS = frozenset(range(0x20)) - frozenset(b"\t\n\v\f\r\x1b")
"""Control characters that a text does not have."""

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8 with a byte order mark"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
"""Byte order marks; UTF-32 before UTF-16, whose little-endian mark is a prefix of that of UTF-32."""

LINE_ENDS = ("carriage returns as line ends", "CRLF line ends")
"""What is said of other line ends than line feeds."""


def needs_no_conversion(path: str, head: bytes, *, whole: bool, charset: str = "") -> bool:
    """Whether a file can be read in place: (nearly) UTF-8 with line feeds and no byte order mark, or mail. `head` is
    its beginning, or all of it if `whole`; `charset` its encoding, if it is stated outside of it. Raises Unreadable for
    a binary file."""
    _refuse_binary(path, head)
    if b"\x00" in head or head.startswith(codecs.BOM_UTF8) or compression_of(head) or _is_mhtml(head):
        return False
    if is_mail(head):
        return True
    charset = declared_charset(head) or charset
    if is_seven_bit(charset, head):
        return False
    if b"\r" in head and (b"\r\n" in head or b"\n" not in head):
        return False
    if whole and has_link_numbers(head):
        return False
    return _is_utf8(head, whole=whole) or (charset in ("", "utf-8") and _is_nearly_utf8(head))


def converted(path: str, data: bytes, charset: str = "") -> Source:
    """Decompress and decode bytes into a source of UTF-8 with line feeds. `charset`: their encoding, if it is stated
    outside of them. Raises Unreadable."""
    if data.startswith(ZIP_MAGIC):
        return converted_zip(path, io.BytesIO(data))
    return _converted(path, data, [], charset)


def converted_zip(path: str, archive: IO[bytes]) -> Source:
    """The same for the texts in a zip archive. Nothing else in the archive is read."""
    from thread_parsers.source.file_set import FileSet
    from thread_parsers.source.zip_archive import text_in_zip

    text = text_in_zip(path, archive)
    if isinstance(text, FileSet):
        return text
    if text.startswith(ZIP_MAGIC) or compression_of(text):
        raise Unreadable(path, "an archive in an archive; unpack it")
    return _converted(path, text, ["zip"])


def _converted(path: str, data: bytes, notes: list[str], charset: str = "") -> Source:
    """Decode bytes that may be compressed. `notes` are what they were in, `charset` the encoding that is stated outside
    of them."""
    compression = compression_of(data)
    if compression:
        data = _decompressed(path, data, compression)
        notes.append(compression.name)
        if compression_of(data):
            raise Unreadable(path, "compressed twice; decompress it first")
    _refuse_binary(path, data)
    if _is_mhtml(data):
        from thread_parsers.source.mhtml import saved_page

        page = saved_page(data)
        if page.parts:
            return _saved_page(path, data, page, notes)
    if b"\x00" not in data and is_mail(data[:HEADER_BYTES]):
        # Each part of a mail states an encoding of its own.
        return BufferSource(data, path, ", ".join(notes) or None)
    text = _text(path, data, notes, declared_charset(data) or charset)
    dump = without_link_numbers(path, text, notes)
    return BufferSource(text, path, ", ".join(notes) or None) if dump is None else dump


def _is_mhtml(data: bytes) -> bool:
    """Whether a file is a web page saved as MHTML. Few files have the word that all of those have."""
    if b"multipart/" not in data[:HEADER_BYTES].lower():
        return False
    from thread_parsers.source.mhtml import is_mhtml

    return is_mhtml(data)


def _saved_page(path: str, data: bytes, page: SavedPage, notes: list[str]) -> Source:
    """The documents of a saved page, one after the other, with the places of their lines in the file."""
    places = Places(len(data), data.count(b"\n") + (not data.endswith(b"\n")))
    texts, at = [], 0
    counted_to = line = 0
    for part in page.parts:
        found: list[str] = []
        text = _text(path, part.content, found, known_charset(part.charset))
        line += data.count(b"\n", counted_to, part.lines[0])
        counted_to = part.lines[0]
        encoding = next((note for note in found if note not in LINE_ENDS), "utf-8")
        starts = text_starts(part.content, part.starts, encoding, len(text))
        if starts is None:  # the part as a whole
            places.add(at, part.lines[0], part.lines[-1], line + 1)
        else:
            ends = (*starts[1:], len(text))
            rows = zip(starts, ends, pairwise(part.lines), strict=True)
            for number, (start, end, (first, last)) in enumerate(rows, line + 1):
                is_same = data.startswith(text[start:end].removesuffix(b"\n"), first)
                places.add(at + start, first, last, number, is_same=is_same)
        texts.append(text)
        at += len(text) + 1
        notes += found
    source = DecodedSource(b"\n".join(texts), path, ", ".join(["MHTML", *dict.fromkeys(notes)]), places)
    source.saved_as = page.saved_as
    return source


def _text(path: str, data: bytes, notes: list[str], charset: str = "") -> bytes:
    """The bytes as UTF-8 with line feeds. What they were before is added to `notes`. `charset`: their encoding, if it
    is stated outside of them."""
    text, encoding = _as_utf8(path, data, charset)
    if encoding:
        notes.append(encoding)
    if b"\r" in text:
        text, line_ends = _with_line_feeds(text)
        notes += line_ends
    return text


def _refuse_binary(path: str, head: bytes) -> None:
    if head[TAR_MAGIC_OFFSET : TAR_MAGIC_OFFSET + len(TAR_MAGIC)] == TAR_MAGIC:
        raise Unreadable(path, "is an archive")
    for magic, reason in BINARY:
        if head.startswith(magic):
            raise Unreadable(path, reason)
    for magic, reason in BINARY_WORDS:
        if head.startswith(magic) and CONTROLS.intersection(head[:64]):
            raise Unreadable(path, reason)


def _is_utf8(data: bytes, *, whole: bool = True) -> bool:
    # An incremental decoder accepts a character that is cut off at the end, unless the data is whole.
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for piece in _in_pieces(data):
            decoder.decode(piece)
        decoder.decode(b"", final=whole)
    except UnicodeDecodeError:
        return False
    return True


def _in_pieces(data: bytes) -> Iterator[bytes]:
    return (data[at : at + READ_BYTES] for at in range(0, len(data), READ_BYTES))


def _is_nearly_utf8(data: bytes) -> bool:
    """Whether valid non-ASCII characters are at least as many as invalid bytes."""
    # What is invalid is left out. All of it is counted by functions in C: a page in another encoding has much of it.
    decoder = codecs.getincrementaldecoder("utf-8")("ignore")
    valid, left_out = 0, 0
    for piece in _in_pieces(data[:WHOLE_BYTES]):
        text = decoder.decode(piece)
        beyond = text.encode().translate(None, ASCII)
        valid += len(beyond.decode())
        left_out += len(piece.translate(None, ASCII)) - len(beyond)
    unfinished, _ = decoder.getstate()  # a character that is cut off at the end
    return valid >= left_out - len(unfinished)


def compression_of(data: bytes) -> Compression | None:
    """How bytes are compressed, by the first of them."""
    return next((each for each in COMPRESSIONS if each.magic.match(data)), None)


def _decompressed(path: str, data: bytes, compression: Compression) -> bytes:
    with decompressing(path, io.BytesIO(data), compression) as stream:
        return read_limited(stream, path, MAX_EXPANDED_BYTES)


@contextmanager
def decompressing(path: str, compressed: IO[bytes], compression: Compression) -> Iterator[Readable]:
    """Within this context, a stream of the decompressed bytes. Raises Unreadable, also for errors of reading it."""
    import zlib
    from importlib import import_module

    name = compression.name
    try:
        module = import_module(compression.module)
    except ImportError as error:
        raise Unreadable(path, MISSING if name == "zstd" else f"this Python cannot read {name}") from error
    own_errors = (getattr(module, error) for error in ("LZMAError", "ZstdError") if hasattr(module, error))
    errors = (OSError, EOFError, ValueError, zlib.error, *own_errors)
    try:
        with getattr(module, compression.opener)(compressed) as stream:
            yield stream
    except errors as error:
        raise Unreadable(path, f"damaged {name} data") from error


def _as_utf8(path: str, data: bytes, charset: str = "") -> tuple[bytes, str | None]:
    """The bytes as UTF-8, and the encoding they had, None for UTF-8. Invalid bytes in a file that is nearly all UTF-8
    stay as they are. Raises Unreadable if the data is not text."""
    charset = charset or declared_charset(data)
    if charset and is_seven_bit(charset, data):
        return _decoded(data, charset, "surrogateescape"), charset
    for mark, encoding, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding), name
    if b"\x00" in data:
        wide = _wide_encoding(data)
        if wide is not None:
            return _decoded(data, wide), f"{wide.upper()} without a byte order mark"
        whole = data.rstrip(b"\x00")  # a write that a crash has interrupted leaves NUL bytes at the end
        max_share = MAX_NUL_SHARE_UTF8 if _is_utf8(whole) else MAX_NUL_SHARE_OTHER
        if not whole or whole.count(b"\x00") > max_share * len(whole):
            raise Unreadable(path, "not text: it is full of NUL bytes")
    is_other = charset not in ("", "utf-8")
    if _is_utf8(data) or (not is_other and _is_nearly_utf8(data)):
        return data, None
    guess = charset if is_other else _detected(data)
    return _decoded(data, guess, "surrogateescape"), guess


def _decoded(data: bytes, encoding: str, errors: str = "surrogatepass") -> bytes:
    """Convert to UTF-8. Only what UTF-8 cannot express is lost: half a character at the end, a code point that is too
    large."""
    try:
        return _recoded(data, encoding, errors, errors)
    except UnicodeDecodeError:
        return _recoded(data, encoding, "replace", errors)


def _recoded(data: bytes, encoding: str, decode_errors: str, encode_errors: str) -> bytes:
    decoder = codecs.getincrementaldecoder(encoding)(decode_errors)
    found = io.BytesIO()  # getvalue() does not copy, unlike joining pieces
    for piece in _in_pieces(data):
        found.write(decoder.decode(piece).encode("utf-8", encode_errors))
    found.write(decoder.decode(b"", final=True).encode("utf-8", encode_errors))
    return found.getvalue()


def _wide_encoding(data: bytes) -> str | None:
    """UTF-16 or UTF-32 without a byte order mark, or None. In Western text every second byte of UTF-16 is NUL; hardly
    any other data decodes as UTF-32."""
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


def _detected(data: bytes) -> str:
    """The most likely encoding of bytes that are not UTF-8. If only the punctuation of Windows-1252 is used, it is that
    encoding; the detector takes such text for others (measured on 44 texts)."""
    high = set(data[:WHOLE_BYTES]) - set(range(0x80))
    if high <= CP1252_PUNCTUATION:
        return "cp1252"
    import chardet

    sample = data[:DETECTION_BYTES]
    found = chardet.detect(sample)["encoding"]
    try:
        name = codecs.lookup(found).name if found else "cp1252"
    except LookupError:
        return "cp1252"
    # In EBCDIC letters are bytes from 0x80 on. The detector takes a few tags with one such byte for it.
    is_ascii = LETTERS.decode(name, "replace") == LETTERS.decode("ascii")
    return name if is_ascii or 2 * len(sample.translate(None, ASCII)) > len(sample) else "cp1252"


def _with_line_feeds(text: bytes) -> tuple[bytes, list[str]]:
    """Convert line ends to line feeds. A lone carriage return is one only if the file has no line feed."""
    if b"\n" not in text:
        return text.replace(b"\r", b"\n"), [LINE_ENDS[0]]
    if b"\r\n" in text:
        return text.replace(b"\r\n", b"\n"), [LINE_ENDS[1]]
    return text, []
