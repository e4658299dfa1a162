"""Web pages that were saved as MHTML (`.mht`, `.mhtml`): the HTML of a page and of its frames, without pictures.

Chrome, Edge, Internet Explorer and Opera write such files: the headers of a mail, and one part for each resource of the
page. The parts that are HTML are decoded, the page first and its frames after it.
"""

from __future__ import annotations

import binascii
import io
import re
from array import array
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.source.source import SavedAs
from thread_parsers.text.large_texts import SLICE_BYTES, SLICE_LINES, lines_in_steps

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

HEAD_BYTES = 1 << 14
"""How much of a file or part is looked at for its headers."""
MAX_PARTS = 10_000
_MULTIPART = re.compile(rb"^content-type:\s*multipart/(?:related|alternative|mixed)\b", re.IGNORECASE | re.MULTILINE)
_WRITTEN_BY = re.compile(
    rb"^(?:from:\s*\"?<?saved by |snapshot-content-location:|from:\s*<save)", re.IGNORECASE | re.MULTILINE
)
"""Headers that only browsers write."""
_MIMEOLE = re.compile(rb"^x-mimeole:", re.IGNORECASE | re.MULTILINE)
"""Internet Explorer writes it, and so does Outlook Express: in files with an address, it is a mail."""
_SENT = re.compile(rb"^(?:to|cc|bcc|received|message-id|delivered-to|newsgroups):", re.IGNORECASE | re.MULTILINE)
_BOUNDARY = re.compile(rb"boundary\s*=\s*(?:\"([^\"\r\n]{1,200})\"|([^\s;\"]{1,200}))", re.IGNORECASE)
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_FOLD = re.compile(rb"\r?\n[ \t]+")
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w.:-]{1,40})", re.IGNORECASE)
_LINE = re.compile(rb"[^\n]*\n|[^\n]+")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")


class Part(NamedTuple):
    """One HTML document of a saved page."""

    content: bytes
    charset: str
    """The name of its encoding as stated, in small letters; empty if none is."""
    starts: array[int]
    """The first byte in `content` of what each line of the part was decoded to."""
    lines: array[int]
    """The first byte in the file of each of these lines, and the byte after the last."""


class SavedPage(NamedTuple):
    """The documents of a saved page, and what its headers say of it."""

    parts: list[Part]
    saved_as: SavedAs


def is_mhtml(data: bytes) -> bool:
    """Whether a file is a web page saved as MHTML: headers of a browser, several parts."""
    head = data[:HEAD_BYTES]
    if b"multipart/" not in head.lower():  # as in most files: the patterns take ten times as long
        return False
    end = _HEADERS_END.search(head)
    headers = _FOLD.sub(b" ", head[: end.start()] if end else head)
    if _MULTIPART.search(headers) is None:
        return False
    is_page = _MIMEOLE.search(headers) is not None and _SENT.search(headers) is None
    return is_page or _WRITTEN_BY.search(headers) is not None


def saved_page(data: bytes) -> Generator[None, None, SavedPage]:
    """The documents of a file that is MHTML. There are none if it is damaged, or has no HTML."""
    from email.utils import parsedate_to_datetime  # slow to import, and such files are rare

    yield
    headers, _ = _headers(data, 0, len(data))
    parts: list[Part] = []
    for span in _spans(data):
        part = None if span is None else (yield from _html_part(data, *span))
        if part is not None:
            parts.append(part)
        yield
    address = headers.get("snapshot-content-location") or headers.get("content-location", "")
    try:
        saved = parsedate_to_datetime(headers["date"]) if "date" in headers else None
    except (ValueError, OverflowError):
        saved = None
    return SavedPage(parts, SavedAs(address, saved.replace(tzinfo=None) if saved else None))


def _headers(data: bytes, start: int, end: int) -> tuple[dict[str, str], int]:
    """The headers of a file or part, names in small letters, and where its content begins."""
    head = data[start : min(end, start + HEAD_BYTES)]
    blank = _HEADERS_END.search(head)
    lines = _FOLD.sub(b" ", head[: blank.start()] if blank else head).decode("utf-8", "replace").splitlines()
    found: dict[str, str] = {}
    for line in lines:
        name, colon, value = line.partition(":")
        if colon:
            found.setdefault(name.strip().lower(), value.strip())
    return found, start + (blank.end() if blank else len(head))


