"""A pane that draws its own lines: the base class of all widgets that show text of a page.

`paint` makes the visible lines only, however long the text is. The last column is a scrollbar that can also show the
positions of search hits. Text can be selected with the mouse as it is drawn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from thread_reader.render import tokens
from thread_reader.render.looks import Looks, style_of
from thread_reader.render.runs import runs_of
from thread_reader.render.signs import ASCII, TO_ASCII, UNICODE, Signs

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from typing import Self

    from textual.geometry import Size
    from textual.selection import Selection

MAX_STRIPS = 1_000
"""Rows whose strips are kept: some screens."""
BAR_CELLS = 2
"""Cells right of the text: a blank and the scrollbar."""


class BarTicks(NamedTuple):
    """Ticks of one kind on the scroll bar."""

    sign: str
    role: str
    places: Sequence[float]
    """As fractions of the whole."""


class Bar(NamedTuple):
    """What the scrollbar shows, as fractions of the whole from 0 to 1."""

    top: float = 0.0
    size: float = 1.0
    ticks: Sequence[BarTicks] = ()
    """What lies over it; the later ones hide the earlier ones."""
    read: Sequence[bool] = ()
    """For each row, whether all comments of that part are read; empty if that is not known."""


class Row(NamedTuple):
    """Everything that determines how a row of a pane looks."""

    line: list[Segment]
    bar: Segment
    is_place: bool
    """Whether it is the row of the cursor in a pane that the keys have left."""
    selected: tuple[int, int] | None
    """Start and end of the mouse selection in characters; an end of -1 is the end of the line."""


class LinesPane(Widget, can_focus=True):
    """A pane of lines with a scrollbar. Subclasses implement `paint`."""

    scrolls = True
    """Whether the wheel acts on this pane."""
    divides = False
    """Whether another pane begins at the right: then the track of the scrollbar divides the two, always drawn."""
    _active = False
    _was_active = False
    _looks: Looks | None = None
    _painted_rows: list[Row]
    """The rows as last painted."""
    _strips: list[Strip] | None = None
    """The same rows as Textual strips; None if they must be repainted."""
    _drawn_at: Size | None = None
    """The size at which they were painted."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._made: dict[tuple[Hashable, ...], Strip] = {}
        """The strips of rows that were drawn lately."""

    @property
    def signs(self) -> Signs:
        """The signs to draw with: those of the app, which has the style class `ascii` if they are to be ASCII."""
        return ASCII if self.app.has_class("ascii") else UNICODE

    def paint(self, width: int, height: int) -> list[list[Segment]]:
        """The visible lines, at most `height` of them, each at most `width` cells wide."""
        raise NotImplementedError

    def bar(self) -> Bar:
        """The position of the visible lines in the whole."""
        return Bar()

    def scroll(self, lines: int) -> None:
        """Scroll by lines, down if positive."""

    def wheel(self, lines: int) -> None:
        """Scroll by the wheel, down if positive."""
        self.scroll(lines)

    def align(self, where: float) -> None:
        """Scroll so that the cursor is at the top (0.0), in the middle (0.5) or at the bottom (1.0)."""

    @property
    def cursor_row(self) -> int:
        """The row of the pane that the cursor is on, for screen readers and braille displays."""
        return 0

    def step(self, steps: int) -> None:
        """Move the cursor by steps, down if positive. A step is a line unless a subclass overrides this."""
        self.scroll(steps)

    @property
    def page_height(self) -> int:
        """Rows on the screen."""
        return self.size.height

    @property
    def text_width(self) -> int:
        """Cells for text."""
        return max(1, self.size.width - BAR_CELLS)

    @property
    def active(self) -> bool:
        """Whether keys go to this pane. Only then does it draw the cursor."""
        return self._active

    @active.setter
    def active(self, active: bool) -> None:
        self._was_active = self._was_active or self._active or active
        self._active = active

    @property
    def place_row(self) -> int | None:
        """The row on which a pane that the keys have left marks the place where they will be again; None if that is off
        the screen."""
        return None

    @property
    def looks(self) -> Looks:
        """The styles of the current theme. Cached because all drawing uses them."""
        if self._looks is None:
            plain = self.app.no_color or self.app.native_ansi_color
            colours = tokens.of_variables(self.app.theme_variables)
            base = self.rich_style
            self._looks = Looks(base, lambda role: base + style_of(role, colours, plain=plain), has_grounds=not plain)
        return self._looks

    def watch_has_focus(self, _has_focus: bool) -> None:
        """No style depends on it: Textual (8.2.8) would look for those that do."""

    def notify_style_update(self) -> None:
        """The theme changed, or another state that styles depend on."""
        self._looks = self._strips = None
        self._made.clear()
        super().notify_style_update()

    def refresh(self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False) -> Self:
        """Repaint the whole pane, or these regions."""
        if repaint and not regions:
            self._strips = None
        if repaint and not layout and not recompose and self._is_drawn_next():
            self._layout_cache.clear()
            self.clear_cached_dimensions()
            self._rich_style_cache.clear()
            self._set_dirty(*regions)
            return self
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)

    def _is_drawn_next(self) -> bool:
        """Let the screen draw this pane with its next frame, if that is all that the frame has to show. Textual (8.2.8)
        first sends messages to the pane and to the screen until both are idle, which takes a tenth of a key's time."""
        app = self.app
        if not self._is_mounted or app._batch_count or not self.is_attached:
            return False
        screen = self.screen
        is_seen = screen in app._screen_stack[-1:] and self in screen._compositor.visible_widgets
        if is_seen and isinstance(screen.focused, LinesPane):
            screen._dirty_widgets.add(self)
            screen._update_timer.resume()
            return True
        return False

    def redraw(self) -> None:
        """Repaint only the rows that look different now."""
        size = self.size
        if self._strips is None or self._drawn_at != size:
            self.refresh()
            return
        before, self._painted_rows = self._painted_rows, self._painted(size)
        changed = [y for y, (old, new) in enumerate(zip(before, self._painted_rows, strict=True)) if old != new]
        for y in changed:
            self._strips[y] = self._strip(self._painted_rows[y], size.width)
        if changed:
            # All rows from the first to the last: that some of them are the same is seen when they are sent.
            self.refresh(Region(0, changed[0], size.width, changed[-1] - changed[0] + 1))

    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of a region of the pane."""
        size = self.size
        if self._strips is None or self._drawn_at != size:
            self._drawn_at, self._painted_rows = size, self._painted(size)
            self._strips = [self._strip(row, size.width) for row in self._painted_rows]
        strips = self._strips[crop.y : crop.bottom]
        if crop.x == 0 and crop.right == size.width:
            return strips
        return [strip.crop(crop.x, crop.right) for strip in strips]

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Take a size. Textual (8.2.8) lays out the whole screen once more for it, as if the pane could scroll."""
        return super()._size_updated(size, virtual_size, container_size, layout=False)

    def _painted(self, size: Size) -> list[Row]:
        width, height = size
        lines = self.paint(self.text_width, height) if height and width > 2 else []
        lines += [[] for _ in range(height - len(lines))]
        if self.signs is ASCII:
            lines = [[_in_ascii(segment) for segment in line] for line in lines]
        selection = self.text_selection
        spans = [selection.get_span(y) if selection is not None else None for y in range(height)]
        place = None if self._active or not self._was_active else self.place_row
        return list(map(Row, lines, self._bar_cells(height), (y == place for y in range(height)), spans))

    def _strip(self, row: Row, width: int) -> Strip:
        """The strip of a row: the same object as long as it looks the same, wherever it is on the screen. Textual keeps
        in it how it was cut."""
        key = (tuple(row.line), row.bar, row.is_place, row.selected, width)
        strip = self._made.get(key)
        if strip is None:
            if len(self._made) >= MAX_STRIPS:
                self._made.clear()
            strip = self._made[key] = self._new_strip(row, width)
        return strip

    def _new_strip(self, row: Row, width: int) -> Strip:
        base, room = self.looks.base, max(0, width - 1)
        on_base = self.looks.on_base
        segments = [Segment(text, on_base(style)) for text, style, _ in row.line]
        left = room - sum([len(text) if text.isascii() else cell_len(text) for text, _, _ in segments])
        if left < 0:
            segments = list(Strip(segments).crop(0, room))
        else:
            segments.append(Segment(" " * left, base))
        if row.is_place:
            segments = self._as_place(segments, room)
        if row.selected is not None:
            segments = list(self._selected(Strip(segments, room), *row.selected))
        if width:
            segments.append(row.bar)
        return self._without_colour(Strip(runs_of(segments), width))

    def _as_place(self, segments: list[Segment], room: int) -> list[Segment]:
        """The row of the cursor in a pane that the keys have left. Where it cannot have a background, it begins with a
        sign: reversed, it would be louder than the cursor."""
        if self.looks.has_grounds:
            return [_on_ground(segment, self.looks.base, self.looks["place"]) for segment in segments]
        if not segments[0].text.startswith(" "):
            return segments
        return [Segment(self.signs.place, self.looks["rail"]), *Strip(segments).crop(1, room)]

    def on_cursor(self, line: list[Segment], width: int) -> list[Segment]:
        """A line of a list with the cursor on it: on a background over the whole width, or reversed without the colours
        of signs."""
        left = width + 1 - sum(cell_len(segment.text) for segment in line)
        base, look = self.looks.base, self.looks["place"]
        whole = (*line, Segment(" " * max(0, left)))
        if self.looks.has_grounds:
            return [_on_ground(segment, base, look) for segment in whole]
        styled = ((text, base if style is None else style) for text, style, _ in whole)
        return [Segment(text, look + Style(bold=style.bold, underline=style.underline)) for text, style in styled]

    def _without_colour(self, strip: Strip) -> Strip:
        """Apply NO_COLOR. Textual does this only for widgets that do not override `render_lines`."""
        if self.app.no_color:
            for line_filter in self.get_line_filters():
                strip = strip.apply_filter(line_filter, self.background_colors[1])
        return strip

    def render_line(self, y: int) -> Strip:
        """One line with the offset of every character, by which Textual finds the one under the mouse."""
        return self.render_lines(Region(0, y, self.size.width, 1))[0].apply_offsets(0, y)

    def _selected(self, strip: Strip, first: int, last: int) -> Strip:
        """A line with characters `first` to `last` drawn as selected; a `last` of -1 is the end of the line."""
        text = strip.text
        first, last = cell_len(text[:first]), strip.cell_length if last == -1 else cell_len(text[:last])
        before, chosen, after = strip.crop(0, first), strip.crop(first, last), strip.crop(last)
        look = self.screen.get_component_rich_style("screen--selection")
        return Strip.join([before, chosen.apply_style(look), after])

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text as it is drawn; None if there is none any more where it was selected."""
        lines = self.paint(self.text_width, self.size.height)
        text = "\n".join("".join(segment.text for segment in line).rstrip() for line in lines)
        # Fault of Textual (8.2.8): a selection that begins below the last line raises IndexError.
        if selection.start is not None and selection.start.y >= len(text.splitlines()):
            return None
        return selection.extract(text), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Redraw when the selection changes."""
        self.refresh()

    def _bar_cells(self, height: int) -> list[Segment]:
        bar, looks, signs = self.bar(), self.looks, self.signs
        base = looks.base
        fits = bar.size >= 1
        if not height or (fits and not bar.ticks and not self.divides):
            return [Segment(" ", base)] * height
        cells = [Segment(signs.track, base + looks["track"])] * height
        read, unread = Segment(signs.read, base + looks["track"]), Segment(signs.track, base + looks["unread"])
        cells[: len(bar.read)] = [read if is_read else unread for is_read in bar.read[:height]]
        first = min(height - 1, round(bar.top * height))
        for y in range(first, min(height, first + max(1, round(bar.size * height)))) if not fits else ():
            cells[y] = Segment(signs.thumb, base + looks["thumb"])
        for sign, role, places in bar.ticks:
            cell = Segment(sign, base + looks[role])
            for place in places:
                cells[min(height - 1, int(place * height))] = cell
        return cells

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Take the available height; the text never makes the pane grow."""
        return viewport.height


def _on_ground(segment: Segment, base: Style, look: Style) -> Segment:
    """The segment on the background of a look, or reversed as it is, unless the segment has one of its own."""
    text, style, control = segment
    style = base if style is None else style
    if style.bgcolor not in (None, base.bgcolor):
        return segment
    return Segment(text, style + Style(bgcolor=look.bgcolor, reverse=look.reverse), control)


def _in_ascii(segment: Segment) -> Segment:
    """The segment with common typographic characters replaced one for one."""
    return segment if segment.text.isascii() else Segment(segment.text.translate(TO_ASCII), segment.style)
