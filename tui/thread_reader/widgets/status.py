"""The lines around the panes: titles, tabs, the status line and the key bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment

from thread_reader.render.wrapping import fitted
from thread_reader.widgets.lines_pane import LinesPane

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from thread_reader.view.key_bar import Item
    from thread_reader.view.pane_titles import Title
    from thread_reader.view.status_text import Part

ITEM_GAP = 3
"""Blanks between two items of the key bar."""
MIN_TITLE_COLUMNS = 60
"""Below this width the tabs leave out the title of the page."""
MIN_TITLE_CELLS = 12
"""With less room than this the title of the page is left out too."""


class Piece(NamedTuple):
    """A part of a line. A click on it runs `command`, or else presses the key `press`."""

    text: str
    role: str = ""
    command: str = ""
    press: str = ""


DETAIL = " · "
"""What a part begins with that only adds to the one before it."""


class StatusLine(LinesPane, can_focus=False):
    """One line with a left and a right side. If there is not enough room for both, details are left out as whole parts;
    then each side gets half of the room."""

    scrolls = False

    def __init__(self, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._left: Sequence[Part | Piece] = ()
        self._right: Sequence[Part | Piece] = ()
        self._whole = False

    def say(self, left: Sequence[Part | Piece], right: Sequence[Part | Piece] = (), *, whole: bool = False) -> None:
        """Show these parts. If the left side is to be `whole`, the right side gets only what it leaves."""
        if (left, right, whole) != (self._left, self._right, self._whole):
            self._left, self._right, self._whole = left, right, whole
            self.refresh()

    @property
    def text_width(self) -> int:
        """The full width: there is no scrollbar."""
        return self.size.width

    def pieces(self, width: int) -> list[Piece]:
        """The line at this width, from the left."""
        kept, right, least = self._left, self._right, 0 if self._whole else width // 2
        if self._whole:
            right = _whole_parts(right, width - _cells(kept) - 2 - ITEM_GAP)
        else:
            kept, right = _without_details(kept, right, width - 2 - ITEM_GAP)
        right_width = max(0, min(_cells(right), max(width - _cells(kept), least) - 3))
        left = _fitted(kept, max(0, width - right_width - (3 if right else 2)))
        gap = width - 2 - right_width - _cells(left)
        return [Piece(" "), *left, Piece(" " * max(0, gap)), *_fitted(right, right_width)]

    def paint(self, width: int, height: int) -> list[list[Segment]]:
        """The rows."""
        looks = self.looks
        return [
            [Segment(piece.text, looks[piece.role] if piece.role else looks.base) for piece in row]
            for row in self.rows_of_pieces(width)
        ]

    def piece_at(self, column: int, row: int = 0) -> Piece | None:
        """The piece at a cell, counted from 0; None right of all."""
        end = 0
        for piece in self.rows_of_pieces(self.text_width)[row]:
            end += cell_len(piece.text)
            if column < end:
                return piece
        return None

    def rows_of_pieces(self, width: int) -> list[list[Piece]]:
        """All rows at this width: one, unless a subclass has more."""
        return [self.pieces(width)]


class TitleLine(StatusLine):
    """The title of a pane: its key and name, a subtitle, and at the right end what is going on. When there is no room,
    the subtitle goes first, then the right end, and only then the name is cut."""

    def __init__(self, id: str) -> None:  # noqa: A002
        super().__init__(id)
        self.ruled = False
        """Whether the pane begins below another one, so that a rule separates them."""
        self._title: Title | None = None
        self._instead: Title | None = None
        self._focused = False

    def show(self, title: Title, *, focused: bool, instead: Title | None = None) -> None:
        """Show a title, in the focus look if the pane has the focus, and beside it the name of the pane that is shown
        `instead` while it has the focus."""
        if (title, focused, instead) != (self._title, self._focused, self._instead):
            self._title, self._focused, self._instead = title, focused, instead
            self.refresh()

    def pieces(self, width: int) -> list[Piece]:
        """The line at this width. What is to be said takes the place of the title."""
        if self._left:
            return super().pieces(width)
        title = self._title
        if title is None:
            return []
        labels = [label_piece(title, width, focused=self._focused)]
        if self._instead is not None:
            labels.append(label_piece(self._instead, width, focused=False))
            labels.sort(key=lambda piece: piece.text)  # by their keys, so that they do not move
        state = [Piece(text, role) for text, role in title.state]
        free = width - _cells(labels) - 2  # a blank after the labels, and one at the end
        state = _shortened(state, free - 1)
        free -= _cells(state) + 1 if state else 0
        subtitle = fitted(title.subtitle, free) if free >= MIN_TITLE_CELLS or cell_len(title.subtitle) <= free else ""
        gap = max(0, free - cell_len(subtitle))
        after = " " if state else ""
        if self.ruled and gap > 2:
            before = " " if subtitle else ""
            filling = Piece(f"{before}{self.signs.rule * (gap - len(before))}{after}", "track")
        else:
            filling = Piece(" " * gap + after)
        return [*labels, Piece(" "), Piece(subtitle, "quiet"), filling, *state]


class TabsLine(StatusLine):
    """The titles of all panes in a row, when one pane has the whole screen; the right end shows the page's title."""

    def __init__(self, id: str) -> None:  # noqa: A002
        super().__init__(id)
        self._titles: Sequence[Title] = ()
        self._shown = 0
        self._page = ""

    def show(self, titles: Sequence[Title], shown: int, page: str) -> None:
        """Show these titles, the one at index `shown` in the focus look, and the title of the page."""
        if (titles, shown, page) != (self._titles, self._shown, self._page):
            self._titles, self._shown, self._page = titles, shown, page
            self.refresh()

    def pieces(self, width: int) -> list[Piece]:
        """The line at this width. The shown pane's name is cut last, the page's title first. What is to be said takes
        the place of all."""
        if self._left:
            return super().pieces(width)
        labels = [
            label_piece(title, width, focused=at == self._shown, short=sum(len(t.label) for t in self._titles) > width)
            for at, title in enumerate(self._titles)
        ]
        free = width - _cells(labels) - 2
        state = [Piece(text, role) for text, role in self._state()]
        state = _shortened(state, free)
        free -= _cells(state) + 2 if state else 0
        page = fitted(self._page, free) if width >= MIN_TITLE_COLUMNS and free >= MIN_TITLE_CELLS else ""
        gap = max(0, width - _cells(labels) - _cells(state) - cell_len(page) - (2 if state and page else 0) - 1)
        between = [Piece("  ")] if state and page else []
        return [*labels, Piece(" " * gap), Piece(page, "title"), *between, *state]

    def _state(self) -> Sequence[Part]:
        """What is going on in the shown pane; a change of the file shows in every pane."""
        comments = next((title.state for title in self._titles if title.command == "view.comments"), ())
        shown = self._titles[self._shown].state if self._titles else ()
        return [*comments, *(() if shown is comments or comments else shown)]


