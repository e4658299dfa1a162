"""Untrusted text as HTML: escaped, with links for addresses of the web and of mail, and nothing else."""

from __future__ import annotations

import html
import re
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from thread_parsers.export.text import one_line
from thread_parsers.text.links import address_spans_in_steps, in_ascii
from thread_parsers.text.quotes import MAX_LINE_CHARS, Asides
from thread_parsers.text.text_pieces import PIECE_CHARS, in_pieces, line_runs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.text.quotes import Aside

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


def with_links(text: str) -> Iterator[str]:
    """Text as HTML in which the addresses are links, in pieces."""
    at = 0
    for span in address_spans_in_steps(text):
        if span is not None:
            start, end = span
            yield from map(escaped, in_pieces(text[at:start]))
            yield link(text[start:end], escaped(text[start:end]))
            at = end
        else:
            yield ""
    yield from map(escaped, in_pieces(text[at:]))


def body(text: str, *, is_mail: bool, after: str = "") -> Iterator[str]:
    """Text of several lines as HTML, in pieces: quotes and signatures in elements of their own, all characters kept but
    line feeds at the ends of elements. `after` comes after each element."""
    asides = Asides(is_mail=is_mail)
    kind: Aside = ""
    is_open, feeds = False, 0
    for start, end in line_runs(text):
        # A longer run is one line.
        lines = [text[start:end]] if end - start > PIECE_CHARS else text[start:end].split("\n")
        kinds = asides.kinds(lines, text[end + 1 : end + 1 + MAX_LINE_CHARS].partition("\n")[0])
        for next_kind, of_kind in groupby(zip(lines, kinds, strict=True), key=itemgetter(1)):
            if next_kind == kind:  # it goes on from the last run
                feeds += 1
            else:
                if is_open:
                    yield _ELEMENTS[kind][1] + after
                kind, is_open, feeds = next_kind, False, 0
            words = "\n".join(line for line, _ in of_kind)
            bare = words.lstrip("\n")
            feeds += len(words) - len(bare)
            if bare:
                yield "\n" * feeds if is_open else _ELEMENTS[kind][0]
                words, is_open = bare.rstrip("\n"), True
                yield from with_links(words)
                feeds = len(bare) - len(words)
    if is_open:
        yield _ELEMENTS[kind][1] + after


_ELEMENTS = {
    "": ('<p dir="auto">', "</p>"),
    "quote": ('<blockquote dir="auto">', "</blockquote>"),
    "signature": ('<p class="signature" dir="auto">', "</p>"),
}
"""What is before and after each kind of lines. `dir="auto"` also ends what characters of text direction begin."""
