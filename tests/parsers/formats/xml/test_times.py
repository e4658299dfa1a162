"""Times of feeds and exports."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from thread_parsers.formats.xml.times import feed_time, utc_time


@pytest.mark.parametrize(
    ("written", "clock", "zone"),
    [
        ("2014-01-14T17:31:03Z", "2014-01-14T17:31:03", 0),
        ("2014-01-14T17:31:03.250-03:30", "2014-01-14T17:31:03", -210),
        ("2014-01-14 17:31", "2014-01-14T17:31:00", None),
        ("Tue, 14 Jan 2014 17:31:03 +0000", "2014-01-14T17:31:03", 0),
        (" 4 jan 2014 7:31 -0130 ", "2014-01-04T07:31:00", -90),
        ("Tuesday, 14 January 2014 17:31:03 EST", "2014-01-14T17:31:03", -300),
        ("Tue, 14 Jan 2014 17:31:03 XYZ", "2014-01-14T17:31:03", None),
        ("14 Jan 2014 17:31:03", "2014-01-14T17:31:03", None),
    ],
)
def test_times_of_feeds(written: str, clock: str, zone: int | None) -> None:
    seconds = int(datetime.fromisoformat(clock).replace(tzinfo=UTC).timestamp())
    assert feed_time(written) == (seconds, zone)


@pytest.mark.parametrize(
    "written",
    ["", "yesterday", "31 Feb 2014 10:00", "14 Foo 2014 10:00", "14 Jan 2014 25:00", "0000-00-00 00:00:00", "1" * 99],
)
def test_what_is_not_a_time_is_none(written: str) -> None:
    assert feed_time(written) is None
    assert utc_time(written) is None


def test_a_time_that_is_defined_as_utc_has_that_zone() -> None:
    assert utc_time("1970-01-02 00:00:05") == (86_405, 0)
    assert utc_time("1970-01-02T00:00:05+01:00") == (86_405, 60)
