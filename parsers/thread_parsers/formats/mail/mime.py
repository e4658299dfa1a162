"""The parts of a mail: what MIME divides a body into, found in one pass over the lines that begin with two dashes.

Nothing is recursive. A boundary that never comes again ends with the part that it is in, or with the mail.
"""

from __future__ import annotations

import binascii
import re
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.formats.mail.charsets import Charsets
from thread_parsers.formats.mail.headers import (
    base64_bytes,
    fields_of,
    header_end,
    text_of,
    value_and_parameters,
    words,
)
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Mapping

MAX_LEVELS = 100
"""Nesting depth of parts. Deeper ones are read as text of the part around them."""
MAX_BOUNDARY_BYTES = 1_000
MAX_PARTS = 10_000
"""Parts of a mail. Further ones are not read."""
SLICE_PARTS = 128
"""Parts between two yields."""
PIECE_BYTES = 1 << 16
"""Encoded bytes that are decoded between two yields."""
_BASE64_LINES = re.compile(rb"(?:[A-Za-z0-9+/]*+=*+[ \t\r]*+(?:\n|\Z))*+")
_UU = frozenset({"x-uuencode", "uuencode", "x-uue", "uue"})
_MAIL_TYPES = frozenset({"message/rfc822", "message/global", "message/news"})


class Part(NamedTuple):
    """A part that is not divided further. `start` and `end` are bytes of the mail."""

    kind: str
    """Such as `text/plain`."""
    parameters: dict[str, str]
    encoding: str
    is_attachment: bool
    name: str
    """The file name, or what describes the part; empty if it has none."""
    start: int
    end: int


class Body(NamedTuple):
    """The parts of a mail in order, and the subjects of the mails that are inside of it."""

    parts: list[Part]
    mails: list[str]
    is_cut: bool
    """Whether there are more parts than are read."""


OF_PARTS = (b"content-type", b"content-transfer-encoding", b"content-disposition", b"content-description")
"""The fields that say what a part is."""


def plain_part(fields: Mapping[bytes, bytes]) -> Part | None:
    """What a mail consists of if it is one part of plain text, without its place. None for other mails, and for fields
    that are not as usual."""
    stated = b"".join(fields.get(name, b"") for name in OF_PARTS)
    if not stated.isascii() or b"=?" in stated or stated[:10].lower() == b"multipart/":
        return None
    body = run_to_end(_Walk(b"", Charsets()).parts(fields, 0))
    part = body.parts[0] if len(body.parts) == 1 and not body.mails else None
    return part if part and part.kind == "text/plain" and not (part.is_attachment or part.name) else None


class _Open(NamedTuple):
    """A multipart part that is open: its boundary, and the type of the parts in it that state none."""

    boundary: bytes
    default_kind: str


def body_of(data: bytes, fields: Mapping[bytes, bytes], start: int, charsets: Charsets) -> Generator[None, None, Body]:
    """The parts of a mail, whose words begin at a byte, in steps. Where no boundary is found, all words are one."""
    body = yield from _Walk(data, charsets).parts(fields, start)
    if body.parts:
        return body
    whole = Part("text/plain", {}, "", is_attachment=False, name="", start=start, end=len(data))
    return body._replace(parts=[whole])


