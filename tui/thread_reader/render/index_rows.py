"""Folded comments as rows of an index: name, time, score, replies and first words, each in a column of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len

from thread_parsers.discussion.columns import NO_SCORE
from thread_parsers.text.printable import printable
from thread_reader.render.geometry import MARK_CELLS, MIN_CELLS_FOR_THAT, Geometry
from thread_reader.render.wrapping import fitted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.style import Style

    from thread_parsers.discussion.discussion import Discussion
    from thread_reader.render.looks import Looks
    from thread_reader.render.overlay import Overlay
    from thread_reader.render.signs import Signs

NAME_END = 26
"""The column after the names. Their indent, and the words beside them, take from their room."""
MIN_NAME_CELLS = 8
"""With less room than this for a name, the row is a head like any other."""
TIME_CELLS, NUMBER_CELLS = 7, 4
"""Cells of the columns; those of numbers without their sign."""
GAP = 2
WORDS_COLUMN = NAME_END + TIME_CELLS + 2 * (GAP + 1 + NUMBER_CELLS) + GAP


def name_cells(geometry: Geometry, depth: int, used: int) -> int:
    """Return the cells for a name and the words beside it, after `used` cells for the fold mark and the letters; 0 if
    the row must be a head like any other."""
    cells = NAME_END - 1 - MARK_CELLS - geometry.indent(depth) - used
    return cells if cells >= MIN_NAME_CELLS and geometry.width >= MIN_CELLS_FOR_THAT else 0


class IndexColumns(NamedTuple):
    """What follows the names in an index."""

    discussion: Discussion
    width: int
    looks: Looks
    signs: Signs

    def row(self, comment: int, overlay: Overlay, words: Iterable[tuple[str, Style]]) -> Iterator[tuple[str, Style]]:
        """Yield time, score, replies, and then what is found inside and `words`, as far as there is room."""
        found, quiet = self.discussion.columns, self.looks["quiet"]
        likes = found.likes[comment]
        yield _filled(fitted(printable(overlay.when), TIME_CELLS), TIME_CELLS), quiet
        score = self._number(self.signs.likes, likes) if likes != NO_SCORE else ""
        yield _filled(score, GAP + 1 + NUMBER_CELLS), self.looks["warning"] if NO_SCORE != likes < 0 else quiet
        below = len(found.subtree(comment)) - 1
        yield _filled(self._number(self.signs.replies, below) if below else "", GAP + 1 + NUMBER_CELLS + GAP), quiet
        left = self.width - WORDS_COLUMN
        for number, (text, look) in enumerate(self._words(comment, overlay, words)):
            cut = fitted(f" · {text}" if number else text, left)
            yield cut, look
            left -= cell_len(cut)

    def _number(self, sign: str, value: int) -> str:
        return f"{'':{GAP}}{sign}{short(value):>{NUMBER_CELLS}}"

    def _words(self, comment: int, overlay: Overlay, words: Iterable[tuple[str, Style]]) -> Iterator[tuple[str, Style]]:
        if overlay.found:
            yield overlay.found, self.looks["match"]
        if comment in self.discussion.columns.accepted:
            yield f"{self.signs.accepted} accepted", self.looks["head"]
        if overlay.why_folded:
            yield f"folded: {printable(overlay.why_folded)}", self.looks["quiet"]
        if overlay.author.muted:
            tag = printable(overlay.author.tag)
            yield f"muted: {tag}" if tag else "muted", self.looks["quiet"]
        yield from words


def short(value: int) -> str:
    """Return a number in at most four cells: `12k` from 10,000 on."""
    for size, unit in ((1, ""), (1_000, "k"), (1_000_000, "M"), (1_000_000_000, "G")):
        text = f"{int(value / size)}{unit}"
        if len(text) <= NUMBER_CELLS:
            return text
    return "-" * NUMBER_CELLS


def _filled(text: str, cells: int) -> str:
    return text + " " * (cells - cell_len(text))
