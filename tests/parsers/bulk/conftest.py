"""Pages, archives of them, and the command that makes tables."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from harness.bulk_pages import Command, Start, page
from harness.children import running, with_default_signals

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PLUGIN = """
import os, signal, time
from thread_parsers import Format, Likeness

def likeness(source):
    head = source.read(0, 1000)
    if b"deadly" in head:
        os.kill(os.getpid(), signal.SIGKILL)
    while b"slow" in head and os.path.exists(os.environ["SLOW"]):
        time.sleep(0.01)
    return Likeness(0.0, "never")

PLUGIN = Format("killer", "pages that end the process, or wait", likeness, lambda discussion: iter(()))
"""
"""A format that is asked for pages which no other one is sure of."""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    """A folder with 20 pages."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(20):
        (folder / f"{number:02}.txt").write_bytes(page(f"hive {number} hums."))
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return tmp_path / "corpus"


@pytest.fixture
def bulk(environment: dict[str, str], tmp_path: Path) -> Command:
    """Run the command with one process that reads."""

    def run(
        *words: str | Path, given: bytes = b"", before: str = "", **changes: str
    ) -> subprocess.CompletedProcess[str]:
        main = "import sys; from thread_parsers.bulk.__main__ import main; sys.exit(main())"
        code = f"{before}\nif __name__ == '__main__':\n    {main}"
        command = ["-c", code] if before else ["-m", "thread_parsers.bulk"]
        done = subprocess.run(
            [sys.executable, *command, *map(str, words), "-j", "1"],
            input=given,
            capture_output=True,
            cwd=tmp_path,
            env=environment | changes,
            timeout=100,
            check=False,
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run


@pytest.fixture
def plugin(environment: dict[str, str], tmp_path: Path) -> dict[str, str]:
    """The environment in which pages can be deadly or slow: the latter as long as the file `slow` is there."""
    folder = tmp_path / "plugins"
    info = folder / "killer-1.dist-info"
    info.mkdir(parents=True)
    (folder / "killer.py").write_text(PLUGIN)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: killer\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[thread_reader.formats]\nkiller = killer:PLUGIN\n")
    return {"PYTHONPATH": os.pathsep.join((str(folder), environment["PYTHONPATH"])), "SLOW": str(tmp_path / "slow")}


@pytest.fixture
def started(environment: dict[str, str], tmp_path: Path) -> Start:
    """Start the command, for a `with` block."""

    @contextmanager
    def start(*words: str | Path, **changes: str) -> Iterator[subprocess.Popen[bytes]]:
        command = with_default_signals([sys.executable, "-m", "thread_parsers.bulk", *map(str, words), "-j", "1"])
        with running(
            command, cwd=tmp_path, env=environment | changes, stderr=subprocess.PIPE, start_new_session=True
        ) as process:
            yield process

    return start
