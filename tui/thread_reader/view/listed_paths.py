"""The paths of a list of discussions: how they are shown, and how those that the state knows are spelled in it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from thread_parsers.source.page_paths import page_at
from thread_parsers.text.printable import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

HERE = "."
"""The current folder."""


def shown_path(path: str) -> str:
    """A path as it is shown: as seen from the current folder if it is below that, below the home folder with `~`."""
    home, here = os.environ.get("HOME", ""), with_slash(current_folder())
    if path.startswith("./") and len(path) > 2:
        path = path[2:]
    elif len(here) > 1 and path.startswith(here) and path != here:
        path = path[len(here) :]
    elif len(home) > 1 and path.startswith(f"{home}/"):
        path = f"~{path[len(home) :]}"
    return printable(path)


def current_folder() -> str:
    """The current folder; empty if it has been removed."""
    try:
        return os.getcwd()  # noqa: PTH109
    except OSError:
        return ""


def heading(paths: Sequence[str]) -> str:
    """What to call the section of some files and folders."""
    if len(paths) == 1 and with_slash(os.path.abspath(paths[0])) == with_slash(current_folder()):  # noqa: PTH100
        return "in this folder"
    return f"in {shown_path(paths[0])}" if len(paths) == 1 else f"in {len(paths)} files and folders"


def folder_of(file: str) -> str:
    """The folder of a file, or that of the corpus of a page."""
    page = page_at(file)
    if page is not None:
        return page.folder or HERE
    return os.path.dirname(file) or HERE  # noqa: PTH120


def is_below(path: str, roots: Sequence[str]) -> bool:
    """Whether a path is one of some files and folders, or spelled below one of them."""
    return any(path == root or path.startswith(with_slash(root)) for root in roots)


def spellings(path: str, roots: Sequence[str]) -> list[str]:
    """How a path is spelled below some files and folders, after its absolute form."""
    found = [path := os.path.abspath(path)]  # noqa: PTH100
    for root in roots:
        absolute = os.path.abspath(root)  # noqa: PTH100
        if path == absolute:
            found.append(root)
        elif path.startswith(with_slash(absolute)):
            found.append(with_slash(root) + path[len(with_slash(absolute)) :])
    return found


def is_up_to(path: str, max_bytes: int) -> bool:
    """Whether there is a file of at most this size, or may be a page of a corpus."""
    if page_at(path) is not None:
        return True
    try:
        return os.stat(path).st_size <= max_bytes  # noqa: PTH116
    except (OSError, ValueError):
        return False


def with_slash(path: str) -> str:
    """The path of a folder with a slash at its end."""
    return os.path.join(path, "")  # noqa: PTH118
