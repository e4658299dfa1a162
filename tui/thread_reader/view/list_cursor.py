"""The cursor of a list with headings, and which of its lines are on the screen."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class ListCursor:
    """Some lines, a cursor and a screen."""

    lines: list[int] = field(default_factory=list)
    """What is listed: a number from 0 for each row, and a negative one for a heading, where the cursor cannot be."""
    cursor: int = -1
    """The number of the row under the cursor; -1 if there is none."""
    top: int = 0
    """The first line on the screen."""
    rows: int = 1
    """Lines on the screen."""
    has_moved: bool = False
    """Whether the user has moved the cursor or the lines."""
    _hint: int = 0
    """The line of the cursor when it was last looked for."""

    def replace(self, lines: list[int]) -> None:
        """Show other lines. The cursor stays on its row, and the row at its height on the screen. If the row is not
        there any more, or the user has not moved yet, the cursor goes to the first row."""
        before = self.at
        self.lines = lines
        after = self.at
        if after < 0 or not self.has_moved:
            self.cursor = next((line for line in lines if line >= 0), -1)
            self.top = 0
        elif before >= 0:
            self.top += after - before
        self.show_cursor()

    @property
    def at(self) -> int:
        """The line of the cursor; -1 if it is not visible."""
        if self.cursor < 0:
            return -1
        if self.lines[self._hint : self._hint + 1] != [self.cursor]:
            try:
                self._hint = self.lines.index(self.cursor)
            except ValueError:
                return -1
        return self._hint

    def resized(self, rows: int) -> None:
        """Set how many lines are on the screen."""
        self.rows = max(1, rows)
        self.show_cursor()

    def show_cursor(self) -> None:
        """Scroll as little as possible to have the cursor on the screen, and no further than to the last line. The
        heading above the first row is shown with it."""
        at = max(0, self.at)
        first = at - 1 if at == 1 else at
        self.top = max(0, min(max(min(self.top, first), at - self.rows + 1), len(self.lines) - self.rows))

    def move(self, by: int) -> None:
        """Move the cursor by lines, down if positive, and on to the next row from a heading."""
        self.go(self.at + by, 1 if by > 0 else -1)

    def go(self, line: int, direction: int = 1) -> None:
        """Move the cursor to a line, or to the next row in a direction from a heading."""
        self.has_moved = True
        line = max(0, min(line, len(self.lines) - 1))
        for step in (direction, -direction):
            at = line
            while 0 <= at < len(self.lines):
                if self.lines[at] >= 0:
                    self.cursor = self.lines[at]
                    self.show_cursor()
                    return
                at += step

    def scroll(self, by: int) -> None:
        """Scroll by lines, down if positive; the cursor stays on the screen."""
        self.has_moved = True
        self.top = max(0, min(self.top + by, len(self.lines) - self.rows))
        at = self.at
        if not self.top <= at < self.top + self.rows:
            self.go(self.top if at < self.top else self.top + self.rows - 1, 1 if at < self.top else -1)
