"""What is said of a comment, of the article and of a list: lines of printable text."""

from __future__ import annotations

from calendar import month_name
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_reader.view.first_words import first_words
from thread_reader.view.pinned import PinnedHeads
from thread_reader.view.status_text import folded_contents, where
from thread_reader.view.text_search import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_reader.view.reader import Reader

NO_NAME = "no name"
MAX_PARENTS = 10
"""Parents that are said at most."""
SEPARATOR = "---"
"""Between two segments, as on the pages."""


def comment_lines(reader: Reader) -> Iterator[str]:
    """Say the comment under the cursor, or the segment that the cursor has entered."""
    comment, segment = reader.position.comment, reader.position.segment
    segments = reader.discussion.segments(comment)
    if segment is not None and segment < len(segments):
        yield f"Segment {segment + 1} of {len(segments)}."
        yield from _text(reader, segments[segment].text)
        yield from _notes(reader, comment, segment)
        return
    yield ", ".join(_head(reader, comment)) + "."
    yield from _notes(reader, comment, None)
    if comment in reader.folds:
        return
    for number, each in enumerate(segments):
        if number:
            yield SEPARATOR
        yield from _text(reader, each.text)
        yield from _notes(reader, comment, number)


def _head(reader: Reader, comment: int) -> Iterator[str]:
    """Yield what is known of a comment: `3 of 10. Ann`, `23 December 2025 18:53`, `8 segments`, `no replies`."""
    columns, marks, discussion = reader.columns, reader.bookmarks, reader.discussion
    name = printable(discussion.author(comment)) or NO_NAME
    badge = columns.badges.get(comment)
    yield f"{comment + 1:,} of {len(columns):,}. {name}{f' {printable(badge)}' if badge else ''}"
    yield from filter(None, [_when(reader, comment)])
    likes = reader.discussion.comments[comment].likes
    if likes is not None:
        yield counted(likes, "like")
    yield counted(len(discussion.segments(comment)), "segment")
    below = len(columns.subtree(comment)) - 1
    yield counted(below, "reply", "replies") if below else "no replies"
    parent = columns.parent[comment]
    if parent >= 0:
        yield f"answers {parent + 1:,} by {printable(discussion.author(parent)) or NO_NAME}"
        yield f"depth {columns.depth[comment]}"
    state = columns.states.get(comment)
    if state:
        yield printable(state)
    kinds = (("new", marks.new), ("edited", marks.edited), ("starred", marks.starred), ("folded", reader.folds))
    yield from (word for word, those in kinds if comment in those)
    if comment in reader.folds:
        yield from filter(None, [folded_contents(reader, comment).strip("()")])


def parent_lines(reader: Reader) -> Iterator[str]:
    """Say the ancestors of the comment under the cursor, the outermost first, each with its first words."""
    comment = reader.position.comment
    parents = PinnedHeads(reader).chain(comment, MAX_PARENTS, reader.columns.depth[comment])
    for number, parent in enumerate(parents.comments):
        name = printable(reader.discussion.author(parent)) or NO_NAME
        yield sentence(f"{parent + 1:,}. {name}: {first_words(reader.discussion, parent)}")
        if parents.between and not number:
            yield f"{counted(parents.between, 'comment')} between."


def _when(reader: Reader, comment: int) -> str:
    """The time in words if it is known to the minute: `23 December 2025 18:53`; or in the form that was chosen."""
    time = reader.discussion.time(comment)
    if reader.times.form != "absolute":
        return printable(reader.times.shown(comment))
    if time is None or comment in reader.columns.time_units:
        return printable(reader.discussion.shown_time(comment))
    about = "about " if comment in reader.columns.inferred_times else ""
    return f"{about}{time.day} {month_name[time.month]} {time.year} {time:%H:%M}"


def _text(reader: Reader, text: str) -> Iterator[str]:
    return map(printable, reader.discussion.displayed(text).split("\n"))


def _notes(reader: Reader, comment: int, segment: int | None) -> Iterator[str]:
    note = reader.bookmarks.notes.on(comment).get(segment)
    if note:
        yield from (f"Note: {printable(line)}" for line in note.split("\n"))


def hit_line(reader: Reader) -> str:
    """Say the line of the article or of a comment that has the current hit; empty if that is in a name."""
    hit = reader.search.current
    if hit is None or hit.paragraph < 0:
        return ""
    if hit.comment == ARTICLE:
        return printable(reader.discussion.paragraphs[hit.paragraph])
    texts = (each.text for each in reader.discussion.segments(hit.comment))
    lines = (line for text in texts for line in reader.discussion.displayed(text).split("\n"))
    return printable(next(islice(lines, hit.paragraph, None), ""))


def title_of(reader: Reader) -> str:
    """The title or the name of the file, on one line."""
    return printable(" ".join((reader.discussion.title or Path(reader.discussion.file.name).name).split()))


def sentence(words: str) -> str:
    """Words with a full stop, unless they end like a sentence."""
    return words if words.endswith((".", "!", "?", "…", "。", "！", "？")) else f"{words}."


def article_lines(reader: Reader) -> Iterator[str]:
    """Say title, author, counters and paragraphs."""
    from thread_parsers.export.text import declared

    discussion = reader.discussion
    if discussion.title:
        yield sentence(title_of(reader))
    if discussion.article.author:
        yield f"By {printable(discussion.article.author)}."
    counts = declared(discussion)
    if counts:
        yield f"{counts}."
    for paragraph in discussion.paragraphs:
        yield from map(printable, paragraph.split("\n"))


def status_line(reader: Reader, pane: str) -> str:
    """Say where the reader is: what the status line of the screen says."""
    left, right = where(reader, pane)
    return "".join(text for text, _ in [*left, *right])
