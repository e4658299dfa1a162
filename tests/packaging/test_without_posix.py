"""The library and the written forms use nothing that only POSIX systems have: Windows can read and write."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

OTHER_SYSTEM = """
import os, signal, sys, tempfile, subprocess
for name in ("pread", "pwrite", "fchmod", "fchown", "fork", "getuid", "geteuid", "mkfifo", "openpty", "O_CLOEXEC",
             "O_NONBLOCK", "O_NOFOLLOW", "O_DIRECTORY"):
    delattr(os, name)
for name in ("SIGHUP", "SIGPIPE", "SIGTSTP", "SIGCONT", "SIGWINCH", "SIGKILL"):
    delattr(signal, name)
for name in ("fcntl", "termios", "tty", "pty", "pwd", "grp", "resource", "syslog"):
    sys.modules[name] = None
"""
"""What Windows lacks, as `sitecustomize`."""


@pytest.mark.parametrize(
    "call",
    [
        ("thread_parsers", "FILE", "-t", "txt"),
        ("thread_parsers", "FILE", "-w", "user:quietdeck"),
        ("thread_reader", "FILE", "--stats"),
        ("thread_reader", "FILE", "-t", "html", "-o", "OUT"),
        ("thread_reader", "FILE", "--search", "tram"),
    ],
    ids=" ".join,
)
def test_it_reads_and_writes_on_a_system_that_is_not_posix(
    root: Path, tmp_path: Path, environment: dict[str, str], call: tuple[str, ...]
) -> None:
    file = str(root / "samples" / "tram-line.txt")
    outputs: list[bytes] = []
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "sitecustomize.py").write_text(OTHER_SYSTEM, encoding="utf-8")
    for path in ("", str(tmp_path / "other")):
        out = tmp_path / f"out{len(outputs)}"
        words = [{"FILE": file, "OUT": str(out)}.get(word, word) for word in call]
        python_path = os.pathsep.join(filter(None, (path, environment["PYTHONPATH"])))
        done = subprocess.run(
            [sys.executable, "-m", *words],
            env=environment | {"PYTHONPATH": python_path},
            capture_output=True,
            check=False,
            timeout=60,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        outputs.append(out.read_bytes() if out.exists() else done.stdout)
    assert outputs[0] == outputs[1] != b""
    assert list((tmp_path / "other").glob("__pycache__/sitecustomize.*")), "the other system was not in effect"
