"""What the screens need from what switches between them, as a protocol."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Generator

    from textual.screen import Screen


class Target(NamedTuple):
    """What a list opens: a discussion of a file, and perhaps a comment of it."""

    path: str
    part: int
    """The number of the discussion in the file, from 1."""
    place: str = ""
    """The comment to open it at, as for the `:` prompt; empty for where it was left."""
    search: str = ""
    """What to search for in it, as in the search prompt."""


class Switching(Protocol):
    """Switches between the open discussions and the lists that they are opened from."""

    def open(self, target: Target, origin: Any, word: str) -> Generator[None, None, str]:
        """Open a discussion from a list, which the discussion calls by a word, in steps. Returns why that is
        impossible, or nothing."""

    def close_discussion(self, screen: Any) -> None:
        """Close a discussion and show the list that it was opened from; without one, end the program."""

    def leave(self, screen: Any) -> None:
        """Leave a list for where it was opened; end the program where there is nothing to go back to."""

    def leads_back(self, screen: Any) -> bool:
        """Whether leaving a list leads to another screen, and not out of the program."""

    def open_list(self, screen: Screen[Any]) -> None:
        """Show the list of discussions in place of a screen."""

    def open_search(self, screen: Screen[Any]) -> None:
        """Show the search in place of a screen."""

    def step(self, screen: Screen[Any], steps: int) -> bool:
        """Show another open discussion in place of a screen. False if there is none."""

    def replace(self, old: Any, new: Any) -> None:
        """Show a discussion on a new screen: it was read again, or another one of its file is shown."""
