"""The lines around the panes, kept in step with the session: titles or tabs, status line, key bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_reader.host import PANES
from thread_reader.view import key_bar, status_text
from thread_reader.view.pane_titles import page_title, pane_title
from thread_reader.widgets.status import KeyBar, StatusLine, TabsLine, TitleLine, item_pieces, split_items

if TYPE_CHECKING:
    from thread_reader.session import Session

MIN_ROWS_FOR_TITLES = 7
"""Below this height titles and tabs are left out in favour of the comments."""
MIN_ROWS_FOR_KEYS = 16
"""Below this height there is no key bar."""
LEAD_CELLS = 4
"""Cells that the pending keys take at most before the keys that may follow."""


class Chrome:
    """The widgets of these lines."""

    def __init__(self) -> None:
        self.tabs = TabsLine("tabs")
        self.titles = {pane: TitleLine(f"{pane}-title", ruled=pane == "stats") for pane in PANES}
        self.status = StatusLine("where")
        self.keys = KeyBar()

    @property
    def is_attached(self) -> bool:
        """Whether all of them are on the screen."""
        return all(line.is_attached for line in (self.tabs, *self.titles.values(), self.status, self.keys))

    def arrange(self, rows: int, *, several: bool, prompt: bool) -> None:
        """Show the lines that there is room for. A prompt takes the place of the status line."""
        room = rows >= MIN_ROWS_FOR_TITLES
        self.tabs.display = room and not several
        for title in self.titles.values():
            title.display = room and several
        self.status.display = not prompt
        self.keys.display = rows >= MIN_ROWS_FOR_KEYS

    def update(self, session: Session, *, several: bool, article_top: int) -> None:
        """Show the state of a session."""
        reader, keymap = session.reader, session.keymap
        titles = {pane: pane_title(reader, keymap, pane, article_top=article_top) for pane in PANES}
        if several:
            for pane, title in titles.items():
                self.titles[pane].show(title, focused=pane == session.pane)
        else:
            self.tabs.show(list(titles.values()), PANES.index(session.pane), page_title(reader))
        left, right = status_text.where(reader, session.pane)
        if session.message:
            left, right = [(session.message, "warning")], [*left, *right]
        following = key_bar.following(keymap, session.pending, reader)
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
            self.keys.show(key_bar.of_pane(keymap, reader, session.pane), key_bar.always(keymap))

    def _show_following(self, pending: str, items: list[key_bar.Item]) -> None:
        """Show the keys that may follow: in the key bar, and what it has no room for above it, in the status line."""
        width = self.keys.text_width - 2 - LEAD_CELLS
        lead = f"{pending} "
        if not self.keys.display:
            self.status.say([(lead, "match"), *item_pieces(items)[:-1]])
            return
        above, below = split_items(items, width)
        if below:
            self.status.say([(lead, "match"), *item_pieces(above)[:-1]])
            self.keys.show(below, lead=" " * len(pending))
        else:
            self.keys.show(items, lead=pending)
