"""The sheet of notes and stars; those of comments that are not in the file come last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_reader.view.bookmarks import Place
from thread_reader.view.comment_cells import CommentCells
from thread_reader.view.sheet import Cell, Row, Sheet

if TYPE_CHECKING:
    from thread_parsers.discussion.kept import KeptOfGone
    from thread_reader.view.reader import Reader


class NotesSheet(Sheet):
    """Notes and stars in the order of the page."""

    def __init__(self, reader: Reader, note_sign: str, star_sign: str) -> None:
        super().__init__(heading="Notes and stars", colours=reader.people.colours)
        self._reader, self._note_sign, self._star_sign = reader, note_sign, star_sign
        self.places: list[Place] = []
        self.fill()

    def fill(self) -> None:
        """List what there is now."""
        marks = self._reader.bookmarks
        places = {*(Place(comment) for comment in marks.starred), *marks.notes}
        self.places = sorted(places, key=lambda place: (place.comment, -1 if place.segment is None else place.segment))
        self.lost = marks.lost
        self._cells = CommentCells(
            self._reader,
            (place.comment for place in self.places),
            ((printable(kept.author), "") for kept in self.lost),
        )
        before = self.cursor
        self.clear()
        self.add_rows(range(len(self.places)))
        if self.lost:
            self.add_heading("not in this file")
            self.add_rows(range(len(self.places), len(self.places) + len(self.lost)))
        if before >= 0 and self.lines:
            self.go(min(before, len(self.lines) - 1))
        notes = len(marks.notes) + sum(len(kept.notes) for kept in self.lost)
        stars = len(marks.starred) + sum(kept.starred for kept in self.lost)
        self.facts = f"{counted(notes, 'note')} · {counted(stars, 'star')}"
        self.changed()

    @property
    def is_empty(self) -> bool:
        """Whether there is neither a note nor a star."""
        return not self.lines

    def lost_at(self, number: int) -> KeptOfGone | None:
        """What is kept of a comment that is not in the file; None if the row is a place of the page."""
        return None if number < len(self.places) else self.lost[number - len(self.places)]

    def row(self, number: int, width: int) -> Row:
        """A note and its words; a star and the words of its comment."""
        lost = self.lost_at(number)
        if lost is not None:
            sign = Cell(self._note_sign if lost.notes else self._star_sign, "accent", 1)
            words = words_of_lost(lost)
            return Row([sign, *self._cells.of_person(printable(lost.author), "", width)], ((" " + words, ""),))
        place = self.places[number]
        note = self._reader.bookmarks.notes.get(place)
        sign = Cell(self._note_sign if note else self._star_sign, "accent", 1)
        words = printable(note) if note else self._reader.preview(place.comment)
        return Row([sign, *self._cells.of(place.comment, width)], ((" " + words, "" if note else "quiet"),))


def words_of_lost(kept: KeptOfGone) -> str:
    """The notes on a comment that is gone, and its first words."""
    notes = " · ".join(printable(note.text) for note in kept.notes)
    return f"{notes} “{printable(kept.words)}”".lstrip()
