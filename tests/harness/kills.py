"""A program that remembers things over and over, and is killed at some moment of it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path
    from random import Random

REMEMBERING = """
import itertools
from thread_reader.settings import remember_theme
print(flush=True)
for number in itertools.count():
    assert remember_theme("a theme of some length " * 400 + str(number))
"""


def killed(times: int, folder: Path, environment: dict[str, str], chance: Random) -> list[str]:
    """Kill it so many times: what was not whole afterwards."""
    found = []
    kept = folder / "thread-reader" / "state.json"
    for _ in range(times):
        command = [sys.executable, "-c", REMEMBERING]
        around = environment | {"XDG_STATE_HOME": str(folder)}
        with subprocess.Popen(command, env=around, stdout=subprocess.PIPE) as process:
            assert process.stdout
            process.stdout.readline()
            time.sleep(chance.random() / 50)
            process.kill()
        try:
            json.loads(kept.read_bytes())
        except FileNotFoundError:
            continue  # killed ahead of the first
        except ValueError as error:
            found.append(f"{error}: {kept.read_bytes()[:80]!r}")
    return found
