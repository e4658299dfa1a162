"""The state folder: files that the program writes for itself, each of them atomically."""

from __future__ import annotations

import errno
import os
import stat
import time
from contextlib import suppress
from pathlib import Path

from thread_parsers.source.descriptors import READ_FLAGS
from thread_reader.output.atomic_write import write_atomically

STATE_FILE = "state.json"
NOTHING_CHOSEN = b"{}"
"""What is in that file at first."""
COPIED_FILE = "copied.txt"
MAX_TEMPORARY_AGE_SECONDS = 3600


def state_folder() -> Path:
    """Return the state folder by the XDG rules. It may not exist. Raises RuntimeError without a home folder."""
    return _xdg_folder("XDG_STATE_HOME", ".local/state")


def cache_folder() -> Path | None:
    """Return the folder for what can be made again, by the XDG rules. None without a home folder."""
    try:
        return _xdg_folder("XDG_CACHE_HOME", ".cache")
    except RuntimeError:
        return None


def _xdg_folder(variable: str, default: str) -> Path:
    configured = os.environ.get(variable, "")
    root = Path(configured) if Path(configured).is_absolute() else Path.home() / default
    return root / "thread-reader"


def is_first_run() -> bool:
    """Whether the program has never kept anything: the state folder has no file `STATE_FILE`."""
    try:
        return not os.path.lexists(state_folder() / STATE_FILE)
    except RuntimeError:  # there is no home folder
        return False


def end_first_run() -> None:
    """Create an empty state, unless there is one or it cannot be written."""
    if is_first_run():
        keep_whole(STATE_FILE, NOTHING_CHOSEN)


def keep_whole(name: str, data: bytes) -> str | None:
    """Write a file in the state folder atomically. Returns its path, or None if it cannot be written."""
    try:
        folder = state_folder()
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_atomically(folder / name, [data], prefix=_temporary_prefix(name))
    except (OSError, RuntimeError):  # RuntimeError: there is no home folder
        return None
    with suppress(OSError):
        _remove_stale(folder, name)
    return str(folder / name)


def _temporary_prefix(name: str) -> str:
    return f".{name}-"


def _remove_stale(folder: Path, name: str) -> None:
    """Delete temporary files left by killed processes, but not one that another process may be writing now."""
    for leftover in folder.glob(f"{_temporary_prefix(name)}*"):
        if time.time() - leftover.stat().st_mtime > MAX_TEMPORARY_AGE_SECONDS:
            leftover.unlink(missing_ok=True)


def keep_copied(text: str) -> str | None:
    """Save copied text, for terminals without clipboard access. Returns the path, or None if it cannot be written."""
    return keep_whole(COPIED_FILE, text.encode("utf-8", "backslashreplace"))


def read_regular(path: Path, max_bytes: int) -> bytes:
    """Read a regular file of up to `max_bytes`. Never blocks. Raises OSError, also for other kinds of files."""
    # Opening a pipe would wait for a writer without O_NONBLOCK.
    descriptor = os.open(path, READ_FLAGS)
    with os.fdopen(descriptor, "rb") as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "not a regular file")
        data = file.read(max_bytes + 1)
    if len(data) > max_bytes:
        raise OSError(errno.EFBIG, f"larger than {max_bytes >> 10:,} KiB")
    return data
