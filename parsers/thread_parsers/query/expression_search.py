"""Regular expressions on many texts at once: short texts are searched together, with the forms of `regex_existence`."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, Any

from thread_parsers.text.compared_texts import SEPARATOR
from thread_parsers.text.large_texts import decoded_in_steps

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence, Set

    from thread_parsers.query.block_texts import JoinedTexts
    from thread_parsers.query.pattern import Pattern
    from thread_parsers.query.regex_existence import Existence

CHUNK_BYTES = 1 << 13
"""Bytes of texts that are searched together, without a chance to yield. A longer text is searched alone."""
CHUNK_SECONDS = 0.03
"""Time limit of such a search."""
MAX_AT_ONCE = 1 << 20
"""Bytes of a text that is decoded at once."""

_SEPARATOR = SEPARATOR.decode()


def comments_with_hit(
    texts: JoinedTexts, comments: Sequence[int], among: Set[int], pattern: Pattern, existence: Existence
) -> Generator[None, None, tuple[set[int], Sequence[int]]]:
    """The comments of `among` with a hit, where `comments` has the comment of each text, and the numbers of the texts
    that have to be searched one by one, since the expression is slow. In steps."""
    found: set[int] = set()
    starts, first = texts.starts, 0
    while first < texts.count:
        stop = max(bisect_right(starts, starts[first] + CHUNK_BYTES) - 1, first + 1)
        data = texts.data[starts[first] : starts[stop]]
        if len(data) <= CHUNK_BYTES:
            try:
                found.update(_with_hit(*_form(pattern, existence, data), comments, first - 1))
            except TimeoutError:
                return found & among, range(first, texts.count)
        elif comments[first] in among - found and (yield from _has_hit(pattern, existence, data)):
            found.add(comments[first])
        first = stop
        yield
    return found & among, ()


def _form(pattern: Pattern, existence: Existence, data: bytes) -> tuple[Any, str]:
    """The form of the expression for some texts, and the texts as it needs them."""
    is_ascii = data.isascii()
    text = _SEPARATOR + data.decode("utf-8", "surrogateescape")
    if existence.simple is None or not (is_ascii or all(alike not in text for alike in existence.alike)):
        return pattern.in_form(existence.typed, caseless=pattern.caseless), text
    if pattern.caseless:
        text = text.lower() if is_ascii else _SEPARATOR + data.lower().decode("utf-8", "surrogateescape")
    return pattern.in_form(existence.simple, caseless=False), text


def _with_hit(expression: Any, text: str, comments: Sequence[int], number: int) -> Iterator[int]:
    """The comments of the texts with a hit, where `number` is that of the text before the first one."""
    at = 0
    while hit := expression.search(text, at, timeout=CHUNK_SECONDS, concurrent=True):
        last = hit.end() - 1
        number += text.count(_SEPARATOR, at, last)
        comment = comments[number]
        yield comment
        # Go on behind the last text of the comment.
        at = text.index(_SEPARATOR, last)
        while number + 1 < len(comments) and comments[number + 1] == comment:
            end = text.find(_SEPARATOR, at + 1)
            if end < 0:
                break
            number, at = number + 1, end


def _has_hit(pattern: Pattern, existence: Existence, data: bytes) -> Generator[None, None, bool]:
    """Whether a long text has a hit. It is searched in windows, which only short hits do not depend on."""
    if existence.is_short and len(data) <= MAX_AT_ONCE:
        expression, text = _form(pattern, existence, data)
        return (yield from pattern.is_in_steps(text, expression))
    text = yield from decoded_in_steps(data, 0, len(data) - len(SEPARATOR))
    return (yield from pattern.is_in_steps(text))
