"""A sheet with a scrollable text over the reading screen: help, receipt, raw lines."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from thread_reader.receipt_text import CUT
from thread_reader.render.wrapping import fitted, wrapped
from thread_reader.screens.key_screen import KeyScreen
from thread_reader.view.key_bar import CLOSE, READ_OTHERWISE, SEARCH_SHEET, TEXT_SHEET
from thread_reader.view.sheet import capitalised
from thread_reader.widgets.input_keys import paste_into, type_into
from thread_reader.widgets.lines_pane import BAR_CELLS, Bar, LinesPane
from thread_reader.widgets.sheet_rows import sheet_size
from thread_reader.widgets.status import SheetKeys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from textual import events
    from textual.app import ComposeResult

    from thread_reader.view.status_text import Part

ALL_LINES = 10**9
"""More lines than any sheet has."""


COLUMNS_FROM = (0, 90, 150)
"""The width of the screen from which on a long list has one, two and three columns."""
COLUMN_GAP = 2
MIN_TEXT_CELLS = 10
"""With less room than this behind a label a text begins on the next row."""
HANGING_CELLS = 2
"""What is before the further rows of a text whose label takes more than half of a row."""
FRAME_CELLS = 2
BESIDE_TEXT = 30
"""Cells of a sheet besides a line of text: its frame, and labels before the text."""


class SheetLines(LinesPane):
    """Lines made of parts. The last part of a line wraps with a hanging indent, or is cut."""

    def __init__(self, lines: Sequence[Sequence[Part]], measure: int, *, in_columns: bool = False) -> None:
        super().__init__(id="sheet-lines")
        self.lines = lines
        self._measure = measure
        self._in_columns = in_columns
        """Whether a wide sheet shows the lines in columns."""
        self.top = 0
        self._wrapped: tuple[tuple[int, int], list[list[Segment]]] = ((0, 0), [])
        """The rows for a width and a height."""

    def replace(self, lines: Sequence[Sequence[Part]]) -> None:
        """Show other lines, scrolled to the top."""
        self.lines, self.top, self._wrapped = lines, 0, ((0, 0), [])
        self.refresh()

    def paint(self, width: int, height: int) -> list[list[Segment]]:
        """The lines from `top` on."""
        rows = self._rows(width)
        self.top = max(0, min(self.top, len(rows) - height))
        return rows[self.top : self.top + height]

    def rows_at(self, width: int) -> int:
        """How many rows the lines take in a sheet of so many cells."""
        return len(self._column(width))

    def _rows(self, width: int) -> list[list[Segment]]:
        size = width, self.size.height
        if self._wrapped[0] != size:
            rows = self._column(width)
            count = sum(self.screen.size.width >= least for least in COLUMNS_FROM) if self._in_columns else 1
            if count > 1 and len(rows) > size[1]:
                column = (width - COLUMN_GAP * (count - 1)) // count
                rows = in_columns(self._column(column), count, column + COLUMN_GAP)
            self._wrapped = (size, rows)
        return self._wrapped[1]

    def _column(self, width: int) -> list[list[Segment]]:
        looks = self.looks
        rows: list[list[Segment]] = []
        for line in self.lines:
            *fixed, (text, role) = line or [("", "")]
            indent = sum(cell_len(part) for part, _ in fixed)
            if indent >= width:  # the label wraps, too
                text, fixed, indent = "".join(part for part, _ in [*fixed, (text, role)]), [], 0
            ahead = [Segment(part, looks[look] if look else looks.base) for part, look in fixed]
            if role == CUT:
                text, role = fitted(text, max(MIN_TEXT_CELLS, width - indent - 1)), ""
            for before, piece in hanging(text, indent, width - 1, self._measure):
                ahead = ahead or [Segment(" " * before)]
                rows.append([Segment(" "), *ahead, Segment(piece, looks[role] if role else looks.base)])
                ahead = []
        return rows

    def scroll(self, lines: int) -> None:
        """Scroll by lines, down if positive."""
        self.top = max(0, self.top + lines)
        self.refresh()

    def bar(self) -> Bar:
        """The visible part of the sheet."""
        total = max(1, len(self._rows(self.text_width)))
        return Bar(self.top / total, self.size.height / total)


def hanging(text: str, indent: int, width: int, measure: int) -> Iterator[tuple[int, str]]:
    """Break a text that begins behind `indent` cells of a row into pieces of at most `measure` cells. Yields what is
    before each piece: the same, or less if that is most of the row."""
    room = width - indent
    later = indent if 2 * indent <= width else HANGING_CELLS
    if text and room < min(MIN_TEXT_CELLS, cell_len(text)):
        yield indent, ""
    else:
        first, *rest = islice(wrapped(text, min(room, measure)), 2)
        yield indent, text[slice(*first)]
        if not rest:
            return
        text = text[rest[0][0] :]
    for start, end in wrapped(text, max(1, min(width - later, measure))):
        yield later, text[start:end]


def in_columns(rows: list[list[Segment]], count: int, width: int) -> list[list[Segment]]:
    """Put rows into columns of `width` cells each, as low as possible. Sections, which blank rows separate, stay whole
    and in order."""
    sections: list[list[list[Segment]]] = [[]]
    for row in rows:
        if "".join(segment.text for segment in row).strip():
            sections[-1].append(row)
        elif sections[-1]:
            sections.append([])
    sections = [section for section in sections if section]
    height = max(map(len, sections), default=0)
    while len(columns := _filled(sections, height)) > count:
        height += 1
    joined: list[list[Segment]] = []
    for at in range(max(map(len, columns), default=0)):
        joined.append([])
        for column in columns:
            row = column[at] if at < len(column) else []
            gap = width - sum(cell_len(segment.text) for segment in row)
            joined[-1] += [*row, Segment(" " * gap)] if column is not columns[-1] else row
    return joined


def _filled(sections: list[list[list[Segment]]], height: int) -> list[list[list[Segment]]]:
    """Fill columns of this height with sections, with a blank row between two."""
    columns: list[list[list[Segment]]] = []
    for section in sections:
        if columns and len(columns[-1]) + 1 + len(section) <= height:
            columns[-1] += [[], *section]
        else:
            columns.append(list(section))
    return columns


class TextDialog(KeyScreen[bool], ModalScreen[bool]):
    """A text to read. With `searchable`, typing after `/` shows only the lines that contain the typed text. The result
    is true if it was closed with Enter; with `enters`, the key bar says that Enter does something."""

    CSS_PATH = "../styles/sheet.tcss"

    def __init__(
        self,
        title: str,
        lines: Sequence[Sequence[Part]],
        *,
        searchable: bool = False,
        enters: bool = False,
        measure: int,
    ) -> None:
        super().__init__()
        self._title = title
        self._measure = measure
        self._lines = lines
        self._enters = enters
        self._searchable = searchable

    def compose(self) -> ComposeResult:
        """A frame with the lines and the search field, and the key bar."""
        with Vertical(id="sheet", classes="columns" if self._searchable else "") as sheet:
            sheet.border_title = Content(capitalised(self._title))
            if not self._searchable:
                sheet.styles.max_width = self._measure + BESIDE_TEXT
            yield SheetLines(self._lines, self._measure, in_columns=self._searchable)
            yield Input(id="sheet-prompt", placeholder="search", compact=True)
        keys = (*TEXT_SHEET, READ_OTHERWISE) if self._enters else SEARCH_SHEET if self._searchable else TEXT_SHEET
        yield SheetKeys(keys, CLOSE)

    async def on_mount(self) -> None:
        """Hide the search field until `/` is pressed."""
        self.query_one("#sheet-prompt").display = False
        self.on_resize()
        self.set_focus(self.query_one(SheetLines))
        await self.ready_for_keys()

    def on_resize(self) -> None:
        """The sheet is as tall as its text, as far as the screen allows it. The help takes the whole screen."""
        sheet, lines = self.query_one("#sheet"), self.query_one(SheetLines)
        if not self._searchable:
            width = min(self.size.width * 9 // 10, self._measure + BESIDE_TEXT)
            rows = lines.rows_at(max(1, width - FRAME_CELLS - BAR_CELLS))
            sheet.styles.height = sheet_size(self.size, self._measure, rows)[1]

    async def take_key(self, event: events.Key) -> None:
        """Scroll, search, close."""
        pane, prompt = self.query_one(SheetLines), self.query_one("#sheet-prompt", Input)
        page = max(1, pane.size.height - 2)
        scrolls = {
            "j": 1, "down": 1, "k": -1, "up": -1, "space": page, "pagedown": page, "b": -page, "pageup": -page,
            "g": -ALL_LINES, "home": -ALL_LINES, "G": ALL_LINES, "end": ALL_LINES,
            "ctrl+d": page // 2, "ctrl+u": -(page // 2), "ctrl+e": 1, "ctrl+y": -1,
        }  # fmt: skip
        key = event.character if event.character in ("G", "?", "/") else event.key
        if self.focused is prompt:
            if key in ("enter", "escape", "ctrl+c"):
                prompt.value = prompt.value if key == "enter" else ""
                prompt.display = bool(prompt.value)
                self.set_focus(pane)
                self._narrow()
            else:
                await type_into(prompt, event)
                self._narrow()
        elif key == "/" and self._searchable:
            prompt.display = True
            self.set_focus(prompt)
        elif key in scrolls:
            pane.scroll(scrolls[key])
        elif key in ("escape", "ctrl+c", "q", "?", "enter"):
            self.dismiss(key == "enter")

    async def take_paste(self, text: str) -> None:
        """Search for pasted text."""
        prompt = self.query_one("#sheet-prompt", Input)
        if self.focused is prompt:
            paste_into(prompt, text)
            self._narrow()

    def _narrow(self) -> None:
        """Show only the lines that contain the search text."""
        words = self.query_one("#sheet-prompt", Input).value.casefold()
        lines = [line for line in self._lines if words in "".join(text for text, _ in line).casefold()]
        self.query_one(SheetLines).replace(lines or [[("no line contains this", "quiet")]])
