"""Times as pages write them: what is read, what is left as written, what is no time."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thread_parsers.times.epoch import EPOCH
from thread_parsers.times.times import VAGUE, TimeReader

HOUR, DAY = 3600, 86400

ABSOLUTE = [
    ("2025-12-24 06:14", "2025-12-24 06:14:00", None),
    ("2025-12-24", "2025-12-24 00:00:00", None),
    ("2025-12-24T06:14:05Z", "2025-12-24 06:14:05", 0),
    ("2025-12-24T06:14:05+02:00", "2025-12-24 06:14:05", 120),
    ("2025-12-24 06:14:05.250 -03:30", "2025-12-24 06:14:05", -210),
    ("2025-12-24 06:14 UTC", "2025-12-24 06:14:00", 0),
    ("2025/12/24 06:14", "2025-12-24 06:14:00", None),
    ("2025.12.24", "2025-12-24 00:00:00", None),
    ("24.12.2025 18:30", "2025-12-24 18:30:00", None),
    ("24/12/2025 18:30", "2025-12-24 18:30:00", None),
    ("12/24/2025 6:14 pm", "2025-12-24 18:14:00", None),
    ("05/05/2025", "2025-05-05 00:00:00", None),
    ("Wed, 24 Dec 2025 06:14:00 +0000", "2025-12-24 06:14:00", 0),
    ("Wed, 24 Dec 2025 06:14:00 EST", "2025-12-24 06:14:00", -300),
    ("Dec 24, 2025 at 6:14 PM", "2025-12-24 18:14:00", None),
    ("December 24th, 2025, 12:14 a.m.", "2025-12-24 00:14:00", None),
    ("6:14 PM · Dec 24, 2025", "2025-12-24 18:14:00", None),
    ("18:30, 24 December 2025 (UTC)", "2025-12-24 18:30:00", 0),
    ("on April 20, 2020", "2020-04-20 00:00:00", None),
    ("Posted: Dec 24, 2025 18:30 (edited)", "2025-12-24 18:30:00", None),
    ("24 décembre 2025", "2025-12-24 00:00:00", None),
    ("mercredi 24 décembre 2025 à 18h30", "2025-12-24 18:30:00", None),
    ("24. Dezember 2025 um 18:30 Uhr", "2025-12-24 18:30:00", None),
    ("24 de diciembre de 2025 a las 18:30", "2025-12-24 18:30:00", None),
    ("24 de dezembro de 2025", "2025-12-24 00:00:00", None),
    ("24 dicembre 2025", "2025-12-24 00:00:00", None),
    ("24 grudnia 2025", "2025-12-24 00:00:00", None),
    ("24 Aralık 2025 18:30", "2025-12-24 18:30:00", None),
    ("24 декабря 2025 г. в 18:30", "2025-12-24 18:30:00", None),
    ("24 грудня 2025", "2025-12-24 00:00:00", None),
    ("2025年12月24日", "2025-12-24 00:00:00", None),
    ("2025年12月24日 下午6:14", "2025-12-24 18:14:00", None),
    ("2025년 12월 24일 오후 6:14", "2025-12-24 18:14:00", None),
]

RELATIVE = [
    ("3h", 3 * HOUR),
    ("3h ago", 3 * HOUR),
    ("3 hours ago", 3 * HOUR),
    ("an hour ago", HOUR),
    ("about 3 hours ago", 3 * HOUR),
    ("1 day, 3 hours ago", DAY + 3 * HOUR),
    ("5 mo. ago", 150 * DAY),
    ("2y", 730 * DAY),
    ("Edited 2 days ago", 2 * DAY),
    ("2 days ago (edited)", 2 * DAY),
    ("just now", 0),
    ("yesterday", DAY),
    ("il y a 3 heures", 3 * HOUR),
    ("vor 2 Tagen", 2 * DAY),
    ("hace una semana", 7 * DAY),
    ("há 2 dias", 2 * DAY),
    ("3 ore fa", 3 * HOUR),
    ("3 uur geleden", 3 * HOUR),
    ("3 часа назад", 3 * HOUR),
    ("3 години тому", 3 * HOUR),
    ("2 dni temu", 2 * DAY),
    ("2 gün önce", 2 * DAY),
    ("3 giờ trước", 3 * HOUR),
    ("3小时前", 3 * HOUR),
    ("5ヶ月前", 150 * DAY),
    ("3시간 전", 3 * HOUR),
]

TOO_LITTLE_SAID = [
    "6:14 PM", "18:30", "6pm", "Dec 24", "24 Dec, 6:14 PM", "May 5", "24 décembre, 18h30", "Today at 6:14 PM",
    "Yesterday at 18:30", "05/06/2025", "1/2/2025 10:00 AM",
]  # fmt: skip

NO_TIMES = [
    "", " ", "1", "100", "1999", "20251224", "1766556840", "19 billion", "May", "March", "Sunday", "1.5.2", "v2.3 2025",
    "Version 2", "Chapter 12", "Psalm 23", "Room 101", "12 monkeys 1995", "May 1995", "in 3 hours", "ago", "3 apples",
    "99:99", "25:00", "2025-13-45", "2025-12-24 99:99", "Dec 45, 2025", "Feb 30, 2025", "13 PM", "16:9:4:1", "$3.50",
    "12 points", "3 likes", "10.0.0.1", "\x00", "\ud800", "²³:⁴⁵", "3 hours ago " * 9, "9" * 5000 + "h ago",
]  # fmt: skip


@pytest.mark.parametrize(("words", "clock", "zone"), ABSOLUTE)
def test_an_absolute_time_is_read_by_the_clock_of_the_page(words: str, clock: str, zone: int | None) -> None:
    when = TimeReader().read(words)
    assert when is not None
    assert when.seconds is not None
    assert (str(EPOCH + timedelta(seconds=when.seconds)), when.zone, when.ago) == (clock, zone, None)


@pytest.mark.parametrize(("words", "ago"), RELATIVE)
def test_a_relative_time_is_seconds_before_the_page_was_saved(words: str, ago: int) -> None:
    when = TimeReader().read(words)
    assert when is not None
    assert (when.ago, when.absolute) == (ago, False)


@pytest.mark.parametrize("words", TOO_LITTLE_SAID)
def test_a_time_that_says_too_little_is_known_and_not_completed(words: str) -> None:
    assert TimeReader().read(words) == VAGUE


@pytest.mark.parametrize("words", NO_TIMES)
def test_what_is_no_time_is_not_guessed_at(words: str) -> None:
    assert TimeReader().read(words) is None


_TOKENS = (
    "Dec 24 2025 , at 6:14 PM . / - 年 月 日 ago 3 hours h T Z + UTC ( ) décembre vor il y a mai 11 0 99 : ½ ٣ é İ"
)
TOKENS = st.sampled_from(_TOKENS.split())


@given(st.lists(TOKENS | st.text(max_size=3), max_size=12).map(" ".join) | st.text(max_size=50))
@settings(deadline=None)
def test_any_words_are_read_without_an_error_and_alike_twice(words: str) -> None:
    reader = TimeReader()
    assert reader.read(words) == reader.read(words) == TimeReader().read(words)


def test_the_library_is_loaded_by_a_page_that_needs_it_and_no_other() -> None:
    script = """
import sys
from thread_parsers.formats.plain.plain import PLAIN
loaded = ["thread_parsers.formats.plain.reader" in sys.modules]
from thread_parsers.reading import parse
for page in sys.argv[1:]:
    assert len(parse(page, format_name="plain").comments) == 2
    loaded.append("dateparser" in sys.modules)
print(loaded)
"""
    english = "Ada · Dec 24, 2025 at 6:14 PM\nIn 1990, 3 of us were there\nBo · 3 hours ago\nMe too\n"
    french = "Ada · 24 décembre 2025\nOui\nBo · 25 décembre 2025\nNon\n"
    environment = {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"}
    said = subprocess.run(
        [sys.executable, "-c", script, english, french], capture_output=True, check=True, env=environment
    )
    assert said.stdout.decode().strip() == "[False, False, True]"