class _Walk:
    def __init__(self, data: bytes, charsets: Charsets) -> None:
        self._data, self._charsets = data, charsets
        self._found = Body([], [], is_cut=False)
        self._open: list[_Open] = []
        """The divided parts, outermost first."""
        self._levels: dict[bytes, int] = {}
        """The index in `_open` of each boundary; of the innermost if several have the same."""
        self._part: Part | None = None
        """The part that has begun; its end is not known."""
        self._empty_line = 0
        """Where the words after the next empty line begin; searched for once, also where there is none."""

    def parts(self, fields: Mapping[bytes, bytes], start: int) -> Generator[None, None, Body]:
        """Find the parts, in steps."""
        data = self._data
        self._begin(fields, start, "text/plain")
        count = 1
        at = start
        while self._open and (line := self._dashes(at)) >= 0:
            level, is_last, at = self._delimits(line)
            if level < 0:
                continue
            self._end(line)
            for inner in self._open[level + (not is_last) :]:
                self._levels.pop(inner.boundary, None)
            del self._open[level + (not is_last) :]
            if is_last:
                continue
            count += 1
            if count > MAX_PARTS:
                return self._found._replace(is_cut=True)
            at = self._begin_at(at, self._open[level].default_kind)
            if count % SLICE_PARTS == 0:
                yield
        self._end(len(data))
        return self._found

    def _dashes(self, at: int) -> int:
        """Where the next line with two dashes begins, from the beginning of a line on; -1 if there is none."""
        if self._data.startswith(b"--", at):
            return at
        found = self._data.find(b"\n--", at)
        return found + 1 if found >= 0 else -1

    def _delimits(self, line: int) -> tuple[int, bool, int]:
        """The index of the divided part whose boundary is in a line, or -1; whether the line ends that part; and where
        the next line begins."""
        data = self._data
        end = data.find(b"\n", line)
        end = len(data) if end < 0 else end
        text = data[line + 2 : min(end, line + MAX_BOUNDARY_BYTES)].rstrip()
        level, is_last = self._levels.get(text, -1), False
        if level < 0 and text.endswith(b"--"):
            level, is_last = self._levels.get(text[:-2], -1), True
        return level, is_last, end + 1

    def _words_start(self, at: int) -> int:
        """Where the words after the headers at a byte begin. Bytes that are asked for never go back."""
        if self._empty_line <= at:
            self._empty_line = header_end(self._data, at)
        elif self._data.startswith((b"\n", b"\r\n"), at):
            return header_end(self._data, at)
        return self._empty_line

    def _begin_at(self, at: int, default_kind: str) -> int:
        """Begin a part whose headers are at a byte. Returns where its words begin."""
        start = self._words_start(at)
        # The next boundary may come before an empty line: then the part has headers only.
        line = self._dashes(at)
        while 0 <= line < start:
            level, _, after = self._delimits(line)
            if level >= 0:
                start = line
                break
            line = self._dashes(after)
        fields, size = fields_of(self._data[at:start])
        self._begin(fields, at + size, default_kind)
        return start

    def _begin(self, fields: Mapping[bytes, bytes], start: int, default_kind: str) -> None:
        """Begin a part with these fields, whose words begin at a byte. What is divided too often is text as written."""
        charsets = self._charsets
        for _ in range(MAX_LEVELS):
            field = charsets.decoded(fields.get(b"content-type", b""), "")
            kind, parameters = value_and_parameters(field, charsets)
            kind = kind if "/" in kind else default_kind
            if kind.startswith("multipart/"):
                boundary = parameters.get("boundary", "").rstrip().encode("utf-8", "surrogateescape")
                if boundary and len(self._open) < MAX_LEVELS:
                    self._levels[boundary] = len(self._open)
                    self._open.append(_Open(boundary, "message/rfc822" if kind == "multipart/digest" else "text/plain"))
                    self._part = None
                    return
                kind = "text/plain"
            self._part = self._made(kind, parameters, fields, start)
            if kind not in _MAIL_TYPES or _encoding(fields):
                return
            # A mail in a mail: its headers follow at once.
            inside = self._words_start(start)
            fields, size = fields_of(self._data[start:inside])
            self._found.mails.append(words(fields.get(b"subject", b""), charsets))
            start, default_kind = start + size, "text/plain"
        self._part = self._made("text/plain", {}, fields, start)

    def _made(self, kind: str, parameters: dict[str, str], fields: Mapping[bytes, bytes], start: int) -> Part:
        charsets = self._charsets
        disposition, more = value_and_parameters(
            charsets.decoded(fields.get(b"content-disposition", b""), ""), charsets
        )
        name = more.get("filename") or parameters.get("name") or ""
        name = name or words(fields.get(b"content-description", b""), charsets)
        return Part(kind, parameters, _encoding(fields), disposition == "attachment", name, start, start)

    def _end(self, end: int) -> None:
        """End the part that has begun before a boundary. The line feed before it belongs to the boundary."""
        part, self._part = self._part, None
        if part is None:
            return
        data = self._data
        if end < len(data) and end > part.start and data[end - 1 : end] == b"\n":
            end -= 2 if data[end - 2 : end] == b"\r\n" and end - 1 > part.start else 1
        self._found.parts.append(part._replace(end=max(end, part.start)))


