"""Untrusted text as HTML: escaped, with links for addresses of the web and of mail, and nothing else."""

from __future__ import annotations

import html
import re
from itertools import groupby
from typing import TYPE_CHECKING

from thread_parsers.export.text import one_line
from thread_parsers.text.links import address_spans, in_ascii
from thread_parsers.text.quotes import Asides

if TYPE_CHECKING:
    from collections.abc import Iterator

_CONTROLS = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)} | {
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0x2426),
}
"""Control characters, most of which HTML forbids, and their pictures."""

_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20\x7f]+", re.IGNORECASE)
"""An address that a link may have. Everything else, `javascript:` for example, stays text."""


def escaped(text: str) -> str:
    """Text as HTML, in an element or in a quoted attribute."""
    return html.escape(text.translate(_CONTROLS))


def escaped_line(text: str) -> str:
    """Text as HTML with single blanks for white space."""
    return escaped(one_line(text))


def link(address: str, words: str) -> str:
    """HTML with a link to an untrusted address, or without one if it is not of the web or of mail. `words` are HTML."""
    target = in_ascii(address)
    if not _ADDRESS.fullmatch(target):
        return words
    return f'<a href="{escaped(target)}" rel="noreferrer noopener">{words}</a>'


def with_links(text: str) -> str:
    """Text as HTML in which the addresses are links."""
    parts: list[str] = []
    at = 0
    for start, end in address_spans(text):
        address = text[start:end]
        parts += escaped(text[at:start]), link(address, escaped(address))
        at = end
    return "".join(parts) + escaped(text[at:])


def body(text: str, *, is_mail: bool) -> Iterator[str]:
    """Text of several lines as HTML: quotes and signatures in elements of their own, all characters kept."""
    lines = text.split("\n")
    kinds = Asides(is_mail=is_mail).kinds(lines)
    for kind, of_kind in groupby(zip(lines, kinds, strict=True), key=lambda pair: pair[1]):
        words = with_links("\n".join(line for line, _ in of_kind).strip("\n"))
        if words:
            yield _ELEMENTS[kind].format(words)


_ELEMENTS = {
    "": '<p dir="auto">{}</p>',
    "quote": '<blockquote dir="auto">{}</blockquote>',
    "signature": '<p class="signature" dir="auto">{}</p>',
}
"""The element for each kind of lines. `dir="auto"` also ends what characters of text direction begin."""
