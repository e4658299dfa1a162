"""A sheet with a list: a frame with the title and what the keys do in its edges, and the rows inside."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from thread_reader.render.looks import badge
from thread_reader.render.signs import ASCII
from thread_reader.render.wrapping import fitted, fitted_middle
from thread_reader.widgets.list_rows import ListRows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.geometry import Size

    from thread_reader.view.sheet import Row, Sheet
    from thread_reader.view.status_text import Part

FRAME_CELLS = 4
"""Cells of the frame and of one blank at each side."""
FRAME_ROWS = 2
CURSOR_CELLS = 2
"""Cells for the sign of the cursor, before each row; headings begin here."""
LETTERS = "letters "
"""Begins the role of the two letters of an author."""
SIGNS = frozenset({"cursor", "accent", "error", "match"})
"""Roles of signs."""
MIN_WORDS_CELLS = 12
"""Words get at least this, and what is before them is cut."""
SMALL_COLUMNS, SMALL_ROWS = 100, 24
"""On a smaller screen a sheet may take all rows above the status line."""
FREE_COLUMNS, FREE_ROWS = 4, 6
"""Cells of a larger screen that stay free."""
LINE_ROWS = 2
"""Rows of the status line and the key bar, which a sheet never covers."""


class Frame(NamedTuple):
    """The signs of a frame."""

    top: str
    side: str
    bottom: str
    rule: str


ROUND, PLAIN = Frame("╭╮", "│", "╰╯", "─"), Frame("++", "|", "++", "-")


def sheet_size(screen: Size, measure: int, rows: int) -> tuple[int, int]:
    """The width and height of a sheet of so many rows, with its frame, on a screen."""
    width = min(measure + FRAME_CELLS, max(screen.width - FREE_COLUMNS, 20), screen.width)
    is_small = screen.width < SMALL_COLUMNS or screen.height < SMALL_ROWS
    limit = screen.height - (LINE_ROWS if is_small else FREE_ROWS)
    return width, max(FRAME_ROWS + 1, min(rows + FRAME_ROWS, limit))


class SheetRows(ListRows):
    """The list of a sheet with its frame. The right edge is the scrollbar."""

    FIXED_LINES: ClassVar[int] = 1
    """The upper edge."""

    def __init__(self, sheet: Sheet) -> None:
        super().__init__(sheet, "sheet-rows")
        self.sheet = sheet
        self.typed: str | None = None
        """What is being typed to find it; None if nothing is."""

    @property
    def frame(self) -> Frame:
        """The signs to draw the frame with."""
        return PLAIN if self.signs is ASCII else ROUND

    @property
    def text_width(self) -> int:
        """Cells left of the right edge."""
        return max(1, self.size.width - 1)

    @property
    def page_height(self) -> int:
        """Rows inside the frame."""
        return max(1, self.size.height - FRAME_ROWS)

    def paint(self, width: int, height: int) -> list[list[Segment]]:
        """The edges, and the rows from the first visible one on."""
        sheet, side = self.sheet, Segment(self.frame.side, self.looks["track"])
        sheet.resized(self.page_height)
        inside = width + 1 - FRAME_CELLS
        lines = [self._upper(width)]
        shown = sheet.lines[sheet.top : sheet.top + height - FRAME_ROWS]
        for line in shown:
            parts = row_parts(sheet.line(line, inside), inside - (0 if line < 0 else CURSOR_CELLS))
            lines.append([side, Segment(" "), *self._row(parts, inside, line)])
        if not shown and height > FRAME_ROWS:
            empty = "nothing here has these words" if sheet.found or self.typed else "nothing"
            lines.append([side, Segment(" "), Segment(fitted(empty, inside), self.looks["quiet"])])
        blank = [side]
        lines += [blank] * (height - 1 - len(lines))
        return [*lines[: height - 1], self._lower(width)][:height]

    def _row(self, parts: Sequence[Part], width: int, line: int) -> list[Segment]:
        looks = self.looks
        if line < 0:
            return [Segment(text, self._look(role) if role else looks.base) for text, role in parts]
        is_cursor = line == self.sheet.cursor
        base = looks["place"] if is_cursor else looks.base
        style = self._look_of_cursor if is_cursor else self._look
        drawn = [Segment(text, base + style(role) if role else base) for text, role in parts]
        sign = Segment(f"{self.signs.cursor} ", base + self._look_of_cursor("cursor")) if is_cursor else Segment("  ")
        used = CURSOR_CELLS + sum(cell_len(text) for text, _ in parts)
        return [sign, *drawn, Segment(" " * max(0, width - used), base)]

    def _look_of_cursor(self, role: str) -> Style:
        """What the style of a part adds to that of the row of the cursor: words have its colour, signs keep theirs."""
        style = self._look(role)
        return Style(
            color=style.color if role in SIGNS and self.looks.has_grounds else None,
            bold=style.bold or None,
            underline=style.underline or None,
        )

    def _look(self, role: str) -> Style:
        """The style of a part, which may be that of an author."""
        kind, _, name = role.partition(" ")
        if kind not in ("author", LETTERS.strip()):
            return self.looks[role]
        style = self.looks.author(name, self.sheet.colours.get(name, ""))
        return Style(color=style.color)

    def _upper(self, width: int) -> list[Segment]:
        """The upper edge: the title, and at its end how much there is."""
        looks, frame, sheet = self.looks, self.frame, self.sheet
        room = width + 1 - 7  # corners, and blanks and a rule at each side
        title = fitted(sheet.heading, room)
        facts = fitted(sheet.facts, room - cell_len(title) - 3) if cell_len(title) + 12 < room else ""
        rule = frame.rule * max(1, width - 4 - cell_len(title) - (cell_len(facts) + 2 + 4 if facts else 0))
        edge = looks["track"]
        after = [Segment(f" {facts} ", looks["quiet"]), Segment(frame.rule * 4, edge)] if facts else []
        return [
            Segment(f"{frame.top[0]}{frame.rule}", edge),
            Segment(f" {title} ", looks["focus"]),
            Segment(rule, edge),
            *after,
        ]

    def _lower(self, width: int) -> list[Segment]:
        """The lower edge: what the keys do; while something is typed, that."""
        looks, frame = self.looks, self.frame
        edge, room = looks["track"], width + 1 - 7
        parts: list[Segment] = []
        if self.typed is not None or self.sheet.found:
            words = f"/{self.typed if self.typed is not None else self.sheet.found}"
            words = words if cell_len(words) < room else "…" + words[-(room - 2) // 2 :]
            parts = [Segment(words, looks["head"])]
            if self.typed is not None:
                parts.append(Segment(self.signs.cursor, looks["cursor"]))
        else:
            for verb in self.sheet.verbs:
                gap = " · " if parts else ""
                if sum(map(_cells, parts)) + cell_len(f"{gap}{verb.label} {verb.words}") > room:
                    break
                parts += [Segment(gap, looks["quiet"]), Segment(verb.label, looks["key"])]
                parts.append(Segment(f" {verb.words}", looks["quiet"]))
        used = sum(map(_cells, parts))
        gap = " " if parts else frame.rule
        rule = frame.rule * max(0, width - 4 - used)
        return [Segment(f"{frame.bottom[0]}{frame.rule}{gap}", edge), *parts, Segment(f"{gap}{rule}", edge)]

    def _bar_cells(self, height: int) -> list[Segment]:
        """The right edge, with the thumb of the scrollbar in it."""
        looks, frame = self.looks, self.frame
        cells = [Segment(frame.side, looks.base + looks["track"])] * height
        bar, inner = self.bar(), max(0, height - FRAME_ROWS)
        if bar.size < 1 and inner:
            first = 1 + min(inner - 1, round(bar.top * inner))
            for y in range(first, min(height - 1, first + max(1, round(bar.size * inner)))):
                cells[y] = Segment(self.signs.thumb, looks.base + looks["thumb"])
        if height:
            cells[0] = Segment(frame.top[1], looks.base + looks["track"])
            cells[-1] = Segment(frame.bottom[1], looks.base + looks["track"])
        return cells

    def point(self, y: int) -> bool:
        """Move the cursor to the row at a place of the pane. Whether it was there already; False if there is none."""
        return y < self.size.height - 1 and super().point(y)


def row_parts(row: Row, width: int) -> list[Part]:
    """The parts of a row, fitted to a width: the words are cut first, then the last of what is before them."""
    after = fitted(row.after, width // 3)
    room = width - (cell_len(after) + 1 if after else 0)
    parts: list[Part] = []
    left = room - (min(MIN_WORDS_CELLS, room // 2) if row.words else 0)
    for cell in row.before:
        text = badge(cell.role.removeprefix(LETTERS)) if cell.role.startswith(LETTERS) else cell.text
        text = (fitted_middle if cell.middle else fitted)(text, min(cell.width or left, left))
        blanks = " " * max(0, min(cell.width, left) - cell_len(text))
        text = f"{blanks}{text} " if cell.right else f"{text}{blanks} "
        text = text if cell_len(text) <= left else fitted(text.rstrip(), left)
        parts.append((text, cell.role))
        left -= cell_len(text)
    left = room - sum(cell_len(text) for text, _ in parts)
    for text, role in row.words:
        cut = fitted(text, max(0, left))
        parts.append((cut, role))
        left -= cell_len(cut)
    if after:
        parts += [(" " * max(1, left + 1), ""), (after, "quiet")]
    return parts


def _cells(segment: Segment) -> int:
    return cell_len(segment.text)
