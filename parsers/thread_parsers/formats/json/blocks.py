"""The words of documents that are blocks in JSON: of Atlassian (Jira, Confluence), ProseMirror, Slate, chats with
language models. Text is in leaves with a `text`; blocks are in lists, each with its parts in a list of its own."""

from __future__ import annotations

from typing import Any

from thread_parsers.formats.json import fields
from thread_parsers.formats.json.names import BLOCKS

MAX_LEAVES = 1 << 16
"""Blocks and texts of one comment that are read."""
_BREAKS = frozenset({"hardBreak", "hard_break", "LINE_BREAK", "br"})
_INLINE = frozenset({"link", "a", "mention", "inline", "hyperlink"})
"""Elements with parts that continue the line."""
_SHOWN = ("text", "shortName", "url")
"""What the attributes of a mention, an emoji or a link have as text."""


def blocks_text(document: object) -> str:
    """The words of a document, with a line feed between blocks."""
    pieces: list[str] = []
    waiting: list[Any] = [document]
    for _ in range(MAX_LEAVES):
        if not waiting:
            break
        part = waiting.pop()
        if isinstance(part, str):
            pieces.append(part)
        if isinstance(part, list):
            waiting.extend(reversed(part))
        if not isinstance(part, dict):
            continue
        inner = next((part[key] for key in BLOCKS if isinstance(part.get(key), list)), None)
        if inner is not None:
            is_line = fields.text(part, "type") not in _INLINE and bool(pieces) and not pieces[-1].endswith("\n")
            pieces.extend("\n" * is_line)
            waiting.extend(reversed(inner))
        elif fields.text(part, "type") in _BREAKS:
            pieces.append("\n")
        else:
            shown = (fields.text(part, "attrs", key) for key in _SHOWN)
            pieces.append(fields.text(part, "text") or next(filter(None, shown), ""))
    return "".join(pieces).strip() + " …" * bool(waiting)
