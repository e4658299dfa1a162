"""What is counted in a database is what would be counted in memory."""

from __future__ import annotations

from array import array
from contextlib import closing
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from thread_parsers.bulk import totals
from thread_parsers.bulk.totals import Totals
from thread_parsers.stats import Counters
from thread_parsers.stats.timeline import timeline
from thread_parsers.steps import run_to_end

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pytest

MINUTE, DAY = 60, 86_400
TIMES = st.lists(st.one_of(st.integers(0, 200), st.integers(9_000, 9_030), st.integers(0, 200_000)), max_size=60)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TIMES, TIMES, st.integers(1, 7), st.integers(1, 30))
def test_times_are_counted_as_in_memory(
    monkeypatch: pytest.MonkeyPatch, minutes: Sequence[int], days: Sequence[int], block: int, waiting: int
) -> None:
    times, dates = (array("q", [each * size for each in some]) for some, size in ((minutes, MINUTE), (days[:9], DAY)))
    expected = run_to_end(timeline(Counters(times=times[:], dates=dates[:])))
    counters = Counters()
    with monkeypatch.context() as patch, closing(Totals()) as kept:
        patch.setattr(totals, "SLICE_TIMES", block)
        patch.setattr(totals, "MAX_WAITING", waiting)
        patch.setattr(import_module("thread_parsers.stats.timeline"), "MAX_WAITING", 5)
        for start in range(0, 60, 4):
            counters.merge(Counters(times=times[start : start + 4], dates=dates[start : start + 4]))
            kept.take_times(counters)
            assert len(counters.times) + len(counters.dates) < waiting
        kept.take_times(counters, is_last=True)
        found = run_to_end(timeline(counters, kept.times(exact=True), kept.times(exact=False)))
    assert found == replace(expected, times=array("q"))
    assert (counters.times, counters.dates) == (array("q"), array("q"))
