"""The paths of a list of discussions: how they are shown, and how those that the state knows are spelled in it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from thread_parsers.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = "."
"""The current folder."""


def shown_path(path: str) -> str:
    """A path as it is shown: below the current folder without `./`, below the home folder with `~`."""
    home = os.environ.get("HOME", "")
    if path.startswith("./") and len(path) > 2:
        path = path[2:]
    elif len(home) > 1 and path.startswith(f"{home}/"):
        path = f"~{path[len(home) :]}"
    return printable(path)


def heading(paths: Sequence[str]) -> str:
    """What to call the section of some files and folders."""
    if list(paths) == [HERE]:
        return "in this folder"
    return f"in {shown_path(paths[0])}" if len(paths) == 1 else f"in {len(paths)} files and folders"


def folder_of(file: str) -> str:
    """The folder of a file."""
    return os.path.dirname(file) or HERE  # noqa: PTH120


def is_below(path: str, roots: Sequence[str]) -> bool:
    """Whether a path is one of some files and folders, or spelled below one of them."""
    return any(path == root or path.startswith(_with_slash(root)) for root in roots)


def spellings(path: str, roots: Sequence[str]) -> list[str]:
    """How an absolute path is spelled below some files and folders, and the path itself."""
    found = [path]
    for root in roots:
        absolute = os.path.abspath(root)  # noqa: PTH100
        if path == absolute:
            found.append(root)
        elif path.startswith(_with_slash(absolute)):
            found.append(_with_slash(root) + path[len(_with_slash(absolute)) :])
    return found


def is_up_to(path: str, max_bytes: int) -> bool:
    """Whether there is a file of at most this size."""
    try:
        return os.stat(path).st_size <= max_bytes  # noqa: PTH116
    except (OSError, ValueError):
        return False


def _with_slash(path: str) -> str:
    return os.path.join(path, "")  # noqa: PTH118
