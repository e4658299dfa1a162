"""The highlights of a discussion as they were chosen last."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from thread_parsers.stats.highlights import Highlight


class Chosen(NamedTuple):
    """Highlights, and what they were chosen from."""

    found: Sequence[Highlight]
    basis: tuple[object, ...]
    """Changes whenever others may be chosen."""
    is_whole: bool
    """Whether the figures of all comments were known."""

    def __contains__(self, comment: object) -> bool:
        return any(each.row == comment for each in self.found)