def _encoding(fields: Mapping[bytes, bytes]) -> str:
    """The encoding of a part, if its bytes are not those of its text."""
    stated = text_of(fields, b"content-transfer-encoding").partition(";")[0].strip().lower()
    return stated if stated in ("base64", "quoted-printable") else "uu" if stated in _UU else ""


def part_bytes(data: bytes, part: Part) -> Generator[None, None, bytes]:
    """The decoded bytes of a part, in steps. Text after base64, such as the footer of a mailing list, is kept."""
    raw = data[part.start : part.end]
    if part.encoding == "base64":
        return (yield from _base64_text(raw))
    if part.encoding not in _LINES_DECODED:
        return raw
    decode, size = _LINES_DECODED[part.encoding]
    pieces: list[bytes] = []
    at = 0
    while at < len(raw):
        end = raw.find(b"\n", at + size) + 1 or len(raw)
        pieces.append(decode(raw[at:end]))
        at = end
        yield
    return b"".join(pieces)


def _base64_text(raw: bytes) -> Generator[None, None, bytes]:
    """What lines of base64 are decoded to, with the text after them; the text itself if it does not begin with some."""
    end = 0
    while end < len(raw):
        stop = raw.find(b"\n", end + PIECE_BYTES, end + 2 * PIECE_BYTES) + 1 or end + 2 * PIECE_BYTES
        lines = _BASE64_LINES.match(raw, end, stop)
        if lines is None or lines.end() == end:
            break
        end = lines.end()
        yield
        if end < min(stop, len(raw)):
            break
    # Nothing is decoded after the padding. Groups of four characters are decoded alone.
    padded = raw.find(b"=", 0, end)
    at, last = 0, padded if padded >= 0 else end
    rest, pieces = b"", list[bytes]()
    while last - at > PIECE_BYTES:
        rest += raw[at : at + PIECE_BYTES].translate(None, b" \t\r\n")
        whole = len(rest) & ~3
        pieces.append(binascii.a2b_base64(rest[:whole]))
        rest, at = rest[whole:], at + PIECE_BYTES
        yield
    decoded = base64_bytes(rest + raw[at:end])
    if decoded is None or not end:
        return raw
    pieces.append(decoded)
    if raw[end:].strip():
        pieces += b"\n", raw[end:]
    return b"".join(pieces)


def _uu_lines(lines: bytes) -> bytes:
    return b"".join(map(_uu_line, lines.split(b"\n")))


def _uu_line(line: bytes) -> bytes:
    """A line of uuencoded text; empty for lines that are not data, such as the first and the last."""
    if line.startswith(b"begin ") or line.rstrip() in (b"end", b"`", b""):
        return b""
    try:
        return binascii.a2b_uu(line.rstrip(b"\r"))
    except binascii.Error:
        return b""


_LINES_DECODED: dict[str, tuple[Callable[[bytes], bytes], int]] = {
    "quoted-printable": (binascii.a2b_qp, PIECE_BYTES),
    "uu": (_uu_lines, PIECE_BYTES >> 3),
}
"""Encodings that are decoded line by line: how, and about how many bytes between two yields."""
