"""Where the words of a link in Markdown lead: `(address "title")`, or a label that is defined elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.text.links import in_ascii
from thread_reader.view.links import MAX_CHARACTERS, openable

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_LABEL_CHARS = 200
_TARGET = re.compile(
    r"\(\s{0,9}(?:<(?P<pointed>[^<>\n]{0,2000}+)>|(?P<bare>[^\s()<][^\s()]{0,2000}+(?:\([^\s()]{0,400}+\)[^\s()]{0,400}+){0,4}))?"
    r"(?:\s{1,9}(?:\"[^\"\n]{0,400}+\"|'[^'\n]{0,400}+'|\([^()\n]{0,400}+\)))?\s{0,9}\)"
)
"""What follows the words of a link: `(address "title")`."""
_REFERENCE = re.compile(r"\[(?P<label>[^\[\]\n]{0,200}+)\]")


def link_target(address: str) -> str:
    """An address as it may be opened; empty if it may not be."""
    if len(address) > MAX_CHARACTERS:
        return ""
    target = in_ascii(address)
    return target if openable(target) else ""


def target_after(text: str, words: tuple[int, int], end: int, references: Mapping[str, str]) -> tuple[str, int]:
    """The address for the words between two brackets, which begin and end at these characters, and where it ends; -1 if
    they are not a link. `end`: the character after the second bracket."""
    first, last = words
    match = _TARGET.match(text, end)
    if match is not None:
        from html import unescape  # the table of names takes a millisecond

        return unescape(match["pointed"] or match["bare"] or ""), match.end()
    if references:
        match = _REFERENCE.match(text, end)
        label = match["label"] if match is not None else ""
        if not label and last - first <= MAX_LABEL_CHARS:
            label = text[first:last]
        address = references.get(folded_label(label), "")
        if address:
            return address, match.end() if match is not None else end
    return "", -1


def folded_label(label: str) -> str:
    """What labels of links are compared by."""
    return " ".join(label.split()).casefold()
