"""Which files of a Slack export are read, by their paths in a folder or an archive; and reading them from a folder."""

from __future__ import annotations

import os
import re
import stat
from itertools import islice
from typing import TYPE_CHECKING

from thread_parsers.errors import Unreadable
from thread_parsers.source.descriptors import NO_LINK, READ_FLAGS
from thread_parsers.source.file_set import file_set
from thread_parsers.source.limited import read_in_steps
from thread_parsers.source.limits import LIMITS

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from thread_parsers.source.file_set import FileSet

CHANNELS, USERS = "channels.json", "users.json"
DAY_FILE = re.compile(r"\d{4}-\d\d-\d\d\.json", re.ASCII)
"""A day of a channel."""
_DAY_OF_CHANNEL = re.compile(rf"[^/]+/{DAY_FILE.pattern}", re.ASCII)
TOO_MANY = f"over {LIMITS.members:,} files; give one channel"


def export_files(paths: Iterable[str], *, days_alone: bool = False) -> list[str]:
    """The files of an export: the days of each channel in order, then the list of users. None if there is none.

    An export has folders of channels beside `channels.json`, at the top or in one folder. `days_alone`: the days of a
    channel at the top are an export, too.
    """
    known = set(paths)
    roots = sorted((path for path in known if _is_list_of_channels(path)), key=lambda path: (path.count("/"), path))
    root = roots[0].removesuffix(CHANNELS) if roots else ""
    found: list[str] = []
    if roots:
        found = sorted(path for path in known if path.startswith(root) and _DAY_OF_CHANNEL.fullmatch(path, len(root)))
    if not found and days_alone:
        root, found = "", sorted(filter(DAY_FILE.fullmatch, known))
    return [*found, root + USERS] if found and root + USERS in known else found


def read_folder(path: str) -> Generator[None, None, FileSet]:
    """The files of an export in a folder, in steps. No link is followed. Raises Unreadable; OSError if it cannot be
    listed."""
    chosen = export_files(_paths(path), days_alone=True)
    yield
    return (yield from file_set(path, _contents(path, chosen), f"a folder of {len(chosen):,} files"))


def _is_list_of_channels(path: str) -> bool:
    folder, _, name = path.rpartition("/")
    return name == CHANNELS and "/" not in folder and folder != "__MACOSX"


def _paths(folder: str) -> list[str]:
    """The files in a folder and in the folders in it."""
    found: list[str] = []
    folders: list[str] = []
    for entry in _entries(folder):
        if entry.is_dir(follow_symlinks=False):
            folders.append(entry.name)
        elif entry.is_file(follow_symlinks=False):
            found.append(entry.name)
    for name in folders:
        try:
            found += [
                f"{name}/{entry.name}"
                for entry in _entries(os.path.join(folder, name))  # noqa: PTH118
                if DAY_FILE.fullmatch(entry.name) and entry.is_file(follow_symlinks=False)
            ]
        except OSError:
            continue
        if len(found) > LIMITS.members:
            raise Unreadable(folder, TOO_MANY)
    return found


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        yield from islice(entries, LIMITS.members + 1)


def _contents(folder: str, names: list[str]) -> Iterator[tuple[str, bytes] | None]:
    left = LIMITS.expanded_bytes
    for name in names:
        content = yield from _content(folder, name, left)
        left -= len(content)
        yield name, content


def _content(folder: str, name: str, max_bytes: int) -> Generator[None, None, bytes]:
    """The content of a file, which may have been replaced or removed since the folder was listed."""
    try:
        # Not blocking, in case a pipe has replaced the file.
        flags = READ_FLAGS | NO_LINK
        with os.fdopen(os.open(os.path.join(folder, name), flags), "rb") as stream:  # noqa: PTH118
            if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
                return b""
            return (yield from read_in_steps(stream, folder, max_bytes))
    except OSError as error:
        raise Unreadable(folder, f"{name} cannot be read ({error.strerror})") from error
