"""The words of a mail as text, and the names of what is attached."""

from __future__ import annotations

import re
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from thread_parsers.formats.mail.mime import SLICE_PARTS, body_of, part_bytes
from thread_parsers.steps import listed_in_steps

if TYPE_CHECKING:
    from collections.abc import Generator, Mapping

    from thread_parsers.bodies import Body as Text
    from thread_parsers.formats.mail.charsets import Charsets
    from thread_parsers.formats.mail.mime import Part

MAX_NAMED = 1_000
"""Attachments that are named."""
MAX_HTML_BYTES = 1 << 22
"""Of a longer HTML part, the beginning is rendered."""
META_BYTES = 1 << 12
"""How much of a page is looked at for its charset."""
META_CHARSET = re.compile(rb"<meta[^>]{1,200}charset=[\"']?([\w.:-]{1,40})", re.IGNORECASE | re.ASCII)
_QUOTE_DEPTH = re.compile(r">*")
_SIGNATURE = "-- "
SLICE_LINES = 1 << 11
"""Lines of text that are joined between two yields."""


class Words(NamedTuple):
    """What a mail says."""

    text: str | Text
    attachments: tuple[str, ...]
    is_cut: bool
    """Whether there are more parts than are read."""


def plain_words(data: bytes, part: Part, charsets: Charsets) -> Generator[None, None, Words | None]:
    """The same as `words_of` for a mail whose words are one plain text (see `plain_part`); None if it is empty."""
    text = (yield from _plain(data, part, charsets)).strip("\n")
    return Words(text, (), is_cut=False) if text and not text.isspace() else None


def words_of(
    data: bytes, fields: Mapping[bytes, bytes], start: int, charsets: Charsets
) -> Generator[None, None, Words]:
    """The words of a mail, in steps: all its plain text that is not attached, or else its HTML as text, or else any
    other text. `start`: the byte at which they begin."""
    body = yield from body_of(data, fields, start, charsets)
    inline = [part for part in body.parts if not part.is_attachment and part.kind.startswith("text/")]
    plain = [part for part in inline if part.kind == "text/plain"]
    text: str | Text = yield from _joined(data, plain, charsets)
    shown = plain
    if not text:
        shown = [part for part in inline if part.kind == "text/html"]
        text = yield from _html(data, shown, charsets)
    if not (text if isinstance(text, str) else text.text):
        shown = inline
        text = yield from _joined(data, inline, charsets)
    places = {part.start for part in shown if part.end > part.start}
    other = (_named(part) for part in body.parts if part.start not in places and not _is_alternative(part))
    named = yield from listed_in_steps(islice(chain(map(_mail, body.mails), other), MAX_NAMED))
    return Words(text, tuple(named), body.is_cut)


def _is_alternative(part: Part) -> bool:
    """Whether a part only says once more what the words say."""
    return part.kind in ("text/html", "text/plain", "text/enriched", "text/richtext") and not (
        part.is_attachment or part.name
    )


def _named(part: Part) -> str:
    name = " ".join(part.name.split())[:200]
    return f"{name} ({part.kind})" if name else part.kind


def _mail(subject: str) -> str:
    return f"{subject[:200]} (message/rfc822)" if subject else "message/rfc822"


def _joined(data: bytes, parts: list[Part], charsets: Charsets) -> Generator[None, None, str]:
    """The plain text of parts, without those that have none."""
    texts: list[str] = []
    for count, part in enumerate(parts, 1):
        text = (yield from _plain(data, part, charsets)).strip("\n")
        if text.strip():
            texts.append(text)
        if count % SLICE_PARTS == 0:
            yield
    return "\n\n".join(texts)


def _plain(data: bytes, part: Part, charsets: Charsets) -> Generator[None, None, str]:
    text = charsets.decoded((yield from part_bytes(data, part)), part.parameters.get("charset", ""))
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if part.parameters.get("format", "").lower() == "flowed":
        return (yield from unflowed(text, delete_space=part.parameters.get("delsp", "").lower() == "yes"))
    return text


def _html(data: bytes, parts: list[Part], charsets: Charsets) -> Generator[None, None, str | Text]:
    """HTML parts as text, with the links of the first one that has words."""
    from thread_parsers.bodies.html import html_body_in_steps  # many mailboxes have no HTML

    texts: list[Text] = []
    for part in parts:
        markup = (yield from part_bytes(data, part))[:MAX_HTML_BYTES]
        charset = part.parameters.get("charset", "")
        if not charset and (stated := META_CHARSET.search(markup[:META_BYTES])) is not None:
            charset = stated[1].decode("ascii")
        texts.append((yield from html_body_in_steps(charsets.decoded(markup, charset))))
        yield
    texts = [text for text in texts if text.text.strip()]
    return texts[0] if len(texts) == 1 else "\n\n".join(text.text for text in texts)


def unflowed(text: str, *, delete_space: bool) -> Generator[None, None, str]:
    """Text of RFC 3676, in steps: a line that ends with a space goes on in the next one of the same quote depth."""
    lines: list[str] = []
    pieces: list[str] = []
    depth = 0
    for count, line in enumerate(text.split("\n"), 1):
        if count % SLICE_LINES == 0:
            yield
        found = _QUOTE_DEPTH.match(line)
        own = found.end() if found else 0
        words = line[own:].removeprefix(" ")
        if pieces and (own != depth or words == _SIGNATURE):
            lines.append(_quoted(depth, pieces))
            pieces = []
        depth = own
        if words.endswith(" ") and words != _SIGNATURE:
            pieces.append(words[:-1] if delete_space else words)
        else:
            lines.append(_quoted(depth, [*pieces, words]))
            pieces = []
    if pieces:
        lines.append(_quoted(depth, pieces))
    return "\n".join(lines)


def _quoted(depth: int, pieces: list[str]) -> str:
    words = "".join(pieces)
    return f"{'>' * depth} {words}" if depth else words
