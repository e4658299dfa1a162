"""What the terminal shows after any keys, resizes and suspensions: each cell as it would be if all were sent anew."""

from __future__ import annotations

import asyncio
import io
import random
from typing import TYPE_CHECKING, Any

import pyte
import pytest
from rich.console import Console
from textual import events
from textual._compositor import Compositor, CompositorUpdate, ReflowResult
from textual._context import visible_screen_stack
from textual.app import App
from textual.geometry import Size

from harness.pilots import until
from thread_parsers.source.source import BufferSource
from thread_reader.app import ReaderApp, make_app
from thread_reader.render.painted import PaintedLines
from thread_reader.terminal.frame import Frame
from thread_reader.widgets.comments_pane import CommentsPane

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from textual.screen import Screen
    from textual.widget import Widget

PAGE = "The harbour\n\nBoats *leave* at dawn. 渡轮很慢。\n\n" + "".join(
    f"{'    ' * (number % 5)}{'ABCDE'[number % 5]}nn{number} · 2025-07-{1 + number % 28:02} 09:15\n"
    + "".join(
        f"{'    ' * (number % 5)}{word} boats at the pier, 渡轮 and the fare.\n" for word in ["Some"] * (number % 7)
    )
    for number in range(60)
)
SIZES = ((80, 24), (110, 26), (60, 12), (40, 20), (30, 6))
STEPS = 25
KEYS = (*"jjjjkkJKpggGbnN123ux", "space", "enter", "tab", "ctrl+e", "ctrl+y", "ctrl+d", "escape", "ctrl+l")
SEQUENCES = (
    ("z", "M"),
    ("z", "R"),
    ("z", "d") * 3,
    ("/", *"fare", "enter"),
    ("f", *"user:A*", "enter"),
    ("?", "j", "escape"),
    ("s", "j", "enter"),
    ("*", "escape"),
)


