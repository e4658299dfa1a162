"""The machine: what it is, how busy other work keeps it, and what programs need before they are measured."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from measured import Row

ROOT = Path(__file__).parents[1]
PYTHON = sys.executable
MOST_BY_OTHERS = 0.3
"""Cores that other work may use during a measurement."""
PEERS = (
    ("less", "--version"), ("lnav", "-V"), ("mutt", "-v"), ("neomutt", "-v"), ("rg", "--version"), ("jq", "--version"),
)  # fmt: skip
"""Programs that ours is compared with where they are installed, and what prints their versions."""


class Watch:
    """How many cores other work has used since this was made, those of other virtual machines among them."""

    def __init__(self) -> None:
        self._began, self._busy, self._own = monotonic(), _busy(), _own()

    def others(self) -> float:
        """Cores on average. Processes of ours count once they have ended."""
        used = (_busy() - self._busy) - (_own() - self._own)
        return max(0.0, used / (monotonic() - self._began))


def _busy() -> float:
    """Seconds of processor time that the machine has not been idle, of all cores."""
    with open("/proc/stat", encoding="ascii") as stream:  # noqa: PTH123
        user, nice, system, _idle, _waiting, hard, soft, stolen = map(int, stream.readline().split()[1:9])
    return (user + nice + system + hard + soft + stolen) / os.sysconf("SC_CLK_TCK")


def _own() -> float:
    return sum(os.times()[:4])


def measured_quietly(measure: Callable[[], list[Row]], tries: int) -> list[Row]:
    """The rows of a measurement. While other work disturbs it, it is made again, and the quietest of these counts."""
    quietest: tuple[float, list[Row]] | None = None
    for _ in range(tries):
        with tempfile.TemporaryDirectory() as state:  # nothing is remembered of an earlier one
            os.environ["XDG_STATE_HOME"] = state
            watch = Watch()
            rows = measure()
        others = watch.others()
        if quietest is None or others < quietest[0]:
            quietest = others, rows
        if others <= MOST_BY_OTHERS:
            return rows
        sys.stderr.write(f"other work used {others:.1f} cores during: {rows[0].what}\n")
    assert quietest is not None
    others, rows = quietest
    return [row.beside(f"{others:.1f} cores") for row in rows]


def surroundings() -> Iterator[str]:
    """The machine and the versions, one per line."""
    yield f"- {platform.machine()}, {os.cpu_count()} cores, {_processor_name()}; load {os.getloadavg()[0]:.2f} at first"
    yield f"- {platform.system()} {platform.release()}, Python {platform.python_version()}"
    yield f"- Textual {version('textual')}, Rich {version('rich')}"
    for name, option in PEERS:
        if shutil.which(name):
            said = subprocess.run([name, option], capture_output=True, text=True, check=False).stdout
            yield f"- {said.splitlines()[0] if said else name}"
        else:
            yield f"- {name}: not installed, not measured"


def _processor_name() -> str:
    found = re.search(r"model name\s*: (.*)", Path("/proc/cpuinfo").read_text(encoding="utf-8"))
    return found[1] if found else "unknown processor"


def prepare(folder: Path) -> None:
    """Compile the bytecode that an installed program would have, and let the program keep everything that it remembers
    in a folder: its settings, and the index of the library."""
    subprocess.run([PYTHON, "-m", "compileall", "-q", str(ROOT / "parsers"), str(ROOT / "tui")], check=True)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPATH"] = f"{ROOT / 'parsers'}{os.pathsep}{ROOT / 'tui'}"
    for name in ("CONFIG", "CACHE"):
        os.environ[f"XDG_{name}_HOME"] = str(folder / "home" / name.lower())
