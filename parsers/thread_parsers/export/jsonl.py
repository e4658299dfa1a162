"""JSON lines: one comment per line, each as in the JSON form, without the article and the receipt."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from thread_parsers.export import json_form

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from thread_parsers.discussion.discussion import Discussion
    from thread_parsers.discussion.numbered import Numbered

_encode = json.JSONEncoder(ensure_ascii=False).encode


def write(discussion: Discussion, chosen: Iterable[int]) -> Iterator[str]:
    """The chosen comments, one per line."""
    comments = discussion.comments
    for index in chosen:
        yield _encode(json_form.comment(comments[index], discussion.kept)) + "\n"


def write_several(discussions: Iterable[Numbered]) -> Iterator[str]:
    """The comments of several discussions, each with the number of its discussion."""
    for number, _, discussion, chosen in discussions:
        comments = discussion.comments
        for index in chosen:
            yield _encode({"discussion": number, **json_form.comment(comments[index], discussion.kept)}) + "\n"
