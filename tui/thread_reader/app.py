"""The Textual app: opens the reading screen on a discussion and says how it ended."""

from __future__ import annotations

import gc
from time import monotonic
from typing import TYPE_CHECKING, ClassVar, cast

from textual import events
from textual.app import App

from thread_parsers.reading import begin
from thread_reader.commands.keymap import Keymap
from thread_reader.render.signs import ASCII, UNICODE, Signs
from thread_reader.screens.key_screen import KeyScreen
from thread_reader.screens.reading_screen import ReadingScreen
from thread_reader.settings import Settings, load_settings, remembered_theme, wants_ascii
from thread_reader.themes import OURS, theme_to_use
from thread_reader.view.reader import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.binding import BindingType

    from thread_parsers.source.source import Source

HEAD_START = 0.02
"""Seconds of reading before the first screen is drawn: a page of ordinary size is read whole by then."""


class ReaderApp(App[None]):
    """The program on the screen."""

    CSS_PATH = "styles/reader.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []
    PAUSE_GC_ON_SCROLL = True

    def __init__(
        self,
        reader: Reader,
        steps: Iterator[None],
        settings: Settings | None = None,
        format_name: str | None = None,
    ) -> None:
        super().__init__()
        self.format_name = format_name
        """The format that was named in the call, by which the file is read again."""
        self.settings = settings or Settings()
        self.ascii = wants_ascii(self.settings)
        """True when our own signs must be ASCII."""
        self.set_class(self.ascii, "ascii")
        self._begun = [(reader, steps)]
        """What the first screen is made of; afterwards nothing, so that a page that was read again is given back."""
        for theme in OURS:
            self.register_theme(theme)
        wanted = self.settings.theme or remembered_theme()
        self.theme = theme_to_use(wanted, set(self.available_themes), no_colour=self.no_color)

    @property
    def signs(self) -> Signs:
        """The signs to draw with."""
        return ASCII if self.ascii else UNICODE

    @property
    def screen_for_keys(self) -> KeyScreen[object]:
        """The screen on top, which every key is for."""
        return cast("KeyScreen[object]", self.screen)

    async def on_event(self, event: events.Event) -> None:
        """Keys go straight to the screen on top, one after the other; everything else goes Textual's way."""
        if isinstance(event, events.Key) and isinstance(self.screen, KeyScreen):
            await self.screen.receive_key(event)
        else:
            await super().on_event(event)

    def refresh_css(self, animate: bool = True) -> None:
        """Style everything anew for another theme. For the first one, which is chosen before there is anything to
        style, Textual (8.2.8) would read the style sheets twice."""
        if self._is_mounted:
            super().refresh_css(animate)
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def on_ready(self) -> None:
        """The first screen is there. Load what the first key needs. What was loaded so far stays, and is not looked
        through for garbage again."""
        import thread_reader.commands.handlers  # noqa: F401

        if not gc.isenabled():
            gc.freeze()
            gc.enable()

    def trim_memory(self) -> None:
        """Free what a screen held that is no more. It is full of circles, some of it was there at the start, and the
        C library (glibc) keeps what was freed for itself until it is told."""
        import ctypes

        gc.unfreeze()
        gc.collect()
        gc.freeze()
        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim is not None:
            trim(0)

    def get_default_screen(self) -> ReadingScreen:
        """The reading screen is the first one: an empty one below it would be styled and laid out for nobody."""
        screen = ReadingScreen(*self._begun.pop(), Keymap(self.settings.keys))
        # Textual (8.2.8) takes a callback from every screen that another one takes the place of, and gives the first
        # screen none.
        screen._push_result_callback(self, None)
        return screen


def make_app(
    source: Source,
    *,
    format_name: str | None = None,
    where: str | None = None,
    settings: Settings | None = None,
) -> ReaderApp:
    """An app on a source, with a head start at reading it. Raises UnknownFormat, QueryError and Unreadable."""
    discussion, steps = begin(source, format_name)
    until = monotonic() + HEAD_START
    for _ in steps:
        if len(discussion.columns) and monotonic() > until:
            break
    reader = Reader(discussion)
    if where is not None and not reader.filter.ask(where) and reader.filter.error is not None:
        raise reader.filter.error
    return ReaderApp(reader, steps, settings, format_name)


def open_reader(source: Source, *, format_name: str | None = None, where: str | None = None) -> int:
    """Read a discussion in the terminal; the exit status."""
    from thread_reader.terminal import run

    return run(make_app(source, format_name=format_name, where=where, settings=load_settings()))
