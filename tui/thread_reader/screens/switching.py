"""What a reading screen and a list need from what switches between them, as a protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.screen import Screen

    from thread_parsers.library import Library


class Switching(Protocol):
    """Switches between open discussions and the lists that they are opened from."""

    def leave(self, screen: Screen[None]) -> None:
        """Close a discussion or leave a list."""

    def open_list(self, screen: Screen[None]) -> None:
        """Show the list of discussions in place of a screen."""

    def open_search(self, screen: Screen[None]) -> None:
        """Show the search in place of a screen."""

    def step(self, screen: Screen[None], steps: int) -> bool:
        """Show another open discussion. False if there is none."""

    def replace(self, old: Screen[None], new: Screen[None]) -> None:
        """Show a discussion again on a new screen."""
