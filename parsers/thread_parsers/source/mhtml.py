"""Web pages that were saved as MHTML (`.mht`, `.mhtml`): the HTML of a page and of its frames, without pictures.

Chrome, Edge, Internet Explorer and Opera write such files: the headers of a mail, and one part for each resource of the
page. The parts that are HTML are decoded, the page first and its frames after it.
"""

from __future__ import annotations

import binascii
import re
from array import array
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.source.source import SavedAs

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def saved_page(data: bytes) -> SavedPage:
    """The documents of a file that is MHTML. There are none if it is damaged, or has no HTML."""
    from email.utils import parsedate_to_datetime  # slow to import, and such files are rare

    headers, _ = _headers(data, 0, len(data))
    parts = [part for start, end in _spans(data) if (part := _html_part(data, start, end)) is not None]
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


def _spans(data: bytes) -> Iterator[tuple[int, int]]:
    """The places of the parts. Boundaries of parts inside of parts count, too."""
    boundaries = {one or other for one, other in _BOUNDARY.findall(data[:HEAD_BYTES])}
    if not boundaries:
        return
    lines = re.compile(
        rb"^--(?:" + b"|".join(map(re.escape, sorted(boundaries))) + rb")(?:--)?[ \t]*\r?$", re.MULTILINE
    )
    start = -1
    for count, line in enumerate(lines.finditer(data)):
        if start >= 0:
            yield start, line.start()
        if count >= MAX_PARTS:
            return
        start = line.end() + 1
    if 0 <= start < len(data):
        yield start, len(data)  # the end of the file is missing


def _html_part(data: bytes, start: int, end: int) -> Part | None:
    headers, content_start = _headers(data, start, end)
    kind = headers.get("content-type", "")
    if not kind.lower().startswith(("text/html", "application/xhtml+xml")):
        return None
    content = data[content_start:end]
    encoding = headers.get("content-transfer-encoding", "").lower()
    written = _LINE.findall(content)
    lines = array("Q", accumulate(map(len, written), initial=content_start))
    charset = _CHARSET.search(kind)
    stated = charset[1].lower() if charset else ""
    if encoding == "base64":
        letters = accumulate((len(_NOT_BASE64.sub(b"", line)) for line in written), initial=0)
        content = _from_base64(content)
        starts = array("Q", (min(count // 4 * 3, len(content)) for count in letters))
        return Part(content, stated, starts[:-1], lines)
    if encoding == "quoted-printable":
        written = [binascii.a2b_qp(line) for line in written]
    return Part(b"".join(written), stated, array("Q", accumulate(map(len, written), initial=0))[:-1], lines)


def _from_base64(content: bytes) -> bytes:
    """Decode as much as is whole: a file may be cut."""
    letters = _NOT_BASE64.sub(b"", content)
    whole = len(letters) & ~3
    rest = letters[whole:]
    return binascii.a2b_base64(letters[:whole] + (rest + b"==="[len(rest) - 1 :] if len(rest) > 1 else b""))
