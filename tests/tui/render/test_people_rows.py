"""Rows of the stats about people: the bar of an author has the colour of the name."""

from __future__ import annotations

from harness.discussions import Post, make_discussion
from thread_parsers.stats import measure
from thread_reader.render.looks import badge_role
from thread_reader.render.signs import UNICODE
from thread_reader.render.stats.people_rows import exchanges, people
from thread_reader.render.stats.row import Canvas


def test_an_author_has_the_colour_that_the_user_has_chosen() -> None:
    discussion = make_discussion([Post(name, "No.") for name in ("Ann",) * 9 + ("Bo",) * 5 + ("Cy",) * 3])
    canvas = Canvas(measure(discussion), discussion, 60, UNICODE, colours={"Bo": "violet"})
    rows = [[part.role for part in row.parts] for row in people(canvas)]
    assert [roles[2] for roles in rows[1:4]] == [badge_role("Ann"), badge_role("", "violet"), badge_role("Cy")]


def test_names_have_the_room_of_bars_that_are_not_drawn() -> None:
    names = ("a_very_long_name_of_a_person", "another_name_of_a_person")
    posts = [Post(names[number % 2], "No.", parent=number) for number in range(3)]
    discussion = make_discussion(posts)
    canvas = Canvas(measure(discussion), discussion, 70, UNICODE)
    rows = ["".join(part.text for part in row.parts) for row in exchanges(canvas)]
    assert f"{names[1]} → {names[0]}  1" in rows
