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
from thread_parsers.source.detection import detected, is_nearly_utf8, is_utf8, pieces, wide_encoding
from thread_parsers.source.limited import read_in_steps
from thread_parsers.source.link_numbers import has_link_numbers, without_link_numbers
from thread_parsers.source.source import BufferSource, Source
from thread_parsers.text.large_texts import SLICE_BYTES, SLICE_LINES, count_in_steps, end_of_words, is_in_steps

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from thread_parsers.source.limited import Readable
    from thread_parsers.source.mhtml import SavedPage

ZIP_MAGIC = b"PK\x03\x04"
"""First bytes of a zip archive that is not empty."""
MAX_EXPANDED_BYTES = 1 << 28
"""Size limit of a compressed file after decompression."""

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


def needs_no_conversion(path: str, head: bytes, *, whole: bool, charset: str = "") -> Generator[None, None, bool]:
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
    if whole and (yield from has_link_numbers(head)):
        return False
    if (yield from is_utf8(head, whole=whole)):
        return True
    return charset in ("", "utf-8") and (yield from is_nearly_utf8(head))


def converted(path: str, data: bytes, charset: str = "") -> Generator[None, None, Source]:
    """Decompress and decode bytes into a source of UTF-8 with line feeds, in steps. `charset`: their encoding, if it is
    stated outside of them. Raises Unreadable."""
    if data.startswith(ZIP_MAGIC):
        return (yield from converted_zip(path, io.BytesIO(data)))
    return (yield from _converted(path, data, [], charset))


def converted_zip(path: str, archive: IO[bytes]) -> Generator[None, None, Source]:
    """The same for the texts in a zip archive. Nothing else in the archive is read."""
    from thread_parsers.source.file_set import FileSet
    from thread_parsers.source.zip_archive import text_in_zip

    text = yield from text_in_zip(path, archive)
    if isinstance(text, FileSet):
        return text
    if text.startswith(ZIP_MAGIC) or compression_of(text):
        raise Unreadable(path, "an archive in an archive; unpack it")
    return (yield from _converted(path, text, ["zip"]))


def _converted(path: str, data: bytes, notes: list[str], charset: str = "") -> Generator[None, None, Source]:
    """Decode bytes that may be compressed. `notes` are what they were in, `charset` the encoding that is stated outside
    of them."""
    compression = compression_of(data)
    if compression:
        data = yield from _decompressed(path, data, compression)
        notes.append(compression.name)
        if compression_of(data):
            raise Unreadable(path, "compressed twice; decompress it first")
    _refuse_binary(path, data)
    if _is_mhtml(data):
        from thread_parsers.source.mhtml import saved_page

        page = yield from saved_page(data)
        if page.parts:
            return (yield from _saved_page(path, data, page, notes))
    if is_mail(data[:HEADER_BYTES]) and not (yield from is_in_steps(data, b"\x00")):
        # Each part of a mail states an encoding of its own.
        return BufferSource(data, path, ", ".join(notes) or None)
    text = yield from _text(path, data, notes, declared_charset(data) or charset)
    dump = yield from without_link_numbers(path, text, notes)
    return BufferSource(text, path, ", ".join(notes) or None) if dump is None else dump


def _is_mhtml(data: bytes) -> bool:
    """Whether a file is a web page saved as MHTML. Few files have the word that all of those have."""
    if b"multipart/" not in data[:HEADER_BYTES].lower():
        return False
    from thread_parsers.source.mhtml import is_mhtml

    return is_mhtml(data)


def _saved_page(path: str, data: bytes, page: SavedPage, notes: list[str]) -> Generator[None, None, Source]:
    """The documents of a saved page, one after the other, with the places of their lines in the file."""
    places = Places(len(data), (yield from count_in_steps(data, b"\n")) + (not data.endswith(b"\n")))
    texts, at = [], 0
    counted_to = line = 0
    for part in page.parts:
        found: list[str] = []
        text = yield from _text(path, part.content, found, known_charset(part.charset))
        line += yield from count_in_steps(data, b"\n", counted_to, part.lines[0])
        counted_to = part.lines[0]
        encoding = next((note for note in found if note not in LINE_ENDS), "utf-8")
        starts = yield from text_starts(part.content, part.starts, encoding, len(text))
        if starts is None:  # the part as a whole
            places.add(at, part.lines[0], part.lines[-1], line + 1)
        else:
            ends = (*starts[1:], len(text))
            rows = zip(starts, ends, pairwise(part.lines), strict=True)
            for number, (start, end, (first, last)) in enumerate(rows, line + 1):
                is_same = data.startswith(text[start:end].removesuffix(b"\n"), first)
                places.add(at + start, first, last, number, is_same=is_same)
                if number % SLICE_LINES == 0:
                    yield
        texts.append(text)
        at += len(text) + 1
        notes += found
    source = DecodedSource(b"\n".join(texts), path, ", ".join(["MHTML", *dict.fromkeys(notes)]), places)
    source.saved_as = page.saved_as
    return source