def cells(screen: pyte.Screen) -> list[list[tuple[object, ...]]]:
    """What is seen of each cell: of a blank its background, and what runs through it."""
    return [[_seen(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)]


def _seen(char: pyte.screens.Char) -> tuple[object, ...]:
    ground = char.data, char.bg, char.underscore, char.reverse
    is_plain = char.data in (" ", "") and not char.underscore and not char.reverse
    return ground if is_plain else (*ground, char.fg, char.bold, char.italics)


class Terminal:
    """A terminal that shows what an app sends to it."""

    def __init__(self, app: ReaderApp, monkeypatch: pytest.MonkeyPatch) -> None:
        self._app = app
        self._console = Console(file=io.StringIO(), force_terminal=True, color_system="truecolor")
        self.screen = pyte.Screen(80, 24)
        self._stream = pyte.Stream(self.screen)

        def display(_: App[Any], __: Screen[Any], update: object) -> None:
            if isinstance(update, CompositorUpdate):
                self._stream.feed(update.render_segments(self._console))

        monkeypatch.setattr(App, "_display", display)

    async def attach(self, pilot: Pilot[None]) -> None:
        """Show what the app draws from now on, once it has read and counted everything."""
        screen: Any = pilot.app.screen
        await until(pilot, lambda: screen.session.reader.all_seen)
        await screen.session.scheduler.wait()
        self.screen.resize(pilot.app.size.height, pilot.app.size.width)
        self._app._driver.frame = Frame()  # type: ignore[union-attr]
        self._app.refresh(layout=True)
        for _ in range(3):
            await pilot.pause(0.05)
        await until(pilot, lambda: not (screen._dirty_widgets or screen._layout_required or screen._repaint_required))
        assert self.is_right()

    def resize(self, width: int, height: int) -> None:
        """Take another size. What is shown then is anything."""
        self.screen.resize(height, width)
        self.scribble()

    def scribble(self) -> None:
        """Let another program write on the screen."""
        self.screen.reset()
        self._stream.feed("another program " * 50)

    @property
    def wanted(self) -> list[list[tuple[object, ...]]]:
        """The cells of the whole screen, as Textual renders it."""
        top, screen = self._app.screen, pyte.Screen(self.screen.columns, self.screen.lines)
        visible_screen_stack.set(self._app._background_screens)
        stream = pyte.Stream(screen)
        for y, strip in enumerate(top._compositor.render_strips()):
            stream.feed(f"\x1b[{y + 1};1H{strip.render(self._console)}")
        return cells(screen)

    def is_right(self) -> bool:
        """Whether every cell is as it would be if all were sent anew."""
        return cells(self.screen) == self.wanted


async def do(pilot: Pilot[None], terminal: Terminal, chance: random.Random) -> str:
    """Do something at random. Returns what."""
    what = chance.random()
    if what < 0.1:
        size = chance.choice(SIZES)
        terminal.resize(*size)
        await pilot.resize_terminal(*size)
        return f"resize {size}"
    if what < 0.15:
        terminal.scribble()
        pilot.app.forget_screen()  # type: ignore[attr-defined]
        pilot.app.refresh(layout=True)
        return "suspend"
    keys = chance.choice(SEQUENCES) if what < 0.4 else chance.choices(KEYS, k=chance.randrange(1, 4))
    await pilot.press(*keys)
    return " ".join(keys)


async def becomes_right(pilot: Pilot[None], terminal: Terminal) -> bool:
    """Whether the cells are right in the end: a frame may be on its way."""
    right = False

    def look() -> bool:
        nonlocal right
        right = terminal.is_right()
        return right

    await until(pilot, look)
    return right


def are_painted_alike(app: ReaderApp) -> bool:
    """Whether the comments would look the same if nothing were kept of earlier frames."""
    for pane in app.screen.query(CommentsPane):
        if pane.display and pane.size.height:
            kept = pane.paint(pane.text_width, pane.size.height)
            pane._painted_lines, pane._threads = PaintedLines(), None
            if pane.paint(pane.text_width, pane.size.height) != kept:
                return False
    return True


@pytest.mark.parametrize("is_drawn_between", [False, True])
@pytest.mark.parametrize("sizes", [[(90, 20), (80, 24)], [(80, 24)]])
async def test_all_is_sent_again_after_another_size_for_a_moment(
    sizes: list[tuple[int, int]], is_drawn_between: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Something may be drawn before the screen is told of the size: Textual waits for a frame with that."""
    app = make_app(BufferSource(PAGE.encode(), "harbour.txt"))
    terminal = Terminal(app, monkeypatch)
    async with app.run_test(size=(80, 24)) as pilot:
        await terminal.attach(pilot)
        terminal.scribble()
        assert not terminal.is_right()
        for size in sizes:
            await app.on_event(events.Resize(Size(*size), Size(*size)))
        if is_drawn_between:
            await pilot.press("j")
            app.screen._on_timer_update()
        assert await becomes_right(pilot, terminal)


async def test_what_all_comments_depend_on_is_painted_again(monkeypatch: pytest.MonkeyPatch) -> None:
    app = make_app(BufferSource(PAGE.encode(), "harbour.txt"))
    async with app.run_test(size=(80, 24)) as pilot:
        terminal = Terminal(app, monkeypatch)
        await terminal.attach(pilot)
        for key in ("2", *"zdzdzdzd"):  # the times of all comments in the next form
            await pilot.press(key)
            assert are_painted_alike(app), key


async def test_a_resize_lays_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    app, sizes = make_app(BufferSource(PAGE.encode(), "harbour.txt")), list[tuple[int, int]]()
    reflow = Compositor.reflow

    def counted(compositor: Compositor, parent: Widget, size: Size) -> ReflowResult:
        sizes.append(size)
        return reflow(compositor, parent, size)

    async with app.run_test(size=(120, 40)) as pilot:
        await until(pilot, lambda: app.screen.session.reader.all_seen)  # type: ignore[attr-defined]
        await pilot.pause()
        monkeypatch.setattr(Compositor, "reflow", counted)
        await pilot.resize_terminal(118, 38)
        await pilot.press("j")
        await pilot.pause()
    assert sizes.count((118, 38)) == 1


@pytest.mark.parametrize("seed", range(2))
def test_the_terminal_shows_the_cells_of_the_screen(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance, done = random.Random(seed), list[str]()

    async def use() -> None:
        app = make_app(BufferSource(PAGE.encode(), "harbour.txt"))
        terminal = Terminal(app, monkeypatch)
        async with app.run_test(size=SIZES[seed]) as pilot:
            await terminal.attach(pilot)
            for _ in range(STEPS):
                done.append(await do(pilot, terminal, chance))
                assert await becomes_right(pilot, terminal), done
                assert are_painted_alike(app), done

    asyncio.run(use())
