"""The receipt of a page: what the bytes are that are neither words nor read values."""

from __future__ import annotations

import re
from itertools import chain, pairwise, repeat
from typing import TYPE_CHECKING

from thread_parsers.markup.tokenizer import Kind
from thread_parsers.steps import listed_in_steps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.receipt import Kind as SpanKind
    from thread_parsers.discussion.rendering import Rendering
    from thread_parsers.markup.tree import Tree

SLICE_TOKENS, SLICE_CHARS = 1 << 11, 1 << 18
"""Tokens and characters of them between two yields."""
_TEXT, _START, _END, _RAW = map(int, (Kind.TEXT, Kind.START, Kind.END, Kind.RAW))
LONG_TAG = 1 << 10
"""A longer tag holds data: of a script, or a picture."""
_BLANKS = " \t\n\r\f"
_OF_RAW: dict[str, SpanKind] = {"script": "script", "style": "style"}
_RESOURCE = re.compile(r"=\s*+[\"']?data:[\w.+-]*+/", re.IGNORECASE)
_MAY_HIDE = re.compile("[dDpP][dDlL][eEaA]")
"""Letters of `hidden`, `display` and `template`, in any case. To search for the words takes three times as long."""
_NOT_DISPLAYED = re.compile(r"display\s*:\s*none", re.IGNORECASE)
MAX_SEARCHED_TAG = 1 << 12
"""How many characters of a tag are searched for the patterns above."""


def mark_rest(tree: Tree, rendering: Rendering) -> Iterator[None]:
    """Mark every token: text that nothing has claimed is furniture, tags are markup. Claims of words and values are
    inside of tokens or around them, and win where they overlap."""
    claimed = yield from listed_in_steps((yield from rendering.claimed()))
    claims = chain(claimed, repeat((len(tree.markup), len(tree.markup) + 1, "markup")))
    claim_start = claim_end = run_start = seen = 0
    run_kind: SpanKind | None = None
    kinds, starts, kind_of = tree.kinds, tree.token_starts, _Kinds(tree).of
    for first in range(0, len(kinds), SLICE_TOKENS):
        some = starts[first : first + SLICE_TOKENS + 1]
        if len(some) <= SLICE_TOKENS:
            some.append(len(tree.markup))
        for kind, (start, end) in zip(kinds[first : first + SLICE_TOKENS], pairwise(some), strict=True):
            span: SpanKind = "markup" if kind == _END else kind_of(kind, start, end)
            while claim_end <= start:
                claim_start, claim_end, _ = next(claims)
            inside = claim_start <= start and end <= claim_end
            if inside or span != run_kind:
                if run_kind is not None:
                    rendering.mark(run_start, start, run_kind)
                run_start, run_kind = start, None if inside else span
            if end - seen >= SLICE_CHARS:
                seen = end
                yield
        yield
    if run_kind is not None:
        rendering.mark(run_start, len(tree.markup), run_kind)


class _Kinds:
    """Classifies the tokens of a page, in document order."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._element = -1
        """The number of the last element that has begun."""
        self._shown_from = 0
        """The end of the hidden element that the tokens are in, or of the last one."""

    def of(self, kind: int, start: int, end: int) -> SpanKind:
        """What a token is."""
        markup = self._tree.markup
        if kind == _TEXT and markup[start:end].strip(_BLANKS):
            return "hidden" if start < self._shown_from else "furniture"
        if kind == _RAW:
            return _OF_RAW.get(self._tree.names[self._element], "furniture")
        if kind == _START:
            self._element += 1
            searched = min(end, start + MAX_SEARCHED_TAG)
            may_hide = start >= self._shown_from and _MAY_HIDE.search(markup, start, searched)
            if may_hide and self._is_hidden(self._element):
                self._shown_from = self._tree.end[self._element]
            if end - start > LONG_TAG:
                return "resource" if _RESOURCE.search(markup, start, searched) else "attribute"
        return "markup"

    def _is_hidden(self, element: int) -> bool:
        """Whether an element is marked as hidden."""
        found = self._tree.attributes(element)
        is_marked = "hidden" in found or found.get("aria-hidden", "").lower() == "true"
        is_template = self._tree.names[element] == "template"
        return is_marked or is_template or _NOT_DISPLAYED.search(found.get("style", "")) is not None
