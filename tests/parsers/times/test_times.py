"""Times as pages write them: what is read, what is left as written, what is no time."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import datetime, timedelta
from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from thread_parsers.times.epoch import EPOCH
from thread_parsers.times.known_words import has_other_words
from thread_parsers.times.tables import tables
from thread_parsers.times.times import VAGUE, TimeReader, When

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
    ("24. Dezember 2025, 18.30 Uhr", "2025-12-24 18:30:00", None),
    ("24.12.2025, 18:30 Uhr", "2025-12-24 18:30:00", None),
    ("24 décembre 2025 à 18 h 30", "2025-12-24 18:30:00", None),
    ("24 décembre 2025 à 18 h 30 min", "2025-12-24 18:30:00", None),
    ("24 Dec 2025 18.30", "2025-12-24 18:30:00", None),
    ("24 grudnia 2025 o 18:30", "2025-12-24 18:30:00", None),
    ("Dec 24 '25 at 18:30", "2025-12-24 18:30:00", None),
    ("6:14 PM on December 24, 2025", "2025-12-24 18:14:00", None),
    ("24 de diciembre de 2025, 6:14 p. m.", "2025-12-24 18:14:00", None),
    ("24 december 2025 kl. 18.30", "2025-12-24 18:30:00", None),
    ("24. joulukuuta 2025 klo 18.30", "2025-12-24 18:30:00", None),
    ("24 Δεκεμβρίου 2025, 6:14 μ.μ.", "2025-12-24 18:14:00", None),
    ("2025. december 24. 18:30", "2025-12-24 18:30:00", None),
    ("24 tháng 12, 2025 lúc 18:30", "2025-12-24 18:30:00", None),
    ("24 ธันวาคม 2568", "2025-12-24 00:00:00", None),
    ("۲۰۲۵/۱۲/۲۴ ۱۸:۳۰", "2025-12-24 18:30:00", None),
    ("٢٤ ديسمبر ٢٠٢٥", "2025-12-24 00:00:00", None),
    ("24 בדצמבר 2025", "2025-12-24 00:00:00", None),
    ("24 दिसंबर 2025", "2025-12-24 00:00:00", None),
    ("Wed 24/12/2025", "2025-12-24 00:00:00", None),
    ("среда, 24.12.2025 18:30", "2025-12-24 18:30:00", None),
    ("24/12/25", "2025-12-24 00:00:00", None),
    ("24.12.98", "1998-12-24 00:00:00", None),
    ("24-Dec-25 18:30", "2025-12-24 18:30:00", None),
    ("Mar 23 Déc 2025 18:30", "2025-12-23 18:30:00", None),
    ("answered Dec 24, 2025 at 18:30", "2025-12-24 18:30:00", None),
    ("24. Dezember 2025 @ 18:30", "2025-12-24 18:30:00", None),
    ("12. listopada 2025.", "2025-10-12 00:00:00", None),
    ("12 listopada 2025", "2025-11-12 00:00:00", None),
]

MONTHS = [
    ("Dec 2025", "2025-12-01"), ("December 2025", "2025-12-01"), ("décembre 2025", "2025-12-01"),
    ("2025年12月", "2025-12-01"), ("2025년 12월", "2025-12-01"), ("May 1995", "1995-05-01"),
]  # fmt: skip

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
    ("15h ago", 15 * HOUR),
    ("30+ days ago", 30 * DAY),
    ("3 天前", 3 * DAY),
    ("5 saat önce", 5 * HOUR),
    ("vor 3 Std.", 3 * HOUR),
    ("il y a 2 j", 2 * DAY),
    ("vor 2 J", 730 * DAY),
    ("قبل ساعتين", 2 * HOUR),
    ("לפני שעתיים", 2 * HOUR),
    ("3 घंटे पहले", 3 * HOUR),
    ("منذ 3 أيام", 3 * DAY),
    ("3 ชั่วโมงที่แล้ว", 3 * HOUR),
    ("kemarin", DAY),
    ("la semaine dernière", 7 * DAY),
]

UNITS = [
    ("just now", None), ("20 minutes ago", None), ("3h", "hour"), ("1 day, 3 hours ago", "hour"), ("yesterday", "day"),
    ("2 days ago", "day"), ("3 weeks ago", "week"), ("3mo", "month"), ("2 years ago", "year"), ("hace un año", "year"),
]  # fmt: skip

DAYS_WITH_CLOCK = [
    ("Today at 6:14 PM", 0, 18 * HOUR + 840), ("Yesterday at 18:30", 1, 18 * HOUR + 1800),
    ("gestern um 18:30", 1, 18 * HOUR + 1800), ("вчера в 18:30", 1, 18 * HOUR + 1800),
    ("昨天 18:30", 1, 18 * HOUR + 1800), ("προχθές 18:30", 2, 18 * HOUR + 1800),
]  # fmt: skip

TOO_LITTLE_SAID = [
    "6:14 PM", "18:30", "6pm", "Dec 24", "24 Dec, 6:14 PM", "May 5", "24 décembre, 18h30", "9 mars",
    "Sunday at 6:14 PM", "3月9日", "05/06/2025", "Sat 05/06/25", "24.12 18:30", "25-12-24 18:30", "1/2/2025 10:00 AM",
]  # fmt: skip

NO_TIMES = [
    "", " ", "1", "100", "1999", "20251224", "1766556840", "19 billion", "May", "March", "Sunday", "1.5.2", "v2.3 2025",
    "Version 2", "Chapter 12", "Psalm 23", "Room 101", "12 monkeys 1995",
    "24-03-12", "May 3000", "3 Std.", "10 g", "John 3:16", "in 3 hours", "ago", "3 apples",
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


@pytest.mark.parametrize(("words", "first"), MONTHS)
def test_a_month_of_a_year_is_no_finer_than_that(words: str, first: str) -> None:
    when = TimeReader().read(words)
    assert when is not None
    assert (str(EPOCH + timedelta(seconds=when.seconds or 0))[:10], when.unit) == (first, "month")


@pytest.mark.parametrize(("words", "unit"), UNITS)
def test_a_relative_time_is_as_exact_as_the_finest_of_its_units(words: str, unit: str | None) -> None:
    when = TimeReader().read(words)
    assert when is not None
    assert when.unit == unit


@pytest.mark.parametrize(("words", "days_ago", "clock"), DAYS_WITH_CLOCK)
def test_a_time_of_day_on_a_relative_day_is_relative(words: str, days_ago: int, clock: int) -> None:
    assert TimeReader().read(words) == When(days_ago=days_ago, clock=clock)


SAVED = datetime(2024, 3, 31, 18, 20, 45)


@pytest.mark.parametrize(
    ("words", "resolved"),
    [
        ("just now", "2024-03-31 18:20:00"),
        ("25 minutes ago", "2024-03-31 17:55:00"),
        ("19 hours ago", "2024-03-30 23:00:00"),
        ("yesterday", "2024-03-30 00:00:00"),
        ("yesterday at 6:14 PM", "2024-03-30 18:14:00"),
        ("today at 06:14", "2024-03-31 06:14:00"),
        ("2 weeks ago", "2024-03-11 00:00:00"),
        ("1 month ago", "2024-02-01 00:00:00"),
        ("15 months ago", "2022-12-01 00:00:00"),
        ("2 years ago", "2022-01-01 00:00:00"),
        ("Mar 2024", "2024-03-01 00:00:00"),
        ("2024-03-09 06:14", "2024-03-09 06:14:00"),
        ("9999 years ago", None),
        ("9999 weeks ago", "1832-08-06 00:00:00"),
        ("05/06/2025", None),
    ],
)
def test_a_relative_time_becomes_the_beginning_of_its_unit(words: str, resolved: str | None) -> None:
    when = TimeReader().read(words)
    assert when is not None
    seconds = when.resolved(int((SAVED - EPOCH).total_seconds()))
    assert (None if seconds is None else str(EPOCH + timedelta(seconds=seconds))) == resolved


def test_the_order_of_day_and_month_is_decided_by_all_dates_of_the_page() -> None:
    reader = TimeReader()
    dates = ["10/03/2024 14:00", "13/03/2024 14:03"]
    assert reader.read(dates[0]) == VAGUE
    assert reader.decide_order(dates) == reader.order == "day"
    assert reader.read(dates[0]) == TimeReader().read("2024-03-10 14:00")
    assert reader.read("10/03/24") == TimeReader().read("2024-03-10")
    assert TimeReader("month").read("10/03/2024") == TimeReader().read("2024-10-03")
    assert reader.decide_order(["10/03/2024"]) is None
    assert reader.read(dates[0]) == VAGUE


def test_a_date_that_is_clear_decides_for_those_read_later_unless_they_contradict_each_other() -> None:
    reader = TimeReader()
    assert reader.read("10/03/2024") == VAGUE
    assert reader.read("Wed 13/03/2024 14:03") == TimeReader().read("2024-03-13 14:03")
    assert reader.read("10/03/2024") == TimeReader().read("2024-03-10")
    assert (reader.read("2024-03-13"), reader.read("25.12.2024")) == (
        TimeReader().read("2024-03-13"),
        TimeReader().read("2024-12-25"),
    )
    assert reader.order == "day"
    assert reader.read("03/13/2024") == TimeReader().read("2024-03-13")
    assert reader.read("10/03/2024") == VAGUE


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


def test_the_words_of_all_languages_are_loaded_by_a_page_that_needs_them_and_no_other() -> None:
    script = """
