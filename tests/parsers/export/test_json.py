"""JSON and JSON lines: the agreed form, exact text, one comment per line."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thread_parsers.discussion.discussion import Discussion
from thread_parsers.discussion.receipt import Note
from thread_parsers.export.writers import WRITERS

Build = Callable[..., Discussion]

BYTES = st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from('\udc80\udcff\x1b\u2028"\\'))
"""A character of a page: anything of Unicode, or a byte that was no UTF-8."""


def written(discussion: Discussion, form: str = "json", chosen: Iterable[int] | None = None) -> bytes:
    writer = WRITERS[form]
    indices = range(len(discussion.comments)) if chosen is None else chosen
    return b"".join(writer.encoded(piece) for piece in writer.write(discussion, indices))


def loaded(discussion: Discussion, chosen: Iterable[int] | None = None) -> Any:
    return json.loads(written(discussion, chosen=chosen))


@pytest.fixture
def bees(build: Build) -> Discussion:
    """Three comments: one of two segments with a time, a reply to it, one without author and words."""
    discussion = build(
        "Bees on the roof",
        ["The library keeps bees.", "They make honey."],
        [
            {"author": "Ann", "time": "2025-12-24T06:14", "likes": 2, "replies": 1, "body": "Lovely.\n---\nTwo\nlines"},
            {"author": "Bob", "parent": 0, "body": "No."},
            {"author": "", "body": ""},
        ],
    )
    discussion.engagement.likes = 16
    discussion.receipt.declared_comments = 4
    discussion.receipt.notes.append(Note("count", "4 declared, 3 read", 1))
    return discussion


def test_every_field_of_the_form_is_written(bees: Discussion) -> None:
    got = loaded(bees)
    assert list(got) == ["schema", "format", "saved", "title", "article", "engagement", "comments", "receipt"]
    assert got["schema"] == "thread-reader/1"
    assert got["format"] == "made"
    assert got["title"] == "Bees on the roof"
    assert got["article"] == {
        "paragraphs": ["The library keeps bees.", "They make honey."],
        "author": None,
        "time": None,
        "url": None,
    }
    assert got["engagement"] == {"likes": 16, "comments": None, "reposts": None, "shares": None, "views": None}
    assert got["receipt"]["notes"] == [{"line": 1, "kind": "count", "text": "4 declared, 3 read"}]
    assert got["receipt"]["declared_comments"] == 4
    assert got["receipt"]["read_comments"] == 3


def test_a_comment_is_written_flat_with_the_id_of_its_parent(bees: Discussion) -> None:
    first, reply, silent = loaded(bees)["comments"]
    assert first == {
        "id": 1,
        "parent": None,
        "depth": 0,
        "author": "Ann",
        "badge": None,
        "time": "2025-12-24T06:14:00",
        "time_text": None,
        "edited": False,
        "inferred": [],
        "likes": 2,
        "replies": 1,
        "segments": ["Lovely.", "Two\nlines"],
        "state": None,
        "accepted": False,
        "subject": None,
        "permalink": None,
        "site_id": None,
        "lines": [4, 8],
        "bytes": None,
    }
    assert (reply["parent"], reply["depth"], reply["time"], reply["likes"]) == (1, 1, None, None)
    assert (silent["author"], silent["segments"]) == ("", [])


def test_what_is_inferred_as_written_edited_and_below_zero_is_written(bees: Discussion) -> None:
    columns = bees.columns
    columns.likes[0] = -3
    columns.times_as_written.update({0: "a day ago", 1: "05/06/2025"})
    columns.badges[0] = "OP"
    columns.edited.update({0: "an hour ago", 1: ""})
    columns.inferred_times.add(0)
    columns.inferred_parents.update({0, 1})
    bees.saved = datetime(2025, 12, 25, 6, 30)
    got = loaded(bees)
    first, reply, silent = got["comments"]
    assert got["saved"] == "2025-12-25T06:30:00"
    assert (first["likes"], first["badge"], first["time_text"], first["edited"]) == (
        -3,
        "OP",
        "a day ago",
        "an hour ago",
    )
    assert (first["inferred"], reply["inferred"], silent["inferred"]) == (["parent", "time"], ["parent"], [])
    assert (reply["time"], reply["time_text"], reply["edited"], silent["edited"]) == (None, "05/06/2025", True, False)


def test_a_zone_is_written_only_where_the_page_gives_one(bees: Discussion) -> None:
    bees.columns.zones[0] = 330
    assert loaded(bees)["comments"][0]["time"] == "2025-12-24T06:14:00+05:30"


def test_spans_cover_every_line_once(bees: Discussion) -> None:
    spans = loaded(bees)["receipt"]["spans"]
    assert [span[0] for span in spans] == [1, *(span[1] + 1 for span in spans[:-1])]
    assert spans[-1][1] == bees.file.line_count


def test_left_out_comments_change_no_id_of_the_others(bees: Discussion) -> None:
    got = loaded(bees, chosen=[1])
    assert [(comment["id"], comment["parent"]) for comment in got["comments"]] == [(2, 1)]
    assert got["receipt"]["read_comments"] == 3


def test_json_has_one_comment_a_line_and_ends_with_a_line_feed(bees: Discussion) -> None:
    lines = written(bees).decode().split("\n")
    assert sum('"depth": ' in line for line in lines) == 3
    assert lines[-1] == ""


def test_a_discussion_without_anything_is_still_whole(build: Build) -> None:
    got = loaded(build(None, [], []))
    assert (got["title"], got["comments"]) == (None, [])
    assert got["receipt"]["spans"] == []


def test_json_lines_are_the_comments_of_the_json(bees: Discussion) -> None:
    lines = written(bees, "jsonl").decode().splitlines()
    assert [json.loads(line) for line in lines] == loaded(bees)["comments"]


def test_bytes_that_are_no_text_become_escapes_of_valid_json(build: Build) -> None:
    data = written(build("\udcff title", [], [{"author": "\udc80"}]))
    assert rb"\udcff title" in data
    assert json.loads(data)["title"] == "\udcff title"


@given(author=st.text(BYTES), words=st.text(BYTES).filter(lambda text: "---" not in text and text.strip()))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_text_comes_back_as_it_was(build: Build, author: str, words: str) -> None:
    """Controls, quotes, the separators of Unicode and bytes that are no text are text like any other."""
    got = loaded(build(words, [words], [{"author": author, "body": f"x{words}x"}]))
    assert got["title"] == got["article"]["paragraphs"][0] == words
    assert (got["comments"][0]["author"], got["comments"][0]["segments"]) == (author, [f"x{words}x"])