def _spans(data: bytes) -> Iterator[tuple[int, int] | None]:
    """The places of the parts; None while the end of one is looked for. Boundaries of parts inside of parts count,
    too."""
    boundaries = {one or other for one, other in _BOUNDARY.findall(data[:HEAD_BYTES])}
    if not boundaries:
        return
    boundary = re.compile(
        rb"^--(?:" + b"|".join(map(re.escape, sorted(boundaries))) + rb")(?:--)?[ \t]*\r?$", re.MULTILINE
    )
    start, count = -1, 0
    for lines in lines_in_steps(lambda first, stop: data[first:stop], 0, len(data)):
        # Most of a file is base64, without dashes.
        if lines is None or lines.data is None or not (lines.data.startswith(b"--") or b"\n--" in lines.data):
            yield None
            continue
        for line in boundary.finditer(lines.data):
            if start >= 0:
                yield start, lines.start + line.start()
            if count >= MAX_PARTS:
                return
            count += 1
            start = lines.start + line.end() + 1
    if 0 <= start < len(data):
        yield start, len(data)  # the end of the file is missing


def _html_part(data: bytes, start: int, end: int) -> Generator[None, None, Part | None]:
    headers, content_start = _headers(data, start, end)
    kind = headers.get("content-type", "")
    if not kind.lower().startswith(("text/html", "application/xhtml+xml")):
        return None
    encoding, base64 = headers.get("content-transfer-encoding", "").lower(), _Base64()
    decoders: dict[str, Callable[[bytes], bytes]] = {"base64": base64.decode, "quoted-printable": binascii.a2b_qp}
    decode = decoders.get(encoding, bytes)
    content, starts, lines, at = io.BytesIO(), array("Q"), array("Q"), content_start
    for piece in _pieces(data, content_start, end):
        if piece is None:
            yield
            continue
        if piece.begins_line:
            starts.append(content.tell())
            lines.append(at)
            if len(lines) % SLICE_LINES == 0:
                yield
        content.write(decode(piece.data))
        at += len(piece.data)
    lines.append(end)
    content.write(base64.end())
    charset = _CHARSET.search(kind)
    return Part(content.getvalue(), charset[1].lower() if charset else "", starts, lines)


class _Piece(NamedTuple):
    """A line, or a piece of a very long one."""

    data: bytes
    begins_line: bool


def _pieces(data: bytes, start: int, end: int) -> Iterator[_Piece | None]:
    """The lines from `start` to `end`. None now and then."""
    for lines in lines_in_steps(lambda first, stop: data[first:stop], start, end):
        if lines is None:
            yield None
        elif lines.data is not None:
            yield from (_Piece(line[0], begins_line=True) for line in _LINE.finditer(lines.data))
            yield None
        else:
            at = lines.start
            while at < lines.end:
                stop = min(at + SLICE_BYTES, lines.end)
                escape = data.find(b"=", stop - 2, stop)  # `=E9` of quoted-printable is not cut
                stop = escape if at < escape and stop < lines.end else stop
                yield _Piece(data[at:stop], begins_line=at == lines.start)
                yield None
                at = stop


class _Base64:
    """Decodes base64 in pieces, as much as is whole: a file may be cut."""

    def __init__(self) -> None:
        self._rest = b""

    def decode(self, piece: bytes) -> bytes:
        """What the letters of a piece stand for, with those that the last one has left."""
        letters = self._rest + _NOT_BASE64.sub(b"", piece)
        whole = len(letters) & ~3
        self._rest = letters[whole:]
        return binascii.a2b_base64(letters[:whole])

    def end(self) -> bytes:
        """What the last letters stand for."""
        rest = self._rest
        return binascii.a2b_base64(rest + b"==="[len(rest) - 1 :]) if len(rest) > 1 else b""
