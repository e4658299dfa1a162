"""Tokenizer for HTML: text, tags and comments with their places in the input.

The tokens tile the input; a long text is several. Names, quotes and comments end where the HTML standard ends them,
with two exceptions that keep words: a quote that is never closed is an ordinary character, and a tag or comment that is
never closed is a token of its own kind (CUT). Positions count characters. To get positions in bytes, pass the bytes
decoded as Latin-1: every byte is one character then, and names of tags and attributes are ASCII anyway.

The work is linear on any input. A search that fails reaches the end of the input and is never repeated: without a `>`
the rest is one token, and an opening quote without a closing one is the last quote of its kind.
"""

from __future__ import annotations

import re
from enum import IntEnum
from itertools import islice
from typing import TYPE_CHECKING

from thread_parsers.markup.entities import before_reference

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    Token = tuple["Kind", str, int, int]
    """Kind, name in lower case (empty unless START, END or RAW), place of the first character, one past the last."""


class Kind(IntEnum):
    TEXT = 0
    """Text with character references, outside of raw text elements."""
    START = 1
    END = 2
    COMMENT = 3
    """A comment, a declaration or a processing instruction."""
    RAW = 4
    """The content of an element that has no tags inside; the name is that of the element."""
    CUT = 5
    """A tag, comment or declaration that the input ends inside; always the last token."""


MAX_TEXT_CHARS = 1 << 15
"""Characters of a text token."""
RAW_TEXT = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
"""Elements without tags inside. `noscript` is not among them: pages without scripts keep their words there."""
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
)
"""Elements without an end tag."""

_TAG = re.compile(
    r"<(/?)([a-zA-Z][^ \t\n\r\f/>]*+)"
    # A quote opens a value only after an equals sign. All quantifiers are possessive: no backtracking into a value.
    r"(?:[^>=]*+=[ \t\n\r\f]*+(?:\"[^\"]*+\"|'[^']*+')?+)*+[^>=]*+>"
)
_MARKUP = re.compile(r"<(?=[a-zA-Z!?/])")
_TAG_START = re.compile(r"</?[a-zA-Z]")
_RAW_END = {name: re.compile(rf"</{name}(?=[ \t\n\r\f/>])", re.IGNORECASE | re.ASCII) for name in RAW_TEXT}

_ATTRIBUTE = re.compile(r"([^\s/>=]++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]*+)))?+")
MAX_ATTRIBUTES = 100
"""Attributes of a tag that are looked at."""
SHORT_TAG_CHARS = 1 << 12
"""The longest tag whose attributes are found at once, which takes less time than one after the other."""
MAX_CLASS_CHARS = 1 << 12
"""How much of the classes of an element is looked at."""


def tokens(markup: str) -> Iterator[Token]:
    """Yield the tokens of a text in order. They tile it: each begins where the one before ends."""
    find, tag = markup.find, _TAG.match
    text_kind, start_kind, end_kind = Kind.TEXT, Kind.START, Kind.END
    text_start, last_end = 0, markup.rfind(">")
    position = find("<")
    while position >= 0:
        if position - text_start > MAX_TEXT_CHARS:
            text_start = yield from _begun_text(markup, text_start, position)
        match = tag(markup, position) if position < last_end else None
        if match is not None:
            if text_start < position:
                yield text_kind, "", text_start, position
            name = match[2].lower()
            text_start = match.end()
            yield end_kind if match[1] else start_kind, name, position, text_start
            if name in RAW_TEXT and not match[1]:
                closing = _RAW_END[name].search(markup, text_start)
                end = closing.start() if closing else len(markup)
                if text_start < end:
                    yield Kind.RAW, name, text_start, end
                text_start = end
            position = find("<", text_start)
            continue
        special = _MARKUP.search(markup, position, position + MAX_TEXT_CHARS)
        if special is None:  # the sign behind the last character that was searched is needed, too
            position = find("<", position + MAX_TEXT_CHARS - 1)
            continue
        if special.start() > position:
            position = special.start()
            continue
        end = -1 if _TAG_START.match(markup, position) else _comment_end(markup, position)
        kind = Kind.COMMENT
        if end < 0:
            kind, end = Kind.CUT, len(markup)
        if text_start < position:
            yield text_kind, "", text_start, position
        yield kind, "", position, end
        text_start = end
        position = find("<", end)
    text_start = yield from _begun_text(markup, text_start, len(markup))
    if text_start < len(markup):
        yield text_kind, "", text_start, len(markup)


def _begun_text(markup: str, start: int, end: int) -> Generator[Token, None, int]:
    """The tokens of a text that is at least as long as from `start` to `end`, except the last. Returns where that
    begins."""
    while end - start > MAX_TEXT_CHARS:
        stop = text_end(markup, start)
        yield Kind.TEXT, "", start, stop
        start = stop
    return start


def text_end(markup: str, start: int) -> int:
    """Where to divide a text that is longer than MAX_TEXT_CHARS: neither in a character reference nor a line end."""
    stop = start + MAX_TEXT_CHARS
    return before_reference(markup, stop - markup.startswith("\r", stop - 1))


def _comment_end(markup: str, start: int) -> int:
    """One past the last character of the comment or declaration that begins at `start`; -1 if it is not closed."""
    closing = ">"
    if markup.startswith("<!--", start):
        # `<!-->` and `<!--->` are comments without text: the dashes of both ends may be the same.
        closing, start = "-->", start + 2
    at = markup.find(closing, start)
    return at + len(closing) if at >= 0 else -1


def attributes(markup: str, start: int, end: int) -> dict[str, str]:
    """The attributes of the start tag in markup[start:end]: names in lower case, values as written.

    The first of equal names counts, and no more than MAX_ATTRIBUTES are looked at.
    """
    found: dict[str, str] = {}
    name = _NAME.match(markup, start, end)
    at = name.end() if name else start
    if end - at <= SHORT_TAG_CHARS:
        listed = _ATTRIBUTE.findall(markup, at, end)[:MAX_ATTRIBUTES]
    else:
        listed = [match.groups("") for match in islice(_ATTRIBUTE.finditer(markup, at, end), MAX_ATTRIBUTES)]
    for key, double, single, bare in listed:
        found.setdefault(key.lower(), double or single or bare)
    if len(found.get("class", "")) > MAX_CLASS_CHARS:
        found["class"] = found["class"][:MAX_CLASS_CHARS]
    return found


_NAME = re.compile(r"<[^ \t\n\r\f/>]*+")
