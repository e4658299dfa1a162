"""A pane that draws its own lines: the base of everything here that shows text of a page.

The whole screenful is made at once in `paint`, however long the text behind it is, and the last column is a scrollbar
that can show where the hits are. Text can be selected with the mouse as it is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from thread_reader.render.looks import Looks
from thread_reader.render.signs import ASCII, Signs, in_ascii

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Self

    from textual.geometry import Size
    from textual.selection import Selection

    from thread_reader.app import ReaderApp


class Bar(NamedTuple):
    """What the scrollbar shows, as shares of the whole from 0 to 1."""

    top: float = 0.0
    size: float = 1.0
    ticks: Sequence[float] = ()


class Row(NamedTuple):
    """All that a row of a pane looks like."""

    line: list[Segment]
    bar: Segment
    selected: tuple[int, int] | None
    """First and one past the last character that the mouse has selected; -1 is the end."""


class LinesPane(Widget, can_focus=True):
    """A pane of lines. Says how it looks; what is on the lines is told by who inherits from it."""

    _looks: Looks | None = None
    _painted_rows: list[Row]
    """The rows as they were painted last."""
    _strips: list[Strip] | None = None
    """The same as Textual takes them; None when they must be painted anew."""
    _drawn_at: Size | None = None
    """The size at which they were."""

    @property
    def signs(self) -> Signs:
        """The signs to draw with."""
        return cast("ReaderApp", self.app).signs

    def paint(self, width: int, height: int) -> list[list[Segment]]:
        """The lines on screen now, at most `height` of them, each at most `width` cells."""
        raise NotImplementedError

    def bar(self) -> Bar:
        """Where in the whole the lines on screen are."""
        return Bar()

    def scroll(self, lines: int) -> None:
        """Move by lines, down when positive."""

    def step(self, steps: int) -> None:
        """Move the cursor by what it goes by, down when positive: lines, where nothing else is said."""
        self.scroll(steps)

    @property
    def text_width(self) -> int:
        """Cells for text: the scrollbar has the last one and a blank stands before it."""
        return max(1, self.size.width - 2)

    @property
    def looks(self) -> Looks:
        """The styles of the present theme. Textual works each of them out anew when it is asked, for 0.1 ms."""
        if self._looks is None:
            self._looks = Looks(self.rich_style, self._style_of)
        return self._looks

    def _style_of(self, role: str) -> Style:
        """The style of a role, as the screen has it for all its panes, over the background of this one."""
        role_styles = self.screen.get_component_styles(f"lines--{role}")
        background = self.background_colors[1] + role_styles.background
        colour = role_styles.color
        if role_styles.auto_color:
            colour = background.get_contrast_text(colour.a)
        over = Style.from_color(
            (background + colour).rich_color if role_styles.has_rule("color") else None, background.rich_color
        )
        return self.rich_style + over + role_styles.text_style

    def notify_style_update(self) -> None:
        """Another theme, or another state that styles depend on."""
        self._looks = self._strips = None
        super().notify_style_update()

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Draw anew: all of the pane, whatever it looked like, or these regions."""
        if repaint and not regions:
            self._strips = None
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def redraw(self) -> None:
        """Draw the rows that look different by now. Most keys change few, and every row costs the terminal, too."""
        size = self.size
        if self._strips is None or self._drawn_at != size:
            self.refresh()
            return
        before, self._painted_rows = self._painted_rows, self._painted(size)
        changed = [y for y, (old, new) in enumerate(zip(before, self._painted_rows, strict=True)) if old != new]
        for y in changed:
            self._strips[y] = self._strip(self._painted_rows[y], size.width)
        if changed:
            self.refresh(*(Region(0, y, size.width, 1) for y in changed))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of the part of the pane that Textual asks for."""
        size = self.size
        if self._strips is None or self._drawn_at != size:
            self._drawn_at, self._painted_rows = size, self._painted(size)
            self._strips = [self._strip(row, size.width) for row in self._painted_rows]
        strips = self._strips[crop.y : crop.bottom]
        if crop.x == 0 and crop.right == size.width:
            return strips
        return [strip.crop(crop.x, crop.right) for strip in strips]

    def _painted(self, size: Size) -> list[Row]:
        width, height = size
        lines = self.paint(self.text_width, height) if height and width > 2 else []
        lines += [[] for _ in range(height - len(lines))]
        if self.signs is ASCII:
            lines = [[in_ascii(segment) for segment in line] for line in lines]
        selection = self.text_selection
        spans = [selection.get_span(y) if selection is not None else None for y in range(height)]
        return list(map(Row, lines, self._bar_cells(height), spans))

    def _strip(self, row: Row, width: int) -> Strip:
        base = self.looks.base
        text = Strip(Segment.apply_style(row.line, base)).adjust_cell_length(max(0, width - 1), base)
        if row.selected is not None:
            text = self._selected(text, *row.selected)
        return self._without_colour(Strip.join([text, Strip([row.bar])]) if width else text)

    def _without_colour(self, strip: Strip) -> Strip:
        """The strip as NO_COLOR wants it. Textual does this where widgets do not draw their own lines."""
        if self.app.no_color:
            for line_filter in self.get_line_filters():
                strip = strip.apply_filter(line_filter, self.background_colors[1])
        return strip

    def render_line(self, y: int) -> Strip:
        """One line, by which Textual finds the character under the mouse: each knows its place."""
        return self.render_lines(Region(0, y, self.size.width, 1))[0].apply_offsets(0, y)

    def _selected(self, strip: Strip, first: int, last: int) -> Strip:
        """A line with characters `first` to `last` drawn as selected; -1 is its end."""
        text = strip.text
        first, last = cell_len(text[:first]), strip.cell_length if last == -1 else cell_len(text[:last])
        before, chosen, after = strip.crop(0, first), strip.crop(first, last), strip.crop(last)
        look = self.screen.get_component_rich_style("screen--selection")
        return Strip.join([before, chosen.apply_style(look), after])

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text under the mouse selection, as it is drawn."""
        lines = self.paint(self.text_width, self.size.height)
        text = "\n".join("".join(segment.text for segment in line).rstrip() for line in lines)
        return selection.extract(text), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw the selection as it changes."""
        self.refresh()

    def _bar_cells(self, height: int) -> list[Segment]:
        bar, looks, signs = self.bar(), self.looks, self.signs
        base = looks.base
        if not height or (bar.size >= 1 and not bar.ticks):
            return [Segment(" ", base)] * height
        cells = [Segment(signs.track, base + looks["track"])] * height
        first = min(height - 1, round(bar.top * height))
        for y in range(first, min(height, first + max(1, round(bar.size * height)))):
            cells[y] = Segment(signs.thumb, base + looks["thumb"])
        for tick in bar.ticks:
            y = min(height - 1, int(tick * height))
            on_thumb = cells[y].text == signs.thumb
            cells[y] = Segment(signs.hit, base + looks["hit" if on_thumb else "hit-current"])
        return cells

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """All the height that there is; the lines are never a reason to grow."""
        return viewport.height