import sys
from thread_parsers.formats.plain.plain import PLAIN
loaded = ["thread_parsers.formats.plain.reader" in sys.modules]
from thread_parsers.reading import parse
for page in sys.argv[1:]:
    assert len(parse(page, format_name="plain").comments) == 2
    loaded.append("thread_parsers.times.cldr_words" in sys.modules)
print(loaded)
"""
    english = "Ada · Dec 24, 2025 at 6:14 PM\nIn 1990, 3 of us were there\nBo · 3 hours ago\nMe too\n"
    french = "Ada · 24 décembre 2025\nOui\nBo · 25 décembre 2025\nNon\n"
    environment = {"PYTHONPATH": os.pathsep.join(sys.path), "PYTHONUTF8": "1"}
    said = subprocess.run(
        [sys.executable, "-c", script, english, french], capture_output=True, check=True, env=environment
    )
    assert said.stdout.decode().strip() == "[False, False, True]"


def test_no_word_of_any_language_is_taken_for_one_that_times_do_not_have() -> None:
    known = tables()
    frames = [*chain(*known.frames_by_first.values(), *known.frames_by_last.values())]
    texts = {f"{frame.before} 3 {unit} {frame.after}".strip() for frame in frames for unit in frame.units}
    texts |= {f"12 {month} 2024" for month in known.months} | {f"12 Dec 2024 6:14 {half}" for half in known.halves}
    assert [text for text in sorted(texts) if has_other_words(text)] == []
    assert [text for text in ("bridge 12", "3 bridges ago", "Bridge") if has_other_words(text)] == [
        "bridge 12", "3 bridges ago"
    ]  # fmt: skip


@given(
    st.sampled_from(
        ("{m:02}/{d:02}/{y}", "{d}.{m}.{y}", "{y}-{m:02}-{d:02}", "May {d}, {y}", "{d} März {y}", "Mon {d} Ago {y}")
    ),
    st.integers(0, 33), st.integers(0, 14), st.integers(1969, 2068),
    st.sampled_from((" ", ", ", " at ", ", at ", " um ")),
    st.sampled_from(("{h}:{n:02}", "{h}:{n:02}:59", "{h}:{n:02} PM", "{h}:{n:02}am")),
    st.integers(0, 25), st.integers(0, 61),
)  # fmt: skip
def test_a_date_before_a_clock_is_read_as_in_brackets(
    date: str, day: int, month: int, year: int, join: str, clock: str, hour: int, minute: int
) -> None:
    """Most times have this form, and are read by a shorter way."""
    words = date.format(d=day, m=month, y=year) + join + clock.format(h=hour, n=minute)
    assert TimeReader().read(words) == TimeReader().read(f"({words})")
