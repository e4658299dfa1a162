"""The headers of a mail or of a part: fields by name, encoded words (RFC 2047), parameters (RFC 2045 and 2231)."""

from __future__ import annotations

import binascii
import re
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from thread_parsers.formats.mail.charsets import Charsets

MAX_FIELD_BYTES = 1 << 16
"""Of a longer field, the beginning is read."""
MAX_FIELDS = 1_000
"""Wanted fields that are looked at, of which each name is kept once."""
MAX_PARAMETERS = 100
WANTED = frozenset(
    {
        b"from", b"sender", b"date", b"subject", b"message-id", b"in-reply-to", b"references", b"content-type",
        b"content-transfer-encoding", b"content-disposition", b"content-description", b"content-length",
    }
)  # fmt: skip
"""The fields that are read."""
_FIELD = re.compile(
    rb"\n(?=[%s])(%s)[ \t]*:([^\r\n]*+)([^\n]*+(?:\n[ \t][^\n]*+)*+)"
    % (bytes(sorted({name[0] for name in WANTED})), b"|".join(sorted(WANTED))),
    re.IGNORECASE,
)
"""A line feed and a wanted field, and apart its rest from a carriage return on, with the lines that continue it. Most
lines are none by their first letter."""
_OTHER_LINES = re.compile(rb"(?:(?:[!-9;-~]{1,100}[ \t]*:|>?From |[ \t])[^\n]*+(?:\n|\Z)|[\r\v\f]*+\n)*+")
"""Lines of other fields, `From ` lines and empty lines."""
_ENCODED_START = re.compile(r"=\?([^?\s*]{1,60})(?:\*[^?\s]{0,40})?\?([bBqQ])\?")
_PARAMETER = re.compile(r";\s*([^\s=;]{1,60})\s*=\s*(?:\"((?:[^\"\\]|\\.)*+)\"?|([^;\s]*+))", re.DOTALL)
_CONTINUED = re.compile(r"([^*]+)\*(\d{1,2})(\*?)")
_EMPTY_LINE = re.compile(rb"\n\r?\n")
_QUOTED_PAIR = re.compile(r"\\(.)", re.DOTALL)


def header_end(data: bytes, start: int = 0, *, end: int | None = None) -> int:
    """Where the body of a mail begins: after the empty line that ends its headers; without one, the end of the data.
    `end`: where to stop."""
    if data.startswith((b"\n", b"\r\n"), start):
        return start + (1 if data.startswith(b"\n", start) else 2)
    end = len(data) if end is None else min(end, len(data))
    found = _EMPTY_LINE.search(data, start, end)
    return found.end() if found else end


def fields_of(block: bytes) -> tuple[dict[bytes, bytes], int]:
    """The wanted fields of headers, each the first of its name, unfolded; and where the words begin if no empty line is
    before them. Lines that are not fields are skipped."""
    found: dict[bytes, bytes] = {}
    end = 0
    for field in islice(_FIELD.finditer(b"\n" + block), MAX_FIELDS):
        name, value, rest = field.groups()
        name = name.lower()
        if name not in found:
            found[name] = _unfolded(value + rest) if rest else value[:MAX_FIELD_BYTES].strip()
        end = field.end()  # after the next line feed, as there is one more before the block
    others = _OTHER_LINES.match(block, end)
    return found, others.end() if others else len(block)


def _unfolded(value: bytes) -> bytes:
    return value.replace(b"\n", b"")[:MAX_FIELD_BYTES].replace(b"\r", b" ").strip()


def words(field: bytes, charsets: Charsets, charset: str = "") -> str:
    """A field as text on one line. `charset`: that of the mail, for bytes that are not encoded as they must be."""
    text = field.decode("ascii") if field.isascii() else charsets.decoded(field, charset)
    text = decoded_words(text, charsets)
    return " ".join(text.split())


def decoded_words(text: str, charsets: Charsets) -> str:
    """A text with its encoded words decoded. Those of one charset side by side are decoded at once: some programs
    divide characters between them. What cannot be decoded stays as written."""
    if "=?" not in text:
        return text
    pieces: list[str] = []
    waiting, waiting_charset = b"", ""
    at = 0
    while (start := _ENCODED_START.search(text, at)) is not None and (end := text.find("?=", start.end())) >= 0:
        between = text[at : start.start()]
        data = _word_bytes(start[2], text[start.end() : end])
        charset = start[1].lower()
        if waiting and (between.strip() or charset != waiting_charset or data is None):
            pieces.append(charsets.decoded(waiting, waiting_charset))
            waiting = b""
            between = between if between.strip() or data is None else ""
        elif waiting:
            between = ""
        pieces.append(between)
        if data is None:
            pieces.append(text[start.start() : end + 2])
        else:
            waiting, waiting_charset = waiting + data, charset
        at = end + 2
    if waiting:
        pieces.append(charsets.decoded(waiting, waiting_charset))
    pieces.append(text[at:])
    return "".join(pieces)


def _word_bytes(encoding: str, encoded: str) -> bytes | None:
    if encoding in "qQ":
        return binascii.a2b_qp(encoded.encode("utf-8", "surrogateescape"), header=True)
    return base64_bytes(encoded.encode("utf-8", "surrogateescape"))


def base64_bytes(data: bytes) -> bytes | None:
    """Decoded base64, also without its padding; None if it is not base64. Other characters are skipped."""
    for padding in (b"", b"==", b"A=="):
        try:
            return binascii.a2b_base64(data + padding)
        except binascii.Error:
            continue
    return None


def value_and_parameters(field: str, charsets: Charsets) -> tuple[str, dict[str, str]]:
    """A field such as `text/plain; charset="utf-8"`: its value in lower case, and its parameters by name."""
    value, _, _ = field.partition(";")
    found: dict[str, str] = {}
    pieces: dict[str, dict[int, tuple[str, bool]]] = {}
    for count, parameter in enumerate(_PARAMETER.finditer(field, len(value))):
        if count >= MAX_PARAMETERS:
            break
        name = parameter[1].lower()
        text = _QUOTED_PAIR.sub(r"\1", parameter[2]) if parameter[2] is not None else parameter[3]
        continued = _CONTINUED.fullmatch(name)
        if continued:
            pieces.setdefault(continued[1], {})[int(continued[2])] = (text, bool(continued[3]))
        elif name.endswith("*"):
            found[name[:-1]] = _extended([(text, True)], charsets)
        else:
            found.setdefault(name, decoded_words(text, charsets))
    for name, numbered in pieces.items():
        found[name] = _extended([numbered[number] for number in sorted(numbered)], charsets)
    return value.strip().lower(), found


def _extended(pieces: list[tuple[str, bool]], charsets: Charsets) -> str:
    """The pieces of a parameter of RFC 2231, each with whether it is encoded, as one text."""
    from urllib.parse import unquote_to_bytes  # few names of files need it

    charset, data = "", b""
    if pieces[0][1] and pieces[0][0].count("'") > 1:
        charset, _, first = pieces[0][0].split("'", 2)
        pieces = [(first, True), *pieces[1:]]
    for text, is_encoded in pieces:
        data += unquote_to_bytes(text) if is_encoded else text.encode("utf-8", "surrogateescape")
    return charsets.decoded(data, charset)


def text_of(fields: Mapping[bytes, bytes], name: bytes) -> str:
    """A field of ASCII as text; empty if there is none."""
    return fields.get(name, b"").decode("ascii", "replace")
