"""The highlights of a discussion: the job that chooses them, and the sheet that lists them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from thread_parsers.discussion.first_words import first_words
from thread_parsers.export.cells import cells
from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_reader.view.chosen import Chosen
from thread_reader.view.comment_cells import CommentCells
from thread_reader.view.sheet import Cell, Row, Sheet

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from thread_reader.view.reader import Reader
    from thread_reader.view.sheet import Verb
    from thread_reader.view.status_text import Part

MAX_REASON_CELLS = 24
MIN_WIDTH_FOR_WORDS = 44
"""A narrower sheet has no first words, so that the reasons can be read."""
NONE = "no comment stands out: nobody is answered, liked or quoted more than another"


def basis(reader: Reader, pace: int) -> tuple[object, ...]:
    """What the highlights depend on."""
    figures = reader.stats.figures if reader.stats is not None else None
    return len(reader.columns), id(figures), reader.discussion.saved, pace


def choose_steps(reader: Reader, pace: int) -> Iterator[None]:
    """Choose the highlights in steps, from what has been read and counted by now."""
    # Not at the top: nothing is chosen before it is asked for.
    from thread_parsers.stats.highlights import highlights_in_steps

    now, is_whole = basis(reader, pace), reader.all_seen
    found = yield from highlights_in_steps(reader.discussion, reader.stats.figures if reader.stats else None, pace)
    reader.highlights = Chosen(found, now, is_whole)


def rule_lines(pace: int) -> list[list[Part]]:
    """The rules in words, for the help."""
    from thread_parsers.stats.highlights import MAX_HIGHLIGHTS, MAX_SECONDS, RULES

    limits = f"At most {MAX_HIGHLIGHTS} comments and {MAX_SECONDS / 60:.0f} minutes at {pace:,} words a minute (the "
    lines: list[list[Part]] = [
        [(f"{limits}setting pace; 500 letters of Chinese or Japanese take as long as 230 words).", "")],
        [("Each rule names comments in turn; what does not fit is not listed.", "")],
        [],
    ]
    for rule in RULES:
        lines.append([(rule.title, "heading")])
        lines.append([("  ", ""), (rule.what, "")])
    return lines


class HighlightSheet(Sheet):
    """The comments to read first, below the rules that name them."""

    def __init__(self, reader: Reader, chosen: Chosen, verbs: Sequence[Verb]) -> None:
        from thread_parsers.stats.highlights import RULES, minutes

        super().__init__(heading="Five minutes", verbs=verbs, colours=reader.people.colours)
        self.found_ones = chosen.found
        self._discussion, self._preview = reader.discussion, reader.preview
        self._cells = CommentCells(reader, [each.row for each in chosen.found])
        words = sum(each.words for each in chosen.found)
        counts = (counted(len(chosen.found), "comment"), counted(words, "word"), f"{minutes(chosen.found)} min")
        self.facts = " · ".join(counts) + (" · so far" if not chosen.is_whole else "")
        titles = {rule.name: rule.title for rule in RULES}
        at = 0
        for name, group in groupby(chosen.found, key=lambda each: each.rule):
            self.add_heading(titles[name])
            size = len(list(group))
            self.add_rows(range(at, at + size))
            at += size
        self.add_text(Row())
        self.add_note("Rules, not opinions: ? says how each is chosen.")
        reasons = [cells(self._reason(number)) for number in range(len(chosen.found))]
        self._reason_width = min(max(reasons, default=0), MAX_REASON_CELLS)

    def _reason(self, number: int) -> str:
        reasons = (each.words for each in self.found_ones[number].reasons)
        return printable(" ".join(", ".join(dict.fromkeys(reasons)).split()))

    def row(self, number: int, width: int) -> Row:
        """A comment: who, when, why, and how it begins."""
        comment = self.found_ones[number].row
        before = [*self._cells.of(comment, width), Cell(self._reason(number), "", self._reason_width + 1, right=True)]
        if width < MIN_WIDTH_FOR_WORDS:
            return Row(before)
        return Row(before, ((" " + self._preview(comment), "quiet"),))

    def written(self) -> str:
        """The list as text, to be copied."""
        lines = []
        for number, each in enumerate(self.found_ones):
            author = self._discussion.author(each.row) or "(no name)"
            words = first_words(self._discussion, each.row)
            lines.append(f"{each.row + 1}. {author}, {self._reason(number)}: {words}")
        return "\n".join(lines)
