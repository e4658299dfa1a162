"""Calls of the system fail, one in each run; a sample of what `python tests/hostile/figures.py` tries whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from harness.call_failures import Fault, faults
from harness.failure_runs import Place, read, written
from harness.tracing import strace

if TYPE_CHECKING:
    from pathlib import Path

needs_strace = pytest.mark.skipif(strace() is None, reason="strace is not there, or may not trace: no call can fail")


@pytest.fixture
def place(root: Path, tmp_path: Path, program: list[str], environment: dict[str, str]) -> Place:
    """A folder with a page of ours."""
    page = (root / "samples" / "tram-line.txt").read_bytes()
    return Place(tmp_path, page, program, environment)


@needs_strace
@pytest.mark.parametrize("arguments", [["page.txt", "--to", "txt"], ["page.txt", "-o", "out.json"]], ids=" ".join)
def test_what_is_written_is_whole_or_absent_whichever_call_fails(place: Place, arguments: list[str]) -> None:
    outcome = written(place, arguments, every=13)
    assert outcome.findings == []
    assert outcome.tried > 12


@needs_strace
def test_the_terminal_is_put_back_whichever_call_fails(place: Place) -> None:
    outcome = read(place, every=83)
    assert outcome.findings == []
    assert outcome.tried > 8


def test_calls_of_the_start_and_of_other_threads_are_told_apart() -> None:
    log = '7 read(3</lib/a.so>) = 1\n7 openat("page.txt") = 3\n7 read(3</page.txt>) = 9\n8 read(0</dev/pts/1>) = 1\n'
    log += "8 read(0</dev/pts/1>) = 1\n7 read(3</x/b.pyc>) = 9\n"
    tried = [fault for fault in faults(log, "page.txt") if fault.error == "EIO"]
    assert tried == [Fault("openat", 1, "EIO"), Fault("read", 2, "EIO")]
    assert len(faults(log, "page.txt", long=True)) == len(faults(log, "page.txt")) + 4
