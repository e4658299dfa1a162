"""Screens that handle keys, pastes and the mouse themselves, in the order in which they arrive.

Textual sends a key to the focused widget and lets it bubble up while the next key is already being handled: a quickly
typed `/word` would lose its first letters to the pane that had the focus (Textual 8.2.8). Here the app passes each key
and paste to the top screen and waits until it has been handled. Keys that arrive before a screen is ready wait for it.

The wheel and clicks are handled at once too. Textual leaves `MouseEvent.widget` empty when the driver made the event,
so the widget under the mouse is looked up by its coordinates.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic

from textual import events
from textual.errors import NoWidget
from textual.geometry import Offset
from textual.screen import Screen, ScreenResultType

from thread_reader.widgets.compositor import SeenCompositor
from thread_reader.widgets.lines_pane import LinesPane
from thread_reader.widgets.status import StatusLine

if TYPE_CHECKING:
    from textual.geometry import Size
    from textual.widget import Widget

    from thread_reader.widgets.status import Piece

WHEEL_LINES = 3
"""Lines that one notch of the wheel scrolls."""
WHEEL = {events.MouseScrollDown: WHEEL_LINES, events.MouseScrollUp: -WHEEL_LINES}


class KeyScreen(Screen[ScreenResultType], Generic[ScreenResultType]):
    """A screen that handles keys in `take_key`. Subclasses must call `ready_for_keys` once composed."""

    def __init__(self) -> None:
        super().__init__()
        self._compositor = SeenCompositor()
        self._keys: list[events.Key | events.Paste] = []
        self._waiting = True
        """True while keys have to wait for something that is not there yet."""
        self._taking = False
        self._pressed_at: Offset | None = None
        """Where the mouse button was pressed: released elsewhere, the mouse has selected text, which is not a click."""
        self._drags = False
        """Whether the button is held down where dragging means something else than to select text."""

    async def take_key(self, event: events.Key) -> None:
        """Handle a key."""
        raise NotImplementedError

    async def take_paste(self, text: str) -> None:
        """Handle pasted text."""

    def take_press(self, widget: Widget) -> None:
        """Handle a mouse button pressed on a widget."""

    def take_drag(self, widget: Widget, x: int, y: int) -> bool:
        """Begin to drag at a position within a widget. False if that selects text there."""
        return False

    def go_on_dragging(self, x: int, *, ended: bool) -> None:
        """Drag to a column of the screen; `ended`: the button was released there."""

    def take_click(self, widget: Widget, x: int, y: int) -> bool:
        """Handle a click at a position within a widget. False leaves it to the widget."""
        return False

    def take_wheel(self, widget: Widget, lines: int) -> None:
        """Scroll the pane under the mouse, or else the one with the focus."""
        pane = widget if isinstance(widget, LinesPane) and widget.scrolls else self.focused
        if isinstance(pane, LinesPane):
            pane.wheel(lines)

    def terminal_cursor(self) -> Offset:
        """Where the terminal's cursor belongs: where the next letter goes, or on the row of the pane's cursor."""
        focused = self.focused
        if isinstance(focused, LinesPane):
            return focused.content_region.offset + Offset(0, focused.cursor_row)
        if focused is not None:
            from textual.widgets import Input  # no first screen has a field

            from thread_reader.widgets.input_keys import cursor_on_screen

            if isinstance(focused, Input):
                return cursor_on_screen(focused)
        return Offset(0, 0)

    def show_title(self, title: str) -> None:
        """Give the terminal a title, which is printable."""
        show = getattr(self.app._driver, "show_title", None)  # test drivers have none
        if show is not None:
            show(title)

    async def receive_key(self, event: events.Key | events.Paste) -> None:
        """Queue a key or a paste and handle it as soon as the screen is ready."""
        # Enter arrives as a line feed if it was pressed before the program had set up the terminal.
        if isinstance(event, events.Key) and event.key == "ctrl+j":
            event.key = "enter"
        self._keys.append(event)
        await self._take_keys()

    def take_piece(self, piece: Piece) -> None:
        """Press the key of an item of the key bar that was clicked."""
        if piece.press:
            key = events.Key(piece.press, piece.press if len(piece.press) == 1 else None)
            self.call_next(self.receive_key, key)

    def hold_keys(self) -> None:
        """Let further keys wait for something that is being mounted."""
        self._waiting = True

    def pass_keys_on(self) -> None:
        """Let keys wait no longer. If another screen has taken the place of this one, it has them before any others."""
        self._waiting = False
        top = self.app.screen
        if isinstance(top, KeyScreen) and top is not self:
            top._keys[:0], self._keys = self._keys, []
            top.call_next(top._take_keys)
        else:
            self.call_next(self._take_keys)

    async def ready_for_keys(self) -> None:
        """Handle the keys that are waiting, and all further ones at once."""
        self._waiting = False
        await self._take_keys()

    async def _take_keys(self) -> None:
        if self._taking:
            return  # the call that is already running handles this key too, in its turn
        self._taking = True
        try:
            while self._keys and not self._waiting:
                event, top = self._keys.pop(0), self.app.screen
                # An earlier key may have opened or closed a screen.
                if isinstance(top, KeyScreen) and top is not self:
                    await top.receive_key(event)
                elif isinstance(event, events.Key):
                    await self.take_key(event)
                else:
                    await self.take_paste(event.text)
        finally:
            self._taking = False

    def _screen_resized(self, size: Size) -> None:
        """Lay out for a size. Textual (8.2.8) does that twice for each: it tells the screen of its new size, too."""
        is_resized = getattr(self.app, "is_resized", False)
        if is_resized:
            setattr(self.app, "is_resized", False)  # noqa: B010 - other apps have no such attribute
        if size != self._compositor.size:
            super()._screen_resized(size)
        elif is_resized:  # it had another size for a moment
            self.refresh()

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        """Take a size. Textual (8.2.8) lays out everything once more for it, as if the screen could scroll."""
        return super()._size_updated(size, virtual_size, container_size, layout=False)

    def _forward_event(self, event: events.Event) -> None:
        """Handle the wheel and clicks; leave the rest of the mouse, such as selecting text, to Textual."""
        if isinstance(event, events.MouseEvent) and not event.is_forwarded and self._take_mouse(event):
            event._set_forwarded()
        else:
            super()._forward_event(event)

    def _take_mouse(self, event: events.MouseEvent) -> bool:
        if self._drags and isinstance(event, (events.MouseMove, events.MouseUp)):
            self._drags = isinstance(event, events.MouseMove)
            self.go_on_dragging(event.x, ended=not self._drags)
            return True
        lines = WHEEL.get(type(event))
        if lines is None and not isinstance(event, (events.MouseDown, events.Click)):
            return False
        try:
            widget, _ = self.get_widget_at(event.x, event.y)
        except NoWidget:
            return False
        here = Offset(event.x, event.y)
        if lines is not None:
            self.take_wheel(widget, lines)
            return True
        if isinstance(event, events.MouseDown):
            self._pressed_at = here
            self.take_press(widget)
            inside = here - widget.content_region.offset
            self._drags = event.button == 1 and self.take_drag(widget, inside.x, inside.y)
            return self._drags
        if here != self._pressed_at:  # the end of a selection
            return True
        inside = here - widget.content_region.offset
        if isinstance(widget, StatusLine):
            piece = widget.piece_at(inside.x, inside.y)
            if piece is not None:
                self.take_piece(piece)
            return True
        return self.take_click(widget, inside.x, inside.y)
