"""The receipt of a page: what the bytes are that are neither words nor read values."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from thread_parsers.markup.tokenizer import Kind, tokens
from thread_parsers.steps import listed_in_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.receipt import Kind as SpanKind
    from thread_parsers.discussion.rendering import Rendering
    from thread_parsers.markup.tree import Tree

SLICE_TOKENS = 1 << 11
LONG_TAG = 1 << 10
"""A longer tag holds data: of a script, or a picture."""
_BLANKS = " \t\n\r\f"
_RAW: dict[str, SpanKind] = {"script": "script", "style": "style"}
_RESOURCE = re.compile(r"=\s*+[\"']?data:[\w.+-]*+/", re.IGNORECASE)
_HIDES = re.compile(
    r"<template\b|\s(?:hidden(?=[\s/>=])|aria-hidden\s*=\s*[\"']?true|style\s*=\s*[\"'][^\"']{0,400}?display\s*:\s*none)",
    re.IGNORECASE,
)
MAX_SEARCHED_TAG = 1 << 12
"""How much of a tag is searched for these."""


def mark_rest(tree: Tree, rendering: Rendering) -> Iterator[None]:
    """Mark every token: text that nothing has claimed is furniture, tags are markup. Claims of words and values are
    inside of tokens or around them, and win where they overlap."""
    claimed = yield from listed_in_steps((yield from rendering.claimed()))
    place, run_start, run_kind = 0, 0, None
    kinds = _Kinds(tree)
    for count, (kind, name, start, end) in enumerate(tokens(tree.markup), 1):
        while place < len(claimed) and claimed[place][1] <= start:
            place += 1
        inside = place < len(claimed) and claimed[place][0] <= start and end <= claimed[place][1]
        span = kinds.of(kind, name, start, end)
        if inside or span != run_kind:
            if run_kind is not None:
                rendering.mark(run_start, start, run_kind)
            run_kind = None
        if not inside and run_kind is None:
            run_start, run_kind = start, span
        if count % SLICE_TOKENS == 0:
            yield
    if run_kind is not None:
        rendering.mark(run_start, len(tree.markup), run_kind)


class _Kinds:
    """What the tokens of a page are, which are asked for in their order."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._shown_from = 0
        """Where the element ends that browsers do not show."""

    def of(self, kind: Kind, name: str, start: int, end: int) -> SpanKind:
        """What a token is."""
        markup = self._tree.markup
        if kind is Kind.RAW:
            return _RAW.get(name, "furniture")
        if kind is Kind.TEXT and markup[start:end].strip(_BLANKS):
            return "hidden" if start < self._shown_from else "furniture"
        if kind is Kind.START:
            searched = min(end, start + MAX_SEARCHED_TAG)
            if start >= self._shown_from and _HIDES.search(markup, start, searched):
                self._hide(start)
            if end - start > LONG_TAG:
                return "resource" if _RESOURCE.search(markup, start, searched) else "attribute"
        return "markup"

    def _hide(self, start: int) -> None:
        """The element whose tag is at a place is not shown."""
        element = bisect_left(self._tree.start, start)
        if element < len(self._tree) and self._tree.start[element] == start:
            self._shown_from = self._tree.end[element]
