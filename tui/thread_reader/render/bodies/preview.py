"""The first words of a comment on one line, as they are drawn: without marks, and if possible without quotes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from thread_parsers.text.printable import printable
from thread_parsers.text.segments import piece_text
from thread_reader.render.bodies.body import Body
from thread_reader.render.bodies.containers import BAR
from thread_reader.render.bodies.dialects import dialect_of
from thread_reader.view.first_words import MAX_BYTES, state_in_brackets

if TYPE_CHECKING:
    from thread_parsers.bodies import BodyForm
    from thread_parsers.discussion.discussion import Discussion

MAX_QUOTED_BYTES = 4000
"""Bytes that are read to find words after a quote."""
_WIDE = 4 * MAX_BYTES


def preview(discussion: Discussion, comment: int) -> str:
    """Return the first words of a comment: its state if it has no text; after a bar what it quotes, if that is all."""
    columns = discussion.columns
    start, end = columns.body_start[comment], columns.body_end[comment]
    words = ""
    for limit in (MAX_BYTES, MAX_QUOTED_BYTES):
        body = discussion.text.read(start, min(end, start + limit))
        text = piece_text(body, columns.margin[comment])
        words = _words(discussion.displayed(text), discussion.body_form)
        if not words.startswith(BAR) or end - start <= limit:
            break
    return words[:MAX_BYTES] or state_in_brackets(discussion, comment)


@lru_cache(maxsize=2_000)
def _words(text: str, form: BodyForm) -> str:
    if not dialect_of(form).has_meaning(text):
        return printable(" ".join(text.split()))
    body = Body(form, _WIDE)
    own, quoted = [], []
    for row in body.segment(text):
        pieces = row.pieces
        words = body.paragraphs[row.paragraph] if pieces is None else "".join(piece.text for piece in pieces)
        if body.kinds[row.paragraph] == "quote":
            quoted.append(words.lstrip(f"{BAR} "))
        else:
            own.append(words)
    words = " ".join(" ".join(own).split())
    return words or f"{BAR} {' '.join(' '.join(quoted).split())}".rstrip(f"{BAR} ")
