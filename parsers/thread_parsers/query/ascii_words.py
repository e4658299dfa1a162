"""Words of ASCII in runs of comments whose other characters do not matter, which are searched as they are in the file.

Where no character beyond ASCII folds to a letter, a digit or a space of ASCII or to nothing, or composes with the one
before it, folding only changes the case and the white space of such words. A word, or words with a space between them,
is then in a segment exactly if it is in the body of the comment: it cannot match a separator, and no stripped space is
part of it.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from thread_parsers.text.compared_texts import UNCHANGED, change

if TYPE_CHECKING:
    from thread_parsers.discussion.discussion import Discussion

MAX_CHARACTERS = 64
"""Distinct characters beyond ASCII that are looked up."""

SPACES = bytes.maketrans(b"\t\n\v\f\r\x1c\x1d\x1e\x1f", b" " * 9)
"""Every ASCII white space to a space, as folding does; as long, so that offsets stay valid."""
_FOLDED_SIMPLY = bytes((*range(9, 14), *range(28, 127)))
"""All ASCII but the controls that folding deletes."""


def is_for_words(text: bytes) -> bool:
    """Whether words of ASCII can be found in a text without folding it."""
    beyond = text.translate(None, _FOLDED_SIMPLY).decode("utf-8", "surrogateescape")
    chars = set("".join(set(UNCHANGED.split(beyond)))) if beyond else set()
    return len(chars) <= MAX_CHARACTERS and all(map(_is_apart, chars))


def _is_apart(char: str) -> bool:
    changed = change(char, caseless=True) or " "
    return not any(each.isascii() and (each.isalnum() or each.isspace()) for each in changed)


def are_ascii_words(needle: bytes) -> bool:
    """Whether a needle is of ASCII letters and digits, with single spaces between them."""
    return all(map(bytes.isalnum, needle.split(b" ")))


def containing(discussion: Discussion, first: int, stop: int, text: bytes, words: bytes) -> set[int]:
    """The comments with some words in their bodies, of which `text` has all from `first` to `stop`, with or without
    case."""
    starts, ends = discussion.columns.body_start, discussion.columns.body_end
    if b" " in words:
        text = text.translate(SPACES)
    origin, size, find = starts[first], len(words), text.find
    found: set[int] = set()
    comment, at = first, find(words)
    while at >= 0:
        # Between the bodies the text has heads and footers, so a hit counts only if it ends within the body.
        comment = bisect_right(starts, origin + at, comment, stop) - 1
        if origin + at + size <= ends[comment]:
            found.add(comment)
        # One hit per comment is enough: continue at the next body.
        comment += 1
        if comment == stop:
            break
        at = find(words, starts[comment] - origin)
    return found
