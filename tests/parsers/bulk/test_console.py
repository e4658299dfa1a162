"""What the command says."""

from __future__ import annotations

import pytest

from thread_parsers.bulk.console import progress_line, share_line, summary
from thread_parsers.bulk.writing import Report


@pytest.mark.parametrize(
    ("report", "seconds", "line"),
    [
        (Report(), 0.0, "0 pages, 0 pages/s, 0 errors"),
        (Report(share_done=0.3), 5.0, "0 pages, 0 pages/s, 0 errors"),
        (
            Report(pages=12_345, failed=1, share_done=0.25),
            10.0,
            "12,345 pages, 1,234 pages/s, 1 error, 25 %, 0:30 left",
        ),
        (Report(pages=1, known=9, share_done=0.01), 100.0, "1 page, 0 pages/s, 9 known, 0 errors, 1 %, 2:45:00 left"),
        (Report(pages=1, share_done=1.5), 1.0, "1 page, 1 pages/s, 0 errors, 100 %, 0:00 left"),
    ],
)
def test_the_line_of_progress(report: Report, seconds: float, line: str) -> None:
    assert progress_line(report, seconds) == line


@pytest.mark.parametrize(
    ("share", "seconds", "line"),
    [(0.0, 9.0, "0 %"), (0.25, 10.0, "25 %, 0:30 left"), (2.0, 1.0, "100 %, 0:00 left")],
)
def test_the_line_of_progress_while_a_corpus_is_asked(share: float, seconds: float, line: str) -> None:
    assert share_line(share, seconds) == line


def test_the_summary_names_what_there_was() -> None:
    assert summary(Report(pages=2, comments=1), 1.0) == "2 pages with 1 comment added; 2 pages/s"
    report = Report(pages=20, comments=30, sieved=4, duplicates=3, failed=2, known=1_000)
    words = (
        "20 pages with 30 comments added, 1,000 known before, 4 not like a discussion, 3 the same as another, 2 failed"
    )
    assert summary(report, 10.0) == f"{words}; 2 pages/s"
