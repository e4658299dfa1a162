"""What is written depends on the page alone: not on the order of hashes, the time zone or the machine's language."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Command = Callable[..., subprocess.CompletedProcess[bytes]]

PAGES = sorted((Path(__file__).parents[3] / "samples").glob("*.txt"))

HERE = {"PYTHONHASHSEED": "0", "TZ": "UTC", "LANG": "C.UTF-8"}
ELSEWHERE = {"PYTHONHASHSEED": "1", "TZ": "Pacific/Kiritimati", "LANG": "C", "LC_ALL": "C"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_the_same_page_gives_the_same_bytes_on_every_machine(command: Command, page: Path) -> None:
    here, elsewhere = (command(page, "--to", "json", "--stats", **around) for around in (HERE, ELSEWHERE))
    assert (here.returncode, here.stderr) == (0, b"")
    assert b'"stats"' in here.stdout
    assert here.stdout == elsewhere.stdout
