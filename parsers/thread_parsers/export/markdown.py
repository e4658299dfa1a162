"""Markdown: the article under its title, each comment under a heading, all text shown as it is on the page.

Whatever CommonMark or GitHub would take for markup is escaped, including HTML, so a page cannot put a picture, a link
or a script into the document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from thread_parsers.export.text import NO_NAME, declared, head, one_line, words
from thread_parsers.text.text_pieces import PIECE_CHARS, batches, line_runs, spans

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thread_parsers.discussion.comment import Comment
    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.kept import KeptNote, KeptOfGone
    from thread_parsers.discussion.numbered import Numbered

MAX_QUOTE_DEPTH = 10
"""Levels of replies that are quoted. The heading of deeper ones states their depth."""

STAR = "★"
GONE = "Stars and notes on comments that are gone"

RULE = "\n\n---\n\n"
"""What is between two segments."""

_BREAK = "  "
"""What is at the end of a line that another one follows."""

_MARKUP = re.compile(r"[\\`*\[\]<>&|~$_]")
"""Characters that mean something anywhere in a line; an underscore does not inside a word."""

_LINE_STARTS = re.compile(r"^(?:[#+=:-]|[0-9]{1,9}[.)])")
"""What makes a line a heading, a list, a rule or a table when it comes first."""


def write(discussion: Discussion, chosen: Iterable[int], heading: str | None = None) -> Iterator[str]:
    """The discussion with the chosen comments, under its title or another heading, which is Markdown."""
    heading = heading or line(one_line(discussion.title or ""))
    if heading:
        yield f"# {heading}\n\n"
    for paragraph in discussion.each_paragraph():
        yield from _block(paragraph)
        yield "\n\n"
    summary = declared(discussion)
    if summary:
        yield f"*{summary}*\n\n"
    yield "## Comments\n"
    comments = discussion.comments
    for index in chosen:
        comment = comments.without_segments(index)
        yield "\n"
        texts = words(discussion, comment)
        pieces = _comment(discussion, comment, texts)
        whole = ["".join(pieces)] if isinstance(texts, list) else batches(pieces)
        yield from _quoted(whole, min(comment.depth, MAX_QUOTE_DEPTH))
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
    return _indentation(text, bare) + _LINE_STARTS.sub(_escaped, _MARKUP.sub(_escaped, bare))


def block(text: str) -> str:
    """Lines of text, escaped, with their line breaks: two blanks at the end of a line that another one follows."""
    return "".join(_block(text))


def remarks(segments: Iterable[str]) -> str:
    """The text of the segments of one comment, escaped, with rules between them."""
    return RULE.join(map(block, segments))


def quoted(markdown: str, depth: int = 1) -> str:
    """Markdown in nested block quotes."""
    return "".join(_quoted([markdown], depth))


def _indentation(text: str, bare: str) -> str:
    """What Markdown shows as the blanks before a line."""
    return "&nbsp;" * len(text[: len(text) - len(bare)].expandtabs(4))


def _block(text: str) -> Iterable[str]:
    """The same as `block`, in pieces."""
    return (_lines(text, ""),) if len(text) <= PIECE_CHARS else _block_pieces(text)


def _lines(text: str, following: str) -> str:
    """The same as `block` for some lines. `following` is the line after them."""
    lines = [line(each.rstrip()) for each in text.split("\n")]
    pairs = zip(lines, (*lines[1:], following), strict=True)
    return "\n".join(each + _BREAK if each and after else each for each, after in pairs)


def _block_pieces(text: str) -> Iterator[str]:
    for start, end in line_runs(text):
        following = _line_at(text, end + 1)
        if end - start <= PIECE_CHARS:
            yield _lines(text[start:end], following)
        else:  # one line
            bare = text[start:end].rstrip()
            yield from _line_pieces(bare)
            yield _BREAK if bare and following else ""
        if end < len(text):
            yield "\n"


def _line_pieces(text: str) -> Iterator[str]:
    """The same as `line`, in pieces."""
    bare = text.lstrip(" \t")
    yield _indentation(text, bare)
    for start, end in spans(bare):
        parts, at = list[str](), start
        for found in _MARKUP.finditer(bare, start, end):
            parts += bare[at : found.start()], _escaped(found)
            at = found.end()
        piece = "".join(parts) + bare[at:end]
        yield piece if start else _LINE_STARTS.sub(_escaped, piece)


def _line_at(text: str, start: int) -> str:
    """The line that begins at a character, without the blanks at its end; empty behind the last line."""
    feed = text.find("\n", start)
    return text[start : feed if feed >= 0 else None].rstrip()


def _quoted(pieces: Iterable[str], depth: int) -> Iterator[str]:
    """Markdown in nested block quotes, in pieces, which may end anywhere."""
    quote = "> " * depth
    bare, has_begun = quote.rstrip(), False
    for piece in pieces:
        *lines, last = piece.split("\n")
        quotes = [quote + each if each else bare for each in lines]
        if lines and has_begun:
            quotes[0], has_begun = lines[0], False
        quotes.append(quote + last if last and not has_begun else last)
        has_begun = has_begun or last != ""
        yield "\n".join(quotes)
    yield "\n" if has_begun else f"{bare}\n"


def _escaped(found: re.Match[str]) -> str:
    """The match with a backslash before its last character, the one that makes it markup: `3.` becomes `3\\.`."""
    before, after = found.string[found.start() - 1 : found.start()], found.string[found.end() : found.end() + 1]
    if found[0] == "_" and before.isalnum() and after.isalnum():
        return "_"
    return f"{found[0][:-1]}\\{found[0][-1]}"


def _comment(discussion: Discussion, comment: Comment, texts: Iterable[str | None]) -> Iterator[str]:
    """A comment with such words, before it is quoted, in pieces."""
    kept = discussion.kept
    star = f" · {STAR}" if comment.id - 1 in kept.starred else ""
    yield f"### {comment.id}. {line(head(discussion, comment))}{star}\n\n"
    if comment.permalink:
        yield f"{line(one_line(comment.permalink))}\n\n"
    before = ""
    for text in texts:
        if text is None:
            yield ""
        else:
            yield before
            yield from _block(text)
            before = RULE
    for note in kept.notes.get(comment.id - 1, ()):
        yield f"\n\n{_note(note)}"


def _note(note: KeptNote) -> str:
    where = "" if note.segment is None else f" on segment {note.segment + 1}"
    return f"**Note{where}:** {block(note.text)}"


def _gone(kept: KeptOfGone) -> str:
    star = f" · {STAR}" if kept.starred else ""
    notes = "".join(f"; {_note(note)}" for note in kept.notes)
    return f"- {line(kept.author or NO_NAME)}: “{line(kept.words)}”{star}{notes}\n"