def _text(path: str, data: bytes, notes: list[str], charset: str = "") -> Generator[None, None, bytes]:
    """The bytes as UTF-8 with line feeds. What they were before is added to `notes`. `charset`: their encoding, if it
    is stated outside of them."""
    text, encoding = yield from _as_utf8(path, data, charset)
    if encoding:
        notes.append(encoding)
    return (yield from _with_line_feeds(text, notes))


def _refuse_binary(path: str, head: bytes) -> None:
    if head[TAR_MAGIC_OFFSET : TAR_MAGIC_OFFSET + len(TAR_MAGIC)] == TAR_MAGIC:
        raise Unreadable(path, "is an archive")
    for magic, reason in BINARY:
        if head.startswith(magic):
            raise Unreadable(path, reason)
    for magic, reason in BINARY_WORDS:
        if head.startswith(magic) and CONTROLS.intersection(head[:64]):
            raise Unreadable(path, reason)


def compression_of(data: bytes) -> Compression | None:
    """How bytes are compressed, by the first of them."""
    return next((each for each in COMPRESSIONS if each.magic.match(data)), None)


def _decompressed(path: str, data: bytes, compression: Compression) -> Generator[None, None, bytes]:
    with decompressing(path, io.BytesIO(data), compression) as stream:
        return (yield from read_in_steps(stream, path, MAX_EXPANDED_BYTES))


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


def _as_utf8(path: str, data: bytes, charset: str = "") -> Generator[None, None, tuple[bytes, str | None]]:
    """The bytes as UTF-8, and the encoding they had, None for UTF-8. Invalid bytes in a file that is nearly all UTF-8
    stay as they are. Raises Unreadable if the data is not text."""
    charset = charset or declared_charset(data)
    if charset and is_seven_bit(charset, data):
        return (yield from _decoded(data, charset, "surrogateescape")), charset
    for mark, encoding, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return (yield from _decoded(data, encoding, start=len(mark))), name
    if (yield from is_in_steps(data, b"\x00")):
        wide = wide_encoding(data)
        if wide is not None:
            return (yield from _decoded(data, wide)), f"{wide.upper()} without a byte order mark"
        # A write that a crash has interrupted leaves NUL bytes at the end.
        end = yield from end_of_words(data, 0, len(data), b"\x00")
        max_share = MAX_NUL_SHARE_UTF8 if (yield from is_utf8(data, end)) else MAX_NUL_SHARE_OTHER
        if not end or (yield from count_in_steps(data, b"\x00", 0, end)) > max_share * end:
            raise Unreadable(path, "not text: it is full of NUL bytes")
    is_other = charset not in ("", "utf-8")
    if (yield from is_utf8(data)) or (not is_other and (yield from is_nearly_utf8(data))):
        return data, None
    guess = charset if is_other else (yield from detected(data))
    return (yield from _decoded(data, guess, "surrogateescape")), guess


def _decoded(
    data: bytes, encoding: str, errors: str = "surrogatepass", *, start: int = 0
) -> Generator[None, None, bytes]:
    """Convert what is from `start` on to UTF-8. Only what UTF-8 cannot express is lost: half a character at the end, a
    code point that is too large."""
    try:
        return (yield from _recoded(pieces(data, start), encoding, errors, errors))
    except UnicodeDecodeError:
        return (yield from _recoded(pieces(data, start), encoding, "replace", errors))


def _recoded(
    data: Iterator[bytes], encoding: str, decode_errors: str, encode_errors: str
) -> Generator[None, None, bytes]:
    decoder = codecs.getincrementaldecoder(encoding)(decode_errors)
    found = io.BytesIO()  # getvalue() does not copy, unlike joining pieces
    for piece in data:
        found.write(decoder.decode(piece).encode("utf-8", encode_errors))
        yield
    found.write(decoder.decode(b"", final=True).encode("utf-8", encode_errors))
    return found.getvalue()


def _with_line_feeds(text: bytes, notes: list[str]) -> Generator[None, None, bytes]:
    """Convert line ends to line feeds, and say so in `notes`. A lone carriage return is one only if the file has no
    line feed."""
    if not (yield from is_in_steps(text, b"\r")):
        return text
    if not (yield from is_in_steps(text, b"\n")):
        line_end, note = b"\r", LINE_ENDS[0]
    elif (yield from is_in_steps(text, b"\r\n")):
        line_end, note = b"\r\n", LINE_ENDS[1]
    else:
        return text
    notes.append(note)
    found, at = io.BytesIO(), 0
    while at < len(text):
        end = min(at + SLICE_BYTES, len(text))
        end += text.startswith(b"\r\n", end - 1)  # a line end is not cut
        found.write(text[at:end].replace(line_end, b"\n"))
        at = end
        yield
    return found.getvalue()
