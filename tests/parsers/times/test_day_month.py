"""The order of day and month, decided from all dates of a page."""

from __future__ import annotations

import pytest

from thread_parsers.times.day_month import day_month_order


@pytest.mark.parametrize(
    ("dates", "order"),
    [
        (["10/03/2024 14:00", "13/03/2024 14:03"], "day"),
        (["3/10/2024", "3/13/2024"], "month"),
        (["[12/03/24, 10:15:32]", "[25/03/24, 10:15:32]"], "day"),
        (["12/31/24, 10:15 PM"], "month"),
        (["10-03-2024", "31-03-2024"], "day"),
        (["01.02.2024"], "day"),
        (["10/03/2024", "11/03/2024"], None),
        (["13/03/2024", "03/13/2024"], None),
        (["2024-13-03", "24/13/1999/5", "32/01/2024", "1.13.03.2024", "12:13", ""], None),
        ([], None),
    ],
)
def test_a_number_above_twelve_decides_for_all(dates: list[str], order: str | None) -> None:
    assert day_month_order(dates) == order


def test_one_day_among_many_is_enough_wherever_it_is() -> None:
    dates = [f"{day:02}/{month:02}/2024" for day in range(1, 13) for month in range(1, 13)]
    assert day_month_order(dates) is None
    assert day_month_order(["19/01/2024", *dates]) == day_month_order([*dates, "19/01/2024"]) == "day"
