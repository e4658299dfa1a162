"""What is said of the time since a discussion was last open."""

from __future__ import annotations

from datetime import datetime

import pytest

from thread_parsers.discussion.kept import KeptOfGone
from thread_reader.state.recalled import Numbers, Recalled
from thread_reader.view.since import since, since_last_time

NOW = datetime(2026, 11, 26, 9, 30)
FOUND = Recalled(1, Numbers(range(9)), b"", {}, {}, {}, (), {}, opened=int(datetime(2026, 11, 24, 8, 0).timestamp()))


LOST = KeptOfGone("a", "b", True, ())


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (datetime(2026, 11, 26, 8, 5), "08:05"),
        (datetime(2026, 11, 25, 23, 59), "yesterday"),
        (datetime(2026, 11, 24, 12, 0), "Tuesday"),
        (datetime(2026, 11, 19, 12, 0), "2026-11-19"),
        (datetime(2026, 11, 27, 1, 0), "01:00"),
    ],
)
def test_a_moment_is_as_short_as_it_can_be(moment: datetime, words: str) -> None:
    assert since(moment, NOW) == words


@pytest.mark.parametrize(
    ("found", "back_at", "words"),
    [
        (FOUND, None, ""),
        (FOUND, 213, "back at comment 214 · g from the start"),
        (FOUND._replace(new=frozenset(range(12)), gone=1), None, "12 new, 1 gone since Tuesday"),
        (FOUND._replace(edited=frozenset({1})), 1, "back at comment 2 · 1 edited since Tuesday · g from the start"),
        (
            FOUND._replace(other_path=b"/a/b\x1b\xff.html"),
            None,
            "same discussion as b␛␦.html, seen Tuesday (zo undoes)",
        ),
        (
            FOUND._replace(other_path=b"/a/" + b"0123456789" * 5 + b".html", new=frozenset({1})),
            1,
            "same discussion as 012345678901…456789.html, seen Tuesday (zo undoes) · 1 new · g from the start",
        ),
        (
            FOUND._replace(lost=(LOST, LOST)),
            None,
            "2 notes and stars on comments that are gone",
        ),
    ],
)
def test_only_what_has_happened_is_said(found: Recalled, back_at: int | None, words: str) -> None:
    assert since_last_time(found, NOW, back_at, ("g",), ("z o",)) == words
