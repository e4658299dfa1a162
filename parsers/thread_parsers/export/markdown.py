"""Markdown: the article under its title, each comment under a heading, every character meant as it stands.

Whatever CommonMark or GitHub would take for markup is escaped, HTML included, so a page cannot put a picture, a link
or a script into the document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.export.text import declared, head

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thread_parsers.discussion.discussion import Comment, Discussion

DEEPEST = 10
"""Levels of replies that are quoted. Past them the heading tells the depth."""

_MARKUP = re.compile(r"[\\`*\[\]<>&|~$_]")
"""Characters that mean something anywhere in a line; an underscore does not inside a word."""

_STARTS = re.compile(r"^(?:[#+=:-]|[0-9]{1,9}[.)])")
"""What makes a line a heading, a list, a rule or a table when it stands first."""


def write(discussion: Discussion, chosen: Iterable[int]) -> Iterator[str]:
    """The discussion with the chosen comments."""
    if discussion.title:
        yield f"# {line(' '.join(discussion.title.split()))}\n\n"
    for paragraph in discussion.paragraphs:
        yield f"{block(paragraph)}\n\n"
    summary = declared(discussion)
    if summary:
        yield f"*{summary}*\n\n"
    yield "## Comments\n"
    comments = discussion.comments
    for index in chosen:
        yield _quoted(comments[index])


def line(text: str) -> str:
    """One line of text that Markdown shows as it is, its indentation too."""
    words = text.lstrip(" \t")
    indent = "&nbsp;" * len(text[: len(text) - len(words)].expandtabs(4))
    return indent + _STARTS.sub(_unmarked, _MARKUP.sub(_unmarked, words))


def block(text: str) -> str:
    """Lines of text that Markdown shows as they are, line breaks too."""
    lines = [line(each.rstrip()) for each in text.split("\n")]
    following = [*lines[1:], ""]
    return "\n".join(f"{each}  " if each and after else each for each, after in zip(lines, following, strict=True))


def _unmarked(found: re.Match[str]) -> str:
    before, after = found.string[found.start() - 1 : found.start()], found.string[found.end() : found.end() + 1]
    if found[0] == "_" and before.isalnum() and after.isalnum():
        return "_"
    return f"{found[0][:-1]}\\{found[0][-1]}"


def _quoted(comment: Comment) -> str:
    remarks = "\n\n---\n\n".join(block(segment.text) for segment in comment.segments)
    quote = "> " * min(comment.depth, DEEPEST)
    text = f"### {comment.id}. {line(head(comment))}\n\n{remarks}"
    return "\n" + "".join(f"{quote}{each}\n" if each else f"{quote.rstrip()}\n" for each in text.split("\n"))
