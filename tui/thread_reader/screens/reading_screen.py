"""The reading screen: layout and events. It shows a `Session` and passes keys to it; what they do is in `commands`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Container, Vertical
from textual.geometry import Offset

from thread_reader.host import PANES
from thread_reader.keymap import readable
from thread_reader.screens.host_screen import HostScreen
from thread_reader.view import status_text
from thread_reader.widgets.article_pane import ArticlePane
from thread_reader.widgets.comments_pane import CommentsPane
from thread_reader.widgets.lines_pane import LinesPane
from thread_reader.widgets.stats_pane import StatsPane
from thread_reader.widgets.status import StatusLine

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer
    from textual.widget import Widget

    from thread_reader.keymap import Call
    from thread_reader.session import Session
    from thread_reader.widgets.prompt_line import PromptLine

MIN_WIDE_COLUMNS = 100
"""Terminals of this width show the panes side by side."""
MIN_ROWS_FOR_LINES = 7
"""Below this height title and key hints are left out in favour of the comments."""
STATUS_LINES = 3
"""The title, the status line and the key hints."""
SETTLE_SECONDS = 0.5
"""After this time a digit no longer starts a count."""
FILE_CHECK_SECONDS = 2.0
"""Interval between checks whether the file has changed."""
TRIM_SECONDS = 0.5
"""After this time a replaced screen is gone and its memory can be freed."""


class ReadingScreen(HostScreen):
    """The screen on which a discussion is read; the `Host` of its session."""

    AUTO_FOCUS = None

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        session.host = self
        reader = session.reader
        self.article, self.comments, self.stats = ArticlePane(reader), CommentsPane(reader), StatsPane(reader)
        self._prompt_line: PromptLine | None = None
        self._settling: Timer | None = None

    def compose(self) -> ComposeResult:
        """Title, panes, position, key hints. The prompt line is mounted when it is first needed."""
        yield StatusLine("title-line")
        with Container(id="panes"):
            with Vertical(id="beside"):
                yield self.article
                with Vertical(id="stats-box"):
                    yield self.stats
            yield self.comments
        yield StatusLine("where")
        yield StatusLine("keys")

    def on_mount(self) -> None:
        """Show the first comments and start reading the rest."""
        self.session.start()
        self.set_interval(FILE_CHECK_SECONDS, self.session.check_file)
        self.call_after_refresh(self.ready_for_keys)  # moving needs the layout of the comments

    def on_unmount(self) -> None:
        """Stop all jobs. Drop the page if another screen replaces this one: Textual (8.2.8) keeps the first screen."""
        self.session.close()
        if self.session.reloaded is not None:
            del self.session, self.article, self.comments, self.stats
            _ = self.displayed_children  # the removed panes stay in this cache until it is read again

    def on_resize(self) -> None:
        """The width decides whether panes are side by side."""
        self.arrange_panes()

    def on_screen_resume(self) -> None:
        """A sheet was closed: a reload may have waited for that."""
        self.switch_session()

    @property
    def focused_pane(self) -> LinesPane:
        """The pane that keys move."""
        return {"article": self.article, "comments": self.comments, "stats": self.stats}[self.session.pane]

    @property
    def several_panes(self) -> bool:
        """True while the panes are side by side."""
        wanted = self.session.panes_wanted
        return self.size.width >= MIN_WIDE_COLUMNS if wanted is None else wanted

    @property
    def _is_complete(self) -> bool:
        """False before the widgets are mounted, and while they are removed one after the other: then there is nothing
        to draw on, but jobs and events may still report something."""
        return self.is_attached and len(self.query(StatusLine)) == STATUS_LINES

    def arrange_panes(self) -> None:
        """Lay out the panes and focus the current one."""
        if not self._is_complete:
            return
        # Set here rather than by a style rule, which would be applied too late for the focus that follows.
        several, pane = self.several_panes, self.session.pane
        self.set_class(not several, "one")
        self.query_one("#beside").display = several or pane != "comments"
        self.article.display = several or pane == "article"
        self.query_one("#stats-box").display = several or pane == "stats"
        self.comments.display = several or pane == "comments"
        room = self.size.height >= MIN_ROWS_FOR_LINES
        self.query_one("#title-line").display = room
        self.query_one("#keys").display = room and self.session.prompt is None
        self.set_focus(self.focused_pane, scroll_visible=False)
        if not self.focused_pane.size.height:
            # A pane that has never been shown has no size until Textual is idle, but the next key may move in it.
            self._refresh_layout()
        self.redraw()

    def redraw(self, panes: Collection[str] = PANES) -> None:
        """Redraw these panes, and always the status lines and the note of the prompt."""
        if not self._is_complete:
            return
        focused = self.focused_pane
        for name, pane in (("comments", self.comments), ("article", self.article), ("stats", self.stats)):
            if name not in panes:
                continue
            if pane is focused or self.several_panes:
                pane.redraw()
            else:
                pane.refresh()  # costs nothing until the pane is visible again
        session = self.session
        self.query_one("#title-line", StatusLine).say(*status_text.title(session.reader))
        self.query_one("#where", StatusLine).say(*status_text.where(session.reader, session.pane))
        keys = self.query_one("#keys", StatusLine)
        if session.message:
            keys.say([(session.message, "warning")])
        else:
            hints = status_text.hints(session.keymap, self.size.width - 6, session.pane)
            keys.say(hints, [(session.pending.pending, "match")])
        if session.prompt is not None and self._prompt_line is not None:
            self._prompt_line.say(session.prompt.note())

    async def take_key(self, event: events.Key) -> None:
        """Pass a key to the prompt if one is open, else to the command that it completes."""
        session = self.session
        session.scheduler.key_pressed()
        if session.prompt is not None:
            # Ctrl-c leaves a prompt, as in other programs.
            key = "escape" if event.key == "ctrl+c" else event.key
            if session.prompt.key(key, self.prompt_line):
                self.redraw(())  # the prompt may have said something as it closed
            else:
                await self.prompt_line.type(event)
                self.on_input_changed()
            return
        session.message = ""
        call = session.pending.press(event.key, event.character)
        if self._settling is not None:
            self._settling.stop()
        self._settling = self.set_timer(SETTLE_SECONDS, self.settle_keys) if session.pending.pending else None
        if call is not None:
            self._run(call)
        else:
            session.say(session.pending.refusal)
            self.redraw(())

    async def take_paste(self, text: str) -> None:
        """Paste into the prompt; without one, say where text can be pasted."""
        session = self.session
        if session.prompt is not None:
            self.prompt_line.paste(text)
            self.on_input_changed()
        else:
            keys = session.keymap.keys
            session.say(f"text can be pasted after {readable([*keys['search.open'][:1], *keys['filter.open'][:1]])}")
            self.redraw(())

    def settle_keys(self) -> None:
        """No key followed for a moment: a digit that is the key of a command runs it."""
        call = self.session.pending.settle()
        if call is not None:
            self._run(call)

    def _run(self, call: Call) -> None:
        from thread_reader.commands.handlers import run  # imports more than the first screen needs

        run(self.session, call)
        self.redraw()

    def show_prompt(self) -> None:
        """Open the prompt of the session, or close the prompt line if there is none."""
        if self._prompt_line is None:
            self.hold_keys()
            self.call_next(self._mount_prompt_line)
            return
        prompt = self.session.prompt
        self.prompt_line.display = prompt is not None
        self.query_one("#keys").display = prompt is None
        if prompt is None:
            self.set_focus(self.focused_pane, scroll_visible=False)
            self.redraw()
            self.switch_session()  # a reload may have waited for the prompt
            return
        self.prompt_line.ask(prompt.sign, prompt.text)
        self.set_focus(self.prompt_line.field, scroll_visible=False)
        self.redraw(())

    async def _mount_prompt_line(self) -> None:
        """Mount the prompt line while keys wait for it."""
        from thread_reader.widgets.prompt_line import PromptLine

        self._prompt_line = PromptLine()
        await self.mount(self._prompt_line, before="#keys")
        self.show_prompt()
        await self.ready_for_keys()

    @property
    def prompt_line(self) -> PromptLine:
        """The prompt line, which exists once a prompt has been opened."""
        if self._prompt_line is None:
            raise RuntimeError("no prompt has been opened yet")
        return self._prompt_line

    def on_input_changed(self) -> None:
        """Apply a changed text of the prompt at once: the next key may close the prompt."""
        if self.session.prompt is not None and self.prompt_line.has_changed:
            self.session.prompt.typed(self.prompt_line.take_words())
            self.redraw()

    def switch_session(self) -> None:
        """Continue with the session's successor, if there is one, as soon as no prompt or sheet is open."""
        successor = self.session.successor() if self.is_current else None
        if successor is None:
            return
        from thread_reader.memory import trim_memory

        self.session.scheduler.stop()  # no job may report to a screen that is being removed
        self.app.switch_screen(ReadingScreen(successor))
        self.app.set_timer(TRIM_SECONDS, trim_memory)

    def take_press(self, widget: Widget) -> None:
        """Focus the pane under the mouse."""
        if widget.id in PANES and self.session.prompt is None and widget.id != self.session.pane:
            self.session.show_pane(widget.id)

    def take_click(self, widget: Widget, x: int, y: int) -> bool:
        """Act on what was clicked in a pane. An open prompt keeps the keys."""
        if not isinstance(widget, (ArticlePane, CommentsPane, StatsPane)):
            return False
        if self.session.prompt is None:
            self.session.message = ""
            self._click(widget, x, y)
            self.redraw()
        return True

    def _click(self, pane: ArticlePane | CommentsPane | StatsPane, x: int, y: int) -> None:
        from thread_reader.commands import clicks  # imports more than the first screen needs

        if isinstance(pane, CommentsPane):
            spot = pane.spot(x, y)
            if spot is not None:
                clicks.click_comment(self.session, *spot)
        elif isinstance(pane, ArticlePane):
            found = pane.point(x, y)
            if found is not None:
                clicks.click_sentence(self.session, *found)
        elif pane.point(x, y):
            clicks.click_row(self.session)

    def take_wheel(self, widget: Widget, lines: int) -> None:
        """Scroll the pane under the mouse, or else the one with the focus."""
        pane = widget if widget.id in PANES else self.focused_pane
        if pane is self.comments:
            self.session.reader.scroll(lines)
            self.redraw()
        elif isinstance(pane, LinesPane):
            pane.wheel(lines)
            self.redraw(())

    def terminal_cursor(self) -> Offset:
        """Where the terminal's cursor belongs: in the prompt, or on the row of the cursor of the focused pane."""
        if self.session.prompt is not None and self._prompt_line is not None:
            from thread_reader.widgets.input_keys import cursor_on_screen  # the first screen has no field

            return cursor_on_screen(self._prompt_line.field)
        pane = self.focused_pane
        return pane.content_region.offset + Offset(0, pane.cursor_row)
