"""JSON-LD: comments that nothing leads to are read all the same."""

from __future__ import annotations

import json
from typing import Any

import pytest

from thread_parsers.reading import read
from thread_parsers.source.source import BufferSource

POSTING: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "DiscussionForumPosting",
    "@id": "p",
    "headline": "Bees",
}


def comment(text: str, **members: Any) -> dict[str, Any]:
    return {"@type": "Comment", "@id": text, "text": text, "author": {"name": "Ada"}} | members


@pytest.mark.parametrize(
    ("value", "parents"),
    [
        ([POSTING, comment("a", comment=[comment("b"), comment("c")])], [None, 1, 1]),
        ([POSTING, comment("a", **{"@type": "Answer"}), comment("b")], [None, None]),
        ({"@graph": [POSTING, comment("a", parentItem={"@id": "p"}), comment("b")]}, [None, None]),
    ],
    ids=["a comment with replies", "comments in the list", "no parent in a graph"],
)
def test_comments_beside_a_posting_are_comments_of_it(value: Any, parents: list[int | None]) -> None:
    discussion = read(BufferSource(json.dumps(value).encode(), "posting.json"))
    assert discussion.title == "Bees"
    assert [each.segments[0].text for each in discussion.comments] == ["a", "b", "c"][: len(parents)]
    assert [each.parent for each in discussion.comments] == parents


def test_comments_beside_several_postings_are_a_discussion_of_their_own() -> None:
    postings = [POSTING | {"@id": name, "comment": [comment(f"on {name}")]} for name in ("p", "q")]
    discussion = read(BufferSource(json.dumps([*postings, comment("a")]).encode(), "postings.json"))
    assert [[each.segments[0].text for each in part.comments] for part in discussion.parts] == [
        ["on p"],
        ["on q"],
        ["a"],
    ]
