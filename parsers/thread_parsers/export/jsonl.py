"""JSON lines: one comment per line, each as in the JSON form, without the article and the receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from thread_parsers.export.json_form import comment_pieces

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.numbered import Numbered


def write(discussion: Discussion, chosen: Iterable[int]) -> Iterator[str]:
    """The chosen comments, one per line."""
    for index in chosen:
        yield from comment_pieces(discussion, index)
        yield "\n"


def write_several(discussions: Iterable[Numbered]) -> Iterator[str]:
    """The comments of several discussions, each with the number of its discussion."""
    for number, _, discussion, chosen in discussions:
        for index in chosen:
            yield from comment_pieces(discussion, index, {"discussion": number})
            yield "\n"


def write_pages(found: Iterable[tuple[str, int, Discussion, Iterable[int]]]) -> Iterator[str]:
    """The chosen comments of many pages, each with the name of its page and the number of its discussion in it."""
    for page, part, discussion, chosen in found:
        for index in chosen:
            yield from comment_pieces(discussion, index, {"page": page, "part": part})
            yield "\n"
