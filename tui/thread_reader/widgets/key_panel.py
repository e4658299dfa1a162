"""The keys that may follow a pending one, where they are too many for the status line and the key bar: a table over the
rows above these. Nothing else on the screen moves."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from rich.cells import cell_len

from thread_reader.widgets.status import Piece, StatusLine, item_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_reader.view.key_bar import Item

COLUMN_CELLS = 20
"""The width of a column of keys; more columns are as wide as they can be."""


class KeyPanel(StatusLine):
    """The table. It is filled column by column."""

    def __init__(self) -> None:
        super().__init__("following-keys")
        self.display = False
        self._items: Sequence[Item] = ()

    def show(self, items: Sequence[Item], columns: int, bottom: int) -> None:
        """Show these items on a screen of so many columns, above row `bottom`; hide the table if there are none."""
        self.display = bool(items)
        if not items:
            return
        across = max(1, columns // COLUMN_CELLS)
        rows = min(-(-len(items) // across), bottom)
        self.styles.height, self.styles.offset = rows, (0, bottom - rows)
        if items != self._items:
            self._items = items
            self.refresh()

    def rows_of_pieces(self, width: int) -> list[list[Piece]]:
        """The rows of the table."""
        height = max(1, self.size.height)
        by_column = [self._items[at : at + height] for at in range(0, len(self._items), height)]
        cells = max(1, width // max(1, len(by_column)))
        return [
            [piece for item in row if item is not None for piece in _in_column(item, cells)]
            for row in zip_longest(*by_column)
        ]


def _in_column(item: Item, cells: int) -> list[Piece]:
    """The key and the words of an item, filled up to the width of a column."""
    key, words, _ = item_pieces([item])
    gap = max(0, cells - 1 - cell_len(key.text) - cell_len(words.text))
    return [Piece(" "), key, words, Piece(" " * gap)]
