"""Code that is measured in a process of its own, which prints what it measured."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, Any

from machine import PYTHON

if TYPE_CHECKING:
    from pathlib import Path


def values_of(code: str, *arguments: str | Path) -> Any:
    """The JSON that some code prints. Raises CalledProcessError."""
    command = [PYTHON, "-c", code, *map(str, arguments)]
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
