"""The models of the JSON form: our own writing is valid, anything else is refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from pydantic import ValidationError

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.receipt import Note
from thread_parsers.export.schema import json_schema, load
from thread_parsers.export.writers import WRITERS

Build = Callable[..., Discussion]


@pytest.fixture
def written(build: Build) -> str:
    """The JSON of a discussion that has something in every field."""
    comments = [
        {"author": "Ann", "time": "2025-12-24T06:14", "likes": 1, "replies": 2, "body": "one\n---\n\udcfftwo"},
        {"author": "", "parent": 0, "body": "three"},
    ]
    discussion = build("Title", ["Paragraph."], comments)
    discussion.columns.zones[0] = -90
    discussion.columns.likes[1] = -3
    discussion.columns.edited.update({0: "", 1: "an hour ago"})
    discussion.columns.badges[1] = "Mod"
    discussion.columns.inferred_parents.add(1)
    discussion.engagement.views, discussion.engagement.likes = 12, -3
    discussion.receipt.notes.append(Note("count", "2 declared"))
    return "".join(WRITERS["json"].write(discussion, range(2)))


def test_our_own_writing_is_valid_and_comes_back(written: str) -> None:
    got = load(WRITERS["json"].encoded(written))
    assert got.title == "Title"
    assert got.comments[0].segments == ["one", "\udcfftwo"]
    assert got.comments[0].time == "2025-12-24T06:14:00-01:30"
    assert got.comments[1].parent == 1
    assert (got.comments[1].likes, got.comments[1].badge, got.comments[1].inferred) == (-3, "Mod", ["parent"])
    assert [comment.edited for comment in got.comments] == [True, "an hour ago"]
    assert (got.engagement.views, got.engagement.likes) == (12, -3)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"schema": "thread-reader/2"}, "schema"),
        ({"title": 7}, "title"),
        ({"comments": [{"id": 1}]}, "comments"),
        ({"engagement": {"likes": "16"}}, "engagement"),
        ({"saved": "yesterday"}, "saved"),
    ],
)
def test_what_is_not_of_the_form_is_refused(written: str, change: dict[str, Any], where: str) -> None:
    changed = json.loads(written) | change
    with pytest.raises(ValidationError) as caught:
        load(json.dumps(changed))
    assert where in {error["loc"][0] for error in caught.value.errors()}


def test_members_that_a_later_version_may_write_are_ignored(written: str) -> None:
    later = json.loads(written)
    for each in (later, later["article"], later["comments"][0], later["receipt"]):
        each["mood"] = "good"
    assert load(json.dumps(later)) == load(WRITERS["json"].encoded(written))
    assert "additionalProperties" not in json_schema()


def test_the_schema_names_every_field_that_is_written(written: str) -> None:
    schema = json.loads(json_schema())
    got = json.loads(written)
    assert set(schema["properties"]) - {"stats", "discussion", "file", "gone", "body_form"} == set(got)
    only_some = {"address", "attachments", "missing_parent", "starred", "notes"}
    assert set(schema["$defs"]["Comment"]["properties"]) - only_some == set(got["comments"][0])
    assert schema["$defs"]["Comment"]["properties"]["author"]["type"] == "string"
