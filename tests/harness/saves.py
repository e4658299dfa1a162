"""Saves of one discussion, with some of its comments each, as files and as the state knows them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from thread_parsers.identity.fingerprints import address_key, fingerprint_steps
from thread_parsers.reading import parse
from thread_parsers.source.stamp import Stamp
from thread_parsers.steps import run_to_end
from thread_reader.state.discussions import Save
from thread_reader.state.recalled import FilePart

if TYPE_CHECKING:
    from collections.abc import Iterable

WORDS = (
    "The kiln was cold when we opened it this morning.", "Slate is heavier than anybody told us it would be.",
    "We painted the door twice and it still peels in rain.", "Nobody has asked the harbour master about the ropes.",
    "My grandmother kept bees behind the post office.", "The tide table on the wall is from another year.",
    "Bring two buckets and leave the ladder where it is.", "There is a second key under the third flowerpot.",
)  # fmt: skip


def page_of(comments: Iterable[int], *, edited: Iterable[int] = ()) -> bytes:
    """A page with some of the comments of one discussion, one after the other, some of them with another text."""
    changed = set(edited)
    posts = [
        {"author": f"reader{number % 5}",
         "text": f"{number} {WORDS[number % 8]} {WORDS[number // 3 % 8]}" + " It was changed." * (number in changed),
         "created": f"2024-05-02T08:{number % 60:02}:00Z"}
        for number in comments
    ]  # fmt: skip
    return json.dumps({"posts": posts}).encode()


def save_of(data: bytes, path: str = "", version: int = 1) -> Save:
    """A file as it is recognized."""
    discussion = parse(data)
    file = FilePart(path.encode(), 1, Stamp(1, 2, len(data), version)) if path else None
    return Save(file, discussion.format, run_to_end(fingerprint_steps(discussion)), address_key(discussion))
