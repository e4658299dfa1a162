"""What a file is made of, told by its beginning: JSON, XML, HTML, or plain text. Each file is looked at once."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

SNIFFED_BYTES = 1 << 18
"""How much of a file is looked at."""

Container = Literal["json", "xml", "html", "mail", "text"]

_HTML_ELEMENTS = (
    rb"(?:a|abbr|article|b|blockquote|body|br|center|code|details|div|em|font|footer|h[1-6]|head|header|hr|html|i|iframe"
    rb"|img|li|link|main|meta|nav|ol|p|picture|pre|script|section|small|span|strong|style|sub|sup|svg|table|u|ul|video"
    rb"|gallery|ref|references|syntaxhighlight|templatestyles)"
)
"""Elements with which HTML begins, and wikitext: they are not XML."""
_COMMENTS = rb"(?:<!--[^>]{0,2000}-->\s*+)*+"
_GUARD = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,80}"
    rb"(?:\)\]\}',?|(?:for|while) ?\((?:;;|1)\);|window\.YTD\.[\w.]{1,100}\s{0,8}=)\s{0,80}",
    re.ASCII,
)
"""What servers write ahead of JSON so that no page can run it, and the variable of a script that has the value."""
GUARD_BYTES = 300
_SIGNS: tuple[tuple[Container, bytes], ...] = (
    # An object, or a list that begins with an object, a list or a string. `[12:03] ada: hi` is not one.
    ("json", rb'(?:\[\s*+){0,8}(?:\{\s*+(?:"|\}|\Z)|\[\s*+(?:"|\]|\Z))'),
    ("html", rb"(?i)(?:<\?xml[^>]{0,200}>\s*+)?" + _COMMENTS + rb"<(?:!doctype html|html|head|body)\b"),
    # An element of a name with a dash: a fragment of a page.
    ("html", _COMMENTS + rb"<[a-z]{1,30}(?:-[a-z]{1,30})+[\s>]"),
    # The XML declaration, perhaps after damaged bytes.
    ("xml", rb"[^<\w\s]{0,8}<\?xml\s"),
    # A document type, or an element with an attribute, or one whose first child has an attribute or is whole.
    # `<mara> hi` is a line of a chat, and `<p align="center">` begins a README.
    (
        "xml",
        _COMMENTS + rb"(?:<!DOCTYPE\s|<(?!" + _HTML_ELEMENTS + rb"[\s>/])[A-Za-z_][\w.:-]{0,60}"
        rb"(?:\s+[\w.:-]{1,60}\s*=\s*[\"'][^<]{0,4000}>"
        rb"|>\s*<[A-Za-z_][^<>]{0,4000}[\"'/]\s*>"
        rb"|>\s*<([\w.:-]{1,60})>[^<]{0,400}</\1>))",
    ),
)
"""Containers by what a file begins with, after blanks, in the order in which they are tried. None of it begins with a
letter or a digit, as most texts do: the patterns are compiled where they are needed."""


_FRAGMENT = (
    rb"(?i)" + _COMMENTS + rb"<(?:div|section|article|main|ul|ol|li|table|tbody|tr|dl)\s[^>]{0,2000}?\b(?:class|id)\s*="
)
_NOT_HTML = rb"(?m)\[\[|\{\{|^(?:#{1,6} |==|[-*] |```|>)"
"""Marks of wikitext and of Markdown, both of which may begin with an element."""
MIN_TAGS, BYTES_A_TAG = 8, 300
"""End tags of a part of a page, and how many bytes there is one in."""
HEADER_BYTES = 1 << 14
"""How much of a file is looked at for the headers of a mail."""
_HEADER = re.compile(rb"([!-9;-~]{1,100})[ \t]*:")
_NO_HEADERS = (b"From ", b">From ", b" ", b"\t")
"""Other beginnings of lines above or among headers."""
_TRACES = frozenset(
    {
        b"message-id", b"received", b"return-path", b"delivered-to", b"mime-version", b"in-reply-to", b"references",
        b"newsgroups", b"list-id", b"x-mailer", b"user-agent", b"dkim-signature", b"content-transfer-encoding",
    }
)  # fmt: skip
"""Headers that only mail programs write."""
_NO_TRACE = re.compile(rb"(?i)received[ \t]*:[ \t]*(?:[a-z]{3}, )?\d")
"""When a message of a messenger was received: mail programs first write by whom."""
_ADDRESSED = frozenset({b"date", b"to", b"subject"})


class Sniffed(NamedTuple):
    """The container, and the bytes that were looked at, without what is ahead of JSON."""

    container: Container
    head: bytes


def sniffed(head: bytes) -> Sniffed:
    """What the beginning of a file, up to SNIFFED_BYTES, says of it."""
    guard = guard_size(head)
    start = guard or len(head) - len(head.lstrip())
    container: Container = "text"
    if not head[start : start + 1].isalnum():
        container = next((name for name, sign in _SIGNS if re.compile(sign).match(head, start)), "text")
    if container == "text" and is_mail(head):
        container = "mail"
    elif container == "text" and is_fragment(head):
        container = "html"
    return Sniffed(container, head[guard:])


def guard_size(head: bytes) -> int:
    """The bytes ahead of JSON that are not a part of it."""
    guard = _GUARD.match(head, 0, GUARD_BYTES)
    return guard.end() if guard and head[guard.end() : guard.end() + 1] in (b"[", b"{") else 0


def is_fragment(head: bytes) -> bool:
    """Whether a file is a part of a page, without the head of one, and not a text with some elements."""
    start = len(head) - len(head.lstrip())
    if not head.startswith(b"<", start) or re.compile(_FRAGMENT).match(head, start) is None:
        return False
    return head.count(b"</") >= max(MIN_TAGS, len(head) // BYTES_A_TAG) and re.search(_NOT_HTML, head) is None


def is_mail(head: bytes) -> bool:
    """Whether a file begins with the headers of a mail: `From`, and a trace that only mail programs leave, or what is
    at the top of every mail."""
    head = head[:HEADER_BYTES].lstrip(b"\r\n")
    if _HEADER.match(head) is None and not head.startswith(_NO_HEADERS):  # as most texts are not
        return False
    lines = head.split(b"\n")
    is_mailbox = lines[0].startswith(b"From ")
    names: set[bytes] = set()
    for line in lines[is_mailbox:]:
        if not line.strip():
            break
        if line[:1] in b" \t" or line.startswith(b">From "):  # a line of an older mailbox, escaped
            continue
        header = _HEADER.match(line)
        if header is None:
            return False
        if _NO_TRACE.match(line) is None:
            names.add(header[1].lower())
    if b"from" not in names:
        return False
    return not _TRACES.isdisjoint(names) or names >= _ADDRESSED or (is_mailbox and not _ADDRESSED.isdisjoint(names))
