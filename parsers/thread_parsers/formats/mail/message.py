"""One mail: what its headers say, and its words as text."""

from __future__ import annotations

import calendar
import re
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.utils import parseaddr, parsedate_tz
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.bodies.html import html_text
from thread_parsers.discussion.columns import NO_TIME

if TYPE_CHECKING:
    from email.message import Message

MAX_HEADER_CHARS = 1 << 16
MAX_PARTS = 100
"""Parts of a mail within which its words are looked for. The parser of the standard library is recursive."""
MAX_IDS = 100
"""References of a mail that are looked at."""
MAX_NESTED_IN_HEADER = 20
"""Comments and groups in a `From` header that is parsed. The parser of the standard library is recursive."""
FIRST_YEAR, LAST_YEAR = 1970, 2100
"""Dates outside of these years are kept as written."""
_ID = re.compile(r"<([^<>\s]{1,1000})>")
_HIDDEN_ADDRESS = re.compile(r"\s*(\S+(?: at \S+)?)\s*\((.{1,300})\)\s*", re.DOTALL)
"""`ada at example.org (Ada L.)`, as archives of lists write it."""
_BARE_ADDRESS = re.compile(r"\s*([^@,;]{1,300}?)\s+\S{1,300}@\S{1,300}\s*")
"""`Ada L. ada@example.org`, without brackets."""
_ESCAPED = re.compile(r"^>(?=>*From )", re.MULTILINE)
_CONTAINER = re.compile(rb"boundary[*\d\s]*+=|content-type:\s*+message/", re.IGNORECASE)
"""What a mail or a part says that has parts or a mail in it."""
_NESTED_IN_HEADER = re.compile(r"[(:]")


class Mail(NamedTuple):
    """What a mail says."""

    id: str
    parents: tuple[str, ...]
    """The ids of mails that it may be a reply to, the likeliest first."""
    author: str
    subject: str
    time: int
    zone: int | None
    time_text: str
    text: str
    body_start: int
    """The byte of the mail after its headers."""


def read_mail(data: bytes) -> Mail:
    """Read a mail without its `From ` line. Never raises: what cannot be decoded is taken as it is."""
    body_start = _body_start(data)
    nested = len(_CONTAINER.findall(data)) > MAX_PARTS
    message = message_from_bytes(data[:body_start] if nested else data)
    text = _decoded(data[body_start:], "") if nested else _text(message)
    replied, references = (_ID.findall(_header(message, name))[:MAX_IDS] for name in ("In-Reply-To", "References"))
    names = _ID.findall(_header(message, "Message-ID"))
    time, zone, time_text = _time(_header(message, "Date"))
    return Mail(
        names[0] if names else "",
        tuple(dict.fromkeys([*replied[:1], *reversed(references)])),
        author_of(_header(message, "From")),
        " ".join(_words(_header(message, "Subject")).split()),
        time,
        zone,
        time_text,
        _ESCAPED.sub("", text),
        body_start,
    )


def author_of(header: str) -> str:
    """The name in a `From` header; without one the address."""
    hidden = _HIDDEN_ADDRESS.fullmatch(header)
    if hidden:
        return " ".join(_words(hidden[2]).split())
    bare = _BARE_ADDRESS.fullmatch(header) if "<" not in header else None
    if bare:
        return " ".join(_words(bare[1]).split()).strip("\"'")
    nested = len(_NESTED_IN_HEADER.findall(header)) > MAX_NESTED_IN_HEADER
    name, address = ("", "") if nested else parseaddr(header)
    words = " ".join(_words(name).split()).strip("\"'")
    return words or address or " ".join(_words(header).split())[:200]


def _body_start(data: bytes) -> int:
    ends = [end for mark in (b"\n\n", b"\n\r\n") if (end := data.find(mark)) >= 0]
    if data.startswith((b"\n", b"\r\n")):
        return 0
    at = min(ends, default=len(data))
    return min(at + (3 if data[at : at + 3] == b"\n\r\n" else 2), len(data))


def _header(message: Message, name: str) -> str:
    value = message.get(name)
    return str(value)[:MAX_HEADER_CHARS] if value is not None else ""


def _words(header: str) -> str:
    """A header with its encoded words decoded (RFC 2047)."""
    if "=?" not in header:
        return header
    try:
        pieces = decode_header(header)
    except (ValueError, LookupError, MessageError):  # a broken encoding: shown as written
        return header
    return "".join(_decoded(piece, charset or "") if isinstance(piece, bytes) else piece for piece, charset in pieces)


def _decoded(data: bytes, charset: str) -> str:
    """Bytes as text. A charset that is not known, or wrong, is replaced by UTF-8 or Windows-1252."""
    for name in (charset, "utf-8"):
        try:
            if name:
                return data.decode(name)
        except (LookupError, ValueError):
            continue
    return data.decode("cp1252", "replace")


def _text(message: Message) -> str:
    """The first part that is plain text and no attachment; without one the first HTML as text."""
    html = ""
    for part in message.walk():
        if part.is_multipart() or part.get_content_disposition() == "attachment":
            continue
        kind = part.get_content_type()
        if kind not in ("text/plain", "text/html") or (kind == "text/html" and html):
            continue
        payload = part.get_payload(decode=True)
        data = payload if isinstance(payload, bytes) else b""
        # Without an encoding, the bytes are those of the file, which is UTF-8 by now.
        encoded = str(part.get("Content-Transfer-Encoding", "")).strip().lower() in ("base64", "quoted-printable")
        charset = (part.get_content_charset() or "") if encoded else "utf-8"
        words = _decoded(data, charset)
        if kind == "text/plain":
            return words
        html = html_text(words)
    return html


def _time(header: str) -> tuple[int, int | None, str]:
    """Seconds by the clock as written, the zone in minutes, and the date as written if it cannot be read."""
    try:
        parsed = parsedate_tz(header)
    except (ValueError, IndexError, TypeError):  # dates that the standard library fails on
        parsed = None
    if parsed is None or not FIRST_YEAR <= parsed[0] <= LAST_YEAR:
        return NO_TIME, None, " ".join(header.split())[:100]
    try:
        seconds = calendar.timegm((*parsed[:6], 0, 1, 0))
    except (ValueError, OverflowError):
        return NO_TIME, None, " ".join(header.split())[:100]
    zone = parsed[9]
    return seconds, None if zone is None else zone // 60, ""
