"""JSON in pieces: a value of any size is written without being encoded as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from thread_parsers.text.text_pieces import PIECE_CHARS, in_pieces

encoded = json.JSONEncoder(ensure_ascii=False).encode
"""A value as JSON in one line, at once."""


def value_pieces(value: Any) -> Iterator[str]:
    """The same in pieces, some of them empty. In place of a list there may be an iterator of texts, in which a None is
    time for a step."""
    if isinstance(value, str) and len(value) > PIECE_CHARS:
        yield '"'
        for piece in in_pieces(value):
            yield encoded(piece)[1:-1]
        yield '"'
    elif isinstance(value, dict):
        yield from _object(value)
    elif isinstance(value, Iterator):
        yield from _texts(value)
    else:
        yield encoded(value)


def _object(values: dict[str, Any]) -> Iterator[str]:
    """Objects are those of the form, and none is in many others."""
    before = "{"
    for name, value in values.items():
        yield f"{before}{encoded(name)}: "
        yield from value_pieces(value)
        before = ", "
    yield "}" if values else "{}"


def _texts(texts: Iterator[str | None]) -> Iterator[str]:
    before = "["
    for text in texts:
        if text is None:
            yield ""
        else:
            yield before
            yield from value_pieces(text)
            before = ", "
    yield "[]" if before == "[" else "]"
