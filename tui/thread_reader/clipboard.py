"""Where a copied text is kept, for terminals that have no clipboard of their own to give."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

NAME = "copied.txt"


def state_folder() -> Path:
    """The folder for what the program remembers, by the XDG rules; it may not exist."""
    named = os.environ.get("XDG_STATE_HOME", "")
    root = Path(named) if Path(named).is_absolute() else Path.home() / ".local" / "state"
    return root / "thread-reader"


def keep(text: str) -> str | None:
    """Put a text into the file of the last copy, whole or not at all; the file, or None where none can be written."""
    try:
        folder = state_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(dir=folder, prefix=".copied-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(text.encode("utf-8", "backslashreplace"))
            Path(name).replace(folder / NAME)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except (OSError, RuntimeError):
        return None
    return str(folder / NAME)
