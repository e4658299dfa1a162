"""A small share of everything hostile that is counted; the whole of it is `python tests/hostile/figures.py`."""

from __future__ import annotations

import pytest

from harness.attacks import ROWS, Row

SHARES = {
    "in_process": 400,
    "bytes_opened": 1_000,
    "mails_read": 400,
    "code_points": 30_000,
    "keyboards": 5_000,
    "terminal_runs": 12,
    "large_pages": 2,
    "kills": 10,
    "note_kills": 10,
}
"""How much of each row is tried every time; the failing calls have tests of their own."""


@pytest.mark.parametrize(
    "row", [row for row in ROWS if row.try_out.__name__ in SHARES], ids=lambda row: row.try_out.__name__
)
def test_nothing_is_found_in_a_share_of_it(row: Row) -> None:
    figure = row.try_out(SHARES[row.try_out.__name__])
    assert figure.tried > 0
    assert figure.findings == []
