"""How long text takes to read."""

from __future__ import annotations

from thread_parsers.text.reading_time import duration, minutes, unspaced_share


def test_minutes_follow_words_pace_and_script() -> None:
    assert [minutes(words) for words in (0, 1, 230, 1150)] == [0, 1, 1, 5]
    assert minutes(1150, pace=460) == 2
    assert minutes(5000, unspaced=1.0) == 10
    assert minutes(5000, pace=115, unspaced=1.0) == 20


def test_a_duration_is_in_minutes_or_in_hours() -> None:
    assert [duration(value) for value in (1, 119, 120, 1740)] == ["1 min", "119 min", "2 h", "29 h"]


def test_the_share_of_scripts_without_spaces_is_that_of_the_words() -> None:
    assert unspaced_share("Oil the hinge.") == unspaced_share("") == 0
    assert unspaced_share("我们再看看吧") == 1
    assert unspaced_share("six words and 四字四字 and ツ") == 5 / 9
