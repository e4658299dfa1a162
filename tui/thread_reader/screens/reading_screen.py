"""The reading screen: article, comments and stats, the lines around them, and the prompt.

It turns keys into commands, hands them to the actions, and shows the reader as it is afterwards. It decides nothing
about what is shown; that is `view`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, cast

from textual.containers import Container, Vertical

from thread_parsers.source.stamp import change
from thread_parsers.text.counted import counted
from thread_parsers.text.printable import printable
from thread_reader.commands.keymap import Call, Keymap, Typing, readable
from thread_reader.scheduler import Scheduler
from thread_reader.screens.key_screen import KeyScreen
from thread_reader.view import status_text
from thread_reader.view.stats_job import count_steps
from thread_reader.widgets.article_pane import ArticlePane
from thread_reader.widgets.comments_pane import CommentsPane
from thread_reader.widgets.stats_pane import StatsPane
from thread_reader.widgets.status import StatusLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual import events
    from textual.app import ComposeResult
    from textual.timer import Timer
    from textual.widget import Widget

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.stats import Stats
    from thread_reader.app import ReaderApp
    from thread_reader.prompts import Prompt
    from thread_reader.view.reader import Reader
    from thread_reader.widgets.lines_pane import LinesPane
    from thread_reader.widgets.prompt_line import PromptLine

WIDE = 100
"""Columns from which panes stand side by side."""
MOMENT = 0.5
"""Seconds after which a digit is no longer the beginning of a count."""
GLANCE = 2.0
"""Seconds between two looks at whether the file is still what it was."""
UNDRAWN = 0.5
"""Seconds after which a screen is gone that another one has taken the place of."""
ROOM_FOR_LINES = 7
"""Rows from which title and keys are shown; below, the comments have them."""


class ReadingScreen(KeyScreen[None]):
    """Everything that is on the screen while a discussion is read."""

    AUTO_FOCUS = None
    PANES: ClassVar = ("article", "comments", "stats")

    def __init__(self, reader: Reader, steps: Iterator[None], keymap: Keymap) -> None:
        super().__init__()
        self.reader = reader
        self.article, self.comments, self.stats = ArticlePane(reader), CommentsPane(reader), StatsPane(reader)
        self.keymap = keymap
        self.typing = Typing(keymap)
        self.scheduler = Scheduler()
        self.prompt: Prompt | None = None
        self.pane = "comments"
        self.panes_wanted: bool | None = None
        """Several panes or one, where the reader said; None follows the width."""
        self.message = ""
        """Something to say in place of the keys until the next key."""
        self.last_kind = ("", True)
        """The letter and the direction of the last ] or [."""
        self.mouse_released = False
        """True while the terminal has the mouse."""
        self._words = ""
        self._steps = steps
        self._prompt_line: PromptLine | None = None
        self._settling: Timer | None = None
        self._again: Discussion | None = None
        """The page read again, until the reader moves over to it."""
        self._rendered_stats: Stats | None = None
        """The stats that are on the screen."""

    def compose(self) -> ComposeResult:
        """Title, panes, where-am-I line, keys. The prompt comes when it is first asked for."""
        yield StatusLine("title-line")
        with Container(id="panes"):
            with Vertical(id="beside"):
                yield self.article
                with Vertical(id="stats-box"):
                    yield self.stats
            yield self.comments
        yield StatusLine("where")
        yield StatusLine("keys")

    @property
    def focused_pane(self) -> LinesPane:
        """The pane that the keys are for."""
        return {"article": self.article, "comments": self.comments, "stats": self.stats}[self.pane]

    def on_mount(self) -> None:
        """Show the first comments; the rest of the file is read between keys."""
        if not len(self.reader.columns) and self.reader.discussion.complete:
            self.pane = "article"
        self._arrange_panes()
        if self.reader.discussion.complete:
            self._count()
        else:
            self.scheduler.start("reading", self._steps, self._grown)
        self._go_on_asking()
        self.set_interval(GLANCE, self.check_file)
        if not cast("ReaderApp", self.app).settings.mouse:
            self.mouse_released = True
            self.set_mouse(to_terminal=True)
        self.call_after_refresh(self.ready_for_keys)  # where a key leads depends on how the comments are laid out

    def _go_on_asking(self) -> None:
        """A filter from the command line, or what was asked of the page before it was read again."""
        if self.reader.filter.text or self.reader.search.pattern is not None:
            from thread_reader.prompts import start_filter, start_search

            if self.reader.filter.text:
                start_filter(self)
            if self.reader.search.pattern is not None:
                start_search(self)

    def on_unmount(self) -> None:
        """Nothing goes on after the end."""
        self.scheduler.stop()
        if self._again is not None:
            # Textual (8.2.8) holds on to the first screen, whatever has taken its place: so let it be an empty one.
            self.reader.discussion.source.close()
            for one in (self, self.article, self.comments, self.stats):
                one.release()

    def release(self) -> None:
        """Hold nothing of the page any more. Nobody draws this screen again."""
        del self.reader, self._again, self._steps, self._rendered_stats

    @property
    def format_name(self) -> str | None:
        """The format that was named in the call."""
        return cast("ReaderApp", self.app).format_name

    def check_file(self) -> None:
        """Say it when the file is no longer what was read."""
        source = self.reader.discussion.source
        found = None if source.stamp is None else change(source.name, source.stamp)
        if found != self.reader.change:
            self.reader.change = found
            if found is not None:
                self.say(f"the file {found}; {readable(self.keymap.keys['program.reload'])} reads it again")
            self.show_lines()

    def switch_to(self, discussion: Discussion) -> None:
        """Move over to the page read again, from the same place, as soon as no prompt and no sheet is open."""
        from thread_reader.view.reload import carry_over

        self._again = discussion
        if self.prompt is not None or not self.is_current:
            return
        more = len(discussion.columns) - len(self.reader.columns)
        again = ReadingScreen(carry_over(self.reader, discussion), iter(()), self.keymap)
        again.pane, again.panes_wanted, again.mouse_released = self.pane, self.panes_wanted, self.mouse_released
        again.say(f"read again: {counted(abs(more), 'comment')} {'fewer' if more < 0 else 'more'}")
        self.app.switch_screen(again)
        self.app.set_timer(UNDRAWN, cast("ReaderApp", self.app).trim_memory)

    def on_screen_resume(self) -> None:
        """A sheet was closed."""
        if self._again is not None:
            self.switch_to(self._again)

    def _grown(self) -> None:
        self.reader.rearrange()
        self.article.reread()
        if self.reader.discussion.complete:
            self._count()
        self.show()

    def _count(self) -> None:
        self.scheduler.key_pressed()  # what is on the screen by now is drawn first, as the answer to a key is
        self.scheduler.start("counting", count_steps(self.reader), self._counted, asked=False)

    def _counted(self) -> None:
        if self._rendered_stats is not self.reader.stats:
            self._rendered_stats = self.reader.stats
            self.stats.refresh()
            self.article.refresh()
            self.show_lines()

    def on_resize(self) -> None:
        """Another size: panes side by side or one at a time."""
        self._arrange_panes()

    @property
    def several_panes(self) -> bool:
        """True when panes stand side by side."""
        return self.size.width >= WIDE if self.panes_wanted is None else self.panes_wanted

    def _arrange_panes(self) -> None:
        # Set here and not by a rule of the style sheet, which would come too late for the focus that follows.
        several = self.several_panes
        self.set_class(not several, "one")
        self.query_one("#beside").display = several or self.pane != "comments"
        self.article.display = several or self.pane == "article"
        self.query_one("#stats-box").display = several or self.pane == "stats"
        self.comments.display = several or self.pane == "comments"
        room = self.size.height >= ROOM_FOR_LINES
        self.query_one("#title-line").display = room
        self.query_one("#keys").display = room and self.prompt is None
        self.set_focus(self.focused_pane, scroll_visible=False)
        self.show()

    def show_pane(self, pane: str) -> None:
        """Give the keys to a pane, and in a narrow terminal the screen."""
        self.pane = pane
        self._arrange_panes()

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The pane under the mouse has the keys."""
        if event.widget is not None and event.widget.id in self.PANES and event.widget.id != self.pane:
            self.show_pane(event.widget.id)

    async def take_key(self, event: events.Key) -> None:
        """A key of a command, unless the prompt has the keyboard."""
        self.scheduler.key_pressed()
        if self.prompt is not None:
            if not self.prompt.key(event.key):
                await self.prompt_line.type(event)
                self._take_words()
            return
        self.message = ""
        call = self.typing.press(event.key, event.character)
        self._wait_for_more()
        if call is not None:
            self.call_command(call)
        else:
            self.show_lines()

    def _wait_for_more(self) -> None:
        if self._settling is not None:
            self._settling.stop()
        self._settling = self.set_timer(MOMENT, self.typing_settled) if self.typing.pending else None

    def typing_settled(self) -> None:
        """No more keys came for a moment: a digit that is a command of its own is one."""
        call = self.typing.settle()
        if call is not None:
            self.call_command(call)

    def call_command(self, call: Call) -> None:
        """Do what a command says and show what came of it."""
        from thread_reader.commands.handlers import (
            HANDLERS,  # what all commands take to be done is more than the first screen
        )

        HANDLERS[call.command.id](self, call)
        if self.is_attached:
            self.show()

    def say(self, message: str) -> None:
        """Say something, shown text, until the next key."""
        self.message = message

    def show(self) -> None:
        """Draw everything as the reader is now."""
        for pane in (self.comments, self.article, self.stats):
            if self.several_panes or pane is self.focused_pane:
                pane.redraw()
            else:
                pane.refresh()  # which costs nothing until it is on the screen again
        self.show_lines()

    def show_lines(self) -> None:
        """Draw the lines around the panes."""
        self.query_one("#title-line", StatusLine).say(*status_text.title(self.reader))
        self.query_one("#where", StatusLine).say(*status_text.where(self.reader, self.pane))
        keys = self.query_one("#keys", StatusLine)
        if self.message:
            keys.say([(self.message, "warning")])
        else:
            keys.say(status_text.hints(self.keymap, self.size.width - 6, self.pane), [(self.typing.pending, "match")])

    def ask(self, prompt: Prompt | None) -> None:
        """Open a prompt, or close the one that is open."""
        self.prompt = prompt
        if self._prompt_line is None:
            self.hold_keys()
            self.call_next(self._ask_first)
            return
        self.prompt_line.display = prompt is not None
        self.query_one("#keys").display = prompt is None
        if prompt is None:
            self.set_focus(self.focused_pane, scroll_visible=False)
            self.show()
            if self._again is not None:
                self.switch_to(self._again)
            return
        self.prompt_line.ask(prompt.sign, prompt.text)
        self._words = prompt.text
        self.set_focus(self.prompt_line.field, scroll_visible=False)
        self.show_prompt_note()

    async def _ask_first(self) -> None:
        """Make the prompt line, which the first screen does without; keys wait for it."""
        from thread_reader.widgets.prompt_line import PromptLine

        self._prompt_line = PromptLine()
        await self.mount(self._prompt_line, before="#keys")
        self.ask(self.prompt)
        await self.ready_for_keys()

    @property
    def prompt_line(self) -> PromptLine:
        """The line of the prompt, which is there from the first prompt on."""
        if self._prompt_line is None:
            raise RuntimeError("nothing was asked yet")
        return self._prompt_line

    def show_prompt_note(self) -> None:
        """Say beside the prompt what it has found so far, or what is wrong."""
        if self._prompt_line is not None:
            self._prompt_line.say(self.prompt.note() if self.prompt is not None else "")

    def on_input_changed(self) -> None:
        """Words came into the prompt by another way than keys: pasted, recalled, completed."""
        self._take_words()

    def _take_words(self) -> None:
        """Take the words in the prompt, if they are others than before, at once: the next key may close it."""
        words, _ = self.prompt_line.words
        if self.prompt is not None and words != self._words:
            self._words = words
            self.prompt.typed(words)
            self.show_prompt_note()
            self.show()

    def take(self, text: str) -> str:
        """Copy a text to the clipboard through the terminal, and keep it in a file for terminals that do not; what
        to say about it."""
        from thread_reader.state import keep_copied

        clean = "\n".join(printable(line) for line in text.split("\n"))
        self.app.copy_to_clipboard(clean)
        where = keep_copied(clean)
        return f"copied {counted(len(clean), 'character')}" + (f"; also in {printable(where)}" if where else "")

    def open_address(self, address: str) -> str:
        """Give an address to the browser; what to say about it."""
        from thread_reader.browser import open_address

        return open_address(address)

    def set_mouse(self, *, to_terminal: bool) -> None:
        """Let the terminal handle the mouse, or the reader."""
        driver = self.app._driver
        switch = getattr(driver, "_disable_mouse_support" if to_terminal else "_enable_mouse_support", None)
        if switch is not None:
            switch()

    def on_comments_pane_clicked(self, event: CommentsPane.Clicked) -> None:
        """The mouse goes where it points."""
        if event.on_fold:
            self.reader.fold(self.reader.folds.toggle(event.comment))
        self.reader.point(event.comment)
        self.show_pane("comments")

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel moves the pane under it."""
        self._wheel(event, 3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel moves the pane under it."""
        self._wheel(event, -3)

    def _wheel(self, event: events.MouseEvent, lines: int) -> None:
        under: Widget | None = event.widget
        if under is self.comments:
            self.reader.scroll(lines)
            self.show()
        elif isinstance(under, (ArticlePane, StatsPane)):
            under.scroll(lines)
