"""The Textual app: opens the reading screen on a discussion."""

from __future__ import annotations

import asyncio
import gc
import os
from contextlib import closing, suppress
from contextvars import copy_context
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual._compositor import CompositorUpdate
from textual.app import App
from textual.filter import Monochrome, NoColor
from textual.geometry import Offset

from thread_parsers.steps import run_to_end
from thread_reader.keymap import Keymap
from thread_reader.opening import NO_OPTIONS, CallOptions, Opener
from thread_reader.render.signs import ASCII, UNICODE
from thread_reader.render.tokens import as_variables
from thread_reader.scheduler import Scheduler
from thread_reader.screens.key_screen import KeyScreen
from thread_reader.screens.switcher import Switcher
from thread_reader.settings import Settings, load_settings, wants_ascii
from thread_reader.state.choices import remembered_keys, remembered_theme
from thread_reader.state.folder import is_first_run
from thread_reader.state.worker import StateWorker
from thread_reader.terminal.background import is_dark_by_environment
from thread_reader.themes import DARK, LIGHT, WithoutColour, theme_to_use, tokens_of
from thread_reader.view.measure import Measure
from thread_reader.widgets.lines_pane import LinesPane

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from rich.console import RenderableType
    from textual.binding import BindingType
    from textual.screen import Screen

    from thread_parsers.source.source import Source
    from thread_reader.older_save import OlderSave
    from thread_reader.session.session import Session
    from thread_reader.terminal.frame import Frame


REPLACED_VARIABLES = {
    "foreground": "token-text",
    "background": "token-bg",
    "surface": "token-raised",
    "panel": "token-bar",
    "text-muted": "token-quiet",
    "input-cursor-foreground": "token-bg",
    "input-cursor-background": "token-text",
}
"""What the style sheets of Textual's fields use, and the tokens that they are to have."""
OFFERED_SECONDS = 2.0
"""How long after the first screen the discussions of a file may still be listed. Later the user is reading, and a
message says how many there are."""
RETRY_SECONDS = 0.05
BEGINS_READING = (events.Key, events.Paste, events.MouseDown, events.MouseScrollDown, events.MouseScrollUp)
"""After one of these the list does not come any more."""


