"""What the mouse does on the reading screen: press, click, drag and wheel on its panes, its key bar and its prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.command_table import BY_ID
from thread_reader.keymap import Call
from thread_reader.screens.prompt_screen import PromptScreen
from thread_reader.view.cursor_steps import scroll
from thread_reader.widgets.article_pane import ArticlePane
from thread_reader.widgets.comments_pane import CommentsPane
from thread_reader.widgets.lines_pane import LinesPane
from thread_reader.widgets.stats_pane import StatsPane

if TYPE_CHECKING:
    from textual.widget import Widget

    from thread_reader.widgets.status import Piece


class PaneMouse(PromptScreen):
    """The part of the reading screen that the mouse acts on."""

    stats: StatsPane

    def run_call(self, call: Call) -> None:
        """Run a command."""
        raise NotImplementedError

    def take_press(self, widget: Widget) -> None:
        """Focus the pane under the mouse."""
        pane = widget.id or ""
        if pane in self.session.panes and self.session.prompt is None and pane != self.session.split.focused:
            self.session.choose_pane(pane)

    def take_drag(self, widget: Widget, x: int, y: int) -> bool:
        """Begin to choose a range of a chart."""
        drags = widget is self.stats and self.session.prompt is None and self.stats.press(x, y)
        if drags:
            self.redraw()
        return drags

    def go_on_dragging(self, x: int, *, ended: bool) -> None:
        """Widen the range, and filter by it when the button is released."""
        self.stats.drag(x - self.stats.content_region.x)
        if ended and self.stats.release():
            from thread_reader.commands import clicks  # imports more than the first screen needs

            self.session.message = ""
            clicks.click_row(self.session)
        self.redraw()

    def take_piece(self, piece: Piece) -> None:
        """Run the command that was clicked, or press its key. An open prompt keeps the keys."""
        if not piece.command:
            super().take_piece(piece)
        elif self.session.prompt is None:
            self.session.message = ""
            self.session.pending.clear()
            self.run_call(Call(BY_ID[piece.command]))

    def take_click(self, widget: Widget, x: int, y: int) -> bool:
        """Act on what was clicked in a pane, or put a completion into the prompt. An open prompt keeps the keys."""
        prompt = self.session.prompt
        if not isinstance(widget, (ArticlePane, CommentsPane, StatsPane)):
            offer = self.prompt_line.offer_at(widget, y) if prompt is not None else None
            if prompt is None or offer is None:
                return False
            prompt.accept(offer, self.prompt_line)
            self.prompt_changed()
        elif prompt is None:
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
        pane = widget if widget.id in self.session.panes else self.focused_pane
        if isinstance(pane, CommentsPane):
            scroll(pane.reader, lines)
            self.redraw()
        elif isinstance(pane, LinesPane):
            pane.wheel(lines)
            self.redraw(())
