"""The lines around the panes, kept in step with the session: titles or tabs, status line, key bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.view import key_bar, status_text
from thread_reader.view.arrangement import MIN_COLUMNS, MIN_ROWS
from thread_reader.view.pane_titles import PANES, SECOND, page_title, pane_title
from thread_reader.widgets.key_panel import KeyPanel
from thread_reader.widgets.panes import TITLE_SUFFIX
from thread_reader.widgets.status import KeyBar, StatusLine, TabsLine, TitleLine, item_pieces, split_items

if TYPE_CHECKING:
    from collections.abc import Collection

    from thread_reader.session.session import Session

MIN_ROWS_FOR_STATUS = 8
"""Below this height there is no status line. What it would say for a moment takes the place of a title."""
TOO_SMALL = f"needs {MIN_COLUMNS} columns and {MIN_ROWS} rows"
MIN_ROWS_FOR_KEYS = 16
"""Below this height there is no key bar."""
ROWS_BELOW_PANEL = 2
"""The status line and the key bar."""
LEAD_CELLS = 4
"""Cells that the pending keys take at most before the keys that may follow."""


class Chrome:
    """The widgets of these lines."""

    def __init__(self) -> None:
        self.tabs = TabsLine("tabs")
        self.titles = {pane: TitleLine(pane + TITLE_SUFFIX) for pane in (*PANES, SECOND)}
        self.status = StatusLine("where")
        self.keys = KeyBar()
        self.panel = KeyPanel()
        """The keys that may follow, if they are many."""
        self._rows = 0
        self._room = True
        self._low = False
        """Whether there is no status line."""

    @property
    def is_attached(self) -> bool:
        """Whether all of them are on the screen."""
        titles = (title for pane, title in self.titles.items() if pane != SECOND)
        return all(line.is_attached for line in (self.tabs, *titles, self.status, self.keys))

    def arrange(self, rows: int, shown: Collection[str], *, room: bool, several: bool, prompt: bool) -> None:
        """Show the lines that fit, or only the one that states the size needed, and the titles of the panes that are
        `shown`. A prompt takes the place of the status line."""
        self._room, self._low, self._rows = room, rows < MIN_ROWS_FOR_STATUS, rows
        self.tabs.display = not several or not room
        for pane, title in self.titles.items():
            title.display = several and pane in shown
        self.status.display = not prompt and not self._low
        self.keys.display = rows >= MIN_ROWS_FOR_KEYS and room

    def update(self, session: Session, *, several: bool, article_top: int) -> None:
        """Show the state of a session."""
        if not self._room:
            self.tabs.say([(TOO_SMALL, "warning")])
            return
        reader, keymap, panes = session.reader, session.keymap, session.panes
        split = session.split
        titles = {pane: pane_title(split.reader_of(pane), keymap, pane, article_top=article_top) for pane in panes}
        if several:
            in_left_column = [pane for pane in titles if pane not in ("comments", SECOND)]
            for pane, title in titles.items():
                hidden = [titles[other] for other in in_left_column if other != pane and not self.titles[other].display]
                instead = hidden[0] if hidden and pane in in_left_column else None
                self.titles[pane].show(title, focused=pane == split.focused, instead=instead)
        else:
            self.tabs.show(list(titles.values()), panes.index(split.focused), page_title(reader))
        if self._low:
            self._say_in_title(session, several=several)
            return
        for line in (self.tabs, *self.titles.values()):
            line.say(())
        chosen = session.host.stats.says if session.pane == "stats" else ""
        left, right = status_text.where(reader, session.pane, chosen)
        if session.message:
            left, right = [(session.message, message_role(session.message))], [*left, *right]
        following = key_bar.following(keymap, session.pending, reader)
        self.panel.show((), 0, 0)
        if following:
            self.status.say(left, right, whole=bool(session.message))
            self._show_following(session.pending.pending, following)
            return
        if session.pending.pending:
            right = [*right, (f"  {session.pending.pending}", "match")]
        self.status.say(left, right, whole=bool(session.message))
        if session.prompt is not None:
            self.keys.show(key_bar.of_prompt(session.prompt.sign))
        else:
            self.keys.show(key_bar.of_pane(keymap, reader, session.pane), key_bar.always(keymap, session.leads_back))

    def _say_in_title(self, session: Session, *, several: bool) -> None:
        """Without a status line: show a message, or the keys that may follow, in place of a title."""
        following = key_bar.following(session.keymap, session.pending, session.reader)
        says: list[tuple[str, str]] = [(session.message, message_role(session.message))] if session.message else []
        for line in (self.tabs, *self.titles.values()):
            speaks = line is (self.titles[session.split.focused] if several else self.tabs)
            if following and speaks:
                line.say([(f"{session.pending.pending} ", "match"), *item_pieces(following)[:-1]])
            else:
                line.say(says if speaks else ())

    def _show_following(self, pending: str, items: list[key_bar.Item]) -> None:
        """Show the keys that may follow: in the key bar, or more of them in a table above it and the status line."""
        width = self.keys.text_width - 2 - LEAD_CELLS
        lead = f"{pending} "
        if not self.keys.display:
            self.status.say([(lead, "match"), *item_pieces(items)[:-1]])
            return
        fits = not split_items(items, width)[1]
        self.panel.show(() if fits else items, self.keys.text_width, self._rows - ROWS_BELOW_PANEL)
        self.keys.show(items if fits else (), lead=pending)


def message_role(message: str) -> str:
    """Return the role of what is said for a moment: errors begin with `cannot`."""
    return "error" if message.startswith("cannot ") else "strong"
