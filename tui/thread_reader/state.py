"""The folder for what the program keeps, and the way to put a file there: whole or not at all."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

COPIED = "copied.txt"
AN_HOUR = 3600


def state_folder() -> Path:
    """The folder for what the program remembers, by the XDG rules; it may not exist."""
    named = os.environ.get("XDG_STATE_HOME", "")
    return (Path(named) if Path(named).is_absolute() else Path.home() / ".local" / "state") / "thread-reader"


def keep_whole(name: str, data: bytes) -> str | None:
    """Put a file into the state folder, whole or not at all; where it is, or None where it cannot be written."""
    try:
        folder = state_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=folder, prefix=f".{name}-")
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(temporary).replace(folder / name)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except (OSError, RuntimeError):
        return None
    with suppress(OSError):
        _sweep(folder, name)
    return str(folder / name)


def _sweep(folder: Path, name: str) -> None:
    """Take away what programs that were killed left half written, not what another one is writing just now."""
    for left in folder.glob(f".{name}-*"):
        if time.time() - left.stat().st_mtime > AN_HOUR:
            left.unlink(missing_ok=True)


def keep_copied(text: str) -> str | None:
    """Keep a copied text, for terminals that have no clipboard to give; where it is, or None."""
    return keep_whole(COPIED, text.encode("utf-8", "backslashreplace"))
