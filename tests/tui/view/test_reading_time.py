"""When a comment counts as read."""

from __future__ import annotations

from thread_reader.view.reading_time import CURSOR_SECONDS, SCREEN_SECONDS, ReadingTime


def test_the_cursor_has_to_stay_for_a_moment() -> None:
    time = ReadingTime()
    assert time.look(0.0, 3, []) == []
    assert time.look(CURSOR_SECONDS - 0.1, 3, []) == []
    assert time.look(CURSOR_SECONDS, 3, []) == [3]
    assert time.look(CURSOR_SECONDS + 0.1, 4, []) == [], "it has moved"
    assert time.look(2 * CURSOR_SECONDS + 0.2, 4, []) == [4]


def test_all_lines_have_to_be_on_the_screen_for_longer() -> None:
    time = ReadingTime()
    assert time.look(0.0, None, [1, 2]) == []
    assert time.look(1.0, None, [2, 3]) == []
    assert time.look(SCREEN_SECONDS, None, [1, 2, 3]) == [2], "1 was away in between"
    assert time.look(1.0 + SCREEN_SECONDS, None, [1, 2, 3]) == [2, 3]


def test_what_covers_the_screen_starts_it_again() -> None:
    time = ReadingTime()
    time.look(0.0, 1, [1])
    time.left_off()
    assert time.look(5.0, 1, [1]) == []
