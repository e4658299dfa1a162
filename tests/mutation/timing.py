"""A pytest plugin: write how each test ended, and the seconds it took, to the file that MUTATION_TIMES names."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pytest

seconds: defaultdict[str, float] = defaultdict(float)
failed: set[str] = set()


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    seconds[report.nodeid] += report.duration
    if report.failed:
        failed.add(report.nodeid)


def pytest_sessionfinish(session: pytest.Session) -> None:
    # Workers of pytest-xdist have no reports of their own to write; the controller has all.
    if not hasattr(session.config, "workerinput"):
        Path(os.environ["MUTATION_TIMES"]).write_text(json.dumps({"seconds": seconds, "failed": sorted(failed)}))
