"""The reading screen: layout and events. It shows a `Session` and passes keys to it; what they do is in `commands`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.geometry import Offset

from thread_reader.keymap import Call, readable
from thread_reader.screens.pane_mouse import PaneMouse
from thread_reader.session.marking_read import MarkingRead
from thread_reader.view import arrangement
from thread_reader.view.pane_titles import PANES, SECOND, page_title
from thread_reader.widgets.article_pane import ArticlePane
from thread_reader.widgets.chrome import Chrome
from thread_reader.widgets.comments_pane import CommentsPane
from thread_reader.widgets.panes import Panes
from thread_reader.widgets.stats_pane import StatsPane

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from textual import events
    from textual.app import ComposeResult
    from textual.geometry import Size
    from textual.timer import Timer
    from textual.widget import Widget

    from thread_reader.keymap import Keymap
    from thread_reader.screens.switching import Switching
    from thread_reader.session.session import Session
    from thread_reader.widgets.lines_pane import LinesPane

SETTLE_SECONDS = 0.5
"""After this time a digit no longer starts a count."""
LOOK_SECONDS = 0.25
"""Interval between looks at what is being read, while something unread is on the screen."""
KEEP_SECONDS = 2.0
"""Interval at which it is written what was read and where the reader is. A killed process loses that much."""
FILE_CHECK_SECONDS = 2.0
"""Interval between checks whether the file has changed."""


class ReadingScreen(PaneMouse):
    """The screen on which a discussion is read; the `Host` of its session."""

    AUTO_FOCUS = None

    def __init__(self, session: Session, switcher: Switching) -> None:
        super().__init__()
        self.session = session
        self._switcher = switcher
        self.closes_file = False
        """Whether the discussion is closed with the screen."""
        session.host = self
        reader = session.reader
        self.article = ArticlePane(reader, session.measure)
        self.comments, self.stats = CommentsPane(reader, session.measure), StatsPane(reader)
        self._second: CommentsPane | None = None
        """The second pane of comments, once there is one."""
        self._chrome = Chrome()
        self._panes = Panes(
            *(each for name, pane in self._drawn_panes.items() for each in (self._chrome.titles[name], pane)),
            place=self._boxes,
        )
        self._settling: Timer | None = None
        self._looking: Timer | None = None
        self._marking_read = MarkingRead()
        self._placed_in: Size | None = None
        """The size of the screen that the panes were placed in last."""
        self._was_shown = False
        """False until it is on the screen for the first time, when all of it is laid out."""

    def compose(self) -> ComposeResult:
        """Tabs, panes with their titles, status line, key bar. The prompt line is mounted when it is first needed."""
        chrome = self._chrome
        yield chrome.tabs
        yield self._panes
        yield chrome.status
        yield chrome.keys
        yield chrome.panel

    def on_mount(self) -> None:
        """Show the first comments and start reading the rest."""
        self.session.start()
        self.set_interval(FILE_CHECK_SECONDS, self.session.check_file)
        self.set_interval(KEEP_SECONDS, self.session.kept.flush)
        self.call_after_refresh(self.ready_for_keys)  # moving needs the layout of the comments

    def on_unmount(self) -> None:
        """Stop all jobs. Drop the page if another screen replaces this one: Textual (8.2.8) keeps the first screen."""
        self.session.close()
        if self.closes_file:
            self.session.reader.discussion.close()
        if self.closes_file or self.session.is_replaced:
            del self.session, self.article, self.comments, self.stats, self._panes
            _ = self.displayed_children  # the removed panes stay in this cache until it is read again

    def on_resize(self, event: events.Resize) -> None:
        """The width decides whether panes are side by side. One event comes before the layout for the size, which draws
        the panes, unless a sheet lies over them; another one follows it."""
        if event.size != self.outer_size:
            self._place_panes()
        elif self._placed_in != self.size:
            self.arrange_panes()
        else:
            self.redraw(())

    def on_screen_resume(self, event: events.ScreenResume) -> None:
        """A sheet was closed, or another discussion: a reload may have waited for that. Textual (8.2.8) would style all
        widgets again, also the first time, when they have just been styled."""
        event.refresh_styles = event.refresh_styles and self._was_shown
        self.arrange_panes()
        self._was_shown = True
        self.switch_session()

    def put_away(self) -> None:
        """Another screen takes the place of this one, which stays open. Its jobs go on between those that are seen."""
        self.session.kept.flush()
        self.session.scheduler.in_background = True

    def bring_back(self) -> None:
        """Show this screen again."""
        self.session.scheduler.in_background = False

    def quit(self) -> None:
        """Close the discussion and go back to the list that it was opened from, or else end the program."""
        self._switcher.close_discussion(self)

    def open_list(self) -> None:
        """Show the list of discussions."""
        self._switcher.open_list(self)

    def search_library(self) -> None:
        """Show the search in all discussions of the list."""
        self._switcher.open_search(self)

    def show_open(self, steps: int) -> bool:
        """Show another open discussion."""
        return self._switcher.step(self, steps)

    @property
    def focused_pane(self) -> LinesPane:
        """The pane that keys move."""
        return self._drawn_panes[self.session.split.focused]

    @property
    def under_prompt(self) -> Widget:
        """The line whose place the prompt takes."""
        return self._chrome.status

    @property
    def _drawn_panes(self) -> dict[str, LinesPane]:
        """The panes that there are, by name."""
        found: dict[str, LinesPane] = {"article": self.article, "comments": self.comments, "stats": self.stats}
        return found if self._second is None else found | {SECOND: self._second}

    @property
    def comments_here(self) -> CommentsPane:
        """The comments, of two panes of them the one with the focus."""
        return self._second if self._second is not None and self.session.split.is_second else self.comments

    @property
    def several_panes(self) -> bool:
        """True while the panes are side by side."""
        if self._is_split:
            return self.session.split.focused in arrangement.split_boxes(*self.size, self.session.panes, self.measure)
        return arrangement.several_fit(self.session.reader, self.size.width, self.session.panes_wanted)

    @property
    def _is_split(self) -> bool:
        """Whether two panes of comments are side by side."""
        is_wanted = self._second is not None and self.session.panes_wanted is not False
        return is_wanted and self.session.split.second is not None and not self.missing_columns

    @property
    def missing_columns(self) -> int:
        """How many columns the screen lacks for two panes of comments."""
        return arrangement.missing_for_second(self.size.width)

    def _follow_split(self) -> bool:
        """Mount a second pane of comments while keys wait for it. Returns whether it is still to be mounted."""
        second = self.session.split.second
        if second is None or self._second is not None:
            return False
        self._second = CommentsPane(second, self.session.measure, SECOND)
        added = self._chrome.titles[SECOND], self._second
        self.hold_keys()

        async def mount() -> None:
            await self._panes.mount(*added)
            self.arrange_panes()
            await self.ready_for_keys()

        self.call_next(mount)
        return True

    def _boxes(self, width: int, height: int) -> dict[str, arrangement.Box]:
        """The cells of the panes that are visible, in an area of this size."""
        pane = self.session.split.focused
        if not self.several_panes:
            return arrangement.one_box(width, height, pane, self.measure)
        if self._is_split:
            return arrangement.split_boxes(width, height, self.session.panes, self.measure)
        return arrangement.boxes(
            width,
            height,
            [each for each in self.session.panes if each != SECOND],  # there is no room for it yet
            pane,
            low=self.size.height < arrangement.MIN_ROWS_FOR_STATS,
            article_rows=self.article.rows_at,
            measure=self.measure,
        )

    @property
    def measure(self) -> int:
        """The most cells of a line of text."""
        return self.session.measure.cells

    @property
    def keymap(self) -> Keymap:
        """Which keys call which command."""
        return self.session.keymap

    @property
    def _is_complete(self) -> bool:
        """False before the widgets are mounted, while they are removed one after the other, and while another
        discussion is shown: then there is nothing to draw on, but jobs and events may still report something."""
        return self.is_attached and self._chrome.is_attached and self in self.app.screen_stack

    def arrange_panes(self) -> None:
        """Lay out the panes, focus the current one, and draw them."""
        if not self._place_panes():
            return
        if self._was_shown and not self.focused_pane.size.height:
            # A pane that has never been shown has no size until Textual is idle, but the next key may move in it.
            self._refresh_layout()
        self.redraw()

    def _place_panes(self) -> bool:
        """Lay out the panes and focus the current one. Returns whether they can be drawn now."""
        if not self._is_complete or self._follow_split():
            return False
        width, height = self._placed_in = self.size
        room = self._panes.display = arrangement.has_room(width, height)
        boxes = self._boxes(width, height)
        for name, pane in self._drawn_panes.items():
            # Set here rather than by a style rule, which would be applied too late for the focus that follows.
            pane.display = name in boxes
            pane.active = name == self.session.split.focused
            pane.divides = name in boxes and any(box.x > boxes[name].x for box in boxes.values())
            self._chrome.titles[name].ruled = name in boxes and boxes[name].y > 0
        prompt = self.session.prompt is not None
        self._chrome.arrange(height, boxes, room=room, several=self.several_panes, prompt=prompt)
        if self._panes.is_moved:
            self._panes.move()
        self.set_focus(self.focused_pane, scroll_visible=False)
        return True

    def redraw(self, panes: Collection[str] = PANES) -> None:
        """Redraw these panes, by default all, and always the status lines and the note of the prompt."""
        if not self._is_complete:
            return
        for name, pane in self._drawn_panes.items():
            if name not in panes and not (name == SECOND and "comments" in panes):
                continue
            if pane.display:
                pane.redraw()
            else:
                pane.refresh()  # costs nothing until the pane is visible again
        session = self.session
        if self.stats.display:
            session.jobs.match_stats.follow()
        if session.state is not None and self._looking is None:
            self._looking = self.set_timer(LOOK_SECONDS, self._look)
        self._chrome.update(session, several=self.several_panes, article_top=self.article.top)
        self.show_title(page_title(session.reader))
        self.update_prompt()

    def _look(self) -> None:
        """Mark as read what has been on the screen for long enough. Look again while something there is unread."""
        self._looking = None
        if not self._is_complete or not self.is_current or not self.comments_here.display:
            self._marking_read.pause()
        elif self._marking_read.look(self.session):
            self.redraw(("comments",))
        elif self._marking_read.waits:
            self._looking = self.set_timer(LOOK_SECONDS, self._look)

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
            self.prompt_changed()
            return
        if event.key == "ctrl+c" and self._copy_selection():
            return
        session.message = ""
        call = session.pending.press(event.key, event.character)
        if self._settling is not None:
            self._settling.stop()
        self._settling = self.set_timer(SETTLE_SECONDS, self.settle_keys) if session.pending.is_open else None
        if call is not None:
            self.run_call(call)
        else:
            session.say(session.pending.refusal)
            self.redraw(())

    def _copy_selection(self) -> bool:
        """Copy what the mouse has selected, and select nothing. Returns whether anything was."""
        selected = self.get_selected_text()
        if not selected:
            return False
        self.clear_selection()
        self.session.copy(selected)
        self.redraw(())
        return True

    async def take_paste(self, text: str) -> None:
        """Paste into the prompt; without one, say where text can be pasted."""
        session = self.session
        if session.prompt is not None:
            self.prompt_line.paste(text)
            self.prompt_changed()
        else:
            keys = session.keymap.keys
            session.say(f"text can be pasted after {readable([*keys['search.open'][:1], *keys['filter.open'][:1]])}")
            self.redraw(())

    def settle_keys(self) -> None:
        """No key followed for a moment: a digit that is the key of a command runs it."""
        call = self.session.pending.settle()
        if call is not None:
            self.run_call(call)

    def run_call(self, call: Call) -> None:
        from thread_reader.commands.handlers import run  # imports more than the first screen needs

        session, pane = self.session, self.session.pane
        run(session, call)
        # Moving in one pane changes nothing in the others.
        self.redraw((pane,) if call.command.id.startswith("move.") and session.pane == pane else PANES)

    def show_parents(self, go: Callable[[int], None]) -> None:
        """Show the ancestors of the comment under the cursor; `go` gets the one that is chosen."""
        from thread_reader.screens.parents_sheet import ParentsSheet

        self.app.push_screen(ParentsSheet(self.comments_here, go))

    def switch_session(self) -> None:
        """Continue with the session's successor, if there is one, as soon as no prompt or sheet is open."""
        # Not `is_current`: that is true below a sheet, too, and the successor would take the place of the sheet.
        if not self.session.is_replaced or self.app.screen is not self:
            return
        from thread_reader.session.succession import successor  # imports more than the first screen needs

        session = successor(self.session)
        if session is not None:
            self.session.scheduler.stop()  # no job may report to a screen that is being removed
            self._switcher.replace(self, ReadingScreen(session, self._switcher))

    def terminal_cursor(self) -> Offset:
        """Where the terminal's cursor belongs: in the prompt, or on the row of the cursor of the focused pane."""
        pane = self.focused_pane
        return self.cursor_in_prompt() or pane.content_region.offset + Offset(0, pane.cursor_row)
