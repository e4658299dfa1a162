"""Pages, archives of them, and the command that makes tables."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from harness.bulk_pages import Command, Start, Workers, page
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
    if b"slow" in head and os.path.exists(os.environ["SLOW"]):
        with open(os.environ["SLOW"] + ".read", "a") as file:
            print(os.getppid(), file=file)
        while os.path.exists(os.environ["SLOW"]):
            time.sleep(0.01)
    return Likeness(0.0, "never")

PLUGIN = Format("killer", "pages that end the process, or wait", likeness, lambda discussion: iter(()))
"""
"""A format that is asked for pages which no other one is sure of. While a page waits, the process whose child reads it
is in the last line of a file."""


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
        words = (*words, *one_reader(words))
        main = "import sys; from thread_parsers.bulk.__main__ import main; sys.exit(main())"
        code = f"{before}\nif __name__ == '__main__':\n    {main}"
        command = ["-c", code] if before else ["-m", "thread_parsers.bulk"]
        done = subprocess.run(
            [sys.executable, *command, *map(str, words)],
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
    return with_plugin(environment, tmp_path)


def with_plugin(environment: dict[str, str], place: Path) -> dict[str, str]:
    """The environment in which pages can be deadly or slow: the latter as long as the file `slow` is there."""
    folder = place / "plugins"
    info = folder / "killer-1.dist-info"
    info.mkdir(parents=True)
    (folder / "killer.py").write_text(PLUGIN)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: killer\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[thread_reader.formats]\nkiller = killer:PLUGIN\n")
    return {"PYTHONPATH": os.pathsep.join((str(folder), environment["PYTHONPATH"])), "SLOW": str(place / "slow")}


@pytest.fixture
def started(environment: dict[str, str], tmp_path: Path) -> Start:
    """Start the command, for a `with` block."""

    @contextmanager
    def start(*words: str | Path, **changes: str) -> Iterator[subprocess.Popen[bytes]]:
        words = (*words, *one_reader(words))
        command = with_default_signals([sys.executable, "-m", "thread_parsers.bulk", *map(str, words)])
        with running(
            command, cwd=tmp_path, env=environment | changes, stderr=subprocess.PIPE, start_new_session=True
        ) as process:
            yield process

    return start


def one_reader(words: tuple[str | Path, ...]) -> tuple[str, ...]:
    """Words that the command needs to read with one process."""
    return ("-j", "1") if "-o" in words and "--scheduler" not in words else ()


CLUSTER = """
import sys
from distributed import LocalCluster

if __name__ == "__main__":
    quiet = {"dashboard_address": None, "worker_dashboard_address": None, "silence_logs": 50}
    with LocalCluster(n_workers=2, threads_per_worker=1, **quiet) as cluster:
        print(cluster.scheduler_address, flush=True)
        sys.stdin.read()
"""


@pytest.fixture(scope="module")
def cluster(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workers]:
    """A cluster in processes of its own."""
    pytest.importorskip("distributed")
    place = tmp_path_factory.mktemp("cluster")
    changed = environment | with_plugin(environment, place)
    code = place / "cluster.py"
    code.write_text(CLUSTER)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with running([sys.executable, str(code)], env=changed, cwd=place, **pipes) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        yield Workers(process.stdout.readline().decode().strip(), changed)
        process.stdin.close()
        process.wait(60)
