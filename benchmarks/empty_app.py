"""The smallest Textual app: what it costs to open it and to answer a key in it is the floor of every other one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.widgets import Static

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


class EmptyApp(App[None]):
    """One word, which every key changes."""

    ENABLE_COMMAND_PALETTE = False
    keys = 0

    def compose(self) -> ComposeResult:
        """The word."""
        yield Static("ready")

    def on_key(self, _: events.Key) -> None:
        """Another word."""
        self.keys += 1
        self.query_one(Static).update(f"ready {self.keys}")


if __name__ == "__main__":
    EmptyApp().run()