class KeyBar(StatusLine):
    """Keys and what they do: items from the left as many as fit, and at the right end those that are always there."""

    def __init__(self, id: str = "keys") -> None:  # noqa: A002
        super().__init__(id)
        self._items: Sequence[Item] = ()
        self._last: Sequence[Item] = ()
        self._lead = ""

    def show(self, items: Iterable[Item], last: Iterable[Item] = (), lead: str = "") -> None:
        """Show these items, `last` at the right end, after the pending keys `lead`."""
        new = (list(items), list(last), lead)
        if new != (self._items, self._last, self._lead):
            self._items, self._last, self._lead = new
            self.refresh()

    def pieces(self, width: int) -> list[Piece]:
        """The line at this width. After the first item that does not fit no later one takes its place."""
        last = item_pieces(self._last)[:-1]
        free = width - 2 - (_cells(last) + ITEM_GAP if last else 0)
        lead = [Piece(f"{self._lead} ", "match")] if self._lead else []
        fit, left_out = split_items(self._items, free - _cells(lead))
        shown = lead + item_pieces(fit)[:-1]
        if left_out and self._lead:
            shown.append(Piece(" …", "quiet"))
        gap = max(0, width - 2 - _cells(shown) - _cells(last))
        return [Piece(" "), *shown, *([Piece(" " * gap), *last] if last else [])]


class SheetKeys(KeyBar):
    """The key bar of a sheet, which lies over that of the screen below."""

    def __init__(self, items: Iterable[Item], last: Iterable[Item]) -> None:
        super().__init__("sheet-keys")
        self.show(items, last)


def label_piece(title: Title, width: int, *, focused: bool, short: bool = False) -> Piece:
    """The key and the name of a pane as a piece that shows the pane; `short` leaves out the name unless focused."""
    label = title.label if not short or focused or not title.key else f" {title.key} "
    return Piece(fitted(label, width), "focus" if focused else "pane-name", title.command)


def item_pieces(items: Iterable[Item]) -> list[Piece]:
    """The key, the words and the gap of every item. The last piece is a gap."""
    pieces = []
    for item in items:
        pieces.append(Piece(item.key, "key", item.command, item.press))
        pieces.append(Piece(f" {item.words}", "quiet", item.command, item.press))
        pieces.append(Piece(" " * ITEM_GAP))
    return pieces


def split_items(items: Sequence[Item], width: int) -> tuple[Sequence[Item], Sequence[Item]]:
    """Split items into those that fit into `width` cells, and the rest."""
    used = 0
    for at, item in enumerate(items):
        used += cell_len(item.key) + 1 + cell_len(item.words)
        if used > width:
            return items[:at], items[at:]
        used += ITEM_GAP
    return items, ()


def _cells(parts: Iterable[Part | Piece]) -> int:
    return sum(cell_len(part[0]) for part in parts)


def _shortened(pieces: list[Piece], width: int) -> list[Piece]:
    """The first pieces that fit into `width` cells. The last of several is cut if enough of it stays."""
    kept = list(pieces)
    while kept and _cells(kept) > width:
        last = kept.pop()
        room = width - _cells(kept)
        if kept and room >= MIN_TITLE_CELLS:
            return [*kept, last._replace(text=fitted(last.text, room))]
    return kept


def _without_details(
    left: Sequence[Part | Piece], right: Sequence[Part | Piece], width: int
) -> tuple[Sequence[Part | Piece], Sequence[Part | Piece]]:
    """Both sides without what there is no room for: at the left what follows the first part, from the inside, then at
    the right what is quiet, from the end. One part of each side stays, which may be cut."""
    while _cells(left) + _cells(right) > width:
        if len(left) > 1 and left[-1][0].startswith(DETAIL):
            left = left[:-1]
        elif len(right) > 1 and right[-1][1] == "quiet":
            right = right[:-1]
        else:
            break
    return left, right


def _whole_parts(parts: Sequence[Part | Piece], width: int) -> list[Part | Piece]:
    """The first parts that fit into `width` cells, none of them cut."""
    kept: list[Part | Piece] = []
    for part in parts:
        width -= cell_len(part[0])
        if width < 0:
            break
        kept.append(part)
    return kept


def _fitted(parts: Sequence[Part | Piece], width: int) -> list[Piece]:
    pieces = []
    for part in parts:
        cut = fitted(part[0], width)
        pieces.append(Piece(*part)._replace(text=cut))
        width -= cell_len(cut)
        if width <= 0:
            break
    return pieces