class ReaderApp(App[None]):
    """The program on the screen. It has the style class `ascii` if it draws its own signs in ASCII."""

    CSS_PATH = "styles/reader.tcss"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = []
    PAUSE_GC_ON_SCROLL = True
    _has_256_colours = False
    _has_theme = False
    """False until the first theme is known. Textual (8.2.8) works out the colours of its default theme before."""

    def __init__(
        self,
        opener: Opener,
        session: Session | None,
        theme: str = "",
        *,
        offers_parts: bool = False,
        paths: Sequence[str] | None = None,
    ) -> None:
        """Begin with a discussion, or with the list of those in some files and folders, without any: in the current
        folder. `offers_parts`: if the file has several discussions, begin with the list of them."""
        super().__init__()
        self._offers_parts = offers_parts
        # https://no-color.org: an empty value means not set. Textual takes it as set.
        self.no_color = bool(os.environ.get("NO_COLOR"))
        self._filters = [each for each in self._filters if not isinstance(each, (Monochrome, NoColor))]
        if self.no_color:
            self._filters.append(WithoutColour())
        self._state = opener.state
        self.set_class(opener.signs is ASCII, "ascii")
        self.alt_keys = opener.keymap.alt_keys
        """The bound keys that the terminal's driver has to look for after an Esc."""
        self.switcher = Switcher(self, opener, paths)
        # The screen alone holds the session, so that its page can be freed after a reload.
        self._first_screen = self.switcher.first(session)
        for own_theme in (DARK, LIGHT):
            self.register_theme(own_theme)
        wanted = theme or remembered_theme()
        self._wanted = wanted
        self._has_sixteen_colours = False
        self.is_resized = False
        """Whether the terminal has had another size, if only for a moment, since the screen was told of its size."""
        self.theme = theme_to_use(wanted, set(self.available_themes), dark=is_dark_by_environment())
        self._has_theme = True
        self.stylesheet.set_variables(self.get_css_variables())
        self.asks_background = wanted not in self.available_themes and not self.no_color
        """Whether to ask the terminal for its background: only while no theme has been chosen."""

    def use_background(self, dark: bool) -> None:
        """Use the theme for the background that the terminal has. After the first key it is too late: the colours must
        not change once reading has begun."""
        if not self.asks_background:
            return
        self.asks_background = False
        self.theme = theme_to_use("", set(self.available_themes), dark=dark, sixteen=self._has_sixteen_colours)

    def use_colours(self, colours: str | None) -> None:
        """Use a theme that the terminal can show. `colours` is the name that Rich gives to its colours."""
        self._has_sixteen_colours, self._has_256_colours = colours == "standard", colours == "256"
        if self._has_256_colours:
            self.stylesheet.set_variables(self.get_css_variables())
        if self._has_sixteen_colours:
            dark = self.current_theme.dark
            self.theme = theme_to_use(self._wanted, set(self.available_themes), dark=dark, sixteen=True)

    async def on_event(self, event: events.Event) -> None:
        """Pass keys and pastes directly to the top screen, one after the other; all other events take Textual's way."""
        if isinstance(event, BEGINS_READING):
            self._offers_parts = False
        if isinstance(event, (events.Key, events.Paste)) and isinstance(self.screen, KeyScreen):
            self.asks_background = False
            await self.screen.receive_key(event)
        else:
            if isinstance(event, events.Resize):
                self.is_resized = True
                self.forget_screen()
            await super().on_event(event)

    def forget_screen(self) -> None:
        """Send every cell to the terminal with the next updates, also those that have not changed."""
        if self._frame is not None:
            self._frame.forget()

    @property
    def _frame(self) -> Frame | None:
        """What the terminal shows; None with other drivers than that of the reader."""
        return getattr(self._driver, "frame", None)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Send what an update changes on the screen."""
        if self._frame is not None and isinstance(renderable, CompositorUpdate):
            renderable = self._frame.difference(renderable)
        super()._display(screen, renderable)

    @property
    def cursor_position(self) -> Offset:
        """Where Textual puts the terminal's cursor after each frame. An input method opens its window there, and screen
        readers and braille displays follow it."""
        screen = self.screen if self._screen_stack else None
        return screen.terminal_cursor() if isinstance(screen, KeyScreen) else Offset(0, 0)

    @cursor_position.setter
    def cursor_position(self, position: Offset) -> None:
        """Ignored: Textual sets it from the input field that was last changed, even if that is hidden."""

    def get_css_variables(self) -> dict[str, str]:
        """The variables of style sheets: Textual's, and the colour tokens of the theme, which replace Textual's own."""
        if not self._has_theme:
            return {}
        found = super().get_css_variables() | as_variables(tokens_of(self.current_theme, has_256=self._has_256_colours))
        found |= {name: found[token] for name, token in REPLACED_VARIABLES.items()}
        self.theme_variables = found
        return found

    def refresh_css(self, animate: bool = True) -> None:
        """Restyle everything for a new theme. The first theme is set before anything is mounted: Textual (8.2.8) would
        parse the style sheets twice for it."""
        if self._is_mounted:
            super().refresh_css(animate)
            for pane in self.screen.query(LinesPane):
                pane.refresh()
        else:
            self.stylesheet.set_variables(self.get_css_variables())

    def on_mount(self) -> None:
        """Let the thread of the state database report to this one."""
        state = self._state
        if state is None:
            return
        loop, context = asyncio.get_running_loop(), copy_context()

        def wake() -> None:
            with suppress(RuntimeError):  # the loop was closed in the meantime
                loop.call_soon_threadsafe(state.deliver, context=context)

        state.on_results(wake)

    def bell(self) -> None:
        """Do nothing: when a field is full, the user sees that it takes no more letters."""

    def on_ready(self) -> None:
        """The first screen is drawn: import what the first key needs; a list does that itself. Exempt everything that
        is loaded by now from garbage collection; it lives as long as the program."""
        if self.switcher.discussions:
            import thread_reader.commands.handlers
            import thread_reader.widgets.prompt_line  # noqa: F401 - so that the first prompt opens at once

            self._offer_parts(monotonic() + OFFERED_SECONDS)
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
            Scheduler.exempts_old_objects = True

    def _offer_parts(self, until: float) -> None:
        """List the discussions of the file if it has several, as soon as all are known, unless the user has begun to
        read or the time is over."""
        if not self._offers_parts or monotonic() > until:
            return
        session = self.switcher.discussions[0].session
        discussion = session.reader.discussion
        if not discussion.complete:
            self.set_timer(RETRY_SECONDS, partial(self._offer_parts, until))
        elif len(discussion.parts) > 1:
            from thread_reader.commands.parts import pick_part

            pick_part(session, form="first")

    def copy_to_clipboard(self, text: str) -> None:
        """Copy a text through the terminal. Fault of Textual (8.2.8): Ctrl-x in a field without a selection copies an
        empty text, which empties the clipboard."""
        if text:
            super().copy_to_clipboard(text)

    def is_screen_installed(self, screen: Screen[Any] | str) -> bool:
        """Whether Textual keeps a screen when it is no longer shown: the open discussions and the lists."""
        return self.switcher.keeps(screen) or super().is_screen_installed(screen)

    def get_default_screen(self) -> KeyScreen[None]:
        """Make the first screen the bottom screen: an empty one below it would be styled and laid out in vain."""
        # Textual (8.2.8) pops a result callback from every screen that is replaced, but pushes none for the first one.
        self._first_screen._push_result_callback(self, None)
        return self._first_screen


def make_app(
    source: Source,
    options: CallOptions = NO_OPTIONS,
    *,
    part: int | None = None,
    at: str = "",
    settings: Settings | None = None,
    first_run: bool = False,
    state: StateWorker | None = None,
    since: OlderSave | None = None,
) -> ReaderApp:
    """An app on a source, which has been read for a moment. `part` is one of several discussions of the file, from 1;
    `at` is the comment or line to open it at, as for the `:` prompt. Raises DiscussionError."""
    settings = settings or Settings()
    opener = make_opener(settings, state, options)
    session = run_to_end(opener.session_in_steps(source, part=part, at=at, first_run=first_run, since=since))
    return ReaderApp(opener, session, settings.theme, offers_parts=part is None and not at)


def make_list_app(
    paths: Sequence[str],
    options: CallOptions = NO_OPTIONS,
    *,
    settings: Settings | None = None,
    state: StateWorker | None = None,
) -> ReaderApp:
    """An app that begins with the list of the discussions in some files and folders; without any, of recent ones and
    those in the current folder."""
    settings = settings or Settings()
    return ReaderApp(make_opener(settings, state, options), None, settings.theme, paths=paths)


def keymap_of(settings: Settings) -> Keymap:
    """The keys of the settings, and those chosen in the program as far as they agree with them."""
    try:
        return Keymap({**remembered_keys(), **settings.keys})
    except ValueError:
        return Keymap(settings.keys)


def make_opener(settings: Settings, state: StateWorker | None, options: CallOptions) -> Opener:
    """What opens discussions by the settings and the options of the call."""
    return Opener(
        keymap=keymap_of(settings),
        signs=ASCII if wants_ascii(settings) else UNICODE,
        mouse=settings.mouse,
        measure=Measure(settings.width, settings.pinned),
        counts=settings.digits == "counts",
        state=state,
        options=options,
        preferences=settings.preferences,
    )


def open_reader(
    source: Source,
    options: CallOptions,
    *,
    part: int | None = None,
    at: str = "",
    since: OlderSave | None = None,
) -> int:
    """Read a discussion in the terminal; returns the exit status. The arguments are those of `make_app`."""
    settings, first_run = load_settings(), options.remembers and is_first_run()
    with closing(StateWorker(in_memory=not options.remembers)) as state:
        return _run(
            make_app(
                source, options, part=part, at=at, settings=settings, first_run=first_run, state=state, since=since
            )
        )


def open_list(paths: Sequence[str], options: CallOptions) -> int:
    """List the discussions of files and folders in the terminal, and read them; returns the exit status. The arguments
    are those of `make_list_app`."""
    with closing(StateWorker(in_memory=not options.remembers)) as state:
        return _run(make_list_app(paths, options, settings=load_settings(), state=state))


def _run(app: ReaderApp) -> int:
    from thread_reader.terminal import run

    app.use_colours(app.console.color_system)
    try:
        return run(app)
    finally:
        app.switcher.close()
