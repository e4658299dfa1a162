"""The smallest Textual app: no other can open, or answer a key, faster."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.app import App
from textual.widgets import Static

if TYPE_CHECKING:
    from textual import events
    from textual.app import ComposeResult


class EmptyApp(App[None]):
    """One word that every key changes."""

    ENABLE_COMMAND_PALETTE = False
    keys = 0

    def compose(self) -> ComposeResult:
        """Add the word."""
        yield Static("ready")

    def on_key(self, _: events.Key) -> None:
        """Change the word."""
        self.keys += 1
        self.query_one(Static).update(f"ready {self.keys}")


if __name__ == "__main__":
    EmptyApp().run()
