"""What `has:` and `is:` ask: traits of a segment by its text, and the standing of a comment in the tree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.query.nodes import Asked

LINK = re.compile(r"(?:https?://|www\.)\w|mailto:[^\s@]{1,64}@\w", re.IGNORECASE)
NUMBER = re.compile(r"\d")
QUESTION_MARKS = "?\uff1f\u061f\u037e\u2047\u2048"
QUESTION = re.compile(rf"[{QUESTION_MARKS}](?![\w/=&%])")
"""A question mark of any script that ends something, so that the one inside an address does not count."""
QUOTE = re.compile(
    r"""^[ \t]*>|“[^“”\n]+”|„[^„“”\n]+[“”]|«[^«»\n]+»|「[^「」\n]+」|『[^『』\n]+』|(?<!\w)"(?=\w)[^"\n]+"(?!\w)""",
    re.MULTILINE,
)
"""A line that begins with the mark of quotation, or words between two quotation marks of one line."""

TRAITS = {
    "link": (LINK, (b"http", b"www.", b"mailto:")),
    "number": (NUMBER, ()),
    "question": (QUESTION, tuple(mark.encode() for mark in QUESTION_MARKS)),
    "quote": (QUOTE, ()),
}
"""The values of `has:`: what is found in the text of a segment, and bytes of which the segment then has one."""


def original_poster(discussion: Discussion) -> int | None:
    """The number of the author who began it all: of the article where the page names one who also comments, else of
    the comment that all others answer. None when nobody did."""
    columns = discussion.columns
    if discussion.article.author:
        return columns.author_numbers.get(discussion.article.author)
    alone = len(columns) > 1 and columns.subtree(0).stop == len(columns)
    return columns.author[0] if alone and columns.author_names[columns.author[0]] else None


def _root(asked: Asked) -> Callable[[int], bool]:
    parents = asked.discussion.columns.parent
    return lambda index: parents[index] < 0


def _reply(asked: Asked) -> Callable[[int], bool]:
    parents = asked.discussion.columns.parent
    return lambda index: parents[index] >= 0


def _original_poster(asked: Asked) -> Callable[[int], bool]:
    authors, wanted = asked.discussion.columns.author, original_poster(asked.discussion)
    return lambda index: authors[index] == wanted


def _unread(asked: Asked) -> Callable[[int], bool]:
    return asked.marks.unread.__contains__


def _starred(asked: Asked) -> Callable[[int], bool]:
    return asked.marks.starred.__contains__


STANDINGS: dict[str, Callable[[Asked], Callable[[int], bool]]] = {
    "root": _root,
    "reply": _reply,
    "op": _original_poster,
    "unread": _unread,
    "starred": _starred,
}
"""The values of `is:`, judged by the index of a comment."""
