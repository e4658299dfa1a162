"""XML of no known kind of discussion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.discussion.rendering import Rendering

if TYPE_CHECKING:
    from collections.abc import Iterator

    from thread_parsers.discussion.discussion import Discussion


def read(discussion: Discussion) -> Iterator[None]:
    """Read the elements as the paragraphs of an article."""
    Rendering(discussion, has_lines=True)
    yield
