"""The prompt of the reading screen: the line that is typed in, its note and its completions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.screens.host_screen import HostScreen
from thread_reader.view.pane_titles import PANES

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual.geometry import Offset
    from textual.widget import Widget

    from thread_reader.session.session import Session
    from thread_reader.widgets.lines_pane import LinesPane
    from thread_reader.widgets.prompt_line import PromptLine


class PromptScreen(HostScreen):
    """The part of the reading screen that has the prompt. The prompt line is mounted when it is first needed."""

    session: Session

    def __init__(self) -> None:
        super().__init__()
        self._prompt_line: PromptLine | None = None

    @property
    def focused_pane(self) -> LinesPane:
        """The pane that keys move."""
        raise NotImplementedError

    @property
    def under_prompt(self) -> Widget:
        """The line whose place the prompt takes."""
        raise NotImplementedError

    def redraw(self, panes: Collection[str] = PANES) -> None:
        """Redraw panes, by default all."""
        raise NotImplementedError

    def switch_session(self) -> None:
        """Continue with the session's successor, if there is one."""
        raise NotImplementedError

    def show_prompt(self) -> None:
        """Open the prompt of the session, or close the prompt line if there is none."""
        if self._prompt_line is None:
            self.hold_keys()
            self.call_next(self._mount_prompt_line)
            return
        prompt = self.session.prompt
        self.prompt_line.display = prompt is not None
        self.under_prompt.display = prompt is None
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
        await self.mount(self._prompt_line, before="#where")
        self.show_prompt()
        await self.ready_for_keys()

    @property
    def prompt_line(self) -> PromptLine:
        """The prompt line, which exists once a prompt has been opened."""
        if self._prompt_line is None:
            raise RuntimeError("no prompt has been opened yet")
        return self._prompt_line

    def on_input_changed(self) -> None:
        """The text of the prompt has changed."""
        self.prompt_changed()

    def prompt_changed(self) -> None:
        """Apply a changed text of the prompt at once: the next key may close the prompt."""
        if self.session.prompt is not None and self.prompt_line.has_changed:
            self.session.prompt.typed(self.prompt_line.take_words())
            self.redraw()

    def update_prompt(self) -> None:
        """Show the note and the completions of an open prompt."""
        prompt = self.session.prompt
        if prompt is not None and self._prompt_line is not None:
            self._prompt_line.say(prompt.note())
            self._prompt_line.offer(prompt.offers(self._prompt_line))

    def cursor_in_prompt(self) -> Offset | None:
        """Where the next letter goes; None without an open prompt."""
        if self.session.prompt is None or self._prompt_line is None:
            return None
        from thread_reader.widgets.input_keys import cursor_on_screen  # no first screen has a prompt

        return cursor_on_screen(self._prompt_line.field)
