"""The head of a comment: what the page writes beside the name, and how sure the time is."""

from __future__ import annotations

import pytest
from rich.style import Style

from harness.discussions import Post, make_discussion
from thread_reader.render.layout import lay_out
from thread_reader.render.looks import Looks
from thread_reader.render.painting import Overlay, Painter

POSTS = [Post("BayCourier", "Over.", "2024-03-09T18:20", likes=-3), Post("mossandiron", "Out."), Post("Ann", "In.")]


@pytest.fixture
def painter() -> Painter:
    discussion = make_discussion(POSTS)
    columns = discussion.columns
    columns.badges.update({0: "OP", 1: "Verified \x1b[31mPurchaser"})
    columns.edited[0] = "an hour ago"
    columns.times_as_written[1] = "05/06/2025"
    return Painter(discussion, 78, Looks(Style(), lambda _: Style()))


def head(painter: Painter, comment: int, width: int = 78) -> str:
    painter = painter._replace(width=width)
    layout = lay_out(painter.discussion, comment, width)
    return "".join(segment.text for segment in painter.line(comment, layout, 0, Overlay())).rstrip()


def test_badge_time_score_below_zero_and_edit_follow_the_name(painter: Painter) -> None:
    assert head(painter, 0) == " ▾ BC BayCourier OP  2024-03-09 18:20  ♥ -3  edited"


def test_a_long_badge_is_cut_and_harmless(painter: Painter) -> None:
    assert head(painter, 1) == " ▾ MO mossandiron Verified ␛[31mP…  05/06/2025"


def test_facts_leave_before_the_badge_where_there_is_no_room(painter: Painter) -> None:
    assert head(painter, 0, 40) == " ▾ BC BayCourier OP  2024-03-09 18:20"
    assert head(painter, 0, 24).startswith(" ▾ BC BayCo")


@pytest.mark.parametrize(
    ("unit", "shown"),
    [
        (None, "2024-03-04 00:00"),
        ("hour", "2024-03-04 00h"),
        ("day", "2024-03-04"),
        ("week", "2024-W10"),
        ("month", "2024-03"),
        ("year", "2024"),
    ],
)
def test_a_computed_time_has_a_tilde_and_is_no_finer_than_its_words(
    painter: Painter, unit: str | None, shown: str
) -> None:
    columns = painter.discussion.columns
    columns.time[2] = columns.time[0] - columns.time[0] % 86400 - 5 * 86400
    columns.inferred_times.add(2)
    if unit is not None:
        columns.time_units[2] = unit  # type: ignore[assignment]
    assert head(painter, 2) == f" ▾ AN Ann  ~{shown}"
