"""Fields of decoded values: a wrong type anywhere is a missing member, and never an error."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.json_texts import VALUES, WORDS
from thread_parsers.formats.json import fields

if TYPE_CHECKING:
    from collections.abc import Callable

POST = {
    "author": {"name": "Mara", "id": 12345678901234567890, "bot": False},
    "score": -3,
    "tags": ["a", 7, None, "b"],
    "edits": [{"at": "1700000000"}, 4, {"at": 1700000001.9}],
    "big": 10**400,
    "far": float("inf"),
    "no number": float("nan"),
    "id": 42,
}


def test_what_is_there_is_found() -> None:
    assert fields.text(POST, "author", "name") == "Mara"
    assert fields.integer(POST, "score") == -3
    assert fields.identifier(POST, "id") == "42"
    assert fields.identifier({"id": "0042"}, "id") == "0042"
    assert fields.epoch(POST, "edits", 0, "at") == 1_700_000_000
    assert fields.epoch(POST, "edits", -1, "at") == 1_700_000_001
    assert fields.objects(POST, "edits") == [{"at": "1700000000"}, {"at": 1700000001.9}]
    assert fields.strings(POST, "tags") == ["a", "b"]
    assert fields.flag({"pinned": True}, "pinned")
    assert fields.text("as it is") == "as it is"


@pytest.mark.parametrize(
    ("found", "default"),
    [
        (fields.text(POST, "score"), ""),
        (fields.text(POST, "author"), ""),
        (fields.text(POST, "author", "name", "first"), ""),
        (fields.text(POST, "tags", 9), ""),
        (fields.text(POST, "tags", "0"), ""),
        (fields.integer(POST, "author", "bot"), None),
        (fields.integer(POST, "big"), None),
        (fields.integer(POST, "far"), None),
        (fields.integer(POST, "no number"), None),
        (fields.integer({"a": "12 likes"}, "a"), None),
        (fields.integer({"a": "1.5"}, "a"), None),
        (fields.integer({"a": 1.5}, "a", default=0), 0),
        (fields.identifier({"a": True}, "a"), ""),
        (fields.identifier({"a": 1.0}, "a"), ""),
        (fields.identifier(POST, "big"), ""),
        (fields.epoch({"a": True}, "a"), None),
        (fields.epoch({"a": -5}, "a"), None),
        (fields.epoch({"a": 10**12}, "a"), None),
        (fields.epoch(POST, "far"), None),
        (fields.epoch(POST, "no number"), None),
        (fields.epoch({"a": "soon"}, "a"), None),
        (fields.flag({"a": 1}, "a"), False),
        (fields.objects(POST, "author"), []),
        (fields.strings("abc"), []),
    ],
)
def test_what_is_not_there_or_not_of_the_type_is_the_default(found: object, default: object) -> None:
    assert found == default
    assert type(found) is type(default)


@pytest.mark.parametrize(
    ("written", "number"), [("7", 7), (" -12 ", -12), ("+3", 3), (7.0, 7), ("0" * 19, 0), ("9" * 20, None)]
)
def test_integers_may_be_written_in_other_ways(written: object, number: int | None) -> None:
    assert fields.integer(written) == number


@pytest.mark.parametrize(
    ("written", "seconds", "zone"),
    [
        ("2025-12-24T06:14:00Z", 1766556840, 0),
        ("2025-12-24T06:14:00.123Z", 1766556840, 0),
        ("2025-12-24T06:14:00.1234567+01:00", 1766556840, 60),
        ("2025-12-24T06:14:00.123456", 1766556840, None),
        ("2025-12-24 06:14:00", 1766556840, None),
        ("2025-12-24T06:14", 1766556840, None),
        ("2025-12-24T06:14:00-0530", 1766556840, -330),
        ("2025-12-24T06:14:00+02", 1766556840, 120),
        ("20251224T061400Z", 1766556840, 0),
        ("2025-12-24 06:14:00 UTC", 1766556840, 0),
        ("2025-12-24", 1766534400, None),
        ("1969-12-31T23:59:59Z", -1, 0),
        ("2016-12-31T23:59:60Z", 1483228800, 0),
    ],
)
def test_times_are_those_of_the_clock_as_it_is_written(written: str, seconds: int, zone: int | None) -> None:
    assert fields.iso_time({"at": written}, "at") == (seconds, zone)


@pytest.mark.parametrize(
    "written",
    ["", "now", "2025-13-01", "2025-02-30T00:00:00Z", "0000-00-00 00:00:00", "2025-12-24T25:00:00Z", "2025-12-24T06",
     "2025-12-24T06:14:00+99:00", "2025-12-24T06:14:00+05:99",
     "2025-12-24T06:14:00Zx", "٢٠٢٥-12-24", "1" * 100, 1766556840, None, ["2025-12-24"]],
)  # fmt: skip
def test_other_texts_are_not_times(written: object) -> None:
    assert fields.iso_time(written) is None


@given(st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30)), st.integers(-14 * 60, 14 * 60))
def test_any_time_is_read_as_the_standard_library_reads_it(moment: datetime, zone: int) -> None:
    moment = moment.replace(tzinfo=timezone(timedelta(minutes=zone)))
    found = fields.iso_time(moment.isoformat())
    assert found is not None
    seconds, minutes = found
    assert minutes == zone
    assert datetime.fromtimestamp(0, UTC) + timedelta(seconds=seconds - 60 * zone) == moment.replace(microsecond=0)


GETTERS: list[Callable[..., Any]] = [
    fields.text, fields.identifier, fields.integer, fields.flag, fields.epoch, fields.iso_time, fields.objects,
    fields.strings,
]  # fmt: skip
TYPES = {
    fields.text: str, fields.identifier: str, fields.integer: int, fields.flag: bool, fields.epoch: int,
    fields.iso_time: tuple, fields.objects: list, fields.strings: list,
}  # fmt: skip


@given(VALUES, st.lists(WORDS | st.integers(-3, 3), max_size=3))
def test_any_value_gives_the_type_or_the_default(value: Any, path: list[str | int]) -> None:
    for getter in GETTERS:
        found = getter(value, *path)
        assert found is None or type(found) is TYPES[getter]
        assert getter({"a": [value]}, "a", 0, *path) == found
