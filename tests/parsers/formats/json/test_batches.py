"""Members of many objects at once: what `fields` and `stated` read from each of them."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from harness.json_texts import VALUES, WORDS
from thread_parsers.discussion.columns import NO_TIME
from thread_parsers.formats.json import batches, fields, stated

NUMBERS = st.one_of(
    st.integers(-5, 2_000_000_000),
    st.sampled_from([1 << 63, -(1 << 63), 10**400, fields.MAX_EPOCH, fields.MAX_EPOCH + 1]),
)
TIMES = st.one_of(
    st.datetimes().map(lambda moment: moment.isoformat()),
    st.datetimes().map(lambda moment: f"{moment:%Y-%m-%dT%H:%M:%S}.{moment.microsecond:06}Z"),
    st.sampled_from(
        ["2024-02-30T10:00:00Z", "2023-12-31T24:00:00", "2024-W05-1T10:00:00", "20240105T101112Z",
         "1969-12-31T23:59:59.5Z", "2024-05-02T10:11:12+00:00", "2024-05-02T10:11:12-05:30", "2024-05-02", "", "soon"]
    ),
)  # fmt: skip
KINDS = (
    st.integers(0, 2_000_000_000), NUMBERS, NUMBERS.map(lambda number: str(number)[:25]), st.floats(), WORDS, TIMES,
    st.none(), st.booleans(), VALUES, st.dictionaries(st.just("in"), WORDS),
)  # fmt: skip


@st.composite
def objects(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Objects of which a member has one or two types, or is missing."""
    kind = st.one_of(draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=2)))
    always = st.fixed_dictionaries({"x": kind})
    return draw(st.lists(always | st.just({}) if draw(st.booleans()) else always, min_size=1, max_size=6))


@given(objects())
def test_many_are_read_as_each_is(many: list[dict[str, Any]]) -> None:
    assert batches.texts(many, "x") == [fields.text(one, "x") for one in many]
    assert batches.identifiers(many, "x") == [fields.identifier(one, "x") for one in many]
    assert batches.scores(many, "x") == [stated.score(one, "x") for one in many]
    assert batches.counts(many, "x") == [stated.count(one, "x") for one in many]
    assert batches.flags(many, "x") == [fields.flag(one, "x") for one in many]
    epochs = [fields.epoch(one, "x") for one in many]
    assert batches.epochs(many, "x") == [NO_TIME if time is None else time for time in epochs]
    assert batches.texts(batches.inside(many, "x"), "in") == [fields.text(one, "x", "in") for one in many]


@given(objects(), st.sampled_from([None, 0, 60]))
def test_times_are_read_as_each_is(many: list[dict[str, Any]], zone: int | None) -> None:
    times, zones = batches.iso_times(many, "x", zone)
    assert list(zip(times, zones, strict=True)) == [stated.time_and_zone(one, "x", default_zone=zone) for one in many]
