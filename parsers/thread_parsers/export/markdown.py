"""Markdown: the article under its title, each comment under a heading, all text shown as it is on the page.

Whatever CommonMark or GitHub would take for markup is escaped, including HTML, so a page cannot put a picture, a link
or a script into the document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.export.text import NO_NAME, declared, head, one_line, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thread_parsers.discussion.discussion import Comment, Discussion
    from thread_parsers.discussion.kept import KeptNote, KeptOfGone
    from thread_parsers.discussion.numbered import Numbered

MAX_QUOTE_DEPTH = 10
"""Levels of replies that are quoted. The heading of deeper ones states their depth."""

STAR = "★"
GONE = "Stars and notes on comments that are gone"

_MARKUP = re.compile(r"[\\`*\[\]<>&|~$_]")
"""Characters that mean something anywhere in a line; an underscore does not inside a word."""

_LINE_STARTS = re.compile(r"^(?:[#+=:-]|[0-9]{1,9}[.)])")
"""What makes a line a heading, a list, a rule or a table when it comes first."""


def write(discussion: Discussion, chosen: Iterable[int], heading: str | None = None) -> Iterator[str]:
    """The discussion with the chosen comments, under its title or another heading, which is Markdown."""
    heading = heading or line(one_line(discussion.title or ""))
    if heading:
        yield f"# {heading}\n\n"
    for paragraph in discussion.paragraphs:
        yield f"{block(paragraph)}\n\n"
    summary = declared(discussion)
    if summary:
        yield f"*{summary}*\n\n"
    yield "## Comments\n"
    comments = discussion.comments
    for index in chosen:
        yield _comment(discussion, comments[index])
    if discussion.kept.gone:
        yield f"\n## {GONE}\n\n"
        yield from map(_gone, discussion.kept.gone)


def write_several(discussions: Iterable[Numbered]) -> Iterator[str]:
    """Several discussions, each under a numbered heading."""
    gap = ""
    for each in discussions:
        yield gap
        yield from write(each.discussion, each.chosen, f"{each.number}. {line(each.title)}")
        gap = "\n"


def line(text: str) -> str:
    """One line of text, escaped, with its indentation."""
    bare = text.lstrip(" \t")
    indent = "&nbsp;" * len(text[: len(text) - len(bare)].expandtabs(4))
    return indent + _LINE_STARTS.sub(_escaped, _MARKUP.sub(_escaped, bare))


def block(text: str) -> str:
    """Lines of text, escaped, with their line breaks: two blanks at the end of a line that another one follows."""
    lines = [line(each.rstrip()) for each in text.split("\n")]
    following = [*lines[1:], ""]
    return "\n".join(f"{each}  " if each and after else each for each, after in zip(lines, following, strict=True))


def remarks(segments: Iterable[str]) -> str:
    """The text of the segments of one comment, escaped, with rules between them."""
    return "\n\n---\n\n".join(map(block, segments))


def quoted(markdown: str, depth: int = 1) -> str:
    """Markdown in nested block quotes."""
    quote = "> " * depth
    return "".join(f"{quote}{each}\n" if each else f"{quote.rstrip()}\n" for each in markdown.split("\n"))


def _escaped(found: re.Match[str]) -> str:
    """The match with a backslash before its last character, the one that makes it markup: `3.` becomes `3\\.`."""
    before, after = found.string[found.start() - 1 : found.start()], found.string[found.end() : found.end() + 1]
    if found[0] == "_" and before.isalnum() and after.isalnum():
        return "_"
    return f"{found[0][:-1]}\\{found[0][-1]}"


def _comment(discussion: Discussion, comment: Comment) -> str:
    kept = discussion.kept
    star = f" · {STAR}" if comment.id - 1 in kept.starred else ""
    parts = [f"### {comment.id}. {line(head(discussion, comment))}{star}"]
    if comment.permalink:
        parts.append(line(one_line(comment.permalink)))
    parts.append(remarks(words(comment)))
    parts += map(_note, kept.notes.get(comment.id - 1, ()))
    return "\n" + quoted("\n\n".join(parts), min(comment.depth, MAX_QUOTE_DEPTH))


def _note(note: KeptNote) -> str:
    where = "" if note.segment is None else f" on segment {note.segment + 1}"
    return f"**Note{where}:** {block(note.text)}"


def _gone(kept: KeptOfGone) -> str:
    star = f" · {STAR}" if kept.starred else ""
    notes = "".join(f"; {_note(note)}" for note in kept.notes)
    return f"- {line(kept.author or NO_NAME)}: “{line(kept.words)}”{star}{notes}\n"
