"""The receipt of a page: what the bytes are that are neither words nor read values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.markup.tokenizer import Kind, tokens
from thread_parsers.steps import listed_in_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.receipt import Kind as SpanKind
    from thread_parsers.discussion.rendering import Rendering

SLICE_TOKENS = 1 << 11
_BLANKS = " \t\n\r\f"
_RAW: dict[str, SpanKind] = {"script": "script", "style": "style"}


def mark_rest(markup: str, rendering: Rendering) -> Iterator[None]:
    """Mark every token: text that nothing has claimed is furniture, tags are markup. Claims of words and values are
    inside of tokens or around them, and win where they overlap."""
    claimed = yield from listed_in_steps((yield from rendering.claimed()))
    place, run_start, run_kind = 0, 0, None
    for count, (kind, name, start, end) in enumerate(tokens(markup), 1):
        while place < len(claimed) and claimed[place][1] <= start:
            place += 1
        inside = place < len(claimed) and claimed[place][0] <= start and end <= claimed[place][1]
        span: SpanKind = "markup"
        if kind is Kind.RAW:
            span = _RAW.get(name, "furniture")
        elif kind is Kind.TEXT and markup[start:end].strip(_BLANKS):
            span = "furniture"
        if inside or span != run_kind:
            if run_kind is not None:
                rendering.mark(run_start, start, run_kind)
            run_kind = None
        if not inside and run_kind is None:
            run_start, run_kind = start, span
        if count % SLICE_TOKENS == 0:
            yield
    if run_kind is not None:
        rendering.mark(run_start, len(markup), run_kind)
