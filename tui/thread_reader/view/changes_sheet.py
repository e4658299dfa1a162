"""The sheet of what is new, edited and gone since a discussion was last open, or since an older save."""

from __future__ import annotations

from heapq import nsmallest
from typing import TYPE_CHECKING

from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_reader.view.comment_cells import CommentCells
from thread_reader.view.sheet import Cell, Row, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_reader.view.bookmarks import Gone
    from thread_reader.view.reader import Reader
    from thread_reader.view.status_text import Part

MAX_NEW = 10
"""New comments that are listed if something else has changed as well: the rest is one key away."""
MAX_LISTED = 10_000
"""More new comments than this are not listed either."""
MAX_COMPARED_WORDS = 200
"""Words of a comment that are compared with those before."""
CONTEXT_WORDS = 3
"""Words that are shown before the first changed one."""


class ChangesSheet(Sheet):
    """What is new, edited and gone. Rows are numbered from 0: changed comments, then those that are gone."""

    def __init__(self, reader: Reader, new_key: str) -> None:
        marks, self._discussion, self._preview = reader.bookmarks, reader.discussion, reader.preview
        super().__init__(heading=f"Since {marks.since or 'last time'}", colours=reader.people.colours)
        self.facts = f"{len(marks.new):,} new · {len(marks.edited):,} edited · {marks.gone_count:,} gone"
        self.comments: list[int] = []
        """The changed comments."""
        self.gone: Sequence[Gone] = marks.gone
        self._old_words = marks.old_words
        edited = sorted(comment for comment in marks.edited if comment not in marks.new)
        is_short = len(marks.new) <= MAX_LISTED and not edited and not marks.gone_count
        shown = sorted(marks.new) if is_short else nsmallest(MAX_NEW, marks.new)
        self.comments = [*shown, *edited]
        self._cells = CommentCells(reader, self.comments, ((one.author, one.time) for one in self.gone))
        if shown:
            self.add_heading("new")
            self.add_rows(range(len(shown)))
            if len(marks.new) > len(shown):
                self.add_note(f"  … {len(marks.new) - len(shown):,} more: {new_key} goes through them")
        if edited:
            self.add_heading("edited")
        for number in range(len(shown), len(self.comments)):
            self.add_rows([number])
            if self.comments[number] in self._old_words:
                self.add_text(self._now(number))
        if marks.gone_count:
            self.add_heading("gone")
            self.add_rows(range(len(self.comments), len(self.comments) + len(self.gone)))
            rest = marks.gone_count - len(self.gone)
            if rest > 0:
                more = " more" * bool(self.gone)
                self.add_note(f"  {counted(rest, 'comment')}{more}, of which no words were kept")
        tallies = [f"{name} {before:,} → {after:,}" for name, before, after in _tallies(reader) if before != after]
        if tallies:
            self.add_note(" · ".join(tallies))

    def comment(self, number: int) -> int | None:
        """The comment of a row; None if it is gone."""
        return self.comments[number] if number < len(self.comments) else None

    def row(self, number: int, width: int) -> Row:
        """A comment and its words; of an edited one, those before."""
        comment = self.comment(number)
        if comment is None:
            gone = self.gone[number - len(self.comments)]
            before = self._cells.of_person(gone.author, gone.time, width)
            return Row(before, ((f"“{gone.words}”" if gone.words else "", "quiet"),))
        before = self._cells.of(comment, width)
        if comment in self._old_words:
            return Row(before, ((" - ", "error"), *self._changed(comment)[0]))
        return Row(before, ((" " + self._preview(comment), "quiet"),))

    def _now(self, number: int) -> Row:
        """What an edited comment says now, below what it said before."""
        cells = self._cells.of(self.comments[number], 80)
        blank = [Cell("", "", cell.width) for cell in cells]
        return Row([Cell("", "", 1), *blank], ((" + ", "match"), *self._changed(self.comments[number])[1]))

    def _changed(self, comment: int) -> tuple[list[Part], list[Part]]:
        """The words of an edited comment before and now, from shortly before the first changed one."""
        columns = self._discussion.columns
        start = columns.body_start[comment]
        now = self._discussion.text.text(start, min(columns.body_end[comment], start + 16 * MAX_COMPARED_WORDS))
        return changed_words(self._old_words[comment], printable(" ".join(now.split())))


def changed_words(before: str, now: str) -> tuple[list[Part], list[Part]]:
    """Two texts as parts, the changed words underlined, from shortly before the first of them."""
    from difflib import SequenceMatcher  # here only, and few look at changes

    old, new = before.split()[:MAX_COMPARED_WORDS], now.split()[:MAX_COMPARED_WORDS]
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    first = next((start for kind, start, *_ in blocks if kind != "equal"), 0)
    cut = max(0, first - CONTEXT_WORDS)
    sides: tuple[list[Part], list[Part]] = ([], [])
    for kind, old_start, old_end, new_start, new_end in blocks:
        for side, words, start, end in ((sides[0], old, old_start, old_end), (sides[1], new, new_start, new_end)):
            some = words[max(start, cut) : end]
            if some:
                side.append((" ".join(some), "" if kind == "equal" else "emphasis"))
                side.append((" ", ""))
    if cut:
        for side in sides:
            side.insert(0, ("… ", ""))
    return sides


def _tallies(reader: Reader) -> Iterator[tuple[str, int, int]]:
    """What the page has more or less of: name, before, now."""
    marks, now = reader.bookmarks, reader.discussion.engagement
    if marks.likes_before is not None and now.likes is not None:
        yield "likes", marks.likes_before, now.likes
    count = len(reader.columns)
    yield "comments", count - len(marks.new) + marks.gone_count, count
