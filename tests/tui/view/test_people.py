"""Marks of authors by comment."""

from __future__ import annotations

from harness.fake_host import comments_of
from thread_reader.state.authors import UNMARKED, AuthorMark
from thread_reader.view.people import People


def test_authors_are_found_by_their_comments() -> None:
    columns = comments_of(("Ann", -1, "one"), ("Bo", 0, "two"), ("Ann", -1, "three")).columns
    people = People(columns)
    assert (people.of(0), people.muted) == (UNMARKED, frozenset())
    people.recall({"Ann": AuthorMark("expert", muted=True), "nobody here": AuthorMark("x")})
    assert [people.of(comment).tag for comment in range(3)] == ["expert", "", "expert"]
    assert people.muted == {0, 2}
    people.put(1, AuthorMark(muted=True))
    people.put(0, UNMARKED)
    assert people.by_name == {"Bo": AuthorMark(muted=True)}
    assert people.muted == {1}
